"""Every command runs where Qt is not: the proof that the domain and the documents do not need it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.typed import ROOT

WITHOUT_QT = """
import sys
from importlib.abc import MetaPathFinder

class NoQt(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6"):
            raise ModuleNotFoundError("No module named 'PySide6'", name=name)

sys.meta_path.insert(0, NoQt())
from ui.command_line import main
code = main(sys.argv[1:])
assert not any(name.partition(".")[0] in ("PySide6", "shiboken6") for name in sys.modules)
sys.exit(code)
"""


def run(home: Path, *words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", WITHOUT_QT, *map(str, words), "--home", str(home)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kit")
    meeting = folder / "m.rttm"
    meeting.write_text("SPEAKER m 1 0.5 2.125 <NA> <NA> Ann <NA> <NA>\n", "utf-8")
    assert run(folder, "import", meeting).returncode == 0
    return folder


@pytest.fixture(scope="module")
def session(home: Path) -> str:
    return run(home, "list").stdout.splitlines()[-1].split()[0]


@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("list", "--json"),
        ("show", ""),
        ("show", "", "--json"),
        ("review", ""),
        ("review", "", "--json"),
        ("export", "", "--format", "html,md,csv,json", "--out", ""),
        ("verify",),
        ("templates", "show", "council"),
        ("decks", "show", "first_circle"),
        ("circles",),
        ("plan", "council", "--people", "8"),
        ("replay", "m.rttm"),
        ("--help",),
        ("--version",),
    ],
    ids=" ".join,
)
def test_a_command_needs_no_qt(home: Path, session: str, tmp_path: Path, words: tuple[str, ...]):
    meant = {"m.rttm": home / "m.rttm"}
    typed = [meant.get(word, word) for word in words]
    for at, word in enumerate(words):
        if word == "":
            typed[at] = tmp_path if words[at - 1] == "--out" else session
    done = run(home, *typed)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


@pytest.mark.parametrize("words", [(), ("demo",)], ids=["window", "demo"])
def test_what_needs_qt_says_so_in_one_line(home: Path, words: tuple[str, ...]):
    done = run(home, *words)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("The window needs a library that this computer lacks: No module named")


def test_the_way_to_the_window_imports_no_command():
    """Its start is measured."""
    code = "import sys, ui.command_line; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {"click", "sqlite_utils", "sqlcipher3", "jinja2", "msgspec", "json", "circle.store"}
    assert heavy.isdisjoint(loaded)
