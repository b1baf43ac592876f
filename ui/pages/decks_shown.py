"""Prompt decks as they are listed and chosen from. Pure functions; no Qt here."""

from __future__ import annotations

from collections.abc import Sequence

from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.prompts import Deck
from ui.pages.start_shown import ChoiceShown


def deck_shown(deck: Deck, *, own: bool) -> ChoiceShown:
    n = len(deck.prompts)
    size = ngettext("{n} prompt", "{n} prompts", n).format(n=n)
    whose = _("your own") if own else _("comes with Circlekeeper")
    return ChoiceShown(deck.title, deck.about, f"{size} · {whose}")


def drawn_from_words(decks: Sequence[Deck], chosen: Sequence[str]) -> str:
    """Which decks a session draws from: those of these names that there are, else all."""
    named = _named(decks, chosen)
    if not named:
        return _("Prompts from: all decks")
    n = len(named)
    words = ngettext("Prompts from {n} deck: {decks}", "Prompts from {n} decks: {decks}", n)
    return words.format(n=n, decks=called(decks, chosen))


def called(decks: Sequence[Deck], chosen: Sequence[str]) -> str:
    """The titles of those of these names that there are."""
    return ", ".join(_named(decks, chosen))


def _named(decks: Sequence[Deck], chosen: Sequence[str]) -> list[str]:
    titles = {one.name: one.title for one in decks}
    return [titles[name] for name in chosen if name in titles]


def with_deck(chosen: Sequence[str], name: str, *, drawn_from: bool) -> tuple[str, ...]:
    """The order of those that stay is theirs; another comes last."""
    others = tuple(one for one in chosen if one != name)
    if not drawn_from:
        return others
    return tuple(chosen) if name in chosen else (*others, name)


def themes_of(decks: Sequence[Deck]) -> tuple[str, ...]:
    """What their prompts are about, each once, by the alphabet."""
    themes = {deck.theme_of(one) for deck in decks for one in deck.prompts}
    by_word = {theme.casefold(): theme for theme in themes if theme}
    return tuple(by_word[word] for word in sorted(by_word))
