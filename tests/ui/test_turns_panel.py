"""The panel of turns: a turn is chosen, and put right, with keys and clicks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from tests.ui.seen import button, focused, key_here, press, type_here, words_on
from tests.ui.sessions import Held, rows_of, session, settle, show, three_turns
from ui.theme import DARK, HIGH_CONTRAST, LIGHT, Look, contrast
from ui.widgets.turns_panel import TurnsPanel

menus = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
"""The offscreen platform says so of every menu."""


@pytest.fixture
def held(qapp: QApplication, tmp_path: Path) -> Iterator[Held]:
    with session(tmp_path) as held:
        yield three_turns(held)


@pytest.fixture
def panel(look: Look, held: Held, qtbot) -> TurnsPanel:
    panel = TurnsPanel(look, held.live)
    qtbot.addWidget(panel)
    show(panel, width=303, height=560)
    return panel


def go_to(panel: TurnsPanel, row: int) -> None:
    """With the keys: to the top, and down."""
    panel.list.setFocus()
    key_here(Qt.Key.Key_Home)
    for _ in range(row):
        key_here(Qt.Key.Key_Down)


def choose_in_menu(panel: TurnsPanel, words: str) -> None:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    names = [action.text() for action in menu.actions()]
    for _ in range(names.index(words)):
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    panel.activateWindow()
    settle()


def test_the_turns_are_there_in_their_order_and_the_newest_is_chosen(panel: TurnsPanel) -> None:
    assert rows_of(panel.list) == [
        "Amara, from 0:10, 1:00 long",
        "Bob, from 1:10, 0:30 long",
        "Ceri, from 1:40, now",
    ]
    assert panel.list.currentIndex().data() == "Ceri"
    assert "Began 1:40" in words_on(panel)
    assert "Ended" not in words_on(panel)


def test_a_new_turn_is_chosen_until_a_person_has_gone_to_another(
    panel: TurnsPanel, held: Held
) -> None:
    held.passes_on(after_s=30)
    assert panel.list.currentIndex().data() == "Dev"
    go_to(panel, 1)
    held.live.centre_piece()
    held.clock.advance(5_000)
    held.live.pass_piece(held.person("Amara"))
    assert panel.list.currentIndex().data() == "Bob"
    assert rows_of(panel.list)[-1] == "Amara, from 2:35, now"


def test_the_start_and_the_end_of_a_turn_are_moved(panel: TurnsPanel, held: Held) -> None:
    go_to(panel, 1)
    press(panel, "Began 5 s earlier")
    press(panel, "Ended 5 s later")
    press(panel, "Ended 5 s later")
    assert held.turns == [("Amara", 10, 65), ("Bob", 65, 110), ("Ceri", 110, 120)]
    assert "Began 1:05" in words_on(panel)
    assert "Ended 1:50" in words_on(panel)
    press(panel, "Began 5 s later")
    press(panel, "Ended 5 s earlier")
    assert held.turns[1] == ("Bob", 70, 105)


def test_the_same_with_the_keys_alone(panel: TurnsPanel, held: Held) -> None:
    go_to(panel, 1)
    key_here(Qt.Key.Key_Tab)
    assert focused().accessibleName() == "Began 5 s earlier"
    key_here(Qt.Key.Key_Space)
    key_here(Qt.Key.Key_Space)
    assert held.turns[1] == ("Bob", 60, 100)
    assert focused().accessibleName() == "Began 5 s earlier"


def test_a_boundary_that_cannot_move_so_far_is_refused_with_a_sentence(
    panel: TurnsPanel, held: Held
) -> None:
    go_to(panel, 1)
    for _ in range(6):
        press(panel, "Ended 5 s earlier")
    assert held.turns[1] == ("Bob", 70, 75)
    assert held.refused[-1].startswith("That would leave nothing of what came before or after.")


@menus
def test_a_turn_was_somebody_elses(panel: TurnsPanel, held: Held) -> None:
    go_to(panel, 1)
    press(panel, "Was somebody else’s")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["Amara", "Ceri", "Dev"]
    choose_in_menu(panel, "Dev")
    assert held.turns[1] == ("Dev", 70, 100)


def test_a_turn_is_split_and_the_second_part_is_the_neighbours(
    panel: TurnsPanel, held: Held
) -> None:
    go_to(panel, 0)
    press(panel, "Split here")
    assert "Split at 0:40" in words_on(panel)
    press(panel, "Split 5 s later")
    assert "Split at 0:45" in words_on(panel)
    press(panel, "Split the turn")
    assert held.turns[:2] == [("Amara", 10, 45), ("Bob", 45, 70)]
    assert "Split at" not in words_on(panel)


@menus
def test_the_second_part_of_a_split_turn_may_be_anybodys(panel: TurnsPanel, held: Held) -> None:
    go_to(panel, 0)
    press(panel, "Split here")
    press(panel, "The second part was the turn of Bob")
    choose_in_menu(panel, "Dev")
    press(panel, "Split the turn")
    assert held.turns[1] == ("Dev", 40, 70)


def test_esc_leaves_a_form_and_nothing_has_happened(panel: TurnsPanel, held: Held) -> None:
    before = held.stored_events
    go_to(panel, 0)
    press(panel, "Split here")
    assert panel.split_form.isAncestorOf(focused())
    key_here(Qt.Key.Key_Escape)
    assert not panel.split_form.isVisible()
    assert focused().accessibleName() == "Split here…"
    assert held.stored_events == before


def test_two_turns_are_joined(panel: TurnsPanel, held: Held) -> None:
    go_to(panel, 0)
    press(panel, "Join with the next")
    assert held.turns == [("Amara", 10, 100), ("Ceri", 100, 120)]
    assert panel.list.currentIndex().data() == "Amara"


def test_the_last_turn_cannot_be_joined_with_a_next_one(panel: TurnsPanel) -> None:
    go_to(panel, 2)
    assert not button(panel, "Join with the next").isEnabled()


def test_when_joining_is_over_the_list_has_the_keys(panel: TurnsPanel, held: Held) -> None:
    go_to(panel, 1)
    join = button(panel, "Join with the next")
    join.setFocus()
    key_here(Qt.Key.Key_Space)
    assert held.turns == [("Amara", 10, 70), ("Bob", 70, 120)]
    assert focused() is panel.list


def test_what_was_no_turn_is_removed_and_its_neighbour_chosen(
    panel: TurnsPanel, held: Held
) -> None:
    go_to(panel, 1)
    press(panel, "Not a turn")
    assert [turn[0] for turn in held.turns] == ["Amara", "Ceri"]
    assert panel.list.currentIndex().data() == "Ceri"
    held.live.undo()
    assert rows_of(panel.list)[1] == "Bob, from 1:10, 0:30 long"


@menus
def test_a_turn_that_was_missed_is_added(panel: TurnsPanel, held: Held) -> None:
    press(panel, "Add a turn")
    press(panel, "The turn was of nobody yet")
    choose_in_menu(panel, "Dev")
    panel.add_form.start.setFocus()
    type_here("0:02")
    key_here(Qt.Key.Key_Return)
    assert focused() is panel.add_form.end
    type_here("0:08")
    key_here(Qt.Key.Key_Return)
    assert held.turns[0] == ("Dev", 2, 8)
    assert rows_of(panel.list)[0] == "Dev, from 0:02, 0:06 long"
    assert not panel.add_form.isVisible()


@menus
def test_what_is_no_time_is_said_beside_the_field_and_what_is_taken_is_refused(
    panel: TurnsPanel, held: Held
) -> None:
    press(panel, "Add a turn")
    press(panel, "Add the turn")
    assert "Choose whose turn it was." in words_on(panel)
    panel.add_form.whose.choose(held.person("Dev"))
    panel.add_form.start.setFocus()
    type_here("noon")
    press(panel, "Add the turn")
    assert "“noon” is not a time. Write minutes and seconds, as in 12:04." in words_on(panel)
    panel.add_form.start.setText("0:20")
    panel.add_form.end.setText("0:30")
    press(panel, "Add the turn")
    assert held.refused == [
        "Amara held the piece then. Split that turn, or give it to somebody else."
    ]
    assert panel.add_form.isVisible()


def test_a_silence_is_told_but_cannot_be_chosen(panel: TurnsPanel, held: Held) -> None:
    held.live.toggle_silence()
    held.clock.advance(30_000)
    held.live.pass_piece(held.person("Dev"))
    assert rows_of(panel.list)[3] == "Silence, from 2:00, 0:30 long"
    go_to(panel, 2)
    key_here(Qt.Key.Key_Down)
    assert panel.list.currentIndex().data() == "Dev"


def test_a_click_on_a_row_leaves_the_keys_where_they_are(panel: TurnsPanel) -> None:
    panel.add.setFocus()
    where = panel.list.visualRect(panel.list.model().index(0, 0)).center()
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert panel.list.currentIndex().data() == "Amara"
    assert focused() is panel.add


def test_before_the_first_turn_it_says_so(look: Look, tmp_path: Path, qtbot) -> None:
    with session(tmp_path) as held:
        panel = TurnsPanel(look, held.live)
        qtbot.addWidget(panel)
        show(panel, width=303, height=560)
        assert "Nobody has held the piece yet." in words_on(panel)
        assert "Not a turn" not in words_on(panel)
        held.passes_on(after_s=10)
        assert "Began 0:10" in words_on(panel)


def test_a_hidden_panel_is_brought_up_to_date_when_it_is_shown(
    panel: TurnsPanel, held: Held
) -> None:
    panel.hide()
    held.passes_on(after_s=10)
    panel.show()
    assert rows_of(panel.list)[-1].startswith("Dev")


@pytest.mark.parametrize("theme", [LIGHT, DARK, HIGH_CONTRAST], ids=lambda theme: theme.name)
def test_the_words_of_a_chosen_row_stand_out_from_it(theme) -> None:
    for words in (theme.ink, theme.soft, theme.clay_words):
        assert contrast(words, theme.moss_tint) >= 4.5
    assert contrast(theme.moss, theme.moss_tint) >= 3


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_wider_than_the_panel(look: Look, held: Held, qtbot, scale: float) -> None:
    look.use_scale(scale)
    held.live.rename(held.person("Bob"), "Wolfeschlegelsteinhausenbergerdorff the Younger")
    panel = TurnsPanel(look, held.live)
    qtbot.addWidget(panel)
    show(panel, width=round(303 + 60 * (scale - 1)), height=640)
    for act in ("Split here", "Add a turn"):
        inside = [one for one in panel.findChildren(QWidget) if one.isVisible()]
        right = [one.mapTo(panel, one.rect().topRight()).x() for one in inside if one.parent()]
        assert max(right) <= panel.width()
        press(panel, act)
        settle()
        key_here(Qt.Key.Key_Escape)
