"""The plan on the Prepare page: rounds dragged to another place, when each begins, and minutes both ways."""

from __future__ import annotations

from datetime import UTC, datetime, time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from circle.paths import assets
from circle.templates import PlannedRound, read_shelf
from tests.ui.seen import key_here, scrolls_sideways, words_on
from ui.pages.prepare import PreparePage
from ui.pages.round_times import each_written, round_written, times_shown
from ui.theme import Look
from ui.widgets.row_places import place_for, tops_with

SHELF = read_shelf(assets())
LISTENING = SHELF.template("listening_round")
CTRL = Qt.KeyboardModifier.ControlModifier
BEFORE = ["Check-in", "The question", "Shared silence", "Check-out"]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(look: Look, qtbot: QtBot) -> PreparePage:
    page = PreparePage(look)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show_plan(LISTENING, SHELF.forms)
    page.show_beginning(time(19, 0))
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    QApplication.processEvents()
    return page


def titles(page: PreparePage) -> list[str]:
    return [one.title for one in page.opened().plan]


def begins(page: PreparePage) -> list[str]:
    """As the rows say it."""
    QApplication.processEvents()
    names = [row.accessibleName() for row in page.plan.rows]
    return [name.partition("begins at ")[2] for name in names]


def writes(field: QWidget, text: str) -> None:
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, CTRL)
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, text)


# Dragging


def holds(page: PreparePage, at: int) -> QWidget:
    row = page.plan.rows[at]
    QTest.mousePress(row, LEFT, pos=QPoint(60, 20))
    return row


def drags(row: QWidget, start: QPointF, *, across: int = 0, down: int = 0) -> None:
    """From where it was held, in three steps."""
    for step in (1, 2, 3):
        where = start + QPointF(across, down) * step / 3
        at = row.mapFromGlobal(where)
        none, held = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
        moved = QMouseEvent(QEvent.Type.MouseMove, at, where, none, LEFT, held)
        QApplication.sendEvent(row, moved)


def lets_go(row: QWidget) -> None:
    QTest.mouseRelease(row, LEFT, pos=QPoint(60, 20))
    QApplication.processEvents()


def held_at(row: QWidget) -> QPointF:
    return row.mapToGlobal(QPointF(60, 20))


def test_a_round_is_dragged_below_another_and_comes_back(page: PreparePage) -> None:
    rows = page.plan.rows
    row = holds(page, 0)
    was, second = row.y(), rows[1].y()
    drags(row, held_at(row), down=rows[1].height() - 10)
    assert row.y() == was + rows[1].height() - 10, "it follows the pointer"
    assert rows[1].y() == was, "the other makes room"
    assert titles(page) == BEFORE, "nothing is moved before it is let go"
    lets_go(row)
    assert titles(page) == ["The question", "Check-in", "Shared silence", "Check-out"]
    assert (rows[0].y(), rows[1].y()) == (was, second)
    assert QApplication.focusWidget() is rows[1]
    QTest.keyClick(rows[1], Qt.Key.Key_Z, CTRL)
    assert titles(page) == BEFORE


def test_the_last_is_dragged_to_the_top_and_stays_in_the_list(page: PreparePage) -> None:
    rows = page.plan.rows
    row = holds(page, 3)
    drags(row, held_at(row), down=rows[0].y() - rows[3].y() - 30)
    assert row.y() == min(one.y() for one in rows)
    lets_go(row)
    assert titles(page)[0] == "Check-out"


def test_dropped_elsewhere_or_left_by_esc_it_is_where_it_was(page: PreparePage) -> None:
    rows = page.plan.rows
    places = [row.geometry() for row in rows]
    row = holds(page, 0)
    drags(row, held_at(row), across=700, down=200)
    assert rows[1].geometry() == places[1], "nobody makes room for what is elsewhere"
    lets_go(row)
    assert titles(page) == BEFORE
    row = holds(page, 0)
    start = held_at(row)
    drags(row, start, down=150)
    assert rows[1].geometry() != places[1]
    key_here(Qt.Key.Key_Escape)
    assert [one.geometry() for one in rows] == places
    drags(row, start, down=150)
    lets_go(row)
    assert titles(page) == BEFORE
    assert [one.geometry() for one in rows] == places


def test_a_click_opens_and_letting_a_dragged_one_go_does_not(page: PreparePage) -> None:
    row = holds(page, 0)
    drags(row, held_at(row), down=20)
    lets_go(row)
    assert page.plan._open is None
    row = holds(page, 0)
    drags(row, held_at(row), down=3)
    lets_go(row)
    assert page.plan.fields.isVisible()
    page.leave_field()
    row = holds(page, 1)
    drags(row, held_at(row), down=-90)
    key_here(Qt.Key.Key_Escape)
    lets_go(row)
    assert not page.plan.fields.isVisible()


def test_fields_that_are_open_are_closed_by_dragging(page: PreparePage) -> None:
    QTest.mouseClick(page.plan.rows[0], LEFT)
    row = holds(page, 1)
    drags(row, held_at(row), down=-170)
    lets_go(row)
    assert titles(page)[0] == "The question"
    assert not page.plan.fields.isVisible()


HEIGHTS = st.lists(st.integers(20, 120), min_size=1, max_size=8)


@given(HEIGHTS, st.integers(0, 7), st.integers(-300, 1200))
def test_the_rows_lie_one_below_the_other_wherever_one_is_dragged(
    heights: list[int], at: int, top: int
) -> None:
    at %= len(heights)
    to = place_for(heights, at, top)
    assert 0 <= to < len(heights)
    tops = tops_with(heights, at, to)
    ends = sorted((top, top + height) for top, height in zip(tops, heights, strict=True))
    assert ends[0][0] == 0
    assert all(one[1] == after[0] for one, after in pairwise(ends))
    assert sum(other < tops[at] for other in tops) == to


@given(HEIGHTS)
def test_a_row_that_is_not_dragged_away_keeps_its_place(heights: list[int]) -> None:
    for at in range(len(heights)):
        assert place_for(heights, at, sum(heights[:at])) == at
        assert place_for(heights, at, -1000) == 0
        assert place_for(heights, at, 5000) == len(heights) - 1


# When each begins


def test_every_row_says_when_it_begins_and_the_end_is_said(page: PreparePage) -> None:
    assert begins(page) == ["19:00", "19:10", "19:45", "19:47"]
    assert "Ends about 20:00." in words_on(page)


def test_what_is_written_counts_as_soon_as_it_is_a_time(page: PreparePage) -> None:
    field = page.plan.begins.field
    writes(field, "23:30")
    assert begins(page) == ["23:30", "23:40", "00:15", "00:17"]
    assert "Ends about 00:30." in words_on(page)
    writes(field, "")
    assert begins(page) == ["", "", "", ""]
    assert "Ends about" not in words_on(page)


def test_what_is_no_time_is_answered_softly_and_the_former_stays(page: PreparePage) -> None:
    writes(page.plan.begins.field, "25:99")
    QTest.keyClick(page.plan.begins.field, Qt.Key.Key_Tab)
    assert "“25:99” is not a time of day. It still begins at 19:00." in words_on(page)
    assert page.plan.begins.field.text() == "19:00"
    assert begins(page)[0] == "19:00"
    writes(page.plan.begins.field, "18:15")
    assert "not a time of day" not in words_on(page)
    assert begins(page)[0] == "18:15"


def test_after_a_round_without_a_set_time_nobody_knows(page: PreparePage) -> None:
    QTest.mouseClick(page.plan.rows[1], LEFT)
    writes(page.plan.fields.minutes, "")
    assert begins(page) == ["19:00", "19:10", "", ""]
    assert "When it ends is open: not every round has a set time." in words_on(page)


def test_without_a_beginning_nothing_is_said_of_it(page: PreparePage) -> None:
    page.show_beginning(None)
    assert begins(page) == ["", "", "", ""]
    assert "Ends" not in words_on(page)


# Minutes for the round, and each


def opens(page: PreparePage, at: int):
    QTest.mouseClick(page.plan.rows[at], LEFT)
    return page.plan.fields


def test_either_is_written_and_the_other_follows(page: PreparePage) -> None:
    fields = opens(page, 1)
    assert (fields.minutes.text(), fields.each.text()) == ("35", "4 min")
    writes(fields.minutes, "40")
    assert fields.each.text() == "5 min"
    writes(fields.each, "90 s")
    assert fields.minutes.text() == "12"
    assert page.opened().plan[1].length_ms == 12 * 60_000
    assert page.opened().plan[1].suggested_ms == 90_000
    writes(fields.each, "2:30")
    assert (fields.minutes.text(), fields.each.text()) == ("20", "2:30")
    QTest.keyClick(fields.each, Qt.Key.Key_Tab)
    assert fields.each.text() == "2 min 30"
    writes(fields.each, "")
    assert fields.minutes.text() == ""
    assert page.opened().plan[1].length_ms == 0


def test_what_does_not_come_out_even_is_said(page: PreparePage) -> None:
    fields = opens(page, 1)
    writes(fields.each, "1:20")
    assert "That makes the round 12 min, with about 1 min 30 each." in words_on(page)
    QTest.keyClick(fields.each, Qt.Key.Key_Tab)
    assert fields.each.text() == "1 min 30"


def test_what_does_not_fit_is_said_plainly(page: PreparePage) -> None:
    fields = opens(page, 1)
    writes(fields.minutes, "1")
    assert "The question: less than 15 s each with 8 people." in fields.note.text()
    writes(fields.each, "5 h")
    assert fields.note.text() == "8 people × 5 h is 40 h, and there is 24 h."
    QTest.keyClick(fields.each, Qt.Key.Key_Tab)
    assert (fields.minutes.text(), fields.each.text()) == ("1", ""), "and not as of “5” alone"
    writes(fields.minutes, "3x")
    assert "The round stays at 1 min." in fields.note.text()
    assert page.opened().plan[1].length_ms == 60_000


@pytest.mark.parametrize("field", ["minutes", "each"])
def test_what_is_no_time_is_answered_and_put_back_when_it_is_left(
    page: PreparePage, field: str
) -> None:
    fields = opens(page, 1)
    there = getattr(fields, field)
    before = there.text()
    there.setFocus()
    QTest.keyClick(there, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(there, "soon")
    words = {
        "minutes": "“soon” is not a number of minutes. The round stays at 35 min.",
        "each": "“soon” is not a time for each. Write 3, 1:30 or 90 s.",
    }
    assert fields.note.text() == words[field]
    assert page.opened().plan[1].length_ms == 35 * 60_000
    QTest.keyClick(there, Qt.Key.Key_Tab)
    assert there.text() == before


def test_a_form_that_does_not_go_round_once_has_no_time_each(page: PreparePage) -> None:
    assert not opens(page, 2).each.isVisible()
    assert opens(page, 0).each.isVisible()
    page.plan.fields.changed.emit({"form": "open"})
    assert not page.plan.fields.each.isVisible()


def test_the_menu_of_forms_marks_the_one_that_is(page: PreparePage) -> None:
    fields = opens(page, 2)
    QTest.mouseClick(fields.form, LEFT)
    menu = page.findChildren(QMenu)[-1]
    (marked,) = [action.text() for action in menu.actions() if action.isChecked()]
    assert marked == SHELF.forms["silent"].title
    active = menu.activeAction()
    assert active is not None
    assert active.text() == marked
    menu.close()


def test_the_fields_have_names_that_are_heard(page: PreparePage) -> None:
    fields = opens(page, 1)
    names = [fields.minutes, fields.each, page.plan.begins.field]
    heard = [QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name) for one in names]
    assert heard == [
        "Minutes for this round",
        "Time for each, such as 3 or 1:30",
        "When it begins, such as 19:00",
    ]


@pytest.mark.parametrize(("width", "scale"), [(1024, 1.0), (1366, 1.0), (1024, 2.0)])
def test_nothing_of_it_is_wider_than_its_place(
    page: PreparePage, look: Look, width: int, scale: float
) -> None:
    look.use_scale(scale)
    page.resize(width, 640)
    fields = opens(page, 1)
    writes(fields.title, "A long name " * 8)
    writes(fields.each, "7 h")
    page.plan._open_saving()
    for _turn in range(4):
        QApplication.processEvents()
    assert scrolls_sideways(page) == []


# The arithmetic

EIGHT = 8


@given(st.integers(15, 3600), st.integers(1, 40), st.sampled_from(["go_round", "story_circle"]))
@example(2341, 36, "story_circle")
def test_whoever_is_promised_a_time_has_at_least_that(seconds: int, people: int, form: str) -> None:
    one = PlannedRound(form, "A")
    written = each_written(f"{seconds} s", one, people, SHELF.forms)
    if written.minutes is None:
        assert "and there is 24 h." in written.words
        return
    changed = PlannedRound(form, "A", minutes=written.minutes)
    shown = times_shown(changed, people, SHELF.forms)
    assert shown.words == ""
    again = each_written(shown.each or "", changed, people, SHELF.forms)
    assert again.words == "" or people <= 4
    assert (again.minutes or 0) <= written.minutes


@pytest.mark.parametrize(
    ("form", "text", "minutes"),
    [
        ("go_round", "3", 24),
        ("story_circle", "3", 26),
        ("presenter", "3", 27),
        ("go_round", "0", 0),
    ],
)
def test_silences_and_the_presenters_last_word_are_in_it(
    form: str, text: str, minutes: int
) -> None:
    assert each_written(text, PlannedRound(form, "A"), EIGHT, SHELF.forms).minutes == minutes


def test_minutes_alone() -> None:
    one = PlannedRound("go_round", "A")
    assert round_written("20", one).minutes == 20
    assert round_written(" ", one).minutes == 0
    wrong = round_written("x", one)
    assert wrong.minutes is None
    assert wrong.words == "“x” is not a number of minutes. The round stays without a set time."


def test_the_beginning_is_now_rounded_up(qapp: QApplication, tmp_path, monkeypatch) -> None:
    from tests.fakes import FakeClock
    from tests.ui.facilitator import at_the_window

    clock = FakeClock(datetime(2026, 3, 12, 18, 31, tzinfo=UTC))
    with at_the_window(qapp, tmp_path / "kit", clock) as desk:
        desk.circlekeeper.prepare(LISTENING)
        found = desk.window.page
        assert isinstance(found, PreparePage)
        local = clock.read().wall.astimezone()
        assert found.plan.begins.field.text() == f"{local:%H}:35"
