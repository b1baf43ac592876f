"""Evenings on clocks that jump: set an hour or ten years off, back or forward, across the nights on which clocks change,
with sleep of up to eight hours, on computers whose steady clock counts sleep and on those whose does not.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from circle import events as e
from circle import moves, note_moves
from circle.clock import Reading
from circle.errors import Refused
from circle.kit_files import KIT
from circle.loop import NOTICED_FROM_MS, Loop, close_at
from circle.session import Phase
from circle.store import Store
from circle.summary import summarise
from circle.verifying import verify
from tests.circle.story import FORMS, people
from tests.reliability.promises import Outcome, promise
from ui.pages.start_shown import NoSuchEnd, end_ms, open_shown, recent_shown

HOUR, YEAR = 3_600_000, 365 * 24 * 3_600_000
JUMPS = (HOUR, -HOUR, 10 * YEAR, -10 * YEAR, 86_400_000, -86_400_000, 2_500, -2_500)

NIGHTS = {
    "Europe/London": (datetime(2026, 3, 29, 0, 40, tzinfo=UTC), datetime(2026, 10, 25, 0, 40, tzinfo=UTC)),
    "America/New_York": (datetime(2026, 3, 8, 6, 40, tzinfo=UTC), datetime(2026, 11, 1, 5, 40, tzinfo=UTC)),
    "Australia/Lord_Howe": (datetime(2026, 10, 3, 15, 10, tzinfo=UTC), datetime(2026, 4, 4, 14, 40, tzinfo=UTC)),
    "America/Santiago": (datetime(2026, 9, 6, 3, 40, tzinfo=UTC), datetime(2026, 4, 5, 2, 40, tzinfo=UTC)),
    "Africa/Casablanca": (datetime(2026, 3, 22, 1, 40, tzinfo=UTC), datetime(2026, 2, 15, 1, 40, tzinfo=UTC)),
    "Asia/Kathmandu": (datetime(2026, 3, 12, 17, 50, tzinfo=UTC),),
    "Pacific/Apia": (datetime(2011, 12, 30, 9, 30, tzinfo=UTC),),
}  # fmt: skip
"""Shortly before the clocks of a place go forward or back; one that has odd minutes, and one that left a day out."""


class JumpingClock:
    """`counts_sleep`: whether the steady clock goes on while the computer sleeps, and can say how long it slept."""

    def __init__(self, wall: datetime, chance: Random, *, counts_sleep: bool) -> None:
        start = chance.randrange(10**9)
        self._now = Reading(start, start, wall)
        self.counts_sleep = counts_sleep

    def read(self) -> Reading:
        return self._now

    def advance(self, ms: int) -> None:
        now = self._now
        self._now = Reading(
            now.steady_ms + ms, now.awake_ms + ms, now.wall + timedelta(milliseconds=ms)
        )

    def sleep(self, ms: int) -> None:
        now = self._now
        counted = ms if self.counts_sleep else 0
        wall = now.wall + timedelta(milliseconds=ms)
        self._now = replace(now, steady_ms=now.steady_ms + counted, wall=wall)

    def set_wall(self, by_ms: int) -> None:
        self._now = replace(self._now, wall=self._now.wall + timedelta(milliseconds=by_ms))


@promise("evenings on clocks that jump", short=20, long=1_500)
def clock_jumps(cases: int, chance: Random) -> Outcome:
    lost = damaged = falsely = 0
    jumps = 0
    for _ in range(cases):
        with TemporaryDirectory(prefix="circle-clocks-") as name:
            evening = Evening(Path(name), chance)
            evening.hold()
        jumps += evening.jumps
        lost += evening.lost
        damaged += len(evening.wrong)
        falsely += evening.unsaid
    return Outcome(
        "order is kept, no time is negative, the intervals are the length, and it is said when clocks part",
        cases,
        lost,
        damaged,
        falsely,
        f"{jumps} sleeps and settings, {len(NIGHTS)} zones, both kinds of clocks",
    )


class Evening:
    """One session, held, cut off now and then, and closed."""

    def __init__(self, folder: Path, chance: Random) -> None:
        self.zone = chance.choice([*NIGHTS])
        self.clock = JumpingClock(
            chance.choice(NIGHTS[self.zone]), chance, counts_sleep=chance.random() < 0.5
        )
        self._folder, self._chance = folder, chance
        self.jumps = self.unsaid = self.lost = 0
        self.wrong: list[str] = []

    def hold(self) -> None:
        (self._folder / KIT).write_bytes(an_empty_kit())
        with in_zone(self.zone), closing(Store.open(self._folder)) as store:
            loop = Loop.begin(store, self.clock, e.SessionOpened("An evening", people(4)))
            for _ in range(self._chance.randrange(8, 30)):
                loop = self._go_on(store, loop)
            self._check(store, loop)
            self._close(store, loop)

    def _go_on(self, store: Store, loop: Loop) -> Loop:
        chance = self._chance
        self.clock.advance(chance.choice((0, 1, 700, 5_000, 60_000, 600_000)))
        match chance.randrange(8):
            case 0:
                self._jump(loop, lambda: self.clock.sleep(chance.randrange(8 * HOUR)))
            case 1:
                self._jump(loop, lambda: self.clock.set_wall(chance.choice(JUMPS)))
            case 2 if chance.random() < 0.3:
                return self._is_cut_off(store, loop)
            case 3:
                loop.heartbeat()
            case _:
                self._act(loop)
        return loop

    def _jump(self, loop: Loop, jump) -> None:
        """What a person is told of is an event; a clock that jumps without one parts unsaid."""
        loop.look_at_clock()
        before, events = self.clock.read(), len(loop.log.entries)
        jump()
        self.jumps += 1
        after = self.clock.read()
        steady = after.steady_ms - before.steady_ms
        wall = (after.wall - before.wall) // timedelta(milliseconds=1)
        asleep = steady - (after.awake_ms - before.awake_ms)
        parted = max(abs(wall - steady), asleep) >= NOTICED_FROM_MS
        loop.look_at_clock()
        self.unsaid += (len(loop.log.entries) > events) is not parted

    def _act(self, loop: Loop) -> None:
        state, chance = loop.state, self._chance
        person = chance.choice([*state.people])
        form = FORMS[chance.choice(("go_round", "open", "silent"))]
        acts = (
            lambda: moves.begin_round(state, form=form, plan=e.RoundPlan(form.name)),
            lambda: moves.give_piece(state, to=person),
            lambda: moves.give_piece(state, to=person),
            lambda: moves.centre_piece(state),
            lambda: moves.pause(state),
            lambda: moves.resume(state),
            lambda: moves.begin_silence(state),
            lambda: moves.end_silence(state),
            lambda: moves.end_round(state),
            lambda: note_moves.write_note(state, number=loop.log.next_seq, text="a note"),
            lambda: moves.undo(loop.log),
        )
        try:
            loop.look_at_clock()
            loop.record(chance.choice(acts)())
        except Refused:
            pass

    def _is_cut_off(self, store: Store, loop: Loop) -> Loop:
        """The power goes; the computer starts again later, and its clock may say anything."""
        held = list(loop.log.entries)
        (sign,) = store.open_sessions()
        self.clock = JumpingClock(
            self.clock.read().wall, self._chance, counts_sleep=self.clock.counts_sleep
        )
        self.clock.advance(self._chance.randrange(HOUR))
        if self._chance.random() < 0.5:
            self.clock.set_wall(self._chance.choice(JUMPS))
        self._look_at_start_page(store)
        again = Loop.carry_on(store, self.clock, sign)
        self.lost += again.log.entries[: len(held)] != held
        return again

    def _look_at_start_page(self, store: Store) -> None:
        """A time of day that is taken is never before the last event nor after now."""
        (sign,) = store.open_sessions()
        now = self.clock.read().wall
        shown = open_shown(sign, store.read(sign.session), now)
        for text in ("1:30", "2:00", "23:59", f"{now.astimezone():%H:%M}"):
            try:
                at_ms = end_ms(shown, text, now)
            except NoSuchEnd:
                continue
            away_ms = (now - sign.wall) // timedelta(milliseconds=1)
            if not shown.last_ms <= at_ms <= sign.at_ms + max(away_ms, 0):
                self.wrong.append(f"{self.zone}: closed at {text}: {at_ms}")

    def _check(self, store: Store, loop: Loop) -> None:
        entries = loop.log.entries
        self.lost += store.read(loop.session).entries != entries
        if any(one.at_ms > other.at_ms for one, other in pairwise(entries)):
            self.wrong.append("events are out of order")
        if [one.seq for one in entries] != [*range(1, len(entries) + 1)]:
            self.wrong.append("numbers are missing")
        whole = summarise(loop.state, loop.now_ms())
        ends = [0, *(tile.end_ms for tile in whole.tiles)]
        if [tile.start_ms for tile in whole.tiles] != ends[:-1] or ends[-1] != whole.length_ms:
            self.wrong.append("the intervals do not tile the session")
        lengths = [tile.end_ms - tile.start_ms for tile in whole.tiles]
        lengths += [turn.length_ms for turn in whole.turns]
        if min(lengths, default=0) < 0:
            self.wrong.append("a time is negative")
        if sum(tile.end_ms - tile.start_ms for tile in whole.tiles) != whole.length_ms:
            self.wrong.append("the intervals do not add up")

    def _close(self, store: Store, loop: Loop) -> None:
        if self._chance.random() < 0.5:
            (sign,) = store.open_sessions()
            self.clock.advance(self._chance.randrange(HOUR))
            close_at(store, self.clock, sign, sign.at_ms)
        elif loop.state.phase is not Phase.CLOSED:
            loop.record(loop.close())
        self.wrong += [str(finding) for finding in verify(store).findings]
        (line,) = store.sessions()
        recent_shown(line, self.clock.read().wall)
        if line.length_ms < 0:
            self.wrong.append("the length is negative")


@contextmanager
def in_zone(zone: str) -> Iterator[None]:
    """The computer stands there."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = zone
    time.tzset()
    try:
        yield
    finally:
        if before is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = before
        time.tzset()


@cache
def an_empty_kit() -> bytes:
    with TemporaryDirectory() as folder:
        Store.open(Path(folder)).close()
        return (Path(folder) / KIT).read_bytes()
