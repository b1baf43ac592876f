"""The closed sessions, each to be picked or left: all, since a day, or of one circle; and the names found in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.errors import Refused
from circle.i18n import gettext as _
from circle.level import Level
from ui.pages.many_shown import (
    Looked,
    Offered,
    all_looked,
    circles_in,
    looked_words,
    names_rows,
    of_circle,
    read_since,
    session_rows,
    since,
)
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.fields import LineField
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Soft
from ui.widgets.menus import open_menu
from ui.widgets.rows_view import RowsView
from ui.widgets.two_sides import SideView

_ALL_ROOM = 1000


class SessionsView(SideView):
    picked_anew = Signal()

    def __init__(
        self,
        look: Look,
        sessions: Sequence[Offered],
        now: datetime,
        *,
        parent: QWidget | None = None,
    ) -> None:
        """`now`: the wall clock, aware."""
        super().__init__(parent)
        self._sessions, self._now = tuple(sessions), now.astimezone()
        self._picked = {one.id for one in sessions}
        self._looked: Mapping[str, Looked] = {}
        self._level = Level.NOBODY
        self.all_button = KeyButton(look, _("All"), small=True)
        self.none_button = KeyButton(look, _("None"), small=True)
        self.circle_button = KeyButton(look, _("Of one circle ▾"), small=True)
        self.since_field = SinceField(look, _("Since a day"))
        self._why = Soft(look)
        self._words = Soft(look)
        self.list = PickRows(look, _("Sessions; Space picks one or leaves it"), most=20)
        self._about_names = Soft(look)
        self.names = RowsView(look, _("Names found in the texts, by session"), most=20)
        self._parts: dict[str, Card] = {"sessions": Card(look), "names": Card(look)}
        self._shown = "sessions"
        self._lay_out()
        self._connect()
        self._show()

    def _lay_out(self) -> None:
        card, row = self._parts["sessions"], Flow(gap=8)
        for widget in (self.all_button, self.none_button, self.circle_button, self.since_field):
            row.addWidget(widget)
        card.body.addLayout(row)
        for words in (self._why, self._words):
            card.body.addWidget(words)
        card.body.addWidget(self.list, _ALL_ROOM)
        self._parts["names"].body.addWidget(self._about_names)
        self._parts["names"].body.addWidget(self.names, _ALL_ROOM)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        for part in self._parts.values():
            part.body.addStretch(1)
            rows.addWidget(part)
        self._parts["names"].hide()
        self._why.hide()
        self.circle_button.setVisible(bool(circles_in(self._sessions)))

    def _connect(self) -> None:
        self.all_button.clicked.connect(lambda: self._pick(self._sessions))
        self.none_button.clicked.connect(lambda: self._pick(()))
        self.circle_button.clicked.connect(self._ask_which_circle)
        self.since_field.returnPressed.connect(self._pick_since)
        self.list.asked.connect(self._turn)

    @property
    def parts(self) -> dict[str, tuple[str, str]]:
        return {
            "sessions": (_("Sessions"), _("Alt 1")),
            "names": (_("Names found"), _("Alt 2")),
        }

    @property
    def in_order(self) -> tuple[QWidget, ...]:
        buttons = (self.all_button, self.none_button, self.circle_button)
        return *buttons, self.since_field, self.list, self.names

    def show_part(self, part: str) -> None:
        self._shown = part
        for name, card in self._parts.items():
            card.setVisible(name == part)
        self._show_names()

    @property
    def picked(self) -> tuple[Offered, ...]:
        return tuple(one for one in self._sessions if one.id in self._picked)

    def show_looked(self, looked: Mapping[str, Looked], level: Level) -> None:
        """What is known by now of sessions at a level, by their ids."""
        self._looked, self._level = looked, level
        self._show()

    def _show(self) -> None:
        self.list.show_rows(session_rows(self._sessions, self._picked, self._looked))
        words = looked_words(self._picked, self._looked, self._level)
        self._words.setText(words)
        self._about_names.setText(words)
        names = (known.names for one, known in self._looked.items() if one in self._picked)
        self.names_counted.emit(sum(names))
        self._show_names()

    @property
    def is_looked_through(self) -> bool:
        """Whether it is known of all that are picked which names are in them."""
        return all_looked(self._picked, self._looked)

    def _show_names(self) -> None:
        """Where there are many, once all are known."""
        if self._shown == "names":
            rows = names_rows(self._sessions, self._picked, self._looked)
            self.names.show_rows(rows if self.is_looked_through else ())

    def _pick(self, sessions: Sequence[Offered]) -> None:
        self._say("")
        self._picked = {one.id for one in sessions}
        self._show()
        self.picked_anew.emit()

    def _turn(self, session: object) -> None:
        self._picked ^= {str(session)}
        self._show()
        self.picked_anew.emit()

    def _pick_since(self) -> None:
        try:
            day = read_since(self.since_field.text(), self._now.date())
        except Refused as why:
            self._say(str(why))
            return
        self._pick(since(self._sessions, day))

    def _ask_which_circle(self) -> None:
        circles = circles_in(self._sessions)
        acts = [
            (one, lambda one=one: self._pick(of_circle(self._sessions, one))) for one in circles
        ]
        where = self.circle_button.mapToGlobal(self.circle_button.rect().bottomLeft())
        open_menu(self, acts, where)

    def _say(self, words: str) -> None:
        self._why.setText(words)
        self._why.setVisible(bool(words))


class SinceField(LineField):
    """Enter takes the day, and nothing else is done by it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        super().keyPressEvent(event)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


class PickRows(RowsView):
    """Space picks a row or leaves it, as Enter and a click do. The keys begin at the first one."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.chosen_key is None and self.rows_model.rows:
            self.show_chosen(self.rows_model.rows[0].key, in_sight=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            if self.chosen_key is not None and not event.isAutoRepeat():
                self.asked.emit(self.chosen_key)
            return
        super().keyPressEvent(event)
