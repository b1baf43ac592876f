"""A disk of 4 MB that fills up while a session runs: time goes on, what cannot be saved is refused in the sentence for it,
and nothing that was saved is lost, whether room is made or the program is killed.

    python -m tests.reliability.small_disks FOLDER CASES SEED

FOLDER is such a disk, and empty. It prints what it found as JSON. Each evening is held by a fork of its own.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import traceback
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from random import Random

from circle import events as e
from circle import moves, note_moves
from circle.errors import Refused
from circle.kit_troubles import KitFull
from circle.log import Log
from circle.loop import Loop
from circle.session import Phase
from circle.store import Store
from circle.verifying import verify
from tests.circle.story import FORMS, people
from tests.disks import fill, mounted
from tests.fakes import FakeClock
from tests.reliability.an_evening import contents
from tests.reliability.power_cuts import Tally
from tests.reliability.promises import Outcome, promise
from tests.reliability.system_calls import ROOT

KILOBYTES = 4_096
"""Of the disk. What the kit keeps free for such a time comes on top of it."""
ACTS = 60
SESSION = "aaaa00000001"
FILM = "holiday.mp4"


class Evening:
    """Acts drawn by chance, on a disk that fills up at some time and has room again at another, or never."""

    def __init__(self, disk: Path, chance: Random) -> None:
        self._disk, self._chance = disk, chance
        self.clock = FakeClock()
        self.store = Store.open(disk / "kit")
        self.loop = Loop(self.store, self.clock, SESSION, Log(), now_ms=0)
        self.loop.record(
            moves.open_session(self.loop.state, e.SessionOpened("", people(5))), at_ms=0
        )
        begins = moves.begin_round(self.loop.state, form=FORMS["open"], plan=e.RoundPlan("open"))
        self.loop.record(begins)
        self.refused = 0
        self.wrong = ""

    def hold(self, room_again: bool) -> None:
        """Room is made after two thirds of it, and from then on nothing is refused."""
        full_at = self._chance.randrange(ACTS // 3)
        for number in range(ACTS):
            if number == full_at:
                self._fill()
            if room_again and number == 2 * ACTS // 3:
                (self._disk / FILM).unlink()
            self.act(may_refuse=number >= full_at and (self._disk / FILM).exists())

    def _fill(self) -> None:
        film = self._disk / FILM
        fill(film)
        left = self._chance.choice((0, 0, 4_096, 20_000, 100_000))
        os.truncate(film, max(0, film.stat().st_size - left))

    def act(self, *, may_refuse: bool) -> None:
        before, now_ms = self.loop.state, self.loop.now_ms()
        self.clock.advance(1_000)
        if self.loop.now_ms() != now_ms + 1_000:
            self.wrong = "the clock does not go on"
        try:
            self._chance.choice((self._gives, self._notes, self._drafts, self._lives))()
        except KitFull:
            self.refused += 1
            if self.loop.state != before or not may_refuse:
                self.wrong = "it was refused and is shown" if may_refuse else "there is room"
        except Refused as why:
            self.wrong = f"another sentence: {why}"

    def _gives(self) -> None:
        holds = self.loop.state.phase is Phase.HELD
        to = f"p{self._chance.randrange(1, 6)}"
        if holds and self.loop.state.hand.holder == to:
            self.loop.record(moves.centre_piece(self.loop.state))
        else:
            self.loop.record(moves.give_piece(self.loop.state, to=to))

    def _notes(self) -> None:
        text = "word " * self._chance.choice((1, 20, 900))
        number = self.loop.log.next_seq
        self.loop.record(note_moves.write_note(self.loop.state, number=number, text=text))

    def _drafts(self) -> None:
        self.loop.keep_draft("note", "half a thou " * self._chance.choice((0, 1, 200)))

    def _lives(self) -> None:
        self.loop.heartbeat()


def held_by_a_fork(disk: Path, chance: Random, *, room_again: bool) -> dict[str, str]:
    """What an evening that is killed at its end had come to."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            evening = Evening(disk, chance)
            evening.hold(room_again)
            came_to = {"holds": contents(evening.store), "wrong": evening.wrong}
            came_to["refused"] = str(evening.refused)
        except BaseException:
            came_to = {"wrong": traceback.format_exc(), "holds": "", "refused": "0"}
        os.write(writing, json.dumps(came_to).encode())
        os._exit(0)  # as a kill does: nothing is closed
    os.close(writing)
    with os.fdopen(reading, "rb") as report:
        said = report.read()
    os.waitpid(child, 0)
    return json.loads(said)


def judge(disk: Path, said: dict[str, str], chance: Random, *, room_again: bool) -> tuple[str, str]:
    """With no byte free the kit opens and shows everything; once there is room it goes on."""
    if said["wrong"]:
        return "falsely", said["wrong"]
    if not room_again:
        fill(disk / "more.mp4")
    try:
        with closing(Store.open(disk / "kit")) as store:
            if contents(store) != said["holds"]:
                return "lost", "after it was killed"
            if findings := verify(store).findings:
                return "damaged", findings[0].sentence
        for film in disk.glob("*.mp4"):
            film.unlink()
        with closing(Store.open(disk / "kit")) as store:
            if contents(store) != said["holds"]:
                return "lost", "once there was room"
            store.keep_draft(SESSION, "note", "goes on " * chance.randrange(1, 900))
    except Refused as why:
        return "damaged", str(why)
    return "", ""


def try_evenings(disk: Path, cases: int, chance: Random) -> tuple[Tally, int]:
    tally, refused = Tally(), 0
    for case in range(cases):
        for old in disk.iterdir():
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        room_again = case % 2 == 0
        said = held_by_a_fork(disk, Random(chance.random()), room_again=room_again)
        refused += int(said["refused"])
        tally.count(*judge(disk, said, chance, room_again=room_again))
    return tally, refused


@promise("a disk that fills up", short=6, long=300)
def small_disks(cases: int, chance: Random) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="circle-") as folder:
        disk = Path(folder)
        with mounted(disk, kilobytes=KILOBYTES):
            given = (str(disk), str(cases), str(chance.randrange(1 << 30)))
            done = subprocess.run(
                [sys.executable, "-m", "tests.reliability.small_disks", *given],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                check=True,
            )
    return Outcome(**json.loads(done.stdout))


def main() -> None:
    folder, cases, seed = sys.argv[1:]
    tally, refused = try_evenings(Path(folder), int(cases), Random(int(seed)))
    kept = "A full disk does not stop the circle, and nothing that was saved is lost."
    note = f"evenings of {ACTS} acts on a disk of 4 MB; {refused} acts were refused in a sentence"
    os.write(1, json.dumps(asdict(tally.outcome(kept, note))).encode())


if __name__ == "__main__":
    main()
