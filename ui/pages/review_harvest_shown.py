"""What a circle left behind, and what whoever led noticed, as a review shows it. No Qt here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from circle.harvest import NoteKind, Seen, Side, became_words, seen_words, side_words
from circle.i18n import gettext as _
from circle.level import Level
from circle.notes import by_group
from circle.reflection import Occasion as When
from circle.reflection import Reflection, SaidBackCounts, Stance, expected_words, stance_words
from circle.review import Review
from exports.words import by_day, occasion_words
from ui.joined import joined
from ui.pages.review_rounds_shown import NoteShown, note_about


@dataclass(frozen=True, slots=True)
class PointsShown:
    """Key points under one heading, which may be empty."""

    heading: str
    points: tuple[NoteShown, ...]


@dataclass(frozen=True, slots=True)
class CommitmentShown:
    text: str
    about: str


@dataclass(frozen=True, slots=True)
class HarvestShown:
    """`sides` stand side by side. `became`: of commitments that were made before."""

    points: tuple[PointsShown, ...]
    sides: tuple[PointsShown, ...]
    commitments: tuple[CommitmentShown, ...]
    became: tuple[CommitmentShown, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.points or self.sides or self.commitments or self.became)


@dataclass(frozen=True, slots=True)
class ReflectionShown:
    heading: str
    lines: tuple[str, ...]


def harvest_shown(review: Review) -> HarvestShown:
    return HarvestShown(
        tuple(_points(review)),
        tuple(_sides(review)),
        tuple(_commitments(review)),
        tuple(_became(review)),
    )


def _points(review: Review) -> Iterator[PointsShown]:
    """The whole circle's, and then each group's."""
    blocks: dict[tuple[int | None, int | None], list[NoteShown]] = {}
    for one in by_group(review.summary.notes):
        if one.kind is NoteKind.KEY_POINT and one.side is None:
            round = one.round if one.group is not None else None
            shown = NoteShown(one.number, one.text, note_about(review, one))
            blocks.setdefault((round, one.group), []).append(shown)
    several = len({round for round, group in blocks if group is not None}) > 1
    for (round, group), points in blocks.items():
        yield PointsShown(_block(round if several else None, group), tuple(points))


def _block(round: int | None, group: int | None) -> str:
    if group is None:
        return ""
    if round is None:
        return _("Group {n}").format(n=group + 1)
    return _("Round {round} · Group {n}").format(round=round + 1, n=group + 1)


def _sides(review: Review) -> Iterator[PointsShown]:
    there = [
        one
        for one in review.summary.notes
        if one.kind is NoteKind.KEY_POINT and one.side is not None
    ]
    for side in dict.fromkeys((*review.told.state.sides, *Side)):
        points = tuple(
            NoteShown(one.number, one.text, note_about(review, one))
            for one in there
            if one.side is side
        )
        if points:
            yield PointsShown(side_words(side), points)


def _commitments(review: Review) -> Iterator[CommitmentShown]:
    state = review.told.state
    for one in state.commitments.values():
        who = state.participant(one.who).alias if one.who else ""
        nobody = "" if review.level is Level.NOBODY else _("Someone")
        by = _("by {day}").format(day=by_day(one.by)) if one.by else ""
        yield CommitmentShown(one.text, joined(who or nobody, by, _seen(review, one.seen)))


def _became(review: Review) -> Iterator[CommitmentShown]:
    for one in review.told.state.followed.values():
        became = joined(became_words(one.became), one.words, _seen(review, one.seen))
        yield CommitmentShown(one.text, became)


def own_shown(review: Review) -> tuple[ReflectionShown, ...]:
    """What whoever led noticed in their own listening: of one's own all of it, of others' as far as it was shared."""
    return tuple(_own(review, one) for one in review.told.state.reflections)


def _own(review: Review, one: Reflection) -> ReflectionShown:
    heading = joined(occasion_words(one.occasion, one.round), _seen(review, one.seen))
    return ReflectionShown(heading, tuple(_own_lines(one)))


def _own_lines(one: Reflection) -> Iterator[str]:
    words = expected_words if one.occasion is When.BEFORE else stance_words
    named = [words(stance) for stance in Stance if stance in one.stances]
    if named:
        yield " · ".join(named)
    if one.keep:
        yield _("To keep: {text}").format(text=one.keep)
    if one.try_next:
        yield _("To try next: {text}").format(text=one.try_next)


def said_back_lines(review: Review) -> tuple[str, ...]:
    return tuple(_said_back(one) for one in review.told.state.said_back)


def _said_back(one: SaidBackCounts) -> str:
    words = _("Said back in round {n}: yes {yes}, almost {almost}, not yet {not_yet}.")
    return words.format(n=one.round + 1, yes=one.yes, almost=one.almost, not_yet=one.not_yet)


def _seen(review: Review, seen: Seen) -> str:
    """Of what came nothing is said: it has come."""
    return seen_words(seen) if review.is_own and seen is not Seen.REPORT else ""


def columns_of(sides: Sequence[PointsShown]) -> int:
    """How many stand beside each other, where there is room."""
    return min(3, max(1, len(sides)))
