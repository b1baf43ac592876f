"""The Close page: what was said is written down, turns are put right, and the notes leave."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget

from circle.privacy import Level
from circle.session import Phase
from tests.ui.seen import (
    button,
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
from ui.widgets.written_list import WrittenList

SIZES = [(1366, 768, 1.0), (1024, 640, 1.0), (1366, 768, 2.0), (1024, 640, 2.0)]


@pytest.fixture
def held(qapp, tmp_path: Path) -> Iterator[Held]:
    with session(tmp_path) as held:
        three_turns(held)
        held.live.write_note("Gwen said: ask Bob first.")
        held.live.write_note("Nobody filled the pause.")
        held.live.write_note("Ask before you arrange.", kind="key_point")
        held.live.close()
        yield held


def page_of(held: Held, look: Look, qtbot, folder: Path, *, size=(1366, 768)) -> ClosePage:
    page = ClosePage(look, held.live, folder=folder)
    qtbot.addWidget(page)
    show(page, width=size[0], height=size[1])
    return page


@pytest.fixture
def page(held: Held, look: Look, qtbot, tmp_path: Path) -> ClosePage:
    return page_of(held, look, qtbot, tmp_path)


def click_row(texts: WrittenList, row: int) -> None:
    place = texts.list.visualRect(texts.list.model().index(row, 0)).center()
    QTest.mouseClick(texts.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle()


def texts_of(texts: WrittenList) -> list[str]:
    return [row.text for row in texts.list.rows_model.rows]


def written(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("circle-*"))


def test_it_says_what_the_circle_leaves_behind(page: ClosePage) -> None:
    words = words_on(page)
    for said in (
        "Trauma network · Session 22",
        "Closing · what the circle leaves behind",
        "✓ Saved",
        "Key points, in the room’s own words",
        "3 of 4 people spoke. You held 18 % of the time.",
        "3 offered · 3 heard · 0 passed · 1 not reached · 0 silences",
        "Put a turn right",
        "Export",
    ):
        assert said in words
    assert rows_of(page.key_points.list) == ["Key point 1: Ask before you arrange."]
    assert rows_of(page.notes.list)[1] == "Note at 2:00: Nobody filled the pause."


def test_enter_keeps_a_key_point_and_the_next_can_be_written(page: ClosePage, held: Held) -> None:
    page.key_points.field.setFocus()
    for words in ("Silence is part of it.", "Come back."):
        type_here(words)
        key_here(Qt.Key.Key_Return)
    assert texts_of(page.key_points)[1:] == ["Silence is part of it.", "Come back."]
    assert [row.lead for row in page.key_points.list.rows_model.rows] == ["1.", "2.", "3."]
    assert page.key_points.field.text() == ""
    assert focused() is page.key_points.field
    assert len(held.store.read(held.live.id).state.notes) == 5


def test_a_click_opens_a_text_and_enter_keeps_the_other_words(page: ClosePage, held: Held) -> None:
    click_row(page.key_points, 0)
    assert page.key_points.list.editor is not None
    assert focused() is page.key_points.list.editor
    type_here("Ask, then wait.")
    key_here(Qt.Key.Key_Return)
    settle()
    assert texts_of(page.key_points) == ["Ask, then wait."]
    assert focused() is page.key_points.list
    held.live.undo()
    assert texts_of(page.key_points) == ["Ask before you arrange."]


def test_enter_opens_the_chosen_text_and_esc_leaves_it_as_it_was(page: ClosePage, held: Held) -> None:
    before = held.stored_events
    page.notes.list.setFocus()
    key_here(Qt.Key.Key_Down)
    key_here(Qt.Key.Key_Return)
    type_here("Something else")
    key_here(Qt.Key.Key_Escape)
    settle()
    assert page.notes.list.editor is None
    assert texts_of(page.notes)[1] == "Nobody filled the pause."
    assert held.stored_events == before


def test_shift_and_enter_begin_another_line(page: ClosePage) -> None:
    click_row(page.notes, 1)
    key_here(Qt.Key.Key_End)
    key_here(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    type_here("Then Amara spoke.")
    key_here(Qt.Key.Key_Return)
    settle()
    assert texts_of(page.notes)[1] == "Nobody filled the pause.\nThen Amara spoke."


def test_to_go_elsewhere_keeps_what_was_being_written(page: ClosePage) -> None:
    click_row(page.notes, 0)
    type_here("Ask Bob first.")
    page.key_points.field.setFocus()
    settle()
    assert texts_of(page.notes)[0] == "Ask Bob first."


def test_an_emptied_text_stays_as_it_was(page: ClosePage, held: Held) -> None:
    click_row(page.notes, 0)
    key_here(Qt.Key.Key_Delete)
    key_here(Qt.Key.Key_Return)
    settle()
    assert texts_of(page.notes)[0] == "Gwen said: ask Bob first."
    assert held.refused == []


def test_delete_removes_a_text_and_undo_brings_it_back(page: ClosePage, held: Held) -> None:
    page.notes.list.setFocus()
    key_here(Qt.Key.Key_Home)
    key_here(Qt.Key.Key_Delete)
    assert texts_of(page.notes) == ["Nobody filled the pause."]
    held.live.undo()
    assert len(texts_of(page.notes)) == 2


def test_the_mouse_removes_a_text_too(page: ClosePage) -> None:
    assert "Remove" not in words_on(page)
    click_row(page.notes, 0)
    press(page, "Remove")
    settle()
    assert texts_of(page.notes) == ["Nobody filled the pause."]
    assert page.notes.list.editor is None


def test_a_turn_is_put_right_and_the_sentence_follows(page: ClosePage, held: Held) -> None:
    page.turns.list.setFocus()
    key_here(Qt.Key.Key_End)
    press(page, "Not a turn")
    assert [turn[0] for turn in held.turns] == ["Amara", "Bob"]
    assert "2 of 4 people spoke. You held 0 % of the time." in words_on(page)


def test_without_a_word_said_nobody_is_named(page: ClosePage) -> None:
    assert button(page, "No one named").isChecked()
    assert not button(page, "Names · 4 people have not said yes").isEnabled()
    checked = [one for one, check in page.export_card.formats.items() if check.isChecked()]
    assert checked == ["html", "md"]


def test_names_in_the_texts_are_shown_before_anything_is_written(
    page: ClosePage, tmp_path: Path
) -> None:
    names = page.export_card.names
    assert rows_of(names) == ["“Bob” in a note becomes “someone”"]
    press(page, "Seats")
    assert rows_of(names) == ["“Bob” in a note becomes “Seat 2”"]
    press(page, "Aliases")
    assert not names.isVisible()
    assert "No names were found in the texts." in words_on(page)
    assert written(tmp_path) == []


def test_a_name_in_a_new_note_is_shown_at_once(page: ClosePage) -> None:
    page.notes.field.setFocus()
    type_here("Amara's idea.")
    key_here(Qt.Key.Key_Return)
    assert rows_of(page.export_card.names)[1] == "“Amara's” in a note becomes “someone's”"


def test_the_notes_are_exported_and_it_says_where_they_are(
    page: ClosePage, held: Held, tmp_path: Path
) -> None:
    exported = signals_of(page.exported)
    press(page, "Export")
    settle()
    names = written(tmp_path)
    assert [Path(name).suffix for name in names] == [".html", ".md"]
    assert f"Saved and checked: {names[0]}, {names[1]}" in words_on(page)
    assert f"in {tmp_path}" in words_on(page)
    assert exported == [(("html", "md"), "nobody")]
    text = (tmp_path / names[1]).read_text("utf-8")
    assert "ask someone first" in text
    assert "Bob" not in text
    assert held.live.id[:4] in names[0]


def test_the_chosen_formats_and_level_are_what_leaves(page: ClosePage, tmp_path: Path) -> None:
    exported = signals_of(page.exported)
    for words in ("Web page", "Markdown", "Table of turns", "Seats"):
        press(page, words)
    page.export()
    (name,) = written(tmp_path)
    assert exported == [(("csv",), "seats")]
    assert "Seat 2" in (tmp_path / name).read_text("utf-8")


def test_a_second_export_keeps_the_first(page: ClosePage, tmp_path: Path) -> None:
    page.export()
    page.export()
    assert len(written(tmp_path)) == 4


def test_what_is_still_being_written_is_kept_before_it_leaves(page: ClosePage, tmp_path: Path) -> None:
    page.key_points.field.setFocus()
    type_here("Come back and tell.")
    click_row(page.notes, 1)
    type_here("A long pause.")
    page.export()
    text = next(tmp_path.glob("*.md")).read_text("utf-8")
    assert "Come back and tell." in text
    assert "A long pause." in text


def test_no_format_is_refused_in_the_same_place(page: ClosePage, tmp_path: Path) -> None:
    exported = signals_of(page.exported)
    press(page, "Web page")
    press(page, "Markdown")
    press(page, "Export")
    assert "No format is chosen, so nothing was exported. Choose at least one." in words_on(page)
    assert (written(tmp_path), exported) == ([], [])


def test_a_folder_that_is_gone_is_said_in_the_same_place(page: ClosePage, tmp_path: Path) -> None:
    exported = signals_of(page.exported)
    page.export_card.use_folder(tmp_path / "gone")
    press(page, "Export")
    assert "gone" in page.export_card.result_words
    assert "Saved and checked" not in words_on(page)
    assert exported == []


def test_names_leave_when_everybody_said_yes(look: Look, qtbot, tmp_path: Path) -> None:
    with session(tmp_path, level="names", say_yes=True) as held:
        three_turns(held).live.close()
        page = page_of(held, look, qtbot, tmp_path)
        assert button(page, "Names").isChecked()
        assert "Names stay in the texts as they were written." in words_on(page)
        held.live.say_consent(held.person("Bob"), says_yes=False)
        assert button(page, "No one named").isChecked()
        assert not button(page, "Names · 1 person has not said yes").isEnabled()
        page.export()
        assert "Bob" not in next(tmp_path.glob("*.md")).read_text("utf-8")


def test_the_session_is_reopened_or_left(page: ClosePage, held: Held) -> None:
    reopened, left = signals_of(page.reopened), signals_of(page.left)
    page.notes.field.setFocus()
    type_here("One last thing.")
    press(page, "Done")
    assert left == [()]
    assert texts_of(page.notes)[-1] == "One last thing."
    press(page, "Reopen the session")
    assert reopened == [()]
    assert held.live.state.phase is Phase.CENTRE


def test_tab_reaches_everything_once_and_the_head_last(page: ClosePage) -> None:
    reached = tabbed_to(page)
    lists = (page.key_points.list, page.notes.list, page.turns.list)
    fields = (page.key_points.field, page.notes.field)
    for widget in (*lists, *fields, *page.export_card.formats.values(), page.export_card.button):
        assert widget in reached
    assert [one.accessibleName() for one in reached[-2:]] == ["Reopen the session", "Done"]
    assert all(one.accessibleName() for one in reached)


def test_the_focus_is_seen_wherever_it_is(page: ClosePage) -> None:
    places = [*page.export_card.formats.values(), page.turns.list, page.key_points.field]
    for widget in places:
        page.setFocus()
        settle()
        before = widget.grab().toImage()
        widget.setFocus()
        settle()
        assert widget.grab().toImage() != before, widget.accessibleName()


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_everything_fits_its_place_at_every_size(
    held: Held, look: Look, qtbot, tmp_path: Path, width: int, height: int, scale: float
) -> None:
    look.use_scale(scale)
    page = page_of(held, look, qtbot, tmp_path, size=(width, height))
    assert (page.width(), page.height()) == (width, height)
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
            held.live.write_note(f"{n} " + "Being kind counted for more than any job title. " * 8)
            held.live.write_note(f"Point {n}", kind="key_point")
        held.live.close()
        page = page_of(held, look, qtbot, tmp_path)
        bar = page.findChildren(QScrollArea)[0].verticalScrollBar()
        assert bar.maximum() == 0
        for texts in (page.key_points, page.notes):
            assert texts.list.verticalScrollBar().maximum() > 0
            assert texts.field.visibleRegion().boundingRect() == texts.field.rect()
        page.notes.field.setFocus()
        type_here("The newest")
        key_here(Qt.Key.Key_Return)
        settle()
        newest = page.notes.list.visualRect(page.notes.list.model().index(60, 0))
        assert page.notes.list.viewport().rect().contains(newest)


def test_after_an_export_the_answer_is_in_sight(
    held: Held, look: Look, qtbot, tmp_path: Path
) -> None:
    page = page_of(held, look, qtbot, tmp_path, size=(1024, 640))
    page.export()
    settle()
    assert not page.export_card.result.visibleRegion().isEmpty()


def test_every_palette_paints_it(held: Held, look: Look, qtbot, tmp_path: Path) -> None:
    page = page_of(held, look, qtbot, tmp_path)
    pictures: list[QImage] = []
    for theme in (LIGHT, DARK):
        look.use(theme.name)
        settle()
        pictures.append(page.grab().toImage())
    assert [image.pixelColor(30, 750) for image in pictures] == [LIGHT.card, DARK.card] or [
        image.pixelColor(5, 400) for image in pictures
    ] == [LIGHT.paper, DARK.paper]


def test_a_level_is_chosen_with_the_arrow_keys(page: ClosePage) -> None:
    page.export_card.levels[Level.NOBODY].setFocus()
    key_here(Qt.Key.Key_Down)
    assert page.export_card.level is Level.SEATS
    assert rows_of(page.export_card.names) == ["“Bob” in a note becomes “Seat 2”"]
