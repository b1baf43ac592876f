"""Backups, going back and rescuing killed at random moments: the kit is the old one or the other, and both are kept."""

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from circle.kit_files import KIT, NEXT
from tests.circle.kits_with_backups import digest
from tests.reliability.backups_killed import ACTS, what_is_wrong

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")

ROOT = Path(__file__).parents[2]
KILLS, MOST_TRIES = 4, 60


@pytest.fixture(scope="module")
def forks() -> Iterator[subprocess.Popen[str]]:
    program = [sys.executable, "-m", "tests.reliability.backups_killed"]
    pipe = subprocess.PIPE
    with subprocess.Popen(program, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        yield process


@pytest.mark.parametrize("name", ACTS)
def test_a_kill_at_any_moment_leaves_one_kit_whole_and_the_other_kept(
    name: str, tmp_path: Path, forks: subprocess.Popen[str]
):
    chance, act = random.Random(f"{name} 20260312"), ACTS[name]
    act.makes(tmp_path / "before")
    killed, moment_s = 0, 0.1
    for number in range(MOST_TRIES):
        if killed == KILLS:
            break
        home = tmp_path / str(number)
        shutil.copytree(tmp_path / "before", home)
        before = digest(home / KIT)
        was_killed = kill(forks, name, home, after_s=chance.uniform(0, moment_s))
        killed += was_killed
        moment_s *= 1.1 if was_killed else 0.6
        assert what_is_wrong(act, home, before) == []
        if was_killed:
            act.does(home)
            assert [*home.rglob("*.part*")] == [], "what was left of it is swept by the next"
            assert [*home.glob(".circlekeeper-*")] == []
            assert not (home / NEXT).exists()
    assert killed == KILLS, "it was hardly ever killed before its end"


def kill(forks: subprocess.Popen[str], name: str, home: Path, *, after_s: float) -> bool:
    """Whether it was killed before its end."""
    assert forks.stdin
    assert forks.stdout
    forks.stdin.write(f"{name} {home}\n")
    forks.stdin.flush()
    child = int(forks.stdout.readline())
    threading.Event().wait(after_s)
    os.kill(child, signal.SIGKILL)
    forks.stdin.write("\n")
    forks.stdin.flush()
    status = int(forks.stdout.readline())
    assert status in (0, signal.SIGKILL), f"it failed by itself: {status}"
    return status == signal.SIGKILL
