"""What can be erased: somebody, a session, everything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.erasing import Order, What
from circle.i18n import gettext as _
from circle.i18n import ngettext
from ui.widgets.card import Card
from ui.widgets.cards_across import CardsAcross
from ui.widgets.checks import Check
from ui.widgets.choices import ChoiceLine
from ui.widgets.fields import LineField
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Soft, Words

if TYPE_CHECKING:
    from ui.pages.start_shown import RecentShown
    from ui.theme import Look

_MOST = 6


class EraseChoices(CardsAcross):
    looked = Signal(object)
    """An Order, of which is to be seen what goes with it."""

    def __init__(
        self,
        look: Look,
        sessions: Sequence[RecentShown],
        *,
        has_documents: bool,
        parent: QWidget | None = None,
    ) -> None:
        words = _(
            "What is erased is gone from the kit, its search and its backups. You see what goes before it does. "
            "A single note is erased where it stands: open its menu there."
        )
        super().__init__(look, words, parent=parent)
        self._sessions = tuple(sessions)
        self.place(self._session(), self._person(), self._all(has_documents))

    def _session(self) -> Card:
        card = Card(self._look, _("A session"))
        self.field = LineField(self._look, _("Find by title or day"))
        self.field.textChanged.connect(self._list)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        card.body.addWidget(self.field)
        card.body.addLayout(self._lines)
        card.body.addStretch(1)
        self._list()
        return card

    def _list(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        words = self.field.text().casefold().split()
        found = [one for one in self._sessions if _fits(one, words)]
        for one in found[:_MOST]:
            line = ChoiceLine(self._look, one.title, one.about)
            line.clicked.connect(
                lambda _on=False, session=one.session: self.looked.emit(
                    Order(What.SESSION, (session,))
                )
            )
            self._lines.addWidget(line)
        if more := len(found[_MOST:]):
            words_for_more = ngettext("and {n} more", "and {n} more", more).format(n=more)
            self._lines.addWidget(Soft(self._look, words_for_more, small=True))
        elif not found:
            none = (
                _("No session is closed yet.") if not self._sessions else _("No session fits that.")
            )
            self._lines.addWidget(Soft(self._look, none, small=True))

    def _person(self) -> Card:
        card = Card(self._look, _("Somebody"))
        self.name = LineField(self._look, _("What they are called"))
        self.person_button = KeyButton(self._look, _("Look where they are…"))
        self.person_button.setEnabled(False)
        self.name.textChanged.connect(
            lambda text: self.person_button.setEnabled(bool(text.strip()))
        )
        self.name.returnPressed.connect(self.person_button.click)
        self.person_button.clicked.connect(
            lambda: self.looked.emit(Order(What.PERSON, called=self.name.text().strip()))
        )
        words = _("Their name goes from every session and list. Turns and notes stay, without it.")
        for widget in (Words(self._look, words), self.name):
            card.body.addWidget(widget)
        card.body.addLayout(_alone(self.person_button))
        card.body.addStretch(1)
        return card

    def _all(self, has_documents: bool) -> Card:
        card = Card(self._look, _("Everything"))
        words = _(
            "All sessions, notes, circles, templates, settings and backups, and the passphrase."
        )
        card.body.addWidget(Words(self._look, words))
        self.documents = Check(self._look, _("My own templates of documents, too"))
        self.documents.setVisible(has_documents)
        card.body.addWidget(self.documents)
        self.all_button = KeyButton(self._look, _("Erase everything…"))
        self.all_button.clicked.connect(
            lambda: self.looked.emit(Order(What.EVERYTHING, documents=self.documents.isChecked()))
        )
        card.body.addLayout(_alone(self.all_button))
        card.body.addStretch(1)
        return card


def _alone(button: KeyButton) -> Flow:
    """As wide as its words."""
    flow = Flow()
    flow.addWidget(button)
    return flow


def _fits(one: RecentShown, words: Sequence[str]) -> bool:
    said = f"{one.title} {one.about}".casefold()
    return all(word in said for word in words)
