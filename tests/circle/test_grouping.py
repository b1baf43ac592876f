"""Groups that talk at once: nobody is left out, nobody is alone, and all are as large as they can be alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle.grouping import Groups, at_random, by_neighbours, group_of, into, moved, reporting

PEOPLE = st.integers(0, 60).map(lambda n: tuple(f"p{i}" for i in range(1, n + 1)))


@pytest.mark.parametrize(
    ("people", "size", "sizes"),
    [
        (8, 2, [2, 2, 2, 2]),
        (7, 2, [3, 2, 2]),
        (9, 3, [3, 3, 3]),
        (5, 3, [3, 2]),
        (12, 5, [6, 6]),
        (13, 5, [5, 4, 4]),
        (18, 5, [5, 5, 4, 4]),
        (4, 5, [4]),
        (1, 2, [1]),
        (0, 2, []),
        (3, 40, [3]),
    ],
)
def test_groups_are_as_near_to_their_size_as_they_can_be(
    people: int, size: int, sizes: list[int]
) -> None:
    groups = by_neighbours([f"p{n}" for n in range(people)], size)
    assert [len(group) for group in groups] == sizes


@given(PEOPLE, st.integers(0, 50), st.randoms(use_true_random=False))
def test_everyone_is_in_one_group_and_nobody_alone(
    people: tuple[str, ...], size: int, random: object
) -> None:
    for groups in (
        by_neighbours(people, size),
        at_random(people, size, random.shuffle),  # type: ignore[attr-defined]
    ):
        assert sorted(who for group in groups for who in group) == sorted(people)
        sizes = [len(group) for group in groups]
        assert min(sizes, default=2) >= min(2, len(people))
        assert max(sizes, default=0) - min(sizes, default=0) <= 1


def test_neighbours_stay_together_and_chance_mixes_them() -> None:
    people = ("a", "b", "c", "d")
    assert by_neighbours(people, 2) == (("a", "b"), ("c", "d"))
    assert at_random(people, 2, list.reverse) == (("d", "c"), ("b", "a"))
    assert people == ("a", "b", "c", "d")


@given(PEOPLE.filter(bool), st.integers(1, 10), st.data())
def test_moving_somebody_by_hand_leaves_the_others_where_they_are(
    people: tuple[str, ...], count: int, data: st.DataObject
) -> None:
    groups = into(people, min(count, len(people)))
    person = data.draw(st.sampled_from(people))
    to = data.draw(st.integers(0, len(groups)))
    after = moved(groups, person, to)
    assert sorted(who for group in after for who in group) == sorted(people)
    assert all(after)
    others = [tuple(who for who in group if who != person) for group in groups]
    found = [tuple(who for who in group if who != person) for group in after]
    assert [group for group in found if group] == [group for group in others if group]


def test_who_reports_is_the_first_of_their_group() -> None:
    groups: Groups = (("a", "b"), ("c", "d"))
    assert reporting(groups, "d") == (("a", "b"), ("d", "c"))
    assert (group_of(groups, "d"), group_of(groups, "x")) == (1, None)
