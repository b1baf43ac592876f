"""What `decks` prints: lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.prompts import Deck, moments_words, whom_words
from ui.session_text import table


def decks_text(decks: Sequence[Deck]) -> Iterator[str]:
    rows = [(one.name, str(len(one.prompts)), one.title) for one in decks]
    return table((_("name"), _("prompts"), _("title")), rows, left={0})


def deck_text(deck: Deck) -> Iterator[str]:
    yield deck.title
    for words in filter(None, (deck.about, deck.credit, deck.source)):
        yield from words.splitlines()
    yield ""
    rows = [(moments_words(one), whom_words(one.whom), one.text) for one in deck.prompts]
    yield from table((_("when"), _("for whom"), _("prompt")), rows, left={0, 1})


def usable_text(deck: Deck) -> str:
    n = len(deck.prompts)
    words = ngettext("“{title}” can be used: {n} prompt.", "“{title}” can be used: {n} prompts.", n)
    return words.format(title=deck.title, n=n)
