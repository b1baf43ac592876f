"""All the keys, over the page: made from the action table of the page that is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractSlider, QGridLayout, QVBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.actions import Action, KeysOf, key_words
from ui.theme import Look, Role
from ui.widgets.labels import Body, Heading, Soft, Words
from ui.widgets.scroll_column import ScrollColumn

_TWO_HALVES = 900
"""From how many pixels on, at the usual size of letters, there is room for two halves."""

_Key, _Scroll = Qt.Key, QAbstractSlider.SliderAction
_NOT_ALONE = {_Key.Key_Shift, _Key.Key_Control, _Key.Key_Alt, _Key.Key_AltGr, _Key.Key_Meta}
_SCROLLS = {
    _Key.Key_Up: _Scroll.SliderSingleStepSub,
    _Key.Key_Down: _Scroll.SliderSingleStepAdd,
    _Key.Key_PageUp: _Scroll.SliderPageStepSub,
    _Key.Key_PageDown: _Scroll.SliderPageStepAdd,
    _Key.Key_Home: _Scroll.SliderToMinimum,
    _Key.Key_End: _Scroll.SliderToMaximum,
}


class KeysOverlay(QWidget):
    closed = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._under = parent
        self._groups: list[tuple[str, list[tuple[str, str]]]] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(40, 28, 40, 28)
        self._column.addWidget(Heading(look, _("Keys"), Role.TITLE))
        self._column.addWidget(Soft(look, _("Esc, or a click, goes back.")))
        self._scroll = ScrollColumn(look)
        self._listing = QWidget()
        self._scroll.body.addWidget(self._listing)
        self._scroll.body.addStretch(1)
        self._column.addWidget(self._scroll, 1)
        parent.installEventFilter(self)
        self.hide()

    def show_actions(
        self, here: Iterable[Action], everywhere: Iterable[Action], keys: KeysOf
    ) -> None:
        """`keys`: those of an action that hold now."""
        self._groups = [
            (title, rows)
            for title, actions in ((_("On this page"), here), (_("On every page"), everywhere))
            if (rows := keys_shown(actions, keys))
        ]
        self._list_rows()
        self.setGeometry(self._under.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def _list_rows(self) -> None:
        """In two halves beside each other, or in one list where the letters are large."""
        listing = QWidget()
        grid = QGridLayout(listing)
        grid.setContentsMargins(0, 12, 0, 12)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(7)
        halves = self._halves()
        for half, lines in enumerate(halves):
            for row, (keys, words) in enumerate(lines):
                self._put(grid, row, 2 * half, keys, words)
        for column, stretch in enumerate((3, 5) * len(halves)):
            grid.setColumnStretch(column, stretch)
        self._scroll.body.replaceWidget(self._listing, listing)
        self._listing.deleteLater()
        self._listing = listing

    def _halves(self) -> list[list[tuple[str, str]]]:
        """A heading has no keys, and is not the last of its half."""
        lines = [line for title, rows in self._groups for line in (("", title), *rows)]
        if self._under.width() < self._look.px(_TWO_HALVES):
            return [lines]
        high = (len(lines) + 1) // 2
        high -= not lines[high - 1][0]
        return [lines[:high], lines[high:]]

    def _put(self, grid: QGridLayout, row: int, column: int, keys: str, words: str) -> None:
        top = Qt.AlignmentFlag.AlignTop
        if keys:
            grid.addWidget(Words(self._look, keys, Role.STRONG), row, column, top)
            grid.addWidget(Body(self._look, words), row, column + 1, top)
        else:
            grid.addWidget(Heading(self._look, words), row, column, 1, 2, top)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._under.rect())
            if self.isVisible():
                self._list_rows()
        return False

    def event(self, event: QEvent) -> bool:
        """While the keys are shown they are only read: none of them does anything but go back."""
        if event.type() == QEvent.Type.ShortcutOverride and not _locks(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key that is still held, or that only changes others, is none; some scroll what is too long."""
        if event.isAutoRepeat() or event.key() in _NOT_ALONE:
            return
        bar = self._scroll.verticalScrollBar()
        if event.key() in _SCROLLS and bar.maximum():
            bar.triggerAction(_SCROLLS[Qt.Key(event.key())])
        else:
            self._close()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._close()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._look.theme.paper)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()


def _locks(event: QEvent) -> bool:
    """The one key that holds everywhere."""
    if not isinstance(event, QKeyEvent) or event.key() != _Key.Key_L:
        return False
    return event.modifiers() == Qt.KeyboardModifier.ControlModifier


def keys_shown(actions: Iterable[Action], keys: KeysOf) -> list[tuple[str, str]]:
    """Keys and words, a row each; the nine seats are one row while they have their usual keys. What has no key is left out."""
    actions = tuple(actions)
    seats = [action for action in actions if action.id.startswith("seat_")]
    are_usual = all(keys(seat) == seat.keys for seat in seats)
    rows: list[tuple[str, str]] = []
    for action in actions:
        if action not in seats or not are_usual:
            if shown := _shown_keys(keys(action)):
                rows.append((" · ".join(shown), action.words))
        elif action.id == "seat_1":
            rows.append((_("1 – 9"), _("Give the piece to that seat")))
    return rows


def _shown_keys(keys: Sequence[str]) -> list[str]:
    """The keys worth knowing: those that another keyboard needs for the same sign are left out."""
    worth = [key for key in keys if key not in {"=", "Ctrl+Y", "Ctrl+="}]
    return [*dict.fromkeys(map(key_words, worth))]
