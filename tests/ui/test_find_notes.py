"""Find in notes: one field on the Start page over all closed sessions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from circle import note_moves
from circle.harvest import NoteKind
from circle.kit_troubles import KitTrouble
from tests.circle.story import Story
from tests.ui.facilitator import Facilitator, an_evening, at_the_window
from ui.pages.close import ClosePage
from ui.pages.found_shown import MOST
from ui.widgets.find_notes import FindNotes


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        yield facilitator


def hold(desk: Facilitator, *notes: str) -> None:
    """A session with these notes, closed, and back to the start."""
    desk.begins(an_evening())
    for note in notes:
        desk.press("N")
        desk.writes(note)
        desk.press("Return")
    desk.press("Ctrl+E", "Ctrl+E")
    desk.click("Done")


def finding(desk: Facilitator) -> FindNotes:
    (found,) = desk.circlekeeper.start.findChildren(FindNotes)
    return found


def looks_for(desk: Facilitator, words: str) -> str:
    """Ctrl F, the words, and what is seen once nothing more is written for a moment."""
    desk.press("Ctrl+F")
    desk.writes(words)
    (pause,) = finding(desk).findChildren(QTimer)
    assert pause.isActive(), "it waits for more letters"
    pause.timeout.emit()
    return desk.sees


def test_ctrl_f_words_and_enter_open_the_session_with_the_note_chosen(desk: Facilitator) -> None:
    hold(desk, "The hall was cold.", "Somebody brought soup.")
    hold(desk, "Warm this time.")
    words = looks_for(desk, "soup")
    assert "1 note was found." in words
    assert "Somebody brought soup. (Kitchen table · 22, 12 Mar)" in words
    assert "The hall was cold. (" not in words
    desk.press("Return", "Return")
    page = desk.window.page
    assert isinstance(page, ClosePage)
    assert page.notes.list.hasFocus()
    chosen = desk.live.state.notes[int(page.notes.list.chosen_key or 0)]
    assert chosen.text == "Somebody brought soup."


def test_a_word_that_is_only_begun_is_found_and_marked_accents_and_capitals_aside(
    desk: Facilitator,
) -> None:
    hold(desk, "Zoë said: the Café was full, the cafés are full.")
    assert "1 note was found." in looks_for(desk, "caf")
    (row,) = finding(desk).list.rows_model.rows
    assert [row.text[start:end] for start, end in row.marks] == ["Café", "cafés"]


def test_every_word_has_to_be_there_and_signs_are_no_language(desk: Facilitator) -> None:
    hold(desk, "cold hall", "cold soup")
    assert "1 note was found." in looks_for(desk, "soup cold")
    for strange in ('"', "NEAR(", "cold AND", "*", "a OR b", "' ; --", "co-ld^2"):
        finding(desk).field.clear()
        assert "Nothing was found" in looks_for(desk, strange)


def test_nothing_found_says_so_and_an_empty_field_says_nothing(desk: Facilitator) -> None:
    hold(desk, "cold hall")
    assert "Nothing was found in the notes of closed sessions." in looks_for(desk, "xyz")
    words = desk.press("Escape")
    assert "Nothing was found" not in words
    assert finding(desk).field.text() == ""


def test_the_newest_session_comes_first_and_key_points_are_found_too(desk: Facilitator) -> None:
    hold(desk, "soup one")
    desk.clock.advance(3 * 24 * 3_600_000)
    desk.begins(an_evening())
    desk.live.written.write_note("soup two", NoteKind.KEY_POINT)
    desk.press("Ctrl+E", "Ctrl+E")
    desk.click("Done")
    looks_for(desk, "soup")
    assert [row.text for row in finding(desk).list.rows_model.rows] == ["soup two", "soup one"]
    desk.press("Down", "Return")
    page = desk.window.page
    assert isinstance(page, ClosePage)
    chosen = page.harvest.blocks.chosen_list
    assert chosen is not None
    assert chosen.hasFocus()


def test_no_more_than_so_many_are_shown(desk: Facilitator) -> None:
    story = Story()
    for n in range(MOST + 3):
        story.does(note_moves.write_note(story.state, number=story.log.next_seq, text=f"soup {n}"))
    desk.circlekeeper.desk.store.add_session("50c0ffee", story.closes().log)
    assert f"The newest {MOST} are shown." in looks_for(desk, "soup")
    assert len(finding(desk).list.rows_model.rows) == MOST


def test_a_kit_that_cannot_be_read_says_so(
    desk: Facilitator, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_values: object, **_more: object) -> None:
        raise KitTrouble("The kit cannot be read.")

    monkeypatch.setattr(desk.circlekeeper.desk.store, "search", refuse)
    assert "The kit cannot be read." in looks_for(desk, "soup")


def test_notes_of_a_session_that_is_open_are_not_found_yet(desk: Facilitator) -> None:
    desk.begins(an_evening())
    desk.live.written.write_note("soup")
    desk.circlekeeper.desk.put_away()
    desk.circlekeeper.show_start()
    assert "Nothing was found" in looks_for(desk, "soup")
