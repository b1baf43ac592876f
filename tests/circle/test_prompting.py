"""Which prompt for which moment, and when one is suggested."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from circle import moves
from circle.events import PlanChanged, RoundPlan, SessionOpened
from circle.moves import NotAllowed
from circle.paths import assets
from circle.prompting import (
    NO_RULES,
    PromptRules,
    Suggestion,
    choose,
    deck_of,
    long_silence_left_ms,
    moment_of,
    suggestion,
)
from circle.prompts import Deck, Prompt, When, Whom
from circle.session import OPEN, State
from circle.templates import read_shelf
from tests.circle.story import FORMS, Story, people
from tests.circle.test_invariants import ACTS, MANY, Session, Try, tries

SHIPPED = read_shelf(assets()).decks
EVERYONE = frozenset(Whom)
FEWER = settings(MANY, max_examples=100)


def planned(*plan: RoundPlan, decks: tuple[str, ...] = (), count: int = 3) -> Story:
    """A session that was just opened with a plan."""
    story = Story(count, plan)
    story.log = type(story.log)()
    return story.does(
        moves.open_session(
            story.state, SessionOpened("An evening", people(count), plan, decks=decks)
        )
    )


def begins(story: Story, row: int) -> Story:
    plan = story.state.plan[row]
    return story.does(moves.begin_round(story.state, form=FORMS[plan.form], plan=plan, planned=row))


# What the moment is


def test_the_moment_follows_the_session() -> None:
    story = planned(RoundPlan("open"), RoundPlan("go_round"), RoundPlan("go_round"))
    assert moment_of(story.state) is When.BEFORE_ROUND
    assert moment_of(begins(story, 0).state) is When.BEFORE_ROUND
    assert moment_of(story.gives("Ann").state) is When.AFTER_TURN
    assert moment_of(story.pauses().state) is When.AFTER_TURN
    assert moment_of(story.resumes().centres().state) is When.AFTER_TURN
    assert moment_of(story.ends_round().state) is When.BETWEEN_ROUNDS
    assert moment_of(begins(story, 1).gives("Ann").ends_round().state) is When.BETWEEN_ROUNDS
    assert moment_of(begins(story, 2).state) is When.AT_CLOSE
    assert moment_of(story.gives("Ann").state) is When.AT_CLOSE
    assert moment_of(story.ends_round().state) is When.AT_CLOSE
    assert moment_of(story.closes().state) is None
    assert moment_of(State()) is None


@pytest.mark.parametrize(
    ("form", "moment"), [("go_round", When.AFTER_TURN), ("harvest", When.AT_CLOSE)]
)
def test_the_only_round_is_no_close_unless_it_gathers(form: str, moment: When) -> None:
    story = begins(planned(RoundPlan(form)), 0)
    if form == "go_round":
        story.gives("Ann")
    assert moment_of(story.state) is moment
    assert moment_of(story.ends_round().state) is When.AT_CLOSE


def test_without_a_plan_there_is_a_before_and_an_after() -> None:
    story = Story()
    assert moment_of(story.state) is When.BEFORE_ROUND
    assert moment_of(story.begins().ends_round().state) is When.AT_CLOSE


@pytest.mark.parametrize(
    ("form", "moment"),
    [
        ("silent", When.AFTER_TURN),
        ("break", When.BETWEEN_ROUNDS),
        ("small_groups", When.AFTER_TURN),
    ],
)
def test_rounds_without_a_piece_have_their_moments(form: str, moment: When) -> None:
    story = begins(planned(RoundPlan(form), RoundPlan("open")), 0)
    assert moment_of(story.state) is moment


# Which prompt it is


def deck(name: str, *prompts: Prompt, theme: str = "") -> Deck:
    return Deck(name, name.title(), prompts, theme=theme)


TURN, START, END = (When.AFTER_TURN,), (When.BEFORE_ROUND,), (When.AT_CLOSE,)
FIRST = deck(
    "first",
    Prompt("first turn", TURN),
    Prompt("first start", START),
    Prompt("first own", TURN, Whom.OWN),
    Prompt("first end", END),
    Prompt("before", (When.BEFORE_SESSION,), Whom.FACILITATOR),
)
SECOND = deck(
    "second",
    Prompt("second turn", TURN),
    Prompt("second own theme", TURN, theme="power"),
    Prompt("second any"),
    Prompt("first turn", TURN),
    theme="silence",
)
DECKS = (FIRST, SECOND)


def held(theme: str = "", decks: tuple[str, ...] = ()) -> Story:
    plan = RoundPlan("go_round", theme=theme)
    return begins(planned(plan, RoundPlan("go_round"), decks=decks), 0).gives("Ann")


def walk(state: State, times: int, *whom: Whom) -> list[str]:
    """What is shown when another is asked for again and again."""
    shown: list[str] = []
    for _time in range(times):
        one = choose(state, DECKS, whom=whom or {Whom.ROOM}, after=shown[-1] if shown else "")
        shown.append(one.text if one else "")
    return shown


def test_the_prompts_of_the_moment_come_in_their_order_and_round_again() -> None:
    shown = walk(held().state, 5)
    assert shown == ["first turn", "second turn", "second own theme", "second any", "first turn"]


def test_those_on_the_theme_of_the_round_come_first() -> None:
    assert walk(held("power").state, 2) == ["second own theme", "first turn"]
    assert walk(held("Silence").state, 3) == ["second turn", "second any", "first turn"]


def test_before_a_round_the_theme_is_that_of_the_round_to_come() -> None:
    plan = RoundPlan("go_round", theme="silence")
    assert walk(planned(plan, RoundPlan("open")).state, 2) == ["second any", "first start"]


def test_only_the_decks_of_the_session_are_used_in_its_order() -> None:
    assert walk(held(decks=("second", "first")).state, 2) == ["second turn", "second own theme"]
    assert walk(held(decks=("first",)).state, 1) == ["first turn"]


def test_decks_that_are_not_there_any_more_are_no_hindrance() -> None:
    assert walk(held(decks=("gone", "second")).state, 1) == ["second turn"]
    assert walk(held(decks=("gone",)).state, 1) == ["first turn"]


def test_it_is_only_for_whom_it_is_asked_for() -> None:
    assert walk(held().state, 1, Whom.OWN) == ["first own"]
    assert walk(held().state, 1, Whom.FACILITATOR) == [""]
    assert walk(held().state, 3, Whom.OWN, Whom.ROOM)[:3] == [
        "first turn",
        "first own",
        "second turn",
    ]


def test_what_was_offered_is_not_shown_again_and_the_order_goes_on_after_it() -> None:
    story = held()
    story.does(moves.offer_prompt(story.state, text="second turn"))
    one = choose(story.state, DECKS, whom={Whom.ROOM}, after="second turn")
    assert one
    assert one.text == "second own theme"
    assert "second turn" not in walk(story.state, 6)


def test_what_a_round_asks_is_no_prompt_besides() -> None:
    story = begins(planned(RoundPlan("go_round"), RoundPlan("open", "second turn")), 0)
    assert walk(story.gives("Ann").state, 3) == ["first turn", "second own theme", "second any"]


def test_where_one_at_most_is_left_for_the_moment_the_others_of_the_session_follow() -> None:
    story = held(decks=("first",))
    assert walk(story.state, 4) == ["first turn", "first start", "first end", "first turn"]
    for text in ("first turn", "first start", "first end"):
        assert walk(story.state, 1) == [text]
        story.does(moves.offer_prompt(story.state, text=text))
    assert walk(story.state, 1) == [""]


def test_prompts_for_before_the_session_are_there_before_it_and_never_in_it() -> None:
    asked = {"whom": EVERYONE, "when": When.BEFORE_SESSION}
    assert choose(State(), DECKS, **asked) == FIRST.prompts[-1]
    assert choose(State(), (SECOND,), **asked) is None
    assert choose(held().state, DECKS, **asked) is None
    assert choose(held().state, DECKS, whom={Whom.FACILITATOR}) is None


def test_another_moment_can_be_asked_for_also_when_all_is_over() -> None:
    story = held()
    one = choose(story.state, DECKS, whom={Whom.ROOM}, when=When.AT_CLOSE)
    assert one
    assert one.text == "second any" or one.when == END
    over = story.ends_round().closes().state
    assert choose(over, DECKS, whom={Whom.ROOM}) is None
    assert choose(over, DECKS, whom={Whom.ROOM}, when=When.AT_CLOSE)


def test_it_is_known_which_deck_a_prompt_is_from() -> None:
    state = held(decks=("second", "first")).state
    one = choose(state, DECKS, whom={Whom.OWN})
    assert one
    assert deck_of(state, DECKS, one) == "first"
    assert deck_of(state, DECKS, Prompt("first turn", TURN)) == "second"
    assert deck_of(state, DECKS, Prompt("another")) == ""


def test_without_decks_there_is_no_prompt() -> None:
    assert choose(held().state, (), whom=EVERYONE) is None


prompts = st.builds(
    Prompt,
    text=st.sampled_from([f"{n}?" for n in range(12)]),
    when=st.lists(st.sampled_from(When), max_size=3).map(tuple),
    whom=st.sampled_from(Whom),
    theme=st.sampled_from(["", "power", "silence"]),
)
some_decks = st.lists(
    st.builds(
        Deck,
        name=st.sampled_from("abcd"),
        title=st.just("D"),
        prompts=st.lists(prompts, min_size=1, max_size=8, unique_by=lambda one: one.text).map(
            tuple
        ),
        theme=st.sampled_from(["", "power"]),
    ),
    max_size=3,
    unique_by=lambda one: one.name,
).map(tuple)


@FEWER
@given(some_decks, st.lists(tries, max_size=25), st.sets(st.sampled_from(Whom), min_size=1))
def test_whatever_is_done_nothing_is_offered_twice_and_nothing_from_before_the_session(
    decks: tuple[Deck, ...], history: list[Try], whom: set[Whom]
) -> None:
    session = Session(3)
    for its in history:
        _does(session, its)
        state, shown = session.state, session.state.offered_prompts
        one = choose(state, decks, whom=whom, after=shown[-1] if shown else "")
        assert one == choose(state, decks, whom={*whom}, after=shown[-1] if shown else "")
        if one is None:
            continue
        assert one.text not in shown
        assert one.whom in whom
        assert one.when == () or set(one.when) != {When.BEFORE_SESSION}
        assert state.phase in OPEN
        session.record(moves.offer_prompt(state, text=one.text))


@given(some_decks, st.sampled_from(Whom))
def test_whoever_goes_on_asking_sees_all_that_is_for_the_moment_and_then_the_first_again(
    decks: tuple[Deck, ...], whom: Whom
) -> None:
    state = held().state
    wanted = {
        one.text
        for deck in decks
        for one in deck.prompts
        if one.whom is whom and (When.AFTER_TURN in one.when or not one.when)
    }
    shown, after = list[str](), ""
    while (one := choose(state, decks, whom={whom}, after=after)) and one.text not in shown:
        after = one.text
        shown.append(after)
    assert bool(one) is bool(shown)
    assert not one or one.text == shown[0]
    assert wanted <= set(shown)


# When one is suggested


def keys(story: Story, rules: PromptRules, *made: str) -> str:
    found = suggestion(story.state, rules, story.now_ms, made=made)
    return found.key if found else ""


def test_no_rule_suggests_nothing() -> None:
    assert keys(held().centres().ends_round(), NO_RULES) == ""


def test_after_every_so_many_turns_when_nobody_holds_the_piece() -> None:
    story, rules = Story(3).begins("open"), PromptRules(every_turns=2)
    story.gives("Ann").centres()
    assert keys(story, rules) == ""
    story.gives("Ben")
    assert keys(story, rules) == ""
    assert suggestion(story.centres().state, rules, 0) == Suggestion(
        "Some turns have been had.", Whom.ROOM, "turns 2"
    )
    assert keys(story, rules, "turns 2") == ""
    story.gives("Ann").centres()
    assert keys(story, rules, "turns 2") == ""
    story.gives("Ann").gives("Ben").centres()
    assert keys(story, rules, "turns 2") == "turns 4"


def test_at_the_end_of_each_round_until_the_next_begins() -> None:
    story, rules = held().centres(), PromptRules(round_ends=True)
    assert keys(story, rules) == ""
    found = suggestion(story.ends_round().state, rules, 0)
    assert found == Suggestion("A round has ended.", Whom.ROOM, "round 0")
    assert keys(story, rules, "round 0") == ""
    assert keys(begins(story, 1), rules) == ""
    assert keys(story.ends_round(), rules, "round 0") == "round 1"
    assert keys(story.closes(), rules) == ""


def test_the_end_of_a_break_is_not_the_end_of_a_round_to_look_back_on() -> None:
    story = begins(planned(RoundPlan("break"), RoundPlan("open")), 0).ends_round()
    assert keys(story, PromptRules(round_ends=True)) == ""


def test_a_long_silence_is_told_to_the_facilitator_when_it_is_long_and_once() -> None:
    story, rules = held(), PromptRules(long_silence_s=60)
    assert long_silence_left_ms(story.state, rules, 0) is None
    story.at(5_000).does(moves.begin_silence(story.state))
    assert long_silence_left_ms(story.state, rules, 25_000) == 40_000
    assert keys(story.at(64_999), rules) == ""
    assert long_silence_left_ms(story.state, rules, 65_000) == 0
    found = suggestion(story.at(65_000).state, rules, 65_000)
    assert found
    assert found.whom is Whom.FACILITATOR
    assert not any(letter.isdigit() for letter in found.reason)
    assert keys(story, rules, found.key) == ""
    story.does(moves.end_silence(story.state)).gives("Ben").at(70_000)
    story.does(moves.begin_silence(story.state)).at(200_000)
    assert keys(story, rules, found.key) not in ("", found.key)


def test_a_silence_that_goes_on_as_a_round_begins_is_one_silence() -> None:
    story, rules = planned(RoundPlan("worship_sharing")), PromptRules(long_silence_s=60)
    begins(story.at(1_000).does(moves.begin_silence(story.state)).at(40_000), 0)
    assert long_silence_left_ms(story.state, rules, 50_000) == 11_000
    assert long_silence_left_ms(story.gives("Ann").state, rules, 50_000) is None


def test_a_round_that_is_a_silence_is_as_long_as_it_is() -> None:
    story = begins(planned(RoundPlan("silent"), RoundPlan("open")), 0).at(900_000)
    rules = PromptRules(long_silence_s=10)
    assert long_silence_left_ms(story.state, rules, 900_000) is None
    assert keys(story, rules) == ""


def test_that_some_have_not_been_offered_the_piece_is_said_without_names() -> None:
    story, rules = Story(3).begins("open"), PromptRules(not_offered=True)
    story.gives("Ann").gives("Ben").centres()
    assert keys(story, rules) == ""
    story.gives("Ann")
    assert keys(story, rules) == ""
    found = suggestion(story.centres().state, rules, 0)
    assert found
    assert (found.whom, found.key) == (Whom.FACILITATOR, "not offered 0")
    assert not any(name in found.reason for name in ("Ann", "Ben", "Cleo"))
    assert keys(story.passes("Cleo"), rules) == ""


def test_whoever_stepped_out_is_not_waited_for() -> None:
    story, rules = Story(3).begins("open"), PromptRules(not_offered=True)
    story.steps_out("Cleo").gives("Ann").gives("Ben").gives("Ann").centres()
    assert keys(story, rules) == ""


ALL_RULES = PromptRules(every_turns=1, round_ends=True, long_silence_s=1, not_offered=True)


def test_of_several_the_next_comes_when_one_was_made() -> None:
    story = held().centres().ends_round()
    assert keys(story, ALL_RULES) == "round 0"
    assert keys(story, ALL_RULES, "round 0") == "turns 1"
    assert keys(story, ALL_RULES, "round 0", "turns 1") == ""


@FEWER
@given(st.integers(0, 4), st.lists(tries, max_size=40))
def test_nothing_is_suggested_while_somebody_holds_the_piece_and_nothing_twice(
    count: int, history: list[Try]
) -> None:
    session, made = Session(count), list[str]()
    for its in history:
        session.now_ms += its.step_ms
        _does(session, its)
        state = session.state
        left_ms = long_silence_left_ms(state, ALL_RULES, session.now_ms)
        assert left_ms is None or left_ms >= 0
        found = suggestion(state, ALL_RULES, session.now_ms, made=made)
        if found is None:
            continue
        assert state.whose_turn is None
        assert found.key not in made
        assert found == suggestion(state, ALL_RULES, session.now_ms, made=made)
        made.append(found.key)


def _does(session: Session, its: Try) -> None:
    with suppress(NotAllowed):
        session.record(ACTS[its.act](session, its))


def test_a_plan_that_is_changed_changes_the_moment() -> None:
    story = begins(planned(RoundPlan("open")), 0).ends_round()
    assert moment_of(story.state) is When.AT_CLOSE
    plan = (*story.state.plan, replace(story.state.plan[0], form="go_round"))
    assert moment_of(story.does(PlanChanged(plan)).state) is When.BETWEEN_ROUNDS


def test_the_shipped_decks_last_for_an_evening_of_twenty_prompts_and_more() -> None:
    story, offered = held(), list[str]()
    for _time in range(60):
        one = choose(story.state, SHIPPED, whom={Whom.ROOM}, after=offered[-1] if offered else "")
        assert one
        offered.append(one.text)
        story.does(moves.offer_prompt(story.state, text=one.text))
    assert len(set(offered)) == 60


def test_what_another_round_is_about_comes_last() -> None:
    stories = Deck("s", "Stories", (Prompt("Whose story?", theme="stories"),))
    other = Deck("o", "Others", (Prompt("Who is here?", theme="arriving"), Prompt("And now?")))
    story = planned(RoundPlan("go_round", theme="arriving"), RoundPlan("go_round", theme="stories"))
    drawn, after = list[str](), ""
    for _ in range(3):
        one = choose(story.state, (stories, other), whom=EVERYONE, after=after)
        assert one is not None
        after = one.text
        drawn.append(after)
    assert drawn == ["Who is here?", "And now?", "Whose story?"]
