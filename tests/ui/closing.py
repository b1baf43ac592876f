"""The Close page of a short evening, and how a test reads and writes there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from circle.harvest import NoteKind
from circle.searched import NOBODY_ELSE
from tests.ui.hands import wait_for
from tests.ui.seen import key_here, press, type_here, words_on
from tests.ui.sessions import Held, settle, show, three_turns
from ui.pages.close import ClosePage
from ui.theme import Look
from ui.widgets.point_rows import PointRows
from ui.widgets.written_list import WrittenList, WrittenRows


def an_evening(held: Held) -> Held:
    """Three of four spoke; two notes and a key point; it is over."""
    three_turns(held)
    held.live.written.write_note("Gwen said: ask Bob first.")
    held.live.written.write_note("Nobody filled the pause.")
    held.live.close()
    held.live.written.write_note("Ask before you arrange.", kind=NoteKind.KEY_POINT)
    return held


def page_of(held: Held, look: Look, qtbot, folder: Path, *, size=(1366, 768)) -> ClosePage:
    page = ClosePage(look, held.live, folder=folder)
    qtbot.addWidget(page)
    show(page, width=size[0], height=size[1])
    page.export_card.look_for(NOBODY_ELSE)
    return page


def click_row(texts: WrittenList | WrittenRows, row: int) -> None:
    rows = texts.list if isinstance(texts, WrittenList) else texts
    place = rows.visualRect(rows.model().index(row, 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle()


def notes_of(page: ClosePage) -> WrittenList:
    """The list of notes, once it has been asked for."""
    press(page, "Notes")
    settle()
    return page.notes


def points_of(page: ClosePage, block: int = 0) -> PointRows:
    """The key points of a block."""
    return page.harvest.blocks.lists[block]


def write_anew(words: str) -> None:
    """In place of all that is in the field."""
    key_here(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_here(words)


def texts_of(texts: WrittenList | WrittenRows) -> list[str]:
    rows = texts.list if isinstance(texts, WrittenList) else texts
    return [row.text for row in rows.rows_model.rows]


def exports(page: ClosePage) -> None:
    """Until it says how that ended."""
    page.export()
    exported(page)


def exported(page: ClosePage) -> None:
    card = page.export_card
    wait_for(lambda: not card.is_exporting, lambda: f"it never ended: {words_on(page)}")
    settle()


def written(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("circle-*"))
