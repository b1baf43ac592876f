"""The small groups: who is with whom. Each person can be reached by the keys and has a menu."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import ceil

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessibleActionInterface,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from circle.i18n import gettext as _
from ui.accessible import PaintedList, tell_focus, tell_items
from ui.theme import Look, Role
from ui.widgets.groups_layout import GroupsLayout, MemberPlaced, lay_groups
from ui.widgets.groups_shown import GroupShown, MemberShown
from ui.widgets.key_button import TARGET
from ui.widgets.labels import as_tip
from ui.widgets.shapes import paint_box, paint_focus

_EDGE = 12.0
_HIGH = TARGET
_DOT = " · "
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
_LINES = {Qt.Key.Key_Up: True, Qt.Key.Key_Down: False}
_ASK = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Menu}


class GroupsList(PaintedList):
    """It takes the focus from Tab only, so that a click leaves the keys with the session."""

    menu_asked = Signal(str, QPoint)
    """The id of a person, and the point on the screen for a menu."""
    went = Signal(QRect)
    """Where the person is whom the focus went to."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._groups: tuple[GroupShown, ...] = ()
        self._layout = GroupsLayout()
        self._focused = 0
        self._touched: int | None = None
        self.setAccessibleName(_("The small groups"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._lay_out)

    def show_groups(self, groups: Sequence[GroupShown]) -> None:
        """The focus stays with the person who has it."""
        if tuple(groups) == self._groups:
            return
        before, focused = self.said(), self._member(self._focused)
        self._groups = tuple(groups)
        ids = [member.id for group in self._groups for member in group.members]
        if focused and focused.shown.id in ids:
            self._focused = ids.index(focused.shown.id)
        self._focused = min(self._focused, max(0, len(ids) - 1))
        self._lay_out()
        tell_items(self, before, self.said())
        if self.hasFocus() and ids:
            self.went.emit(self.item_box(self._focused))

    @property
    def placed(self) -> GroupsLayout:
        """Where everybody is."""
        return self._layout

    # What a screen reader finds

    def said(self) -> tuple[str, ...]:
        return tuple(member.said for group in self._groups for member in group.members)

    def item_box(self, i: int) -> QRect:
        return self._layout.members[i].box.toAlignedRect()

    def item_at(self, point: QPoint) -> int | None:
        return self._layout.member_at(point.x(), point.y())

    def focused_item(self) -> int | None:
        return self._focused if self.hasFocus() and self._layout.members else None

    def is_chosen(self, i: int) -> bool:
        return self._layout.members[i].shown.stands_out

    def what_it_says(self) -> str:
        parts = (
            f"{group.title}: {', '.join(member.alias for member in group.members)}"
            for group in self._groups
        )
        return ". ".join(parts)

    def item_acts(self) -> Mapping[str, Callable[[int], object]]:
        acts = QAccessibleActionInterface
        return {
            acts.pressAction(): self._ask,
            acts.showMenuAction(): self._ask,
            acts.setFocusAction(): self._take_focus,
        }

    def _take_focus(self, at: int) -> None:
        self._focused = at
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus_on(at)

    # Sizes

    def heightForWidth(self, width: int) -> int:
        return ceil(self._laid_out(width).height)

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(200, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._look.px(_HIGH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    # The mouse and the keys

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._ask(self.item_at(event.position().toPoint()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._touch(self.item_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._touch(None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        keyboard = event.reason() is QContextMenuEvent.Reason.Keyboard
        self._ask(self.focused_item() if keyboard else self.item_at(event.pos()))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            if self._is_for_people(event):
                event.accept()
                return True
        elif isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            self._show_whole_name(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if not self._is_for_people(event):
            event.ignore()
        elif key in _STEPS:
            step = _STEPS[key] * (-1 if self.isRightToLeft() else 1)
            self._focus_on((self._focused + step) % len(self._layout.members))
        elif key in _LINES:
            self._focus_on(self._layout.beside(self._focused, up=_LINES[key]))
        elif key in _ENDS:
            self._focus_on(_ENDS[key] % len(self._layout.members))
        else:
            self._ask(self._focused)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._layout.members:
            self._focus_on(self._focused)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def _is_for_people(self, event: QKeyEvent) -> bool:
        """Space is never taken: it does what the main button says."""
        if not self._layout.members:
            return False
        key = event.key()
        if key == Qt.Key.Key_F10:
            return event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return plain and any(key in keys for keys in (_STEPS, _LINES, _ENDS, _ASK))

    def _focus_on(self, at: int) -> None:
        self._focused = at
        self.update()
        self.went.emit(self.item_box(at))
        tell_focus(self)

    def _ask(self, at: int | None) -> None:
        if (member := None if at is None else self._member(at)) is not None:
            under = member.box.bottomLeft().toPoint()
            self.menu_asked.emit(member.shown.id, self.mapToGlobal(under))

    def _touch(self, at: int | None) -> None:
        if at != self._touched:
            self._touched = at
            hand = Qt.CursorShape.PointingHandCursor
            self.setCursor(Qt.CursorShape.ArrowCursor if at is None else hand)
            self.update()

    # What is painted

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_titles(painter)
            for i, member in enumerate(self._layout.members):
                if event.rect().intersects(member.box.toAlignedRect()):
                    self._paint_member(painter, i, member)

    def _paint_titles(self, painter: QPainter) -> None:
        painter.setFont(self._look.font(Role.SMALL))
        painter.setPen(self._look.theme.soft)
        for words, box in self._layout.titles:
            where = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop
            painter.drawText(box, where, words)

    def _paint_member(self, painter: QPainter, i: int, member: MemberPlaced) -> None:
        theme, shown = self._look.theme, member.shown
        box = member.box.adjusted(0.5, 4, -0.5, -4)
        line = theme.moss if shown.stands_out else theme.soft if i == self._touched else theme.line
        paint_box(painter, box, fill=theme.moss_tint if shown.stands_out else theme.card, line=line)
        if i == self.focused_item():
            paint_focus(painter, box, theme.ink)
        painter.setFont(self._look.font(Role.BODY))
        painter.setPen(theme.ink if shown.here else theme.soft)
        inner = box.adjusted(_EDGE, 0, -_EDGE, 0)
        where = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, where, self._words(shown, inner.width() + 1))

    def _words(self, shown: MemberShown, room: float) -> str:
        """The name is cut short where there is no room, what stands after it is not."""
        metrics = self._look.metrics(Role.BODY)
        more = f"{_DOT}{shown.more}" if shown.more else ""
        left = room - metrics.horizontalAdvance(more)
        return metrics.elidedText(shown.alias, Qt.TextElideMode.ElideRight, max(0.0, left)) + more

    def _wide(self, shown: MemberShown) -> float:
        more = f"{_DOT}{shown.more}" if shown.more else ""
        return 2 * _EDGE + 4 + self._look.metrics(Role.BODY).horizontalAdvance(shown.alias + more)

    def _show_whole_name(self, event: QHelpEvent) -> None:
        member = self._member(self.item_at(event.pos()))
        if member is None or self._wide(member.shown) <= member.box.width():
            QToolTip.hideText()
            return
        box = member.box.toAlignedRect()
        QToolTip.showText(event.globalPos(), as_tip(member.shown.alias), self, box)

    def _member(self, at: int | None) -> MemberPlaced | None:
        members = self._layout.members
        return members[at] if at is not None and at < len(members) else None

    def _laid_out(self, width: float) -> GroupsLayout:
        return lay_groups(
            self._groups,
            width=max(1.0, width),
            wide=self._wide,
            title=self._look.metrics(Role.SMALL).height() + 2,
            high=self._look.px(_HIGH),
            mirrored=self.isRightToLeft(),
        )

    def _lay_out(self) -> None:
        self._layout = self._laid_out(self.width())
        self.updateGeometry()
        self.update()
