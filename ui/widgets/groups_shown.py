"""What the panel of groups shows, derived from the state of the session by pure functions. No Qt here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from circle.events import Groups
from circle.grouping import group_of
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.session import State


@dataclass(frozen=True, slots=True)
class MemberShown:
    """`more` stands after the alias and is never cut short: "reports", "listens". `stands_out`: whoever reports, or
    speaks in the part that runs.
    """

    id: str
    alias: str
    more: str = ""
    stands_out: bool = False
    here: bool = True
    said: str = ""


@dataclass(frozen=True, slots=True)
class GroupShown:
    title: str
    members: tuple[MemberShown, ...]


@dataclass(frozen=True, slots=True)
class GroupsShown:
    heading: str = ""
    groups: tuple[GroupShown, ...] = ()
    can_be_fewer: bool = False
    can_be_more: bool = False

    @property
    def members(self) -> tuple[MemberShown, ...]:
        return tuple(member for group in self.groups for member in group.members)


@dataclass(frozen=True, slots=True)
class MemberAct:
    """One line of somebody's menu: to a group, from 0, or, for None, they are the first of theirs."""

    words: str
    group: int | None = None


class Does(StrEnum):
    """What somebody does in the part of a round in which one speaks, one listens and one observes."""

    SPEAKS = "speaks"
    LISTENS = "listens"
    OBSERVES = "observes"


PART_WORDS: Mapping[Does, Callable[[], str]] = {
    Does.SPEAKS: lambda: _("speaks"),
    Does.LISTENS: lambda: _("listens"),
    Does.OBSERVES: lambda: _("observes"),
}


def observed_part(state: State, group: tuple[str, ...], person: str) -> Does | None:
    """What somebody does in the part that runs; whoever listened speaks next. In a group of two nobody observes, and
    in a larger one several do. None in a round without observers.
    """
    round = state.round
    if round is None or not round.form.observer_asks:
        return None
    turns = (group.index(person) - round.part) % len(group)
    return {0: Does.SPEAKS, 1: Does.LISTENS}.get(turns, Does.OBSERVES)


def _has_observers(state: State) -> bool:
    return state.round is not None and bool(state.round.form.observer_asks)


def groups_shown(state: State) -> GroupsShown:
    """The groups of the round that runs, and last those who are here and in none of them."""
    groups = state.round.groups if state.round else ()
    if not groups:
        return GroupsShown()
    here = [who for who in state.seats if state.here(who)]
    left = tuple(who for who in here if group_of(groups, who) is None)
    shown = [_group(state, number, group) for number, group in enumerate(groups, 1)]
    if left:
        title = _("In no group")
        shown.append(GroupShown(title, tuple(_left_out(state, who) for who in left)))
    return GroupsShown(
        heading=count_words(groups),
        groups=tuple(shown),
        can_be_fewer=len(groups) > 1,
        can_be_more=len(groups) < max(1, len(here) // 2),
    )


def count_words(groups: Groups) -> str:
    return ngettext("{n} group", "{n} groups", len(groups)).format(n=len(groups))


def reporter(state: State, group: tuple[str, ...]) -> str | None:
    """Whoever reports for a group: the first of it who is here."""
    return next((who for who in group if state.here(who)), None)


def _group(state: State, number: int, group: tuple[str, ...]) -> GroupShown:
    title = _("Group {n}").format(n=number)
    return GroupShown(title, tuple(_member(state, who, number, group) for who in group))


def _member(state: State, person: str, number: int, group: tuple[str, ...]) -> MemberShown:
    alias, here = state.participant(person).alias, state.here(person)
    if (does := observed_part(state, group, person)) is not None:
        more, stands_out = PART_WORDS[does](), does is Does.SPEAKS
    else:
        stands_out = person == reporter(state, group)
        more = _("reports") if stands_out else ""
    more = more if here else _("stepped out")
    said = [alias, _("group {n}").format(n=number), more]
    return MemberShown(
        person, alias, more, stands_out, here, ", ".join(words for words in said if words)
    )


def _left_out(state: State, person: str) -> MemberShown:
    alias = state.participant(person).alias
    return MemberShown(person, alias, said=f"{alias}, {_('in no group')}")


def member_acts(state: State, person: str) -> tuple[MemberAct, ...]:
    """What somebody's menu offers."""
    groups = state.round.groups if state.round else ()
    own = group_of(groups, person)
    words = _("To group {n}")
    acts = [MemberAct(words.format(n=at + 1), at) for at, _group in enumerate(groups) if at != own]
    if own is None or groups[own] != (person,):
        acts.append(MemberAct(_("A group of their own"), len(groups)))
    if own is not None and person != reporter(state, groups[own]):
        first = _("Speaks first") if _has_observers(state) else _("Reports for the group")
        acts.append(MemberAct(first))
    return tuple(acts)


def change_words(state: State, before: Groups, after: Groups) -> str:
    """What is said aloud of new groups: who moved, who reports; else how many there are. Empty for no change."""
    if before == after or not before or not after:
        return ""
    reports = _who_moved_up(before, after)
    if reports is not None:
        observers = _has_observers(state)
        words = (
            _("{name} speaks first in group {n}.")
            if observers
            else _("{name} reports for group {n}.")
        )
        number = (group_of(after, reports) or 0) + 1
        return words.format(name=state.participant(reports).alias, n=number)
    moved = _who_moved(before, after)
    if moved is not None:
        words = _("{name} is in group {n}.")
        number = (group_of(after, moved) or 0) + 1
        return words.format(name=state.participant(moved).alias, n=number)
    return f"{count_words(after)}."


def _who_moved_up(before: Groups, after: Groups) -> str | None:
    """Whoever is the first of their group now, where everyone is in the same group."""
    if [set(group) for group in before] != [set(group) for group in after]:
        return None
    firsts = [new[0] for old, new in zip(before, after, strict=True) if old[0] != new[0]]
    return firsts[0] if len(firsts) == 1 else None


def _who_moved(before: Groups, after: Groups) -> str | None:
    """The one person without whom all the groups are what they were."""
    people = [who for group in after for who in group]
    found = [who for who in people if _without(before, who) == _without(after, who)]
    return found[0] if len(found) == 1 else None


def _without(groups: Groups, person: str) -> list[tuple[str, ...]]:
    left = [tuple(who for who in group if who != person) for group in groups]
    return [group for group in left if group]
