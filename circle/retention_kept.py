"""What the kit remembers of how long things are kept: the rules, the starts of the program, and what is kept longer."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from circle.plain import from_plain, json_text
from circle.retention import Due, Longer, Rules, Starts, due, is_quiet, months_before, started

if TYPE_CHECKING:
    from collections.abc import Collection

    from circle.store import Store

_RULES, _STARTS, _LONGER, _LATER = (
    "retention",
    "retention_starts",
    "retention_longer",
    "retention_later",
)
T = TypeVar("T", Rules, Starts, Longer)


def rules_in(store: Store) -> Rules:
    """Those that somebody chose; at first everything is kept."""
    return _read(Rules, store.setting(_RULES, "")) or Rules()


def keep_rules(store: Store, rules: Rules) -> None:
    store.keep_setting(_RULES, json_text(rules))


def note_start(store: Store, now: datetime) -> None:
    """Once for every start of the program with this kit."""
    starts = started(_starts(store), now, store.newest_own())
    store.keep_setting(_STARTS, json_text(starts))


def due_in(store: Store) -> Due:
    """What is due by the starts that were noted. Raises kit.KitTrouble."""
    rules, starts = rules_in(store), _starts(store)
    months = [one for one in (rules.notes, rules.sessions) if one]
    if not months or not starts.times:
        return Due()
    before = months_before(datetime.fromisoformat(starts.times[-1]), min(months))
    return due(
        rules, store.older(before), starts, newest=store.newest_own(), longer=longer_in(store)
    )


def longer_in(store: Store) -> dict[str, Longer]:
    found: dict[str, Longer] = {}
    with suppress(ValueError):
        for session, kept in json.loads(store.setting(_LONGER, "{}")).items():
            found[session] = from_plain(Longer, kept)
    return found


def keep_longer(store: Store, session: str, longer: Longer) -> None:
    _keep_longer(store, {**longer_in(store), session: longer})


def forget_longer(store: Store, gone: Collection[str]) -> None:
    """Of sessions that were erased."""
    there = longer_in(store)
    if there.keys() & {*gone}:
        _keep_longer(store, {one: kept for one, kept in there.items() if one not in gone})


def _keep_longer(store: Store, longer: dict[str, Longer]) -> None:
    store.keep_setting(_LONGER, json_text(longer))


def is_later(store: Store, now: datetime) -> bool:
    """Whether nothing is to be said of it yet."""
    with suppress(ValueError):
        return is_quiet(store.setting(_LATER, ""), now)
    return False


def say_later(store: Store, now: datetime) -> None:
    store.keep_setting(_LATER, now.isoformat())


def _starts(store: Store) -> Starts:
    return _read(Starts, store.setting(_STARTS, "")) or Starts()


def _read(kind: type[T], kept: str) -> T | None:
    """What cannot be read is as it was at first."""
    with suppress(ValueError):
        return from_plain(kind, json.loads(kept)) if kept else None
    return None
