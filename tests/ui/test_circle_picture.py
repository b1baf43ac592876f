"""The circle to the eye: where everything is, and how little of it a tick paints."""

from __future__ import annotations

from dataclasses import replace
from math import cos, pi, sin

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.circles import HARD, NAMES, Views, circle, count, middle_of, painted_since
from tests.ui.pictured import look_alike, screen_of
from ui.theme import THEMES, Look, contrast
from ui.widgets.circle_shown import CircleShown, Mark, SeatShown
from ui.widgets.circle_view import CircleView

SIZES = [
    (620, 520, 1.0),
    (560, 420, 1.0),
    (560, 420, 2.0),
    (960, 636, 1.0),
    (960, 636, 0.8),
    (620, 520, 2.0),
]


@pytest.fixture
def make(look: Look, qtbot: QtBot) -> Views:
    return Views(look, qtbot)


# What is painted, and how little of it


def test_a_tick_paints_the_digits_that_changed_and_nothing_else(make):
    view = make(circle(NAMES[:11]), 960, 636)
    view.show_clock("2:14", None)
    painted_since(view)
    view.show_clock("2:15", None)
    region = painted_since(view)
    assert view.placed.middle.clock.toAlignedRect().contains(region.boundingRect())
    assert region.boundingRect() == view.placed.middle.digits[-1].box


def test_ticks_leave_nothing_of_the_digits_before(make: Views, look: Look) -> None:
    look.use("high_contrast")
    view = make(circle(NAMES[:11]), 960, 636)
    for face in ("2:14", "2:15", "2:59", "3:00", "3:08", "4:11"):
        view.show_clock(face, None)
        QApplication.processEvents()
        before = screen_of(view)
        view.update()
        QApplication.processEvents()
        assert look_alike(screen_of(view), before)


def test_the_same_digits_paint_nothing(make):
    view = make(circle(NAMES[:11]))
    view.show_clock("2:14", 0.5)
    painted_since(view)
    view.show_clock("2:14", 0.5)
    view.show_circle(circle(NAMES[:11]))
    assert painted_since(view).isEmpty()


def test_the_arc_moves_in_steps(make):
    view = make(circle(NAMES[:11]))
    view.show_clock("2:14", 0.5)
    painted_since(view)
    view.show_clock("2:14", 0.501)
    assert painted_since(view).isEmpty()
    view.show_clock("2:14", 0.52)
    region = painted_since(view)
    holder = view.placed.seats[0]
    assert holder.box.toAlignedRect().contains(region.boundingRect())


def test_passing_the_piece_does_not_paint_those_who_only_listen(make):
    view = make(circle(NAMES[:11], holder=3), 960, 636)
    view.show_circle(circle(NAMES[:11], holder=4))
    region = painted_since(view)
    assert region.contains(middle_of(view, 3))
    assert region.contains(middle_of(view, 4))
    assert not region.contains(middle_of(view, 9))


def test_what_is_painted_in_parts_is_what_is_painted_at_once(make: Views, look: Look) -> None:
    """No seat leaves something behind outside its box."""
    look.use("high_contrast")
    view = make(circle(NAMES[:24], holder=3, away=8))
    for holder, face, arc in [(4, "0:09", 0.1), (5, "0:10", 0.4), (6, "1:02", 0.9), (20, "", None)]:
        view.show_circle(circle(NAMES[:24], holder=holder, away=8))
        view.show_clock(face, arc)
        QApplication.processEvents()
        before = screen_of(view)
        view.update()
        QApplication.processEvents()
        assert look_alike(screen_of(view), before)


def test_a_circle_and_a_time_shown_together_look_as_shown_one_after_the_other(make):
    view, apart = make(circle(NAMES[:24])), make(circle(NAMES[:24]))
    moments = [(4, "0:09", 0.1), (4, "0:10", 0.2), (5, "1:11", 0.4), (5, "12:11", 0.4)]
    for holder, face, arc in [*moments, (6, "", None), (7, "1:02:03", None)]:
        shown = circle(NAMES[:24], holder=holder)
        view.show_moment(shown, face, arc)
        apart.show_circle(shown)
        apart.show_clock(face, arc)
        QApplication.processEvents()
        assert (view.face, view.placed.middle.clock) == (face, apart.placed.middle.clock)
        before = screen_of(view)
        assert look_alike(before, screen_of(apart))
        view.update()
        QApplication.processEvents()
        assert look_alike(screen_of(view), before)


SCRIPTS = (
    "مريم",
    "عبد الرحمن بن محمد",
    "जितेन्द्र",
    "Ångström",
    "שִׁירָה",
    "Ωmega",
    "يوسف",
    "Bob",
    "ไชยวัฒน์",
    "ʞɔɐſ",
)


@pytest.mark.parametrize("n", [8, 24])
def test_no_letter_of_any_script_leaves_something_behind(make: Views, look: Look, n: int) -> None:
    look.use("high_contrast")
    look.load_other_scripts()
    names = [SCRIPTS[i % len(SCRIPTS)] for i in range(n)]
    view = make(circle(names, holder=0), 1022, 632)
    for holder in range(1, n):
        shown = circle(names, holder=holder)
        view.show_circle(replace(shown, lower=f"{names[(holder + 1) % n]} is next"))
        QApplication.processEvents()
        before = screen_of(view)
        view.update()
        QApplication.processEvents()
        assert look_alike(screen_of(view), before), names[holder]


def test_digits_keep_their_place_while_theycount(make):
    view = make(circle(NAMES[:11]))
    view.show_clock("1:11", None)
    there = view.placed.middle.clock
    view.show_clock("2:48", None)
    assert view.placed.middle.clock == there


def test_ten_minutes_are_no_smaller_than_nine(make):
    view = make(circle(NAMES[:11]))
    view.show_clock("9:59", None)
    pixels = view.placed.middle.clock_font.pixelSize()
    view.show_clock("10:00", None)
    assert view.placed.middle.clock_font.pixelSize() == pixels == 76


def test_hidden_digits_are_not_painted(make):
    shown = circle(NAMES[:11])
    view = make(replace(shown, hidden_digits=True))
    view.show_clock("2:14", 0.5)
    painted_since(view)
    with_digits_hidden = view.grab().toImage()
    view.painted.clear()
    view.show_clock("2:15", 0.5)
    assert painted_since(view).isEmpty()
    assert view.grab().toImage() == with_digits_hidden
    assert view.placed.middle.clock.isEmpty()


def test_each_mark_has_a_shape_of_its_own(make: Views):
    """Without any colour: the holder is larger, away is dashed, next has dots around it, and who
    was offered the piece has a sign on the rim.
    """
    waiting = SeatShown("a", "Ana", 1, Mark.WAITING)

    def inked(seat: SeatShown, beyond: float) -> float:
        view = make(CircleShown((seat, SeatShown("b", "Bo", 2, Mark.WAITING))))
        return _inked_around(view, view.placed.sizes.seat + beyond)

    rim, sign, dots = -1, 4, make(CircleShown((waiting,))).placed.sizes
    around = dots.next - dots.seat
    assert inked(waiting, rim) > 0.98
    assert inked(waiting, sign) < 0.04
    assert 0.3 < inked(replace(waiting, mark=Mark.AWAY), rim) < 0.85
    assert 0.05 < inked(replace(waiting, mark=Mark.OFFERED), sign) < 0.3
    assert 0.15 < inked(replace(waiting, next=True), around) < 0.85
    assert inked(waiting, around) < 0.04
    assert inked(replace(waiting, mark=Mark.HOLDER), sign) == 1


# Room for everybody


@pytest.mark.parametrize("n", [2, 3, 7, 11, 16, 24, 40])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_overlaps_and_nothing_leaves_the_window(make, look, n, size):
    width, height, scale = size
    look.use_scale(scale)
    names = (HARD + NAMES)[:n]
    for holder in {0, n // 3, n - 1}:
        view = make(circle(names, holder=holder), width, height)
        view.show_clock("12:34", 0.7)
        _assert_apart(view)


def _assert_apart(view: CircleView) -> None:
    layout = view.placed
    window = QRectF(view.rect())
    words = [box for box in _middle_boxes(view) if not box.isEmpty()]
    for i, seat in enumerate(layout.seats):
        disc = _reach(view, i)
        assert window.contains(
            QRectF(seat.centre.x() - disc, seat.centre.y() - disc, 2 * disc, 2 * disc)
        )
        assert window.adjusted(-1, -1, 1, 1).contains(seat.name.box) or not seat.shown.alias
        for box in words:
            assert _distance(seat.centre, box) >= disc - 0.5, (seat.shown.alias, box)
            assert not box.intersects(seat.name.box) or layout.names_inside
        for j in range(i):
            other = layout.seats[j]
            away = seat.centre - other.centre
            assert (away.x() ** 2 + away.y() ** 2) ** 0.5 >= disc + _reach(view, j)
            if not layout.names_inside:
                assert not seat.name.box.intersects(other.name.box), (
                    seat.shown.alias,
                    other.shown.alias,
                )
    for i, box in enumerate(words):
        assert not any(box.intersects(other) for other in words[:i])


def _middle_boxes(view: CircleView) -> list[QRectF]:
    middle = view.placed.middle
    return [
        middle.upper.box,
        middle.clock,
        middle.lower.box,
    ]


def _reach(view: CircleView, i: int) -> float:
    seat, sizes = view.placed.seats[i], view.placed.sizes
    if seat.shown.mark is Mark.HOLDER:
        return sizes.reach
    return sizes.next + sizes.next_width / 2 if seat.shown.next else seat.radius


def _distance(point: QPointF, box: QRectF) -> float:
    across = max(box.left() - point.x(), 0, point.x() - box.right())
    down = max(box.top() - point.y(), 0, point.y() - box.bottom())
    return (across**2 + down**2) ** 0.5


def test_a_circle_that_is_prepared_has_larger_seats(make):
    open_circle = make(circle(NAMES[:24])).placed.sizes.seat
    seats = tuple(SeatShown(str(i), name, i + 1, Mark.ROOM) for i, name in enumerate(NAMES[:24]))
    assert make(CircleShown(seats)).placed.sizes.seat > open_circle


def test_the_circle_takes_another_look_at_once(make, look, qtbot):
    view = make(circle(NAMES[:11]))
    paper = view.placed.sizes.seat
    look.use("dark")
    assert count(view.grab().toImage(), THEMES["dark"].clay, view.rect()) > 1000
    look.use_scale(1.4)
    assert view.placed.sizes.seat > paper


def _inked_around(view: CircleView, radius: float) -> float:
    """How much of a circle around the seat at the top is drawn on, in whichever colour."""
    image, top = view.grab().toImage(), view.placed.seats[0].centre
    paper = THEMES["light"].paper
    steps = [2 * pi * i / 720 for i in range(720)]
    points = [top + QPointF(sin(step), cos(step)) * radius for step in steps]
    inked = [
        contrast(image.pixelColor(int(point.x()), int(point.y())), paper) > 1.12 for point in points
    ]
    return sum(inked) / len(inked)
