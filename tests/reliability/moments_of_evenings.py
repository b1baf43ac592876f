"""An evening, killed anywhere in it: from the kit's first start to the start after a kill."""

from __future__ import annotations

import random
import shutil
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from circle import moves
from circle.events import Participant, SessionOpened
from circle.loop import Loop
from circle.session import Phase
from circle.store import Store
from circle.timeline import intervals
from tests.circle.a_stick import a_log, session_id
from tests.fakes import FakeClock
from tests.reliability.moment import (
    Event,
    Killed,
    Left,
    Moment,
    a_desk,
    compare,
    events_of,
    logs_in,
    look_at_files,
    look_whole,
    say,
)
from ui.command_line import main


def write_meeting(path: Path, turns: int) -> Path:
    """Turns with gaps, without gaps, of the same person twice, and across several heartbeats."""
    chance = random.Random(1)
    at, lines = 0.0, []
    for _turn in range(turns):
        at += chance.choice([0, 0, 1.25, 7.5])
        length = chance.choice([0.5, 2.25, 6.0, 12.125])
        lines.append(f"SPEAKER m 1 {at} {length} <NA> <NA> p{chance.randrange(6)} <NA> <NA>")
        at += length
    path.write_text("\n".join(lines), "utf-8")
    return path


class Evening(Moment):
    """An evening from its first event to its close, in a kit with three others, or in none yet."""

    def __init__(self, *, turns: int, others: int) -> None:
        self._turns, self._others = turns, others
        self._whole: list[Event] = []
        self._before: dict[str, list[Event]] = {}

    def make(self, scene: Path) -> None:
        scene.mkdir()
        write_meeting(scene / "meeting.rttm", self._turns)
        if not self._others:
            return
        with closing(Store.open(scene / "kit")) as store:
            for number in range(self._others):
                store.add_session(session_id(number), a_log(number, turns=20))
        self._before = logs_in(scene / "kit")

    def act(self, scene: Path) -> None:
        main(["--home", str(scene / "kit"), "replay", str(scene / "meeting.rttm"), "--acknowledge"])

    def know(self, scene: Path, done: Killed) -> None:
        logs = logs_in(scene / "kit")
        (self._whole,) = (logs[session] for session in logs.keys() - self._before.keys())
        assert len(self._whole) == done.last

    def look(self, scene: Path, killed: Killed, *, thorough: bool) -> Left:
        home, left = scene / "kit", Left()
        home.mkdir(exist_ok=True)
        desk = a_desk(home)
        with closing(desk.store) as store:
            there = {session: events_of(store, session) for session in store.every_session()}
            offered, broken = desk.open_sessions()
            for sentence in broken:
                left.is_damaged(sentence)
            left.looks_for(len(self._before), sum(there.get(one) == log for one, log in self._before.items()))  # fmt: skip
            new = [session for session in there if session not in self._before]
            log = there[new[0]] if len(new) == 1 else []
            compare(log, self._whole, killed.last, left)
            is_open = 0 < len(log) < len(self._whole)
            if len(new) > 1 or [one.session for one in offered] != (new if is_open else []):
                left.is_damaged("the evening is not offered as it should be")
            if thorough:
                carry_on_to_the_end(store, left)
        look_at_files(home, left)
        return left


def carry_on_to_the_end(store: Store, left: Left) -> None:
    """The next evening: the circle goes on where it stopped, ends, and the kit is as it should be."""
    for sign in store.open_sessions():
        before = store.read(sign.session)
        tiles = intervals(before.state.head, sign.at_ms)
        if sum(tile.length_ms for tile in tiles) != sign.at_ms >= before.entries[-1].at_ms:
            left.is_damaged("the times leave a gap")
        loop = Loop.carry_on(store, FakeClock(sign.wall + timedelta(hours=1)), sign)
        if loop.state.phase is Phase.HELD:
            loop.record(moves.centre_piece(loop.state))
        loop.record(moves.close(loop.state))
    look_whole(store, left)
    if store.open_sessions():
        left.is_damaged("an evening that was closed is still open")


class AfterAKill(Moment):
    """The start after a kill: what is in the write-ahead log is put into the kit, and the evening carried on."""

    ACTS = 60

    def __init__(self) -> None:
        self._before: list[Event] = []

    def make(self, scene: Path) -> None:
        scene.mkdir()
        with closing(Store.open(scene / "first")) as store:
            loop = Loop.begin(store, FakeClock(), an_opened())
            for _again in range(self.ACTS):
                loop.record(moves.begin_silence(loop.state))
                loop.record(moves.end_silence(loop.state))
            shutil.copytree(scene / "first", scene / "kit")
            self._before = events_of(store, loop.session)
        shutil.rmtree(scene / "first")

    def act(self, scene: Path) -> None:
        desk = a_desk(scene / "kit", clock := FakeClock())
        (sign,) = desk.store.open_sessions()
        loop = Loop.carry_on(desk.store, clock, sign)
        say(len(loop.log.entries))
        for _again in range(self.ACTS):
            loop.record(moves.begin_silence(loop.state))
            say(len(loop.log.entries))
            loop.record(moves.end_silence(loop.state))
            say(len(loop.log.entries))
        desk.store.close()

    def look(self, scene: Path, killed: Killed, *, thorough: bool) -> Left:
        home, left = scene / "kit", Left()
        (log,) = logs_in(home).values()
        if log[: len(self._before)] != self._before:
            left.lost += 1
            left.why.append("what was there before the second kill is not there")
        left.looks_for(max(killed.last, len(self._before)), len(log))
        if thorough:
            with closing(Store.open(home)) as store:
                carry_on_to_the_end(store, left)
        look_at_files(home, left)
        return left


def an_opened() -> SessionOpened:
    people = tuple(Participant(f"p{n}", name) for n, name in enumerate(("Amara", "Bob", "Ceri"), 1))
    return SessionOpened("An evening", people)
