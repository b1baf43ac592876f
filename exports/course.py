"""Sections of how a session went: its agreements, prompts, rounds, notes, times and people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from circle.harvest import NoteKind
from circle.i18n import gettext as _
from circle.people import Role
from circle.session_notes import OpenerNotes, PersonNotes, RoundNotes, SessionNotes, WrittenNotes
from circle.spoken_time import about, clock_face, kept_together
from circle.summary import percent
from circle.templates import Shape
from circle.timeline import Floor
from circle.wording import role_words
from circle.wordings import Wording
from exports.blocks import (
    Aside,
    Block,
    Fact,
    Facts,
    Figures,
    Floors,
    FloorShare,
    Item,
    Listed,
    Numbered,
    Part,
    People,
    PersonRow,
    Question,
    Section,
    Sentence,
    Timed,
)
from exports.figures import figures
from exports.places import closing_round, opens_apart, quotes_apart
from exports.words import confidentiality_words, kinds_words, one_line, plain, whom_words


def shared(notes: SessionNotes, shape: Shape) -> Iterator[Section]:
    del shape
    title = _("How many were there") if notes.few else _("How the time was shared")
    yield Section("shared", title, (Sentence(kept_together(one_line(notes.sentence))),), card=True)


def topic(notes: SessionNotes, shape: Shape) -> Iterator[Section]:
    """What the circle met for, who opened it, and what they brought. Addresses are text."""
    del shape
    blocks: list[Block] = [Question(plain(notes.intention))] if plain(notes.intention) else []
    openers = (opener for one in notes.rounds for opener in one.openers)
    opened = dict.fromkeys(_opener(one) for one in openers if _opened_with(one))
    if opened:
        blocks.append(Part(_("Who opened, and with what"), (Listed(tuple(opened)),)))
    if blocks:
        yield Section("topic", _("The topic"), tuple(blocks), card=True)


def _opener(one: OpenerNotes) -> Item:
    label, material = one_line(one.label), plain(one.material)
    return Item(label, below=material) if label else Item(material)


def _opened_with(one: OpenerNotes) -> str:
    return " – ".join(filter(None, map(one_line, (one.label, one.material))))


def questions(notes: SessionNotes, shape: Shape) -> Iterator[Section]:
    """What each round was asked, but for the one that closed."""
    closing = closing_round(notes, shape)
    asked = (plain(one.prompt) for one in notes.rounds if one.number != closing)
    items = tuple(Item(prompt) for prompt in asked if prompt)
    if items:
        yield Section("questions", _("The questions"), (Numbered(items),), card=True)


def closing_line(notes: SessionNotes, shape: Shape) -> Iterator[Section]:
    """What was asked, and what was written, in the round that closed."""
    closing = closing_round(notes, shape)
    last = next((one for one in notes.rounds if one.number == closing), None)
    if last is None:
        return
    points = [one for one in notes.key_points if one.round == closing and one.side is None]
    blocks: list[Block] = [Question(plain(last.prompt))] if plain(last.prompt) else []
    if points:
        blocks.append(Listed(tuple(Item(plain(one.text)) for one in points)))
    if blocks:
        yield Section("closing", _("The closing line"), tuple(blocks), card=True)


def agreements(notes: SessionNotes, shape: Shape) -> Iterator[Section]:
    del shape
    if notes.agreements:
        items = tuple(Item(plain(text)) for text in notes.agreements)
        yield Section("agreements", _("What the circle agreed"), (Listed(items),))


def prompts(notes: SessionNotes, shape: Shape) -> Iterator[Section]:
    del shape
    items = tuple(
        Item(plain(one.text), before=clock_face(one.at_ms), below=whom_words(one.whom))
        for one in notes.prompts
    )
    if items:
        yield Section("prompts", _("Prompts that were offered"), (Timed(items),))


def rounds(notes: SessionNotes, shape: Shape) -> Iterator[Section]:
    if notes.rounds:
        parts = tuple(_round(one, shape, few=bool(notes.few)) for one in notes.rounds)
        yield Section("rounds", _("Rounds"), parts)


def _round(one: RoundNotes, shape: Shape, *, few: bool) -> Part:
    blocks: list[Block] = [Question(plain(one.prompt))] if plain(one.prompt) else []
    blocks.append(Facts(tuple(_round_facts(one, shape, few=few))))
    if one.confidential:
        why = _("This round is confidential. What was said in it stays in it.")
        blocks.append(Aside(why))
    blocks += _by_kind(one.notes, shape)
    return Part(one_line(one.title) or one_line(one.form), tuple(blocks), number=one.number)


def _round_facts(one: RoundNotes, shape: Shape, *, few: bool) -> Iterator[Fact]:
    if one.title and one.form:
        yield Fact(_("Form"), one_line(one.form))
    yield Fact(_("Began after"), clock_face(one.began_ms))
    length = about(one.length_ms)
    if one.planned_ms:
        length = _("{actual}, planned {planned}").format(
            actual=length, planned=about(one.planned_ms)
        )
    yield Fact(_("Length"), length)
    if one.confidentiality:
        yield Fact(_("Confidentiality"), confidentiality_words(one.confidentiality))
    for opener in () if opens_apart(shape) else one.openers:
        if said := _opened_with(opener):
            yield Fact(_("Opened by") if opener.label else _("Opened with"), said)
    yield from _voices(one)
    if one.silences:
        yield Fact(_("Silences"), _silences(one.silences, one.silence_ms))
    if not (one.measured or one.confidential or few):
        yield Fact(_("Times"), _("not measured"))


def _voices(one: RoundNotes) -> Iterator[Fact]:
    for name, count in (
        (_("Offered"), one.offered),
        (_("Heard"), one.heard),
        (_("Passed"), one.passed),
        (_("Not reached"), one.not_reached),
    ):
        if count is not None:
            yield Fact(name, str(count))


def _silences(count: int, together_ms: int | None) -> str:
    if together_ms is None:
        return str(count)
    if count == 1:
        return about(together_ms)
    return _("{n}, {time} together").format(n=count, time=about(together_ms))


def _by_kind(written: Iterable[WrittenNotes], shape: Shape) -> Iterator[Block]:
    """The notes that have no other place, kind after kind."""
    there = tuple(written)
    for kind in NoteKind:
        notes = [one for one in there if one.kind is kind]
        if notes and not (kind is NoteKind.QUOTE and quotes_apart(shape)):
            yield Part(kinds_words(kind), (_written(notes),))


def _written(notes: Iterable[WrittenNotes]) -> Block:
    """With its time, where that is told."""
    items = tuple(
        Item(plain(one.text), before="" if one.at_ms is None else clock_face(one.at_ms))
        for one in notes
    )
    return Timed(items) if any(one.before for one in items) else Listed(items)


def outside(notes: SessionNotes, shape: Shape) -> Iterator[Section]:
    if blocks := tuple(_by_kind((one for one in notes.notes if one.round is None), shape)):
        yield Section("notes", _("Notes outside of rounds"), blocks)


def times(notes: SessionNotes, shape: Shape) -> Iterator[Section]:
    del shape
    if notes.few:
        return
    why = _("These figures are about the group. Equal time is not the aim; being invited is.")
    floors = tuple(_floors(notes))
    blocks: list[Block] = [Aside(why), *([Floors(floors)] if floors else [])]
    yield Section("time", _("How the time moved"), (*blocks, Figures(figures(notes))))


def _floors(notes: SessionNotes) -> Iterator[FloorShare]:
    names = {
        Floor.HELD: _("Somebody held the piece"),
        Floor.CENTRE: _("The piece was in the centre"),
        Floor.SILENCE: _("Silence"),
        Floor.GROUPS: _("Small groups"),
        Floor.PAUSED: _("Paused"),
        Floor.BREAK: _("Break"),
    }
    lengths = [(floor.value, name, notes.floors_ms[floor]) for floor, name in names.items()]
    lengths.append(("confidential", _("Confidential rounds"), notes.confidential_ms))
    lengths.append(("unmeasured", _("Rounds without measuring"), notes.unmeasured_ms))
    for key, name, length_ms in lengths:
        if length_ms:
            share = length_ms / notes.length_ms
            parts = max(1, round(1000 * share))
            yield FloorShare(key, name, about(length_ms), percent(share), parts)


def people(notes: SessionNotes, shape: Shape) -> Iterator[Section]:
    """In seat order; last is whoever is not to be known."""
    del shape
    rows = tuple(_person(one, notes.wording) for one in notes.people)
    if rows:
        title = _("People, in the order of their seats")
        yield Section("people", title, (People(rows),))


def _person(one: PersonNotes, wording: Wording) -> PersonRow:
    """Who held the piece, and "–" for who did not: a pass is not a zero."""
    turns, time = (str(one.turns), about(one.held_ms)) if one.turns else ("–", "–")
    does = (Role.FACILITATOR,) * one.facilitator + one.roles
    roles = tuple(one_line(role_words(role, wording)) for role in does)
    seat = "–" if one.seat is None else str(one.seat)
    return PersonRow(seat, one_line(one.label), roles, turns, time)
