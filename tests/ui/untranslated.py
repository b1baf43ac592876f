"""What on a page is in nobody's language: letters that no catalogue gave, and words that are cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from ui.accessible import PaintedList
from ui.pseudo import FIRST, LAST
from ui.widgets.circle_view import CircleView
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Words

_TAGS = re.compile(r"</?[a-z]+/?>")
_NAMES = re.compile(
    r"Circlekeeper|[^\s⟦⟧]*/[^\s⟦⟧]*|[\w-]+\.\w{2,6}\b|\b(?:Ctrl|Alt|Shift|F\d{1,2}|Page|Home|End|Tab|Del|[A-Z])\b"
    r"|English|Cymraeg|Español|Français|Polski"
)
"""What is called the same in every language: keys, files, formats, and languages by their own names."""


def texts_on(page: QWidget) -> Iterator[tuple[QWidget, str]]:
    """Every text of what is shown, said aloud, or shown under the mouse."""
    for one in (page, *page.findChildren(QWidget)):
        if not one.isVisible():
            continue
        found = [one.toolTip(), one.accessibleName(), one.accessibleDescription()]
        if isinstance(one, QLabel | QAbstractButton):
            found.append(one.text())
        if isinstance(one, QLineEdit | QPlainTextEdit):
            found.append(one.placeholderText())
        if isinstance(one, QComboBox):
            found += [one.itemText(n) for n in range(one.count())]
        if isinstance(one, PaintedList):
            found += [*one.said(), one.what_it_says()]
        if isinstance(one, CircleView):
            found += [one.shown.upper, one.shown.lower]
        if isinstance(one, QAbstractItemView) and one.model() is not None:
            found += [
                str(one.model().index(row, 0).data(role) or "")
                for row in range(one.model().rowCount())
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            ]
        yield from ((one, text) for text in found if text)


def without_catalogue(page: QWidget) -> list[str]:
    """Each text with letters that are nobody's data and of no catalogue. Data is written in other letters than Latin."""
    return sorted(
        {
            f"{type(one).__name__}: {text}"
            for one, text in texts_on(page)
            if re.search("[A-Za-z]", _own(text))
        }
    )


def _own(text: str) -> str:
    """What stands in no brackets."""
    depth, left = 0, ""
    for letter in _TAGS.sub("", text):
        depth += letter == FIRST
        left += letter if depth <= 0 else ""
        depth -= letter == LAST and depth > 0
    return _NAMES.sub("", left)


def cut_off(page: QWidget) -> list[str]:
    """Words that have less room than they take. A name, which may be of any length, is cut short."""
    found: list[str] = []
    for one in page.findChildren(QWidget):
        if not one.isVisible() or not one.width():
            continue
        if isinstance(one, Words):
            is_cut = one.height() < one.heightForWidth(one.width())
        elif isinstance(one, KeyButton):
            is_cut = bool(one.toolTip()) and not one._name
        elif isinstance(one, QAbstractButton):
            needed = (
                one.heightForWidth(one.width())
                if one.hasHeightForWidth()
                else one.sizeHint().height()
            )
            is_cut = one.height() < needed or one.width() < one.minimumSizeHint().width()
        else:
            continue
        if is_cut:
            words = one.text() or one.accessibleName()
            found.append(f"{type(one).__name__} {one.width()}×{one.height()}: {words}")
    return found
