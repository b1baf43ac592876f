"""The one act that the main button stands for, wherever the session is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle import group_moves, moves
from circle.errors import Refused
from circle.next_act import Act, next_act
from circle.session import Phase
from circle.wording import next_act_words
from tests.circle.story import FORMS, Story, begin_groups

S = Story
CASES: dict[str, tuple[Callable[[], Story], Act, str]] = {
    "no plan, no round": (lambda: S(3), Act.CLOSE, "End the session"),
    "a round has begun": (lambda: S(3).begins(), Act.GIVE, "Give the piece to Ann"),
    "the first holds the piece": (
        lambda: S(3).begins().gives("Ann"),
        Act.GIVE,
        "Pass the piece to Ben",
    ),
    "from another first seat": (
        lambda: S(3).begins(first="Cleo"),
        Act.GIVE,
        "Give the piece to Cleo",
    ),
    "the neighbour has stepped out": (
        lambda: S(3).begins().gives("Ann").steps_out("Ben"),
        Act.GIVE,
        "Pass the piece to Cleo",
    ),
    "the last holds the piece": (
        lambda: S(2).begins().gives("Ann").gives("Ben"),
        Act.END_ROUND,
        "End the round",
    ),
    "somebody passed for now": (
        lambda: S(2).begins().passes("Ann", for_now=True).gives("Ben"),
        Act.GIVE,
        "Pass the piece to Ann",
    ),
    "paused": (lambda: S(2).begins().gives("Ann").pauses(), Act.RESUME, "Resume"),
    "a silence in a go-round": (
        lambda: _silent(S(3).begins().gives("Ann")),
        Act.GIVE,
        "Give the piece to Ben",
    ),
    "a silence after the last turn": (
        lambda: _silent(S(1).begins().gives("Ann")),
        Act.END_ROUND,
        "End the round",
    ),
    "a silence between rounds": (lambda: _silent(S(2)), Act.END_SILENCE, "End the silence"),
    "a break": (lambda: _break(S(2).begins().gives("Ann")), Act.END_BREAK, "End the break"),
    "a round that is a break": (lambda: S(2).begins("break"), Act.END_ROUND, "End the break"),
    "a round of silence": (lambda: S(2).begins("silent"), Act.END_ROUND, "End the silence"),
    "a break in a round of silence": (
        lambda: _break(S(2).begins("silent")),
        Act.END_BREAK,
        "End the break",
    ),
    "a silence in a round that is a break": (
        lambda: _silent(_ended_break(S(2).begins("break"))),
        Act.END_SILENCE,
        "End the silence",
    ),
    "a conversation": (lambda: S(2).begins("conversation"), Act.END_ROUND, "End the round"),
    "a silence in a conversation": (
        lambda: _silent(S(2).begins("conversation")),
        Act.END_SILENCE,
        "End the silence",
    ),
    "an open round": (lambda: S(2).begins("open"), Act.WAIT, "Choose who takes the piece"),
    "a holder in an open round": (
        lambda: S(2).begins("open").gives("Ann"),
        Act.CENTRE,
        "Piece to the centre",
    ),
    "a silence in an open round": (
        lambda: _silent(S(2).begins("open")),
        Act.END_SILENCE,
        "End the silence",
    ),
    "once until all, some wait": (
        lambda: S(2).begins("open", once_until_all=True).gives("Ann").centres(),
        Act.WAIT,
        "Choose who takes the piece",
    ),
    "once until all, all had it": (
        lambda: S(1).begins("open", once_until_all=True).gives("Ann").centres(),
        Act.END_ROUND,
        "End the round",
    ),
    "a holder where silence follows": (
        lambda: S(2).begins("story_circle").gives("Ann"),
        Act.SILENCE,
        "Silence",
    ),
    "somebody who invites": (
        lambda: S(2).begins("mutual_invitation").gives("Ann"),
        Act.WAIT,
        "Ann invites: choose whom",
    ),
    "small groups": (lambda: _groups(S(2).begins()), Act.END_GROUPS, "Bring the groups back"),
    "pairs, the first speaks": (
        lambda: S(4).begins("dyad"),
        Act.NEXT_PART,
        "Time to change: the second speaks",
    ),
    "pairs, the second speaks": (
        lambda: _next_part(S(4).begins("dyad")),
        Act.END_ROUND,
        "Bring the groups back",
    ),
    "a round of small groups": (
        lambda: S(5).begins("small_groups"),
        Act.END_ROUND,
        "Bring the groups back",
    ),
    "groups in a round that has a piece": (
        lambda: _groups(S(2).begins("open")),
        Act.END_GROUPS,
        "Bring the groups back",
    ),
    "reports, where there were no groups": (
        lambda: S(2).begins("report_back"),
        Act.GIVE,
        "Give the piece to Ann",
    ),
    "nobody inside yet": (lambda: S(3).begins("fishbowl"), Act.WAIT, "Choose who sits inside"),
    "the inner circle is through": (
        lambda: S(3).begins("witness_round").gives("Ben"),
        Act.NEXT_PART,
        "Over to the outer circle",
    ),
    "the outer circle is through": (
        lambda: _next_part(S(2).begins("witness_round").gives("Ben")).gives("Ann"),
        Act.NEXT_PART,
        "Back to the inner circle",
    ),
    "nobody was named to open": (
        lambda: S(3).begins("opening_speaker"),
        Act.WAIT,
        "Choose who opens",
    ),
    "closed": (lambda: S(2).closes(), Act.WAIT, "Choose who takes the piece"),
}


def _silent(story: Story) -> Story:
    return story.does(moves.begin_silence(story.state))


def _break(story: Story) -> Story:
    return story.does(moves.begin_break(story.state))


def _ended_break(story: Story) -> Story:
    return story.does(moves.end_break(story.state))


def _next_part(story: Story) -> Story:
    return story.does(group_moves.next_part(story.state))


def _groups(story: Story) -> Story:
    return story.does(begin_groups(story.state))


@pytest.mark.parametrize("case", CASES)
def test_what_comes_next_and_what_it_is_called(case: str) -> None:
    tell, act, words = CASES[case]
    state = tell().state
    coming = next_act(state)
    assert coming.act is act
    assert next_act_words(state, coming) == words


def test_before_anything_was_opened_there_is_nothing_to_do() -> None:
    from circle.session import State

    assert next_act(State()).act is Act.WAIT


DOES: dict[Act, Callable[[Story, str | None], object]] = {
    Act.GIVE: lambda story, person: moves.give_piece(story.state, to=person or ""),
    Act.CENTRE: lambda story, _person: moves.centre_piece(story.state),
    Act.SILENCE: lambda story, _person: moves.begin_silence(story.state),
    Act.END_ROUND: lambda story, _person: moves.end_round(story.state),
    Act.NEXT_PART: lambda story, _person: group_moves.next_part(story.state),
    Act.END_SILENCE: lambda story, _person: moves.end_silence(story.state),
    Act.END_BREAK: lambda story, _person: moves.end_break(story.state),
    Act.END_GROUPS: lambda story, _person: moves.end_groups(story.state),
    Act.RESUME: lambda story, _person: moves.resume(story.state),
    Act.CLOSE: lambda story, _person: moves.close(story.state),
}
ACTS: tuple[Callable[[Story], object], ...] = (
    lambda s: s.begins("go_round"),
    lambda s: s.begins("open", once_until_all=True),
    lambda s: s.begins("silent"),
    lambda s: s.begins("break"),
    lambda s: s.begins("conversation"),
    lambda s: s.begins("repeated_round"),
    lambda s: s.begins("worship_sharing"),
    lambda s: s.begins("mutual_invitation"),
    lambda s: s.begins("presenter"),
    lambda s: s.begins("story_circle"),
    lambda s: s.begins("triad"),
    lambda s: s.begins("small_groups"),
    lambda s: s.begins("report_back"),
    lambda s: s.begins("fishbowl"),
    lambda s: s.begins("witness_round"),
    lambda s: s.begins("opening_speaker"),
    lambda s: s.does(group_moves.move_in(s.state, person="p1")),
    lambda s: s.does(group_moves.move_out(s.state, person="p1")),
    _next_part,
    lambda s: s.gives("Ann"),
    lambda s: s.gives("Cleo"),
    lambda s: s.passes(),
    lambda s: s.passes(for_now=True),
    lambda s: s.centres(),
    lambda s: s.pauses(),
    lambda s: s.resumes(),
    _silent,
    _break,
    _groups,
    lambda s: s.steps_out("Ben"),
    lambda s: s.comes_back("Ben"),
    lambda s: s.joins("Lena"),
    lambda s: s.leaves("Cleo"),
    lambda s: s.ends_round(),
    lambda s: s.undoes(),
    lambda s: s.redoes(),
)


@given(st.lists(st.integers(0, len(ACTS) - 1), max_size=25))
def test_what_is_offered_next_is_never_refused(acts: list[int]) -> None:
    story = Story(3)
    for number in acts:
        story.at(story.now_ms + 11_000)
        try:
            ACTS[number](story)
        except (Refused, StopIteration):  # not now; or they have no such person
            continue
        coming = next_act(story.state)
        if coming.act is not Act.WAIT:
            DOES[coming.act](story, coming.person)
        assert "{" not in next_act_words(story.state, coming)
        assert story.state.phase is not Phase.CLOSED


def test_every_act_is_tried_above() -> None:
    tried = {act for _tell, act, _words in CASES.values()}
    assert tried | {Act.BEGIN_ROUND} == set(Act)
    assert set(DOES) == set(Act) - {Act.WAIT, Act.BEGIN_ROUND}
    assert {form.rest for form in FORMS.values()}, "the shipped forms were read"
