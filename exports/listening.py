"""Sections of how the listening went: counts of what people noticed, what was said back, the facilitator's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import TypeVar

from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.people import Role
from circle.reflection import (
    Gathered,
    Heard,
    Occasion,
    Reflection,
    SaidBack,
    Stance,
    heard_words,
    said_back_words,
    stance_words,
)
from circle.session_notes import SessionNotes
from circle.templates import Shape
from circle.wording import role_words
from exports.blocks import Aside, Block, Counted, Counts, Fact, Facts, Item, Listed, Part, Section
from exports.words import occasion_words, one_line

K = TypeVar("K", bound=StrEnum)


def stances(notes: SessionNotes, shape: Shape) -> Iterator[Section]:
    """How many named each stance, always in the same order."""
    del shape
    parts: list[Block] = []
    for one in notes.gathered:
        if one.stances:
            counts = {each.stance: each.count for each in one.stances}
            words = {stance: stance_words(stance) for stance in Stance}
            parts.append(_gathered(one, _("Stance"), words, counts))
    if parts:
        why = _("Each answered for themselves, and may have named several. None is better.")
        yield Section("stances", _("Stances that people noticed"), (Aside(why), *parts))


def felt_heard(notes: SessionNotes, shape: Shape) -> Iterator[Section]:
    del shape
    parts: list[Block] = []
    for one in notes.gathered:
        if one.heard:
            counts = {each.heard: each.count for each in one.heard}
            words = {heard: heard_words(heard) for heard in Heard}
            parts.append(_gathered(one, _("Felt heard"), words, counts))
    if parts:
        yield Section("felt-heard", _("How much people felt heard"), tuple(parts))


def _gathered(one: Gathered, head: str, words: Mapping[K, str], counts: Mapping[K, int]) -> Part:
    occasion = Occasion.CLOSE if one.round is None else Occasion.ROUND
    people = ngettext("{n} person answered", "{n} people answered", one.people)
    title = f"{occasion_words(occasion, one.round)} · {people.format(n=one.people)}"
    rows = tuple(_counted(words[key], counts.get(key, 0), one.people) for key in words)
    return Part(title, (Counts((head, _("People")), rows),))


def _counted(name: str, count: int, people: int) -> Counted:
    value = _("{n} of {people}").format(n=count, people=people)
    return Counted(name, value, percent=round(100 * min(count, people) / people))


def said_back(notes: SessionNotes, shape: Shape) -> Iterator[Section]:
    """What speakers said when they were told what had been heard."""
    del shape
    parts: list[Block] = []
    for one in notes.said_back:
        counts = {SaidBack.YES: one.yes, SaidBack.ALMOST: one.almost, SaidBack.NOT_YET: one.not_yet}
        facts = tuple(Fact(said_back_words(said), str(count)) for said, count in counts.items())
        parts.append(Part(_("Round {n}").format(n=one.round + 1), (Facts(facts),)))
    if parts:
        yield Section("said-back", _("Said back: was that what you meant?"), tuple(parts))


def own_listening(notes: SessionNotes, shape: Shape) -> Iterator[Section]:
    """What the facilitator noticed in themselves, as far as it was shared."""
    del shape
    parts = tuple(_own(one) for one in notes.reflections)
    if parts:
        facilitator = one_line(role_words(Role.FACILITATOR, notes.wording))
        title = _("What the {facilitator} noticed in their own listening")
        yield Section("own", title.format(facilitator=facilitator), parts)


def _own(one: Reflection) -> Part:
    blocks: list[Block] = []
    if one.stances:
        named = (stance_words(stance) for stance in Stance if stance in one.stances)
        blocks.append(Listed(tuple(map(Item, named))))
    texts = ((_("One moment to keep"), one.keep), (_("What to try next"), one.try_next))
    if facts := tuple(Fact(name, one_line(text)) for name, text in texts if one_line(text)):
        blocks.append(Facts(facts))
    return Part(occasion_words(one.occasion, one.round), tuple(blocks))
