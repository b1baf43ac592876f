"""The table of what is allowed when, as a whole: every kind of event in every phase."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import get_args

import pytest

from circle import events as e
from circle import moves
from circle.evolve import evolve
from circle.forms import Direction
from circle.harvest import Became, NoteKind, Seen, Side
from circle.people import Consent, Role
from circle.reflection import Gathered, Occasion, Reflection
from circle.session import EVER, OPEN, TRANSITIONS, Phase, State, allows
from tests.circle.story import AN_EVENING, FORMS, Story, begin_groups, chain, people, tiles_of

UNOPENED, CENTRE, HELD, SILENCE, PAUSED, BREAK, GROUPS, CLOSED = Phase

ANN = e.Participant("p9", "Ann")
EVENTS: tuple[e.Event, ...] = (
    e.SessionOpened("An evening", people(3)),
    e.SessionClosed(),
    e.SessionReopened(),
    e.CarriedOn(40_000),
    e.LaptopSlept(40_000, 50_000),
    e.WallClockSet(60_000),
    e.TimeSetAside(40_000, 50_000),
    e.TimeCounted(40_000, 50_000),
    e.RoundBegan(FORMS["open"], e.RoundPlan("open"), Direction.CLOCKWISE),
    e.RoundEnded(),
    e.PartBegan(),
    e.GroupsDrawn((("p1", "p2"), ("p3",))),
    e.MovedIn("p3"),
    e.MovedOut("p3"),
    e.PlanChanged((e.RoundPlan("open"),), 90_000),
    e.SuggestedTimeChanged(60_000),
    e.OnceUntilAllLifted(),
    e.PieceGiven("p2"),
    e.PieceCentred(),
    e.Passed("p2"),
    e.SilenceBegan(),
    e.SilenceEnded(),
    e.Paused(),
    e.Resumed(),
    e.BreakBegan(),
    e.BreakEnded(),
    e.GroupsBegan(),
    e.GroupsEnded(),
    e.BellRung(),
    e.PromptOffered("And?"),
    e.PersonJoined(ANN, 0),
    e.PersonLeft("p3"),
    e.PersonSteppedOut("p3"),
    e.PersonReturned("p3"),
    e.PersonRenamed("p3", "Cay"),
    e.SeatChanged("p3", 0),
    e.ConsentSaid("p3", says_yes=True),
    e.GroupSaid(Consent(noted=True)),
    e.RolesChanged("p3", (Role.GUARDIAN,)),
    e.RoleHandedOn("p3", Role.GUARDIAN, "p2"),
    e.ExtraTimeGiven("p3", 50),
    e.NoteWritten(9, "so"),
    e.NoteEdited(9, "so"),
    e.NoteMarked(9, NoteKind.QUESTION, Seen.MINE),
    e.NoteMoved(9),
    e.NotesMerged(9, 8, "so"),
    e.NoteRemoved(9),
    e.HarvestAgreed((9,)),
    e.SidesChosen((Side.OLD, Side.NEW)),
    e.CommitmentMade(9, "ask"),
    e.CommitmentChanged(9, "ask"),
    e.CommitmentRemoved(9),
    e.CommitmentFollowed("abcd", 9, "ask", Became.DONE),
    e.ReflectionWritten(Reflection(Occasion.CLOSE)),
    e.ListeningGathered(Gathered(5, (), ())),
    e.TurnReassigned(1, "p3"),
    e.BoundaryMoved(20_000, 21_000),
    e.TurnSplit(1, 15_000, "p3"),
    e.TurnsMerged(1, 2),
    e.TurnRemoved(1),
    e.TurnAdded("p3", 1_000, 2_000),
    e.Withdrawn(2),
    e.Restored(2),
)


def _story(phase: Phase, *, in_round: bool) -> Story:
    """A session of 60 s in this phase, with a past turn of Ann's from 10 s to 20 s."""
    story = Story(3).begins("open").at(10_000).gives("Ann").at(20_000).centres().at(30_000)
    if not in_round:
        story.ends_round()
    entering: dict[Phase, Callable[[State], e.Event]] = {
        HELD: lambda state: moves.give_piece(state, to="p1"),
        SILENCE: moves.begin_silence,
        PAUSED: moves.pause,
        BREAK: moves.begin_break,
        GROUPS: begin_groups,
        CLOSED: moves.close,
    }
    if phase in entering:
        story.does(entering[phase](story.state))
    return story.at(60_000)


SITUATIONS = [
    *((phase, True) for phase in sorted(OPEN)),
    *((phase, False) for phase in sorted(OPEN - {HELD, GROUPS})),
    (CLOSED, False),
]

STAYS = frozenset(
    {
        *(e.CarriedOn, e.LaptopSlept, e.WallClockSet, e.TimeSetAside, e.TimeCounted),
        *(e.SuggestedTimeChanged, e.OnceUntilAllLifted, e.BellRung, e.PromptOffered),
        *(e.PersonJoined, e.PersonLeft, e.PersonSteppedOut, e.PersonReturned, e.PersonRenamed),
        *(e.GroupsDrawn, e.MovedIn, e.MovedOut, e.PlanChanged, e.GroupSaid),
        *(e.RolesChanged, e.RoleHandedOn, e.ExtraTimeGiven),
        *(e.SeatChanged, e.ConsentSaid, *get_args(e.Written)),
        *(e.TurnReassigned, e.BoundaryMoved, e.TurnSplit, e.TurnsMerged, e.TurnRemoved),
        *(e.TurnAdded, e.Withdrawn, e.Restored, e.Passed),
    }
)
"""After these the phase is what it was."""

LEADS: dict[type[e.Event], Phase] = {
    e.SessionOpened: CENTRE,
    e.SessionClosed: CLOSED,
    e.SessionReopened: CENTRE,
    e.RoundBegan: CENTRE,
    e.RoundEnded: CENTRE,
    e.PartBegan: CENTRE,
    e.PieceGiven: HELD,
    e.PieceCentred: CENTRE,
    e.SilenceBegan: SILENCE,
    e.SilenceEnded: CENTRE,
    e.Paused: PAUSED,
    e.Resumed: CENTRE,
    e.BreakBegan: BREAK,
    e.BreakEnded: CENTRE,
    e.GroupsBegan: GROUPS,
    e.GroupsEnded: CENTRE,
}
"""After these it is this one."""


def _name(value: object) -> str:
    return type(value).__name__ if not isinstance(value, (Phase, bool)) else str(value)


def test_each_kind_of_event_has_a_rule_an_example_and_a_phase_that_it_leads_to() -> None:
    kinds = set(e.KINDS.values())
    assert set(TRANSITIONS) == kinds
    assert [type(event) for event in EVENTS] == [*dict.fromkeys(type(event) for event in EVENTS)]
    assert {type(event) for event in EVENTS} == kinds
    assert set(LEADS) | STAYS == kinds
    assert not set(LEADS) & STAYS


def test_each_rule_allows_something_that_can_be_reached() -> None:
    reached = {*SITUATIONS, (UNOPENED, False)}
    for kind, rule in TRANSITIONS.items():
        allowed = {
            (phase, in_round)
            for phase, in_round in reached
            if phase in rule.phases and rule.in_round in (None, in_round)
        }
        assert allowed, kind


@pytest.mark.parametrize(("phase", "in_round"), SITUATIONS, ids=_name)
def test_the_stories_are_in_the_phase_that_they_say(phase: Phase, in_round: bool) -> None:
    state = _story(phase, in_round=in_round).state
    assert (state.phase, state.round is not None) == (phase, in_round)


@pytest.mark.parametrize("event", EVENTS, ids=_name)
@pytest.mark.parametrize(("phase", "in_round"), SITUATIONS, ids=_name)
def test_every_event_in_every_phase(phase: Phase, in_round: bool, event: e.Event) -> None:
    """Allowed or not, it is folded; and where it is allowed, it leads where it should."""
    state = _story(phase, in_round=in_round).state
    kind = type(event)
    rule = TRANSITIONS[kind]
    allowed = phase in rule.phases and rule.in_round in (None, in_round)
    assert allows(state, kind) == allowed
    wall = AN_EVENING + timedelta(seconds=60)
    after = evolve(state, e.Logged(99, 60_000, wall, event))
    tiles = tiles_of(after, 60_000)
    assert sum(tile.length_ms for tile in tiles) == tiles[-1].end_ms
    if allowed:
        assert after.phase is (phase if kind in STAYS else LEADS[kind])
        assert after.last_ms == 60_000


@pytest.mark.parametrize("event", EVENTS, ids=_name)
def test_nothing_happens_before_a_session_is_opened(event: e.Event) -> None:
    opens = isinstance(event, e.SessionOpened)
    assert allows(State(), type(event)) is opens
    after = evolve(State(), e.Logged(1, 5, AN_EVENING, event))
    assert (after.phase is UNOPENED) is not opens
    if not opens:
        assert after == State()


def test_a_session_is_opened_once() -> None:
    story = _story(HELD, in_round=True)
    before, spans = story.state, chain(story.state)
    story.does(EVENTS[0])
    assert (story.state, chain(story.state)) == (before, spans)


EXPECTED = """
                        centre  held  silence  paused  break  groups  closed
    SessionClosed       both    in    both     both    both   in      -
    SessionReopened     -       -     -        -       -      -       out
    RoundBegan          out     -     out      -       out    -       -
    RoundEnded          in      in    in       -       in     in      -
    PartBegan           in      in    in       -       in     in      -
    GroupsDrawn         in      in    in       in      in     in      -
    PlanChanged         both    in    both     both    both   in      -
    GroupSaid           both    in    both     both    both   in      out
    PieceGiven          in      in    in       -       -      -       -
    PieceCentred        -       in    -        -       -      -       -
    Passed              in      in    in       -       -      -       -
    SilenceBegan        both    in    -        -       -      -       -
    SilenceEnded        -       -     both     -       -      -       -
    Paused              both    in    both     -       -      in      -
    Resumed             -       -     -        both    -      -       -
    BreakBegan          both    in    both     -       -      -       -
    BreakEnded          -       -     -        -       both   -       -
    GroupsBegan         in      in    in       -       -      -       -
    GroupsEnded         -       -     -        -       -      in      -
    PersonJoined        both    in    both     both    both   in      -
    PersonRenamed       both    in    both     both    both   in      out
    NoteWritten         both    in    both     both    both   in      out
    TurnReassigned      both    in    both     both    both   in      out
    BellRung            both    in    both     both    both   in      -
    CarriedOn           both    in    both     both    both   in      -
"""
"""Within a round, out of it, or both: as a facilitator would say it."""


@pytest.mark.parametrize(
    "line", EXPECTED.strip().splitlines()[1:], ids=lambda line: line.split()[0]
)
def test_what_a_facilitator_may_do_when(line: str) -> None:
    phases = [Phase(word) for word in EXPECTED.split()[: len(EVER)]]
    name, *said = line.split()
    for phase, word in zip(phases, said, strict=True):
        allowed = {
            "in" if in_round else "out"
            for situation, in_round in SITUATIONS
            if situation is phase and allows(_story(phase, in_round=in_round).state, e.KINDS[name])
        }
        assert allowed == {"-": set(), "both": {"in", "out"}}.get(word, {word}), phase
