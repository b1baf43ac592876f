"""Putting the past right, while the circle runs, while it is paused, and after it was closed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest

from circle import corrections, moves
from circle.moves import NotAllowed
from circle.session import Outcome, Phase, State
from tests.circle.story import Story, whole


def _three() -> Story:
    """Centre for 10 s, then Ann 30 s, Ben 30 s and, at 100 s, Cleo."""
    story = Story(4).begins("open").at(10_000).gives("Ann").at(40_000).gives("Ben")
    return story.at(70_000).gives("Cleo").at(100_000)


def _paused() -> Story:
    """The same; then Cleo's turn is paused for as long again."""
    return _three().pauses().at(130_000)


def _closed() -> Story:
    return _three().closes().at(500_000)


TOLD = ["centre 0–10000", "Ann 10000–40000", "Ben 40000–70000", "Cleo 70000–100000"]


@pytest.mark.parametrize(
    ("correct", "floor"),
    [
        (
            lambda s: s.reassigns(2, "Dan"),
            [*TOLD[:2], "Dan 40000–70000", TOLD[3]],
        ),
        (
            lambda s: s.reassigns(3, "Ann"),
            [*TOLD[:3], "Ann 70000–100000"],
        ),
        (
            lambda s: s.moves_boundary(40_000, 20_000),
            [TOLD[0], "Ann 10000–20000", "Ben 20000–70000", TOLD[3]],
        ),
        (
            lambda s: s.moves_boundary(40_000, 69_999),
            [TOLD[0], "Ann 10000–69999", "Ben 69999–70000", TOLD[3]],
        ),
        (
            lambda s: s.moves_boundary(10_000, 1),
            ["centre 0–1", "Ann 1–40000", *TOLD[2:]],
        ),
        (
            lambda s: s.splits(2, 50_000, "Dan"),
            [*TOLD[:2], "Ben 40000–50000", "Dan 50000–70000", TOLD[3]],
        ),
        (
            lambda s: s.splits(3, 99_999, "Dan"),
            [*TOLD[:3], "Cleo 70000–99999", "Dan 99999–100000"],
        ),
        (
            lambda s: s.merges(1, 2),
            [TOLD[0], "Ann 10000–70000", TOLD[3]],
        ),
        (
            lambda s: s.merges(2, 3),
            [*TOLD[:2], "Ben 40000–100000"],
        ),
        (
            lambda s: s.removes(2),
            [*TOLD[:2], "centre 40000–70000", TOLD[3]],
        ),
        (
            lambda s: s.removes(1),
            ["centre 0–40000", *TOLD[2:]],
        ),
        (
            lambda s: s.adds("Dan", 2_000, 9_000),
            ["centre 0–2000", "Dan 2000–9000", "centre 9000–10000", *TOLD[1:]],
        ),
        (
            lambda s: s.adds("Dan", 0, 10_000),
            ["Dan 0–10000", *TOLD[1:]],
        ),
    ],
    ids=[
        "a past turn was somebody else's",
        "the running turn was somebody else's",
        "a boundary was earlier",
        "a boundary was later",
        "a turn began earlier",
        "a past turn was two",
        "the running turn was two",
        "two past turns were one",
        "a past turn and the running one were one",
        "a turn was none",
        "the first turn was none",
        "a turn was missed",
        "a turn was missed that filled all the rest",
    ],
)
@pytest.mark.parametrize("told", [_three, _paused, _closed])
def test_a_correction(
    told: Callable[[], Story], correct: Callable[[Story], Story], floor: list[str]
) -> None:
    story = told()
    before = whole(story.state)
    after = [*floor, "paused 100000–130000"] if told is _paused else floor
    assert correct(story).floor == after
    assert story.state.rounds[0].turns == Counter(turn.holder for turn in story.turns)
    corrected = whole(story.state)
    assert whole(story.undoes().state) == before
    assert whole(story.redoes().state) == corrected


@pytest.mark.parametrize(
    ("correct", "holder"),
    [
        (lambda s: s.reassigns(3, "Dan"), "Dan"),
        (lambda s: s.splits(3, 90_000, "Dan"), "Dan"),
        (lambda s: s.merges(2, 3), "Ben"),
        (lambda s: s.removes(3), None),
        (lambda s: s.removes(2), "Cleo"),
        (lambda s: s.moves_boundary(100_000, 80_000), "Cleo"),
    ],
)
def test_a_correction_during_a_pause_decides_who_goes_on(
    correct: Callable[[Story], Story], holder: str | None
) -> None:
    story = correct(_paused()).resumes().at(140_000)
    assert story.holder == holder
    assert story.state.phase is (Phase.HELD if holder else Phase.CENTRE)
    assert all(turn.end_ms <= after.start_ms for turn, after in pairwise(story.turns))


@pytest.mark.parametrize(
    ("by_ms", "floor"),
    [
        (1, ["Ann 10000–40000", "centre 40000–49999", "Ben 49999–60000"]),
        (5_000, ["Ann 10000–40000", "centre 40000–45000", "Ben 45000–60000"]),
        (10_000, ["Ann 10000–40000", "Ben 40000–60000"]),
        (20_000, ["Ann 10000–30000", "Ben 30000–60000"]),
        (90_000, ["Ann 10000–10001", "Ben 10001–60000"]),
    ],
)
def test_began_earlier_eats_the_rest_before_it_but_never_a_whole_turn(
    by_ms: int, floor: list[str]
) -> None:
    story = Story(3).begins("open").at(10_000).gives("Ann").at(40_000).centres()
    story.at(50_000).gives("Ben").at(60_000).began_earlier(by_ms)
    assert story.floor == ["centre 0–10000", *floor]


def test_began_earlier_does_not_reach_past_the_beginning_of_the_round() -> None:
    story = Story(3).begins("open").gives("Ann").at(40_000)
    story.does(moves.end_round(story.state)).at(50_000).begins("open").at(60_000).gives("Ben")
    story.at(70_000).began_earlier(600_000)
    assert story.floor == ["Ann 0–40000", "centre 40000–50000", "Ben 50000–70000"]
    assert story.state.rounds[1].began_ms == 50_000
    assert [round.turns for round in story.state.rounds] == [{"p1": 1}, {"p2": 1}]
    with pytest.raises(NotAllowed) as refused:
        story.began_earlier(1)
    assert str(refused.value) == (
        "This turn cannot have begun earlier than the one before it, or than its round."
    )


def test_began_earlier_moves_the_first_part_of_a_turn_that_was_paused() -> None:
    story = Story(3).begins("open").at(10_000).gives("Ann").at(15_000).pauses()
    story.at(20_000).resumes().at(30_000).began_earlier(4_000)
    assert story.floor == [
        "centre 0–6000",
        "Ann 6000–15000",
        "paused 15000–20000",
        "Ann 20000–30000",
    ]
    assert len(story.turns) == 1


def test_began_earlier_does_not_reach_over_a_turn_of_no_length() -> None:
    story = Story(3).begins("open").at(10_000).gives("Ann").gives("Ben").at(20_000)
    with pytest.raises(NotAllowed):
        story.began_earlier(5_000)
    assert story.floor == ["centre 0–10000", "Ann 10000–10000", "Ben 10000–20000"]


def test_began_earlier_needs_a_turn() -> None:
    with pytest.raises(NotAllowed) as refused:
        Story(3).begins("open").at(10_000).began_earlier(5_000)
    assert str(refused.value) == "Nobody holds the piece, so there is no turn to move."


def test_a_turn_that_was_paused_is_split_in_its_first_part() -> None:
    """What came after the pause is the new turn's too."""
    story = Story(3).begins("open").gives("Ann").at(20_000).pauses().at(30_000).resumes()
    story.at(50_000).gives("Ben").at(60_000).splits(1, 10_000, "Cleo")
    assert story.floor == [
        "Ann 0–10000",
        "Cleo 10000–20000",
        "paused 20000–30000",
        "Cleo 30000–50000",
        "Ben 50000–60000",
    ]
    assert [turn.number for turn in story.turns] == [1, 3, 2]


@pytest.mark.parametrize("split_ms", [20_000, 25_000, 30_000])
def test_a_turn_that_was_paused_is_split_in_its_pause(split_ms: int) -> None:
    story = Story(3).begins("open").gives("Ann").at(20_000).pauses().at(30_000).resumes()
    story.at(50_000).splits(1, split_ms, "Cleo")
    assert story.floor == ["Ann 0–20000", "paused 20000–30000", "Cleo 30000–50000"]


def test_turns_that_are_joined_take_the_rest_between_them_but_no_pause_and_no_break() -> None:
    story = Story(3).begins("open").gives("Ann").at(10_000).pauses().at(20_000).resumes()
    story.at(30_000).centres().at(40_000)
    story.does(moves.begin_silence(story.state)).at(50_000).pauses().at(60_000).resumes()
    story.at(70_000).does(moves.begin_break(story.state)).at(80_000)
    story.does(moves.end_break(story.state)).at(90_000).gives("Ben").at(100_000).merges(1, 2)
    assert story.floor == [
        "Ann 0–10000",
        "paused 10000–20000",
        "Ann 20000–50000",
        "paused 50000–60000",
        "Ann 60000–70000",
        "break 70000–80000",
        "Ann 80000–100000",
    ]
    assert (len(story.turns), story.turns[0].length_ms) == (1, 70_000)
    assert moves.turn_began_ms(story.state) == 0


def test_a_running_turn_with_a_break_in_it_can_still_have_begun_earlier() -> None:
    story = Story(3).begins("open").at(5_000).gives("Ann").at(10_000)
    story.does(moves.begin_break(story.state)).at(20_000).does(moves.end_break(story.state))
    story.at(30_000).gives("Ben").at(40_000).merges(1, 2).began_earlier(1_000)
    assert story.floor[:2] == ["centre 0–4000", "Ann 4000–10000"]


def test_a_turn_of_no_length_at_a_boundary_gains_the_time() -> None:
    """Two keys in one millisecond: neither turn is lost, whichever way the boundary goes."""
    for to_ms, floor in (
        (5_000, ["Ann 0–5000", "Ben 5000–10000", "Cleo 10000–20000"]),
        (15_000, ["Ann 0–10000", "Ben 10000–15000", "Cleo 15000–20000"]),
    ):
        story = Story(3).begins("open").gives("Ann").at(10_000).gives("Ben").gives("Cleo")
        assert story.at(20_000).moves_boundary(10_000, to_ms).floor == floor


def test_a_turn_added_where_a_round_begins_lies_in_that_round() -> None:
    story = Story(3).at(10_000).begins("open").at(20_000).gives("Ann").at(30_000)
    story.adds("Ben", 10_000, 15_000)
    assert [(turn.holder, turn.round) for turn in story.turns] == [("p2", 0), ("p1", 0)]
    assert story.outcomes["Ben"] is Outcome.HELD


def test_a_turn_added_where_one_of_no_length_lies_leaves_it() -> None:
    story = Story(3).begins("open").at(10_000).gives("Ann").centres().at(20_000)
    story.adds("Ben", 10_000, 20_000)
    assert story.floor == ["centre 0–10000", "Ann 10000–10000", "Ben 10000–20000"]
    assert story.state.rounds[0].turns == {"p1": 1, "p2": 1}


def test_a_turn_added_over_a_round_of_no_length_is_no_turn_of_it() -> None:
    story = Story(3).at(10_000).begins("open").ends_round().at(15_000)
    story.does(moves.begin_silence(story.state)).at(20_000).adds("Ben", 5_000, 18_000)
    assert story.floor == ["centre 0–5000", "Ben 5000–18000", "silence 18000–20000"]
    assert story.state.rounds[0].turns == {}


def test_a_turn_added_to_an_earlier_round_counts_there() -> None:
    story = Story(3).begins("open").at(20_000).ends_round().at(30_000).begins("open")
    story.at(40_000).gives("Ann").at(50_000).adds("Ben", 5_000, 15_000)
    assert [round.turns for round in story.state.rounds] == [{"p2": 1}, {"p1": 1}]
    assert [round.at for round in story.state.rounds] == ["p2", "p1"]


def test_a_removed_turn_makes_the_person_one_to_be_asked_again() -> None:
    story = Story(3).begins().passes_on().at(30_000).passes_on().at(60_000).removes(1)
    assert story.outcomes["Ann"] is Outcome.NOT_REACHED
    assert story.next_up == "Cleo"
    story.passes_on()
    assert story.next_up == "Ann"


def test_a_turn_that_is_given_to_somebody_who_has_left() -> None:
    story = _three().leaves("Ann").reassigns(2, "Ann")
    assert story.floor[1:3] == ["Ann 10000–40000", "Ann 40000–70000"]
    assert story.outcomes["Ben"] is Outcome.NOT_REACHED


def test_undo_after_carrying_on() -> None:
    """What befell the laptop stays; the acts before it can be undone and done again."""
    story = Story(3).begins("open").gives("Ann").at(20_000).gives("Ben").at(90_000)
    story.does(moves.carry_on(story.state, last_sign_ms=40_000)).at(100_000)
    before = whole(story.state)
    story.undoes()
    assert story.floor == ["Ann 0–40000", "paused 40000–90000", "Ann 90000–100000"]
    story.undoes()
    assert story.floor == ["centre 0–40000", "paused 40000–90000", "centre 90000–100000"]
    assert whole(story.redoes().redoes().state) == before


def test_after_reopening_the_break_between_can_hold_a_turn() -> None:
    story = _closed()
    story.does(moves.reopen(story.state)).at(510_000).adds("Dan", 200_000, 300_000)
    assert story.floor[4:] == [
        "break 100000–200000",
        "Dan 200000–300000",
        "break 300000–500000",
        "centre 500000–510000",
    ]


INSIDE = "A turn begins and ends within the session, and ends after it begins."
GONE = "That turn is not there any more. Nothing was changed."
NOBODY = "Choose somebody from this circle. Nothing was changed."
TOO_FAR = "That would leave nothing of what came before or after. Move it less far."


@pytest.mark.parametrize(
    ("correct", "sentence"),
    [
        (lambda s: s.reassigns(1, "Ann"), "That turn is Ann’s already."),
        (lambda s: s.reassigns(9, "Ann"), GONE),
        (lambda s: s.removes(9), GONE),
        (lambda s: s.removes(1).removes(1), GONE),
        (lambda s: s.splits(9, 20_000, "Dan"), GONE),
        (lambda s: s.splits(1, 10_000, "Dan"), "A turn is split at a moment inside it. Nothing was changed."),
        (lambda s: s.splits(1, 40_000, "Dan"), "A turn is split at a moment inside it. Nothing was changed."),
        (lambda s: s.merges(1, 3), "Only turns that follow each other can be joined. Nothing was changed."),
        (lambda s: s.merges(2, 1), "Only turns that follow each other can be joined. Nothing was changed."),
        (lambda s: s.moves_boundary(39_999, 20_000), "Nothing changed hands at that moment. Nothing was changed."),
        (lambda s: s.moves_boundary(0, 20_000), "Nothing changed hands at that moment. Nothing was changed."),
        (lambda s: s.moves_boundary(40_000, 40_000), TOO_FAR),
        (lambda s: s.moves_boundary(40_000, 10_000), TOO_FAR),
        (lambda s: s.moves_boundary(40_000, 70_000), TOO_FAR),
        (lambda s: s.moves_boundary(70_000, 100_000), TOO_FAR),
        (lambda s: s.adds("Dan", 5_000, 5_000), INSIDE),
        (lambda s: s.adds("Dan", -1, 5_000), INSIDE),
        (lambda s: s.adds("Dan", 5_000, 600_000), INSIDE),
        (lambda s: s.adds("Dan", 5_000, 10_001), "Ann held the piece then. Split that turn, or give it to somebody else."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("told", [_three, _closed])
def test_a_correction_that_cannot_be_made_says_why(
    told: Callable[[], Story], correct: Callable[[Story], Story], sentence: str
) -> None:
    story = told()
    with pytest.raises(NotAllowed) as refused:
        correct(story)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("correct", "sentence"),
    [
        (
            lambda s, ms: corrections.reassign(s, ms, turn=1, to="p9"),
            NOBODY,
        ),
        (
            lambda s, ms: corrections.split(s, ms, turn=1, split_ms=20_000, to="p9"),
            NOBODY,
        ),
        (
            lambda s, ms: corrections.add(s, ms, person="p9", start_ms=0, end_ms=9),
            NOBODY,
        ),
    ],
)
def test_a_turn_needs_somebody_from_this_circle(correct: Callable, sentence: str) -> None:
    story = _three()
    with pytest.raises(NotAllowed) as refused:
        correct(story.state, story.now_ms)
    assert str(refused.value) == sentence


def test_no_turn_is_added_in_the_pause_of_another() -> None:
    story = _paused()
    with pytest.raises(NotAllowed, match="Cleo held the piece then"):
        story.adds("Dan", 110_000, 120_000)
    story.resumes().at(140_000)
    with pytest.raises(NotAllowed, match="Cleo held the piece then"):
        story.adds("Dan", 110_000, 120_000)


def test_rounds_keep_their_beginning_their_end_and_their_turns_apart() -> None:
    story = Story(3).begins("open").gives("Ann").at(20_000).ends_round().begins("open")
    story.gives("Ben").at(40_000)
    why = "A round begins or ends there, and that moment stays. Nothing was changed."
    with pytest.raises(NotAllowed) as refused:
        story.moves_boundary(20_000, 10_000)
    assert str(refused.value) == why
    with pytest.raises(NotAllowed) as refused:
        story.merges(1, 2)
    assert str(refused.value) == "These turns are in different rounds, so they stay two."
    story.at(50_000).ends_round().at(60_000).begins("open").at(70_000)
    with pytest.raises(NotAllowed) as refused:
        story.adds("Cleo", 55_000, 65_000)
    assert str(refused.value) == "A turn lies within one round. Nothing was changed."


def test_nothing_is_corrected_before_a_session_is_opened() -> None:
    with pytest.raises(NotAllowed):
        corrections.remove(State(), 0, turn=1)
    with pytest.raises(NotAllowed):
        corrections.add(State(), 0, person="p1", start_ms=0, end_ms=1)


def test_the_running_turn_cannot_be_that_of_somebody_who_is_out() -> None:
    story = Story().begins("go_round").gives("Ann").steps_out("Ben")
    with pytest.raises(NotAllowed, match="Ben has stepped out"):
        corrections.reassign(story.state, story.now_ms, turn=1, to=story.id("Ben"))


def test_resuming_between_rounds_gives_the_piece_to_nobody_whatever_was_added_meanwhile() -> None:
    story = Story(2).at(60_000).pauses().at(90_000)
    story.adds("Ann", 30_000, 60_000).at(120_000).resumes()
    assert story.holder is None
    assert story.floor == ["centre 0–30000", "Ann 30000–60000", "paused 60000–120000"]
