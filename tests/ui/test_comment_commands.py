"""Comments are written, sent, taken in and listed on the command line: the whole way there and back."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import pytest

from circle.bundle import session_bundle
from circle.harvest import Seen
from circle.level import Level
from circle.store import Store
from tests.exports.an_evening import SESSION, an_evening
from tests.notes import make_notes
from tests.ui.typed import Typed, typed_here


@pytest.fixture
def trainer(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Typed:
    return typed_here(capsys, tmp_path / "trainer")


@pytest.fixture
def facilitator(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Typed:
    return typed_here(capsys, tmp_path / "facilitator")


@pytest.fixture
def evening(tmp_path: Path, trainer: Typed, facilitator: Typed) -> str:
    """In both kits."""
    path = tmp_path / "evening.circle"
    notes = make_notes(SESSION, an_evening(), Level.SEATS, Seen.TRAINER)
    path.write_bytes(session_bundle(notes, b""))
    for one in (trainer, facilitator):
        assert one("import", path).code == 0
    return SESSION[:5]


@pytest.fixture
def words(tmp_path: Path) -> Path:
    path = tmp_path / "words.txt"
    path.write_text("four small words")
    return path


def test_they_go_there_and_come_back_answered(
    trainer: Typed, facilitator: Typed, evening: str, words: Path, tmp_path: Path
) -> None:
    assert trainer("comments", evening).lines == ["Nothing has been said about this session yet."]
    given = ("--by", "Mair", "--kind", "question")
    first = trainer("comments", "add", evening, "What did you hear?", "--at", "1:30", *given)
    assert first.code == 0
    trainer("comments", "add", evening, "Warmly led.", "--kind", "appreciation")
    trainer("comments", "add", evening, "Twice?", "--round", 2, "--kind", "suggestion")
    sealed = ("--passphrase-file", words, "--out", tmp_path)
    sent = trainer("comments", "export", evening, *sealed)
    (path,) = sent.lines
    assert Path(path).name == "circle-2026-05-11-k3fa-comments.circle"
    assert (sent.code, sent.err.splitlines()) == (
        0,
        [
            "3 comments on “Leaving hospital”, 11 May 2026",
            "They go under the name “Mair”. 2 have no name.",
            "Give the file to whoever is to read them.",
        ],
    )
    assert "kept by a passphrase" in facilitator("comments", "import", path).why
    taken = facilitator("comments", "import", path, "--passphrase-file", words)
    assert taken.lines == [
        f"3 comments by “Mair” on “Leaving hospital”, 11 May 2026 (session {SESSION})."
    ]
    lines = facilitator("comments", evening).lines
    assert lines[0][10:] == "Warmly led. · appreciated"
    assert sorted(line[10:] for line in lines[1:]) == [
        "Twice? · a suggestion · round 2",
        "What did you hear? · a question · at 1:30 · Mair",
    ]
    asked = next(line for line in lines if "hear" in line)[:8]
    facilitator("comments", "add", evening, "Rain.", "--answers", asked, "--by", "Ceri")
    answer = facilitator("comments", "export", "--new", "--out", tmp_path)
    assert "anyone who finds it" in answer.err
    assert "They go under the name “Ceri”." in answer.err
    assert "1 by “Mair” came from elsewhere and stays here; --by “Mair” sends it" in answer.err
    trainer("comments", "import", *answer.lines)
    told = trainer("comments", "list", evening).lines
    at = next(n for n, line in enumerate(told) if "hear" in line)
    assert told[at + 1][8:] == "    Rain. · noticed · at 1:30 · an answer · Ceri"
    assert "Comments" in trainer("exports").out


def test_only_what_is_new_goes_again(trainer: Typed, evening: str, tmp_path: Path) -> None:
    assert trainer("comments", "export", "--new", "--out", tmp_path).code == 1
    trainer("comments", "add", evening, "One")
    assert trainer("comments", "export", "--new", "--out", tmp_path).code == 0
    shown = json.loads(trainer("comments", evening, "--json").out)
    assert [(one["text"], one["about"], one["by"]) for one in shown] == [("One", "whole", "")]


@pytest.mark.parametrize(
    ("place", "why"),
    [
        (("--at", "soon"), "36:12"),
        (("--at", "2:00:00"), "The session ends at "),
        (("--round", 9), "no round 9"),
        (("--note", 99), "no note 99"),
        (("--at", "1:00", "--round", 1), "one place"),
        (("--answers", "zz"), "begins so"),
    ],
)
def test_what_is_not_there_is_not_commented_on(
    trainer: Typed, evening: str, place: tuple[object, ...], why: str
) -> None:
    answer = trainer("comments", "add", evening, "Words", *place)
    assert answer.code == 2
    assert why in answer.err
    assert trainer("comments", evening).lines == ["Nothing has been said about this session yet."]


def test_a_session_is_not_taken_for_comments(trainer: Typed, evening: str, tmp_path: Path) -> None:
    assert (
        "is a session; expected comments"
        in trainer("comments", "import", tmp_path / "evening.circle").why
    )


def test_nothing_is_sent_where_nothing_was_written(trainer: Typed, evening: str) -> None:
    answer = trainer("comments", "export", evening)
    assert answer.code == 1
    assert "no comments that could be sent" in answer.err
    assert trainer("comments", "export").code == 2


def test_names_in_what_a_facilitator_wrote_are_replaced_and_said(
    facilitator: Typed, tmp_path: Path
) -> None:
    with closing(Store.open(tmp_path / "facilitator")) as kit:
        kit.add_session(SESSION, an_evening())
    facilitator("comments", "add", SESSION, "Gwen waited.")
    sent = facilitator("comments", "export", SESSION, "--out", tmp_path / "new")
    assert "In a comment: “Gwen” becomes “someone”." in sent.err
    with ZipFile(sent.lines[0]) as archive:
        assert b"Gwen" not in archive.read("comments.jsonl")
