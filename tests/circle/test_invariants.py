"""Whatever is done, undone and corrected: the intervals tile the session, and nothing contradicts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import timedelta
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import Phase as Phases
from hypothesis import strategies as st

from circle import agreed_moves, corrections, group_moves, moves, note_moves
from circle import events as e
from circle.forms import Direction
from circle.harvest import Became, NoteKind, Seen, Side
from circle.log import UNDOABLE, Log, replay
from circle.moves import NotAllowed
from circle.offering import next_up
from circle.people import Consent, Question, Role
from circle.prompts import Whom
from circle.reflection import Gathered, Occasion, Reflection, Stance
from circle.session import Outcome, Phase, State, outcome
from circle.timeline import Floor, turns
from tests.circle.story import AN_EVENING, FORMS, begin_groups, people, tiles_of, whole

# Repeatable, so that a red run is red again.
MANY = settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    phases=(Phases.explicit, Phases.reuse, Phases.generate, Phases.shrink),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@dataclass(frozen=True, slots=True)
class Try:
    """Something a facilitator tries, lawful or not. The numbers choose among what there is."""

    act: str
    who: int
    one: int
    other: int
    step_ms: int
    flag: bool


class Session:
    """A log, the time, and the things that a Try chooses from."""

    def __init__(self, count: int) -> None:
        self.log = Log()
        self.now_ms = 0
        self.record(moves.open_session(self.state, e.SessionOpened("An evening", people(count))))

    @property
    def state(self) -> State:
        return self.log.state

    def record(self, event: e.Event) -> None:
        wall = AN_EVENING + timedelta(milliseconds=self.now_ms)
        self.log.append(e.Logged(self.log.next_seq, self.now_ms, wall, event))

    def person(self, choice: int) -> str:
        known = [*self.state.people, "nobody"]
        return known[choice % len(known)]

    def turn(self, choice: int) -> int:
        known = [turn.number for turn in turns(tiles_of(self.state, self.now_ms))]
        return [*known, 99][choice % (len(known) + 1)]

    def moment(self, choice: int) -> int:
        """Often a moment at which something begins or ends, or one next to it."""
        tiles = tiles_of(self.state, self.now_ms)
        if choice % 3 == 0:
            return (self.now_ms + 10) * choice // 1000
        tile = tiles[choice % len(tiles)]
        return (tile.start_ms, tile.end_ms, (tile.start_ms + tile.end_ms) // 2)[choice % 7 % 3]

    def away(self, choice: int) -> tuple[int, int]:
        if not self.state.away:
            return 0, self.now_ms
        away = self.state.away[choice % len(self.state.away)]
        return away.start_ms, away.end_ms


def _begin_round(session: Session, its: Try) -> e.Event:
    form = [*FORMS.values()][its.one % len(FORMS)]
    plan = e.RoundPlan(
        form.name,
        direction=[*Direction][its.other % 2],
        first=session.person(its.who),
        once_until_all=True if its.flag else None,
    )
    return moves.begin_round(session.state, form=form, plan=plan)


def _plan(session: Session, its: Try) -> e.Event:
    """Some rows off the end of the plan, and some more put there."""
    kept = session.state.plan[: its.one % 4]
    more = tuple(e.RoundPlan(form) for form in [*FORMS][: its.other % 3])
    return agreed_moves.change_plan(session.state, plan=(*kept, *more), ends_ms=its.step_ms or None)


def _aside(session: Session, its: Try) -> e.Event:
    start_ms, end_ms = session.away(its.one)
    return moves.set_time_aside(session.state, start_ms=start_ms, end_ms=end_ms)


def _count(session: Session, its: Try) -> e.Event:
    start_ms, end_ms = session.away(its.one)
    return moves.count_time(session.state, start_ms=start_ms, end_ms=end_ms)


def _add(session: Session, its: Try) -> e.Event:
    start_ms, end_ms = session.moment(its.one), session.moment(its.other)
    if not its.flag:
        start_ms, end_ms = min(start_ms, end_ms), max(start_ms, end_ms)
    person = session.person(its.who)
    return corrections.add(
        session.state, session.now_ms, person=person, start_ms=start_ms, end_ms=end_ms
    )


def _merge(session: Session, its: Try) -> e.Event:
    first, second = session.turn(its.one), session.turn(its.one + 1 + its.flag)
    return corrections.merge(session.state, session.now_ms, first=first, second=second)


def _next(session: Session, its: Try) -> e.Event:
    person = next_up(session.state)
    return moves.give_piece(session.state, to=person or session.person(its.who))


ACTS: dict[str, Callable[[Session, Try], e.Event]] = {
    "close": lambda s, t: moves.close(s.state),
    "reopen": lambda s, t: moves.reopen(s.state),
    "carry on": lambda s, t: moves.carry_on(s.state, last_sign_ms=s.moment(t.one)),
    "sleep": lambda s, t: moves.notice_sleep(
        s.state, start_ms=s.now_ms - t.step_ms, end_ms=s.now_ms
    ),
    "clock set": lambda s, t: moves.notice_clock_set(s.state, by_ms=t.one),
    "set aside": _aside,
    "count": _count,
    "begin round": _begin_round,
    "end round": lambda s, t: moves.end_round(s.state),
    "next part": lambda s, t: group_moves.next_part(s.state),
    "draw": lambda s, t: group_moves.draw_groups(s.state, shuffle=list.reverse if t.flag else None),
    "size": lambda s, t: group_moves.resize_groups(s.state, by=t.one % 5 - 2),
    "to group": lambda s, t: group_moves.move_to_group(
        s.state, person=s.person(t.who), group=t.one % 4
    ),
    "reports": lambda s, t: group_moves.reports(s.state, person=s.person(t.who)),
    "move in": lambda s, t: group_moves.move_in(s.state, person=s.person(t.who)),
    "move out": lambda s, t: group_moves.move_out(s.state, person=s.person(t.who)),
    "plan": _plan,
    "group said": lambda s, t: agreed_moves.say_for_group(s.state, consent=Consent(noted=t.flag)),
    "roles": lambda s, t: agreed_moves.change_roles(
        s.state, person=s.person(t.who), roles=([*Role][t.one % 5],)
    ),
    "hand on": lambda s, t: agreed_moves.hand_on(
        s.state, person=s.person(t.who), role=[*Role][t.one % 5], to=s.person(t.other)
    ),
    "extra": lambda s, t: agreed_moves.give_extra_time(
        s.state, person=s.person(t.who), percent=t.one
    ),
    "suggest": lambda s, t: moves.change_suggested_time(s.state, by_ms=t.one - 500),
    "lift": lambda s, t: moves.lift_once_until_all(s.state),
    "next": _next,
    "give": lambda s, t: moves.give_piece(s.state, to=s.person(t.who)),
    "centre": lambda s, t: moves.centre_piece(s.state),
    "pass": lambda s, t: moves.pass_turn(s.state, s.now_ms, for_now=t.flag),
    "pass of": lambda s, t: moves.pass_turn(s.state, s.now_ms, for_now=t.flag, who=s.person(t.who)),
    "silence": lambda s, t: moves.begin_silence(s.state),
    "end silence": lambda s, t: moves.end_silence(s.state),
    "pause": lambda s, t: moves.pause(s.state),
    "resume": lambda s, t: moves.resume(s.state),
    "break": lambda s, t: moves.begin_break(s.state),
    "end break": lambda s, t: moves.end_break(s.state),
    "groups": lambda s, t: begin_groups(s.state),
    "end groups": lambda s, t: moves.end_groups(s.state),
    "bell": lambda s, t: moves.ring_bell(s.state),
    "prompt": lambda s, t: moves.offer_prompt(s.state, text="What brought you?"),
    "join": lambda s, t: moves.join(s.state, alias="Gus", seat=t.one % 9 if t.flag else None),
    "leave": lambda s, t: moves.leave(s.state, person=s.person(t.who)),
    "step out": lambda s, t: moves.step_out(s.state, person=s.person(t.who)),
    "come back": lambda s, t: moves.come_back(s.state, person=s.person(t.who)),
    "rename": lambda s, t: moves.rename(s.state, person=s.person(t.who), alias="Hal" * t.flag),
    "seat": lambda s, t: moves.change_seat(s.state, person=s.person(t.who), seat=t.one % 9),
    "consent": lambda s, t: moves.say_consent(s.state, person=s.person(t.who), says_yes=t.flag),
    "note": lambda s, t: note_moves.write_note(s.state, number=s.log.next_seq, text="so" * t.flag),
    "edit note": lambda s, t: note_moves.edit_note(s.state, number=t.one % 40, text="now"),
    "remove note": lambda s, t: note_moves.remove_note(s.state, number=t.one % 40),
    "key point": lambda s, t: note_moves.write_note(
        s.state, number=s.log.next_seq, text="so", kind=NoteKind.KEY_POINT, side=Side.OLD
    ),
    "show note": lambda s, t: note_moves.show_note(
        s.state, number=t.one % 40, seen=[*Seen][t.other % 3]
    ),
    "change kind": lambda s, t: note_moves.change_kind(
        s.state, number=t.one % 40, kind=[*NoteKind][t.other % 6]
    ),
    "place note": lambda s, t: note_moves.place_note(
        s.state, number=t.one % 40, round=t.other % 3 if t.flag else None
    ),
    "move note": lambda s, t: note_moves.move_note(
        s.state, number=t.one % 40, before=t.other % 40 if t.flag else None
    ),
    "merge notes": lambda s, t: note_moves.merge_notes(
        s.state, number=t.one % 40, other=t.other % 40
    ),
    "agree": lambda s, t: note_moves.agree_harvest(
        s.state, notes=[t.one % 40], commitments=[t.other % 40]
    ),
    "sides": lambda s, t: note_moves.choose_sides(s.state, sides=(Side.OLD,) * t.flag),
    "commit": lambda s, t: note_moves.commit(
        s.state, number=s.log.next_seq, text="ask", who=s.person(t.who) * t.flag
    ),
    "change commitment": lambda s, t: note_moves.change_commitment(
        s.state, number=t.one % 40, text="ask", by="2026-06-08"
    ),
    "remove commitment": lambda s, t: note_moves.remove_commitment(s.state, number=t.one % 40),
    "follow": lambda s, t: note_moves.follow_commitment(
        s.state, session="abcd", number=t.one % 3, text="ask", became=[*Became][t.other % 3]
    ),
    "reflect": lambda s, t: note_moves.reflect(
        s.state, reflection=Reflection([*Occasion][t.one % 3], (Stance.FIX,) * t.flag)
    ),
    "gather": lambda s, t: note_moves.gather_listening(
        s.state, gathered=Gathered(t.one % 9, (), (), t.other % 2 if t.flag else None)
    ),
    "undo": lambda s, t: moves.undo(s.log),
    "redo": lambda s, t: moves.redo(s.log),
    "earlier": lambda s, t: corrections.began_earlier(s.state, by_ms=t.one * 20),
    "boundary": lambda s, t: corrections.move_boundary(
        s.state, s.now_ms, from_ms=s.moment(t.one), to_ms=s.moment(t.other)
    ),
    "reassign": lambda s, t: corrections.reassign(
        s.state, s.now_ms, turn=s.turn(t.one), to=s.person(t.who)
    ),
    "split": lambda s, t: corrections.split(
        s.state, s.now_ms, turn=s.turn(t.one), split_ms=s.moment(t.other), to=s.person(t.who)
    ),
    "merge": _merge,
    "remove": lambda s, t: corrections.remove(s.state, s.now_ms, turn=s.turn(t.one)),
    "add": _add,
}

OFTEN = ("begin round", "next", "next", "next", "pass", "pause", "resume", "undo")
tries = st.builds(
    Try,
    act=st.sampled_from([*ACTS, *OFTEN]),
    who=st.integers(0, 9),
    one=st.integers(0, 1000),
    other=st.integers(0, 1000),
    step_ms=st.sampled_from((0, 0, 1, 400, 9_000, 30_000, 600_000)),
    flag=st.booleans(),
)


@MANY
@given(st.integers(0, 5), st.lists(tries, min_size=20, max_size=60))
def test_any_history_of_moves_keeps_the_invariants(count: int, history: list[Try]) -> None:
    session = Session(count)
    _check(session.log, session.now_ms)
    for number, its in enumerate(history):
        session.now_ms += its.step_ms
        _try(session, its)
        _check(session.log, session.now_ms)
        if number % 4 == 0:
            _check_replay(session.log)
    _check_replay(session.log)
    _undo_everything(session.log)


def _try(session: Session, its: Try) -> None:
    before, had = whole(session.state), len(session.log.entries)
    event, refusal = _propose(session, its)
    if event is None:
        assert refusal.strip().endswith((".", "?")), its.act
        assert whole(session.state) == before
        assert len(session.log.entries) == had
        return
    session.record(event)
    entry = session.log.entries[-1]
    assert e.logged_of(e.row_of(entry)) == entry
    _check_turns_kept(event, before[0], session.state, session.now_ms)


def _propose(session: Session, its: Try) -> tuple[e.Event | None, str]:
    """The event that a move returns, or the sentence with which it refuses."""
    try:
        return ACTS[its.act](session, its), ""
    except NotAllowed as refused:
        return None, str(refused)


def _check_turns_kept(event: e.Event, before: State, after: State, now_ms: int) -> None:
    """A correction changes the turns it names, and loses no other."""
    had = {turn.number for turn in turns(tiles_of(before, now_ms))}
    has = {turn.number for turn in turns(tiles_of(after, now_ms))}
    match event:
        case e.TurnSplit() | e.TurnAdded():
            assert has == had | {after.turns}
        case e.TurnRemoved(turn):
            assert has == had - {turn}
        case e.TurnsMerged(_, second):
            assert has == had - {second}
        case e.BoundaryMoved() | e.TurnReassigned() | e.CarriedOn() | e.LaptopSlept():
            assert has == had
        case e.PieceGiven():
            assert has == had | {after.turns}
        case _:
            pass


def _check(log: Log, now_ms: int) -> None:
    state = log.state
    _check_tiles(state, now_ms)
    _check_floor(state)
    _check_turns(state, now_ms)
    _check_people(state, now_ms)


def _check_tiles(state: State, now_ms: int) -> None:
    tiles = tiles_of(state, now_ms)
    length_ms = state.ended_ms if state.ended_ms is not None else now_ms
    assert tiles[0].start_ms == 0
    assert tiles[-1].end_ms == length_ms
    for tile, after in pairwise(tiles):
        assert tile.end_ms == after.start_ms
        assert (tile.hand, tile.round) != (after.hand, after.round)
    assert all(tile.length_ms >= 0 for tile in tiles)
    assert all(tile.length_ms or tile.hand.holder or len(tiles) == 1 for tile in tiles)
    floors = Counter[str]()
    for tile in tiles:
        floors[tile.hand.holder or tile.hand.floor] += tile.length_ms
        assert (tile.hand.floor is Floor.HELD) == (tile.hand.holder is not None)
    assert floors.total() == length_ms


def _check_floor(state: State) -> None:
    if state.ended_ms is not None:
        assert state.phase is Phase.CLOSED
        assert state.round is None
        return
    assert state.head is not None
    assert state.phase.value == state.head.hand.floor.value
    assert state.head.round == (state.round.index if state.round else None)
    assert (state.before_pause is not None) == (state.phase is Phase.PAUSED)
    if state.round and state.hand.holder in state.seats:
        passed = {who for who, n in state.round.passed_after.items() if n >= (state.hand.turn or 0)}
        assert state.round.at in {state.hand.holder, *passed}


def _check_turns(state: State, now_ms: int) -> None:
    tiles = tiles_of(state, now_ms)
    held = turns(tiles)
    assert all(turn.holder in state.people for turn in held)
    for turn, after in pairwise(held):
        assert turn.end_ms <= after.start_ms
    assert len({(t.hand.turn, t.hand.holder, t.round) for t in tiles if t.hand.turn}) == len(held)
    assert max((turn.number for turn in held), default=0) <= state.turns
    for round in state.rounds:
        assert round.turns == Counter(turn.holder for turn in held if turn.round == round.index)


def _check_people(state: State, now_ms: int) -> None:
    assert len(set(state.seats)) == len(state.seats)
    assert set(state.seats) == {who for who, there in state.people.items() if not there.left}
    for there in state.people.values():
        assert 0 <= there.present_ms(0, now_ms) <= now_ms
    for round in state.rounds:
        outcomes = {who: outcome(state, round, who) for who in state.people}
        assert {who for who in outcomes if outcomes[who] is Outcome.HELD} == set(round.turns)
        assert Counter(outcomes.values()).total() == len(state.people)


def _check_replay(log: Log) -> None:
    """Started again, the program is where it was; and an undo that is undone changes nothing."""
    again = Log(log.entries)
    assert whole(again.state) == whole(log.state)
    assert (again.can_undo, again.can_redo) == (log.can_undo, log.can_redo)
    if log.can_undo is not None:
        for event in (moves.undo, moves.redo):
            again.append(e.Logged(again.next_seq, log.state.last_ms, AN_EVENING, event(again)))
        assert whole(again.state) == whole(log.state)


def _undo_everything(log: Log) -> None:
    """Only what befell the laptop is left."""
    acts = (*UNDOABLE, e.Withdrawn, e.Restored)
    left = [entry for entry in log.entries if not isinstance(entry.event, acts)]
    while log.can_undo is not None:
        log.append(e.Logged(log.next_seq, log.state.last_ms, AN_EVENING, moves.undo(log)))
    assert whole(log.state) == whole(replay(left))


_ms = st.integers(-5, 400)
_small = st.integers(-1, 6)
_who = st.sampled_from(("p1", "p2", "p3", "zz"))
_FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "participants": st.just(people(3)),
    "plan": st.just(()),
    "form": st.sampled_from([*FORMS.values()]),
    "direction": st.sampled_from(Direction),
    "participant": _who,
    "to": _who,
    "then": st.none() | _who,
    "seq": st.integers(0, 45),
    "text": st.just("so"),
    "alias": st.just("Ivy"),
    "for_now": st.booleans(),
    "says_yes": st.booleans(),
    "question": st.sampled_from(Question),
    "roles": st.lists(st.sampled_from(Role)).map(tuple),
    "groups": st.lists(st.lists(_who).map(tuple), max_size=3).map(tuple),
    "heard": st.lists(_who).map(tuple),
    "silences": st.integers(0, 9),
    "consent": st.builds(Consent),
    "percent": st.integers(0, 200),
    "kind": st.sampled_from(NoteKind),
    "seen": st.sampled_from(Seen),
    "side": st.none() | st.sampled_from(Side),
    "sides": st.lists(st.sampled_from(Side)).map(tuple),
    "round": st.none() | st.integers(0, 3),
    "group": st.none() | st.integers(0, 3),
    "notes": st.lists(st.integers(0, 45)).map(tuple),
    "commitments": st.lists(st.integers(0, 45)).map(tuple),
    "became": st.sampled_from(Became),
    "who": st.just("") | _who,
    "by": st.sampled_from(("", "2026-06-08")),
    "words": st.just("so"),
    "session": st.just("abcd"),
    "reflection": st.builds(Reflection, st.sampled_from(Occasion), round=st.none()),
    "gathered": st.builds(Gathered, st.integers(0, 9), st.just(()), st.just(())),
    "said_back": st.just(()),
    "whom": st.sampled_from(Whom),
    "deck": st.just(""),
}


def _any_event(kind: type[e.Event]) -> st.SearchStrategy[e.Event]:
    given = {
        field.name: _FIELDS.get(field.name, _ms if field.name.endswith("_ms") else _small)
        for field in fields(kind)
    }
    if kind is e.RoundBegan:
        given |= {"plan": st.builds(e.RoundPlan, st.just("open"), first=_who)}
    if kind is e.PersonJoined:
        given |= {"participant": st.builds(e.Participant, _who, st.just("Jo"))}
    if kind is e.SessionOpened:
        given = {"title": st.just("An evening"), "participants": st.just(people(3))}
    return st.builds(kind, **given)


@settings(MANY, max_examples=90)
@given(
    st.lists(
        st.tuples(_ms, st.one_of([_any_event(kind) for kind in e.KINDS.values()])),
        min_size=20,
        max_size=60,
    ),
    st.booleans(),
)
def test_a_log_that_no_move_would_have_written_still_tiles(
    told: list[tuple[int, e.Event]], opened: bool
) -> None:
    log = Log()
    if opened:
        told = [(0, e.SessionOpened("An evening", people(3))), *told]
    for seq, (at_ms, event) in enumerate(told, start=1):
        log.append(e.Logged(seq, at_ms, AN_EVENING, event))
        if log.state.phase is not Phase.UNOPENED:
            _check_unlawful(log)
    assert whole(replay(log.entries)) == whole(log.state)


def _check_unlawful(log: Log) -> None:
    state = log.state
    _check_tiles(state, state.last_ms)
    for round in state.rounds:
        assert {outcome(state, round, who) for who in state.people} <= set(Outcome)
    for there in state.people.values():
        assert there.present_ms(0, state.last_ms) >= 0
