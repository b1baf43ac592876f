"""A meeting held again: the turns of a recording, played through the loop as if they happened now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from circle import events as e
from circle import moves
from circle.clock import ReplayClock
from circle.forms import RoundForm
from circle.i18n import gettext as _
from circle.loop import Loop
from circle.moves import NotAllowed
from circle.session import Phase
from circle.turn_lists import ListedTurn, TurnList

BEAT_EVERY_MS = 5_000
"""A sign of life every so often, in the meeting's time, while somebody holds the piece."""


def opened_by(listed: TurnList, *, source: str) -> e.SessionOpened:
    """The session that a recording opens: people sit in the order in which they first speak.

    Raises NotAllowed when there are more of them than one session holds.
    """
    names = list(dict.fromkeys(turn.who for turn in listed.turns))
    if len(names) > moves.MOST_PEOPLE:
        why = _("{source} has {n} people; expected at most {most}, as many as one session holds.")
        sentence = why.format(source=source, n=len(names), most=moves.MOST_PEOPLE)
        raise NotAllowed("open", Phase.UNOPENED, sentence)
    people = tuple(e.Participant(f"p{n}", name) for n, name in enumerate(names, 1))
    return e.SessionOpened(
        title=listed.title, participants=people, source=source, cross_talk=listed.cross_talk
    )


def hold_again(
    loop: Loop, clock: ReplayClock, form: RoundForm, turns: Sequence[ListedTurn]
) -> Iterator[e.Logged]:
    """Each event, once it is stored. `loop` has just begun, on this clock, a session that `opened_by` made."""
    ids = {one.participant.alias: person for person, one in loop.state.people.items()}
    yield loop.log.entries[-1]
    plan = e.RoundPlan(form.name)
    yield loop.record(moves.begin_round(loop.state, form=form, plan=plan))
    for turn in turns:
        person = ids[turn.who]
        yield from _put_down(loop, person, turn.start_ms)
        _wait_until(loop, clock, turn.start_ms)
        yield loop.record(moves.give_piece(loop.state, to=person))
        _wait_until(loop, clock, turn.end_ms)
    yield loop.record(moves.end_round(loop.state))
    yield loop.record(moves.close(loop.state))


def _put_down(loop: Loop, person: str, start_ms: int) -> Iterator[e.Logged]:
    """The piece goes to the centre when it rests before the next turn, or when that is of the same person."""
    holder = loop.state.hand.holder
    if holder == person or (holder and start_ms > loop.now_ms()):
        yield loop.record(moves.centre_piece(loop.state))


def _wait_until(loop: Loop, clock: ReplayClock, moment_ms: int) -> None:
    while (left_ms := moment_ms - loop.now_ms()) > 0:
        clock.wait(min(left_ms, BEAT_EVERY_MS))
        if not loop.at_rest:
            loop.heartbeat()
