"""The circle shows who is with whom: a number on each seat, and neighbours of one group joined."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from circle.seating import along, centres
from tests.ui.circles import NAMES, Views, circle
from tests.ui.facilitator import an_evening, at_the_window
from tests.ui.pictured import look_alike, screen_of
from ui.theme import Look
from ui.widgets.circle_layout import joints
from ui.widgets.circle_shown import CircleShown
from ui.widgets.circle_view import CircleView
from ui.widgets.seat_placed import badge_away


@pytest.fixture
def make(look: Look, qtbot: QtBot) -> Views:
    return Views(look, qtbot)


def grouped(names: list[str], groups: list[int], holder: int | None = None) -> CircleShown:
    shown = circle(names, holder=holder)
    seats = (replace(seat, group=group) for seat, group in zip(shown.seats, groups, strict=True))
    return replace(shown, seats=tuple(seats))


def in_pairs(n: int) -> list[int]:
    return [1 + i // 2 for i in range(n)]


def test_neighbours_of_one_group_are_joined_round_the_ring_too() -> None:
    seats = grouped(NAMES[:6], [1, 1, 2, 0, 0, 1]).seats
    assert joints(seats) == ((0, 1), (5, 0))
    assert joints(grouped(NAMES[:2], [1, 1]).seats) == ((0, 1),)
    assert joints(()) == ()


def test_a_joint_follows_the_ring(make: Views) -> None:
    ring = make(circle(NAMES[:12]), 960, 500).placed.ring
    places = centres(ring, 12)
    way = along(ring, places[11], places[0])
    for start, end in ((way[0], places[11]), (way[-1], places[0])):
        assert abs(start.x - end.x) + abs(start.y - end.y) < 1
    for place in way:
        across = (place.x - ring.centre_x) / ring.radius_x
        down = (place.y - ring.centre_y) / ring.radius_y
        assert abs(across**2 + down**2 - 1) < 0.01


@pytest.mark.parametrize("n", [6, 12, 24, 40])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_seat_has_the_number_of_its_group(
    make: Views, look: Look, n: int, scale: float
) -> None:
    look.use_scale(scale)
    plain = make(circle(NAMES[:n], holder=3), 680, 505)
    marked = make(grouped(NAMES[:n], in_pairs(n), holder=3), 680, 505)
    for i in range(n):
        box = number_of(marked, i).toAlignedRect()
        assert plain.grab(box).toImage() != marked.grab(box).toImage(), i


@pytest.mark.parametrize("n", [8, 12, 20])
@pytest.mark.parametrize("size", [(1022, 632), (680, 505)])
def test_a_badge_is_in_the_window_and_on_no_other_seat(
    make: Views, n: int, size: tuple[int, int]
) -> None:
    view = make(grouped(NAMES[:n], in_pairs(n), holder=0), *size)
    view.show_clock("12:34", 0.5)
    for i in range(n):
        badge = badge_of(view, i)
        assert QRectF(view.rect()).contains(badge)
        assert view.placed.seats[i].box.contains(badge)
        for j, other in enumerate(view.placed.seats):
            away = other.centre - badge.center()
            reach = other.radius + badge.width() / 2
            assert i == j or away.x() ** 2 + away.y() ** 2 >= reach**2
        assert not badge.intersects(view.placed.middle.box)


def number_of(view: CircleView, i: int) -> QRectF:
    """Where the number is: on the rim, or in the seat when the name is beside it."""
    if view.placed.names_inside:
        return badge_of(view, i)
    if not view.placed.sizes.holds_a_number:
        return view.placed.seats[i].name.box
    centre, half = view.placed.seats[i].centre, 0.5 * view.placed.sizes.seat
    return QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half)


def badge_of(view: CircleView, i: int) -> QRectF:
    placed, seat = view.placed, view.placed.seats[i]
    outwards = seat.centre - QRectF(view.rect()).center()
    length = (outwards.x() ** 2 + outwards.y() ** 2) ** 0.5
    at = seat.centre + outwards * (badge_away(seat.shown, placed.sizes) / length)
    radius = placed.sizes.badge + 1.5
    return QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)


@pytest.mark.parametrize("n", [8, 40])
def test_new_groups_leave_nothing_of_the_old_ones(make: Views, look: Look, n: int) -> None:
    look.use("high_contrast")
    view = make(grouped(NAMES[:n], in_pairs(n)), 960, 636)
    for groups in ([0] * n, [1 + i % 3 for i in range(n)], [*in_pairs(n)[1:], 1], [1] * n):
        view.show_circle(grouped(NAMES[:n], groups))
        QApplication.processEvents()
        before = screen_of(view)
        view.update()
        QApplication.processEvents()
        assert look_alike(screen_of(view), before)


def test_the_words_say_it_too(qapp: QApplication, tmp_path: Path) -> None:
    with at_the_window(qapp, tmp_path / "kit") as desk:
        desk.begins(an_evening(forms=("dyad", "report_back", "go_round")))
        assert "Ceri, seat 3, facilitator, group 2" in desk.sees
        assert desk.circle.placed.joints == ((0, 1), (2, 3), (4, 5))
        desk.press("Space", "Space", "Space")
        assert "Amara, seat 1, group 1, next" in desk.sees
        desk.press("Shift+R", "Space")
        assert "group" not in desk.circle.said()[0]
        assert desk.circle.placed.joints == ()
