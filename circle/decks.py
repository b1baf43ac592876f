"""Prompt decks as files: TOML in; a deck, or a readable error, out."""

from __future__ import annotations

import re
from pathlib import Path

from circle.errors import Refused
from circle.i18n import gettext as _
from circle.plain import WrongShape, check_settings, from_plain
from circle.prompts import Deck, Prompt
from circle.shelf_names import check_called
from circle.template_texts import cleaned
from circle.toml_lines import parsed, told_by_place

MOST_PROMPTS = 500
LONGEST_PROMPT = 300
FOLDER = "prompt_decks"
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class BrokenDeck(Refused):
    """A deck's file that cannot be used."""


class NoSuchDeck(Refused):
    """No deck has such a name."""


def read_deck(text: str, *, source: str) -> Deck:
    """The deck in a TOML text. Raises BrokenDeck naming `source`."""
    with told_by_place(BrokenDeck, source, text):
        table = parsed(text)
        deck = cleaned(from_plain(Deck, table))
        check_settings(Deck, table)
        for at, one in enumerate(table["prompts"]):
            place = _("prompt {n}: ").format(n=at + 1)
            check_settings(Prompt, one, place=place, path=("prompts", at))
        _check(deck)
    return deck


def _check(deck: Deck) -> None:
    """Raises WrongShape when the deck cannot be used."""
    check_called(deck.name, deck.title)
    if not is_language(deck.language):
        raise WrongShape(_("“language” should be a code such as “en” or “pt-BR”"), ("language",))
    if not deck.prompts:
        raise WrongShape(_("there are no prompts"), ("prompts",))
    if len(deck.prompts) > MOST_PROMPTS:
        why = _("there are {n} prompts; a deck has at most {most}")
        why = why.format(n=len(deck.prompts), most=MOST_PROMPTS)
        raise WrongShape(why, ("prompts", MOST_PROMPTS))
    _check_texts(deck)


def is_language(code: str) -> bool:
    """Whether it is a code as in “en” or “pt-BR”, or none."""
    return not code or _LANGUAGE.fullmatch(code) is not None


def _check_texts(deck: Deck) -> None:
    first = dict[str, int]()
    for n, one in enumerate(deck.prompts, 1):
        before = first.setdefault(one.text.casefold(), n)
        if not one.text:
            why = _("prompt {n}: “text” is empty").format(n=n)
        elif len(one.text) > LONGEST_PROMPT:
            why = _("prompt {n}: “text” has {length} characters; a prompt has at most {most}")
            why = why.format(n=n, length=len(one.text), most=LONGEST_PROMPT)
        elif before != n:
            why = _("prompt {n} has the same “text” as prompt {before}").format(n=n, before=before)
        else:
            continue
        raise WrongShape(why, ("prompts", n - 1, "text"))


def deck_file(assets: Path, name: str) -> Path:
    """The file of a deck that ships; it is called what the deck is."""
    return assets / FOLDER / f"{name}.toml"
