"""Rounds in parts: pairs and threes with one clock, the inner and the outer circle, reporters, named speakers."""

from __future__ import annotations

import pytest

from circle import agreed_moves, corrections, group_moves, moves
from circle import events as e
from circle.moves import NotAllowed
from circle.next_act import Act, next_act
from circle.offering import next_up, not_offered
from circle.people import Role
from circle.plans import Opener
from circle.session import Phase, Round, held_ms, part_ms
from circle.wording import next_act_words
from tests.circle.story import FORMS, Story

MINUTE = 60_000


def _round(story: Story) -> Round:
    assert story.state.round is not None
    return story.state.round


def _groups(story: Story) -> list[list[str | None]]:
    return [[story.alias(who) for who in group] for group in _round(story).groups]


def _inside(story: Story) -> list[str | None]:
    return [story.alias(who) for who in _round(story).inner]


def _button(story: Story) -> str:
    return next_act_words(story.state, next_act(story.state))


def _next_part(story: Story) -> Story:
    return story.does(group_moves.next_part(story.state))


def test_pairs_are_neighbours_and_share_one_clock_that_begins_afresh_at_the_change() -> None:
    story = Story(5).at(MINUTE).begins("dyad")
    assert story.state.phase is Phase.GROUPS
    assert _groups(story) == [["Ann", "Ben", "Cleo"], ["Dan", "Eva"]]
    assert part_ms(story.state, 3 * MINUTE) == 2 * MINUTE
    story.at(3 * MINUTE).pauses().at(4 * MINUTE).resumes()
    assert part_ms(story.state, 5 * MINUTE) == 3 * MINUTE
    _next_part(story.at(5 * MINUTE))
    assert (part_ms(story.state, 6 * MINUTE), _button(story)) == (MINUTE, "Bring the groups back")
    story.undoes()
    assert part_ms(story.state, 6 * MINUTE) == 4 * MINUTE
    with pytest.raises(NotAllowed):
        story.gives("Ann")


def test_the_groups_are_one_stretch_of_the_session_whatever_parts_they_have() -> None:
    story = Story(4).begins("triad")
    for minute in (1, 2):
        _next_part(story.at(minute * MINUTE))
    with pytest.raises(NotAllowed, match="last part"):
        _next_part(story)
    assert story.at(3 * MINUTE).ends_round().at(4 * MINUTE).floor == [
        "groups 0–180000",
        "centre 180000–240000",
    ]


def test_groups_are_drawn_by_chance_made_larger_or_changed_by_hand() -> None:
    story = Story(6).begins("dyad")
    story.does(group_moves.draw_groups(story.state, shuffle=list.reverse))
    assert _groups(story) == [["Finn", "Eva"], ["Dan", "Cleo"], ["Ben", "Ann"]]
    story.does(group_moves.draw_groups(story.state, shuffle=None))
    story.does(group_moves.resize_groups(story.state, by=-1))
    assert _groups(story) == [["Ann", "Ben", "Cleo"], ["Dan", "Eva", "Finn"]]
    story.does(group_moves.move_to_group(story.state, person="p1", group=1))
    story.does(group_moves.reports(story.state, person="p5"))
    assert _groups(story) == [["Ben", "Cleo"], ["Eva", "Dan", "Finn", "Ann"]]
    story.undoes().undoes()
    assert _groups(story) == [["Ann", "Ben", "Cleo"], ["Dan", "Eva", "Finn"]]


def test_whoever_has_stepped_out_is_in_no_group() -> None:
    story = Story(5).steps_out("Cleo").begins("dyad")
    assert _groups(story) == [["Ann", "Ben"], ["Dan", "Eva"]]


def test_groups_that_are_not_there_cannot_be_drawn() -> None:
    story = Story(3).begins()
    for move in (
        lambda: group_moves.draw_groups(story.state, shuffle=None),
        lambda: group_moves.reports(story.state, person="p1"),
        lambda: group_moves.move_in(story.state, person="p1"),
    ):
        with pytest.raises(NotAllowed):
            move()


def test_one_of_each_group_reports_and_anybody_of_the_group_may() -> None:
    story = Story(6).begins("dyad").ends_round().begins("report_back")
    assert _button(story) == "Give the piece to Ann"
    story.passes_on().at(MINUTE).gives("Dan")
    assert (story.next_up, _button(story)) == ("Eva", "Pass the piece to Eva")
    story.steps_out("Eva")
    assert story.next_up == "Finn"
    assert _button(story.at(2 * MINUTE).passes_on()) == "End the round"


def test_a_report_that_is_passed_is_the_groups() -> None:
    story = Story(4).begins("dyad").ends_round().begins("report_back").passes("Ann")
    assert story.next_up == "Cleo"
    assert not_offered(story.passes("Cleo").state, _round(story)) == ()
    assert next_act(story.state).act is Act.END_ROUND


def test_in_a_fishbowl_people_move_in_by_taking_the_piece_and_out_again() -> None:
    story = Story(4).begins("fishbowl")
    story.does(group_moves.move_in(story.state, person="p1")).at(MINUTE).gives("Cleo")
    assert _inside(story) == ["Ann", "Cleo"]
    with pytest.raises(NotAllowed, match="Pass it on first"):
        group_moves.move_out(story.state, person="p3")
    story.centres().does(group_moves.move_out(story.state, person="p3"))
    assert _inside(story) == ["Ann"]
    _next_part(story)
    with pytest.raises(NotAllowed, match="the outer circle speaks now"):
        story.gives("Ann")
    assert story.at(2 * MINUTE).gives("Cleo").holder == "Cleo"


def test_witnesses_say_what_they_heard_and_the_inner_circle_has_the_last_word() -> None:
    story = Story(4).begins("witness_round")
    for person in ("p2", "p4"):
        story.does(group_moves.move_in(story.state, person=person))
    held: list[str | None] = []
    for minute in range(1, 20):
        story.at(minute * MINUTE)
        coming = next_act(story.state)
        if coming.act is Act.END_ROUND:
            break
        if coming.act is Act.NEXT_PART:
            _next_part(story)
            held.append("–")
        else:
            story.passes_on()
            held.append(story.holder)
    assert held == ["Ben", "Dan", "–", "Ann", "Cleo", "–", "Ben", "Dan"]


def test_a_pass_in_one_part_is_none_in_the_next() -> None:
    story = Story(3).begins("witness_round")
    story.does(group_moves.move_in(story.state, person="p1")).passes("Ann")
    _next_part(story).passes("Ben")
    assert story.next_up == "Cleo"
    _next_part(story.passes("Cleo"))
    assert story.next_up == "Ann"


def test_named_speakers_open_in_their_order_and_then_it_is_over() -> None:
    story = Story(4)
    plan = e.RoundPlan("opening_speaker", openers=(Opener("p3", "a film"), Opener("p1")))
    story.does(moves.begin_round(story.state, form=FORMS["opening_speaker"], plan=plan))
    assert story.next_up == "Cleo"
    story.passes_on().at(MINUTE).passes_on()
    assert story.holder == "Ann"
    assert _button(story) == "End the round"


def test_a_round_without_the_bell_and_with_a_silence_of_its_own() -> None:
    story = Story(3)
    plan = e.RoundPlan("go_round", bell=False, silence_s=20)
    story.does(moves.begin_round(story.state, form=FORMS["go_round"], plan=plan)).gives("Ann")
    with pytest.raises(NotAllowed, match="without the bell"):
        moves.ring_bell(story.state)
    assert next_act(story.state).act is Act.SILENCE


def test_a_plan_is_changed_for_what_is_to_come_and_the_turn_runs_on() -> None:
    rows = tuple(e.RoundPlan("go_round", title=title) for title in ("one", "two", "three"))
    story = Story(3, rows)
    story.does(
        moves.begin_round(story.state, form=FORMS["go_round"], plan=rows[0], planned=0)
    ).gives("Ann")
    story.at(MINUTE).does(agreed_moves.change_plan(story.state, plan=(rows[0], rows[2])))
    assert [row.title for row in story.state.plan] == ["one", "three"]
    assert held_ms(story.state, MINUTE) == MINUTE
    with pytest.raises(NotAllowed, match="has begun"):
        agreed_moves.change_plan(story.state, plan=rows[1:])
    assert [row.title for row in story.undoes().state.plan] == ["one", "two", "three"]


def test_roles_rotate_and_the_facilitators_is_one_of_them() -> None:
    story = Story(2)
    story.does(
        agreed_moves.change_roles(story.state, person="p2", roles=(Role.GUARDIAN, Role.FACILITATOR))
    )
    ben = story.state.participant("p2")
    assert (ben.facilitator, ben.roles) == (True, (Role.GUARDIAN,))
    story.does(agreed_moves.change_roles(story.state, person="p2", roles=()))
    assert (story.state.participant("p2").facilitator, story.state.participant("p2").roles) == (
        False,
        (),
    )


def test_where_the_piece_goes_on_from_is_its_parts_own_after_a_correction_too() -> None:
    story = Story(5).at(1_000).begins("witness_round")
    story.at(2_000).gives("Cleo").at(4_000).gives("Dan")
    story.at(9_000).does(group_moves.next_part(story.state))
    assert story.alias(next_up(story.state)) == "Ann"
    split = corrections.split(story.state, 10_000, turn=1, split_ms=3_000, to=story.id("Dan"))
    story.at(10_000).does(split)
    assert story.alias(next_up(story.state)) == "Ann"
