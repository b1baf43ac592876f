"""The harvest on the Close page, in real keys: whose each key point is, who may see it, and in which order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from circle.events import SessionOpened
from circle.harvest import Note, NoteKind, Seen, Side
from tests.ui.closing import an_evening, click_row, page_of, points_of, texts_of, write_anew
from tests.ui.facilitator import Facilitator, at_the_window
from tests.ui.facilitator import an_evening as opened_evening
from tests.ui.seen import button, focused, key_here, press, type_here, words_on
from tests.ui.sessions import Held, rows_of, session, settle
from ui.pages.close import ClosePage
from ui.theme import Look
from ui.widgets.point_rows import PointRows

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
ALT = Qt.KeyboardModifier.AltModifier
FIRST, SECOND, THIRD = "Ask before you arrange.", "Silence is part of it.", "Come back."


@pytest.fixture
def held(qapp: QApplication, tmp_path: Path) -> Iterator[Held]:
    with session(tmp_path) as held:
        an_evening(held)
        for text in (SECOND, THIRD):
            held.live.written.write_note(text, NoteKind.KEY_POINT)
        yield held


@pytest.fixture
def page(held: Held, look: Look, qtbot, tmp_path: Path) -> ClosePage:
    return page_of(held, look, qtbot, tmp_path)


def notes(held: Held) -> list[Note]:
    kept = held.live.state.notes.values()
    return [note for note in kept if note.kind is NoteKind.KEY_POINT]


def go_to(page: ClosePage, row: int) -> PointRows:
    points = points_of(page)
    points.setFocus()
    key_here(Qt.Key.Key_Home)
    for _step in range(row):
        key_here(Qt.Key.Key_Down)
    return points


def choose(words: str) -> None:
    """In the menu that is open."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu), "no menu is open"
    found = [one for one in menu.actions() if one.text() == words]
    assert found, [one.text() for one in menu.actions()]
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(found[0]).center())
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            window.activateWindow()  # the offscreen platform does not when a menu closes
    settle()


def test_alt_and_the_arrows_move_a_point_and_undo_moves_it_back(
    page: ClosePage, held: Held
) -> None:
    go_to(page, 2)
    key_here(Qt.Key.Key_Up, ALT)
    assert texts_of(points_of(page)) == [FIRST, THIRD, SECOND]
    key_here(Qt.Key.Key_Up, ALT)
    key_here(Qt.Key.Key_Up, ALT)
    assert texts_of(points_of(page)) == [THIRD, FIRST, SECOND]
    assert focused() is points_of(page)
    key_here(Qt.Key.Key_Down, ALT)
    assert texts_of(points_of(page)) == [FIRST, THIRD, SECOND]
    held.live.undo()
    held.live.undo()
    held.live.undo()
    assert texts_of(points_of(page)) == [FIRST, SECOND, THIRD]


def test_a_point_is_dragged_to_its_place_and_no_editor_opens(page: ClosePage, held: Held) -> None:
    points = points_of(page)
    boxes = [points.visualRect(points.model().index(row, 0)) for row in range(3)]
    start, end = boxes[0].center(), boxes[2].bottomLeft() + QPoint(60, -2)
    inside = points.viewport()
    QTest.mousePress(inside, Qt.MouseButton.LeftButton, pos=start)
    for where in ((start + end) / 2, end):
        QTest.mouseMove(inside, where)
    assert points.is_dragged
    assert texts_of(points) == [FIRST, SECOND, THIRD]
    QTest.mouseRelease(inside, Qt.MouseButton.LeftButton, pos=end)
    settle()
    assert texts_of(points) == [SECOND, THIRD, FIRST]
    assert points.editor is None
    held.live.undo()
    assert texts_of(points) == [FIRST, SECOND, THIRD]


def test_escape_puts_a_dragged_point_back(page: ClosePage, held: Held) -> None:
    points, events = points_of(page), held.stored_events
    start = points.visualRect(points.model().index(0, 0)).center()
    QTest.mousePress(points.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(points.viewport(), start + QPoint(0, 90))
    assert points.is_dragged
    key_here(Qt.Key.Key_Escape)
    QTest.mouseRelease(points.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(0, 90))
    assert texts_of(points) == [FIRST, SECOND, THIRD]
    assert held.stored_events == events


def test_two_points_are_joined_and_the_words_of_both_can_be_edited(
    page: ClosePage, held: Held
) -> None:
    go_to(page, 1)
    key_here(Qt.Key.Key_Menu)
    choose("Join with the one above")
    assert texts_of(points_of(page)) == [f"{FIRST} {SECOND}", THIRD]
    click_row(points_of(page), 0)
    write_anew("Ask, and wait.")
    key_here(Qt.Key.Key_Return)
    settle()
    assert texts_of(points_of(page)) == ["Ask, and wait.", THIRD]
    held.live.undo()
    held.live.undo()
    assert texts_of(points_of(page)) == [FIRST, SECOND, THIRD]


def test_points_that_not_the_same_may_see_are_not_joined_and_it_says_why(
    page: ClosePage, held: Held
) -> None:
    held.live.written.show_note(notes(held)[0].number, Seen.REPORT)
    go_to(page, 0)
    press(page, "This point")
    choose("Join with the one below")
    assert held.refused == ["These two may not be seen by the same people. Change that first."]
    assert len(texts_of(points_of(page))) == 3


def test_a_new_point_is_mine_alone_and_a_key_or_the_menu_says_otherwise(
    page: ClosePage, held: Held
) -> None:
    assert {note.seen for note in notes(held)} == {Seen.MINE}
    go_to(page, 1)
    key_here(Qt.Key.Key_S)
    assert rows_of(points_of(page))[1].endswith("My trainer")
    key_here(Qt.Key.Key_S)
    assert rows_of(points_of(page))[1].endswith("The report")
    press(page, "This point")
    choose("May be seen: Mine alone")
    assert rows_of(points_of(page))[1].endswith("Mine alone")
    held.live.undo()
    assert notes(held)[1].seen is Seen.REPORT


def test_a_line_says_how_many_stay_here_and_the_circle_agrees_to_all(
    page: ClosePage, held: Held
) -> None:
    alone = "3 points are yours alone and stay here. Read them back to let them leave."
    assert alone in words_on(page)
    events = held.stored_events
    press(page, "The circle agreed to all")
    assert {note.seen for note in notes(held)} == {Seen.REPORT}
    assert held.stored_events == events + 1
    assert "yours alone" not in words_on(page)
    assert not page.harvest.agreed.isVisible()
    held.live.undo()
    settle()
    assert alone in words_on(page)


def test_a_promise_that_stays_here_is_counted_with_the_points(page: ClosePage, held: Held) -> None:
    held.live.written.commit("Ring Bob", who=held.person("Bob"))
    settle()
    words = "3 points and 1 commitment are yours alone and stay here."
    assert words in words_on(page)
    press(page, "The circle agreed to all")
    assert [one.seen for one in held.live.state.commitments.values()] == [Seen.REPORT]


def test_a_new_point_goes_where_it_was_chosen_to_go(page: ClosePage, held: Held) -> None:
    press(page, "The next one goes to: Whole circle")
    choose("Round 1 · What did you hear?")
    assert focused() is page.harvest.field
    type_here("Of the round.")
    key_here(Qt.Key.Key_Return)
    assert (notes(held)[-1].round, notes(held)[-1].text) == (0, "Of the round.")
    assert texts_of(points_of(page, 1)) == ["Of the round."]
    assert "Round 1" in words_on(page)
    key_here(Qt.Key.Key_Tab)
    points_of(page, 1).setFocus()
    key_here(Qt.Key.Key_Home)
    press(page, "This point")
    choose("Belongs to: Whole circle")
    assert notes(held)[-1].round is None
    assert texts_of(points_of(page)) == [FIRST, SECOND, THIRD, "Of the round."]
    assert len(page.harvest.blocks.lists) == 1


def test_up_and_down_go_from_block_to_block(page: ClosePage, held: Held) -> None:
    held.live.written.write_note("Of the round.", NoteKind.KEY_POINT, round=0)
    settle()
    go_to(page, 2)
    key_here(Qt.Key.Key_Down)
    assert focused() is points_of(page, 1)
    assert points_of(page).chosen_key is None
    assert page.harvest.blocks.chosen_key == notes(held)[-1].number
    key_here(Qt.Key.Key_Up)
    assert focused() is points_of(page)
    assert page.harvest.blocks.chosen_key == notes(held)[2].number


# In the whole window


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path) as facilitator:
        yield facilitator


def closed(window: Facilitator, **changes: object) -> ClosePage:
    window.begins(replace(opened_evening(), **changes))
    window.press("Space", "Ctrl+E", "Ctrl+E")
    page = window.window.page
    assert isinstance(page, ClosePage)
    return page


def headings(page: ClosePage) -> list[str]:
    return [points.accessibleName() for points in page.harvest.blocks.lists]


def test_alt_and_a_number_choose_what_is_shown(window: Facilitator) -> None:
    closed(window)
    assert "Add a key point…" in window.sees
    assert "Write a note…" in window.press("Alt+2")
    text = window.press("Alt+3")
    assert "Put a turn right" in text
    assert "Write a note…" not in text
    assert "Add a key point…" in window.press("Left", "Left")


def test_sides_stand_beside_each_other_where_there_is_room_and_else_below(
    window: Facilitator,
) -> None:
    page = closed(window, sides=(Side.OLD, Side.NEW))
    window.window.resize(1366, 768)
    window.click("The next one goes to: Besides · Whole circle")
    window.choose_in_menu("New ones")
    window.writes("Ask first.")
    window.press("Return")
    window.click("The next one goes to: New ones · Whole circle")
    window.choose_in_menu("Besides")
    window.writes("Besides all this.")
    text = window.press("Return")
    assert headings(page) == [
        "Key points · Old habits",
        "Key points · New ones",
        "Key points · Besides",
    ]
    assert [note.side for note in window.live.state.notes.values()] == [Side.NEW, None]
    assert "None yet" in text
    new, besides = (points_of(page, at).mapTo(page, QPoint(0, 0)) for at in (1, 2))
    assert new.x() > besides.x() + 100
    window.window.resize(1024, 640)
    QApplication.processEvents()
    assert points_of(page, 1).mapTo(page, QPoint(0, 0)).x() == besides.x()


def test_a_topic_has_its_points_apart_when_asked(window: Facilitator) -> None:
    page = closed(window, shape="topic")
    window.click("Apart: from those who opened, from the circle")
    assert window.live.state.sides == (Side.SPEAKERS, Side.CIRCLE)
    assert "From those who opened" in window.sees
    window.press("Ctrl+Z")
    assert not page.harvest.apart.isChecked()
    assert window.live.state.sides == ()


def test_only_a_topic_is_asked_whether_its_points_are_apart(window: Facilitator) -> None:
    page = closed(window)
    assert not page.harvest.apart.isVisible()
    assert isinstance(window.live.state.opened, SessionOpened)
    assert button(page, "Harvest").isChecked()
