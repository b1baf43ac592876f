"""Where Tab goes in a part of a page that gets widgets while it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget


def follow(widgets: Sequence[QWidget]) -> None:
    """These follow one another; those too that take no focus now, as words do of which another holds."""
    without = [one for one in widgets if one.focusPolicy() is Qt.FocusPolicy.NoFocus]
    for one in without:
        one.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # or Qt passes it over
    for one, after in pairwise(widgets):
        QWidget.setTabOrder(one, after)
    for one in without:
        one.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def order_tabs(part: QWidget, widgets: Sequence[QWidget]) -> None:
    """These follow one another, after what comes before the part."""
    for one, after in pairwise((*_before(part), *widgets)):
        QWidget.setTabOrder(one, after)


def order_as_seen(whole: QWidget, parts: Iterable[QWidget]) -> None:
    """One part after the other, and each in lines, as it is read: what came later than the rest is last in Qt's order.
    Not while what has the focus goes: Qt looks for what follows it then.
    """
    window = whole.window()
    here = window.focusWidget()
    if here is not None and not here.isVisibleTo(window):
        return
    order_tabs(whole, [one for part in parts for one in _in_lines(part)])


def _in_lines(part: QWidget) -> list[QWidget]:
    boxes = {
        one: QRect(one.mapTo(part, QPoint(0, 0)), one.size())
        for one in tabbed_in(part)
        if one.isVisibleTo(part)
    }
    lines = list[list[QWidget]]()
    for one in sorted(boxes, key=lambda one: boxes[one].top()):
        if lines and _side_by_side(boxes[lines[-1][0]], boxes[one]):
            lines[-1].append(one)
        else:
            lines.append([one])
    back = -1 if part.isRightToLeft() else 1
    across = [sorted(line, key=lambda one: back * boxes[one].center().x()) for line in lines]
    return [one for line in across for one in line]


def _side_by_side(one: QRect, other: QRect) -> bool:
    """What is much higher than what stands beside its foot is above that: all of a list that scrolls counts."""
    return abs(one.center().y() - other.center().y()) < min(one.height(), other.height()) / 2


def tabbed_in(part: QWidget) -> tuple[QWidget, ...]:
    """What Tab goes to in a part, in the order in which it was put there. To walk Qt's chain through all of a window from
    Python has taken layouts of other pages with it.
    """
    return tuple(one for one in part.findChildren(QWidget) if takes_focus(one))


def _before(part: QWidget) -> tuple[QWidget, ...]:
    """What takes the focus before a part; nothing where that is the first on its page."""
    found = part.previousInFocusChain()
    while found is not None and found is not part:
        if takes_focus(found) and not part.isAncestorOf(found):
            return (found,)
        found = found.previousInFocusChain()
    return ()


def takes_focus(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
