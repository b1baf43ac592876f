"""The window in Arabic: mirrored, but for the ring, the room and time itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QTextCursor, QTextLayout
from PySide6.QtWidgets import QApplication, QWidget

from circle.i18n import use_language
from circle.paths import assets
from tests.ui.facilitator import Facilitator, an_evening, at_the_window
from ui.theme import Look
from ui.widgets.checks import Check
from ui.widgets.fields import LineField, TextField
from ui.widgets.labels import Words
from ui.widgets.month_table import MonthTable
from ui.widgets.wrapping import in_reading_order, reading_direction, wrap

LOCALE = assets() / "locale"
SIDE = Qt.LayoutDirection
ARABIC = "قطعة الكلام مع"


@pytest.fixture
def from_the_right(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(SIDE.RightToLeft)
    yield
    qapp.setLayoutDirection(SIDE.LeftToRight)


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    use_language("ar", LOCALE)
    try:
        with at_the_window(qapp, tmp_path / "kit") as facilitator:
            yield facilitator
    finally:
        use_language(None, LOCALE)
        with at_the_window(qapp, tmp_path / "kit"):
            assert qapp.layoutDirection() is SIDE.LeftToRight


def left_edge(widget: QWidget) -> int:
    return widget.mapTo(widget.window(), QPoint(0, 0)).x()


def inked(widget: QWidget) -> tuple[int, int]:
    """The first and the last column in which something is painted."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ground = image.pixel(0, 0)
    columns = [
        x
        for x in range(image.width())
        if any(image.pixel(x, y) != ground for y in range(image.height()))
    ]
    return columns[0], columns[-1]


def test_the_window_is_mirrored(desk: Facilitator):
    desk.begins()
    page = desk.page
    assert left_edge(desk.side) < left_edge(desk.circle)
    assert left_edge(page._foot.main) > left_edge(page._foot.end_round)


def test_the_ring_goes_round_as_the_room_does(desk: Facilitator, qapp: QApplication):
    """Clockwise stays clockwise: who sits at somebody's left hand does so in every language."""
    desk.begins()
    circle = desk.circle
    there = [seat.centre.toPoint() for seat in circle.placed.seats]
    middle = circle.width() // 2
    assert there[1].x() > middle, "the second seat is at the right of the first"
    assert there[-1].x() < middle
    qapp.setLayoutDirection(SIDE.LeftToRight)
    QApplication.processEvents()
    assert [seat.centre.toPoint().x() - circle.width() // 2 for seat in circle.placed.seats] == [
        one.x() - middle for one in there
    ]


def test_words_begin_at_the_right(look: Look, qtbot, from_the_right: None):
    for text in (ARABIC, "Written in other letters."):
        words = Words(look, text)
        qtbot.addWidget(words)
        words.resize(600, 40)
        words.show()
        first, last = inked(words)
        assert last > 590, text
        assert first > 200, text


def test_the_mark_of_a_check_is_at_the_right_and_its_words_beside_it(
    look: Look, qtbot, from_the_right: None
):
    check = Check(look, ARABIC)
    qtbot.addWidget(check)
    check.resize(600, 44)
    check.show()
    first, last = inked(check)
    assert last > 570
    assert first > 300


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Riverside، الجلسة 26", SIDE.RightToLeft),
        ("What helped?", SIDE.LeftToRight),
        ("12", SIDE.LeftToRight),
        ("שלום", SIDE.RightToLeft),
    ],
)
def test_a_text_is_read_from_where_its_letters_say(from_the_right: None, text: str, side):
    assert reading_direction(text) is side


def test_a_name_at_the_beginning_does_not_turn_a_sentence_round(from_the_right: None):
    layout = QTextLayout(f"Kofi {ARABIC}")
    wrap(layout, 500)
    line = layout.lineAt(0)
    at_kofi, at_the_end = line.cursorToX(1), line.cursorToX(len(layout.text()) - 1)
    assert _x(at_kofi) > _x(at_the_end)


def _x(found: object) -> float:
    return found[0] if isinstance(found, tuple) else float(str(found))


def test_a_line_in_other_letters_keeps_its_order(from_the_right: None):
    assert in_reading_order("What helped?") == "\u2066What helped?\u2069"
    assert in_reading_order(ARABIC) == ARABIC
    assert in_reading_order(f"{ARABIC} Ceri · 4") == f"{ARABIC} Ceri\u200f · 4"
    assert in_reading_order("18:30") == "18:30"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (f"{ARABIC} 2 · Question 1?", ["Question 1?"]),
        (f"{ARABIC}: Ask: a story.", ["Ask: a story."]),
        (f"Ceri: The next session. · {ARABIC} 8", ["Ceri: The next session."]),
        (f"{ARABIC} “Leaving home”، 11 {ARABIC}", ["Leaving home"]),
        (f"{ARABIC}، 393 kB {ARABIC}", ["393 kB"]),
        (f"Riverside · 04/05/2026, 17:30 · 11 {ARABIC}", ["Riverside"]),
        (f"Ceri {ARABIC} 12.", []),
        (f"10 {ARABIC[-1]}", []),
    ],
)
def test_what_is_said_in_other_letters_is_one_thing_of_the_line(
    from_the_right: None, text: str, parts: list[str]
):
    shown = in_reading_order(text)
    assert re.findall("\u2066(.*?)\u2069", shown) == parts
    assert re.sub("[\u200f\u2066\u2069]", "", shown) == text


def test_lines_one_writes_begin_at_the_right(look: Look, qtbot, from_the_right: None):
    field = TextField(look)
    qtbot.addWidget(field)
    field.setPlainText(f"{ARABIC}\nWritten in other letters.")
    field.resize(600, 120)
    field.show()
    at_the_end = field.cursorRect().right()
    field.moveCursor(QTextCursor.MoveOperation.End)
    assert min(at_the_end, field.cursorRect().right()) > 500


def test_high_letters_stand_where_others_do_in_a_field(look: Look, qtbot):
    look.load_other_scripts()
    heights = []
    for text in ("x", f"x {ARABIC}"):
        field = LineField(look)
        qtbot.addWidget(field)
        field.resize(600, 60)
        field.show()
        field.setText(text)
        image = field.grab(QRect(11, 5, 8, 50)).toImage()
        ground = image.pixel(0, 0)
        heights.append(
            [
                y
                for y in range(image.height())
                if any(image.pixel(x, y) != ground for x in range(image.width()))
            ]
        )
    assert heights[0]
    assert heights[0] == heights[1]


def test_in_english_nothing_is_added(qapp: QApplication):
    assert in_reading_order("What helped?") == "What helped?"
    assert reading_direction(ARABIC) is SIDE.LayoutDirectionAuto


def test_a_whole_round_is_held_with_the_same_keys(desk: Facilitator):
    desk.begins(an_evening(("آمنة", "Bob", "سلمى")))
    desk.press("Space", "Space", after_s=30)
    assert desk.live.state.hand.holder
    before = desk.live.state.hand.holder
    desk.press("Space", after_s=30)
    assert desk.live.state.hand.holder != before


def test_what_covers_the_corner_of_the_months_is_at_the_right(
    look: Look, qtbot, from_the_right: None
):
    table = MonthTable(look)
    qtbot.addWidget(table)
    table.resize(800, 300)
    table.show()
    assert table._corner.geometry().right() == table.width() - 1
