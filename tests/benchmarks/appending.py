"""Acts on a kit, one after the other, on one core: how long each took until it was acknowledged, in ms."""

import os
import sys
import time
from contextlib import closing
from pathlib import Path

from circle import events as e
from circle import moves, note_moves
from circle.clock import SystemClock
from circle.loop import Loop
from circle.paths import assets
from circle.store import Store
from circle.templates import read_shelf

TIMES = 100


def run(folder: Path) -> None:
    form = read_shelf(assets()).forms["go_round"]
    people = tuple(e.Participant(f"p{n}", f"Seat {n}") for n in range(1, 9))
    with closing(Store.open(folder)) as store:
        loop = Loop.begin(store, SystemClock(), e.SessionOpened("An evening", people))
        loop.record(moves.begin_round(loop.state, form=form, plan=e.RoundPlan(form.name)))
        for n in range(TIMES):
            start = time.perf_counter()
            if n % 3 == 2:
                number = loop.log.next_seq
                loop.record(note_moves.write_note(loop.state, number=number, text="What was said."))
            else:
                loop.record(moves.give_piece(loop.state, to=people[n % 8].id))
            print((time.perf_counter() - start) * 1000)


if __name__ == "__main__":
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    run(Path(sys.argv[1]))
