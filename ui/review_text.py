"""What `review` prints: the same as the Review page, in lines of text without colours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from circle.i18n import gettext as _
from circle.review import Review
from ui.pages.listening_shown import all_gathered
from ui.pages.measures_shown import MeasureShown
from ui.pages.review_harvest_shown import CommitmentShown, HarvestShown, PointsShown
from ui.pages.review_pictures import ReviewPictures, review_pictures
from ui.pages.review_rounds_shown import AroundShown, NoteShown, RoundShown
from ui.pages.review_shown import HeadShown, OwnShown, PutRightShown, review_shown
from ui.session_text import plain
from ui.written_text import comments_text


def review_text(review: Review) -> Iterator[str]:
    shown = review_shown(review)
    pictures = review_pictures(review)
    parts = (
        _head(shown.head),
        _counts(shown.head),
        _own(shown.own),
        _gathered(review),
        iter(shown.said_back),
        _rounds(shown.rounds),
        _notes(_("Notes of no round"), shown.notes),
        _harvest(shown.harvest),
        _followed(pictures),
        _around(shown.around),
        _put_right(shown.put_right),
        _comments(review),
    )
    for i, part in enumerate(parts):
        lines = [_on_one_line(line) for line in part]
        if lines and i:
            yield ""
        yield from lines


def _on_one_line(line: str) -> str:
    """What people wrote cannot begin a line of its own."""
    return " " * (len(line) - len(line.lstrip(" "))) + plain(line)


def _head(head: HeadShown) -> Iterator[str]:
    yield head.title
    yield head.below
    yield ""
    yield head.sentence
    if head.aside:
        yield head.aside


def _counts(head: HeadShown) -> Iterator[str]:
    yield from _measures(head.measures)
    if head.further:
        yield ""
        yield _("How the time was shared")
        yield from _measures(head.further)


def _measures(measures: Sequence[MeasureShown]) -> Iterator[str]:
    for one in measures:
        yield f"{one.name}: {one.value}, {one.meaning}"
        yield f"    {one.formula}"


def _own(own: OwnShown) -> Iterator[str]:
    yield own.heading
    yield from (f"  {line}" for line in own.held)
    for one in own.reflections:
        yield f"  {one.heading}"
        yield from (f"    {line}" for line in one.lines)
    if own.none:
        yield f"  {own.none}"


def _gathered(review: Review) -> Iterator[str]:
    for i, one in enumerate(all_gathered(review.told.state)):
        if not i:
            yield _("How the circle listened")
        yield f"  {one.heading}: {one.people}"
        yield from (f"    {count.words}: {count.count}" for count in one.stances)
        if one.heard:
            yield f"    {one.heard}"


def _rounds(rounds: Iterable[RoundShown]) -> Iterator[str]:
    for i, one in enumerate(rounds):
        if not i:
            yield _("Rounds and notes")
        yield "  " + " · ".join(filter(None, (one.name, one.form)))
        if one.prompt:
            yield f"    {one.prompt}"
        yield from (f"    {line}" for line in (*one.lines, *one.prompts))
        yield from (f"      {_note(note)}" for note in one.notes)


def _notes(heading: str, notes: Sequence[NoteShown]) -> Iterator[str]:
    if notes:
        yield heading
    yield from (f"  {_note(one)}" for one in notes)


def _note(one: NoteShown) -> str:
    about = " · ".join(filter(None, (_("note {n}").format(n=one.number), one.about)))
    return f"{one.text} ({about})"


def _harvest(harvest: HarvestShown) -> Iterator[str]:
    if harvest.is_empty:
        return
    yield _("What the circle left behind")
    for one in (*harvest.points, *harvest.sides):
        yield from _points(one)
    yield from _commitments(_("Commitments"), harvest.commitments)
    yield from _commitments(_("What became of earlier commitments"), harvest.became)


def _points(one: PointsShown) -> Iterator[str]:
    yield f"  {one.heading or _('Key points')}"
    yield from (f"    {_note(point)}" for point in one.points)


def _commitments(heading: str, shown: Sequence[CommitmentShown]) -> Iterator[str]:
    if shown:
        yield f"  {heading}"
    for one in shown:
        yield "    " + " · ".join(filter(None, (one.text, one.about)))


def _followed(pictures: ReviewPictures) -> Iterator[str]:
    if pictures.followed is not None:
        yield pictures.followed.title
        yield f"  {pictures.followed_counts}"


def _around(around: AroundShown | None) -> Iterator[str]:
    if around is None:
        return
    yield _("Silence before and after turns")
    yield from (f"  {line}" for line in around.explained)
    yield from (f"  {step.words}: {step.count}" for step in around.steps)
    yield from (f"  {line}" for line in around.rounds)


def _put_right(shown: Sequence[PutRightShown]) -> Iterator[str]:
    if shown:
        yield _("Put right")
    for one in shown:
        yield "  " + " · ".join(filter(None, (one.text, one.reason, one.when)))


def _comments(review: Review) -> Iterator[str]:
    """Without the empty line that stands before them elsewhere."""
    return (line for line in comments_text(review.comments) if line)
