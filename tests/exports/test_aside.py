"""Work beside the program: it comes back, its errors come back, and a process that dies takes nothing with it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import sleep  # noqa: TID251 - the time of the other process

import pytest

from exports import aside


@pytest.fixture(autouse=True)
def anew() -> Iterator[None]:
    """Each begins with no process, whatever other tests had done in one, and leaves none."""
    aside.stop()
    yield
    aside.stop()


def fails() -> None:
    raise ValueError("as it should")


def runs_again() -> int:
    return aside.run(os.getpid)


def test_work_is_done_in_another_process_that_stays() -> None:
    first, second = aside.run(os.getpid), aside.run(os.getpid)
    assert first == second != os.getpid()


def test_what_goes_wrong_there_is_said_here() -> None:
    with pytest.raises(ValueError, match="as it should"):
        aside.run(fails)


def test_work_that_asks_for_work_has_it_done_in_the_same_process() -> None:
    assert aside.run(runs_again) == aside.run(os.getpid)


def test_a_process_that_dies_is_a_sentence_and_the_next_work_has_a_new_one() -> None:
    with pytest.raises(aside.Stopped, match="nothing was written"):
        aside.run(os._exit, 1)
    assert aside.run(os.getpid) != os.getpid()


def test_after_some_work_the_process_is_made_anew() -> None:
    assert len({aside.run(os.getpid) for _each in range(25)}) == 2


def test_work_that_is_queued_is_done_however_often_the_process_is_made_anew() -> None:
    for _round in range(14):
        queued = [aside.submit(sleep, 0.01) for _task in range(3)]
        assert [one.result(timeout=10) for one in queued] == [None] * 3


KILLED = """
import os, signal
from exports import aside
if __name__ == "__main__":
    print(aside.run(os.getpid), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name == "nt", reason="this system kills in other ways")
def test_it_does_not_outlive_a_program_that_is_killed(tmp_path: Path) -> None:
    """Whoever reads what the program printed reads on until everyone who could print has gone."""
    (tmp_path / "killed.py").write_text(KILLED)
    root = Path(__file__).parents[2]
    program = subprocess.run(
        [sys.executable, tmp_path / "killed.py"],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(root)},
        timeout=60,
        check=False,
    )
    assert program.returncode == -signal.SIGKILL
    assert int(program.stdout), "it had begun"
