"""The command line as somebody uses it: what they type, what they read, and what the shell is told."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from circle import events as e
from circle import moves, note_moves
from circle.harvest import NoteKind, Seen, Side
from circle.level import Level
from circle.loop import Loop
from circle.reflection import Gathered, Occasion, Reflection, Stance, StanceCount
from circle.store import Store
from tests.circle.story import AN_EVENING, FORMS
from tests.fakes import FakeClock
from tests.ui.typed import COMMAND, ROOT, Typed, typed_apart, typed_here
from ui.export_commands import default_formats
from ui.session_options import LEVELS
from ui.session_text import zone_words

RTTM = """\
SPEAKER m 1 0.5 2.125 <NA> <NA> Ann <NA> <NA>
SPEAKER m 1 1.0 0.5 <NA> <NA> Cleo <NA> <NA>
SPEAKER m 1 2.625 3 <NA> <NA> Ben <NA> <NA>
SPEAKER m 1 9 60 <NA> <NA> Ann <NA> <NA>
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str], home: Path, monkeypatch: pytest.MonkeyPatch) -> Typed:
    monkeypatch.setenv("TZ", "UTC")
    return typed_here(capsys, home)


@pytest.fixture
def meeting(tmp_path: Path) -> Path:
    file = tmp_path / "meeting.rttm"
    file.write_text(RTTM, "utf-8")
    return file


PEOPLE = (
    e.Participant("p1", "Ann", facilitator=True),
    e.Participant("p2", "Ben"),
    e.Participant("p3", "Cleo"),
)


def hold(
    home: Path,
    *,
    closed: bool,
    title: str = "An evening",
    also: Callable[[Loop], None] | None = None,
) -> str:
    """A session with a round: Ann for a minute, a silence, Ben passes, Cleo holds the piece."""
    clock = FakeClock(AN_EVENING)
    with closing(Store.open(home)) as store:
        opened = e.SessionOpened(title, PEOPLE, circle="Riverside", number=22)
        loop = Loop.begin(store, clock, opened)
        plan = e.RoundPlan("go_round", prompt="What brought you here?")
        loop.record(moves.begin_round(loop.state, form=FORMS["go_round"], plan=plan))
        loop.record(moves.give_piece(loop.state, to="p1"))
        clock.advance(60_000)
        loop.record(moves.begin_silence(loop.state))
        clock.advance(30_000)
        loop.record(moves.pass_turn(loop.state, loop.now_ms(), for_now=False, who="p2"))
        loop.record(moves.give_piece(loop.state, to="p3"))
        clock.advance(4_000)
        note = note_moves.write_note(
            loop.state, number=loop.log.next_seq, text="Cleo told of the bus"
        )
        loop.record(note)
        if also is not None:
            also(loop)
        clock.advance(1_000)
        loop.heartbeat()
        if closed:
            loop.record(moves.close(loop.state))
        return loop.session


def much_written(loop: Loop) -> None:
    """A key point and a commitment that are mine, a reflection for a trainer, and counts of six."""
    number = loop.log.next_seq
    loop.record(e.NoteWritten(number, "Ask first", NoteKind.KEY_POINT, None, Seen.MINE, Side.OLD))
    number = loop.log.next_seq
    loop.record(e.CommitmentMade(number, "Come earlier", "p2", "2026-06-08"))
    own = Reflection(Occasion.CLOSE, (Stance.DRIFTED,), keep="Breathe", seen=Seen.TRAINER)
    loop.record(e.ReflectionWritten(own))
    loop.record(e.ListeningGathered(Gathered(6, (StanceCount(Stance.FIX, 2),), ())))


def test_import_list_show_export_verify(typed: Typed, meeting: Path, tmp_path: Path):
    imported = typed("import", meeting)
    assert imported.code == 0
    (line,) = imported.lines
    session, sentence = line.split("  ", 1)
    which, sentence = sentence.rsplit(" · ", 1)
    assert which.startswith(f"{meeting.name} · 20")
    assert sentence == "“m”: 3 turns, 1 cross-talk."

    (heading, row) = typed("list").lines
    assert heading.split() == ["id", "opened", "length", "people", "title"]
    assert row.split()[0] == session
    assert row.split()[-5:] == ["1:09", "2", "from", "elsewhere", "m"]

    shown = typed("show", session[:4])
    assert shown.code == 0
    assert "Voices: 2 present, 2 offered, 2 heard, 0 passed, 0 not reached" in shown.lines
    assert "   1      2  1:02   62.125  Ann" in shown.lines
    assert "   2      1  0:03    3.000  Ben" in shown.lines

    exported = typed("export", session[:4], "--out", tmp_path)
    assert (exported.code, exported.err) == (0, "")
    assert [Path(line).suffix for line in exported.lines] == [
        one.suffix for one in default_formats()
    ]
    assert all(Path(line).is_file() for line in exported.lines)

    verified = typed("verify")
    assert (verified.code, verified.err) == (0, "")
    assert verified.out.startswith("1 session and ")
    assert json.loads(typed("list", "--json").out)[0]["exported"] is True


def test_import_says_what_it_does_with_each_file_once(typed: Typed, meeting: Path, tmp_path: Path):
    other = tmp_path / "other.csv"
    other.write_text("person,start_s,end_s\nAnn,0,5\n", "utf-8")
    *said, last = typed("import", meeting, other).lines
    assert (len(said), last) == (2, "2 came in.")
    again = typed("import", meeting)
    assert (again.code, "is here already" in again.out) == (0, True)
    assert len(typed("list").lines) == 3


def test_show_tells_the_session_in_the_order_of_the_seats_with_clock_times(
    typed: Typed, home: Path
):
    session = hold(home, closed=True)
    shown = typed("show", session)
    clock, plan = AN_EVENING.astimezone(), "Go-round: What brought you here?"
    assert shown.lines == [
        "An evening",
        "Riverside, session 22",
        f"{session} · {clock:%Y-%m-%d %H:%M} {zone_words(AN_EVENING)} · 1:35 · closed",
        "1 note; the window and an export show it",
        "",
        "Voices: 3 present, 3 offered, 2 heard, 1 passed, 0 not reached",
        "2 of 3 people spoke. The facilitator held 92 % of the time.",
        "",
        "seat  turns  time  seconds  person",
        "   1      1  1:00   60.000  Ann (facilitator)",
        "   2      –     –        –  Ben",
        "   3      1  0:05    5.000  Cleo",
        "",
        "round     began  length  offered  heard  passed  not reached  what",
        f"    1  {clock:%H:%M:%S}    1:35        3      2       1            0  {plan}",
        "",
        *shown.lines[16:25],
        "",
        "   began  length  round  floor",
        f"{clock:%H:%M:%S}    1:00      1  Ann",
        f"{clock + timedelta(seconds=60):%H:%M:%S}    0:30      1  silence",
        f"{clock + timedelta(seconds=90):%H:%M:%S}    0:05      1  Cleo",
    ]
    figures = shown.lines[16:25]
    assert figures[0] == "everyone  without facilitators  how the time was shared"
    assert figures[1].split("  ")[-1] == "of the time held would have to move (Hoover)"
    assert figures[-1] == "Silences: 1, 0:30 in all, 32 % of the session, median 0:30"


def test_undefined_figures_are_a_dash_and_null_and_never_nought(typed: Typed, home: Path):
    with closing(Store.open(home)) as store:
        loop = Loop.begin(store, FakeClock(), e.SessionOpened("", PEOPLE))
        loop.record(moves.close(loop.state))
    shown = typed("show", loop.session)
    assert "Nobody held the piece." in shown.lines
    assert any(line.split()[:2] == ["–", "–"] and "Hoover" in line for line in shown.lines)
    assert "Length of a turn: median –, middle half – to –, longest –" in shown.lines
    measures = json.loads(typed("show", loop.session, "--json").out)["measures"]
    assert measures["everyone"]["hoover"] is None
    assert measures["turns"]["median_ms"] is None


def test_a_session_that_is_open_is_listed_and_shown_so(typed: Typed, home: Path, tmp_path: Path):
    done, running = hold(home, closed=True), hold(home, closed=False, title="Tonight")
    rows = typed("list").lines[1:]
    assert [row.split()[0] for row in rows] == [running, done]
    assert "1:35" in rows[0]
    assert "still open" in rows[0]
    assert "open" not in rows[1]
    assert typed("show", running).lines[2].endswith("1:35 · still open")
    assert [one["standing"] for one in json.loads(typed("list", "--json").out)] == [
        "open",
        "closed",
    ]
    why = typed("export", running, "--out", tmp_path).why
    assert why == f"Session {running} is still open. End it in the window, then export it."


def test_the_keys_of_the_json_are_those_that_are_described(typed: Typed, home: Path):
    session = hold(home, closed=True)
    (listed,) = json.loads(typed("list", "--json").out)
    shown = json.loads(typed("show", session, "--json").out)
    described = (ROOT / "docs" / "command-line.md").read_text("utf-8")
    names = {*listed, *shown, *shown["measures"]}
    for part in ("people", "rounds", "timeline"):
        names |= {*shown[part][0]}
    for measures in shown["measures"].values():
        names |= {*measures}
    assert [
        name for name in sorted(names | {*shown["voices"]}) if f"`{name}`" not in described
    ] == []
    assert (listed["title"], listed["length_ms"], listed["opened_utc"]) == (
        "An evening",
        95_000,
        "2026-03-12T18:30:00.000+00:00",
    )
    assert [
        (one["floor"], one["seat"], one["start_ms"], one["end_ms"]) for one in shown["timeline"]
    ] == [("held", 1, 0, 60_000), ("silence", None, 60_000, 90_000), ("held", 3, 90_000, 95_000)]
    assert [(one["seat"], one["alias"]) for one in shown["people"]] == [
        (1, "Ann"),
        (2, "Ben"),
        (3, "Cleo"),
    ]
    assert (shown["notes"], shown["key_points"]) == (1, 0)
    assert "the bus" not in json.dumps(shown), "what was said stays in the kit until it is exported"


def test_an_id_may_be_shortened_until_it_could_be_two(typed: Typed, home: Path):
    for _more in range(17):
        hold(home, closed=True)
    listed = [one["id"] for one in json.loads(typed("list", "--json").out)]
    first = min(listed)
    shortest = next(n for n in range(1, 13) if sum(i.startswith(first[:n]) for i in listed) == 1)
    assert json.loads(typed("show", first[:shortest].upper(), "--json").out)["id"] == first
    letters = [one[0] for one in listed]
    twice = next(letter for letter in letters if letters.count(letter) > 1)
    assert "Type more of the id." in typed("show", twice).why
    assert "circlekeeper list" in typed("export", "zz").why


def test_the_names_that_are_found_are_shown_before_anything_is_written(
    typed: Typed, home: Path, tmp_path: Path
):
    session = hold(home, closed=True)
    exported = typed("export", session, "--who", "seats", "--out", tmp_path, "--format", "md")
    assert exported.err.splitlines() == ["In a note: “Cleo” becomes “Seat 3”."]
    (written,) = exported.lines
    assert "Seat 3 told of the bus" in Path(written).read_text("utf-8")

    refused = typed("export", session, "--who", "names", "--out", tmp_path)
    assert "3 of 3 people have not. Nothing was exported." in refused.why
    assert len([*tmp_path.glob("circle-*")]) == 1


def test_every_format_and_every_level_is_offered(typed: Typed, home: Path, tmp_path: Path):
    session = hold(home, closed=True)
    exported = typed("export", session, "--format", "JSON, csv,md,html,csv", "--out", tmp_path)
    assert sorted(Path(line).suffix for line in exported.lines) == [".csv", ".html", ".json", ".md"]
    assert tuple(level.value for level in Level) == LEVELS


def test_notes_go_to_the_current_folder_if_none_is_named(
    typed: Typed, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    session = hold(home, closed=True)
    monkeypatch.chdir(tmp_path)
    exported = typed("export", session, "--format", "md")
    assert exported.code == 0
    assert len([*tmp_path.glob("*.md")]) == 1
    assert "Ann" not in next(tmp_path.glob("*.md")).read_text("utf-8")


def test_json_out_and_in_again_is_the_same_record(
    typed: Typed, meeting: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    session = typed("import", meeting).out.split()[0]
    options = ("--format", "json", "--who", "aliases", "--out", tmp_path)
    (record,) = typed("export", session, *options).lines
    assert "is here already" in typed("import", record).out
    elsewhere = typed_here(capsys, tmp_path / "elsewhere")
    assert elsewhere("import", record).code == 0
    assert elsewhere("verify").code == 0
    ours, theirs = typed("show", session, "--json"), elsewhere("show", session, "--json")
    assert json.loads(ours.out) == json.loads(theirs.out)


def test_replay_holds_the_meeting_again(typed: Typed, meeting: Path):
    replayed = typed("replay", meeting)
    assert replayed.code == 0
    session, sentence = replayed.out.strip().split("  ", 1)
    assert sentence == "“m” was held again: 3 turns, 1 cross-talk, 8 events."
    shown = json.loads(typed("show", session, "--json").out)
    assert [one["held_ms"] for one in shown["people"]] == [62_125, 3_000]
    assert shown["source"] == "meeting.rttm"
    assert typed("verify").code == 0


def test_replay_at_a_speed_takes_its_time(typed: Typed, meeting: Path):
    assert typed("replay", meeting, "--speed", "1000").code == 0
    (replayed,) = json.loads(typed("list", "--json").out)
    assert replayed["length_ms"] == 69_000


def test_replay_acknowledges_each_event_by_its_number(typed: Typed, meeting: Path):
    assert typed("replay", meeting, "--acknowledge").lines == [str(n) for n in range(1, 9)]


@pytest.mark.parametrize("home_first", [True, False])
def test_home_stands_before_the_command_or_after_it(
    meeting: Path, tmp_path: Path, home_first: bool, capsys: pytest.CaptureFixture[str]
):
    from ui.command_line import main

    option, command = ["--home", str(tmp_path / "kit")], ["import", str(meeting)]
    assert main([*option, *command] if home_first else [*command, *option]) == 0
    assert (tmp_path / "kit").is_dir()
    capsys.readouterr()


USAGE = [
    ("frolic",),
    ("show",),
    ("show", "a", "b"),
    ("import",),
    ("export", "a", "--format", "doc"),
    ("export",),
    ("export", "a", "--all"),
    ("export", "--since", "yesterday"),
    ("export", "a", "--paper", "a5"),
    ("export", "a", "--format", ""),
    ("export", "a", "--who", "everybody"),
    ("export", "a", "--out", ""),
    ("replay", "m.rttm", "--speed", "0"),
    ("replay", "m.rttm", "--speed", "nan"),
    ("replay", "m.rttm", "--speed", "fast"),
    ("list", "--frolic"),
]


@pytest.mark.parametrize("words", USAGE, ids=" ".join)
def test_what_was_not_understood_is_told_with_the_usage(typed: Typed, home: Path, words):
    answer = typed(*words)
    assert (answer.code, answer.out) == (2, "")
    assert "Error: " in answer.err
    assert "Traceback" not in answer.err
    assert not home.exists()


@pytest.mark.parametrize(
    "command",
    [
        "demo",
        "import",
        "list",
        "show",
        "export",
        "exports",
        "keys",
        "review",
        "archive",
        "search",
        "verify",
        "replay",
        "templates",
        "decks",
        "circles",
        "plan",
        "erase",
    ],
)
def test_every_command_says_what_it_does_with_an_example(typed: Typed, home: Path, command: str):
    answer = typed(command, "--help")
    assert answer.code == 0
    assert f"Example: circlekeeper {command}" in answer.out
    assert "--acknowledge" not in answer.out
    assert command in typed("--help").out
    assert f"## `{command}" in (ROOT / "docs" / "command-line.md").read_text("utf-8")
    assert not home.exists()


def test_whole_runs_in_a_process_of_their_own(meeting: Path, tmp_path: Path):
    kit = {"CIRCLEKEEPER_HOME": str(tmp_path / "kit")}
    assert typed_apart("--version").out.startswith("circlekeeper ")
    assert typed_apart("import", meeting, environment=kit).code == 0
    listed = typed_apart("list", environment=kit)
    assert (listed.code, listed.err) == (0, "")
    assert typed_apart("show", listed.lines[1].split()[0], environment=kit).code == 0
    assert typed_apart("show", "zz", environment=kit).why.startswith(
        "No session has an id that begins"
    )


@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "latin-1"}])
def test_piped_output_is_utf_8_without_colours_whatever_the_locale(
    home: Path, locale: dict[str, str]
):
    hold(home, closed=True, title="Zoë’s 夜\x1b[31m\u202e circle")
    speaks = {**locale, "FORCE_COLOR": "1"}
    listed = typed_apart("list", "--home", home, environment=speaks)
    assert "Zoë’s 夜[31m circle" in listed.out
    assert "\x1b" not in listed.out + typed_apart("--help", environment=speaks).out


def test_a_reader_that_has_read_enough_is_no_trouble(home: Path):
    for _more in range(3):
        hold(home, closed=True)
    reads, writes = os.pipe()
    os.close(reads)
    with os.fdopen(writes, "wb") as pipe:
        answer = typed_apart("list", "--home", home, to=pipe)
    assert (answer.code, answer.err) == (0, "")


@pytest.mark.skipif(os.name == "nt", reason="Windows stops programs in another way")
@pytest.mark.skipif(
    signal.getsignal(signal.SIGINT) is signal.SIG_IGN,
    reason="Ctrl C does nothing in the background",
)
def test_ctrl_c_ends_a_replay_with_one_line_and_what_was_held_is_kept(meeting: Path, home: Path):
    words = ["replay", str(meeting), "--speed", "0.1", "--acknowledge", "--home", str(home)]
    with subprocess.Popen(
        [*COMMAND, *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "1\n"
        process.send_signal(signal.SIGINT)
        _rest, why = process.communicate()
    with closing(Store.open(home)) as store:
        (sign,) = store.open_sessions()
        assert len(store.read(sign.session).entries) >= 1
    assert process.returncode == 130
    assert why == (
        f"Stopped. What was held so far is session {sign.session}, which is still open.\n"
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such terminals")
def test_a_bar_moves_on_a_terminal(meeting: Path, home: Path):
    import pty

    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "wb") as terminal:
        run = subprocess.run(
            [*COMMAND, "replay", str(meeting), "--home", str(home)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=terminal,
            check=True,
        )
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert "100%" in shown
    assert b"held again" in run.stdout
    assert b"\x1b" not in run.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_without_a_display_the_window_says_so_in_one_line(tmp_path: Path) -> None:
    nowhere = {"QT_QPA_PLATFORM": "", "DISPLAY": "", "WAYLAND_DISPLAY": ""}
    answer = typed_apart("--home", tmp_path / "home", environment=nowhere)
    assert answer.why.startswith("There is no display to open a window on.")
    assert not (tmp_path / "home").exists()


def test_a_trainers_copy_has_what_is_for_a_trainer_and_its_name_says_so(
    typed: Typed, home: Path, tmp_path: Path
):
    session = hold(home, closed=True, also=much_written)
    (path,) = typed(
        *("export", session, "--for", "trainer", "--format", "md", "--out", tmp_path)
    ).lines
    assert path.endswith("-trainer.md")
    text = Path(path).read_text("utf-8")
    assert ("Come earlier" in text, "Breathe" in text) == (False, True)
    (path,) = typed("export", session, "--format", "md", "--out", tmp_path).lines
    text = Path(path).read_text("utf-8")
    assert ("Come earlier" in text, "Breathe" in text) == (False, False)
    assert typed("export", session, "--for", "mine").code == 2


def test_show_has_all_that_was_left_behind_with_who_may_see_it(typed: Typed, home: Path):
    session = hold(home, closed=True, also=much_written)
    lines = typed("show", session).lines
    assert lines[lines.index("Key points") :] == [
        "Key points",
        "  Ask first · Old habits · Mine alone",
        "",
        "Commitments",
        "  Come earlier · Ben · by 2026-06-08 · Mine alone",
        "",
        "Listening",
        "  my own, at the close · I drifted away · to keep: Breathe · My trainer",
        "  at the close · 6 people answered",
        "    I wanted to fix something: 2 of 6",
    ]
    shown = json.loads(typed("show", session, "--json").out)
    (point,) = shown["points"]
    assert (point["text"], point["side"], point["seen"]) == ("Ask first", "old", "mine")
    (made,) = shown["commitments"]
    assert (made["text"], made["seat"], made["by"]) == ("Come earlier", 2, "2026-06-08")
    assert shown["gathered"][0]["people"] == 6
    assert shown["reflections"][0]["keep"] == "Breathe"
