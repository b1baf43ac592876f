"""What `show` prints of what a circle left behind and of how it listened: the owner's own view, with all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from circle.harvest import NoteKind, Seen, became_words, seen_words, side_words
from circle.i18n import gettext as _
from circle.notes import by_group
from circle.reflection import (
    Gathered,
    Occasion,
    Reflection,
    SaidBackCounts,
    heard_words,
    stance_words,
)
from circle.session import State
from circle.spoken_time import clock_face

if TYPE_CHECKING:
    from circle.comments import Comment


def written_text(state: State) -> Iterator[str]:
    """A block of lines for each of key points, commitments and listening; none where there is nothing."""
    for lines in (_points(state), _commitments(state), _listening(state)):
        block = [*lines]
        if block:
            yield ""
            yield from block


def comments_text(comments: Iterable[Comment]) -> Iterator[str]:
    """What a trainer wrote, in the order in which it was written."""
    for n, one in enumerate(comments):
        if not n:
            yield from ("", _("Comments"))
        yield comment_text(one)


def comment_text(one: Comment) -> str:
    answers = _("an answer") if one.answers else ""
    return _line(one.text, (_kind(one), _about(one), answers, one.by))


def _kind(comment: Comment) -> str:
    from circle.comments import CommentKind

    return {
        CommentKind.NOTICING: _("noticed"),
        CommentKind.QUESTION: _("a question"),
        CommentKind.APPRECIATION: _("appreciated"),
        CommentKind.SUGGESTION: _("a suggestion"),
    }[comment.kind]


def _about(comment: Comment) -> str:
    from circle.comments import About

    place = comment.place or 0
    return {
        About.WHOLE: "",
        About.ROUND: _("round {n}").format(n=place),
        About.NOTE: _("note {n}").format(n=place),
        About.MOMENT: _("at {time}").format(time=clock_face(place)),
    }[comment.about]


def _points(state: State) -> Iterator[str]:
    points = [one for one in by_group(state.notes.values()) if one.kind is NoteKind.KEY_POINT]
    if points:
        yield _("Key points")
    for one in points:
        group = "" if one.group is None else _("Group {n}").format(n=one.group + 1)
        side = "" if one.side is None else side_words(one.side)
        yield _line(one.text, (group, side, _seen(one.seen)))


def _commitments(state: State) -> Iterator[str]:
    if state.commitments:
        yield _("Commitments")
    for one in state.commitments.values():
        who = state.participant(one.who).alias if one.who else _("someone")
        by = _("by {day}").format(day=one.by) if one.by else ""
        yield _line(one.text, (who, by, _seen(one.seen)))
    if state.followed:
        yield _("What became of earlier commitments")
    for followed in state.followed.values():
        became = became_words(followed.became)
        yield _line(followed.text, (became, followed.words, _seen(followed.seen)))


def _listening(state: State) -> Iterator[str]:
    if state.reflections or state.gathered or state.said_back:
        yield _("Listening")
    for own in state.reflections:
        yield from _own(own)
    for gathered in state.gathered:
        yield from _gathered(gathered)
    for counts in state.said_back:
        yield _line(_round(counts.round), (_said_back(counts),))


def _own(own: Reflection) -> Iterator[str]:
    occasion = {
        Occasion.BEFORE: _("my own, before the session"),
        Occasion.ROUND: _("my own, after {round}").format(round=_round(own.round)),
        Occasion.CLOSE: _("my own, at the close"),
    }[own.occasion]
    stances = ", ".join(stance_words(stance) for stance in own.stances)
    keep = _("to keep: {text}").format(text=own.keep) if own.keep else ""
    try_next = _("to try next: {text}").format(text=own.try_next) if own.try_next else ""
    yield _line(occasion, (stances, keep, try_next, _seen(own.seen)))


def _gathered(one: Gathered) -> Iterator[str]:
    asked = (
        _("at the close")
        if one.round is None
        else _("after {round}").format(round=_round(one.round))
    )
    yield _line(asked, (_("{n} people answered").format(n=one.people),))
    for stance in one.stances:
        yield "    " + _count(stance_words(stance.stance), stance.count, one.people)
    for heard in one.heard:
        felt = _("felt heard: {words}").format(words=heard_words(heard.heard))
        yield "    " + _count(felt, heard.count, one.people)


def _count(words: str, n: int, people: int) -> str:
    return _("{words}: {n} of {people}").format(words=words, n=n, people=people)


def _said_back(counts: SaidBackCounts) -> str:
    words = _("said back: yes {yes}, almost {almost}, not yet {not_yet}")
    return words.format(yes=counts.yes, almost=counts.almost, not_yet=counts.not_yet)


def _round(round: int | None) -> str:
    return _("round {n}").format(n=(round or 0) + 1)


def _seen(seen: Seen) -> str:
    return "" if seen is Seen.REPORT else seen_words(seen)


def _line(text: str, also: Iterable[str]) -> str:
    return "  " + " · ".join(filter(None, (text, *also)))
