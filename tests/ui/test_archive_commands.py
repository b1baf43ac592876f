"""The whole archive leaves by the command line, and is searched."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from circle import events as e
from circle.kept import Arrived
from circle.log import Log
from circle.new_folder import NewFile
from circle.store import Store
from tests.exports.an_evening import an_evening
from tests.exports.archives import asked, later
from tests.exports.five_sessions import points, topic
from tests.fakes import AN_EVENING
from tests.ui.typed import COMMAND, ROOT, Typed, typed_here

FIRST, SECOND, THIRD, FOURTH = "1a3fa9c21d0b", "2b3fa9c21d0b", "3c3fa9c21d0b", "4d3fa9c21d0b"
OPEN = "5e3fa9c21d0b"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Four sessions, each ten days after the one before; the first is of another circle with the fourth, which came
    from elsewhere.
    """
    home = tmp_path / "home"
    with closing(Store.open(home)) as store:
        store.add_session(FIRST, an_evening())
        store.add_session(SECOND, later(topic(), 10))
        store.add_session(THIRD, later(points(), 20))
        came = Arrived("elsewhere", datetime(2026, 6, 12, tzinfo=UTC), "aliases", "trainer")
        store.add_session(FOURTH, later(an_evening(small=True), 30), arrived=came)
    return home


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str], home: Path, monkeypatch: pytest.MonkeyPatch) -> Typed:
    monkeypatch.setenv("TZ", "UTC")
    return typed_here(capsys, home)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "programme"


def leave_open(home: Path, circle: str = "") -> None:
    opened = e.SessionOpened("Still open", (e.Participant("p1", "Ann"),), circle=circle)
    with closing(Store.open(home)) as store:
        store.append(OPEN, e.Logged(1, 0, AN_EVENING, opened))


def register(home: Path) -> list[tuple[str, str, str, str]]:
    with closing(Store.open(home)) as store:
        return [(one.session, one.format, one.level, one.reader) for one in store.exports()]


def ids(archive: str) -> list[str]:
    return [
        row["id"] for row in asked(Path(archive), "SELECT id FROM sessions ORDER BY opened_utc")
    ]


def test_all_closed_sessions_leave_in_both_forms_and_the_register_says_so(
    typed: Typed, home: Path, out: Path
) -> None:
    done = typed("archive", "export", out)
    assert (done.code, done.lines) == (0, [str(out / "archive")])
    assert {one.name for one in (out / "archive").iterdir()} == {
        *("README.txt", "data", "datapackage.json", "metadata.yaml", "sessions.sqlite"),
    }
    assert ids(done.lines[0]) == [FIRST, SECOND, THIRD, FOURTH]
    assert done.err.splitlines()[-2:] == [
        "4 sessions left.",
        "In 1 of them fewer than five people were there, so of that one only totals are in it.",
    ]
    forms = ("archive-package", "archive-sqlite")
    assert register(home) == [
        (one, form, "nobody", "report") for one in (FIRST, SECOND, THIRD, FOURTH) for form in forms
    ]
    lines = typed("exports", "1a").lines
    assert lines[1].endswith(
        "  With others, as tables for research · Without names · For the report"
    )
    assert lines[2].endswith("  With others, as one SQLite file · Without names · For the report")


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (("--since", "2026-05-21"), [SECOND, THIRD, FOURTH]),
        (("--until", "2026-05-21"), [FIRST, SECOND]),
        (("--since", "2026-05-21", "--until", "2026-05-21"), [SECOND]),
        (("--circle", " riverSIDE"), [SECOND, THIRD]),
        (("--own",), [FIRST, SECOND, THIRD]),
        (("--arrived",), [FOURTH]),
    ],
)
def test_only_what_is_meant_leaves(
    typed: Typed, out: Path, chosen: tuple[str, ...], found: list[str]
) -> None:
    (line,) = typed("archive", "export", out, *chosen).lines
    assert ids(line) == found


def test_level_reader_and_form_are_chosen(typed: Typed, home: Path, out: Path) -> None:
    options = ("--who", "seats", "--for", "trainer", "--format", "SQLite")
    (line,) = typed("archive", "export", out, *options).lines
    assert Path(line).name == "archive-seats-trainer"
    assert not (Path(line) / "datapackage.json").exists()
    rows = asked(Path(line), "SELECT DISTINCT level, reader FROM sessions")
    assert [tuple(row.values()) for row in rows] == [("seats", "trainer")]
    assert {one[1:] for one in register(home)} == {("archive-sqlite", "seats", "trainer")}


def test_a_form_that_there_is_not_is_told_with_those_there_are(typed: Typed, out: Path) -> None:
    done = typed("archive", "export", out, "--format", "package,xml")
    assert done.code == 2
    assert "There is no form “xml”. Choose from: package, sqlite." in done.err
    assert not out.exists()


def test_names_that_are_found_are_told_by_session(typed: Typed, out: Path) -> None:
    lines = typed("archive", "export", out, "--who", "seats").err.splitlines()
    at = lines.index(f"Session {FIRST}:")
    assert lines[at + 1] == "In a note: “Gwen” becomes “Seat 3”."


def test_a_session_that_cannot_leave_is_named_and_the_others_go(
    typed: Typed, home: Path, out: Path
) -> None:
    leave_open(home)
    done = typed("archive", "export", out)
    assert (done.code, ids(done.lines[0])) == (1, [FIRST, SECOND, THIRD, FOURTH])
    why = f"Session {OPEN}: It is still open. End it in the window, then export it."
    assert done.err.splitlines()[0] == why
    assert OPEN not in str(register(home))
    agreed = later(an_evening(say_yes=True), 40)
    with closing(Store.open(home)) as store:
        store.add_session("6f3fa9c21d0b", agreed)
    done = typed("archive", "export", out, "--who", "names")
    assert (done.code, ids(done.lines[0])) == (1, ["6f3fa9c21d0b"])
    assert sum(line.startswith("Session ") for line in done.err.splitlines()) >= 5


def test_an_open_session_that_is_not_meant_is_not_told_of(
    typed: Typed, home: Path, out: Path
) -> None:
    leave_open(home, circle="Kitchen table")
    assert typed("archive", "export", out, "--circle", "Riverside").code == 0
    assert typed("archive", "export", out, "--arrived").code == 0
    assert typed("archive", "export", out, "--circle", "kitchen TABLE").code == 1


def test_where_nothing_can_leave_nothing_is_made(typed: Typed, home: Path, out: Path) -> None:
    done = typed("archive", "export", out, "--who", "names")
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines()[-1] == "No session could leave, so nothing was exported."
    assert not out.exists()
    why = typed("archive", "export", out, "--since", "2027-01-01").why
    assert why == "No session fits that. “circlekeeper list” shows them all. Nothing was exported."
    assert register(home) == []


def test_a_damaged_session_stays_and_the_others_go(typed: Typed, home: Path, out: Path) -> None:
    with closing(sqlite3.connect(home / "circlekeeper.kit")) as kit, kit:
        triggers = kit.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            if "event" in name:
                kit.execute(f'DROP TRIGGER "{name}"')
        kit.execute("UPDATE event SET at_ms = at_ms + 1 WHERE session = ? AND seq = 4", (SECOND,))
    done = typed("archive", "export", out)
    assert (done.code, ids(done.lines[0])) == (1, [FIRST, THIRD, FOURTH])
    assert SECOND in done.err


def test_what_cannot_be_written_is_said_in_one_line_and_is_not_in_the_register(
    typed: Typed, home: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: NewFile, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(NewFile, "write", full)
    done = typed("archive", "export", out)
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines()[-1] == (
        f"“archive” was not saved in “{out}”. There is no room left: make some, or choose another disk. "
        "Nothing else was changed."
    )
    assert not out.exists()
    assert register(home) == []


def test_a_second_archive_does_not_touch_the_first(typed: Typed, out: Path) -> None:
    assert typed("archive", "export", out).lines == [str(out / "archive")]
    assert typed("archive", "export", out).lines == [str(out / "archive-2")]


@pytest.mark.skipif(os.name == "nt", reason="Windows stops programs in another way")
@pytest.mark.skipif(
    signal.getsignal(signal.SIGINT) is signal.SIG_IGN,
    reason="Ctrl C does nothing in the background",
)
def test_ctrl_c_leaves_nothing_half(home: Path, out: Path) -> None:
    with closing(Store.open(home)) as store:
        for n in range(400):
            store.add_session(f"{n:03}fa9c21d0b", later(an_evening(), n % 28))
    words = ["archive", "export", str(out), "--who", "seats", "--home", str(home)]
    with subprocess.Popen(
        [*COMMAND, *words], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr
        assert process.stderr.readline().startswith("Session ")
        process.send_signal(signal.SIGINT)
        said, why = process.communicate()
    assert (process.returncode, said) == (130, "")
    assert why.splitlines()[-1] == "Stopped. What was saved before is safe."
    assert not out.exists()
    assert register(home) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such terminals")
def test_on_a_terminal_a_line_says_how_far_it_is(home: Path, out: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "wb") as terminal:
        words = ["archive", "export", str(out), "--home", str(home)]
        run = subprocess.run(
            [*COMMAND, *words], cwd=ROOT, stdout=subprocess.PIPE, stderr=terminal, check=True
        )
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert "4 of 4 sessions" in shown
    assert run.stdout.decode().splitlines() == [str(out / "archive")]


def test_what_it_needs_is_imported_when_it_is_asked_for() -> None:
    code = "import sys, ui.commands; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    modules = run.stdout.decode().split()
    assert not {"exports.archive", "exports.archive_sqlite", "circle.archived"} & {*modules}


# Search


def test_hits_are_shown_session_by_session_with_their_words_marked(typed: Typed) -> None:
    lines = typed("search", "ask").lines
    where = [line for line in lines if not line.startswith(" ")]
    assert where[0].startswith(f"{FOURTH} · 2026-06-10 · Trauma network · Session 22 · Leaving")
    assert "  key point 50: ‹Ask› before you arrange anything." in lines
    assert [line.split()[0] for line in where] == [FOURTH, *(w.split()[0] for w in where[1:])]
    assert where[-1].startswith(FIRST)


def test_a_search_is_narrowed_and_found_in_other_spellings(typed: Typed) -> None:
    def sessions(*words: str) -> set[str]:
        return {one["session"] for one in json.loads(typed("search", *words, "--json").out)}

    assert sessions("ÁSK") == sessions("ask") > sessions("ask", "--circle", "riverside")
    assert sessions("ask", "--arrived") == {FOURTH}
    assert sessions("ask", "--own", "--until", "2026-05-11") == {FIRST}
    assert sessions("ask", "--kind", "note") == set()
    assert sessions("hospital", "--kind", "title,key-point") >= {FIRST, FOURTH}
    assert sessions("before you arrange") == sessions("before", "you", "arrange")
    assert sessions("you before arrange") == set()
    assert sessions("ask", "--led-by", "Nobody") == sessions("ask", "--place", "Nowhere") == set()
    assert sessions("ask", "--template", "topic") >= {FIRST}


def test_a_search_goes_on_where_the_page_before_ended(typed: Typed) -> None:
    every = json.loads(typed("search", "ask", "--json").out)
    first = typed("search", "ask", "--most", "1", "--json")
    (one,) = json.loads(first.out)
    assert first.err == f"There are more: --before {one['id']} shows those that follow.\n"
    rest = typed("search", "ask", "--before", one["id"], "--json")
    assert [one, *json.loads(rest.out)] == every
    assert rest.err == ""


def test_the_keys_of_a_hit_are_described(typed: Typed) -> None:
    one = json.loads(typed("search", "ask", "--json").out)[0]
    start, end = one["marks"][0]
    assert one["text"][start:end] == "Ask"
    described = (ROOT / "docs" / "command-line.md").read_text("utf-8")
    assert [key for key in one if f"`{key}`" not in described] == []


def test_where_nothing_is_found_it_says_so(typed: Typed) -> None:
    done = typed("search", "zzzz")
    assert (done.code, done.out, done.err) == (0, "", "Nothing was found.\n")
    assert typed("search", "ask", "--json", "--circle", "Nobody’s").out == "[]\n"


def test_a_kind_that_there_is_not_is_told_with_those_there_are(typed: Typed) -> None:
    done = typed("search", "ask", "--kind", "names")
    assert done.code == 2
    assert "There is no kind “names”. Choose from: title, note, key-point, prompt" in done.err


def test_what_somebody_wrote_moves_no_cursor_and_long_texts_are_cut(
    typed: Typed, home: Path
) -> None:
    long = "so " * 100 + "\x1b[31m\u202eremarkable\n\n" + "and " * 100
    log = an_evening()
    entries = [
        e.Logged(one.seq, one.at_ms, one.wall, e.NoteWritten(one.event.note, long))
        if isinstance(one.event, e.NoteWritten) and one.event.note == 40
        else one
        for one in log.entries
    ]
    with closing(Store.open(home)) as store:
        store.add_session("7a3fa9c21d0b", later(Log(entries), 50))
    (_where, line) = typed("search", "remarkable").lines
    assert "‹remarkable›" in line
    assert line.split(": ")[1].startswith("…")
    assert line.endswith("…")
    assert len(line) < 260
    assert not {"\x1b", "\u202e"} & {*line}


def test_of_several_copies_of_a_session_one_leaves_and_it_says_so(
    typed: Typed, home: Path, out: Path
) -> None:
    with closing(Store.open(home)) as store:
        came = Arrived(FIRST, datetime(2026, 6, 12, tzinfo=UTC), "aliases", "trainer")
        store.add_session("6f3fa9c21d0b", an_evening(), arrived=came)
    done = typed("archive", "export", out)
    assert ids(done.lines[0]) == [FIRST, SECOND, THIRD, FOURTH]
    counted = asked(Path(done.lines[0]), "SELECT sum(sessions) AS n FROM circles_by_month")
    assert counted == [{"n": 4}]
    assert "1 other copy of a session was left out" in done.err
    elsewhere = typed("archive", "export", out, "--arrived")
    assert ids(elsewhere.lines[0]) == ["6f3fa9c21d0b", FOURTH]


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--until", "9999-12-31"), "“9999-12-31” is not within the years 2000 to 2100."),
        (("--since", "0001-01-01"), "“0001-01-01” is not within the years 2000 to 2100."),
        (("--before", f"-{10**23}"), "is not in the range"),
        (("--before", f"{10**23}"), "is not in the range"),
    ],
)
def test_days_and_numbers_that_cannot_be_are_refused_in_a_sentence(
    typed: Typed, options: tuple[str, str], why: str
) -> None:
    done = typed("search", "ask", *options)
    assert (done.code, done.out) == (2, "")
    assert why in " ".join(done.err.split())


def test_bytes_that_are_no_text_find_nothing(typed: Typed) -> None:
    for words in (("ask", "--circle", "\udcff"), ("\udcffzzzz",), ("ask", "--led-by", "\udcff")):
        assert "Nothing was found." in typed("search", *words).err
