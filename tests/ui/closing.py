"""The Close page of a short evening, and how a test reads and writes there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from circle.harvest import NoteKind
from tests.ui.seen import key_here, type_here
from tests.ui.sessions import Held, settle, show, three_turns
from ui.pages.close import ClosePage
from ui.theme import Look
from ui.widgets.written_list import WrittenList


def an_evening(held: Held) -> Held:
    """Three of four spoke; two notes and a key point; it is over."""
    three_turns(held)
    held.live.written.write_note("Gwen said: ask Bob first.")
    held.live.written.write_note("Nobody filled the pause.")
    held.live.written.write_note("Ask before you arrange.", kind=NoteKind.KEY_POINT)
    held.live.close()
    return held


def page_of(held: Held, look: Look, qtbot, folder: Path, *, size=(1366, 768)) -> ClosePage:
    page = ClosePage(look, held.live, folder=folder)
    qtbot.addWidget(page)
    show(page, width=size[0], height=size[1])
    return page


def click_row(texts: WrittenList, row: int) -> None:
    place = texts.list.visualRect(texts.list.model().index(row, 0)).center()
    QTest.mouseClick(texts.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle()


def write_anew(words: str) -> None:
    """In place of all that is in the field."""
    key_here(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_here(words)


def texts_of(texts: WrittenList) -> list[str]:
    return [row.text for row in texts.list.rows_model.rows]


def written(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("circle-*"))
