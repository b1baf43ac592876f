"""One field over the page, to find what can be done here now by its words, and to do it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.accessible import announce
from ui.actions import Action, KeysOf, key_words
from ui.finding_actions import matching
from ui.keymap import pressed
from ui.theme import Look
from ui.widgets.fields import LineField
from ui.widgets.labels import Soft
from ui.widgets.row_shown import RowShown
from ui.widgets.rows_view import RowsView
from ui.widgets.shapes import paint_box

_WIDEST, _FROM_TOP, _EDGE = 640, 64, 12
_MOST = 9
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _MOST - 1, Qt.Key.Key_PageUp: 1 - _MOST}  # fmt: skip
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CommandPalette(QWidget):
    """It is no dialog: nothing waits for it, and the time beneath goes on to be seen."""

    closed = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._under = look, parent
        self._actions: Sequence[Action] = ()
        self._keys: KeysOf = lambda action: action.keys
        self._stays: tuple[str, ...] = ()
        self._before: QWidget | None = None
        self.setAccessibleName(_("What can be done here"))
        self.field = LineField(look, _("What would you like to do? A few of its words"))
        self.field.takes_all_keys = True
        self.rows = RowsView(look, _("What can be done here"), most=_MOST, least=2)
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._nothing = Soft(look, _("Nothing here is called that."))
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        column.setSpacing(8)
        for widget in (self.field, self._nothing, self.rows):
            column.addWidget(widget)
        self.field.textChanged.connect(self._find)
        self.field.installEventFilter(self)
        self.rows.asked.connect(self._do)
        parent.installEventFilter(self)
        look.changed.connect(self._place)
        self.hide()

    def open(self, actions: Sequence[Action], keys: KeysOf, stays: Sequence[str]) -> None:
        """`keys`: those of an action that hold now; `stays`: keys that do the same as ever meanwhile."""
        self._actions, self._keys, self._stays = actions, keys, tuple(stays)
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self.field.clear()
        self._find("")
        self.show()
        self.raise_()
        self.field.setFocus()

    def put_away(self) -> None:
        if not self.isVisible():
            return
        self.hide()
        self.closed.emit()

    # The keys are for the list, and letters for the field

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._under:
            if event.type() == QEvent.Type.Resize:
                self._place()
            return False
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.put_away()
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            if pressed(event) in self._stays:
                return False
            event.accept()
            return True
        return event.type() == QEvent.Type.KeyPress and self._takes(event)

    def _takes(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._step(_STEPS[key])
        elif key in _ENTER:
            if not event.isAutoRepeat() and self.rows.chosen_key is not None:
                self._do(self.rows.chosen_key)
        elif key == Qt.Key.Key_Escape:
            self._leave()
        else:
            return False
        return True

    def _step(self, by: int) -> None:
        can = [row.key for row in self.rows.rows_model.rows if not row.quiet]
        if can:
            at = can.index(self.rows.chosen_key) if self.rows.chosen_key in can else 0
            self._choose(can[max(0, min(len(can) - 1, at + by))])

    def _choose(self, key: object) -> None:
        self.rows.show_chosen(key, in_sight=True)
        row = next((one for one in self.rows.rows_model.rows if one.key == key), None)
        if row is not None:
            announce(self.field, row.said)

    def _find(self, typed: str) -> None:
        found = matching(self._actions, typed, self._keys)
        rows = sorted(map(self._row, found), key=lambda row: row.quiet)
        self.rows.show_rows(rows)
        self.rows.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self._place()
        if first := next((row.key for row in rows if not row.quiet), None):
            self._choose(first)
        elif typed:
            announce(self.field, self._nothing.text())

    def _row(self, action: Action) -> RowShown:
        if not action.can_be_done:
            said = _("{action}: not now").format(action=action.words)
            return RowShown(
                key=action.name, text=action.words, trail=_("not now"), said=said, quiet=True
            )
        keys = " · ".join(dict.fromkeys(map(key_words, self._keys(action)[:2])))
        said = f"{action.words}, {keys}" if keys else action.words
        return RowShown(key=action.name, text=action.words, trail=keys, said=said)

    def _do(self, name: object) -> None:
        """Where the focus was it is again, and then it is done, as by its key."""
        action = next((one for one in self._actions if one.name == name), None)
        self._leave()
        if action is not None and action.can_be_done:
            action.handler()

    def _leave(self) -> None:
        before = self._before
        self.put_away()
        if before is not None and before.isVisible() and self._under.isAncestorOf(before):
            before.setFocus()

    # Its place

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.rect(), theme.paper)
            paint_box(painter, self.rect(), fill=theme.card, line=theme.soft)

    def _place(self) -> None:
        """In the middle, under the head, and no higher than what was found."""
        room = self._under.rect()
        width = min(self._look.px(_WIDEST), room.width() - 4 * _EDGE)
        top = min(self._look.px(_FROM_TOP), room.height() // 8)
        self.resize(width, self.height())
        below = self.rows.sizeHint() if self.rows.isVisibleTo(self) else self._nothing.sizeHint()
        high = self.field.sizeHint().height() + below.height() + 2 * _EDGE + 8
        self.setGeometry(
            (room.width() - width) // 2, top, width, min(high, room.height() - 2 * top)
        )
