"""What the window leaves alone until it is needed: in processes of their own, as the program has one."""

import subprocess
import sys
from pathlib import Path

import pytest

from circle.store import Store
from tests.ui.typed import ROOT

TOO_EARLY = (
    *("jinja2", "click", "sqlite_utils", "hashlib", "secrets"),
    *("exports", "circle.archive", "circle.privacy"),
    *("ui.room_acts", "ui.widgets.room_view"),
)


def loaded(code: str, *words: object) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules)", *map(str, words)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


@pytest.fixture(scope="module")
def in_a_turn(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """From the start page over the preparation to a turn that runs."""
    code = """
from pathlib import Path
from ui.application import Application, make_app
from ui.sample_circle import sample_opened
circlekeeper = Application(make_app(["circlekeeper"]), Path(sys.argv[1]))
circlekeeper.make_ready()
circlekeeper.show()
circlekeeper.prepare(None)
circlekeeper.acts.sessions.open_session(sample_opened())
circlekeeper.desk.live.next()
circlekeeper.desk.live.next()
assert circlekeeper.desk.live.state.hand.holder
circlekeeper.window.close()
"""
    kit = tmp_path_factory.mktemp("kit")
    Store.open(kit).close()
    return loaded(code, kit)


@pytest.mark.parametrize("module", TOO_EARLY)
def test_a_turn_has_no_need_of(in_a_turn: list[str], module: str):
    assert "ui.pages.live" in in_a_turn
    assert module not in in_a_turn


def test_the_first_paint_needs_no_kit_and_no_templates():
    there = loaded("import ui.application")
    assert "ui.pages.start" in there
    assert {"circle.store", "circle.templates", "sqlcipher3", "dataclasses"}.isdisjoint(there)


def test_qts_binding_does_not_read_what_is_imported_after_it():
    code = (
        "import ui.application, linecache\nassert not [f for f in linecache.cache if '/ui/' in f]"
    )
    assert "ui.application" in loaded(code)


def test_at_rest_the_next_pages_are_imported_and_nothing_heavy_with_them(
    tmp_path: Path,
):
    """Module by module, so that a key that is pressed meanwhile waits for one at the most."""
    code = """
from pathlib import Path
from PySide6.QtCore import QTimer
from ui.ahead import AT_REST
from ui.application import Application, make_app
app = make_app(["circlekeeper"])
circlekeeper = Application(app, Path(sys.argv[1]))
circlekeeper.show()
passed = []
def look():
    if circlekeeper.desk.is_open:
        there = [name in sys.modules for name in AT_REST]
        passed.append(there)
        if all(there):
            app.quit()
watch = QTimer()
watch.timeout.connect(look)
watch.start(0)
app.exec()
assert not any(passed[0]), "the kit waits for no import"
assert any(any(there) and not all(there) for there in passed), "it was all imported at once"
circlekeeper.window.close()
"""
    Store.open(tmp_path).close()
    there = loaded(code, tmp_path)
    assert {"ui.pages.prepare", "ui.widgets.archive_list"} <= {*there}
    assert {*TOO_EARLY, "ui.pages.live"}.isdisjoint(there)
