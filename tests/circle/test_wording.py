"""One wording for the screen, for what is said aloud and for lists: whole sentences, for every kind of event."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from circle import events as e
from circle.forms import Direction
from circle.log import UNDOABLE
from circle.people import Role
from circle.prompts import Whom
from circle.session import State
from circle.timeline import Floor, Hand
from circle.wording import act_words, announcement, floor_words, suggested_words
from tests.circle.story import FORMS, Story

SOMEBODY = e.Participant("p9", "Lena {x}")
VALUES: dict[str, Any] = {
    "participant": "p1",
    "to": "p1",
    "form": FORMS["go_round"],
    "plan": e.RoundPlan("go_round", "How are you?"),
    "direction": Direction.CLOCKWISE,
    "title": "An evening",
    "text": "{words}",
    "alias": "Bo",
    "says_yes": True,
    "role": Role.GUARDIAN,
}
UNDO_WORDS = {
    e.PieceGiven: "Ann began",
    e.Passed: "Ann passed",
    e.PersonJoined: "Lena {x} joined",
    e.PersonLeft: "Ann left",
    e.PersonSteppedOut: "Ann stepped out",
    e.PersonReturned: "Ann came back",
    e.PersonRenamed: "new name for Ann",
    e.SeatChanged: "Ann changed seats",
    e.ConsentSaid: "what Ann said",
    e.RoleHandedOn: "Ann is guardian",
    e.ExtraTimeGiven: "a suggested time",
}


def made(kind: type[e.Event]) -> e.Event:
    """An event of a kind, about Ann where it is about somebody."""
    values = {field.name: VALUES.get(field.name, 1) for field in fields(kind)}
    if kind is e.PersonJoined:
        values["participant"] = SOMEBODY
    if kind is e.SessionOpened:
        return e.SessionOpened("An evening")
    for name in ("for_now", "then", "planned"):
        values.pop(name, None)
    return kind(**values)


@pytest.fixture
def state() -> State:
    return Story(3).begins().at(1_000).gives("Ann").state


@pytest.mark.parametrize("kind", UNDOABLE, ids=lambda kind: kind.__name__)
def test_every_kind_of_act_has_words_of_its_own_to_undo_it(
    state: State, kind: type[e.Event]
) -> None:
    words = act_words(state, made(kind))
    assert words == UNDO_WORDS.get(kind, words)
    assert words not in {"", "the last step"}
    assert "{name}" not in words


def test_no_two_kinds_of_act_are_called_the_same(state: State) -> None:
    words = [act_words(state, made(kind)) for kind in UNDOABLE]
    assert len(set(words)) == len(words)


def test_a_pass_for_now_is_called_so(state: State) -> None:
    assert act_words(state, e.Passed("p2", for_now=True)) == "Ben passed for now"


def test_whoever_is_not_known_is_someone(state: State) -> None:
    assert act_words(state, e.PieceGiven("p77")) == "Someone began"
    assert floor_words(state, Hand(Floor.HELD, "p77", 1)) == "Someone holds the talking piece"


@pytest.mark.parametrize("kind", e.KINDS.values(), ids=lambda kind: kind.__name__)
def test_what_is_said_aloud_is_a_whole_sentence_or_nothing(
    state: State, kind: type[e.Event]
) -> None:
    words = announcement(state, made(kind))
    assert words == words.strip()
    assert "{" not in words
    assert not words or words[0].isupper()


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (e.PieceGiven("p1"), "Ann holds the talking piece"),
        (e.RoundEnded(), "The round has ended."),
        (e.SessionClosed(), "The session is closed."),
        (e.NoteWritten(4, "a secret"), "Note kept."),
        (e.BellRung(), "Bell."),
        (e.SuggestedTimeChanged(5), ""),
        (e.PersonJoined(SOMEBODY, 0), ""),
        (e.PromptOffered("Why?"), "Offered to the room: Why?"),
        (e.PromptOffered("Why?", Whom.OWN), "Each for themselves: Why?"),
        (e.PromptOffered("Why?", Whom.FACILITATOR), ""),
    ],
)
def test_what_is_said_aloud(state: State, event: e.Event, words: str) -> None:
    assert announcement(state, event) == words


def test_a_round_is_announced_by_its_number_and_question(state: State) -> None:
    plan = e.RoundPlan("go_round", "How are you?")
    begun = e.RoundBegan(FORMS["go_round"], plan, Direction.CLOCKWISE)
    assert announcement(state, begun) == "Round 1. How are you?"
    bare = e.RoundBegan(FORMS["go_round"], e.RoundPlan("go_round"), Direction.CLOCKWISE)
    assert announcement(state, bare) == "Round 1."


@pytest.mark.parametrize("floor", Floor)
def test_every_state_of_the_floor_has_words(state: State, floor: Floor) -> None:
    words = floor_words(state, Hand(floor, "p1" if floor is Floor.HELD else None))
    assert words[0].isupper()
    assert "{" not in words


@pytest.mark.parametrize(("ms", "words"), [(0, ""), (45_000, "about 45 s each")])
def test_the_suggested_time_is_about_and_never_a_bound(ms: int, words: str) -> None:
    assert suggested_words(ms) == words
