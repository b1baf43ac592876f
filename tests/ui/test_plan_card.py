"""The plan is put otherwise on the Prepare page: by mouse, and by keys alone."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from circle.paths import assets
from circle.templates import PlannedRound, read_shelf
from tests.ui.hands import seen
from ui.pages import rounds_draft as draft
from ui.pages.prepare import PreparePage
from ui.theme import Look
from ui.widgets.key_button import KeyButton

SHELF = read_shelf(assets())
COUNCIL = SHELF.template("council")
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(look: Look, qtbot: QtBot) -> PreparePage:
    page = PreparePage(look)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show_plan(COUNCIL, SHELF.forms)
    page.show()
    qtbot.waitExposed(page)
    return page


def titles(page: PreparePage) -> list[str]:
    return [one.title for one in page.opened().plan]


def opens(page: PreparePage, at: int) -> None:
    QTest.mouseClick(page.plan.rows[at], Qt.MouseButton.LeftButton)


def writes(field: QWidget, text: str) -> None:
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, CTRL)
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, text)


def press(page: PreparePage, words: str) -> None:
    (button,) = [
        one for one in page.findChildren(KeyButton) if one.words == words and one.isVisible()
    ]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_what_is_written_counts_at_once(page: PreparePage) -> None:
    opens(page, 1)
    fields = page.plan.fields
    writes(fields.title, "Heart of it")
    writes(fields.prompt, "What hurts?")
    writes(fields.minutes, "30")
    plan = page.opened().plan[1]
    assert (plan.title, plan.prompt, plan.length_ms) == ("Heart of it", "What hurts?", 30 * 60_000)
    words = seen(page)
    assert "Heart of it" in words
    assert "About 60 minutes with 8 people" in words


def test_the_form_is_chosen_from_all_there_are(page: PreparePage) -> None:
    opens(page, 1)
    press(page, "Round after round")
    menu = page.findChildren(QMenu)[-1]
    assert [act.text() for act in menu.actions()] == [one.title for one in SHELF.forms.values()]
    go_round = next(act for act in menu.actions() if act.text() == "Go-round")
    place = menu.actionGeometry(go_round).center()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)
    assert page.opened().plan[1].form == "go_round"
    assert page.opened().plan[1].suggested_ms == 360_000
    assert "The question" not in titles(page)
    assert "Council: 8 people × 6 min is 48 min, and fits in 50 min." in seen(page)


def test_a_round_is_added_moved_and_removed(page: PreparePage) -> None:
    press(page, "Add a round")
    assert titles(page) == ["Arriving", "Council", "Shared silence", "Leaving", "Another round"]
    assert QApplication.focusWidget() is page.plan.fields.title
    press(page, "Earlier")
    assert titles(page)[3:] == ["Another round", "Leaving"]
    assert page.plan.fields.title.text() == "Another round"
    press(page, "Later")
    press(page, "Later")
    assert titles(page)[3:] == ["Leaving", "Another round"]
    press(page, "Remove")
    assert titles(page) == ["Arriving", "Council", "Shared silence", "Leaving"]
    assert not page.plan.fields.isVisible()


def test_the_keys_alone_do_all_of_it(page: PreparePage) -> None:
    rows = page.plan.rows
    rows[0].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(rows[0], Qt.Key.Key_Down, CTRL)
    assert titles(page)[:2] == ["Council", "Arriving"]
    assert QApplication.focusWidget() is rows[1]
    QTest.keyClick(rows[1], Qt.Key.Key_Up, CTRL)
    QTest.keyClick(rows[0], Qt.Key.Key_Up, CTRL)
    assert titles(page)[:2] == ["Arriving", "Council"]
    QTest.keyClick(rows[0], Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.plan.fields.title
    QTest.keyClick(page.plan.fields.title, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is rows[0]
    QTest.keyClick(rows[0], Qt.Key.Key_Delete)
    assert titles(page) == ["Council", "Shared silence", "Leaving"]
    assert QApplication.focusWidget() is page.plan.rows[0]


def test_tab_goes_through_the_plan_as_it_stands(page: PreparePage) -> None:
    press(page, "Add a round")
    QTest.keyClick(page.plan.fields.title, Qt.Key.Key_Escape)
    opens(page, 1)
    plan = page.plan
    expected = [plan.rows[0], plan.rows[1], *plan.fields.in_order, *plan.rows[2:], plan.add]
    plan.title.setFocus()
    before: QWidget = plan.title
    for widget in expected:
        QTest.keyClick(before, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is widget
        before = widget


def test_a_row_is_a_button_to_a_screen_reader_and_to_space(page: PreparePage) -> None:
    row = page.plan.rows[1]
    heard = QAccessible.queryAccessibleInterface(row)
    assert heard.role() is QAccessible.Role.Button
    assert heard.text(QAccessible.Text.Name).startswith("Council, What needs to be said here?")
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is page.plan.fields.title


def test_what_was_added_moved_or_removed_comes_back(page: PreparePage) -> None:
    before = titles(page)
    QTest.keyClick(page.plan.rows[1], Qt.Key.Key_Delete)
    QTest.keyClick(page.plan.rows[0], Qt.Key.Key_Down, CTRL)
    QTest.keyClick(page.plan.rows[0], Qt.Key.Key_Z, CTRL)
    QTest.keyClick(page.plan.rows[0], Qt.Key.Key_Z, CTRL)
    assert titles(page) == before
    QTest.keyClick(page.plan.rows[0], Qt.Key.Key_Z, CTRL)
    assert titles(page) == before


def test_moving_an_open_round_keeps_the_focus_where_it_is(page: PreparePage) -> None:
    opens(page, 0)
    later = next(
        one
        for one in page.plan.fields.in_order
        if isinstance(one, KeyButton) and one.words == "Later"
    )
    later.setFocus()
    QTest.keyClick(later, Qt.Key.Key_Space)
    QTest.keyClick(later, Qt.Key.Key_Space)
    assert titles(page)[2] == "Arriving"
    assert QApplication.focusWidget() is later


def test_the_last_round_stays(page: PreparePage) -> None:
    page.show_plan(None, SHELF.forms)
    QTest.keyClick(page.plan.rows[0], Qt.Key.Key_Delete)
    assert [one.form for one in page.opened().plan] == ["go_round"]


def test_a_circle_without_a_template_gets_a_plan_too(page: PreparePage) -> None:
    page.show_plan(None, SHELF.forms)
    opens(page, 0)
    writes(page.plan.fields.minutes, "20")
    assert page.opened().plan[0].suggested_ms == 150_000


def test_another_plan_closes_the_fields_of_the_one_before(page: PreparePage) -> None:
    opens(page, 3)
    page.show_plan(None, SHELF.forms)
    assert not page.plan.fields.isVisible()
    assert titles(page) == [""]
    assert SHELF.template("council") == COUNCIL


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("", 0), ("0", 0), ("x", 7), ("-3", 7), ("1.5", 7), ("99999", 1440), ("1234567", 7), ("٣", 3)],
)
def test_minutes_are_a_number_or_stay_as_they_were(written: str, minutes: int) -> None:
    rounds = (PlannedRound("go_round", "A", minutes=7),)
    assert draft.change(rounds, 0, minutes=written)[0].minutes == minutes


def test_once_until_all_goes_with_the_form_that_had_it() -> None:
    rounds = (PlannedRound("open", "A", once_until_all=True),)
    assert draft.change(rounds, 0, title="B")[0].once_until_all
    assert draft.change(rounds, 0, form="go_round")[0].once_until_all is None


ROUNDS = st.lists(
    st.builds(PlannedRound, st.just("open"), st.text(max_size=3)), min_size=1, max_size=6
).map(tuple)


@given(ROUNDS, st.integers(0, 5), st.integers(-6, 6))
def test_moving_keeps_every_round_and_removing_takes_one(
    rounds: draft.Rounds, at: int, by: int
) -> None:
    at %= len(rounds)
    moved = draft.move(rounds, at, by)
    assert Counter(moved) == Counter(rounds)
    assert moved[max(0, min(at + by, len(rounds) - 1))] == rounds[at]
    left = draft.remove(rounds, at)
    assert len(left) == max(1, len(rounds) - 1)
    assert not Counter(left) - Counter(rounds)


def chooses(page: PreparePage, *words: str) -> None:
    """Through the menu that is open, and the ones in it."""
    for one in words:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = next(act for act in menu.actions() if act.text() == one)
        menu.setActiveAction(action)
        QTest.keyClick(menu, Qt.Key.Key_Return)


def test_a_round_is_set_not_to_be_measured_and_the_row_says_so(page: PreparePage) -> None:
    opens(page, 1)
    press(page, "More…")
    chooses(page, "Measured")
    press(page, "More…")
    chooses(page, "Silence after each turn", "30 s")
    plan = page.opened().plan[1]
    assert (plan.measured, plan.silence_s, plan.bell) == (False, 30, True)
    assert "30 s of silence · not measured" in seen(page)


def test_groups_are_made_smaller_where_there_are_groups(page: PreparePage) -> None:
    page.show_plan(SHELF.template("three_key_points"), SHELF.forms)
    opens(page, 1)
    press(page, "More…")
    chooses(page, "How many in a group", "About 3")
    assert page.opened().plan[1].group_of == 3
    assert "groups of about 3" in seen(page)
    opens(page, 0)
    press(page, "More…")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "How many in a group" not in [act.text() for act in menu.actions()]
    menu.close()


def test_what_is_written_in_a_field_is_undone_at_once_and_in_its_turn(page: PreparePage) -> None:
    page.activateWindow()
    page.plan.add.click()
    opens(page, 0)
    writes(page.plan.fields.title, "Hello")
    writes(page.plan.fields.minutes, "25")
    opens(page, 1)
    writes(page.plan.fields.title, "Other")
    page.undo()
    assert titles(page)[:2] == ["Hello", "Council"]
    page.undo()
    assert page.opened().plan[0].length_ms == 15 * 60_000
    page.undo()
    assert titles(page)[0] == "Arriving"
    assert len(titles(page)) == 5
    page.undo()
    assert len(titles(page)) == 4
    page.undo()
    assert len(titles(page)) == 4
