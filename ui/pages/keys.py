"""Which keys do what, to be found and changed one action at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.actions import Action, bind
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.catch_key import CatchKey
from ui.widgets.fields import LineField
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Body, Heading, Soft
from ui.widgets.page_frame import MARGIN, PageFrame
from ui.widgets.row_shown import RowShown
from ui.widgets.rows_view import RowsView
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.tab_order import follow, tabbed_in

_BESIDE_FROM = 760
_ROWS = 100
_FEW = 6


@dataclass(frozen=True, slots=True)
class ActionShown:
    """`keys`: as Qt calls each, in words, and whether it can be taken away. `said`: what is to be known of them."""

    words: str
    place: str
    keys: tuple[tuple[str, str, bool], ...] = ()
    is_usual: bool = True
    said: str = ""
    asks: str = ""
    """What it says on the button that takes the key from another action; empty: nothing is asked."""


class KeysPage(PageFrame):
    left = Signal()
    sought = Signal(str)
    chosen = Signal(str)
    """The name of an action."""
    caught = Signal(str)
    removed = Signal(str)
    """A key of the action that is chosen."""
    usual_asked = Signal()
    all_usual_asked = Signal()
    taken = Signal()
    """The key that was asked about is to be this action's now."""
    let_be = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, two_feet_below=440, parent=parent)
        if parent is not None:
            self.resize(parent.size())  # or all is laid out for another size first
        self._look = look
        self.setAccessibleName(_("Keys"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.actions_here = (
            Action("back", _("Back"), ("Escape",), self.left.emit),
            Action("find", _("Find an action or a key"), ("Ctrl+F",), self._find),
        )
        bind(self, self.actions_here)
        self.field = LineField(look, _("Find an action or a key"), _("Ctrl F"))
        self.rows = RowsView(look, _("Actions and their keys"), most=_ROWS)
        self.nothing = Soft(look, _("No action is called that, and no key."))
        self.card = Card(look)
        self.title = Heading(look, "")
        self.place = Soft(look)
        self._keys = QVBoxLayout()
        self.add = CatchKey(look, _("Add a key…"))
        self.usual = KeyButton(look, _("Back to the usual keys"), kind=Kind.QUIET, small=True)
        self.said = Body(look, "")
        self.take = KeyButton(look, "", small=True)
        self.leave = KeyButton(look, _("Leave it as it is"), kind=Kind.QUIET, small=True)
        self._side = ScrollColumn(look, least_rows=_FEW)
        self.all_usual = KeyButton(look, _("All as usual"), kind=Kind.QUIET)
        self.back_button = KeyButton(look, _("Back"), _("Esc"))
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._connect()
        look.changed.connect(self._arrange)

    def _lay_out(self) -> None:
        self.head_left.addWidget(Heading(self._look, _("Keys")))
        found = QVBoxLayout()
        found.setSpacing(12)
        for widget in (self.field, self.nothing):
            found.addWidget(widget)
        found.addWidget(self.rows, 1)
        found.addStretch(0)
        ways, answers = Flow(), Flow()
        for button in (self.add, self.usual):
            ways.addWidget(button)
        for button in (self.take, self.leave):
            answers.addWidget(button)
        for part in (self.title, self.place):
            self.card.body.addWidget(part)
        self.card.body.addLayout(self._keys)
        self.card.body.addLayout(ways)
        self.card.body.addWidget(self.said)
        self.card.body.addLayout(answers)
        self._side.body.addWidget(self.card)
        self._side.body.addStretch(1)
        self._beside.setContentsMargins(MARGIN, 16, MARGIN, 16)
        self._beside.setSpacing(20)
        self._beside.addLayout(found, 3)
        self._beside.addWidget(self._side, 2)
        self.body.addLayout(self._beside)
        self.foot_left.addWidget(self.back_button)
        self.foot_right.addWidget(self.all_usual)
        self._arrange()

    def _connect(self) -> None:
        self.field.textChanged.connect(self.sought)
        self.field.returnPressed.connect(self._go_to_rows)
        self.rows.chosen.connect(self._ask)
        self.rows.asked.connect(self._ask)
        self.add.caught.connect(self.caught)
        self.usual.clicked.connect(self.usual_asked)
        self.take.clicked.connect(self.taken)
        self.leave.clicked.connect(self.let_be)
        self.all_usual.clicked.connect(self.all_usual_asked)
        self.back_button.clicked.connect(self.left)

    def show_rows(self, rows: Sequence[RowShown]) -> None:
        self.rows.show_rows(rows)
        self.rows.setVisible(bool(rows))
        self.nothing.setVisible(not rows)

    def show_action(self, shown: ActionShown) -> None:
        self.title.setText(shown.words)
        self.place.setText(shown.place)
        while (item := self._keys.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        removals = list[QWidget]()
        for key, words, can_go in shown.keys:
            row = self._key_row(key, words, can_go=can_go)
            self._keys.addWidget(row)
            removals += tabbed_in(row)
        self.usual.setVisible(not shown.is_usual)
        self.said.setText(shown.said)
        self.said.setVisible(bool(shown.said))
        self.take.show_words(shown.asks)
        for button in (self.take, self.leave):
            button.setVisible(bool(shown.asks))
        if shown.said:
            for part in (self.take, self.said):  # of both, what is said
                self._side.show_part(part)
        ways = (self.add, self.usual, self.take, self.leave, self.back_button, self.all_usual)
        follow((self.rows, *removals, *ways))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _key_row(self, key: str, words: str, *, can_go: bool) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(Body(self._look, words), 1)
        if can_go:
            button = KeyButton(self._look, _("Remove"), kind=Kind.QUIET, small=True)
            button.setAccessibleName(_("Remove {key}").format(key=words))
            button.clicked.connect(lambda: self.removed.emit(key))
            line.addWidget(button)
        else:
            line.addWidget(Soft(self._look, _("It always holds.")))
        return row

    def _arrange(self) -> None:
        beside = self.width() >= self._look.px(_BESIDE_FROM)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._beside.setDirection(across if beside else down)

    def _find(self) -> None:
        self.field.setFocus()
        self.field.selectAll()

    def _go_to_rows(self) -> None:
        first = next((row.key for row in self.rows.rows_model.rows if not row.quiet), None)
        if first is not None:
            self.rows.show_chosen(first, in_sight=True)
            self.rows.setFocus(Qt.FocusReason.TabFocusReason)
            self.chosen.emit(str(first))

    def _ask(self, name: object) -> None:
        self.chosen.emit(str(name))
