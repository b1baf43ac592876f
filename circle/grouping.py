"""Groups that talk at once: drawn by neighbours, at random or by hand. Pure functions over ids."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Groups = tuple[tuple[str, ...], ...]


def by_neighbours(people: Sequence[str], size: int) -> Groups:
    """People who sit beside each other, in groups as near to `size` as they can be, and nobody alone.

    Groups differ by one at most; the larger come first. One person is a group of one.
    """
    if not people:
        return ()
    counts = range(1, max(1, len(people) // 2) + 1)
    return into(people, min(counts, key=lambda n: (abs(len(people) / n - max(1, size)), n)))


def into(people: Sequence[str], count: int) -> Groups:
    """So many groups of people who sit beside each other, from 1 to as many as there are people."""
    least, larger = divmod(len(people), count)
    ends = [least * (i + 1) + min(i + 1, larger) for i in range(count)]
    starts = [0, *ends[:-1]]
    return tuple(tuple(people[start:end]) for start, end in zip(starts, ends, strict=True))


def at_random(people: Sequence[str], size: int, shuffle: Callable[[list[str]], object]) -> Groups:
    """`shuffle` puts a list into any order, in place."""
    mixed = [*people]
    shuffle(mixed)
    return by_neighbours(mixed, size)


def moved(groups: Groups, person: str, to: int) -> Groups:
    """The groups with somebody in another; `to` one more than there are: in one of their own.

    A group that nobody is left in is gone. The others keep their order.
    """
    without = [tuple(who for who in group if who != person) for group in (*groups, ())]
    without[to] = (*without[to], person)
    return tuple(group for group in without if group)


def reporting(groups: Groups, person: str) -> Groups:
    """The groups with somebody as the one who reports from theirs."""
    return tuple(
        (person, *(who for who in group if who != person)) if person in group else group
        for group in groups
    )


def group_of(groups: Groups, person: str | None) -> int | None:
    """Which group somebody is in, from 0; None when in none."""
    return next((at for at, group in enumerate(groups) if person in group), None)
