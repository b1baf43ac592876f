"""What is done with prompt decks: looked at, written, copied, taken in, given out, removed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Protocol

from circle.errors import Refused
from circle.i18n import gettext as _
from circle.prompts import Deck
from ui.deck_desk import DeckDesk
from ui.main_window import MainWindow
from ui.own_acts import ActWords, OwnActs
from ui.theme import Look

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.actions import Action
    from ui.pages.deck import DeckPage
    from ui.pages.decks import DecksPage


class Shows(Protocol):
    """Shows a page, with its keys and what is to be done before the kit is closed."""

    def __call__(
        self,
        page: QWidget,
        actions: tuple[Action, ...] = (),
        keep_first: Callable[[], object] | None = None,
    ) -> None: ...


class DeckActs(OwnActs[Deck]):
    def __init__(
        self,
        look: Look,
        window: MainWindow,
        desk: DeckDesk,
        *,
        shows: Shows,
        left: Callable[[], object],
    ) -> None:
        """`left`: where it goes back to from the decks."""
        words = ActWords(
            copied=_("“{title}” is a copy. It is among your decks."),
            removed=_("“{title}” was removed."),
            which=_("Which deck?"),
            kinds=_("Prompt decks (*.toml)"),
            where=_("Where does the deck go?"),
        )
        super().__init__(window, desk, words)
        self.desk: DeckDesk = desk
        self._look, self._shows, self._left = look, shows, left
        self._page: DecksPage | None = None
        """That which lists them, while it is in sight."""

    def show_all(self) -> None:
        """The page that lists them."""
        from ui.pages.decks import DecksPage

        page = DecksPage(self._look, parent=self._window)
        cards, broken = page.cards, page.broken
        cards.chosen.connect(self.open)
        cards.duplicate_asked.connect(self.duplicate)
        cards.export_asked.connect(self.export)
        cards.remove_asked.connect(self.remove)
        cards.take_in_asked.connect(self.choose_file)
        cards.new_asked.connect(self._begin_one)
        broken.export_asked.connect(lambda name: self.export(_nameless(name)))
        broken.remove_asked.connect(lambda name: self.remove(_nameless(name)))
        page.files_dropped.connect(self.take_in)
        page.left.connect(self._leave)
        self._page = page
        self.show()
        self._shows(page)

    def show(self) -> None:
        """The page, as the kit was last looked at."""
        if self._page is None:
            return
        shelf = self.desk.shelf
        try:
            unusable = self.desk.unusable
        except Refused as why:
            unusable = {}
            self._window.say(str(why))
        self._page.show_decks(shelf.decks, shelf.own_decks, unusable)

    def open(self, deck: Deck) -> None:
        """One to be read and written."""
        from ui.pages.deck import DeckPage

        page = DeckPage(self._look, parent=self._window)
        page.show_deck(deck, shipped=bool(deck.name) and deck.name not in self.desk.shelf.own_decks)
        page.keep_asked.connect(lambda: self._keep(page))
        page.leave_asked.connect(lambda: self._leave_deck(page))
        self._page = None
        self._shows(page, page.actions_here, partial(self._keep_at_last, page))

    def _begin_one(self) -> None:
        from ui.pages.deck_draft import NEW

        self.open(NEW)

    def _keep(self, page: DeckPage) -> None:
        """The page stands on what was kept, and on what was before when it is undone."""
        if not page.changed:
            return
        if why := page.say_what_is_missing():
            self._window.say(why)
            return
        before, shipped = page.before, page.shipped

        def stand_on_before() -> None:
            if self._window.page is page:  # or it has gone since
                page.show_deck(before, shipped=shipped)

        draft = page.to_keep
        done = self.change(lambda: self.desk.keep(draft), _kept_words(), then=stand_on_before)
        if done is not None:
            page.show_kept(done.what)

    def _leave_deck(self, page: DeckPage) -> None:
        """What was written is kept without being asked for."""
        if not page.changed:
            self._go_back(page.before)
            return
        why = page.say_what_is_missing()
        if not why:
            try:
                change = self.desk.keep(page.to_keep)
            except Refused as refused:
                why = str(refused)
            else:
                self._go_back(change.what)
                self.tell([change], [_kept_words().format(title=change.what.title)])
                return
        leave = partial(self._go_back, page.before)
        self._window.say(why, (_("Leave it as it was"), leave))

    def _keep_at_last(self, page: DeckPage) -> None:
        """The window is being closed, and nobody can be asked."""
        if draft := page.as_far_as_it_goes:
            with suppress(Refused):
                self.desk.keep(draft)

    def _go_back(self, deck: Deck) -> None:
        self.show_all()
        self._focus(deck.name)

    def _leave(self) -> None:
        self._page = None
        self._left()

    def _focus(self, name: str) -> None:
        if self._page is not None:
            self._page.focus_deck(name)

    def _usable_text(self, one: Deck) -> str:
        from ui.deck_text import usable_text

        return usable_text(one)


def _kept_words() -> str:
    return _("Kept as “{title}”, among your decks.")


def _nameless(name: str) -> Deck:
    """One that cannot be used, of which nothing is known but its name."""
    return Deck(name, name, ())
