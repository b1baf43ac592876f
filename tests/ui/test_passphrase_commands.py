"""A passphrase for the kit on the command line: set, asked for by every command, changed, removed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from circle import vault
from tests.circle.locking_kits import CANARY, files_with, make_kit
from tests.ui.typed import Typed, typed_here


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """How long a passphrase takes is nothing that these tests are about."""
    monkeypatch.setattr(vault, "WORK", 14)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    make_kit(tmp_path / "kit")
    return tmp_path / "kit"


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str], home: Path) -> Typed:
    return typed_here(capsys, home)


class Terminal:
    """What somebody types when asked, line by line; a code that was shown is known."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.lines: Iterator[str] = iter(())
        self.code = ""

    def types(self, *lines: str) -> None:
        self.lines = iter(lines)

    def prompt(self, _question: str, **_given: object) -> str:
        shown, err = self._capsys.readouterr()
        for line in shown.splitlines():
            if line.startswith("    "):
                self.code = line.strip()
        print(shown, end="")
        click.echo(err, nl=False, err=True)
        line = next(self.lines, None)
        if line is None:
            raise click.Abort
        return self.code if line == "the code" else line


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    there = Terminal(capsys)
    monkeypatch.setattr("ui.passphrase.has_terminal", lambda: True)
    monkeypatch.setattr(click, "prompt", there.prompt)
    return there


def file(folder: Path, words: str) -> Path:
    path = folder / f"{words.partition(' ')[0]}.txt"
    path.write_text(words + "\n", "utf-8")
    return path


def is_set(typed: Typed, terminal: Terminal, passphrase: str = "reeds and water") -> None:
    terminal.types(passphrase, "the code")
    assert typed("passphrase", "set").code == 0


def test_it_is_said_that_there_is_no_back_door_before_anything_is_asked(
    typed: Typed, terminal: Terminal, home: Path
):
    terminal.types("reeds and water", "the code")
    answer = typed("passphrase", "set")
    assert answer.lines[0].startswith("There is no back door.")
    assert terminal.code in answer.out
    assert "reeds" not in answer.out + answer.err
    assert [*files_with(home, CANARY)] == []


def test_a_slip_in_the_code_sets_nothing_until_it_is_right(
    typed: Typed, terminal: Terminal, home: Path
):
    other = "23456-789AB-CDEFG-HJKMN-PQRTN"
    terminal.types("reeds and water", "2345", other[:-1] + "M", other, "the code")
    answer = typed("passphrase", "set")
    assert answer.code == 0
    assert "25 letters and digits, and here are 4." in answer.err
    assert "not as it was written down" in answer.err
    assert "another one than the one above" in answer.err


def test_stopping_before_the_code_sets_nothing(typed: Typed, terminal: Terminal, home: Path):
    terminal.types("reeds and water")
    assert typed("passphrase", "set").code == 130
    assert [path.name for path in home.iterdir()] == ["circlekeeper.kit"]


def test_without_a_terminal_no_passphrase_is_set(typed: Typed, home: Path, tmp_path: Path):
    answer = typed("passphrase", "set", "--passphrase-file", file(tmp_path, "reeds and water"))
    assert answer.code == 1
    assert "there is no terminal" in answer.err
    assert [path.name for path in home.iterdir()] == ["circlekeeper.kit"]


def test_every_command_asks_for_it_once(typed: Typed, terminal: Terminal):
    before = typed("list", "--json").out
    is_set(typed, terminal)
    terminal.types("reeds and water")
    assert typed("list", "--json").out == before
    terminal.types(terminal.code)
    assert typed("verify").code == 0


def test_a_wrong_one_is_refused_in_a_sentence(typed: Typed, terminal: Terminal):
    is_set(typed, terminal)
    terminal.types("weeds")
    assert "That passphrase does not open this kit." in typed("list").why


def test_a_file_opens_it_where_there_is_no_terminal(
    typed: Typed, terminal: Terminal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    before = typed("list").out
    is_set(typed, terminal)
    monkeypatch.undo()
    assert "--kit-passphrase-file" in typed("list").why
    words = file(tmp_path, "reeds and water")
    assert typed("list", "--kit-passphrase-file", words).out == before
    wrong = file(tmp_path, "weeds")
    assert "does not open" in typed("list", "--kit-passphrase-file", wrong).why


def test_after_a_change_the_old_one_is_refused(typed: Typed, terminal: Terminal):
    is_set(typed, terminal)
    terminal.types("reeds and water", "snow")
    changed = typed("passphrase", "change")
    assert changed.code == 0
    assert "can be guessed" in changed.err
    terminal.types("reeds and water")
    assert "does not open" in typed("list").why
    terminal.types("snow")
    assert typed("list").code == 0


def test_a_forgotten_one_is_changed_with_the_code(typed: Typed, terminal: Terminal):
    is_set(typed, terminal)
    terminal.types(terminal.code.lower(), "snow on the path")
    assert typed("passphrase", "change").code == 0
    terminal.types("snow on the path")
    assert typed("list").code == 0


def test_a_new_code_takes_the_place_of_the_old_one(typed: Typed, terminal: Terminal):
    is_set(typed, terminal)
    old = terminal.code
    terminal.types("reeds and water", "the code")
    assert typed("passphrase", "code").code == 0
    assert terminal.code != old
    terminal.types(old)
    assert "does not open" in typed("list").why
    terminal.types(terminal.code)
    assert typed("list").code == 0


def test_removed_it_is_asked_for_no_more(typed: Typed, terminal: Terminal, home: Path):
    before = typed("list").out
    is_set(typed, terminal)
    terminal.types("reeds and water")
    assert typed("passphrase", "remove").code == 0
    terminal.types()
    assert typed("list").out == before
    assert "has no passphrase" in typed("passphrase", "remove").why
    assert [path.name for path in home.iterdir() if path.is_file()] == ["circlekeeper.kit"]


def test_a_kit_that_has_one_is_not_given_another(typed: Typed, terminal: Terminal):
    is_set(typed, terminal)
    assert "has a passphrase already" in typed("passphrase", "set").why


def test_what_a_power_cut_left_is_put_in_order_by_the_next_command(
    typed: Typed, terminal: Terminal, home: Path
):
    plain = (home / "circlekeeper.kit").read_bytes()
    is_set(typed, terminal)
    (home / "backups" / "circlekeeper-000001-2026-03-12.kit").write_bytes(plain)
    (home / "circlekeeper.kit.new").write_bytes(plain)
    terminal.types("reeds and water")
    assert typed("list").code == 0
    assert [*files_with(home, CANARY)] == []
    assert not (home / "circlekeeper.kit.new").exists()
