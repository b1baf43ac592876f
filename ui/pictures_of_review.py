"""The pictures of Review: a trainer's kit with an archive in it, as the pages show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from circle import events as e
from circle.comments import About, Comment, CommentKind
from circle.forms import RoundForm
from circle.harvest import NoteKind, Seen
from circle.kept import Arrived
from circle.level import Level
from circle.log import Log
from circle.people import Participant
from circle.plans import RoundPlan
from ui.sample_evening import OPENED, PEOPLE, sample_evening

if TYPE_CHECKING:
    from ui.pages.review import ReviewPage
    from ui.pictures import Studio

SMALL = (1024, 640)
_SIGHTS = (
    ("Kitchen table", "Bram"),
    ("Riverside", "Ceri"),
    ("The Tuesday listening circle of the whole neighbourhood network", "Maximiliane-Alexandra"),
)
_SAID = (
    (About.WHOLE, None, CommentKind.APPRECIATION, "Everyone was asked, and nobody was hurried."),
    (About.ROUND, 3, CommentKind.QUESTION, "What opened when the two had spoken?"),
    (About.MOMENT, 2_172_000, CommentKind.NOTICING, "You let the silence stand."),
    (About.ROUND, 4, CommentKind.SUGGESTION, "How might you open another way in?"),
)
_MOMENT_MS = 2_172_000
_EVENINGS = 26


def take_review(studio: Studio) -> None:
    """In a kit of its own, which is empty at first."""
    studio.circlekeeper.show_start()
    studio.circlekeeper.review()
    studio.take("review-empty")
    _fill(studio)
    for take in (_one_session, _elsewhere, _crowd, _few, _several, _opened):
        take(studio)


def an_evening(week: int, circle: str, leading: str, *, people: int = len(PEOPLE)) -> Log:
    """The sample evening in another week, held by somebody else, with more people or fewer there."""
    log = sample_evening()
    first = log.entries[0].event
    assert isinstance(first, e.SessionOpened)
    there = [replace(one, facilitator=n == 2) for n, one in enumerate(first.participants)]
    there[2] = replace(there[2], alias=leading)
    there += [_somebody(n) for n in range(len(there) + 1, people + 1)]
    opened = replace(
        first, circle=circle, number=week + 1, participants=tuple(there), template="council"
    )
    entries = (replace(log.entries[0], event=opened), *log.entries[1:])
    return Log(replace(one, wall=one.wall + timedelta(weeks=week - _EVENINGS)) for one in entries)


def _somebody(n: int) -> Participant:
    alias = ("Wilhelmina", "Oluwaseun", "Aleksandra", "Jean-Baptiste", "Ngọc Ánh")[n % 5]
    return Participant(f"p{n}", f"{alias} {n}", says_yes=True, noted=True, shown=True)


def three_people() -> Log:
    names = ("Ann", "Ben", "Cleo")
    people = tuple(
        Participant(f"p{n}", name, facilitator=n == 1, noted=True, shown=True)
        for n, name in enumerate(names, 1)
    )
    form, plan = _go_round()
    acts: tuple[tuple[int, e.Event], ...] = (
        (0, e.SessionOpened("Three at a table", people, circle="Three at a table")),
        (40, e.RoundBegan(form, plan, plan.direction)),
        (60, e.PieceGiven("p2")),
        (300, e.NoteWritten(4, "The lift is out again.", NoteKind.NOTE, None, Seen.REPORT)),
        (420, e.PieceGiven("p3")),
        (760, e.PieceGiven("p1")),
        (900, e.RoundEnded()),
        (960, e.SessionClosed()),
    )
    log = Log()
    for seq, (at_s, event) in enumerate(acts, 1):
        log.append(e.Logged(seq, at_s * 1000, OPENED + timedelta(days=2, seconds=at_s), event))
    return log


def _go_round() -> tuple[RoundForm, RoundPlan]:
    for entry in sample_evening().entries:
        if isinstance(entry.event, e.RoundBegan):
            return entry.event.form, entry.event.plan
    raise AssertionError("the sample evening has no round")


def _fill(studio: Studio) -> None:
    store = studio.circlekeeper.desk.store
    with store.together():
        for week in range(_EVENINGS):
            circle, leading = _SIGHTS[week % 3]
            name = f"{week:04}e1f2"
            came = Arrived(f"{week:04}abcd", OPENED, "aliases", "trainer")
            store.add_session(name, an_evening(week, circle, leading), _said_about(came.known_as, week), came)  # fmt: skip
        store.add_session("40c0ffee", an_evening(_EVENINGS, *_SIGHTS[2], people=40))
        store.add_session("3c0ffee3", three_people())


def _said_about(session: str, week: int) -> Sequence[Comment]:
    n = len(_SAID) if week == _EVENINGS - 1 else week % 3
    return [
        Comment(f"c0ffee{at:02}", session, *said, "Sam", f"2026-06-08T18:3{at}:00.000+00:00")
        for at, said in enumerate(_SAID[:n])
    ]


def _review(studio: Studio, session: str) -> ReviewPage:
    from ui.pages.review import ReviewPage

    studio.circlekeeper.review(session)
    page = studio.circlekeeper.window.page
    assert isinstance(page, ReviewPage)
    studio.settle()
    return page


def _one_session(studio: Studio) -> None:
    page = _review(studio, f"{_EVENINGS - 1:04}e1f2")
    studio.take("review")
    studio.take("review-dark", theme="dark")
    studio.take("review-small", SMALL)
    studio.take("review-large-text", SMALL, scale=2.0)
    page.session.page.verticalScrollBar().setValue(0)
    studio.take("review-large-text", SMALL, scale=2.0)
    studio.put_back()
    page.comments.show_place(About.MOMENT, _MOMENT_MS)
    page.comments.field.text.setFocus()
    page.comments.field.text.setPlainText("What did you notice in the room just then?")
    page.session.show_place(About.MOMENT, _MOMENT_MS)
    page.session.moments.timeline.zoom(3)
    page.session.moments.play_or_pause()
    studio.settle()
    studio.take("review-replay")
    page.session.moments.play_or_pause()
    page.comments.field.text.clear()


def _elsewhere(studio: Studio) -> None:
    """At the level at which nobody is named."""
    from circle.importing import import_file
    from circle.notes import make_notes
    from circle.searched import NOBODY_ELSE
    from exports.bundle import render

    log = an_evening(_EVENINGS, "Riverside", "Ceri")
    file = studio.kit / "evening.circle"
    file.write_bytes(render(make_notes("77c0ffee", log, Level.NOBODY, Seen.TRAINER, NOBODY_ELSE)))
    came = import_file(studio.circlekeeper.desk.store, file)
    page = _review(studio, came.id)
    page.archive.field.setText("silence")
    page.archive.go_to_field()
    studio.wait_until(lambda: bool(page.archive.hits.rows_model.rows))
    studio.take("review-found")


def _crowd(studio: Studio) -> None:
    page = _review(studio, "40c0ffee")
    page.session.page.show_part(page.session.moments)
    studio.take("review-forty")


def _few(studio: Studio) -> None:
    _review(studio, "3c0ffee3")
    studio.take("review-three")


def _several(studio: Studio) -> None:
    overs = studio.circlekeeper.acts.reviewing.overs
    page = _review(studio, f"{_EVENINGS - 1:04}e1f2")
    page.ways.over_asked.emit()
    studio.take("review-over-sessions")
    overs.two(f"{_EVENINGS - 1:04}e1f2", "40c0ffee")
    studio.take("review-side-by-side")
    overs.by_month()
    studio.take("review-by-month")
    studio.circlekeeper.window.show_under()


def _opened(studio: Studio) -> None:
    """A stick with files of which some cannot be read."""
    from circle.notes import make_notes
    from circle.searched import NOBODY_ELSE
    from exports.bundle import render
    from ui.pages.open_many import OpenManyPage

    stick = studio.kit / "stick"
    stick.mkdir()
    for week in (3, 27, 28):
        log = an_evening(week, "Riverside", "Ceri")
        (stick / f"riverside {week}.circle").write_bytes(render(make_notes(f"{week:08}", log, Level.ALIASES, Seen.REPORT, NOBODY_ELSE)))  # fmt: skip
    whole = (stick / "riverside 3.circle").read_bytes()
    (stick / "cut short.circle").write_bytes(whole[:4000])
    (stick / "holiday.circle").write_bytes(b"not a circle")
    studio.circlekeeper.acts.opening.open((stick,))
    page = studio.circlekeeper.window.page
    assert isinstance(page, OpenManyPage)
    studio.wait_until(lambda: not page.is_busy)
    studio.take("review-open-many")
