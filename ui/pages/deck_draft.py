"""A prompt deck while it is written: pure functions from decks to decks, and what stands in the way of keeping one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from circle.decks import LONGEST_PROMPT, MOST_PROMPTS, is_language
from circle.errors import quoted
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.moves import LONGEST_NAME
from circle.prompts import Deck, Prompt, moments_words, whom_words
from circle.reflection import Stance, stance_words
from circle.template_texts import clean_line
from ui.pages.prepare_shown import RoundShown

Prompts = tuple[Prompt, ...]

NEW = Deck("", "", ())
_SEVERAL_LINES = frozenset({"about", "credit"})


@dataclass(frozen=True, slots=True)
class NotYet:
    """Why a deck cannot be kept as it is. `at`: the prompt, from 0; `field`: else the field of the deck."""

    why: str
    at: int | None = None
    field: str = ""


def add(prompts: Prompts) -> Prompts:
    """One more at the end, for the moments and the listeners of the last."""
    last = prompts[-1] if prompts else Prompt("")
    return (*prompts, replace(last, text="", stance=None))


def remove(prompts: Prompts, at: int) -> Prompts:
    return (*prompts[:at], *prompts[at + 1 :])


def change(prompts: Prompts, at: int, **otherwise: Any) -> Prompts:
    """One of them put otherwise: fields of Prompt, texts as they were written."""
    return (*prompts[:at], replace(prompts[at], **_as_kept(otherwise)), *prompts[at + 1 :])


def put_otherwise(deck: Deck, **otherwise: Any) -> Deck:
    """Fields of Deck, texts as they were written."""
    return replace(deck, **_as_kept(otherwise))


def _as_kept(otherwise: dict[str, Any]) -> dict[str, Any]:
    return {
        name: clean_line(value, lines=name in _SEVERAL_LINES) if type(value) is str else value
        for name, value in otherwise.items()
    }


def tidied(deck: Deck) -> Deck:
    """Without prompts in which nothing has been written."""
    return replace(deck, prompts=tuple(one for one in deck.prompts if one.text))


def not_yet(deck: Deck) -> NotYet | None:
    """What stands in the way of keeping a deck; nothing that is written is lost meanwhile."""
    if not deck.title:
        return NotYet(_("The deck has no title yet. Write what it is called."), field="title")
    if len(deck.title) > LONGEST_NAME:
        why = _("The title has {length} characters; {most} are the most. Make it shorter.")
        why = why.format(length=len(deck.title), most=LONGEST_NAME)
        return NotYet(why, field="title")
    if not is_language(deck.language):
        why = _("{text} is no code of a language. Write one such as en or pt-BR, or nothing.")
        return NotYet(why.format(text=quoted(deck.language)), field="language")
    if not tidied(deck).prompts:
        return NotYet(_("There is no prompt in the deck yet. Write one first."))
    if len(deck.prompts) > MOST_PROMPTS:
        why = _("There are {n} prompts; a deck has at most {most}. Remove some, or begin another.")
        return NotYet(why.format(n=len(deck.prompts), most=MOST_PROMPTS))
    return _of_texts(deck.prompts)


def _of_texts(prompts: Prompts) -> NotYet | None:
    first = dict[str, int]()
    for at, one in enumerate(prompts):
        before = first.setdefault(one.text.casefold(), at) if one.text else at
        if why := too_long(one):
            return NotYet(why, at)
        if before != at:
            why = _("Prompt {n} is the same as prompt {before}. Put one otherwise, or remove it.")
            return NotYet(why.format(n=at + 1, before=before + 1), at)
    return None


def too_long(prompt: Prompt) -> str:
    """A sentence for a prompt that has too many characters; empty for any other."""
    more = len(prompt.text) - LONGEST_PROMPT
    if more <= 0:
        return ""
    words = ngettext(
        "The prompt is {n} character too long to be read aloud at once. Make it shorter.",
        "The prompt is {n} characters too long to be read aloud at once. Make it shorter.",
        more,
    )
    return words.format(n=more)


def as_far_as_it_goes(deck: Deck, before: Deck) -> Deck:
    """What can be kept of it where nobody can be asked any more: the window is being closed."""
    texts = dict[str, Prompt]()
    for one in tidied(deck).prompts:
        short = replace(one, text=one.text[:LONGEST_PROMPT].strip())
        texts.setdefault(short.text.casefold(), short)
    return replace(
        deck,
        title=deck.title[:LONGEST_NAME].strip() or before.title or _("My prompts"),
        language=deck.language if is_language(deck.language) else before.language,
        prompts=tuple(texts.values())[:MOST_PROMPTS],
    )


def prompt_shown(prompt: Prompt) -> RoundShown:
    """As a row."""
    how = [moments_words(prompt), whom_words(prompt.whom)]
    if prompt.stance:
        how.append(_said(prompt.stance))
    if prompt.theme:
        how.append(prompt.theme)
    return RoundShown(prompt.text or _("Nothing written yet"), "", " · ".join(how), "")


def stance_choice(stance: Stance | None) -> str:
    """What the prompt helps to notice, on a button."""
    words = _("Helps to notice: {stance}")
    return words.format(stance=_said(stance) if stance else _("anything"))


def _said(stance: Stance) -> str:
    return _("“{stance}”").format(stance=stance_words(stance))


def count_words(deck: Deck) -> str:
    n = len(tidied(deck).prompts)
    return ngettext("{n} prompt", "{n} prompts", n).format(n=n)
