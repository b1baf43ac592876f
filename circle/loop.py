"""The loop of an open session without a window: read the clock, write the event, fold it."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from circle import events as e
from circle import moves
from circle.clock import Clock, Reading, slept_ms, wall_set_ms
from circle.kept import Left
from circle.kit_troubles import KitFull
from circle.log import Log
from circle.reflection import SaidBack
from circle.saying_back import Kept, counts, saying_back
from circle.session import AT_REST, Phase, State
from circle.store import SignOfLife, Store

if TYPE_CHECKING:
    from circle.erased import Piece

LONGEST_AWAY_MS = 24 * 3_600_000
EARLIEST_WALL = datetime(2000, 1, 1, tzinfo=UTC)
"""An old laptop without a battery for its clock says 1970."""

NOTICED_FROM_MS = 2_000
"""A sleep, or a change of the wall clock, shorter than this is nobody's concern."""


class Loop:
    """One session, open in one kit. What `state` shows has been stored."""

    def __init__(self, store: Store, clock: Clock, session: str, log: Log, *, now_ms: int) -> None:
        """`now_ms`: the session's time at this moment; it runs on with the clock."""
        self._store = store
        self._clock = clock
        self._base = self._last = clock.read()
        self._base_ms = now_ms
        self.session = session
        self.log = log
        self.when_reserve_goes: Callable[[], object] = lambda: None
        """Is called when the disk was full, and room that was kept for that is given up."""

    @classmethod
    def begin(cls, store: Store, clock: Clock, opened: e.SessionOpened) -> Loop:
        loop = cls(store, clock, os.urandom(6).hex(), Log(), now_ms=0)
        loop.record(moves.open_session(loop.state, opened), at_ms=0)
        return loop

    @classmethod
    def carry_on(cls, store: Store, clock: Clock, sign: SignOfLife) -> Loop:
        """Goes on with a session that the program stopped in. What lies between is away from the laptop."""
        log = store.read(sign.session)
        loop = cls(store, clock, sign.session, log, now_ms=time_since(sign, clock.read()))
        loop.record(moves.carry_on(loop.state, last_sign_ms=sign.at_ms))
        return loop

    @classmethod
    def look_back(cls, store: Store, clock: Clock, session: str) -> Loop:
        """Opens a session that is closed, to correct it, to write notes or to reopen it.

        After a day its time has stood still: what is written then is no part of its length.
        """
        log = store.read(session)
        away_ms = _away_ms(log.entries[-1].wall, clock.read())
        stood_still = away_ms >= LONGEST_AWAY_MS
        now_ms = log.state.last_ms + (0 if stood_still else away_ms)
        return cls(store, clock, session, log, now_ms=now_ms)

    @property
    def state(self) -> State:
        return self.log.state

    @property
    def at_rest(self) -> bool:
        """Nothing runs that a power cut could cut short."""
        return self.state.phase in (AT_REST | {Phase.PAUSED, Phase.CLOSED, Phase.UNOPENED})

    def now_ms(self, reading: Reading | None = None) -> int:
        """The session's time. Never runs back, whatever the wall clock does."""
        elapsed_ms = (reading or self._clock.read()).steady_ms - self._base.steady_ms
        return max(self.state.last_ms, self._base_ms + elapsed_ms)

    def record(self, event: e.Event, *, at_ms: int | None = None) -> e.Logged:
        """Stamps an event, writes it durably, and only then folds it into the state.

        Raises kit.KitTrouble when it cannot be written; then nothing has changed.
        """
        reading = self._clock.read()
        at_ms = self.now_ms(reading) if at_ms is None else at_ms
        entry = e.Logged(self.log.next_seq, at_ms, max(reading.wall, EARLIEST_WALL), event)
        reopens = isinstance(event, e.SessionReopened)
        closes = isinstance(event, e.SessionClosed)
        archived = closes or (self.state.phase is Phase.CLOSED and not reopens)
        after = self.log.with_entry(entry) if archived else None
        self._durably(lambda: self._store.append(self.session, entry, closed=after))
        self.log.append(entry)
        return entry

    def _durably(self, write: Callable[[], None]) -> None:
        """Writes. Where the disk is full the room that was kept for that is given up, and it is written all the same."""
        try:
            write()
        except KitFull:
            if not self._store.reserve.give_up():
                raise
            self.when_reserve_goes()
            write()

    def take_out(self, person: str) -> tuple[str, ...]:
        """Tells the log anew without somebody, durably, and goes on with it: nothing that runs is touched.
        Other versions of the session that came from elsewhere are told so too, and backups are replaced once it is
        closed: a mark says so until then. Gives the names that are nowhere in the kit any more.

        Raises Refused; then nothing has changed.
        """
        from circle.erasing import Order, What
        from circle.erasing_files import erasing_now
        from circle.retelling import names_of, told_without

        self._erase_begun()
        logs = {self.session: self.log}
        for copy in self._store.versions_beside(self.session):
            log = self._store.read(copy)
            if person in log.state.people:
                logs[copy] = log
        told = {session: told_without(log, person) for session, log in logs.items()}
        names = tuple(dict.fromkeys(one for log in logs.values() for one in names_of(log, person)))
        order = Order(What.PERSON, people=tuple((session, person) for session in told))

        def write() -> None:
            with erasing_now(self._store, order):
                self._store.retell(told, names=names)

        self._durably(write)
        self.log = told[self.session]
        return names

    def erase(self, piece: Piece) -> None:
        """Tells the log anew without something that was written, durably, and goes on with it. The backups that hold it are replaced once the
        session is closed; a mark says so until then. Raises Refused; then nothing has changed.
        """
        from circle.erasing import Order, What, erase
        from circle.erasing_files import erasing_now

        self._erase_begun()
        order = Order(What.WRITTEN, (self.session,), (piece,))

        def write() -> None:
            with erasing_now(self._store, order):
                erase(self._store, order)
                self._store.wipe()

        self._durably(write)
        self.log = self._store.read(self.session)

    def _erase_begun(self) -> None:
        """What a mark says was begun before, so that there is one at a time. Raises Refused."""
        from circle.erasing_files import erase_begun

        if erase_begun(self._store):
            self.log = self._store.read(self.session)

    def exports(self) -> list[Left]:
        """What of this session left the kit."""
        return self._store.exports(self.session)

    def close(self) -> e.Event:
        """The event that closes the session, with how often speakers said what when they were told back."""
        said_back = any(round.form.says_back for round in self.state.rounds)
        return moves.close(
            self.state, said_back=counts(self.state, self.said_back()) if said_back else ()
        )

    def said_back(self) -> Kept:
        return self._store.said_back(self.session)

    def count_said_back(self, answer: SaidBack, *, by: int = 1) -> None:
        """Counts what a speaker said in the round that runs, or with -1 takes it back. No event, and no move: of
        this there is no order and no time. Raises kit.KitTrouble.
        """
        if round := saying_back(self.state):
            self._durably(
                lambda: self._store.count_said_back(self.session, round.began_ms, answer, by)
            )

    def drafts(self) -> dict[str, str]:
        """What is begun and not kept yet, by the names of the fields."""
        return self._store.drafts(self.session)

    def keep_draft(self, field: str, text: str) -> None:
        """What is written in a field by now; empty: nothing any more. No event, and no move. Raises kit.KitTrouble."""
        self._durably(lambda: self._store.keep_draft(self.session, field, text))

    def reserve_words(self) -> str:
        """What there is to say when the room that was kept is in use."""
        return self._store.reserve.in_use_words()

    def heartbeat(self) -> None:
        reading = self._clock.read()
        at_ms = self.now_ms(reading)
        self._durably(lambda: self._store.heartbeat(self.session, at_ms, reading.wall))

    def look_at_clock(self) -> e.Logged | None:
        """Records that the laptop slept, or that its wall clock was set, since the last look."""
        before, reading = self._last, self._clock.read()
        noticed = self._notice(before, reading)
        self._last = reading
        return noticed

    def _notice(self, before: Reading, reading: Reading) -> e.Logged | None:
        if self.state.phase in (Phase.CLOSED, Phase.UNOPENED):
            return None
        if slept_ms(before, reading) >= NOTICED_FROM_MS:
            start_ms, end_ms = self.now_ms(before), self.now_ms(reading)
            slept = moves.notice_sleep(self.state, start_ms=start_ms, end_ms=end_ms)
            return self.record(slept, at_ms=end_ms)
        if abs(by_ms := wall_set_ms(before, reading)) >= NOTICED_FROM_MS:
            by_ms = max(-moves.LONGEST_MS, min(by_ms, moves.LONGEST_MS))
            return self.record(moves.notice_clock_set(self.state, by_ms=by_ms))
        return None


def time_since(sign: SignOfLife, reading: Reading) -> int:
    """The session's time at a reading of another run of the program, in which only the wall clock is the same."""
    return sign.at_ms + _away_ms(sign.wall, reading)


def _away_ms(since: datetime, reading: Reading) -> int:
    """From one run of the program to another: never below 0, and a day at most.

    A wall clock that ran on for longer was set, or the session is over.
    """
    away_ms = int((reading.wall - since).total_seconds() * 1000)
    return max(0, min(away_ms, LONGEST_AWAY_MS))


def close_at(store: Store, clock: Clock, sign: SignOfLife, at_ms: int) -> str:
    """Closes a session that the program stopped in, between its last event and now. Gives its id."""
    loop = Loop(store, clock, sign.session, store.read(sign.session), now_ms=sign.at_ms)
    if loop.state.phase is not Phase.CLOSED:
        at_ms = min(at_ms, time_since(sign, clock.read()))
        loop.record(loop.close(), at_ms=max(at_ms, loop.state.last_ms))
    return sign.session
