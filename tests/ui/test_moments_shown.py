"""What is shown of a session's moments: to whom the floor belonged, and no more than may be told."""

from __future__ import annotations

import pytest

from circle import events as e
from circle.harvest import Seen
from circle.level import Level
from circle.log import Log
from circle.timeline import Floor
from tests.circle.story import Story
from tests.notes import make_notes
from tests.ui.moments import MINUTE, ROUND_MS, comment, review_of, session
from ui.pages.moment_shown import Shown
from ui.pages.moments_shown import MarkKind, TimelineShown, timeline_shown
from ui.widgets.circle_shown import Mark


def words(log: Log, at_ms: int) -> str:
    return Shown(review_of(log)).at(at_ms).words


def marks(shown: TimelineShown) -> list[tuple[MarkKind, int]]:
    return [(mark.kind, mark.at_ms) for mark in shown.marks]


def seats(log: Log, at_ms: int) -> dict[str, Mark]:
    return {one.alias: one.mark for one in Shown(review_of(log)).at(at_ms).circle.seats}


def bars(shown: TimelineShown) -> list[str]:
    """Such as "Ann 0–60"."""
    return [
        f"{shown.lanes[bar.lane].label} {bar.start_ms // 1000}–{bar.end_ms // 1000}"
        for bar in shown.bars
    ]


def test_each_turn_is_a_bar_on_the_line_of_a_seat():
    shown = timeline_shown(review_of(session(rounds=1)))
    assert [lane.label for lane in shown.lanes] == ["Ann", "Ben", "Cleo", "Dan"]
    assert bars(shown) == ["Ann 0–60", "Ben 60–120", "Cleo 120–180", "Dan 180–240"]
    assert [(one.floor, one.start_ms) for one in shown.stretches] == [(Floor.SILENCE, 4 * MINUTE)]
    assert marks(shown) == [
        (kind, 90_000) for kind in (MarkKind.NOTE, MarkKind.PROMPT, MarkKind.BELL)
    ]


@pytest.mark.parametrize(
    ("at_ms", "said"),
    [
        (0, "0:00 · round 1 · Ann holds the talking piece, for 0:00"),
        (75_000, "1:15 · round 1 · Ben holds the talking piece, for 0:15 · 1 note near it"),
        (3 * MINUTE - 1, "2:59 · round 1 · Cleo holds the talking piece, for 0:59"),
        (250_000, "4:10 · round 1 · Silence, for 0:10"),
        (5 * MINUTE, "5:00 · round 1 · The piece is in the centre, for 0:00"),
        (2 * ROUND_MS + 1, "12:00 · after the last round · The piece is in the centre, for 0:00"),
        (13 * MINUTE, "13:00 · after the last round · The piece is in the centre, for 1:00"),
    ],
)
def test_a_moment_in_words(at_ms: int, said: str):
    assert words(session(), at_ms) == said


def test_the_circle_is_as_it_stood():
    log = session()
    assert seats(log, 130_000) == {
        "Ann": Mark.OFFERED,
        "Ben": Mark.OFFERED,
        "Cleo": Mark.HOLDER,
        "Dan": Mark.WAITING,
    }
    assert Shown(review_of(log)).at(130_000).face == "0:10"


def test_comments_are_marks_and_are_near():
    shown = Shown(review_of(session(), [comment(250_000)]))
    assert shown.at(4 * MINUTE).words.endswith("1 comment near it")
    assert shown.at(4 * MINUTE).near == ("4:10 · Comment · Sam: You let the silence stand.",)
    assert shown.at(8 * MINUTE).near == tuple(
        f"7:30 · {words}"
        for words in ("Note · Heard in round 2", "Prompt offered · Prompt 2?", "Bell")
    )


@pytest.mark.parametrize("at_ms", range(ROUND_MS, 2 * ROUND_MS, MINUTE // 2))
def test_of_a_confidential_round_there_are_only_form_and_times(at_ms: int):
    log = session(hidden="confidential")
    shown = Shown(review_of(log))
    here = shown.at(at_ms)
    assert "round 2 · confidential: form and times only" in here.words
    assert set(seats(log, at_ms).values()) == {Mark.WAITING}
    assert (here.face, here.arc) == ("", None)
    assert "next" not in " ".join(seat.said for seat in here.circle.seats)
    whole = shown.timeline
    assert all(bar.end_ms <= ROUND_MS for bar in whole.bars)
    assert all(one.end_ms <= ROUND_MS for one in whole.stretches)
    assert all(mark.at_ms < ROUND_MS for mark in whole.marks)
    assert not [ms for ms in whole.changes if ROUND_MS < ms < 2 * ROUND_MS]
    assert "Part 2" not in whole.bands[1].said
    assert "turn" not in whole.bands[1].said


def test_a_confidential_round_that_runs_to_the_end_is_hidden_at_the_end_too():
    log = session(hidden="confidential")
    until = [one for one in log.entries if one.at_ms < 2 * ROUND_MS]
    closing = log.entries[-1]
    shown = Shown(review_of(Log([*until, closing])))
    at_end = shown.at(shown.timeline.length_ms)
    assert "confidential" in at_end.words
    assert {seat.mark for seat in at_end.circle.seats} == {Mark.WAITING}


def test_of_a_round_that_was_not_measured_there_are_notes_and_no_turns():
    log = session(hidden="unmeasured")
    shown = Shown(review_of(log))
    assert all(bar.end_ms <= ROUND_MS for bar in shown.timeline.bars)
    assert (MarkKind.NOTE, ROUND_MS + 90_000) in marks(shown.timeline)
    here = shown.at(ROUND_MS + 70_000)
    assert here.words == "7:10 · round 2 · times were not measured · 1 note near it"
    assert set(seats(log, ROUND_MS + 70_000).values()) == {Mark.WAITING}


def test_of_a_session_that_was_not_measured_there_are_no_times_between_rounds_either():
    shown = Shown(review_of(session(measured=False)))
    assert (shown.timeline.bars, shown.timeline.stretches) == ((), ())
    assert shown.at(2 * ROUND_MS + 10).words.endswith("times were not measured")


def test_of_few_people_there_are_rounds_alone():
    shown = Shown(review_of(session(few=3), [comment(1_000)]))
    whole = shown.timeline
    assert (whole.lanes, whole.bars, whole.stretches, whole.marks) == ((), (), (), ())
    assert [band.number for band in whole.bands] == [1, 2]
    here = shown.at(70_000)
    assert here.words == "1:10 · round 1 · few people: totals only"
    assert here.circle.seats == ()


def told(log: Log, level: Level) -> Log:
    """As it is where it was exported to, at a level."""
    return Log(make_notes("abcd", log, level, Seen.TRAINER).record)


def test_where_nobody_is_named_there_is_one_line_for_all_and_no_turn_is_told_from_the_next():
    story = Story(6).begins("open")
    for n, alias in enumerate(("Ann", "Ben", "Cleo", "Dan", "Eva", "Finn")):
        story.at(n * MINUTE).gives(alias)
    log = told(story.at(6 * MINUTE).ends_round().at(7 * MINUTE).closes().log, Level.NOBODY)
    shown = Shown(review_of(log))
    assert bars(shown.timeline) == ["The circle 0–360"]
    here = shown.at(90_000)
    assert here.words == "1:30 · round 1 · somebody holds the piece"
    assert here.circle.seats == ()
    assert here.face == ""


def test_notes_that_have_no_time_are_at_no_moment():
    story = Story(6).begins("open").gives("Ann").at(MINUTE)
    story.does(e.NoteWritten(1, "Somebody sat down.")).gives("Ben")
    log = story.at(2 * MINUTE).ends_round().at(3 * MINUTE).closes().log
    assert len(timeline_shown(review_of(log)).marks) == 1
    assert timeline_shown(review_of(told(log, Level.SEATS))).marks == ()


def test_before_anything_has_happened_a_moment_says_no_more_than_that() -> None:
    story = Story(3).at(60_000).begins("go_round").gives("Ben").at(120_000).closes()
    assert words(story.log, 0) == "0:00 · before the first round"
