from __future__ import annotations

from itertools import combinations
from math import hypot, inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle.seating import (
    Place,
    Ring,
    centres,
    gap_at,
    moved,
    places,
    ring_fit,
    seat_at,
    seat_radius,
)

SEATS = st.integers(2, 40)
SIZES = st.tuples(st.integers(620, 2000), st.integers(520, 1400))
MIDDLES = st.tuples(st.integers(0, 400), st.integers(0, 250))


def apart(a: Place, b: Place) -> float:
    return hypot(a.x - b.x, a.y - b.y)


def nearest_two(seats: tuple[Place, ...]) -> float:
    return min((apart(a, b) for a, b in combinations(seats, 2)), default=inf)


def test_four_seats_go_clockwise_from_the_top() -> None:
    directions = [(round(place.x), round(place.y)) for place in places(4)]
    assert directions == [(0, -1), (1, 0), (0, 1), (-1, 0)]


def test_nobody_has_no_place() -> None:
    assert places(0) == ()


@given(st.integers(1, 40))
def test_places_are_on_the_unit_circle_and_found_again(n: int) -> None:
    made = places(n)
    assert len(made) == n
    assert all(hypot(place.x, place.y) == pytest.approx(1) for place in made)
    assert [gap_at(place, made) for place in made] == list(range(n))


@given(SEATS, st.floats(20, 1000), st.floats(5, 20), st.floats(20, 60))
def test_neighbours_of_any_size_never_touch(
    n: int, ring: float, smallest: float, largest: float
) -> None:
    radius = seat_radius(n, ring, smallest=smallest, largest=largest)
    assert 0 < radius <= largest
    assert 2 * radius < nearest_two(places(n)) * ring


def test_few_seats_are_as_large_as_they_may_be() -> None:
    assert seat_radius(5, 250, smallest=12, largest=32) == 32


def test_many_seats_keep_their_smallest_size_while_they_do_not_touch() -> None:
    assert seat_radius(40, 230, smallest=17, largest=32) == 17
    assert seat_radius(40, 100, smallest=17, largest=32) < 8


@given(SIZES, st.integers(1, 40), MIDDLES)
def test_the_ring_fits_and_its_seats_are_clear_of_each_other(
    size: tuple[int, int], n: int, middle: tuple[int, int]
) -> None:
    width, height = size
    ring = ring_fit(width, height, n, around=20, middle=middle)
    seats = centres(ring, n)
    reach = ring.seat_radius + 20 - 1e-6
    assert all(reach <= seat.x <= width - reach for seat in seats)
    assert all(reach <= seat.y <= height - reach for seat in seats)
    assert ring.seat_radius >= 12
    assert nearest_two(seats) >= 2.25 * ring.seat_radius
    assert min(nearest_two(seats), 2 * ring.radius_y) == pytest.approx(ring.spacing)


@given(SIZES, st.integers(1, 24), MIDDLES)
def test_the_clock_in_the_middle_is_clear_of_the_seats(
    size: tuple[int, int], n: int, middle: tuple[int, int]
) -> None:
    ring = ring_fit(*size, n, middle=middle)
    for seat in centres(ring, n):
        beside = max(0, abs(seat.x - ring.centre_x) - middle[0] / 2)
        above = max(0, abs(seat.y - ring.centre_y) - middle[1] / 2)
        assert hypot(beside, above) >= ring.seat_radius - 1e-6


@given(SIZES, SEATS, MIDDLES)
def test_a_ring_is_a_circle_or_gently_flattened_and_in_the_middle(
    size: tuple[int, int], n: int, middle: tuple[int, int]
) -> None:
    ring = ring_fit(*size, n, middle=middle)
    assert 1 <= ring.radius_x / ring.radius_y <= 1.5 + 1e-9
    assert (ring.centre_x, ring.centre_y) == (size[0] / 2, size[1] / 2)


def test_a_dozen_people_sit_in_a_true_circle() -> None:
    ring = ring_fit(1022, 636, 12, middle=(220, 150))
    assert ring.radius_x == ring.radius_y
    assert ring.seat_radius == 32


def test_large_text_widens_the_ring() -> None:
    small, large = (ring_fit(650, 420, 12, middle=text) for text in [(160, 90), (320, 180)])
    assert small.radius_x == small.radius_y
    assert large.radius_x > large.radius_y


def test_seats_shrink_no_more_than_the_text_needs() -> None:
    ring = ring_fit(620, 520, 12, smallest=12, middle=(390, 290))
    smaller = ring_fit(620, 520, 12, smallest=12, middle=(400, 300))
    assert 12 < smaller.seat_radius < ring.seat_radius < 32


@pytest.mark.parametrize(("width", "widening"), [(1000, 1.5), (620, 1.2), (520, 1.0)])
def test_text_that_fits_nowhere_gets_the_ring_that_comes_closest(
    width: int, widening: float
) -> None:
    ring = ring_fit(width, 520, 12, smallest=12, middle=(900, 400))
    assert ring.radius_x == pytest.approx(widening * ring.radius_y)
    assert ring.seat_radius == 12


@given(SEATS, st.sampled_from([(300, 200), (260, 260)]))
def test_seats_are_evenly_spaced_along_the_ring(n: int, radii: tuple[int, int]) -> None:
    seats = centres(Ring(0, 0, *radii, seat_radius=10, spacing=0), n)
    on_the_ring = [hypot(seat.x / radii[0], seat.y / radii[1]) for seat in seats]
    assert on_the_ring == pytest.approx([1] * n)
    if n >= 12:
        steps = [apart(a, b) for a, b in zip(seats, (*seats[1:], seats[0]), strict=True)]
        assert min(steps) > 0.93 * max(steps)


@pytest.mark.parametrize("size", [(0, 0), (10, 10), (100, 30), (30, 600)])
@pytest.mark.parametrize("n", [0, 1, 2, 40])
def test_no_window_is_too_small(size: tuple[int, int], n: int) -> None:
    ring = ring_fit(*size, n, middle=(200, 100))
    seats = centres(ring, n)
    assert len(seats) == n
    assert ring.seat_radius > 0
    assert nearest_two(seats) > 2 * ring.seat_radius


@given(SIZES, SEATS, st.data())
def test_a_seat_is_found_where_it_is_drawn(
    size: tuple[int, int], n: int, data: st.DataObject
) -> None:
    ring = ring_fit(*size, n)
    seats = centres(ring, n)
    seat = data.draw(st.sampled_from(range(n)))
    offset = ring.seat_radius * 0.7
    for x, y in [(0, 0), (offset, offset), (-offset, offset), (0, -offset)]:
        point = Place(seats[seat].x + x, seats[seat].y + y)
        assert seat_at(point, seats, ring.seat_radius) == seat
        assert gap_at(point, seats) == seat


def test_between_the_seats_there_is_no_seat() -> None:
    seats = centres(Ring(100, 100, 80, 80, seat_radius=20, spacing=113), 4)
    assert seat_at(Place(100, 100), seats, 20) is None
    assert seat_at(Place(100, 41), seats, 20) is None
    assert seat_at(Place(100, 40), seats, 20) == 0
    assert seat_at(Place(0, 0), (), 20) is None


@pytest.mark.parametrize(
    ("item", "to", "order"),
    [("a", 0, "abcd"), ("a", 2, "bcad"), ("d", 0, "dabc"), ("b", 3, "acdb"), ("c", 2, "abcd")],
)
def test_moving_one_keeps_the_others_in_order(item: str, to: int, order: str) -> None:
    assert "".join(moved(tuple("abcd"), item, to)) == order


def test_who_is_not_there_cannot_move() -> None:
    with pytest.raises(ValueError, match="not in tuple"):
        moved(("a", "b"), "z", 0)


@given(SEATS, st.data())
def test_moving_is_a_permutation_and_lands_where_asked(n: int, data: st.DataObject) -> None:
    order = tuple(range(n))
    item, to = (data.draw(st.sampled_from(order)) for _ in range(2))
    after = moved(order, item, to)
    assert after[to] == item
    assert sorted(after) == list(order)
    assert [one for one in after if one != item] == [one for one in order if one != item]
