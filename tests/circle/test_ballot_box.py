"""The box that people put their answers in: counts and nothing else, and none of fewer than five."""

import json
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle import events as e
from circle.ballot_box import Box
from circle.errors import NotRead
from circle.level import Level
from circle.record import read_record
from circle.reflection import Gathered, Heard, HeardCount, SaidBackCounts, Stance, StanceCount
from exports import json_record
from tests.circle.test_record import SESSION, a_short_evening, linked
from tests.notes import make_notes

Answer = tuple[frozenset[Stance], Heard | None]
ANSWERS = st.lists(
    st.tuples(st.frozensets(st.sampled_from(Stance)), st.one_of(st.none(), st.sampled_from(Heard))),
    max_size=12,
)


def closed(answers: Sequence[Answer]) -> Gathered | None:
    box = Box()
    for stances, heard in answers:
        box.put(stances, heard)
    return box.close()


@given(ANSWERS, st.randoms())
def test_the_order_of_the_answers_makes_no_difference(answers: list[Answer], random: Random):
    mixed = [*answers]
    random.shuffle(mixed)
    assert closed(mixed) == closed(answers)


@given(ANSWERS)
def test_it_counts_who_named_what_and_nothing_below_five(answers: list[Answer]):
    counted = closed(answers)
    people = sum(1 for stances, heard in answers if stances or heard)
    if people < 5:
        assert counted is None
        return
    assert counted is not None
    assert counted.people == people
    assert [one.stance for one in counted.stances] == [*Stance], "never in the order of counts"
    assert [one.heard for one in counted.heard] == [*Heard]
    for one in counted.stances:
        assert one.count == sum(one.stance in stances for stances, _ in answers)
    for one in counted.heard:
        assert one.count == sum(heard is one.heard for _, heard in answers)


def test_what_is_in_it_is_counters_from_the_first_answer_on():
    box = Box()
    box.put([Stance.FIX, Stance.FIX], Heard.PARTLY)
    inside = vars(box)
    assert inside["_stances"][Stance.FIX] == 1
    assert not any(isinstance(value, list | tuple | set) for value in inside.values())


def test_few_answers_are_gone_once_it_is_closed():
    box = Box()
    box.put([Stance.FIX], Heard.PARTLY)
    assert box.close() is None
    assert box.people == 0
    assert vars(box) == {**vars(Box()), "_is_closed": True}


def test_a_closed_box_takes_nothing_more_and_says_the_same_again():
    box = Box(2)
    for _ in range(5):
        box.put([Stance.AGREE], None)
    before = box.close()
    with pytest.raises(ValueError, match="closed"):
        box.put([Stance.FIX], None)
    assert box.close() == before
    assert before is not None
    assert before.round == 2


def record_with(folder: Path, event: e.Event) -> Path:
    log = a_short_evening()
    log.append(e.Logged(log.next_seq, log.state.last_ms, log.entries[-1].wall, event))
    record: dict[str, Any] = json.loads(
        json_record.render(make_notes(SESSION, a_short_evening(), Level.ALIASES))
    )
    row = e.row_of(log.entries[-1])
    record["events"].append(
        {
            **record["events"][-1],
            "seq": len(record["events"]) + 1,
            "kind": row.kind,
            "data": json.loads(row.data),
        }
    )
    path = folder / "evening.json"
    path.write_text(json.dumps(linked(record)), "utf-8")
    return path


def stances(*counts: tuple[Stance, int]) -> tuple[StanceCount, ...]:
    return tuple(StanceCount(stance, count) for stance, count in counts)


def heard(*counts: tuple[Heard, int]) -> tuple[HeardCount, ...]:
    return tuple(HeardCount(heard, count) for heard, count in counts)


@pytest.mark.parametrize(
    ("gathered", "why"),
    [
        (Gathered(4, (), ()), "answers of 4 people; expected 5 or more, or none at all"),
        (Gathered(-1, (), ()), "answers of -1 people; expected 5 or more"),
        (Gathered(201, (), ()), "answers of 201 people; expected at most 200"),
        (Gathered(5, stances((Stance.FIX, 6)), ()), "“count” is out of range; expected 0 to 5"),
        (Gathered(5, stances((Stance.FIX, -1)), ()), "“count” is out of range; expected 0 to 5"),
        (Gathered(5, (), heard((Heard.HARDLY, -1))), "“count” is out of range; expected 0 to 5"),
        (
            Gathered(5, (), heard((Heard.HARDLY, 3), (Heard.WHOLLY, 3))),
            "6 people say how much they felt heard; expected at most 5",
        ),
        (
            Gathered(5, stances((Stance.FIX, 1), (Stance.FIX, 1)), ()),
            "“fix” is counted twice; expected once",
        ),
        (
            Gathered(5, (), heard((Heard.HARDLY, 1), (Heard.HARDLY, 1))),
            "“hardly” is counted twice; expected once",
        ),
        (Gathered(5, (), (), -1), "“round” is out of range"),
    ],
)
def test_a_record_with_counts_that_cannot_be_is_refused_in_a_sentence(
    tmp_path: Path, gathered: Gathered, why: str
):
    with pytest.raises(NotRead, match="event ") as refused:
        read_record(record_with(tmp_path, e.ListeningGathered(gathered)))
    assert why in str(refused.value)


@pytest.mark.parametrize(
    ("said_back", "why"),
    [
        ((SaidBackCounts(0, yes=-3),), "“said_back” is out of range; expected 0 to 10000"),
        ((SaidBackCounts(0, almost=10**9),), "“said_back” is out of range"),
        ((SaidBackCounts(-1, yes=3),), "“said_back” is out of range"),
        ((SaidBackCounts(0, 1), SaidBackCounts(0, 2)), "counts a round twice"),
    ],
)
def test_a_record_with_answers_that_cannot_be_is_refused_in_a_sentence(
    tmp_path: Path, said_back: tuple[SaidBackCounts, ...], why: str
):
    with pytest.raises(NotRead, match=why):
        read_record(record_with(tmp_path, e.SessionClosed(said_back)))


def test_a_record_with_counts_as_a_box_gives_them_is_read(tmp_path: Path):
    counted = closed([(frozenset({Stance.AGREE}), Heard.MOSTLY)] * 5)
    assert counted is not None
    assert read_record(record_with(tmp_path, e.ListeningGathered(counted))).log.state.gathered == (
        counted,
    )


@pytest.mark.parametrize(
    "gathered",
    [
        Gathered(5, stances((Stance.FIX, 6)), ()),
        Gathered(5, stances((Stance.FIX, 1), (Stance.FIX, 1)), ()),
        Gathered(5, (), heard((Heard.HARDLY, 3), (Heard.WHOLLY, 3))),
    ],
)
def test_a_log_that_holds_such_counts_is_shown_without_them(gathered: Gathered):
    log = a_short_evening()
    wall = log.entries[-1].wall
    log.append(e.Logged(log.next_seq, log.state.last_ms, wall, e.ListeningGathered(gathered)))
    assert log.state.gathered == ()
