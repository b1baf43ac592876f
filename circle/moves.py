"""What a facilitator may do. A move changes nothing: it returns the event it means, or raises NotAllowed."""

from __future__ import annotations

import unicodedata

from circle import events as e
from circle.errors import Refused
from circle.forms import Direction, RoundForm, Speaks
from circle.grouping import by_neighbours
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.log import Log
from circle.offering import next_up, not_offered
from circle.people import Question
from circle.prompts import Whom
from circle.reflection import SaidBackCounts
from circle.session import (
    AT_REST,
    TRANSITIONS,
    Phase,
    State,
    allows,
    held_ms,
)
from circle.timeline import Floor

FRESH_MS = 10_000
"""A turn this young may turn out to be a pass: whoever was just given the piece says so at once."""

LONGEST_NAME = 200
LONGEST_MS = 366 * 24 * 3_600_000
"""No time in a session is longer; a record from elsewhere that says so is refused."""

LONGEST_TEXT = 20_000
MOST_PEOPLE = 200


class NotAllowed(Refused):
    """A move that cannot be made now; says which, in which phase, and what to do instead."""

    def __init__(self, move: str, phase: Phase, why: str = "") -> None:
        super().__init__(why or _why_not(phase))
        self.move = move
        self.phase = phase


class KeptForOthers(NotAllowed):
    """Once until all: somebody has had the piece, and others have not been offered it yet."""


def _why_not(phase: Phase) -> str:
    return {
        Phase.UNOPENED: _("The circle is not open yet. Open it first."),
        Phase.CLOSED: _("The session is closed. Reopen it first."),
        Phase.PAUSED: _("The circle is paused. Resume it first."),
        Phase.BREAK: _("The circle is on a break. End the break first."),
        Phase.GROUPS: _("Small groups are talking. Bring them back first."),
        Phase.SILENCE: _("The circle is in silence. End the silence first."),
        Phase.HELD: _("Somebody holds the piece. Put it back in the centre first."),
        Phase.CENTRE: _("Nothing is running that this could be done to. Nothing was changed."),
    }[phase]


def check(state: State, event: e.Event, why: str = "") -> e.Event:
    if not allows(state, type(event)):
        raise NotAllowed(type(event).__name__, state.phase, why or _no_round(state, event))
    return event


def _no_round(state: State, event: e.Event) -> str:
    rule = TRANSITIONS[type(event)]
    if state.phase not in rule.phases | AT_REST | {Phase.HELD}:
        return ""
    if rule.in_round is True and state.round is None:
        return _("No round is running. Begin a round first.")
    if rule.in_round is False and state.round is not None:
        return _("A round is running. End it first.")
    return ""


def refuse(state: State, move: str, why: str) -> NotAllowed:
    return NotAllowed(move, state.phase, why)


def clean_text(text: str, *, longest: int = LONGEST_TEXT) -> str:
    """Text as it is kept: composed, without control characters, trimmed, and no longer than `longest`."""
    kept = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(c for c in kept if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return kept.strip()[:longest]


def _name(state: State, text: str) -> str:
    name = " ".join(clean_text(text, longest=LONGEST_NAME).split())
    if not name:
        raise refuse(state, "name", _("A person needs a name or an alias. A seat number will do."))
    return name


def open_session(state: State, opened: e.SessionOpened) -> e.Event:
    return check(state, opened, _("This session has been opened already."))


def close(state: State, *, said_back: tuple[SaidBackCounts, ...] = ()) -> e.Event:
    """`said_back`: how often speakers said what, in the rounds in which they were told back what was heard."""
    return check(state, e.SessionClosed(said_back))


def reopen(state: State) -> e.Event:
    return check(state, e.SessionReopened(), _("The session is open."))


def carry_on(state: State, *, last_sign_ms: int) -> e.Event:
    """The last event is a sign of life too."""
    return check(state, e.CarriedOn(max(last_sign_ms, state.last_ms)))


def notice_sleep(state: State, *, start_ms: int, end_ms: int) -> e.Event:
    """The laptop slept for some of this time, but was awake when the floor last changed."""
    spans = state.head.back() if state.head else ()
    awake_ms = next((span.start_ms for span in spans if span.start_ms < end_ms), start_ms)
    return check(state, e.LaptopSlept(max(start_ms, awake_ms), end_ms))


def notice_clock_set(state: State, *, by_ms: int) -> e.Event:
    return check(state, e.WallClockSet(by_ms))


def set_time_aside(state: State, *, start_ms: int, end_ms: int) -> e.Event:
    return _while_away(state, e.TimeSetAside(start_ms, end_ms))


def count_time(state: State, *, start_ms: int, end_ms: int) -> e.Event:
    return _while_away(state, e.TimeCounted(start_ms, end_ms))


def _while_away(state: State, event: e.TimeSetAside | e.TimeCounted) -> e.Event:
    start_ms, end_ms = event.start_ms, event.end_ms
    if not any(a.start_ms <= start_ms < end_ms <= a.end_ms for a in state.away):
        raise refuse(state, "away", _("The laptop was not away then. Nothing was changed."))
    return check(state, event)


def begin_round(
    state: State, *, form: RoundForm, plan: e.RoundPlan, planned: int | None = None
) -> e.Event:
    """Where groups talk at once, they are of neighbours until they are drawn otherwise."""
    size = plan.group_of or form.group_of
    groups = by_neighbours([who for who in state.seats if state.here(who)], size) if size else ()
    direction = _direction(state, form, plan)
    return check(state, e.RoundBegan(form, plan, direction, planned, groups))


def _direction(state: State, form: RoundForm, plan: e.RoundPlan) -> Direction:
    if form.turns_round:
        same = [round.direction for round in state.rounds if round.form.name == form.name]
        if same:
            return same[-1].other
    return plan.direction


def end_round(state: State) -> e.Event:
    return check(state, e.RoundEnded())


def change_suggested_time(state: State, *, by_ms: int) -> e.Event:
    now_ms = state.round.suggested_ms if state.round else 0
    return check(state, e.SuggestedTimeChanged(max(0, now_ms + by_ms)))


def lift_once_until_all(state: State) -> e.Event:
    return check(state, e.OnceUntilAllLifted())


def give_piece(state: State, *, to: str) -> e.Event:
    event = check(state, e.PieceGiven(to))
    who = known(state, to)
    if state.hand.holder == to:
        raise refuse(state, "give", _("{name} holds the piece already.").format(name=who.alias))
    if not state.here(to):
        why = _("{name} has stepped out. Bring them back first.").format(name=who.alias)
        raise refuse(state, "give", why)
    if state.round and state.round.speaks is Speaks.OUTER and to in state.round.inner:
        why = _("{name} sits inside, and the outer circle speaks now. They may move out first.")
        raise refuse(state, "give", why.format(name=who.alias))
    if state.round and state.round.once_until_all and state.round.turns.get(to):
        waiting = len(not_offered(state, state.round))
        if waiting:
            raise KeptForOthers("give", state.phase, _once_until_all(who.alias, waiting))
    return event


def _once_until_all(alias: str, waiting: int) -> str:
    return ngettext(
        "{name} has had the piece, and {n} person has not been offered it yet.",
        "{name} has had the piece, and {n} people have not been offered it yet.",
        waiting,
    ).format(name=alias, n=waiting)


def centre_piece(state: State) -> e.Event:
    return check(state, e.PieceCentred())


def turn_began_ms(state: State) -> int:
    """When the turn that runs began; 0 when nobody holds the piece."""
    began_ms = 0
    for span in state.head.back() if state.head and state.hand.turn else ():
        if span.hand == state.hand:
            began_ms = span.start_ms
        elif span.hand.floor is Floor.HELD:
            break
    return began_ms


def who_passes(state: State, at_ms: int) -> str | None:
    """Whose pass it would be now: the holder's while their turn has only begun, else the next one's."""
    holder = state.hand.holder
    if holder and held_ms(state, at_ms) < FRESH_MS:
        return holder
    return next_up(state)


def pass_turn(state: State, at_ms: int, *, for_now: bool, who: str | None = None) -> e.Event:
    """Somebody passes: `who`, or the one whose pass it would be now."""
    person = who or who_passes(state, at_ms)
    if person is None:
        check(state, e.Passed(""))
        raise refuse(state, "pass", _("Nobody is being offered the piece. Choose who passes."))
    who_is = known(state, person)
    if person != state.hand.holder and not state.here(person):
        why = _("{name} has stepped out. Bring them back first.").format(name=who_is.alias)
        raise refuse(state, "pass", why)
    then = next_up(state, besides=person) if person == state.hand.holder else None
    return check(state, e.Passed(person, for_now, then))


def begin_silence(state: State) -> e.Event:
    return check(state, e.SilenceBegan())


def end_silence(state: State) -> e.Event:
    return check(state, e.SilenceEnded(), _("There is no silence to end."))


def pause(state: State) -> e.Event:
    return check(state, e.Paused())


def resume(state: State) -> e.Event:
    return check(state, e.Resumed(), _("The circle is not paused."))


def begin_break(state: State) -> e.Event:
    return check(state, e.BreakBegan())


def end_break(state: State) -> e.Event:
    return check(state, e.BreakEnded(), _("There is no break to end."))


def end_groups(state: State) -> e.Event:
    return check(state, e.GroupsEnded(), _("There are no small groups to bring back."))


def ring_bell(state: State) -> e.Event:
    if state.round and not state.round.plan.bell:
        raise refuse(state, "bell", _("This round is held without the bell."))
    return check(state, e.BellRung())


def offer_prompt(state: State, *, text: str, whom: Whom = Whom.ROOM, deck: str = "") -> e.Event:
    """A prompt is offered once in a session, whoever to."""
    kept = clean_text(text)
    if kept in state.offered_prompts:
        raise refuse(state, "prompt", _("This was offered already. Choose another."))
    return check(state, e.PromptOffered(kept, whom, deck))


def known(state: State, person: str) -> e.Participant:
    attendance = state.people.get(person)
    if attendance is None:
        raise refuse(state, "person", _("Nobody sits there. Choose one of the seats."))
    return attendance.participant


def join(
    state: State, *, alias: str, name: str = "", seat: int | None = None, facilitator: bool = False
) -> e.Event:
    """Somebody comes; they sit at position `seat` (from 0), or after the last seat."""
    if len(state.people) >= MOST_PEOPLE:
        why = _("{n} people is as many as one session holds.").format(n=MOST_PEOPLE)
        raise refuse(state, "join", why)
    number = 1 + max((_number(person) for person in state.people), default=0)
    alias, name = _name(state, alias), clean_text(name, longest=LONGEST_NAME)
    person = e.Participant(f"p{number}", alias, name, facilitator)
    place = len(state.seats) if seat is None else max(0, min(seat, len(state.seats)))
    return check(state, e.PersonJoined(person, place))


def _number(person: str) -> int:
    return int(person[1:]) if person[1:].isdecimal() else 0


def leave(state: State, *, person: str) -> e.Event:
    return check(state, e.PersonLeft(_not_holding(state, person)))


def step_out(state: State, *, person: str) -> e.Event:
    if not state.here(person):
        alias = known(state, person).alias
        raise refuse(state, "step out", _("{name} is out already.").format(name=alias))
    return check(state, e.PersonSteppedOut(_not_holding(state, person)))


def _not_holding(state: State, person: str) -> str:
    alias = known(state, person).alias
    if person == state.whose_turn:
        why = _("{name} holds the piece. Pass it on first.").format(name=alias)
        raise refuse(state, "leave", why)
    if state.people[person].left:
        raise refuse(state, "leave", _("{name} has left already.").format(name=alias))
    return person


def come_back(state: State, *, person: str) -> e.Event:
    if state.here(person):
        alias = known(state, person).alias
        raise refuse(state, "come back", _("{name} is here already.").format(name=alias))
    known(state, person)
    return check(state, e.PersonReturned(person))


def rename(state: State, *, person: str, alias: str, name: str = "") -> e.Event:
    known(state, person)
    name = clean_text(name, longest=LONGEST_NAME)
    return check(state, e.PersonRenamed(person, _name(state, alias), name))


def change_seat(state: State, *, person: str, seat: int) -> e.Event:
    known(state, person)
    if person not in state.seats:
        raise refuse(state, "move", _("They have no seat. Bring them back first."))
    return check(state, e.SeatChanged(person, max(0, min(seat, len(state.seats) - 1))))


def say_consent(
    state: State, *, person: str, says_yes: bool | None, question: Question = Question.LEAVES
) -> e.Event:
    known(state, person)
    return check(state, e.ConsentSaid(person, says_yes, question))


def undo(log: Log) -> e.Event:
    if log.can_undo is None:
        raise refuse(log.state, "undo", _("There is nothing to undo."))
    return e.Withdrawn(log.can_undo.seq)


def redo(log: Log) -> e.Event:
    if log.can_redo is None:
        raise refuse(log.state, "redo", _("There is nothing to do again."))
    return e.Restored(log.can_redo.seq)
