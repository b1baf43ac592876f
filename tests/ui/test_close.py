"""The Close page: what was said is written down and put right, and everything has its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from circle.harvest import NoteKind
from circle.session import Phase
from tests.ui.closing import (
    an_evening,
    click_row,
    notes_of,
    page_of,
    points_of,
    texts_of,
    write_anew,
)
from tests.ui.parts import colours
from tests.ui.seen import (
    focused,
    key_here,
    press,
    scrolls_sideways,
    signals_of,
    tabbed_to,
    type_here,
    words_on,
)
from tests.ui.sessions import Held, rows_of, session, settle, show, three_turns
from ui.pages.close import ClosePage
from ui.theme import DARK, LIGHT, Look

SIZES = [((1366, 768), 1.0), ((1024, 640), 1.0), ((1366, 768), 2.0), ((1024, 640), 2.0)]


@pytest.fixture
def held(qapp: QApplication, tmp_path: Path) -> Iterator[Held]:
    with session(tmp_path) as held:
        yield an_evening(held)


@pytest.fixture
def page(held: Held, look: Look, qtbot, tmp_path: Path) -> ClosePage:
    return page_of(held, look, qtbot, tmp_path)


def test_it_says_what_the_circle_leaves_behind(page: ClosePage) -> None:
    words = words_on(page)
    for said in (
        "Trauma network · Session 22",
        "Closing · what the circle leaves behind",
        "Saved",
        "Key points, in the room’s own words",
        "3 of 4 people spoke. You held 18\u00a0% of the time.",
        "3 offered · 3 heard · 0 passed · 1 not reached · 0 silences",
        "1 point is yours alone and stays here. Read it back to let it leave.",
        "Export",
    ):
        assert said in words
    assert rows_of(points_of(page)) == ["Key point 1: Ask before you arrange. · Mine alone"]
    assert "Put a turn right" not in words
    assert rows_of(notes_of(page).list)[1] == "Note at 2:00: Nobody filled the pause."


def test_enter_keeps_a_key_point_and_the_next_can_be_written(page: ClosePage, held: Held) -> None:
    page.harvest.field.setFocus()
    for words in ("Silence is part of it.", "Come back."):
        type_here(words)
        key_here(Qt.Key.Key_Return)
    assert texts_of(points_of(page))[1:] == ["Silence is part of it.", "Come back."]
    assert [row.lead for row in points_of(page).rows_model.rows] == ["1.", "2.", "3."]
    assert page.harvest.field.text() == ""
    assert focused() is page.harvest.field
    assert len(held.store.read(held.live.id).state.notes) == 5


def test_a_click_opens_a_text_and_enter_keeps_the_other_words(page: ClosePage, held: Held) -> None:
    points = points_of(page)
    click_row(points, 0)
    assert points.editor is not None
    assert focused() is points.editor
    write_anew("Ask, then wait.")
    key_here(Qt.Key.Key_Return)
    settle()
    assert texts_of(points) == ["Ask, then wait."]
    assert focused() is points
    held.live.undo()
    assert texts_of(points) == ["Ask before you arrange."]


def test_enter_opens_the_chosen_text_and_esc_leaves_it_as_it_was(
    page: ClosePage, held: Held
) -> None:
    before = held.stored_events
    page.notes.list.setFocus()
    key_here(Qt.Key.Key_Down)
    key_here(Qt.Key.Key_Return)
    write_anew("Something else")
    key_here(Qt.Key.Key_Escape)
    settle()
    assert page.notes.list.editor is None
    assert texts_of(page.notes)[1] == "Nobody filled the pause."
    assert held.stored_events == before


def test_shift_and_enter_begin_another_line(page: ClosePage) -> None:
    notes_of(page)
    click_row(page.notes, 1)
    key_here(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    type_here("Then Amara spoke.")
    key_here(Qt.Key.Key_Return)
    settle()
    assert texts_of(page.notes)[1] == "Nobody filled the pause.\nThen Amara spoke."


def test_to_go_elsewhere_keeps_what_was_being_written(page: ClosePage) -> None:
    notes_of(page)
    click_row(page.notes, 0)
    write_anew("Ask Bob first.")
    page.notes.field.setFocus()
    settle()
    assert texts_of(page.notes)[0] == "Ask Bob first."


def test_an_emptied_text_stays_as_it_was(page: ClosePage, held: Held) -> None:
    notes_of(page)
    click_row(page.notes, 0)
    write_anew(" ")
    key_here(Qt.Key.Key_Return)
    settle()
    assert texts_of(page.notes)[0] == "Gwen said: ask Bob first."
    assert held.refused == []


def test_delete_removes_a_text_and_undo_brings_it_back(page: ClosePage, held: Held) -> None:
    notes_of(page)
    page.notes.list.setFocus()
    key_here(Qt.Key.Key_Home)
    key_here(Qt.Key.Key_Delete)
    assert texts_of(page.notes) == ["Nobody filled the pause."]
    held.live.undo()
    assert len(texts_of(page.notes)) == 2


def test_the_mouse_removes_a_text_too(page: ClosePage) -> None:
    notes_of(page)
    assert "Remove" not in words_on(page)
    click_row(page.notes, 0)
    press(page, "Remove")
    settle()
    assert texts_of(page.notes) == ["Nobody filled the pause."]
    assert page.notes.list.editor is None


def test_a_turn_is_put_right_and_the_sentence_follows(page: ClosePage, held: Held) -> None:
    press(page, "Turns")
    page.turns.list.setFocus()
    key_here(Qt.Key.Key_End)
    press(page, "Not a turn")
    assert [turn[0] for turn in held.turns] == ["Amara", "Bob"]
    assert "2 of 4 people spoke. You held 0\u00a0% of the time." in words_on(page)


def test_the_session_is_reopened_or_left(page: ClosePage, held: Held) -> None:
    reopened, left = signals_of(page.reopened), signals_of(page.left)
    notes_of(page)
    page.notes.field.setFocus()
    type_here("One last thing.")
    press(page, "Done")
    assert left == [()]
    assert texts_of(page.notes)[-1] == "One last thing."
    press(page, "Reopen the session")
    assert reopened == [()]
    assert held.live.state.phase is Phase.CENTRE


def test_tab_reaches_everything_once_and_the_head_last(page: ClosePage) -> None:
    parts = {
        "Harvest": (points_of(page), page.harvest.field),
        "Notes": (page.notes.list, page.notes.field),
        "Turns": (page.turns.list,),
    }
    reached: list[QWidget] = []
    for part, inside in parts.items():
        press(page, part)
        reached = tabbed_to(page)
        for widget in (*inside, page.export_card.look_button, page.export_card.button):
            assert widget in reached
    last = [one.accessibleName() for one in reached[-3:]]
    assert last == ["Reopen the session", "Review", "Done"]
    assert all(one.accessibleName() for one in reached)


def test_after_the_session_somebody_is_taken_out_of_it(page: ClosePage, held: Held) -> None:
    press(page, "What people said")
    assert focused() is page.said.choose
    page.said.show_person(held.person("Bob"))
    settle()
    press(page, "Take Bob out of the record…")
    assert "It cannot be undone" in words_on(page)
    press(page, "Take Bob out")
    seen = words_on(page)
    assert "Bob" not in seen
    assert "Seat 2" in seen
    assert texts_of(page.notes)[0] == "Gwen said: ask Seat 2 first."
    assert [hit.text for hit in held.store.search("Seat")] == ["Gwen said: ask Seat 2 first."]
    press(page.said, "Done")
    assert not page.said.said.isVisible()


def test_after_the_session_the_group_may_say_otherwise(page: ClosePage, held: Held) -> None:
    press(page, "What people said")
    press(page, "What the group said")
    press(page, "No: May a trainer see it?")
    press(page, "Back")
    assert held.live.state.consent.shown is False


def test_the_focus_is_seen_wherever_it_is(page: ClosePage) -> None:
    choices = page.choices.buttons["harvest"]
    places = [page.export_card.look_button, points_of(page), page.harvest.field, choices]
    for widget in places:
        page.setFocus()
        settle()
        before = widget.grab().toImage()
        widget.setFocus()
        settle()
        assert widget.grab().toImage() != before, widget.accessibleName()


@pytest.mark.parametrize("part", ["Harvest", "Notes", "Turns"])
@pytest.mark.parametrize(("size", "scale"), SIZES)
def test_everything_fits_its_place_at_every_size(
    page: ClosePage, look: Look, size: tuple[int, int], scale: float, part: str
) -> None:
    press(page, part)
    look.use_scale(scale)
    show(page, width=size[0], height=size[1])
    assert (page.width(), page.height()) == size
    assert scrolls_sideways(page) == []
    for widget in page.findChildren(QWidget):
        parent = widget.parentWidget()
        if widget.isVisible() and parent and not isinstance(parent.parent(), QScrollArea):
            assert widget.width() <= max(parent.width(), 1), widget


def test_at_the_usual_size_nothing_needs_scrolling(page: ClosePage) -> None:
    bar = page.findChildren(QScrollArea)[0].verticalScrollBar()
    assert bar.maximum() == 0
    assert page.export_card.button.visibleRegion().boundingRect() == page.export_card.button.rect()


def test_sixty_long_notes_scroll_in_their_list_and_both_fields_stay_in_sight(
    look: Look, qtbot, tmp_path: Path
) -> None:
    with session(tmp_path, [f"Person {n}" for n in range(1, 41)]) as held:
        three_turns(held)
        for n in range(60):
            held.live.written.write_note(
                f"{n} " + "Being kind counted for more than any job title. " * 8
            )
            held.live.written.write_note(f"Point {n}", kind=NoteKind.KEY_POINT)
        held.live.close()
        page = page_of(held, look, qtbot, tmp_path)
        bar = page.findChildren(QScrollArea)[0].verticalScrollBar()
        assert bar.maximum() == 0
        for scrolls, field in (
            (page.harvest.blocks, page.harvest.field),
            (notes_of(page).list, page.notes.field),
        ):
            press(page, "Harvest" if field is page.harvest.field else "Notes")
            settle()
            assert bar.maximum() == 0
            assert scrolls.verticalScrollBar().maximum() > 0
            assert field.visibleRegion().boundingRect() == field.rect()
        page.notes.field.setFocus()
        type_here("The newest")
        key_here(Qt.Key.Key_Return)
        settle()
        newest = page.notes.list.visualRect(page.notes.list.model().index(60, 0))
        assert page.notes.list.viewport().rect().contains(newest)


def test_the_texts_wear_the_palette_that_is_chosen(page: ClosePage, look: Look) -> None:
    for theme in (DARK, LIGHT):
        look.use(theme.name)
        settle()
        texts = points_of(page)
        place = QRect(texts.mapTo(page, QPoint(0, 0)), texts.size())
        shown = colours(page.grab(place).toImage())
        assert {theme.card.name(), theme.ink.name()} <= shown


def test_in_large_letters_the_head_has_room_for_its_words(
    held: Held, look: Look, qtbot, tmp_path: Path
) -> None:
    page = page_of(held, look, qtbot, tmp_path, size=(1024, 640))
    look.use_scale(2.0)
    settle()
    for one in (page.said_button, page.reopen_button, page.done):
        assert one.width() >= one.sizeHint().width()
        assert one.visibleRegion().boundingRect() == one.rect()
    assert page._title.width() >= 400
    look.use_scale(1.0)
