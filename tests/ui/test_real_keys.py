"""A whole session in a real window, with keys and clicks that go through the X server."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from circle.session import Outcome
from circle.store import Store
from circle.summary import summarise
from circle.timeline import Floor
from tests.circle.story import floor_ms

ROOT = Path(__file__).parents[2]
NEEDED = ("Xvfb", "xdotool")
missing = [program for program in NEEDED if shutil.which(program) is None]


@pytest.mark.skipif(
    bool(missing) and "CI" not in os.environ, reason=f"no real window without {', '.join(missing)}"
)
def test_a_whole_session_is_held_with_real_keys_and_the_record_says_so(tmp_path: Path) -> None:
    kit = tmp_path / "kit"
    held = _in_a_real_window(kit, tmp_path)
    assert held.returncode == 0, held.stdout + held.stderr
    assert held.stdout.splitlines()[-1] == "closes"
    _is_what_was_held(kit)
    written = sorted(path.suffix for path in tmp_path.glob("circle-*"))
    assert written == [".html", ".pdf"]
    assert "Lena" not in next(tmp_path.glob("circle-*.html")).read_text()


def _in_a_real_window(kit: Path, home: Path) -> subprocess.CompletedProcess[str]:
    read, write = os.pipe()
    size = "1400x900x24"
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as numbers:
            display = f":{numbers.readline().strip()}"
        return subprocess.run(
            [sys.executable, "-m", "tests.ui.a_whole_session", str(kit)],
            cwd=ROOT,
            env=_environment(display, home),
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )
    finally:
        server.terminate()
        server.wait()


def _environment(display: str, home: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key != "WAYLAND_DISPLAY"}
    return {
        **kept,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "HOME": str(home),
        "LANG": "C.UTF-8",
    }


def _is_what_was_held(kit: Path) -> None:
    store = Store.open(kit)
    line = store.sessions()[0]
    log = store.read(line.id)
    summary = summarise(log.state, log.state.last_ms)
    names = {one.participant.id: one.participant.alias for one in summary.people}
    held = [(names[turn.holder], turn.length_ms // 1000) for turn in summary.turns]
    assert held == [
        ("Seat 1", 102),
        ("Seat 3", 25),
        ("Seat 5", 70),
        ("Seat 6", 30),
        ("Seat 7", 45),
        ("Seat 8", 33),
        ("Late Lena", 33),
        ("Seat 4", 33),
        ("Seat 1", 20),
        ("Seat 2", 20),
        ("Seat 3", 20),
        ("Seat 4", 20),
    ]
    first = summary.rounds[0]
    assert first.outcomes["p2"] is Outcome.PASSED
    assert floor_ms(summary, Floor.BREAK) == 300_000
    assert [
        round(silence.length_ms / 1000) for round_ in (first,) for silence in round_.silences
    ] == [20]
    assert [note.text for note in summary.notes] == ["Being kind counts"]
    assert sum(tile.length_ms for tile in summary.tiles) == summary.length_ms == line.length_ms
    store.close()
