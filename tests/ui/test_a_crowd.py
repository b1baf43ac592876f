"""A ring of so many seats that no name has room."""

from __future__ import annotations

from itertools import combinations
from math import hypot

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from circle.seating import centres, ring_fit
from tests.ui.facilitator import an_evening, at_the_window
from ui.theme import Look
from ui.widgets.circle_shown import CircleShown, Mark, SeatShown
from ui.widgets.circle_view import CircleView

SIZES = [(342, 308), (470, 400), (1000, 636)]


def shown(n: int, *, holder: int | None = None) -> CircleShown:
    """Seat 2 is the facilitator's, and whoever is after the holder is next."""
    held = holder if holder is not None else -9
    seats = tuple(
        SeatShown(
            f"p{i}",
            f"Person {i}",
            i,
            Mark.ROOM if holder is None else Mark.HOLDER if i == held else Mark.WAITING,
            next=i == held + 1,
            facilitator=i == 2,
        )
        for i in range(1, n + 1)
    )
    return CircleShown(seats, upper=f"{n} seats")


@pytest.fixture
def view(look: Look, qtbot) -> CircleView:
    view = CircleView(look, movable=True)
    qtbot.addWidget(view)
    view.resize(470, 400)
    view.show()
    qtbot.waitExposed(view)
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    return view


def pixels(view: CircleView) -> QImage:
    QApplication.processEvents()
    return view.grab().toImage()


@pytest.mark.parametrize("scaled", [(size, scale) for size in SIZES for scale in (1.0, 2.0)])
@pytest.mark.parametrize("n", [3, 40, 120, 200])
@pytest.mark.parametrize("holder", [None, 1, 60])
def test_no_seat_covers_another_and_all_are_in_sight(
    view: CircleView,
    look: Look,
    n: int,
    scaled: tuple[tuple[int, int], float],
    holder: int | None,
):
    size, scale = scaled
    look.use_scale(scale)
    view.resize(*size)
    view.show_circle(shown(n, holder=holder))
    seats = view.placed.seats
    for one, other in combinations(seats, 2):
        apart = hypot(one.centre.x() - other.centre.x(), one.centre.y() - other.centre.y())
        assert apart >= one.radius + other.radius - 0.5
    for seat in seats:
        reach = seat.radius
        assert reach <= seat.centre.x() <= view.width() - reach
        assert reach <= seat.centre.y() <= view.height() - reach
    assert not pixels(view).isNull()


@pytest.mark.parametrize("n", [60, 120, 199, 200])
def test_every_tenth_seat_has_its_number_and_no_two_numbers_touch(view: CircleView, n: int):
    view.show_circle(shown(n))
    numbers = [seat.number for seat in view.placed.seats if seat.number.text]
    assert [one.text for one in numbers][:3] == ["1", "10", "20"]
    assert len(numbers) >= n // 10
    for one, other in combinations(numbers, 2):
        assert not one.box.intersects(other.box)
    assert all(view.rect().contains(one.box.toAlignedRect()) for one in numbers)


def test_a_name_is_shown_where_somebody_points_and_nowhere_else(view: CircleView):
    view.show_circle(shown(200))
    assert all(seat.name.text == "" for seat in view.placed.seats)
    before = pixels(view)
    at = view.placed.seats[49]
    QTest.mouseMove(view, at.centre.toPoint())
    with_name = pixels(view)
    name = view.placed.name_of(49)
    assert name.text == "Person 50"
    assert at.box.contains(name.box)
    box = name.box.toAlignedRect()
    assert with_name.copy(box) != before.copy(box)
    QTest.mouseMove(view, QPoint(3, 3))
    assert pixels(view) == before


def test_the_name_of_the_seat_in_focus_is_shown(view: CircleView):
    view.show_circle(shown(200))
    box = view.placed.name_of(0).box.toAlignedRect()
    view.clearFocus()
    before = pixels(view).copy(box)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert pixels(view).copy(box) != before


@pytest.mark.parametrize("at", [0, 1, 57, 58, 199])
def test_a_click_finds_the_seat_that_is_drawn_there(view: CircleView, at: int):
    view.resize(1000, 636)
    view.show_circle(shown(200, holder=58))
    chosen: list[str] = []
    view.seat_chosen.connect(lambda key, _shift: chosen.append(key))
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.placed.seats[at].centre.toPoint())
    assert chosen == [f"p{at + 1}"]


def test_the_middle_is_free_of_names_that_are_not_shown(view: CircleView):
    view.show_circle(shown(200))
    inside = view.placed.name_of(50).box.center()
    assert view.placed.seat_at(inside) is None


@pytest.mark.parametrize("n", [2, 3, 4, 5, 7, 24, 60, 200])
@pytest.mark.parametrize("middle", [(0, 0), (300, 120), (700, 200)])
def test_nobody_round_a_ring_is_nearer_than_a_neighbour(n: int, middle: tuple[float, float]):
    ring = ring_fit(1000, 500, n, middle=middle)
    pairs = combinations(centres(ring, n), 2)
    nearest = min(hypot(one.x - other.x, one.y - other.y) for one, other in pairs)
    assert ring.spacing == pytest.approx(nearest)


def test_two_hundred_pass_the_piece(qapp: QApplication, tmp_path):
    with at_the_window(qapp, tmp_path / "kit") as desk:
        desk.begins(an_evening([f"Person {n}" for n in range(1, 201)]))
        desk.press("Space", "Space", after_s=60)
        assert "Person 2 holds the talking piece" in desk.sees
        holder = desk.circle.placed.holder
        assert holder is not None
        assert holder.shown.alias == "Person 2"
        colour = desk.circle.grab().toImage().pixelColor(holder.centre.toPoint())
        assert colour == desk.circlekeeper.look.theme.clay
        desk.press("Ctrl+Z")
        assert "Person 1 holds the talking piece" in desk.sees
