"""What a session is for, where it is held, in which words it is held, and which decks its prompts come from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.i18n import gettext as _
from circle.people import Role
from circle.wording import role_words
from circle.wordings import AS_USUAL, Wording
from ui.theme import Look
from ui.widgets.decks_field import DecksField
from ui.widgets.fields import LineField
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Soft
from ui.widgets.menus import open_menu

LONGEST_INTENTION = 400
LONGEST_PLACE = 120


class SessionFields(QWidget):
    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wordings: tuple[Wording, ...] = ()
        self.wording = AS_USUAL
        self.intention = LineField(look, _("What it is for"))
        self.intention.setMaxLength(LONGEST_INTENTION)
        self.place = LineField(look, _("Where"))
        self.place.setMaxLength(LONGEST_PLACE)
        where = _("It leaves with aliases and names only: an address may say who lives there.")
        self.place.setToolTip(where)
        self.place.setAccessibleDescription(where)
        self.roles = Soft(look, small=True)
        self.words = KeyButton(look, "", kind=Kind.QUIET, small=True)
        self.words.clicked.connect(self._offer_words)
        self.decks = DecksField(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.intention, self.place, self.roles, self.words, self.decks):
            column.addWidget(part)
        self._show()

    @property
    def in_order(self) -> tuple[QWidget, ...]:
        """As Tab goes through them."""
        return (self.intention, self.place, self.words, *self.decks.in_order)

    def show_session(
        self,
        intention: str,
        roles: Sequence[Role],
        wording: Wording,
        wordings: tuple[Wording, ...],
    ) -> None:
        """`roles`: wanted besides the facilitator; `wordings`: all there are to choose from."""
        self.intention.setText(intention)
        self.intention.setCursorPosition(0)
        self._wordings = wordings
        named = ", ".join(role_words(role, wording) for role in roles)
        words = _("Wanted besides: {roles}. The menu of a seat gives them.").format(roles=named)
        self.roles.setText(words if roles else "")
        self.roles.setVisible(bool(roles))
        self.show_wording(wording)

    def _show(self) -> None:
        words = _("Called: {facilitator}, {piece}").format(
            facilitator=self.wording.of_facilitator, piece=self.wording.of_piece
        )
        self.words.show_words(words, name=self.wording.of_piece)
        self.words.setVisible(bool(self._wordings))

    def _offer_words(self) -> None:
        wordings = (AS_USUAL, *self._wordings)
        acts = [(one.title or _("As usual"), partial(self.show_wording, one)) for one in wordings]
        now = wordings.index(self.wording) if self.wording in wordings else None
        where = self.words.mapToGlobal(QPoint(0, self.words.height()))
        open_menu(self, acts, where, now=now)

    def show_wording(self, wording: Wording) -> None:
        self.wording = wording
        self._show()
