"""`circlekeeper erase`: what goes is shown, it is asked about, and what could not be reached is told."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest

from circle.erasing import Order, What
from circle.erasing_files import mark, marked
from circle.erasing_work import finish
from tests.circle import erasable as words
from tests.circle.erasable import Kit, hits
from tests.ui.typed import Typed, typed_here


@pytest.fixture
def kit(erasable: Kit, tmp_path: Path) -> Kit:
    return erasable.copied(tmp_path / "kit")


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str], kit: Kit) -> Typed:
    return typed_here(capsys, kit.folder)


def test_a_note_by_its_number(typed: Typed, kit: Kit) -> None:
    said = typed("erase", kit.first, "--note", str(kit.number(words.OTHER)), "--yes")
    assert said.code == 0
    assert f"“{words.OTHER}” goes for good" in said.out
    assert "nothing of it was found" in said.out
    assert "Left this kit: " in said.out
    assert not hits(kit.folder, words.OTHER)
    assert hits(kit.folder, words.POINT)
    assert marked(kit.folder) is None


def test_a_commitment_and_a_comment(typed: Typed, kit: Kit) -> None:
    promise = next(iter(kit.log(kit.first).state.commitments))
    assert typed("erase", kit.first, "--note", str(promise), "--yes").code == 0
    assert not hits(kit.folder, words.PROMISE)
    said = typed("erase", kit.first, "--comment", "c0ff", "--yes")
    assert f"“{words.COMMENT}” goes for good" in said.out
    assert not hits(kit.folder, words.COMMENT)
    assert typed("erase", kit.first, "--comment", "c0ff").why.endswith("Nothing was erased.")


@pytest.mark.parametrize(
    ("asked", "gone", "stays"),
    [
        (("--person", "Hamidou"), "Hamidou", words.NOTE),
        (("--everything",), words.KEPT_TOO, ""),
    ],
)
def test_somebody_and_everything(
    typed: Typed, kit: Kit, asked: tuple[str, ...], gone: str, stays: str
) -> None:
    assert typed("erase", *asked, "--yes").code == 0
    assert not hits(kit.folder, gone)
    assert not stays or hits(kit.folder, stays)


def test_the_notes_of_a_session_and_then_the_session(typed: Typed, kit: Kit) -> None:
    assert "Turns and figures stay." in typed("erase", kit.first, "--notes", "--yes").out
    assert not hits(kit.folder, words.NOTE)
    assert typed("erase", kit.first, "--yes").code == 0
    assert kit.first not in typed("list").out


@pytest.mark.parametrize("asked", ["first", "--everything"])
@pytest.mark.parametrize("answer", ["n\n", ""])
def test_without_an_answer_nothing_is_erased(
    typed: Typed, kit: Kit, monkeypatch: pytest.MonkeyPatch, asked: str, answer: str
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO(answer))
    said = typed("erase", kit.first if asked == "first" else asked)
    assert said.code == 1
    assert "This cannot be taken back." in said.out
    assert "Nothing was erased." in said.err
    assert hits(kit.folder, words.NOTE)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ((), "Name a session, or give one of"),
        (("--note", "3"), "name it"),
        (("--everything", "--person", "Bob"), "Name a session, or give one of"),
    ],
)
def test_what_is_not_clear_is_asked_for(
    typed: Typed, kit: Kit, asked: tuple[str, ...], why: str
) -> None:
    said = typed("erase", *asked)
    assert said.code == 2
    assert why in said.err
    assert hits(kit.folder, words.NOTE)


@pytest.mark.parametrize("asked", [("--person", "Zebedee"), ("--finish",)])
def test_nothing_to_erase_is_said(typed: Typed, kit: Kit, asked: tuple[str, ...]) -> None:
    said = typed("erase", *asked)
    assert said.why.endswith("Nothing was erased.")


def test_what_was_begun_is_finished(typed: Typed, kit: Kit) -> None:
    mark(kit.folder, Order(What.SESSION, (kit.first,)))
    assert typed("erase", "--finish").code == 0
    assert not hits(kit.folder, words.NOTE)
    assert finish(kit.folder, None, words.DAY) is None


def test_backups_that_cannot_be_replaced_are_told_of_and_tried_again(
    typed: Typed, kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    from circle import erasing_work

    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as trouble:
        trouble.setattr(erasing_work, "back_up_and_forget", full)
        said = typed("erase", kit.first, "--yes")
    assert said.code == 1
    assert "Backups from before are still there, and hold it." in said.out
    assert "--finish” tries that again" in said.err
    assert typed("erase", "--finish").code == 0
    assert not hits(kit.folder, words.NOTE)
