"""An error that nobody expected may hold somebody's words in its message: nothing prints it, and no log keeps it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from circle.store import Store
from tests.reliability.canaries import PRIVATE, files_under, found_in
from tests.ui.typed import ROOT

BROKEN = f"""
import sys
from pathlib import Path
home = Path(sys.argv[1])
WORDS = "{PRIVATE} was said"

def fail(*_given, **_named):
    try:
        raise KeyError(WORDS)
    except KeyError as error:
        error.add_note(WORDS) if hasattr(error, "add_note") else None
        raise RuntimeError(WORDS) from error
"""

COMMAND = """
from circle.store import Store
from ui.command_line import main
Store.sessions = Store.every_session = Store.still = fail
sys.exit(main([*sys.argv[2:], "--home", str(home)]))
"""

WINDOW = """
import threading
from concurrent.futures import Future
from PySide6.QtCore import QObject, QTimer, Signal
from ui.application import Application, make_app
from ui.beside import Beside, writer

class Broken:
    def __del__(self):
        fail()

class Asks(QObject):
    asked = Signal()

def steps():
    yield writer().submit(fail)

def happens():
    what = sys.argv[2]
    if what == "timer":
        QTimer.singleShot(0, fail)
    elif what == "slot":
        asks = Asks()
        asks.asked.connect(fail)
        asks.asked.emit()
    elif what == "thread":
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
    elif what == "destructor":
        Broken()
    elif what == "callback":
        future = Future()
        future.add_done_callback(fail)
        future.set_result(None)
    elif what == "beside":
        happens.beside = Beside(circlekeeper)
        happens.beside.run(steps())
    elif what == "process":
        from exports.aside import submit
        happens.beside = Beside(circlekeeper)
        def asked():
            yield submit(int, WORDS)
        happens.beside.run(asked())
    elif what == "closing":
        circlekeeper.desk.kit.close = fail
    QTimer.singleShot(4000 if what == "process" else 300, circlekeeper.window.close)

app = make_app(["circlekeeper"])
circlekeeper = Application(app, home)
circlekeeper.keep_safe()
if sys.argv[2] == "opening":
    from ui.kit_desk import KitDesk
    KitDesk.recent = fail
circlekeeper.show()
QTimer.singleShot(900, happens)
sys.exit(app.exec())
"""


def ran(code: str, home: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", BROKEN + code, str(home), *words],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    Store.open(tmp_path).close()
    return tmp_path


def is_told_of_without_words(home: Path, run: subprocess.CompletedProcess[bytes]) -> None:
    printed = run.stdout + run.stderr
    assert not found_in(printed), printed.decode()
    assert b"Traceback" not in printed, printed.decode()
    assert [one for one in files_under(home) if found_in(one.read_bytes())] == []
    log = (home / "circlekeeper.log").read_text("utf-8")
    assert "unexpected error RuntimeError" in log or "unexpected error ValueError" in log


@pytest.mark.parametrize("words", [("list",), ("verify",), ("backup",)])
def test_on_the_command_line(home: Path, words: tuple[str, ...]) -> None:
    run = ran(COMMAND, home, *words)
    assert run.returncode == 70
    assert b"Something inside Circlekeeper went wrong" in run.stderr
    is_told_of_without_words(home, run)


@pytest.mark.parametrize(
    "what",
    [
        "timer",
        "slot",
        "thread",
        "destructor",
        "callback",
        "beside",
        "process",
        "opening",
        "closing",
    ],
)
def test_in_the_window(home: Path, what: str) -> None:
    run = ran(WINDOW, home, what)
    is_told_of_without_words(home, run)
