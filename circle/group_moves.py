"""Moves within a round that has parts or groups: the next part, who is in which group, who sits inside."""

from __future__ import annotations

from collections.abc import Callable

from circle import events as e
from circle import grouping
from circle.i18n import gettext as _
from circle.moves import check, known, refuse
from circle.session import Round, State


def next_part(state: State) -> e.Event:
    """The next part of the round that runs begins; whoever holds the piece lays it down."""
    round = state.round
    if round is not None and round.is_last_part:
        raise refuse(state, "next part", _("This is the last part of the round. End the round."))
    return check(state, e.PartBegan())


def draw_groups(state: State, *, shuffle: Callable[[list[str]], object] | None) -> e.Event:
    """New groups of those here: at random where there is a `shuffle`, else of neighbours."""
    round = _in_groups(state)
    people = [who for who in state.seats if state.here(who)]
    size = round.plan.group_of or round.form.group_of or len(people)
    groups = (
        grouping.at_random(people, size, shuffle)
        if shuffle
        else grouping.by_neighbours(people, size)
    )
    return check(state, e.GroupsDrawn(groups))


def resize_groups(state: State, *, by: int) -> e.Event:
    """Groups of neighbours, so many more or fewer of them."""
    round = _in_groups(state)
    people = [who for who in state.seats if state.here(who)]
    count = max(1, min(len(round.groups) + by, max(1, len(people) // 2)))
    return check(state, e.GroupsDrawn(grouping.into(people, count)))


def move_to_group(state: State, *, person: str, group: int) -> e.Event:
    """Somebody to another group, from 0; one more than there are: to one of their own."""
    round = _in_groups(state)
    known(state, person)
    groups = round.groups
    if not 0 <= group <= len(groups) or groups[group : group + 1] == ((person,),):
        raise refuse(state, "group", _("There is no such group. Nobody was moved."))
    return check(state, e.GroupsDrawn(grouping.moved(groups, person, group)))


def reports(state: State, *, person: str) -> e.Event:
    """Somebody is the one who reports from their group."""
    groups = _in_groups(state).groups
    if grouping.group_of(groups, person) is None:
        raise refuse(state, "report", _("They are in none of the groups. Move them to one first."))
    return check(state, e.GroupsDrawn(grouping.reporting(groups, person)))


def _in_groups(state: State) -> Round:
    if state.round is None or not state.round.groups:
        raise refuse(state, "groups", _("No groups are talking. Begin such a round first."))
    return state.round


def move_in(state: State, *, person: str) -> e.Event:
    round = _fishbowl(state)
    alias = known(state, person).alias
    if not state.here(person):
        why = _("{name} has stepped out. Bring them back first.")
        raise refuse(state, "move in", why.format(name=alias))
    if person in round.inner:
        raise refuse(state, "move in", _("{name} sits inside already.").format(name=alias))
    return check(state, e.MovedIn(person))


def move_out(state: State, *, person: str) -> e.Event:
    round = _fishbowl(state)
    alias = known(state, person).alias
    if person not in round.inner:
        raise refuse(state, "move out", _("{name} sits outside already.").format(name=alias))
    if person == state.whose_turn:
        why = _("{name} holds the piece. Pass it on first.")
        raise refuse(state, "move out", why.format(name=alias))
    return check(state, e.MovedOut(person))


def _fishbowl(state: State) -> Round:
    if state.round is None or not state.round.has_inner:
        raise refuse(state, "inner", _("This round has no inner circle. Nobody was moved."))
    return state.round
