"""What was put right is told, a sentence each, with its reason; and its reason leaves as other words do."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from circle import corrections, moves
from circle import events as e
from circle.archive import archive_rows
from circle.bundle_reading import read_bundle
from circle.harvest import Seen
from circle.level import Level
from circle.log import Log
from circle.people import Consent, Question
from circle.put_right import MOST_TOLD, corrections_told
from circle.record import read_record
from circle.record_rules import wrong_in
from circle.retelling import told_without
from circle.review import reviewed
from exports.formats import format_of
from tests.circle.story import FORMS, Story
from tests.notes import make_notes
from ui.pages.review_shown import review_shown

SESSION = "k3fa9c21d0b4"
WHY = "Ben had given it on before."
AS_TOLD = "Seat 2 had given it on before."


def evening(*, measured: bool = True, confidential: bool = False) -> Story:
    """Ann from 0:10, Ben from 0:40, Cleo from 1:10 to 1:40, in the only round; then the circle is closed."""
    story = Story(6)
    plan = e.RoundPlan("open", measured=measured, confidential=confidential)
    story.does(moves.begin_round(story.state, form=FORMS["open"], plan=plan))
    story.at(10_000).gives("Ann").at(40_000).gives("Ben").at(70_000).gives("Cleo")
    return story.at(100_000).closes().at(500_000)


def opened(story: Story) -> e.SessionOpened:
    event = story.log.entries[0].event
    assert isinstance(event, e.SessionOpened)
    return event


Act = Callable[[Story, str], e.Event]

ACTS: dict[str, tuple[Act, int, str, str]] = {
    "reassigned": (
        lambda s, why: corrections.reassign(s.state, 1, turn=2, to="p4", reason=why),
        40_000,
        "The turn at 0:40 was Dan’s, not Ben’s.",
        "A turn was another person’s.",
    ),
    "moved": (
        lambda s, why: corrections.move_boundary(
            s.state, 1, from_ms=40_000, to_ms=20_000, reason=why
        ),
        20_000,
        "The change at 0:40 was at 0:20.",
        "A change was at another moment.",
    ),
    "split": (
        lambda s, why: corrections.split(s.state, 1, turn=2, split_ms=50_000, to="p4", reason=why),
        50_000,
        "From 0:50 on it was Dan’s turn.",
        "What was noted as one turn was two.",
    ),
    "merged": (
        lambda s, why: corrections.merge(s.state, 1, first=1, second=2, reason=why),
        10_000,
        "The turns at 0:10 and 0:40 were one.",
        "What was noted as two turns was one.",
    ),
    "removed": (
        lambda s, why: corrections.remove(s.state, 1, turn=2, reason=why),
        40_000,
        "What was noted as a turn of Ben at 0:40 was no turn.",
        "What was noted as a turn was no turn.",
    ),
    "added": (
        lambda s, why: corrections.add(
            s.state, 1, person="p4", start_ms=2_000, end_ms=9_000, reason=why
        ),
        2_000,
        "Dan held the piece from 0:02 to 0:09: added.",
        "A turn was added.",
    ),
}
every_act = pytest.mark.parametrize("act", ACTS)


@every_act
def test_a_correction_is_told_in_a_sentence_with_its_moment_and_its_reason(act: str) -> None:
    correct, at_ms, said, _untimed = ACTS[act]
    story = evening()
    story.does(correct(story, WHY))
    (told,) = corrections_told(story.log)
    assert (told.at_ms, told.said, told.reason) == (at_ms, said, WHY)
    assert told.wall == story.log.entries[-1].wall
    assert reviewed(SESSION, story.log).corrected == (told,)


@every_act
def test_one_without_a_reason_is_told_too_and_one_that_was_taken_back_is_not(act: str) -> None:
    story = evening()
    story.does(ACTS[act][0](story, ""))
    assert [one.reason for one in corrections_told(story.log)] == [""]
    story.undoes()
    assert corrections_told(story.log) == ()
    story.redoes()
    assert len(corrections_told(story.log)) == 1


def test_they_are_told_in_the_order_in_which_they_were_made_each_as_it_was_then() -> None:
    story = evening()
    story.does(ACTS["moved"][0](story, "One."))
    story.does(corrections.reassign(story.state, 1, turn=2, to="p4", reason="Two."))
    story.does(corrections.remove(story.state, 1, turn=2, reason="Three."))
    assert [one.said for one in corrections_told(story.log)] == [
        "The change at 0:40 was at 0:20.",
        "The turn at 0:20 was Dan’s, not Ben’s.",
        "What was noted as a turn of Dan at 0:20 was no turn.",
    ]


def test_what_is_put_right_while_the_circle_is_open_is_told_as_well() -> None:
    story = Story(4).begins("open").at(10_000).gives("Ann").at(30_000).began_earlier(5_000)
    story.at(40_000).closes()
    assert [one.said for one in corrections_told(story.log)] == ["The change at 0:10 was at 0:05."]


def test_somebody_is_called_as_they_are_now() -> None:
    story = evening()
    story.does(ACTS["reassigned"][0](story, WHY))
    story.does(e.PersonRenamed("p4", "Daniela"))
    assert [one.said for one in corrections_told(story.log)] == [
        "The turn at 0:40 was Daniela’s, not Ben’s."
    ]


def test_whoever_said_no_to_being_noted_is_someone() -> None:
    story = evening()
    story.does(e.ConsentSaid("p2", says_yes=False, question=Question.NOTED))
    story.does(ACTS["reassigned"][0](story, WHY))
    assert [one.said for one in corrections_told(story.log)] == [
        "The turn at 0:40 was Dan’s, not Someone’s."
    ]
    story.does(e.GroupSaid(Consent(noted=False)))
    assert [one.said for one in corrections_told(story.log)] == [
        "The turn at 0:40 was Someone’s, not Someone’s."
    ]


def test_of_thousands_from_elsewhere_the_last_are_told_and_that_there_are_more() -> None:
    story = evening()
    turns = MOST_TOLD + 3
    for n in range(turns):
        story.log_event(e.TurnReassigned(2, ("p4", "p2")[n % 2], f"Because {n}."))
        assert reviewed(SESSION, story.log).more_corrected is (n >= MOST_TOLD)
    told = corrections_told(story.log)
    assert [one.reason for one in told] == [f"Because {n}." for n in range(3, turns)]
    assert {one.said for one in told} == {
        "The turn at 0:40 was Dan’s, not Ben’s.",
        "The turn at 0:40 was Ben’s, not Dan’s.",
    }
    first, *others = review_shown(reviewed(SESSION, story.log)).put_right
    assert first.text == "More was put right before. What comes of the last 100 is told here."
    assert len(others) == MOST_TOLD


def test_to_tell_them_no_turn_of_the_session_is_made_once_for_each() -> None:
    """A thousand in a thousand turns once took a minute."""
    made = 0

    def counted(*_args: object) -> None:
        nonlocal made
        made += 1

    story = evening()
    for n in range(300):
        story.log_event(e.TurnReassigned(2, ("p4", "p2")[n % 2]))
    sys.setprofile(lambda _frame, event, _arg: counted() if event == "call" else None)
    try:
        corrections_told(story.log)
    finally:
        sys.setprofile(None)
    assert made < 200 * (MOST_TOLD + 32)


@every_act
def test_where_nothing_was_measured_neither_times_nor_names_nor_reasons_are_told(act: str) -> None:
    correct, _at, _said, untimed = ACTS[act]
    story = evening(measured=False)
    story.does(correct(story, WHY))
    (told,) = corrections_told(story.log)
    assert (told.at_ms, told.said, told.reason) == (None, untimed, "")


@every_act
def test_of_a_confidential_round_nothing_is_told(act: str) -> None:
    story = evening(confidential=True)
    story.does(ACTS[act][0](story, WHY))
    assert corrections_told(story.log) == ()


def test_what_was_put_right_in_another_round_is_told_beside_a_confidential_one() -> None:
    story = Story(6).begins("open").at(10_000).gives("Ann").at(40_000).gives("Ben").at(60_000)
    story.ends_round()
    hidden = e.RoundPlan("open", confidential=True)
    story.does(moves.begin_round(story.state, form=FORMS["open"], plan=hidden))
    story.gives("Cleo").at(90_000).closes()
    story.does(corrections.reassign(story.state, 1, turn=3, to="p4", reason=WHY))
    story.does(corrections.reassign(story.state, 1, turn=2, to="p4", reason=WHY))
    assert [one.said for one in corrections_told(story.log)] == [
        "The turn at 0:40 was Dan’s, not Ben’s."
    ]


def test_one_that_found_nothing_to_put_right_is_not_told() -> None:
    story = evening()
    for event in (
        e.TurnReassigned(77, "p1"),
        e.TurnRemoved(77),
        e.TurnSplit(77, 50_000, "p1"),
        e.TurnsMerged(1, 77),
        e.BoundaryMoved(41_234, 42_000),
    ):
        story.does(event)
    assert corrections_told(story.log) == ()


# The reason itself


@every_act
def test_a_reason_is_kept_as_one_clean_line_of_some_length(act: str) -> None:
    story = evening()
    event = ACTS[act][0](story, " Two\nlines\x07 \t and more " + "x" * 900)
    assert isinstance(event, e.PutRight)
    assert event.reason.startswith("Two lines and more xxx")
    assert len(event.reason) == corrections.LONGEST_REASON


@every_act
def test_a_correction_of_before_there_were_reasons_is_read(act: str) -> None:
    story = evening()
    entry = e.Logged(9, 1, story.log.entries[0].wall, ACTS[act][0](story, ""))
    row = e.row_of(entry)
    old = row._replace(data=row.data.replace(',"reason":""', ""))
    assert old.data != row.data
    assert wrong_in(old.kind, {}) is None
    assert e.logged_of(old) == entry


texts = st.text(max_size=80)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from([*ACTS]), texts)
def test_a_correction_with_a_reason_survives_the_kit_s_rows(act: str, why: str) -> None:
    story = evening()
    story.does(ACTS[act][0](story, why))
    entry = story.log.entries[-1]
    assert e.logged_of(e.row_of(entry)) == entry


@settings(deadline=None, max_examples=25)
@given(st.sampled_from([*ACTS]), texts.filter(lambda text: "ann" not in text.casefold()))
def test_it_survives_a_record_and_a_bundle_with_names(
    tmp_path_factory: pytest.TempPathFactory, act: str, why: str
) -> None:
    story = evening()
    people = tuple(replace(one, says_yes=True) for one in opened(story).participants)
    entries = [*story.log.entries]
    named = replace(opened(story), participants=people)
    log = Log([replace(entries[0], event=named), *entries[1:]])
    event = ACTS[act][0](story, why)
    log.append(replace(entries[-1], seq=log.next_seq, event=event))
    folder = tmp_path_factory.mktemp("left")
    notes = make_notes(SESSION, log, Level.NAMES, Seen.TRAINER)
    for form in ("json", "circle"):
        file = folder / f"session.{form}"
        file.write_bytes(format_of(form).render(notes))
    bundle = read_bundle(folder / "session.circle")
    assert bundle.record is not None
    for there in (read_record(folder / "session.json").log, bundle.record.log):
        assert there.entries[-1].event == event
        assert corrections_told(there) == corrections_told(log)


def left(log: Log, level: Level) -> str:
    notes = make_notes(SESSION, log, level, Seen.TRAINER)
    return "\n".join(
        format_of(form).render(notes).decode() for form in ("json", "html", "md", "txt")
    )


@every_act
@pytest.mark.parametrize("level", [Level.NOBODY, Level.SEATS, Level.ALIASES])
def test_a_reason_leaves_with_aliases_only_and_without_the_names_in_it(
    act: str, level: Level
) -> None:
    story = evening()
    people = tuple(
        replace(one, name="Benedikta") if one.alias == "Ben" else one
        for one in opened(story).participants
    )
    first, *others = story.log.entries
    log = Log([replace(first, event=replace(opened(story), participants=people)), *others])
    why = "Benedikta asked whatever-for."
    log.append(replace(others[-1], seq=log.next_seq, event=ACTS[act][0](story, why)))
    text = left(log, level)
    assert "Benedikta" not in text
    assert ("Ben asked whatever-for." in text) is (level is Level.ALIASES)
    found = make_notes(SESSION, log, level).found
    wheres = [one.where for one in found]
    assert wheres == (["why a turn was put right"] if level is Level.ALIASES else [])


@every_act
@pytest.mark.parametrize("level", [Level.NOBODY, Level.SEATS, Level.ALIASES])
def test_what_was_taken_back_leaves_without_its_reason(act: str, level: Level) -> None:
    story = evening()
    story.does(ACTS[act][0](story, "whatever-for"))
    story.undoes()
    assert "whatever-for" not in left(story.log, level)


@every_act
def test_whoever_is_taken_out_of_the_record_is_out_of_reasons(act: str) -> None:
    story = evening()
    story.does(ACTS[act][0](story, WHY))
    (told,) = corrections_told(told_without(story.log, "p2"))
    assert told.reason == AS_TOLD
    assert "Ben" not in told.said


def test_every_kind_of_correction_of_turns_is_tried_here() -> None:
    made = {type(correct(evening(), "")) for correct, *_others in ACTS.values()}
    assert made == {*get_args(e.PutRight)}


def test_a_file_from_elsewhere_is_read_however_long_its_reasons(tmp_path: Path) -> None:
    story = evening()
    story.does(e.TurnRemoved(2, "x" * 20_000))
    notes = make_notes(SESSION, story.log, Level.ALIASES)
    file = tmp_path / "session.json"
    file.write_bytes(format_of("json").render(notes))
    assert [len(one.reason) for one in corrections_told(read_record(file).log)] == [20_000]


@pytest.mark.parametrize("level", [*Level])
def test_where_the_circle_met_leaves_with_aliases_and_names_only(level: Level) -> None:
    story = evening()
    people = tuple(replace(one, says_yes=True) for one in opened(story).participants)
    first, *others = story.log.entries
    there = replace(opened(story), participants=people, place="14 Quince Lane")
    log = Log([replace(first, event=there), *others])
    assert ("Quince" in left(log, level)) is (not level.is_below_aliases)
    record = make_notes(SESSION, log, level).record
    assert bool(archive_rows(Log(record)).session["place"]) is (not level.is_below_aliases)
