"""What a bundle holds is said before it is taken in, and a passphrase is never asked for where nobody can type."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from circle.age import sealed
from circle.bundle import comments_bundle, session_bundle
from circle.comments import About
from circle.harvest import Seen
from circle.level import Level
from circle.turn_lists import NOBODY
from exports import rttm
from tests.circle.hostile_bundles import COMMENT, GOOD, archive, parts_of, stated
from tests.exports.an_evening import SESSION, an_evening
from tests.notes import make_notes
from tests.ui.typed import Typed, typed_here

PASSPHRASE = "four small words"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str], home: Path) -> Typed:
    return typed_here(capsys, home)


@pytest.fixture
def apart(capsys: pytest.CaptureFixture[str]) -> Callable[..., list[str]]:
    """Without a kit at all."""
    from ui.command_line import main

    def lines(*words: object) -> list[str]:
        assert main([str(word) for word in words]) == 0
        return capsys.readouterr().out.splitlines()

    return lines


def file(folder: Path, data: bytes | str, name: str = "evening.circle") -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def bundle(level: Level = Level.SEATS) -> bytes:
    return session_bundle(make_notes(SESSION, an_evening(), level, Seen.TRAINER), b"")


def test_a_bundle_is_told_in_words(apart: Callable[..., list[str]], tmp_path: Path) -> None:
    assert apart("bundle", "inspect", file(tmp_path, bundle())) == [
        f"Session {SESSION}",
        "Leaving hospital",
        "Trauma network, session 22",
        "2026-05-11 18:30 UTC",
        "6 people, 3 rounds, 3 turns, 4 notes, 0 comments",
        "People appear in it by their seats.",
        "It was written for a trainer.",
        "Agreed: What is said here stays here; what we learn may go along.",
        "Nothing was changed.",
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["evening.circle"]


def test_of_times_from_elsewhere_only_what_they_say_is_told(
    apart: Callable[..., list[str]], tmp_path: Path
) -> None:
    evening = replace(
        make_notes(SESSION, an_evening(), Level.ALIASES), confidentiality="chatham_house"
    )
    told = apart("bundle", "inspect", file(tmp_path, rttm.render(evening), "turns.rttm"))
    assert told[2] == "2026-05-11 18:30 UTC"
    assert told[3].startswith("3 people, 1 round, ")
    assert told[4:] == [
        "Agreed: What is said here may be told outside, but never who said it, nor who was here.",
        "Nothing was changed.",
    ]
    nobody = make_notes(SESSION, an_evening(), Level.NOBODY)
    told = apart("bundle", "inspect", file(tmp_path, rttm.render(nobody), "turns.rttm"))
    assert rttm.NOBODY == NOBODY
    assert told[3].startswith("nobody is named or counted, 1 round, ")
    text = "SPEAKER m 1 0.5 2 <NA> <NA> Ann <NA> <NA>\n"
    told = apart("bundle", "inspect", file(tmp_path, text, "meeting.rttm"))
    assert told[1:] == [
        "m",
        "1 person, 1 round, 1 turn, 0 notes, 0 comments",
        "Nothing was changed.",
    ]


@pytest.mark.parametrize(
    "remark", ["(UTC: 2026-99-11T18:30:00Z)", "(UTC: 0001-01-01T00:00:00Z)", "Confidentiality: "]
)
def test_remarks_that_cannot_be_are_left_alone(
    apart: Callable[..., list[str]], tmp_path: Path, remark: str
) -> None:
    text = f";; {remark}\nSPEAKER m 1 0.5 2 <NA> <NA> Ann <NA> <NA>\n"
    assert len(apart("bundle", "inspect", file(tmp_path, text, "meeting.rttm"))) == 4


def test_the_rule_of_times_comes_in_with_them(typed: Typed, tmp_path: Path) -> None:
    evening = make_notes(SESSION, an_evening(), Level.ALIASES)
    text = rttm.render(replace(evening, confidentiality="Between us"))
    session = typed("import", file(tmp_path, text, "turns.rttm")).out.split()[0]
    shown = json.loads(typed("show", session, "--json").out)
    assert shown["confidentiality"] == "Between us"
    assert shown["opened_utc"].startswith("2026-05-11T18:30:00")


def test_a_bundle_is_told_for_programs(apart: Callable[..., list[str]], tmp_path: Path) -> None:
    path = file(tmp_path, bundle(Level.NOBODY))
    told = json.loads("\n".join(apart("bundle", "inspect", path, "--json")))
    assert (told["what"], told["session"], told["people"]) == ("session", SESSION, None)
    assert told["opened_utc"] == "2026-05-11T18:30:00.000+00:00"
    described = (Path(__file__).parents[2] / "docs" / "command-line.md").read_text("utf-8")
    assert [key for key in told if f"`{key}`" not in described] == []


def test_a_sealed_one_is_opened_with_the_first_line_of_a_file(
    typed: Typed, apart: Callable[..., list[str]], tmp_path: Path, home: Path
) -> None:
    path, words = file(tmp_path, sealed(bundle(), PASSPHRASE)), tmp_path / "words.txt"
    words.write_text(f"{PASSPHRASE}\nnot this\n")
    given = ("--passphrase-file", words)
    assert apart("bundle", "inspect", path, *given)[0] == f"Session {SESSION}, kept by a passphrase"
    why = typed("import", path).why
    assert why.startswith("“evening.circle” is kept by a passphrase.")
    assert "Nothing was taken in." in why
    assert why.endswith("name that with --passphrase-file.")
    words.write_text("four large words")
    assert "does not open “evening.circle”" in typed("import", path, *given).why
    words.write_text("")
    assert "“words.txt” is empty" in typed("import", path, *given).why
    words.write_text(PASSPHRASE)
    assert typed("import", path, *given).lines == [
        f"{SESSION}  evening.circle · Trauma network · Session 22 · 2026-05-11 · “Leaving hospital”: 3 turns."
    ]


def test_of_a_folder_it_says_what_looks_through_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from ui.command_line import main

    assert main(["bundle", "inspect", str(tmp_path)]) == 1
    why = capsys.readouterr().err
    assert why.startswith(f"“{tmp_path.name}” is a folder. Name a file in it;")
    assert f"“circlekeeper import --dry-run {tmp_path}”" in why


def test_on_a_terminal_the_passphrase_is_asked_for_unseen(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def type_it(question: str) -> str:
        asked.append(question)
        return PASSPHRASE

    monkeypatch.setattr("ui.passphrase.has_terminal", lambda: True)
    monkeypatch.setattr("ui.passphrase.ask_passphrase", type_it)
    path = file(tmp_path, sealed(bundle(), PASSPHRASE))
    assert typed("import", path).code == 0
    assert asked == ["Passphrase of “evening.circle”"]


def test_a_trainers_comments_come_back_and_are_shown(typed: Typed, tmp_path: Path) -> None:
    about = replace(COMMENT, id="c0ffee02", about=About.MOMENT, place=90_000, text="Here\x1b[31m?")
    typed("import", file(tmp_path, bundle()))
    said = typed(
        "import", file(tmp_path, comments_bundle(SESSION, [COMMENT, about]), "back.circle")
    )
    assert said.lines == [
        f"{SESSION}  back.circle · 2 comments by “Mair” on “Leaving hospital”, 11 May 2026 (session {SESSION})."
    ]
    assert typed("show", SESSION).lines[-3:] == [
        "Comments",
        "  canary? · a question · Mair",
        "  Here[31m? · a question · at 1:30 · Mair",
    ]
    shown = json.loads(typed("show", SESSION, "--json").out)["comments"]
    assert [(one["id"], one["place"]) for one in shown] == [
        ("c0ffee01", None),
        ("c0ffee02", 90_000),
    ]


def test_what_cannot_be_read_is_said_in_one_line(typed: Typed, tmp_path: Path) -> None:
    newer = archive(parts_of(stated(GOOD, lambda table: table.update(version="2.0"))))
    for data, said in ((newer, "from a newer Circlekeeper"), (b"PK", "cut short")):
        path = file(tmp_path, data)
        assert said in typed("import", path).why
    whole = bundle()
    flipped = file(tmp_path, whole[:-900] + bytes(3) + whole[-897:], "flip.circle")
    assert typed("import", flipped).why.startswith(
        "“flip.circle” is damaged, or no bundle that can be read here. Nothing was taken in. "
        "Ask whoever sent it to send it again ("
    )
    from ui.command_line import main

    assert main(["bundle", "inspect", str(file(tmp_path, newer))]) == 1
