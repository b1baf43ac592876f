"""How often each moment of the program is killed, and what is promised of it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from random import Random

from circle.kit import VERSION
from tests.reliability.keys import KEY
from tests.reliability.killing import Tally, Warm, in_parts, kill_often
from tests.reliability.moments import ERASED
from tests.reliability.promises import Outcome, promise

CONTROL = 5
"""Kills of a store that says “saved” before it has written: they have to be seen."""

AT_ONCE = 4
"""So many windows in each process, since whoever types mostly waits."""


def outcome(sentence: str, tally: Tally, *notes: str) -> Outcome:
    found = tally.compared and f"{tally.compared:,} acknowledged things compared"
    parts = tally.unfinished and f"{tally.unfinished} hidden .part files left beside"
    said = [str(one) for one in (*notes, found, parts, *tally.why[:1]) if one]
    return Outcome(sentence, tally.kills, tally.lost, tally.damaged, tally.falsely, "; ".join(said))


def killed(*moments: str, sentence: str, key: str = "") -> Callable[[int, Random], Outcome]:
    """A run that kills these, each as often as the others."""

    def run(cases: int, chance: Random) -> Outcome:
        tally = Tally()
        for n, moment in enumerate(moments):
            share = cases * (n + 1) // len(moments) - cases * n // len(moments)
            tally += in_parts(partial(kill_moment, moment, key), share, chance)
        return outcome(sentence, tally)

    return run


def kill_moment(moment: str, key: str, kills: int, seed: int) -> Tally:
    """As kill_often, with what chance gives last: for another process."""
    return kill_often(moment, kills, seed, key)


def evenings(cases: int, chance: Random, *, key: str = "") -> Outcome:
    seed = chance.randrange(2**32)
    tally = in_parts(partial(kill_moment, "evening", key), cases, chance)
    control = kill_often("evening", CONTROL, seed, key, late=True)
    caught = f"the control, which says “saved” too soon, lost {control.lost} events in {CONTROL} kills and was caught"
    if not control.lost:
        tally.falsely += 1
        caught = "the control was not caught, so this row means nothing"
    sentence = "Every event that was acknowledged is there, in every session, and the evening can be carried on."
    return outcome(sentence, tally, caught)


def typing(cases: int, chance: Random) -> Outcome:
    tally = in_parts(type_often, cases, chance)
    sentence = "Of a note that is being written nothing older than two seconds is lost, and of a kept one nothing."
    return outcome(sentence, tally)


def type_often(kills: int, seed: int) -> Tally:
    if kills < AT_ONCE:
        return kill_often("typing", kills, seed)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        parts = [
            pool.submit(_type, kills * (n + 1) // AT_ONCE - kills * n // AT_ONCE, seed + n)
            for n in range(AT_ONCE)
        ]
        return sum((part.result() for part in parts), Tally())


def _type(kills: int, seed: int) -> Tally:
    with closing(Warm()) as warm:
        return kill_often("typing", kills, seed, warm=warm)


ROWS: tuple[tuple[str, Callable[[int, Random], Outcome], int, int], ...] = (
    ("kills: the first start, while the kit is made", killed(
        "first start", sentence="The kit opens with every event that was acknowledged."), 8, 1_000),
    ("kills: an evening", evenings, 16, 3_000),
    ("kills: an evening, in a kit with a passphrase", partial(evenings, key=KEY), 6, 500),
    ("kills: the start after a kill", killed(
        "start after a kill", sentence="What the first kill left, the second does not take."), 6, 700),
    ("kills: an open turn", killed(
        "turn", sentence="The Start page offers the session, with a sign of life of its last five seconds."), 8, 500),
    ("kills: the window opens", killed(
        "window", sentence="Every session is as it was, and the open one is offered."), 4, 300),
    ("kills: a note is written", typing, 1, 150),
    ("kills: the kit is locked", killed(
        "lock", sentence="What was being written when the lock was shut is there, letter by letter."), 2, 60),
    ("kills: documents are written", killed(
        "documents", "documents on a stick", "export",
        sentence="Each file is whole or absent; those said to be saved, and those in the register, are there."), 9, 1_500),
    ("kills: an archive is exported", killed(
        "archive", sentence="The folder is whole or has no name yet."), 4, 200),
    ("kills: bundles are imported", killed(
        "import", sentence="Whole sessions come in, those of one act together."), 6, 500),
    ("kills: an older kit is opened", killed(
        *(f"migration from {version}" for version in range(1, VERSION)),
        sentence="The kit is of the old version or of the new, with everything in it, and opens."), 5, 500),
    ("kills: a backup is made", killed(
        "backup", sentence="A backup that has a name is whole; the kit and the backups before are as they were."), 4, 400),
    ("kills: a backup takes the place of the kit", killed(
        "restore", sentence="The kit is the one from before or the one from the backup, and the other is kept."), 4, 400),
    ("kills: a damaged kit is rescued", killed(
        "salvage", sentence="The kit is the damaged one or the rescued one, and the other is kept as it was."), 4, 300),
    ("kills: something is erased", killed(
        *(f"erasing {what}" for what in ERASED),
        sentence="Nothing is erased yet, or it is known what is to go and then none of it is found in any file."), 4, 400),
)  # fmt: skip
"""Name, what it does, how often in the suite, how often in the soak. Each has its moments in tests/reliability/moments.py.
"""

for _name, _run, _short, _long in ROWS:
    promise(_name, short=_short, long=_long, cores=2)(_run)
