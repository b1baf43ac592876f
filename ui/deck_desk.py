"""What the window does with prompt decks in the kit. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from circle import own_decks
from circle.prompts import Deck
from ui.own_desk import Change, OwnDesk


class DeckDesk(OwnDesk[Deck]):
    """The decks that ship, and those of one kit."""

    @property
    def unusable(self) -> Mapping[str, str]:
        """Those in the kit that cannot be used, by name, each with a sentence that says why."""
        return own_decks.unusable(self._own())

    def keep(self, draft: Deck) -> Change[Deck]:
        """One's own in its place; what ships stays, and the draft is a copy of it."""
        return self.save(own_decks.kept_as(draft, self.look()))

    def give_out(self, one: Deck, folder: Path) -> Path:
        there = self.there
        return own_decks.give_out(
            one.name, folder, shipped=there.shipped, own=self._own(), assets=there.assets
        )

    def _own(self) -> Mapping[str, str]:
        return self.there.kit.store.decks()

    def _put(self, name: str, text: str) -> None:
        self.there.kit.store.keep_deck(name, text)

    def _drop(self, name: str) -> None:
        self.there.kit.store.drop_deck(name)

    def _read(self, file: Path) -> tuple[Deck, str]:
        return own_decks.read_file(file)

    def _checked(self, one: Deck) -> tuple[Deck, str]:
        return own_decks.checked(one)

    def _copy_of(self, one: Deck) -> Deck:
        return own_decks.copy_of(one, self.shelf)
