"""Forms of round: who is offered the piece, in which order, and when it is home."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from circle import group_moves, moves
from circle.forms import (
    BrokenForm,
    Direction,
    Ends,
    NextUp,
    Rest,
    RoundForm,
    offering_order,
    read_form,
)
from circle.moves import NotAllowed
from circle.next_act import Act, next_act
from circle.offering import next_up, not_offered
from circle.session import Outcome, Phase
from circle.timeline import Floor, intervals
from circle.wording import next_act_words
from tests.circle.story import FORMS, Story

CLOCKWISE, ANTICLOCKWISE = Direction.CLOCKWISE, Direction.ANTICLOCKWISE


def _told(story: Story) -> list[str | None]:
    """Passes the piece on until it is home; who held it, in order."""
    held = []
    while story.next_up is not None:
        story.at(story.now_ms + 60_000).passes_on()
        held.append(story.holder)
    return held


@pytest.mark.parametrize(
    ("direction", "first", "order"),
    [
        (CLOCKWISE, None, ["Ann", "Ben", "Cleo", "Dan"]),
        (CLOCKWISE, "Ann", ["Ann", "Ben", "Cleo", "Dan"]),
        (CLOCKWISE, "Cleo", ["Cleo", "Dan", "Ann", "Ben"]),
        (CLOCKWISE, "Dan", ["Dan", "Ann", "Ben", "Cleo"]),
        (ANTICLOCKWISE, None, ["Ann", "Dan", "Cleo", "Ben"]),
        (ANTICLOCKWISE, "Cleo", ["Cleo", "Ben", "Ann", "Dan"]),
        (ANTICLOCKWISE, "Dan", ["Dan", "Cleo", "Ben", "Ann"]),
    ],
)
def test_a_go_round_goes_from_neighbour_to_neighbour(
    direction: Direction, first: str | None, order: list[str]
) -> None:
    story = Story(4).begins(first=first, direction=direction)
    assert _told(story) == order


def test_a_go_round_with_a_first_seat_that_nobody_has_begins_at_seat_1() -> None:
    assert offering_order(("a", "b", "c"), after=None, first="z", direction=CLOCKWISE) == (
        "a",
        "b",
        "c",
    )
    assert offering_order((), after=None, first="z", direction=CLOCKWISE) == ()


def test_whoever_passes_is_not_offered_the_piece_again() -> None:
    story = Story(3).begins().passes("Ann")
    assert _told(story) == ["Ben", "Cleo"]
    assert story.outcomes == {
        "Ann": Outcome.PASSED,
        "Ben": Outcome.HELD,
        "Cleo": Outcome.HELD,
    }


def test_whoever_passed_for_now_is_offered_the_piece_once_more_at_the_end() -> None:
    story = Story(3).begins().passes(for_now=True).passes_on()
    assert story.holder == "Ben"
    story.at(60_000).passes_on()
    assert (story.holder, story.next_up) == ("Cleo", "Ann")
    story.at(120_000).passes(for_now=True)
    assert story.outcomes["Ann"] is Outcome.PASSED
    assert story.next_up is None


def test_all_who_passed_for_now_are_offered_again_in_the_same_order() -> None:
    story = Story(4).begins(first="Ben")
    for _ in range(4):
        story.passes(for_now=True)
    assert set(story.outcomes.values()) == {Outcome.PASSED_FOR_NOW}
    assert _told(story) == ["Ben", "Cleo", "Dan", "Ann"]


def test_a_holder_who_passes_for_now_at_once_is_offered_again_last() -> None:
    story = Story(3).begins().passes_on().at(5_000).passes(for_now=True)
    assert story.holder == "Ben"
    assert _told(story) == ["Cleo", "Ann"]


def test_the_last_one_who_passes_for_now_lays_the_piece_down_and_is_offered_it_again() -> None:
    story = Story(2).begins().passes_on().at(30_000).passes_on().at(35_000).passes(for_now=True)
    assert (story.holder, story.next_up) == (None, "Ben")


def test_a_thinking_round_turns_round_each_time_and_other_forms_do_not() -> None:
    story = Story(3)
    went = []
    for form in ("thinking_round", "go_round", "thinking_round", "go_round", "thinking_round"):
        story.begins(form)
        went.append((form, _told(story)))
        story.does(moves.end_round(story.state))
    assert went == [
        ("thinking_round", ["Ann", "Ben", "Cleo"]),
        ("go_round", ["Ann", "Ben", "Cleo"]),
        ("thinking_round", ["Ann", "Cleo", "Ben"]),
        ("go_round", ["Ann", "Ben", "Cleo"]),
        ("thinking_round", ["Ann", "Ben", "Cleo"]),
    ]


def test_an_open_round_leaves_open_who_is_next() -> None:
    story = Story(3).begins("open")
    assert story.next_up is None
    story.gives("Cleo").at(9_000).gives("Ann").at(15_000).gives("Cleo")
    assert [turn.holder for turn in story.turns] == ["p3", "p1", "p3"]


def test_once_until_all_refuses_a_second_turn_until_all_were_offered_the_piece() -> None:
    story = Story(3).begins("open", once_until_all=True).gives("Ann").at(60_000).centres()
    with pytest.raises(NotAllowed) as refused:
        story.gives("Ann")
    assert str(refused.value) == "Ann has had the piece, and 2 people have not been offered it yet."
    story.passes("Ben")
    with pytest.raises(NotAllowed) as refused:
        story.gives("Ann")
    assert str(refused.value) == (
        "Ann has had the piece, and 1 person has not been offered it yet."
    )
    story.steps_out("Cleo").gives("Ann")
    assert story.holder == "Ann"


def test_once_until_all_can_be_lifted() -> None:
    story = Story(3).begins("open", once_until_all=True).gives("Ann").centres()
    story.does(moves.lift_once_until_all(story.state)).gives("Ann")
    assert story.holder == "Ann"


@pytest.mark.parametrize(
    ("form", "floor"),
    [
        ("break", Phase.BREAK),
        ("conversation", Phase.CENTRE),
        ("go_round", Phase.CENTRE),
        ("open", Phase.CENTRE),
        ("silent", Phase.SILENCE),
        ("thinking_round", Phase.CENTRE),
    ],
)
def test_a_round_begins_with_the_floor_of_its_form(form: str, floor: Phase) -> None:
    story = Story(2).begins(form)
    assert story.state.phase is floor
    assert (story.next_up is None) == (form not in ("go_round", "thinking_round"))
    story.at(5_000).does(moves.end_round(story.state))
    assert (story.state.phase, story.state.round) == (Phase.CENTRE, None)
    assert story.tiles[0].hand.floor.value == floor.value


def test_a_piece_laid_down_in_a_round_of_silence_leaves_silence() -> None:
    story = Story(2).begins("silent").at(1_000).gives("Ann").at(2_000).centres().at(3_000)
    assert story.floor == ["silence 0–1000", "Ann 1000–2000", "silence 2000–3000"]


steps = st.lists(
    st.tuples(
        st.sampled_from(
            ("passes on", "passes", "passes for now", "out", "back", "joins", "leaves")
        ),
        st.integers(0, 9),
    ),
    max_size=25,
)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.integers(1, 6), st.sampled_from(Direction), steps)
def test_nobody_present_is_skipped_and_the_round_comes_home(
    count: int, direction: Direction, steps: list[tuple[str, int]]
) -> None:
    story = Story(count).begins(direction=direction)
    offers: dict[str, int] = {}
    for act, choice in steps:
        story.at(story.now_ms + 30_000)
        _live(story, act, choice, offers)
    acts = 0
    while story.next_up is not None:
        story.at(story.now_ms + 30_000)
        _live(story, "passes on", 0, offers)
        acts += 1
    state = story.state
    round = state.rounds[-1]
    for person in state.seats:
        if state.here(person):
            assert round.turns.get(person) or person in round.passes
            assert round.turns.get(person) or round.passes[person] is Outcome.PASSED
    assert acts <= len(state.people)
    assert max(offers.values(), default=0) <= 2


def _live(story: Story, act: str, choice: int, offers: dict[str, int]) -> None:
    """Does one thing if it can be done, and counts how often each person is offered the piece."""
    person = next_up(story.state)
    aliases = [there.participant.alias for there in story.state.people.values()]
    who = aliases[choice % len(aliases)]
    here = story.state.here(story.id(who))
    holds = story.holder == who
    if act.startswith("passes") and person is not None:
        offers[person] = offers.get(person, 0) + 1
        if act == "passes on":
            story.passes_on()
        else:
            story.passes(story.alias(person), for_now=act == "passes for now")
    elif act == "out" and here and not holds:
        story.steps_out(who)
    elif act == "back" and not here:
        story.comes_back(who)
    elif act == "leaves" and not holds and not story.state.people[story.id(who)].left:
        story.leaves(who)
    elif act == "joins":
        story.joins(f"Late {len(aliases)}", seat=choice)


def test_the_piece_goes_on_from_the_seat_of_a_holder_who_left() -> None:
    story = Story(5).begins(first="Ben").passes_on().at(60_000).passes_on().at(120_000).centres()
    assert story.next_up == "Dan"
    story.leaves("Cleo")
    assert story.next_up == "Dan"
    story.joins("Finn", seat=2)
    assert story.next_up == "Finn"


def test_a_correction_does_not_forget_from_where_the_piece_goes_on() -> None:
    """The last holder has left the ring; an earlier turn is put right."""
    story = Story(5).begins(first="Cleo").passes_on().at(60_000).passes_on().at(120_000).centres()
    story.leaves("Dan").reassigns(1, "Ann")
    assert story.next_up == "Eva"


def test_a_first_turn_that_was_removed_leaves_the_round_at_its_beginning() -> None:
    story = Story(3).begins(first="Ben").passes_on().at(60_000).removes(1)
    assert (story.holder, story.next_up) == (None, "Ben")


def test_the_forms_that_come_with_the_program_can_be_read() -> None:
    assert set(FORMS) == {
        "break",
        "conversation",
        "dyad",
        "fishbowl",
        "go_round",
        "harvest",
        "listening_triad",
        "mutual_invitation",
        "open",
        "opening_speaker",
        "presenter",
        "reflection",
        "repeated_round",
        "report_back",
        "silent",
        "small_groups",
        "story_circle",
        "thinking_round",
        "triad",
        "witness_round",
        "worship_sharing",
    }
    assert all(form.name == name for name, form in FORMS.items())


def test_a_round_after_round_goes_on_until_everyone_has_passed_since_somebody_spoke() -> None:
    story = Story(3).begins("repeated_round")
    for minute, who in enumerate(["Ann", "Ben", "Cleo", "Ann"]):
        story.at(minute * 60_000).passes_on()
        assert story.holder == who
    story.centres().passes("Ben").passes("Cleo")
    assert (story.next_up, next_act(story.state).act) == ("Ann", Act.GIVE)
    story.passes("Ann")
    assert next_act(story.state).act is Act.END_ROUND
    story.gives("Ben").at(300_000)
    assert (story.next_up, next_act(story.state).act) == ("Cleo", Act.GIVE)


def test_a_turn_that_was_a_pass_at_once_breaks_no_quiet() -> None:
    story = Story(2).begins("repeated_round").passes_on().at(60_000).centres()
    story.passes("Ben").passes_on().at(65_000)
    assert story.holder == "Ann"
    assert next_act(story.passes().state).act is Act.END_ROUND


def test_whoever_is_asked_while_another_speaks_may_pass_and_it_goes_on_behind_them() -> None:
    story = Story(4).begins("repeated_round").passes_on().at(60_000).passes("Ben")
    assert (story.holder, story.next_up) == ("Ann", "Cleo")
    story.steps_out("Cleo")
    assert story.next_up == "Dan"
    assert next_act(story.passes("Dan").state).act is Act.END_ROUND


def test_in_mutual_invitation_the_last_one_chooses_and_so_does_whoever_passes() -> None:
    story = Story(4).begins("mutual_invitation", first="Cleo")
    assert story.next_up == "Cleo"
    story.passes_on().at(60_000)
    assert (story.next_up, _button(story)) == (None, "Cleo invites: choose whom")
    story.gives("Ann").at(63_000).passes()
    assert (story.holder, _button(story)) == (None, "Ann invites: choose whom")
    story.gives("Dan").at(120_000)
    with pytest.raises(NotAllowed):
        story.gives("Cleo")
    assert _button(story.gives("Ben")) == "End the round"


def test_sharing_out_of_silence_is_silent_between_and_each_speaks_once() -> None:
    story = Story(2).begins("worship_sharing")
    assert (story.state.phase, _button(story)) == (Phase.SILENCE, "Choose who takes the piece")
    story.gives("Ben").at(60_000)
    assert next_act(story.state).act is Act.SILENCE
    story.does(moves.begin_silence(story.state))
    with pytest.raises(NotAllowed):
        story.gives("Ben")
    story.gives("Ann").at(120_000).does(moves.begin_silence(story.state))
    assert _button(story) == "End the round"


def test_in_a_story_circle_a_silence_follows_and_a_pass_is_asked_once_more() -> None:
    story = Story(2).begins("story_circle").passes("Ann").passes_on().at(60_000)
    assert (story.holder, _button(story)) == ("Ben", "Silence")
    story.does(moves.begin_silence(story.state))
    assert _button(story) == "Give the piece to Ann"
    story.passes("Ann")
    assert story.outcomes["Ann"] is Outcome.PASSED
    assert _button(story) == "End the round"


def test_the_last_word_is_whose_question_it_was() -> None:
    story = Story(3).begins("presenter", first="Ben")
    assert _told(story) == ["Ben", "Cleo", "Ann", "Ben"]
    assert _button(story) == "End the round"
    assert _told(Story(1).begins("presenter")) == ["Ann"]


def test_a_last_word_that_is_passed_is_nobody_elses() -> None:
    story = Story(3).begins("presenter").passes_on().at(60_000).passes_on().at(120_000).passes_on()
    assert (story.holder, story.next_up) == ("Cleo", "Ann")
    assert _button(story.at(150_000).passes()) == "End the round"
    story.undoes().at(180_000).passes_on().at(183_000).passes()
    assert (story.holder, _button(story)) == (None, "End the round")


def test_a_question_between_does_not_cost_the_last_word() -> None:
    story = Story(3).begins("presenter").passes_on().at(60_000).passes_on()
    story.at(70_000).gives("Ann").at(80_000)
    assert _told(story) == ["Cleo", "Ann"]


def test_whoever_comes_late_speaks_before_the_last_word() -> None:
    story = Story(2).begins("presenter").passes_on().at(60_000).passes_on().at(120_000).passes_on()
    assert (story.holder, story.next_up) == ("Ann", None)
    assert _told(story.joins("Lena").at(130_000)) == ["Lena", "Ann"]


@pytest.mark.parametrize("form", ["repeated_round", "mutual_invitation"])
def test_a_correction_leaves_the_place_that_passes_made(form: str) -> None:
    story = Story(4).begins(form).at(30_000).passes_on().at(60_000).passes("Ben").passes("Cleo")
    before = (story.next_up, _button(story))
    assert story.began_earlier(15_000).state.round is not None
    assert (story.next_up, _button(story)) == before


def test_a_pass_in_a_round_of_silence_leaves_one_silence() -> None:
    story = Story(2).begins("worship_sharing").at(60_000).gives("Ann").at(63_000).passes()
    tiles = intervals(story.state.head, 90_000)
    assert [tile.hand.floor for tile in tiles] == [Floor.SILENCE]


def _button(story: Story) -> str:
    return next_act_words(story.state, next_act(story.state))


@settings(max_examples=60)
@given(st.sampled_from(sorted(FORMS)), st.integers(1, 6), st.data())
def test_no_form_gets_stuck_or_leaves_somebody_out(
    form: str, count: int, data: st.DataObject
) -> None:
    """Whatever people do, the main button, or a choice where it asks for one, leads to the end."""
    story = Story(count).begins(form)
    its = FORMS[form]
    for step in range(12 * count + 20):
        story.at((step + 1) * 60_000)
        state = story.state
        coming = next_act(state)
        if coming.act is Act.END_ROUND or (its.ends is Ends.FACILITATOR and step > 3 * count):
            break
        _does_what_a_circle_does(story, data, calm=step > 3 * count)
    assert its.ends is Ends.FACILITATOR or next_act(story.state).act is Act.END_ROUND
    round = story.state.round
    assert round is not None
    if its.ends is not Ends.FACILITATOR:
        assert not_offered(story.state, round) in ((), (story.state.hand.holder,))
    story.does(moves.end_round(story.state))
    assert story.state.round is None


def _does_what_a_circle_does(story: Story, data: st.DataObject, *, calm: bool) -> None:
    """One act: the main button's, a pass, or somebody goes or comes; when `calm`, no turn but the due ones."""
    state, coming = story.state, next_act(story.state)
    quiet = FORMS[state.rounds[-1].form.name].ends is Ends.QUIET
    act = data.draw(st.sampled_from(["main", "main", "pass", "for now", "out", "back"]))
    away = [who for who in state.seats if not state.here(who)]
    there = [who for who in state.seats if state.here(who) and who != state.hand.holder]
    asked = next_up(state)
    if asked and ((calm and quiet) or act in {"pass", "for now"}):
        for_now = act == "for now"
        story.does(moves.pass_turn(state, story.now_ms, for_now=for_now, who=asked))
        return
    if act == "out" and len(there) > 1 and not calm:
        story.does(moves.step_out(state, person=data.draw(st.sampled_from(there))))
    elif act == "back" and away:
        story.does(moves.come_back(state, person=data.draw(st.sampled_from(away))))
    elif coming.act is Act.WAIT:
        due = not_offered(state, state.rounds[-1]) or tuple(there)
        if due:
            story.does(moves.give_piece(state, to=data.draw(st.sampled_from(due))))
    elif coming.act is Act.GIVE and coming.person:
        story.does(moves.give_piece(state, to=coming.person))
    elif coming.act is Act.SILENCE:
        story.does(moves.begin_silence(state))
    elif coming.act is Act.CENTRE:
        story.does(moves.centre_piece(state))
    elif coming.act is Act.NEXT_PART:
        story.does(group_moves.next_part(state))
    else:
        raise AssertionError(coming)


def test_a_form_is_read_with_all_its_settings() -> None:
    text = """
        name = "worship_sharing"
        title = "Worship sharing"
        next = "anyone"
        rest = "silence"
        ends = "home"
        once_until_all = true
        about = "A silence after each."
    """
    assert read_form(text, source="worship.toml") == RoundForm(
        "worship_sharing",
        "Worship sharing",
        NextUp.ANYONE,
        Rest.SILENCE,
        Ends.HOME,
        once_until_all=True,
        about="A silence after each.",
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            'name = "a"\ntitle "b"',
            "Expected '=' after a key in a key/value pair (at line 2, column 7)",
        ),
        ('title = "b"', "“name” is missing."),
        ('name = "a"\ntitle = ""', "line 2: “title” is missing."),
        ("", "“name” is missing."),
        ('name = "a"\ntitle = "b"\nspeed = 3', "line 3: “speed” is not a setting of a form."),
        ('name = "a"\ntitle = 7', "line 2: “title” should be text in quotes."),
        (
            'name = "a"\ntitle = "b"\nturns_round = "yes"',
            "line 3: “turns_round” should be true or false.",
        ),
        (
            'name = "a"\ntitle = "b"\nturns_round = 1',
            "line 3: “turns_round” should be true or false.",
        ),
        (
            'name = "a"\ntitle = "b"\nsilence_s = -1',
            "line 3: “silence_s” should be a number from 0 to 3600.",
        ),
        (
            'name = "a"\ntitle = "b"\nsilence_s = true',
            "line 3: “silence_s” should be a number from 0 to 3600.",
        ),
        (
            'name = "a"\ntitle = "b"\nnext = "left"',
            "line 3: “next” should be one of: neighbour, anyone, invited, nobody.",
        ),
        (
            'name = "a"\ntitle = "b"\nrest = ["centre"]',
            "line 3: “rest” should be one of: centre, silence, break, groups.",
        ),
        (
            'name = "a"\ntitle = "b"\n[ends]\nat = 1',
            "line 3: “ends” should be one of: home, quiet, facilitator.",
        ),
    ],
    ids=lambda value: value.splitlines()[-1] if value else "empty",
)
def test_a_broken_form_is_refused_with_its_file_and_place(text: str, sentence: str) -> None:
    with pytest.raises(BrokenForm) as refused:
        read_form(text, source="mine.toml")
    assert (
        str(refused.value)
        .replace("mine.toml, ", "mine.toml: ")
        .startswith(f"mine.toml: {sentence}")
    )
