"""Notes of every kind: written by a sign while listening, shown with a word, changed on Close by the row's menu."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from circle.harvest import NoteKind, Seen
from tests.ui.facilitator import Facilitator, an_evening, at_the_window
from ui.pages.close import ClosePage

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
"""The offscreen platform says so of every menu."""

ALONE = "Mine alone, until whoever said it has said yes."


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        facilitator.begins().press("Space")
        yield facilitator


def write(desk: Facilitator, text: str) -> str:
    desk.press("N")
    desk.writes(text)
    return desk.press("Return")


def notes(desk: Facilitator) -> list[tuple[NoteKind, str, Seen]]:
    return [(one.kind, one.text, one.seen) for one in desk.live.state.notes.values()]


def test_n_words_and_enter_keep_an_observation_as_before(desk: Facilitator) -> None:
    words = write(desk, "It rained.")
    assert "It rained." in words
    assert "Observation" not in words, "what is as usual needs no word"
    assert notes(desk) == [(NoteKind.NOTE, "It rained.", Seen.REPORT)]
    assert "Bob holds the talking piece" in desk.press("Space")


@pytest.mark.parametrize(
    ("written", "kept", "shown"),
    [
        ("? Who is missing", (NoteKind.QUESTION, "Who is missing", Seen.REPORT), "Question"),
        ("! More chairs", (NoteKind.TO_DO, "More chairs", Seen.TRAINER), "To do"),
        (": We hurried", (NoteKind.PROCESS, "We hurried", Seen.TRAINER), "Process"),
        ('"Nobody asked"', (NoteKind.QUOTE, "Nobody asked", Seen.MINE), "Quote"),
    ],
)
def test_a_sign_makes_it_of_another_kind(
    desk: Facilitator, written: str, kept: tuple[NoteKind, str, Seen], shown: str
) -> None:
    lines = write(desk, written).splitlines()
    kind, text, _seen = kept
    assert notes(desk) == [kept]
    assert shown in lines
    assert (f"“{text}”" if kind is NoteKind.QUOTE else text) in lines


def test_while_it_is_written_its_kind_is_said_and_of_a_quote_who_may_see_it(
    desk: Facilitator,
) -> None:
    desk.press("N")
    assert "Kind of note" not in desk.sees
    assert "Kind of note: Observation" in desk.writes("It")
    assert ALONE not in desk.sees
    desk.side.notes.field.clear()
    words = desk.writes('"No')
    assert "Kind of note: Quote" in words
    assert ALONE in words
    assert ALONE not in desk.press("Return")


def test_the_menu_puts_the_sign_of_another_kind_and_the_field_keeps_the_keys(
    desk: Facilitator,
) -> None:
    desk.press("N")
    desk.writes("Who is missing")
    desk.click("Kind of note")
    desk.choose_in_menu("Question   ?")
    assert desk.side.notes.field.hasFocus()
    desk.press("Return")
    assert notes(desk) == [(NoteKind.QUESTION, "Who is missing", Seen.REPORT)]


def test_round_and_moment_attach_by_themselves(desk: Facilitator) -> None:
    desk.waits(90)
    write(desk, "? Who is missing")
    (note,) = desk.live.state.notes.values()
    assert note.round == 0
    assert 90_000 < note.at_ms < 110_000


def test_a_key_point_of_a_group_has_no_other_kind(qapp: QApplication, tmp_path: Path) -> None:
    with at_the_window(qapp, tmp_path / "other") as desk:
        desk.begins(an_evening(forms=("dyad", "report_back"), suggested_s=10))
        desk.press("Space", "Space", "Space", "Space")
        assert "Key points of group 1" in desk.sees
        desk.press("N")
        assert "Kind of note" not in desk.writes("? Who")
        desk.press("Return")
        assert [(kind, text) for kind, text, _seen in notes(desk)] == [
            (NoteKind.KEY_POINT, "? Who")
        ]


def test_in_a_harvest_what_is_written_is_a_key_point_and_mine_until_it_is_read_back(
    qapp: QApplication, tmp_path: Path
) -> None:
    with at_the_window(qapp, tmp_path / "other") as desk:
        desk.begins(an_evening(forms=("go_round", "harvest")))
        desk.press("Space")
        write(desk, "It rained.")
        desk.press("Shift+R", "Space")
        assert "Key points, in the room’s own words" in desk.sees
        assert "It rained." not in desk.sees
        desk.press("N")
        assert "Kind of note" not in desk.writes("Sit down first.")
        assert "Sit down first." in desk.press("Return")
        assert notes(desk)[-1] == (NoteKind.KEY_POINT, "Sit down first.", Seen.MINE)
        assert [one.round for one in desk.live.state.notes.values()] == [0, 1]
        desk.press("Shift+H", "Space", "Return", "Return")
        assert notes(desk)[-1] == (NoteKind.KEY_POINT, "Sit down first.", Seen.REPORT)


def test_what_is_still_being_written_at_the_end_keeps_its_kind(desk: Facilitator) -> None:
    desk.press("N")
    desk.writes("! More chairs")
    desk.press("Ctrl+E", "Ctrl+E")
    assert notes(desk) == [(NoteKind.TO_DO, "More chairs", Seen.TRAINER)]


# On Close


@pytest.fixture
def closed(desk: Facilitator) -> Facilitator:
    write(desk, '"Nobody asked"')
    write(desk, "It rained.")
    desk.press("Ctrl+E", "Ctrl+E")
    page = desk.window.page
    assert isinstance(page, ClosePage)
    desk.press("Alt+2")
    page.notes.list.setFocus()
    page.notes.list.show_chosen(next(iter(desk.live.state.notes)))
    return desk


def test_close_shows_the_kind_and_who_alone_may_see_it(closed: Facilitator) -> None:
    assert "Nobody asked (Quote · Mine alone)" in closed.sees
    assert "It rained." in closed.sees


def test_the_rows_menu_shows_a_quote_to_others_once_there_is_a_yes(closed: Facilitator) -> None:
    closed.press("Menu")
    closed.choose_in_menu("Seen by: The report")
    assert notes(closed)[0] == (NoteKind.QUOTE, "Nobody asked", Seen.REPORT)
    assert "Nobody asked (Quote)" in closed.sees


def test_the_rows_menu_changes_the_kind(closed: Facilitator) -> None:
    closed.press("Shift+F10")
    closed.choose_in_menu("Process")
    assert notes(closed)[0] == (NoteKind.PROCESS, "Nobody asked", Seen.MINE), "still nobody's yes"
    closed.press("Ctrl+Z")
    assert notes(closed)[0][0] is NoteKind.QUOTE


def test_a_sign_counts_on_close_too(closed: Facilitator) -> None:
    page = closed.window.page
    assert isinstance(page, ClosePage)
    page.notes.field.setFocus()
    closed.writes("? Who is missing")
    closed.press("Return")
    assert notes(closed)[-1] == (NoteKind.QUESTION, "Who is missing", Seen.REPORT)
