"""A name is marked while somebody writes it, before it is kept, and holds up nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from timeit import timeit

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget

from circle.naming import Person
from tests.ui.closing import an_evening, click_row, notes_of, page_of, points_of, texts_of
from tests.ui.facilitator import Facilitator, at_the_window
from tests.ui.parts import colours
from tests.ui.seen import key_here, type_here, words_on
from tests.ui.sessions import Held, session, settle
from ui.pages.close import ClosePage
from ui.theme import Look
from ui.widgets.names_marked import hits_in, names_words

CERI = "“Ceri” is somebody’s name here. Enter keeps it as it is."


@pytest.fixture
def held(qapp: QApplication, tmp_path: Path) -> Iterator[Held]:
    with session(tmp_path) as held:
        yield an_evening(held)


@pytest.fixture
def page(held: Held, look: Look, qtbot, tmp_path: Path) -> ClosePage:
    return page_of(held, look, qtbot, tmp_path)


def is_underlined(field: QWidget, look: Look) -> bool:
    return look.theme.clay_words.name() in colours(field.grab().toImage())


def test_a_name_in_a_key_point_is_said_and_underlined_and_enter_keeps_it(
    page: ClosePage, look: Look
) -> None:
    field = page.harvest.field
    field.setFocus()
    type_here("As Cer")
    settle()
    assert "somebody’s name" not in words_on(page)
    assert not is_underlined(field, look)
    type_here("i's sister said")
    settle()
    assert CERI in words_on(page)
    assert is_underlined(field, look)
    key_here(Qt.Key.Key_Return)
    settle()
    assert texts_of(points_of(page))[-1] == "As Ceri's sister said"
    assert CERI not in words_on(page)
    assert not is_underlined(field, look)


def test_enter_does_not_wait_for_the_marks(page: ClosePage) -> None:
    page.harvest.field.setFocus()
    type_here("Ceri")
    key_here(Qt.Key.Key_Return)
    assert texts_of(points_of(page))[-1] == "Ceri"


def test_two_names_are_said_together_and_more_are_marked_alone() -> None:
    people = [Person(0, name, "") for name in ("Ann", "Bob", "Ceri", "Dev")]
    assert names_words(hits_in("Bob and Ann, Bob", people)) == (
        "“Bob”, “Ann” are names of people here. Enter keeps them as they are."
    )
    said = names_words(hits_in("Dev, Ceri, Bob, Ann", people))
    assert said.startswith("“Dev”, “Ceri”, “Bob” and others are names")


def test_in_the_row_that_is_edited_they_are_marked_too(page: ClosePage) -> None:
    click_row(points_of(page), 0)
    editor = points_of(page).editor
    assert editor is not None
    editor.insertPlainText(" 🙂 ")
    type_here("Ask Dev.")
    settle()
    assert "“Dev” is somebody’s name here." in words_on(page)
    marked = [one.cursor.selectedText() for one in editor.extraSelections()]
    assert marked == ["Dev"]
    key_here(Qt.Key.Key_Return)
    settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    settle()
    assert "somebody’s name" not in words_on(page)


def test_a_note_on_the_close_page_is_marked_too(page: ClosePage) -> None:
    notes_of(page).field.setFocus()
    type_here("Amara laughed")
    settle()
    assert "“Amara” is somebody’s name here. Enter keeps it as it is." in words_on(page)


def test_in_live_a_note_is_marked_and_nothing_of_it_is_there_before(
    qapp: QApplication, tmp_path: Path
) -> None:
    with at_the_window(qapp, tmp_path) as live:
        _writes_in_live(live)


def _writes_in_live(live: Facilitator) -> None:
    live.begins()
    live.press("Space", "N")
    live.writes("Bob")
    assert "“Bob” is somebody’s name here." in live.sees
    live.press("Return")
    assert [note.text for note in live.live.state.notes.values()] == ["Bob"]
    assert "somebody’s name" not in live.sees


def test_with_forty_people_a_letter_costs_next_to_nothing() -> None:
    people = tuple(Person(0, f"Name{n}x Sur{n}y", f"First{n} Last{n}") for n in range(40))
    text = "Being kind counted for more than First7 or any job title. " * 20
    assert len(hits_in(text, people)) == 20
    assert timeit(lambda: hits_in(text, people), number=20) / 20 < 0.05
