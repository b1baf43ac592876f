"""The rounds of a session as a review shows them, with their notes, and the stillness around turns. No Qt here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from circle.around_turns import STEPS_MS, AroundTurns, around_turns, in_all
from circle.forms import NextUp
from circle.harvest import Note, NoteKind, Seen, kind_words, seen_words, side_words
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.prompts import Whom
from circle.review import Review
from circle.session import Outcome
from circle.spoken_time import about, clock_face
from circle.summary import RoundSummary


@dataclass(frozen=True, slots=True)
class NoteShown:
    """`number`: as comments call it. `about`: what it is, of which group, and when it was written, as far as that is
    known."""

    number: int
    text: str
    about: str


@dataclass(frozen=True, slots=True)
class RoundShown:
    """`number` is from 1. `lines`: times, voices and silences, a sentence in each; `prompts`: what was offered."""

    number: int
    name: str
    form: str
    prompt: str
    lines: tuple[str, ...]
    prompts: tuple[str, ...]
    notes: tuple[NoteShown, ...]


@dataclass(frozen=True, slots=True)
class StepShown:
    """How often the next turn began after so long, and as a part of all of them."""

    words: str
    count: int
    part: float


@dataclass(frozen=True, slots=True)
class AroundShown:
    steps: tuple[StepShown, ...]
    rounds: tuple[str, ...]
    """A sentence for each."""
    explained: tuple[str, ...]


def rounds_shown(review: Review) -> tuple[RoundShown, ...]:
    return tuple(_round(review, one) for one in review.summary.rounds)


def round_name(one: RoundSummary) -> str:
    """1. Check-in."""
    title = " ".join((one.round.plan.title or one.round.form.title).split())
    return _("{n}. {title}").format(n=one.round.index + 1, title=title)


def notes_of_none(review: Review) -> tuple[NoteShown, ...]:
    """Those that are of no round, key points left out."""
    return notes_shown(review, [note for note in review.summary.notes if note.round is None])


def notes_shown(review: Review, notes: Iterable[Note]) -> tuple[NoteShown, ...]:
    """All that are no key points; those stand in the harvest."""
    others = (note for note in notes if note.kind is not NoteKind.KEY_POINT)
    return tuple(NoteShown(one.number, one.text, note_about(review, one)) for one in others)


def note_about(review: Review, note: Note) -> str:
    """Who may see it is said of one's own alone: what came has come."""
    own = review.is_own and note.seen is not Seen.REPORT
    return " · ".join(
        filter(
            None,
            (
                "" if note.kind is NoteKind.KEY_POINT else kind_words(note.kind),
                "" if note.group is None else _("Group {n}").format(n=note.group + 1),
                side_words(note.side) if note.side and note.kind is NoteKind.QUOTE else "",
                "" if note.kind is NoteKind.KEY_POINT else _when(review, note),
                seen_words(note.seen) if own else "",
            ),
        )
    )


def _when(review: Review, note: Note) -> str:
    """Empty for what was written after the end, and below `aliases`, where all notes stand there."""
    return clock_face(note.at_ms) if note.at_ms < review.summary.length_ms else ""


def _round(review: Review, one: RoundSummary) -> RoundShown:
    plan, form = one.round.plan, one.round.form.title
    called_otherwise = plan.title and plan.title.casefold() != form.casefold()
    return RoundShown(
        number=one.round.index + 1,
        name=round_name(one),
        form=form if called_otherwise else "",
        prompt=plan.prompt,
        lines=tuple(_lines(review, one)),
        prompts=tuple(_prompts(review, one)),
        notes=notes_shown(review, one.notes),
    )


def _lines(review: Review, one: RoundSummary) -> Iterator[str]:
    yield _times(one)
    if one.round.plan.confidential:
        yield _("Confidential: only its form, its prompt and its times are here.")
        return
    few = bool(review.summary.opened.few)
    if not one.measured and not few:
        yield _("Its times were not measured.")
    if not few and review.summary.people and _was_offered(one):
        yield _voices(one)
    if one.silence_count:
        yield _silences(one)


def _times(one: RoundSummary) -> str:
    planned_ms = one.round.plan.length_ms
    words = _("Began at {time} and took {took}; {planned} were planned.")
    if not planned_ms:
        words = _("Began at {time} and took {took}; it was untimed.")
    began = clock_face(one.round.began_ms)
    return words.format(time=began, took=about(one.length_ms), planned=about(planned_ms))


def _was_offered(one: RoundSummary) -> bool:
    form = one.round.form
    return bool(one.offered) or (form.next is not NextUp.NOBODY and not form.gathers)


def _voices(one: RoundSummary) -> str:
    said = [
        _("{n} offered the piece").format(n=one.offered),
        _("{n} heard").format(n=one.count(Outcome.HELD)),
        _("{n} passed").format(n=one.passed),
    ]
    if one.not_reached is not None:
        said.append(_("{n} not reached").format(n=one.not_reached))
    return _("{counts}.").format(counts=", ".join(said))


def _silences(one: RoundSummary) -> str:
    n = one.silence_count
    if not one.measured:
        return ngettext("{n} silence.", "{n} silences.", n).format(n=n)
    total = about(sum(silence.length_ms for silence in one.silences))
    words = ngettext("{n} silence, {time}.", "{n} silences, {time} together.", n)
    return words.format(n=n, time=total)


def _prompts(review: Review, one: RoundSummary) -> Iterator[str]:
    for offered in review.told.state.offered:
        if offered.round == one.round.index:
            words = {
                Whom.ROOM: _("Offered to the room: {text}"),
                Whom.OWN: _("For each to ask themselves: {text}"),
                Whom.FACILITATOR: _("Kept for whoever led: {text}"),
            }[offered.whom]
            yield words.format(text=offered.text)


def around_shown(review: Review) -> AroundShown | None:
    """None where no turn has a time."""
    found = around_turns(review.summary)
    if not found:
        return None
    counts = in_all(found)
    whole = sum(counts)
    steps = (
        StepShown(words, n, n / whole if whole else 0.0)
        for words, n in zip(_steps(), counts, strict=True)
    )
    rounds = tuple(_around(review, one) for one in found)
    return AroundShown(tuple(steps), rounds, tuple(_explained(review)))


def _steps() -> tuple[str, ...]:
    first, second, third = (about(ms) for ms in STEPS_MS)
    return (
        _("Within {time}").format(time=first),
        _("{first} to {last}").format(first=first, last=second),
        _("{first} to {last}").format(first=second, last=third),
        _("{time} or longer").format(time=third),
    )


def _around(review: Review, one: AroundTurns) -> str:
    name = round_name(review.summary.rounds[one.round])
    what = "; ".join(_around_parts(one)) or _("nothing lay around its one turn")
    return _("{name}: {what}.").format(name=name, what=what)


def _around_parts(one: AroundTurns) -> Iterator[str]:
    if one.before_ms:
        yield _("{time} before its first turn").format(time=about(one.before_ms))
    if one.followed:
        yield _counts(one.counts)
    if one.after_ms:
        yield _("{time} after its last").format(time=about(one.after_ms))


def _counts(counts: Sequence[int]) -> str:
    there = (
        _("{step}: {n}").format(step=step[:1].lower() + step[1:], n=n)
        for n, step in zip(counts, _steps(), strict=True)
        if n
    )
    return _("until the next turn, {counts}").format(counts=", ".join(there))


def _explained(review: Review) -> Iterator[str]:
    yield _(
        "From the end of each turn to the beginning of the next in the same round, while nobody held the piece, whether "
        "the silence was meant or not. Pauses are left out; across a break nothing is counted. Nobody is in it."
    )
    if review.level is not None and review.level.is_below_aliases:
        yield _("In this record times are rounded to ten seconds.")
