"""Roles that rotate, and more time for one person: in the session, and in what leaves of it."""

from __future__ import annotations

import pytest

from circle import agreed_moves
from circle import events as e
from circle.level import Level
from circle.log import replay
from circle.moves import NotAllowed
from circle.people import Role
from circle.session import State
from circle.session_notes import SessionNotes
from tests.circle.story import Story
from tests.notes import make_notes

G, S, F = Role.GUARDIAN, Role.SCRIBE, Role.FACILITATOR


def does(state: State) -> dict[str, tuple[Role, ...]]:
    return {
        there.participant.alias: there.participant.does
        for there in state.people.values()
        if there.participant.does
    }


def changes(story: Story, alias: str, *roles: Role) -> Story:
    return story.does(agreed_moves.change_roles(story.state, person=story.id(alias), roles=roles))


def hands_on(story: Story, alias: str, role: Role, to: str) -> Story:
    handed = agreed_moves.hand_on(story.state, person=story.id(alias), role=role, to=story.id(to))
    return story.does(handed)


def gives_time(story: Story, alias: str, percent: int) -> Story:
    given = agreed_moves.give_extra_time(story.state, person=story.id(alias), percent=percent)
    return story.does(given)


def told() -> Story:
    """Ann leads, then Ben; he was scribe, and hands the guardian's role on. Cleo has more time."""
    story = changes(Story(5), "Ann", F, G)
    changes(story, "Ben", S)
    hands_on(hands_on(story, "Ann", F, "Ben"), "Ann", G, "Cleo")
    gives_time(story, "Cleo", 50)
    return story.begins().at(1000).gives("Ann").at(5000).closes()


def test_a_role_is_handed_on_in_one_act_and_undone_in_one() -> None:
    story = changes(Story(3), "Ann", F, G)
    hands_on(story, "Ann", G, "Ben")
    assert does(story.state) == {"Ann": (F,), "Ben": (G,)}
    hands_on(story, "Ann", F, "Ben")
    assert does(story.state) == {"Ben": (F, G)}
    story.undoes()
    assert does(story.state) == {"Ann": (F,), "Ben": (G,)}
    story.undoes()
    assert does(story.state) == {"Ann": (F, G)}


def test_what_somebody_does_not_do_is_not_handed_on() -> None:
    story = changes(Story(2), "Ann", S)
    with pytest.raises(NotAllowed, match="Ben does not do that now"):
        hands_on(story, "Ben", S, "Ann")
    with pytest.raises(NotAllowed, match="Ann does that already"):
        hands_on(story, "Ann", S, "Ann")


def notes(level: Level) -> SessionNotes:
    story = told()
    for person in ("Ann", "Ben", "Cleo", "Dan", "Eva"):
        story.does(e.ConsentSaid(story.id(person), says_yes=True))
    return make_notes("a-session", story.log, level)


@pytest.mark.parametrize("level", [Level.ALIASES, Level.NAMES])
def test_roles_leave_with_aliases_and_names(level: Level) -> None:
    found = notes(level)
    assert [one.roles for one in found.people] == [(), (S,), (G,), (), ()]
    assert [one.facilitator for one in found.people] == [False, True, False, False, False]
    assert does(replay(found.record)) == does(told().state)


@pytest.mark.parametrize("level", [Level.SEATS, Level.NOBODY])
def test_roles_do_not_leave_with_seats_and_nobody(level: Level) -> None:
    found = notes(level)
    assert all(one.roles == () for one in found.people)
    text = "\n".join(e.row_of(entry).data for entry in found.record)
    assert not any(f'"{role}"' in text for role in Role if role is not F)
    kinds = {type(entry.event) for entry in found.record}
    assert kinds.isdisjoint({e.RolesChanged, e.RoleHandedOn})
    leads = [who for who, roles in does(replay(found.record)).items() if F in roles]
    assert leads == (["Seat 2"] if level is Level.SEATS else [])


@pytest.mark.parametrize("level", Level)
def test_not_even_that_there_was_more_time_for_somebody_leaves(level: Level) -> None:
    record = notes(level).record
    assert not any(isinstance(entry.event, e.ExtraTimeGiven) for entry in record)
    assert '"extra_percent":50' not in "\n".join(e.row_of(entry).data for entry in record)
    assert all(there.participant.extra_percent == 0 for there in replay(record).people.values())
