"""Nothing is fetched and nothing is sent: the system itself says so, of the program and of all that runs beside it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.reliability.nothing_sent import SHORT, check_can_trace, opened, traced
from tests.reliability.promises import CannotRun

_ASKS = """
import socket, subprocess, sys
if len(sys.argv) > 1:
    asked = socket.socket()
    asked.settimeout(1)
    asked.connect_ex(("127.0.0.1", 9))
else:
    subprocess.run([sys.executable, __file__, "child"], check=True)
"""


@pytest.fixture(autouse=True)
def _strace() -> None:
    try:
        check_can_trace()
    except CannotRun as why:
        pytest.skip(str(why))


def test_a_child_that_asks_the_network_is_seen(tmp_path: Path) -> None:
    asking = tmp_path / "asking.py"
    asking.write_text(_ASKS)
    calls = opened([sys.executable, str(asking)], tmp_path)
    assert any("socket(AF_INET" in call for call in calls)
    assert any('inet_addr("127.0.0.1")' in call for call in calls)


def test_a_circle_in_the_window_every_document_and_an_import_open_none(tmp_path: Path) -> None:
    assert {run.name: traced(run, tmp_path) for run in SHORT} == {run.name: [] for run in SHORT}
    made = {one.suffix for one in (tmp_path / "demo").iterdir()}
    assert {".html", ".pdf", ".docx", ".xlsx", ".zip", ".circle", ".json", ".png"} <= made
    assert len({one.suffix for one in (tmp_path / "again").iterdir()}) == 3
