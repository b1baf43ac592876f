"""Sessions that leave by the command line, one and many, and the register of what left."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from circle import events as e
from circle.files import NotWritten
from circle.kit_files import OWN_DOCUMENTS
from circle.log import Log
from circle.store import Store
from exports.formats import FORMATS
from exports.house_kept import Part
from tests.exports.an_evening import an_evening
from tests.exports.five_sessions import points, topic
from tests.fakes import AN_EVENING
from tests.ui.typed import ROOT, Typed, typed_here
from ui.export_commands import DEFAULT, default_formats

FIRST, SECOND, THIRD = "1a3fa9c21d0b", "2b3fa9c21d0b", "3c3fa9c21d0b"
FOURTH = "4d3fa9c21d0b"


def later(log: Log, days: int) -> Log:
    return Log(
        e.Logged(one.seq, one.at_ms, one.wall + timedelta(days=days), one.event)
        for one in log.entries
    )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Three sessions, each ten days after the one before; the first is of another circle."""
    home = tmp_path / "home"
    with closing(Store.open(home)) as store:
        store.add_session(FIRST, an_evening())
        store.add_session(SECOND, later(topic(), 10))
        store.add_session(THIRD, later(points(), 20))
    return home


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str], home: Path, monkeypatch: pytest.MonkeyPatch) -> Typed:
    monkeypatch.setenv("TZ", "UTC")
    return typed_here(capsys, home)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def register(home: Path) -> list[tuple[str, str, str, str]]:
    with closing(Store.open(home)) as store:
        return [(one.session, one.format, one.level, one.reader) for one in store.exports()]


def sessions_of(lines: list[str]) -> list[str]:
    """Four letters of each, in the order of the files."""
    return [Path(line).name.split("-")[4][:4].removesuffix(".") for line in lines]


def test_every_session_leaves_at_once_the_oldest_first(typed: Typed, home: Path, out: Path) -> None:
    done = typed("export", "--all", "--format", "md", "--out", out)
    assert (done.code, sessions_of(done.lines)) == (0, ["1a3f", "2b3f", "3c3f"])
    assert [Path(line).is_file() for line in done.lines] == [True] * 3
    assert register(home) == [(one, "md", "nobody", "report") for one in (FIRST, SECOND, THIRD)]


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (("--since", "2026-05-21"), ["2b3f", "3c3f"]),
        (("--since", "2026-05-22"), ["3c3f"]),
        (("--circle", " riverSIDE"), ["2b3f", "3c3f"]),
        (("--circle", "Riverside", "--since", "2026-05-30"), ["3c3f"]),
        ((THIRD, FIRST), ["3c3f", "1a3f"]),
    ],
)
def test_sessions_are_chosen_by_day_by_circle_and_by_name(
    typed: Typed, out: Path, chosen: tuple[str, ...], found: list[str]
) -> None:
    assert sessions_of(typed("export", *chosen, "--format", "md", "--out", out).lines) == found


def test_where_nothing_is_chosen_it_says_so(typed: Typed, out: Path) -> None:
    why = typed("export", "--since", "2027-01-01", "--out", out).why
    assert why == "No session fits that. “circlekeeper list” shows them all. Nothing was exported."


def test_a_session_that_cannot_leave_is_named_and_the_others_go(
    typed: Typed, home: Path, out: Path
) -> None:
    with closing(Store.open(home)) as store:
        opened = e.SessionOpened("Still open", (e.Participant("p1", "Ann"),))
        store.append(FOURTH, e.Logged(1, 0, AN_EVENING, opened))
    done = typed("export", "--all", "--who", "names", "--format", "md", "--out", out)
    assert (done.code, done.out) == (1, "")
    assert [line.split(".")[0][:22] for line in done.err.splitlines()] == [
        "Session 4d3fa9c21d0b i",
        *(f"Session {one}: " for one in (FIRST, SECOND, THIRD)),
    ]
    done = typed("export", THIRD, "zz", FIRST, "4d3f", "--format", "md", "--out", out)
    assert (done.code, sessions_of(done.lines)) == (1, ["3c3f", "1a3f"])
    assert [one for one in done.err.splitlines() if "begins with “zz”" in one]
    assert len(register(home)) == 2


def test_the_names_found_are_told_by_session(typed: Typed, out: Path) -> None:
    done = typed("export", FIRST, SECOND, "--who", "seats", "--format", "md", "--out", out)
    lines = done.err.splitlines()
    assert lines[:2] == [f"Session {FIRST}:", "In a note: “Gwen” becomes “Seat 3”."]


def test_all_stands_for_every_format(typed: Typed, home: Path, out: Path) -> None:
    done = typed("export", FIRST, "--format", "all", "--out", out)
    assert done.code == 0
    assert [one[1] for one in register(home)] == [format.id for format in FORMATS]
    assert len(done.lines) == len(FORMATS)


def test_left_out_the_formats_are_a_web_page_and_a_pdf_where_there_is_one(typed: Typed) -> None:
    ids = {format.id for format in FORMATS}
    assert [one.id for one in default_formats()] == [one for one in DEFAULT if one in ids]
    said = " ".join(typed("export", "--help").out.split())
    assert ",".join(format.id for format in FORMATS) in said.replace(" ", "")
    assert all(f"{format.id} ({format.title})" in said for format in FORMATS)


def test_what_is_known_of_formats_is_imported_when_it_is_needed() -> None:
    code = "import sys, ui.commands; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert {b"jinja2", b"exports.formats", b"sqlcipher3"}.isdisjoint(run.stdout.split())


def test_house_style_and_paper_are_on_what_leaves(typed: Typed, home: Path, out: Path) -> None:
    with closing(Store.open(home)) as store:
        store.keep_house(Part.ORGANISATION, b"The Bridge")
    (page,) = typed("export", FIRST, "--format", "html", "--out", out).lines
    assert "The Bridge" in Path(page).read_text("utf-8")
    assert "size: A4" in Path(page).read_text("utf-8")
    options = ("--format", "html", "--paper", "letter", "--out", out)
    (page,) = typed("export", FIRST, *options).lines
    assert "size: letter" in Path(page).read_text("utf-8")


def test_a_broken_template_of_ones_own_holds_up_its_format_alone(
    typed: Typed, home: Path, out: Path
) -> None:
    (home / OWN_DOCUMENTS).mkdir()
    (home / OWN_DOCUMENTS / "notes.md.j2").write_text("{{ nothing }}", "utf-8")
    done = typed("export", FIRST, "--format", "html,md", "--out", out)
    assert (done.code, [Path(line).suffix for line in done.lines]) == (1, [".html"])
    assert "\n“notes.md.j2”, line 1: there is no “nothing”." in done.err
    assert [one[1] for one in register(home)] == ["html"]
    assert [one.suffix for one in out.iterdir()] == [".html"]


def test_what_cannot_be_written_is_not_in_the_register(
    typed: Typed, home: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(folder: Path, name: str, data: bytes) -> Path:
        raise NotWritten("There is no room left.")

    monkeypatch.setattr("exports.writing.write_new", full)
    done = typed("export", "--all", "--format", "md", "--out", out)
    assert (done.code, done.out, register(home)) == (1, "", [])
    assert done.err.count("There is no room left.") == 3


def test_a_folder_that_is_not_there_is_made_where_notes_come_into_it(
    typed: Typed, tmp_path: Path
) -> None:
    folder = tmp_path / "notes"
    assert typed("export", FIRST, "--who", "names", "--format", "md", "--out", folder).code == 1
    assert not folder.exists(), "nothing came into it"
    (line,) = typed("export", FIRST, "--format", "md", "--out", folder).lines
    assert Path(line).parent == folder
    assert typed("export", FIRST, "--format", "md", "--out", folder).code == 0


def test_where_nothing_can_be_written_is_said_once_and_before_anything_is_made(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_notes: object) -> None:
        raise AssertionError

    monkeypatch.setattr("exports.writing.document", never)
    away = tmp_path / "away" / "notes"
    assert typed("export", "--all", "--out", away).why == (
        f"Nothing can be saved in “{away}”. That folder does not exist: choose another one. "
        "Nothing else was changed."
    )
    file = tmp_path / "file"
    file.touch()
    assert "That is not a folder" in typed("export", "--all", "--out", file).why


@pytest.mark.parametrize(
    ("formats", "said"),
    [
        ("md", ["A passphrase seals only the bundle (circle), and none is made: these stay open."]),
        ("md,circle", ["Only the bundle is sealed: anyone who finds the others can read them."]),
        ("circle", []),
    ],
)
def test_what_a_passphrase_does_not_seal_is_said(
    typed: Typed, out: Path, tmp_path: Path, formats: str, said: list[str]
) -> None:
    file = tmp_path / "phrase"
    file.write_text("four small words", "utf-8")
    given = ("--format", formats, "--passphrase-file", file, "--out", out)
    done = typed("export", THIRD, *given)
    assert (done.code, done.err.splitlines()) == (0, said)


def test_a_short_passphrase_seals_with_a_hint(typed: Typed, out: Path, tmp_path: Path) -> None:
    file = tmp_path / "phrase"
    file.write_text("abc", "utf-8")
    given = ("--format", "circle", "--passphrase-file", file, "--out", out)
    done = typed("export", THIRD, *given)
    hint = "A passphrase of fewer than 12 letters can be guessed: several words are better.\n"
    assert (done.code, done.err) == (0, hint)
    (written,) = done.lines
    assert Path(written).read_bytes().startswith(b"age-encryption.org/v1")


def keep_unasked(home: Path, confidentiality: str) -> None:
    """Two who said yes to their names; nobody asked the circle."""
    people = (e.Participant("p1", "Ann", says_yes=True), e.Participant("p2", "Ben", says_yes=True))
    opened = e.SessionOpened("Told", people, confidentiality=confidentiality)
    log = Log([e.Logged(1, 0, AN_EVENING, opened), e.Logged(2, 9, AN_EVENING, e.SessionClosed())])
    with closing(Store.open(home)) as store:
        store.add_session(FOURTH, log)


def test_a_trainers_copy_of_a_circle_that_was_not_asked_says_so(
    typed: Typed, home: Path, out: Path
) -> None:
    keep_unasked(home, confidentiality="circle")
    said = "The circle has not said that a trainer may see this. It leaves all the same."
    given = ("--format", "md", "--out", out)
    done = typed("export", FOURTH, "--for", "trainer", *given)
    assert (done.code, said in done.err.splitlines()) == (0, True)
    done = typed("export", SECOND, FOURTH, "--for", "trainer", *given)
    assert f"Session {FOURTH}: {said}" in done.err.splitlines()
    assert said not in typed("export", FOURTH, *given).err


def test_names_against_the_rule_of_the_circle_leave_with_a_word(
    typed: Typed, home: Path, out: Path
) -> None:
    keep_unasked(home, confidentiality="chatham house")
    said = "The circle agreed that nobody outside hears who was here; with names, they do."
    done = typed("export", "4d3f", "--who", "names", "--format", "md", "--out", out)
    assert (done.code, done.err.splitlines()) == (0, [said])
    done = typed("export", "4d3f", "--who", "aliases", "--format", "md", "--out", out)
    assert (done.code, done.err) == (0, "")


def test_sessions_are_named_or_chosen_and_not_both(typed: Typed) -> None:
    assert "not both" in typed("export", FIRST, "--all").err


def test_an_empty_first_line_is_no_passphrase(typed: Typed, out: Path, tmp_path: Path) -> None:
    file = tmp_path / "phrase"
    file.write_text("\n\nsecret", "utf-8")
    why = typed("export", FIRST, "--passphrase-file", file, "--out", out).why
    assert why == "The first line of “phrase” is empty; expected a passphrase there."


def test_the_register_says_what_left_when_and_in_which_form_and_never_where_to(
    typed: Typed, home: Path, out: Path
) -> None:
    assert typed("exports").lines == ["Nothing has left the kit."]
    typed("export", SECOND, "--for", "trainer", "--format", "md", "--out", out)
    typed("export", FIRST, "--who", "seats", "--format", "html", "--out", out)
    typed("export", SECOND, "--format", "csv", "--out", out)
    lines = typed("exports").lines
    assert lines[0] == f"{SECOND} · Leaving hospital · 2026-05-21"
    assert lines[1].endswith("  Markdown · Without names · For a trainer")
    assert lines[2].endswith("  Table of turns · Without names · For the report")
    assert lines[3] == f"{FIRST} · Leaving hospital · 2026-05-11"
    assert lines[4].endswith("  Web page · With seats · For the report")
    assert typed("exports", "1a").lines == lines[3:]
    (one,) = json.loads(typed("exports", "1a", "--json").out)
    assert one.pop("left_utc").endswith("+00:00")
    assert one == {
        "session": FIRST,
        "format": "html",
        "level": "seats",
        "reader": "report",
        "sealed": False,
    }
    described = (ROOT / "docs" / "command-line.md").read_text("utf-8")
    assert [key for key in (*one, "left_utc") if f"`{key}`" not in described] == []
    assert str(out) not in typed("exports", "--json").out
