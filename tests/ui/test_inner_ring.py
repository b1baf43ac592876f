"""Who sits inside: nobody touches anybody, the words stay clear, and where there is no room a second line says it."""

from __future__ import annotations

from dataclasses import replace
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from circle.seating import Place, centres
from tests.ui.circles import HARD, NAMES, Views, circle
from tests.ui.pictured import look_alike, screen_of
from ui.theme import Look
from ui.widgets.circle_shown import CircleShown, Mark
from ui.widgets.circle_view import CircleView
from ui.widgets.inner_ring import inner_places, inner_ring
from ui.widgets.seat_sizes import SeatSizes, fit_ring

WINDOW, SMALL = (1022, 632), (680, 505)
"""What is left for the circle at 1366 × 768 and at 1024 × 640."""


@pytest.fixture
def make(look: Look, qtbot: QtBot) -> Views:
    return Views(look, qtbot)


def fishbowl(
    names: list[str], inside: set[int], holder: int | None = None, coming: int | None = None
) -> CircleShown:
    shown = circle(names, holder=holder)
    seats = tuple(
        replace(seat, inside=i in inside, next=i == coming, mark=seat.mark)
        for i, seat in enumerate(shown.seats)
    )
    return replace(shown, seats=seats, has_inner=True)


@given(
    n=st.integers(3, 60),
    width=st.integers(420, 1600),
    height=st.integers(400, 1000),
    inside=st.sets(st.integers(0, 59), max_size=8),
)
def test_the_holder_has_room_beside_the_next_wherever_both_sit(
    n: int, width: int, height: int, inside: set[int]
) -> None:
    ring = fit_ring(
        width, height, n, scale=1.0, middle=(200, 140), just_seats=False, has_inner=True
    )
    outer = centres(ring, n)
    inner = inner_places(ring, outer)
    places = [inner[i] if i in inside else outer[i] for i in range(n)]
    needs = SeatSizes(ring.seat_radius).needs
    for i, one in enumerate(places):
        for other in places[:i]:
            assert _apart(one, other) >= needs - 0.5


@given(n=st.integers(1, 60), width=st.integers(420, 1600), height=st.integers(400, 1000))
def test_who_sits_inside_is_seen_to_and_is_on_their_own_radius(
    n: int, width: int, height: int
) -> None:
    ring = fit_ring(
        width, height, n, scale=1.0, middle=(200, 140), just_seats=False, has_inner=True
    )
    outer = centres(ring, n)
    for there, here in zip(outer, inner_places(ring, outer), strict=True):
        across, down = there.x - ring.centre_x, there.y - ring.centre_y
        inwards = here.x - ring.centre_x, here.y - ring.centre_y
        assert abs(across * inwards[1] - down * inwards[0]) < 1
        assert hypot(across, down) - hypot(*inwards) >= 1.5 * ring.seat_radius
    within = inner_ring(ring)
    for here in inner_places(ring, outer):
        across = (here.x - within.centre_x) / within.radius_x
        down = (here.y - within.centre_y) / within.radius_y
        assert abs(across**2 + down**2 - 1) < 0.01


def _apart(one: Place, other: Place) -> float:
    return hypot(one.x - other.x, one.y - other.y)


@pytest.mark.parametrize("n", [8, 12, 16, 20, 24, 32, 40])
@pytest.mark.parametrize("size", [WINDOW, SMALL])
def test_seats_and_words_are_clear_of_each_other(
    make: Views, n: int, size: tuple[int, int]
) -> None:
    names = (HARD[:2] + NAMES)[:n]
    for inside in ({0, 1, 2, 3, 4, 5, 6, 7}, {0, n // 4, n // 2, 3 * n // 4}, set[int]()):
        for holder in (0, n // 2):
            view = make(fishbowl(names, inside, holder, (holder + 1) % n), *size)
            view.show_clock("12:34", 0.7)
            assert view.placed.inner is not None
            _is_clear(view)


def _is_clear(view: CircleView) -> None:
    middle = view.placed.middle
    words = [box for box in (middle.upper.box, middle.clock, middle.lower.box) if not box.isEmpty()]
    for i, seat in enumerate(view.placed.seats):
        reach = _reach(view, i)
        for box in words:
            assert _distance(seat.centre, box) >= reach - 0.5, (seat.shown.alias, box)
        for j in range(i):
            away = seat.centre - view.placed.seats[j].centre
            assert hypot(away.x(), away.y()) >= reach + _reach(view, j)


def _reach(view: CircleView, i: int) -> float:
    seat, sizes = view.placed.seats[i], view.placed.sizes
    if seat.shown.mark is Mark.HOLDER:
        return sizes.reach
    return sizes.next + sizes.next_width / 2 if seat.shown.next else seat.radius


def _distance(point: QPointF, box: QRectF) -> float:
    across = max(box.left() - point.x(), 0, point.x() - box.right())
    down = max(box.top() - point.y(), 0, point.y() - box.bottom())
    return hypot(across, down)


def test_nobody_else_moves_when_somebody_moves_in_and_the_words_stay(make: Views) -> None:
    before = make(fishbowl(NAMES[:12], {2}, holder=2), *WINDOW)
    before.show_clock("0:40", 0.2)
    there = before.placed
    before.show_circle(fishbowl(NAMES[:12], {2, 6}, holder=2))
    after = before.placed
    for i, (old, new) in enumerate(zip(there.seats, after.seats, strict=True)):
        assert (old.centre == new.centre) is (i != 6)
    assert after.middle.clock == there.middle.clock
    assert after.middle.upper.box == there.middle.upper.box


@pytest.mark.parametrize("n", [8, 12, 20])
def test_where_there_is_no_room_a_second_line_marks_them(make: Views, look: Look, n: int) -> None:
    look.use_scale(2.0)
    view = make(fishbowl(NAMES[:n], {1, 2}), 620, 350)
    assert view.placed.inner is None
    outside = make(fishbowl(NAMES[:n], set()), 620, 350)
    assert [seat.centre for seat in view.placed.seats] == [
        seat.centre for seat in outside.placed.seats
    ]
    for i, differs in ((1, True), (2, True), (0, False), (3, False)):
        half = view.placed.sizes.seat * 0.9
        centre = view.placed.seats[i].centre
        box = QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half).toRect()
        same = view.grab(box).toImage() == outside.grab(box).toImage()
        assert same is not differs


@pytest.mark.parametrize(("n", "size"), [(8, WINDOW), (12, SMALL), (24, WINDOW), (40, SMALL)])
def test_moving_in_and_out_leaves_nothing_behind(
    make: Views, look: Look, n: int, size: tuple[int, int]
) -> None:
    look.use("high_contrast")
    view = make(fishbowl(NAMES[:n], set()), *size)
    steps = [({1}, None), ({1, 2}, None), ({1, 2}, 1), ({1, 2, 5}, 5), ({2, 5}, None), ({5}, 5)]
    for inside, holder in steps:
        view.show_circle(fishbowl(NAMES[:n], inside, holder))
        view.show_clock("0:10" if holder else "", 0.4 if holder else None)
        make.wait_until_painted(view)
        before = screen_of(view)
        view.update()
        make.wait_until_painted(view)
        assert look_alike(screen_of(view), before), inside


def test_a_part_that_is_painted_again_has_its_piece_of_the_inner_ring(
    make: Views, look: Look
) -> None:
    look.use("high_contrast")
    view = make(fishbowl(NAMES[:12], set()), *WINDOW)
    inner = view.placed.inner
    assert inner is not None
    QApplication.processEvents()
    before = screen_of(view)
    view.update(round(inner.centre_x + inner.radius_x) - 8, round(inner.centre_y) - 8, 16, 16)
    QApplication.processEvents()
    assert look_alike(screen_of(view), before)
