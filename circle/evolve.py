"""How each event changes a session's state. Refuses nothing: whatever is in a log once happened."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from circle import events as e
from circle.changed import changed
from circle.forms import Direction, Ends, NextUp, Rest, Speaks
from circle.offering import next_up, not_offered, offered
from circle.people import Question, Role
from circle.session import (
    Attendance,
    Away,
    Offered,
    Outcome,
    Round,
    State,
)
from circle.timeline import CENTRE, Floor, Hand, Span, join, paint, repaint, then
from circle.written import written


def evolve(state: State, logged: e.Logged) -> State:
    """The state after an event. Nothing happens before a session is opened, and it is opened once."""
    if (state.head is None) is not isinstance(logged.event, e.SessionOpened):
        return state
    at_ms = max(logged.at_ms, state.last_ms)
    return changed(_after(state, logged.event, at_ms), last_ms=at_ms)


def _after(state: State, event: e.Event, at_ms: int) -> State:
    match event:
        case e.PieceGiven(to):
            return _give(state, to, at_ms)
        case e.PieceCentred():
            return _rest(state, at_ms)
        case e.Passed():
            return _pass(state, event, at_ms)
        case e.SilenceBegan():
            silent = _floor(state, Hand(Floor.SILENCE), at_ms)
            round = state.round
            more = round and changed(round, silences=round.silences + 1)
            return _with_round(silent, more) if more else silent
        case e.SilenceEnded() | e.BreakEnded() | e.GroupsEnded():
            return _floor(state, CENTRE, at_ms)
        case e.Paused():
            return _floor(state, Hand(Floor.PAUSED), at_ms)
        case e.Resumed():
            return _floor(state, state.before_pause or CENTRE, at_ms)
        case e.BreakBegan():
            return _floor(state, Hand(Floor.BREAK), at_ms)
        case e.GroupsBegan():
            return _floor(state, Hand(Floor.GROUPS), at_ms)
        case (
            e.RoundBegan()
            | e.RoundEnded()
            | e.PartBegan()
            | e.GroupsDrawn()
            | e.MovedIn()
            | e.MovedOut()
            | e.SuggestedTimeChanged()
            | e.OnceUntilAllLifted()
        ):
            return _round_act(state, event, at_ms)
        case e.PlanChanged(plan, ends_ms):
            later = state.ends_ms if ends_ms is None else ends_ms
            return changed(state, plan_now=plan, ends_ms=later)
        case e.GroupSaid(consent):
            return changed(state, said=consent)
        case (
            e.NoteWritten()
            | e.NoteEdited()
            | e.NoteMarked()
            | e.NoteMoved()
            | e.NotesMerged()
            | e.NoteRemoved()
            | e.HarvestAgreed()
            | e.SidesChosen()
            | e.CommitmentMade()
            | e.CommitmentChanged()
            | e.CommitmentRemoved()
            | e.CommitmentFollowed()
            | e.ReflectionWritten()
            | e.ListeningGathered()
        ):
            return written(state, event, at_ms)
        case e.BellRung() | e.Withdrawn() | e.Restored() | e.WallClockSet():
            return state
        case e.PromptOffered(text, whom, deck):
            index = state.round.index if state.round else None
            offer = Offered(at_ms, text, whom, deck, index)
            return changed(state, offered=(*state.offered, offer))
        case e.SessionOpened() | e.SessionClosed() | e.SessionReopened():
            return _lifecycle(state, event, at_ms)
        case e.CarriedOn() | e.LaptopSlept() | e.TimeSetAside() | e.TimeCounted():
            return _laptop_away(state, event, at_ms)
        case (
            e.PersonJoined()
            | e.PersonLeft()
            | e.PersonSteppedOut()
            | e.PersonReturned()
            | e.PersonRenamed()
            | e.SeatChanged()
            | e.ConsentSaid()
            | e.RolesChanged()
            | e.RoleHandedOn()
            | e.ExtraTimeGiven()
        ):
            return _person_act(state, event, at_ms)
        case (
            e.TurnReassigned()
            | e.BoundaryMoved()
            | e.TurnSplit()
            | e.TurnsMerged()
            | e.TurnRemoved()
            | e.TurnAdded()
        ):
            return _correct(state, event, at_ms)
        case _:
            assert_never(event)


def _lifecycle(state: State, event: e.Lifecycle, at_ms: int) -> State:
    match event:
        case e.SessionOpened():
            people = {who.id: Attendance(who, (at_ms,)) for who in event.participants}
            head = Span(0, CENTRE)
            return State(opened=event, people=people, seats=tuple(people), head=head)
        case e.SessionClosed():
            closed = _end_round(state, at_ms) if state.round else state
            return changed(closed, ended_ms=at_ms, said_back=event.said_back)
        case e.SessionReopened():
            if state.head is None or state.ended_ms is None:
                return state
            head = paint(state.head, state.ended_ms, None, Hand(Floor.BREAK))
            return _floor(changed(state, head=head, ended_ms=None), CENTRE, at_ms)
        case _:
            assert_never(event)


def _floor(state: State, hand: Hand, at_ms: int) -> State:
    index = state.round.index if state.round else None
    return changed(state, head=then(state.head, at_ms, hand, index))


def _rest(state: State, at_ms: int) -> State:
    """The piece laid down: the floor as it is in this round while nobody holds the piece."""
    return _floor(state, _resting(state), at_ms)


def _resting(state: State) -> Hand:
    rest = state.round.form.rest if state.round else Rest.CENTRE
    return Hand(Floor(rest.value))


def _with_round(state: State, round: Round) -> State:
    return changed(
        state, rounds=(*state.rounds[: round.index], round, *state.rounds[round.index + 1 :])
    )


def _give(state: State, person: str, at_ms: int) -> State:
    number = state.turns + 1
    state = changed(_floor(state, Hand(Floor.HELD, person, number), at_ms), turns=number)
    if state.round is None:
        return state
    round = _offered(state, state.round, person)
    if round.speaks is Speaks.INNER and person not in round.inner:
        round = changed(round, inner=(*round.inner, person))
    counts = {**round.turns, person: round.turns.get(person, 0) + 1}
    return _with_round(state, changed(round, turns=counts, at=person))


def _offered(state: State, round: Round, person: str) -> Round:
    """Keeps who began, and whether the piece has been back to them since all others were offered it."""
    began = round.began or person
    if person != began:
        return round if offered(round, person) else changed(round, returned=False, began=began)
    waiting = [who for who in not_offered(state, round) if who != person]
    others = any(offered(round, who) for who in state.seats if who != person)
    return changed(round, began=began, returned=round.returned or (others and not waiting))


def _pass(state: State, event: e.Passed, at_ms: int) -> State:
    if state.hand.holder == event.participant and state.head is not None:
        head = repaint(state.head, state.hand, _resting(state))
        state = _rest(changed(_uncount(state, event.participant), head=head), at_ms)
    if state.round:
        state = _with_round(state, _with_pass(state, state.round, event))
    return state if event.then is None else _give(state, event.then, at_ms)


def _with_pass(state: State, round: Round, event: e.Passed) -> Round:
    person = event.participant
    if person in (round.began, next_up(state)):
        round = _offered(state, round, person)
    for_now = (event.for_now or round.form.second_chance) and person not in round.passes
    kind = Outcome.PASSED_FOR_NOW if for_now else Outcome.PASSED
    quiet_next = round.form.ends is Ends.QUIET and person == next_up(state)
    return changed(
        round,
        passes={**round.passes, person: kind},
        passed_after={**round.passed_after, person: state.turns},
        at=person if quiet_next or round.form.next is NextUp.INVITED else round.at,
    )


def _uncount(state: State, person: str) -> State:
    """One turn fewer for somebody in the round that runs; the piece goes on from them all the same."""
    if state.round is None:
        return state
    left = state.round.turns.get(person, 0) - 1
    others = {who: count for who, count in state.round.turns.items() if who != person}
    turns = {**others, person: left} if left > 0 else others
    return _with_round(state, changed(state.round, turns=turns))


def _round_act(state: State, event: e.RoundAct, at_ms: int) -> State:
    round = state.round
    match event:
        case e.RoundBegan(form, plan, direction, planned, groups, heard, silences):
            once = form.once_until_all if plan.once_until_all is None else plan.once_until_all
            begun = Round(
                len(state.rounds),
                form,
                plan,
                planned,
                direction,
                at_ms,
                plan.suggested_ms,
                once,
                silences=silences,
                parts_began=(at_ms,),
                groups=groups,
                heard=frozenset(heard),
            )
            return _rest(changed(state, rounds=(*state.rounds, begun)), at_ms)
        case e.RoundEnded():
            return _end_round(state, at_ms)
        case e.PartBegan():
            return _next_part(state, at_ms)
        case e.GroupsDrawn(groups):
            return _with_round(state, changed(round, groups=groups)) if round else state
        case e.MovedIn(person) | e.MovedOut(person):
            if round is None:
                return state
            others = tuple(who for who in round.inner if who != person)
            inner = (*others, person) if isinstance(event, e.MovedIn) else others
            return _with_round(state, changed(round, inner=inner))
        case e.SuggestedTimeChanged(suggested_ms):
            return _with_round(state, changed(round, suggested_ms=suggested_ms)) if round else state
        case e.OnceUntilAllLifted():
            return _with_round(state, changed(round, once_until_all=False)) if round else state
        case _:
            assert_never(event)


def _next_part(state: State, at_ms: int) -> State:
    """Whoever held the piece has laid it down, and all whose the part is are offered it afresh."""
    if state.round is None:
        return state
    parts_began = (*state.round.parts_began, at_ms)
    round = changed(state.round, parts_began=parts_began, at=None, passed_after={})
    return _rest(_with_round(state, round), at_ms)


def _end_round(state: State, at_ms: int) -> State:
    if state.round is None:
        return state
    return _floor(_with_round(state, changed(state.round, ended_ms=at_ms)), CENTRE, at_ms)


def _laptop_away(
    state: State, event: e.CarriedOn | e.LaptopSlept | e.TimeSetAside | e.TimeCounted, at_ms: int
) -> State:
    if state.head is None:
        return state
    paused = Hand(Floor.PAUSED)
    match event:
        case e.CarriedOn(last_sign_ms):
            head = paint(state.head, last_sign_ms, at_ms, paused, keep_begun=True)
            away = Away(last_sign_ms, at_ms, slept=False)
            return recounted(changed(state, head=head, away=(*state.away, away)))
        case e.LaptopSlept(start_ms, end_ms):
            return changed(state, away=(*state.away, Away(start_ms, end_ms, slept=True)))
        case e.TimeSetAside(start_ms, end_ms):
            head = paint(state.head, start_ms, min(end_ms, at_ms), paused, keep_begun=True)
            return recounted(changed(state, head=head))
        case e.TimeCounted(start_ms, end_ms):
            hand = _interrupted(state.head, start_ms, end_ms)
            head = paint(state.head, start_ms, min(end_ms, at_ms), hand)
            return recounted(changed(state, head=head))
        case _:
            assert_never(event)


def _interrupted(head: Span, start_ms: int, end_ms: int) -> Hand:
    """The floor that an absence interrupted: the one before it, if it is painted as a pause now."""
    there = next((span for span in head.back() if span.start_ms <= start_ms), None)
    if there is None:
        return CENTRE
    painted = there.hand.floor is Floor.PAUSED and there.start_ms == start_ms
    if painted and there.before and any(span.start_ms == end_ms for span in head.back()):
        return there.before.hand
    return there.hand


def _person_act(state: State, event: e.PersonAct, at_ms: int) -> State:
    if isinstance(event, e.PersonJoined):
        person = event.participant.id
        state = changed(state, seats=_seated(state.seats, person, event.seat))
        return _with_person(state, Attendance(event.participant, (at_ms,)))
    known = state.people.get(event.participant)
    if known is None:
        return state
    match event:
        case e.PersonLeft(person):
            seats = tuple(seat for seat in state.seats if seat != person)
            gone = replace(
                known, went=(*known.went, at_ms) if known.here else known.went, left=True
            )
            return _with_person(changed(_step_back(state, person), seats=seats), gone)
        case e.PersonSteppedOut():
            went = (*known.went, at_ms) if known.here else known.went
            return _with_person(state, replace(known, went=went))
        case e.PersonReturned(person):
            seats = state.seats if person in state.seats else (*state.seats, person)
            came = known.came if known.here else (*known.came, at_ms)
            back = replace(known, came=came, left=False)
            return _with_person(changed(state, seats=seats), back)
        case e.PersonRenamed(_, alias, name):
            who = replace(known.participant, alias=alias, name=name)
            return _with_person(state, replace(known, participant=who))
        case e.SeatChanged(person, seat):
            seated = person in state.seats
            return changed(state, seats=_seated(state.seats, person, seat)) if seated else state
        case e.RoleHandedOn(_, role, to):
            return _hand_on(state, known, role, to)
        case e.ConsentSaid() | e.RolesChanged() | e.ExtraTimeGiven():
            who = _said_of(known.participant, event)
            return _with_person(state, replace(known, participant=who))
        case _:
            assert_never(event)


def _said_of(
    who: e.Participant, event: e.ConsentSaid | e.RolesChanged | e.ExtraTimeGiven
) -> e.Participant:
    match event:
        case e.ConsentSaid(_, says_yes, question):
            match question:
                case Question.NOTED:
                    return replace(who, noted=says_yes)
                case Question.SHOWN:
                    return replace(who, shown=says_yes)
                case Question.LEAVES:
                    return replace(who, says_yes=says_yes)
        case e.RolesChanged(_, roles):
            return who.doing(roles)
        case e.ExtraTimeGiven(_, percent):
            return replace(who, extra_percent=percent)


def _hand_on(state: State, known: Attendance, role: Role, to: str) -> State:
    former, other = known.participant, state.people.get(to)
    if other is None or other is known:
        return state
    gone = former.doing(set(former.does) - {role})
    new = other.participant.doing({*other.participant.does, role})
    state = _with_person(state, replace(known, participant=gone))
    return _with_person(state, replace(other, participant=new))


def _with_person(state: State, attendance: Attendance) -> State:
    return changed(state, people={**state.people, attendance.participant.id: attendance})


def _seated(seats: tuple[str, ...], person: str, seat: int) -> tuple[str, ...]:
    others = [other for other in seats if other != person]
    others.insert(max(0, seat), person)
    return tuple(others)


def _step_back(state: State, person: str) -> State:
    """When the one whose place the piece goes on from leaves, it goes on from the seat before theirs."""
    round = state.round
    if round is None or round.at != person or person not in state.seats:
        return state
    step = -1 if round.direction is Direction.CLOCKWISE else 1
    before = state.seats[(state.seats.index(person) + step) % len(state.seats)]
    return _with_round(state, changed(round, at=before if before != person else None))


def _correct(state: State, event: e.Correction, now_ms: int) -> State:
    if state.head is None:
        return state
    hands = {span.hand.turn: span.hand for span in state.head.back() if span.hand.turn}
    number = state.turns + 1
    head, turns = state.head, state.turns
    match event:
        case e.TurnReassigned(turn, to):
            head = _rehand(head, hands.get(turn), Hand(Floor.HELD, to, turn))
        case e.BoundaryMoved(from_ms, to_ms):
            head = _move_boundary(head, from_ms, min(to_ms, now_ms))
        case e.TurnSplit(turn, at_ms, to):
            new, turns = Hand(Floor.HELD, to, number), number
            head = _rehand(head, hands.get(turn), new, from_ms=min(at_ms, now_ms))
        case e.TurnsMerged(first, second):
            if first in hands and second in hands:
                head = join(head, hands[first], hands[second])
        case e.TurnRemoved(turn):
            head = _rehand(head, hands.get(turn), CENTRE)
        case e.TurnAdded(person, start_ms, end_ms):
            new, turns = Hand(Floor.HELD, person, number), number
            head = paint(head, start_ms, min(end_ms, now_ms), new)
        case e.TimeSetAside() | e.TimeCounted():
            pass
        case _:
            assert_never(event)
    return recounted(changed(state, head=head, turns=turns))


def _rehand(head: Span, old: Hand | None, new: Hand, *, from_ms: int = 0) -> Span:
    return repaint(head, old, new, from_ms=from_ms) if old else head


def _move_boundary(head: Span, from_ms: int, to_ms: int) -> Span:
    """What begins at `from_ms` begins at `to_ms`. A turn of no length between gains the time."""
    there = [span for span in head.back() if span.start_ms == from_ms]
    if not there or there[-1].before is None:
        return head
    passing = [span for span in there[1:] if span.hand.floor is Floor.HELD]
    if to_ms < from_ms:
        return paint(head, to_ms, from_ms, passing[-1].hand if passing else there[0].hand)
    return paint(head, from_ms, to_ms, passing[0].hand if passing else there[-1].before.hand)


def recounted(state: State) -> State:
    """With what the rounds keep about turns in line with a corrected past."""
    counted: dict[int, dict[str, set[int]]] = {}
    last: dict[int, Hand] = {}
    for span in [*state.head.back()][::-1] if state.head else []:
        if span.hand.turn and span.hand.holder and span.round is not None:
            held = counted.setdefault(span.round, {}).setdefault(span.hand.holder, set())
            held.add(span.hand.turn)
            if span.start_ms >= state.rounds[span.round].part_began_ms:
                last[span.round] = span.hand
    rounds = tuple(
        changed(
            round,
            turns={who: len(turns) for who, turns in counted.get(round.index, {}).items()},
            at=_place(state, round, last.get(round.index)),
        )
        for round in state.rounds
    )
    return changed(state, rounds=rounds)


def _place(state: State, round: Round, last: Hand | None) -> str | None:
    """Where the piece goes on from: the last holder; or where a pass has put it since, or their leaving."""
    holder, turn = (last.holder, last.turn or 0) if last else (None, 0)
    left = holder is not None and holder not in state.seats
    passed = round.at is not None and round.passed_after.get(round.at, -1) >= turn
    goes_on = round.form.ends is Ends.QUIET or round.form.next is NextUp.INVITED
    return round.at if left or (passed and goes_on) else holder
