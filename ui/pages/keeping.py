"""The page of how long things are kept: what was chosen, and what is older than that. Nothing goes by itself."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from circle.erasing import Order, What
from circle.i18n import gettext as _
from circle.retention import Rules
from ui.actions import Action, bind
from ui.retention_words import due_words, months_words
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.cards_across import CardsAcross
from ui.widgets.due_row import DueRow
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Heading, Soft, Words
from ui.widgets.menus import open_menu
from ui.widgets.page_frame import PageFrame

if TYPE_CHECKING:
    from circle.retention import Due, Known

CHOICES = (0, 1, 3, 6, 12, 24, 36, 60)
"""Months."""
_MOST = 20


class KeepingPage(PageFrame):
    rules_chosen = Signal(object)
    """A circle.retention.Rules."""
    longer_asked = Signal(str, int, str)
    """The id of a session, for how many months more, and why."""
    erase_asked = Signal(object)
    """An Order."""
    left = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, two_feet_below=0, parent=parent)
        if parent is not None:
            self.resize(parent.size())  # or all is laid out for another size first
        self._look, self._rules = look, Rules()
        self.setAccessibleName(_("How long things are kept"))
        self.actions_here = (Action("back", _("Back"), ("Escape",), self.left.emit),)
        bind(self, self.actions_here)
        self.head_left.addWidget(Heading(look, _("How long things are kept")))
        self.notes, self.sessions = KeyButton(look, ""), KeyButton(look, "")
        self.notes.clicked.connect(lambda: self._choose(self.notes, "notes"))
        self.sessions.clicked.connect(lambda: self._choose(self.sessions, "sessions"))
        self._older = Card(look, _("Older than that"))
        self._cards = CardsAcross(look, _intro())
        self._cards.place(self._chosen(), self._older)
        self.body.addWidget(self._cards)
        self.back_button = KeyButton(look, _("Back"), _("Esc"))
        self.back_button.clicked.connect(self.left)
        self.foot_left.addWidget(self.back_button)
        self.foot_left.addStretch(1)
        self._arrange()
        look.changed.connect(self._arrange)

    def show_kept(self, rules: Rules, due: Due) -> None:
        self._rules = rules
        for button, months, what in (
            (self.notes, rules.notes, _("Notes are kept for: {time}")),
            (self.sessions, rules.sessions, _("Whole sessions are kept for: {time}")),
        ):
            button.show_words(f"{months_words(months)} ▾")
            button.setAccessibleName(what.format(time=months_words(months)))
        self._show_due(rules, due)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Tab begins at the first button, and none is marked before."""
        super().showEvent(event)
        self.setFocus()

    def _chosen(self) -> Card:
        card = Card(self._look, _("What is to be kept"))
        for words, button in (
            (_("Notes of a session, from its day on"), self.notes),
            (_("A whole session, from its day on"), self.sessions),
        ):
            way = Flow()
            way.addWidget(button)
            card.body.addWidget(Words(self._look, words))
            card.body.addLayout(way)
        words = _(
            "A laptop’s clock can be wrong. So nothing counts as older until you have opened the kit twice, a day or more apart."
        )
        card.body.addWidget(Soft(self._look, words, small=True))
        card.body.addStretch(1)
        return card

    def _choose(self, button: KeyButton, name: str) -> None:
        acts = [(months_words(months), partial(self._take, name, months)) for months in CHOICES]
        there = getattr(self._rules, name)
        now = CHOICES.index(there) if there in CHOICES else None
        open_menu(self, acts, button.mapToGlobal(QPoint(0, button.height())), now=now)

    def _take(self, name: str, months: int) -> None:
        self.rules_chosen.emit(replace(self._rules, **{name: months}))

    def _show_due(self, rules: Rules, due: Due) -> None:
        body = self._older.body
        while body.count() > 1:  # the heading stays
            item = body.takeAt(1)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        body.addWidget(
            Words(
                self._look,
                due_words(due, rules)
                or _("Nothing is older than that, so there is nothing to do."),
            )
        )
        rows = [*((one, False) for one in due.sessions), *((one, True) for one in due.notes)]
        for one, notes_only in rows[:_MOST]:
            body.addWidget(self._row(one, notes_only=notes_only))
        if len(rows) > _MOST:
            words = _("The oldest {n} are here. The others follow once these are looked at.")
            body.addWidget(Soft(self._look, words.format(n=_MOST), small=True))
        body.addStretch(1)

    def _row(self, one: Known, *, notes_only: bool) -> DueRow:
        row = DueRow(self._look, one, notes_only=notes_only)
        row.notes_asked.connect(lambda: self.erase_asked.emit(Order(What.NOTES, (one.session,))))
        row.session_asked.connect(
            lambda: self.erase_asked.emit(Order(What.SESSION, (one.session,)))
        )
        row.longer_asked.connect(partial(self.longer_asked.emit, one.session))
        return row

    def _arrange(self) -> None:
        self._cards.fit(self.width())


def _intro() -> str:
    return _(
        "What people told a circle need not be kept for ever. Nothing is erased by itself: the first page tells you what is "
        "older than you chose, and you decide."
    )
