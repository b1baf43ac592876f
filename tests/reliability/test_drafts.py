"""The whole program is killed while somebody writes: all that is older than two seconds is there again."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from circle.store import Store
from circle.verifying import verify
from tests.reliability.typist import letter
from tests.ui.facilitator import at_the_window

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system kills in other ways")

ROOT = Path(__file__).parents[2]
KILLS = 3
LOST_AT_MOST_S = 2.0


class Typist:
    """Writes in a window of its own until it is killed. `seen`: when there were how many letters."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.seen: list[tuple[float, int]] = []
        self.begun = threading.Event()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.reliability.typist", str(home)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self.seen.append((time.monotonic(), int(line)))
            self.begun.set()

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        self._reader.join()
        if self._process.stdout:
            self._process.stdout.close()

    def kill(self) -> int:
        """Gives how many letters there were two seconds before."""
        killed_s = time.monotonic()
        self.close()
        assert self._process.returncode == -signal.SIGKILL, "it ended by itself"
        return max((n for at, n in self.seen if at <= killed_s - LOST_AT_MOST_S), default=0)


def found_again(qapp: QApplication, home: Path) -> str:
    """What stands in the field for notes when the session is carried on."""
    with at_the_window(qapp, home) as desk:
        desk.click("Carry on")
        assert desk.live.state.notes == {}
        return desk.page._side.notes.field.text()


def test_a_kill_takes_no_more_than_the_last_two_seconds_of_what_is_written(
    qapp: QApplication, tmp_path: Path
) -> None:
    chance = random.Random(4)
    homes = [tmp_path / str(n) for n in range(KILLS)]
    with ExitStack() as stack:
        typists = [stack.enter_context(closing(Typist(home))) for home in homes]
        for typist in typists:
            assert typist.begun.wait(60), "nothing was written"
        threading.Event().wait(2.5)
        safe = [typist.kill() for typist in typists if not threading.Event().wait(chance.random())]
    for home, letters in zip(homes, safe, strict=True):
        text = found_again(qapp, home)
        assert letters > 0
        assert len(text) >= letters
        assert text == "".join(map(letter, range(len(text))))
        with closing(Store.open(home)) as store:
            assert verify(store).findings == ()
