"""Folders taken in on the command line, looked at first, and files handed to the window."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from circle.bundle import session_bundle
from circle.level import Level
from circle.paths import assets
from circle.store import Store
from circle.verifying import verify
from tests.circle.a_stick import PASSPHRASE, a_bundle, a_log, a_stick, session_id
from tests.exports.an_evening import an_evening
from tests.fakes import FakeClock
from tests.notes import make_notes
from tests.ui.facilitator import Facilitator
from tests.ui.hands import seen, wait_for
from tests.ui.typed import Typed, typed_here
from ui import command_line
from ui.application import Application
from ui.pages.open_many import OpenManyPage
from ui.pages.open_notes import OpenNotesPage


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str], home: Path) -> Typed:
    return typed_here(capsys, home)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return a_stick(tmp_path / "stick")


@pytest.fixture
def passphrase(tmp_path: Path) -> Path:
    (file := tmp_path / "passphrase.txt").write_text(PASSPHRASE + "\n", "utf-8")
    return file


def test_a_folder_comes_in_with_a_line_for_each_file_and_one_for_all(
    typed: Typed, home: Path, stick: Path, passphrase: Path
) -> None:
    came = typed("import", stick, "--passphrase-file", passphrase)
    assert came.code == 1, "some were refused"
    *lines, last = came.lines
    assert len(lines) == 7
    assert last == (
        "5 came in, 1 of them beside another version, comments from 1 file, 1 here already, 4 refused."
    )
    refused = came.err.splitlines()
    assert len(refused) == 4
    assert all("“" in line and line.endswith(".") for line in refused)
    with closing(Store.open(home)) as store:
        assert store.how_many() == 5
        assert verify(store).findings == ()
    again = typed("import", stick / "evening 0.circle", stick / "evening 1.circle")
    assert (again.code, again.lines[-1]) == (0, "2 here already.")


def test_a_dry_run_says_the_same_and_makes_no_kit(
    typed: Typed, home: Path, stick: Path, passphrase: Path
) -> None:
    said = typed("import", stick, "--dry-run", "--passphrase-file", passphrase)
    assert said.code == 1
    assert f"{session_id(2)}  “evening 2, other.circle”" not in said.out
    assert sum("would be kept beside another version" in line for line in said.lines) == 1
    assert said.lines[-1].startswith("5 would come in, 1 of them beside another version")
    assert not home.exists()
    typed("import", stick / "evening 0.circle")
    said = typed("import", stick / "evening 0.circle", "--dry-run")
    assert "is here already" in said.lines[0]
    assert (said.code, said.lines[-1]) == (0, "1 here already.")


def test_a_folder_of_nothing_and_one_that_is_not_there_are_refused(
    typed: Typed, tmp_path: Path
) -> None:
    (folder := tmp_path / "empty").mkdir()
    assert typed("import", folder).why == (
        "No session of this program was found there. Nothing was changed."
    )
    assert "“gone” is not there" in typed("import", tmp_path / "gone").why


def test_what_is_not_there_is_said_in_words_that_fit(typed: Typed, tmp_path: Path) -> None:
    for name in ("nothere", "gone.csv"):
        why = typed("import", tmp_path / name).why
        assert why.startswith(f"“{name}” is not there; expected a file that can be imported.")
    assert "expected a bundle" in typed("import", tmp_path / "gone.circle").why


def test_times_of_turns_in_a_folder_are_mentioned_once(typed: Typed, tmp_path: Path) -> None:
    (folder := tmp_path / "meetings").mkdir()
    for name in ("a.rttm", "b.CSV"):
        (folder / name).write_text("SPEAKER m 1 0 1 <NA> <NA> A <NA> <NA>\n", "utf-8")
    said = "2 files there are RTTM or CSV. Such files are taken in when they are named one by one."
    came = typed("import", folder)
    assert came.err.splitlines() == [
        "No session of this program was found there. Nothing was changed.",
        said,
    ]
    (folder / "evening.circle").write_bytes(a_bundle(1))
    came = typed("import", folder)
    assert (came.code, came.err.splitlines()) == (0, [said])


def test_of_few_people_only_totals_come(typed: Typed, tmp_path: Path) -> None:
    notes = make_notes(session_id(1), a_log(1), Level.SEATS)
    (few := tmp_path / "few.circle").write_bytes(session_bundle(notes, b""))
    told = f"{session_id(1)}  few.circle · Riverside · Session 1 · 2026-03-19 · “An evening”: totals only"
    assert typed("import", few, "--dry-run").lines[0] == f"{told}; would come in."
    assert typed("import", few).lines == [f"{told}."]


def test_a_record_that_names_nobody_is_listed_as_what_it_is(typed: Typed, tmp_path: Path) -> None:
    notes = make_notes(session_id(1), an_evening(), Level.NOBODY)
    (file := tmp_path / "a.circle").write_bytes(session_bundle(notes, b""))
    typed("import", file)
    (_heading, row) = typed("list").lines
    assert row.split()[4:7] == ["–", "from", "elsewhere"]


def test_without_a_passphrase_a_sealed_one_is_refused_and_the_others_come_in(
    typed: Typed, stick: Path
) -> None:
    came = typed("import", stick)
    assert "--passphrase-file" in came.err
    assert came.lines[-1].startswith("4 came in")


@pytest.mark.skipif(sys.platform != "linux", reason="other disks refuse such names")
def test_a_name_that_is_no_text_is_taken_in(typed: Typed, tmp_path: Path) -> None:
    (folder := tmp_path / "soirs").mkdir()
    (folder / os.fsdecode(b"soir\xe9e.circle")).write_bytes(a_bundle(1))
    (folder / os.fsdecode(b"bris\xe9e.circle")).write_bytes(b"PK")
    came = typed("import", folder)
    assert came.lines[-1] == "1 came in, 1 refused."
    assert "“bris�e.circle”" in came.err


def test_files_are_handed_to_the_window(
    monkeypatch: pytest.MonkeyPatch, typed: Typed, home: Path
) -> None:
    opened = list[object]()

    def window(*given: object) -> int:
        opened.append(given)
        return 0

    monkeypatch.setattr(command_line, "open_in_window", window)
    assert typed("open", "a.circle", "b").code == 0
    monkeypatch.setattr(sys, "argv", ["circlekeeper-window", "/stick/a.circle"])
    assert command_line.open_window() == 0
    assert opened == [(home, (Path("a.circle"), Path("b"))), (None, (Path("/stick/a.circle"),))]


def window_on(qapp: QApplication, home: Path, *files: Path) -> Application:
    circlekeeper = Application(qapp, home, FakeClock(), opens=files)
    circlekeeper.window.show_page(circlekeeper.start)
    circlekeeper.make_ready()
    circlekeeper.window.show()
    return circlekeeper


def test_a_double_click_shows_the_file_over_start(
    qapp: QApplication, home: Path, stick: Path
) -> None:
    one = window_on(qapp, home, stick / "evening 1.circle")
    desk = Facilitator(one, FakeClock())
    assert isinstance(one.window.page, OpenNotesPage)
    wait_for(lambda: "An evening · 1" in desk.sees, lambda: desk.sees)
    desk.press("Escape")
    assert one.window.page is one.start
    one.window.close()
    several = window_on(qapp, home, stick / "evening 1.circle", stick / "evening 2.circle")
    page = several.window.page
    assert isinstance(page, OpenManyPage)
    wait_for(lambda: not page.is_busy, lambda: seen(several.window))
    assert "2 are new." in seen(several.window)
    several.window.close()


def test_when_another_window_has_the_kit_it_says_so_and_opens_the_file_later(
    qapp: QApplication, home: Path, stick: Path
) -> None:
    with closing(Store.open(home)):
        window = window_on(qapp, home, stick / "evening 1.circle")
        said = window.window.said
        assert "is open in another Circlekeeper. Use that window, or close it first." in said
        assert "“evening 1.circle” was not opened." in said
        assert window.window.page is window.start
    Facilitator(window, FakeClock()).click("Try again")
    assert isinstance(window.window.page, OpenNotesPage)
    window.window.close()


def test_the_desktop_hands_over_files_of_our_kind() -> None:
    entry = (assets() / "circlekeeper.desktop").read_text("utf-8")
    kinds = (assets() / "circlekeeper-mime.xml").read_text("utf-8")
    assert "Exec=circlekeeper-window %F\n" in entry
    assert "MimeType=application/vnd.circlekeeper.session+zip;\n" in entry
    assert 'type="application/vnd.circlekeeper.session+zip"' in kinds
    assert 'pattern="*.circle"' in kinds
