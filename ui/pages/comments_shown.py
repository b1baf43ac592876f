"""What is said about a session as the panel beside it shows it. No Qt here."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from circle.commenting import Said
from circle.comments import About, Comment, CommentKind
from circle.dates import day_words, time_words
from circle.i18n import gettext as _
from circle.review import Review
from circle.spoken_time import clock_face
from circle.threads import Placed, threads
from ui.widgets.row_shown import RowShown

_LONGEST_NOTE = 60
_DEEPEST = 2
_QUOTES = ("“”", '""', "«»", "„“")
_MARKS = ("“", '"', "«", "„")
_LAST = 2**60

SIGNS: Mapping[CommentKind, str] = {
    CommentKind.NOTICING: "•",
    CommentKind.QUESTION: "?",
    CommentKind.APPRECIATION: "~",
    CommentKind.SUGGESTION: "→",
}
"""In the order in which they are offered; none means more than another."""


@dataclass(frozen=True, slots=True)
class Writing:
    """What is being written: about what; or which comment it answers, or changes, by its id."""

    about: About = About.WHOLE
    place: int | None = None
    answers: str = ""
    changes: str = ""

    @property
    def draft(self) -> str:
        """The name of its field among the drafts of the session."""
        if self.changes:
            return f"{_CHANGES}{self.changes}"
        if self.answers:
            return f"{_ANSWERS}{self.answers}"
        place = "" if self.place is None else f" {self.place}"
        return f"{_ABOUT}{self.about}{place}"


_ABOUT, _ANSWERS, _CHANGES = "comment about ", "comment answers ", "comment changes "


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wants kept: new, or other words for the comment whose id is `changes`. `by`: the name that they
    chose with it, or None where they were not asked."""

    said: Said
    changes: str = ""
    by: str | None = None


def comment_rows(review: Review, own: Collection[str]) -> tuple[RowShown, ...]:
    """In the order of their places: the whole, then as time goes; what answers stands under what it answers."""
    placed = in_places(review)
    by_id = {one.id: one for one in review.comments}
    return tuple(_row(one, review, by_id, mine=one.comment.id in own) for one in placed)


def in_places(review: Review) -> tuple[Placed, ...]:
    return threads(review.comments, lambda one: _order(one, review))


def _row(placed: Placed, review: Review, by_id: Mapping[str, Comment], *, mine: bool) -> RowShown:
    one = placed.comment
    where = place_words(one.about, one.place, review)
    about = "" if placed.depth else where
    if placed.depth > _DEEPEST:
        about = _("Answers {who}").format(who=who_words(by_id[one.answers]))
    elif one.answers and not placed.depth:
        about = _("{place}, an answer").format(place=where)
    below = " · ".join((kind_words(one.kind), who_words(one, mine=mine), when_words(one)))
    return RowShown(
        key=one.id,
        text=one.text,
        above=about,
        below=below,
        depth=min(placed.depth, _DEEPEST),
        said=_said(placed, where, by_id, mine=mine),
    )


def _said(placed: Placed, where: str, by_id: Mapping[str, Comment], *, mine: bool) -> str:
    one = placed.comment
    if placed.depth:
        where = _("Answers {who}").format(who=who_words(by_id[one.answers]))
    words = _("{place}. {kind}: {text} – {who}, {when}")
    kind, who = kind_name(one.kind), who_words(one, mine=mine)
    return words.format(place=where, kind=kind, text=one.text, who=who, when=when_words(one))


def _order(comment: Comment, review: Review) -> tuple[int, ...]:
    place, rounds = comment.place, review.log.state.rounds
    match comment.about:
        case About.WHOLE:
            return -1, 0
        case About.MOMENT:
            return place or 0, 2
        case About.ROUND:
            known = place is not None and 1 <= place <= len(rounds)
            return (rounds[place - 1].began_ms if known and place else _LAST), 1
        case About.NOTE:
            note = review.log.state.notes.get(place or 0)
            return (note.at_ms if note else _LAST), 3


def place_words(about: About, place: int | None, review: Review) -> str:
    match about:
        case About.WHOLE:
            return _("On the whole")
        case About.MOMENT:
            return _("At {time}").format(time=clock_face(place or 0))
        case About.ROUND:
            return _("Round {n}").format(n=place)
        case About.NOTE:
            return _note_words(place, review)


def _note_words(place: int | None, review: Review) -> str:
    note = review.log.state.notes.get(place or 0)
    if note is None:
        return _("On a note")
    line = _without_quotes(" ".join(note.text.split()))
    short = line if len(line) <= _LONGEST_NOTE else f"{line[: _LONGEST_NOTE - 1].rstrip()}…"
    if short.startswith(_MARKS):
        return _("On the note {quotation}").format(quotation=short)
    return _("On the note “{text}”").format(text=short)


def _without_quotes(line: str) -> str:
    """A note that is a quotation has its marks already."""
    inner = line[1:-1] if line[:1] + line[-1:] in _QUOTES else line
    return line if any(mark in inner for pair in _QUOTES for mark in pair) else inner


def kind_name(kind: CommentKind) -> str:
    return {
        CommentKind.NOTICING: _("Noticing"),
        CommentKind.QUESTION: _("Question"),
        CommentKind.APPRECIATION: _("Appreciation"),
        CommentKind.SUGGESTION: _("Suggestion"),
    }[kind]


def kind_words(kind: CommentKind) -> str:
    """With its sign."""
    return f"{SIGNS[kind]} {kind_name(kind)}"


def who_words(comment: Comment, *, mine: bool = False) -> str:
    name = " ".join(comment.by.split())
    if mine:
        return _("{name}, you").format(name=name) if name else _("you")
    return name or _("somebody")


def when_words(comment: Comment) -> str:
    local = comment.written.astimezone()
    day = day_words(local, local.replace(year=local.year + 1))
    return _("{day}, {time}").format(day=day, time=time_words(local))


def asks_for(writing: Writing) -> str:
    """In the empty field."""
    if writing.changes:
        return _("Other words…")
    if writing.answers:
        return _("Answer…")
    return {
        About.WHOLE: _("Comment on the whole…"),
        About.MOMENT: _("Comment on this moment…"),
        About.ROUND: _("Comment on this round…"),
        About.NOTE: _("Comment on this note…"),
    }[writing.about]


def heading_words(writing: Writing, review: Review) -> str:
    """Over the field: what it is about."""
    by_id = {one.id: one for one in review.comments}
    if writing.changes:
        return _("Other words for your comment")
    if writing.answers:
        return _("Answer to {who}").format(who=who_words(by_id[writing.answers]))
    return place_words(writing.about, writing.place, review)


# What is begun


def draft_text(kind: CommentKind, text: str) -> str:
    return f"{kind}\n{text}" if text.strip() else ""


def draft_parts(draft: str) -> tuple[CommentKind, str]:
    kind, _break, text = draft.partition("\n")
    if kind in {*CommentKind}:
        return CommentKind(kind), text
    return CommentKind.NOTICING, draft


def begun(drafts: Mapping[str, str], review: Review, own: Collection[str]) -> tuple[Writing, ...]:
    """What was begun and can be gone on with, in the order of the names of its fields."""
    return tuple(_begun(drafts, {one.id for one in review.comments}, own))


def _begun(drafts: Mapping[str, str], there: set[str], own: Collection[str]) -> Iterator[Writing]:
    for name in sorted(name for name, text in drafts.items() if text):
        if name.startswith(_ANSWERS) and (one := name.removeprefix(_ANSWERS)) in there:
            yield Writing(answers=one)
        elif name.startswith(_CHANGES) and (one := name.removeprefix(_CHANGES)) in own:
            yield Writing(changes=one)
        elif name.startswith(_ABOUT):
            about, _space, place = name.removeprefix(_ABOUT).partition(" ")
            if about in {*About} and place.isdecimal() is (about != About.WHOLE):
                yield Writing(About(about), int(place) if place else None)
