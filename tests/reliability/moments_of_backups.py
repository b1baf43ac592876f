"""Backups, going back, rescuing and erasing, killed anywhere in them."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from circle import restoring
from circle.backup import backups_in
from circle.erasing import Order, What
from circle.erasing_files import marked
from circle.erasing_work import carry_out, finish, preview
from circle.kit_files import ERASING, KIT
from circle.store import Store
from tests.circle import erasable as words
from tests.circle.kits_with_backups import digest
from tests.reliability.backups_killed import ACTS, what_is_wrong
from tests.reliability.moment import Killed, Left, Moment, look_at_files, look_whole, say

PERSON = "Prydderch"


class BackedUp(Moment):
    """`name`: of an act in tests/reliability/backups_killed.py, which says what may be left."""

    def __init__(self, name: str) -> None:
        self._name, self._act, self._before = name, ACTS[name], ""

    def make(self, scene: Path) -> None:
        self._act.makes(scene)
        self._before = digest(scene / KIT)

    def act(self, scene: Path) -> None:
        self._act.does(scene)
        say(1)

    def look(self, scene: Path, killed: Killed, *, thorough: bool) -> Left:
        left = Left(compared=1)
        if killed.said and not self._is_done(scene):
            left.falsely += 1
            left.why.append("it was said to be done and is not")
        for why in what_is_wrong(self._act, scene, self._before):
            left.is_damaged(why)
        if thorough:
            self._act.does(scene)
            if [*scene.rglob("*.part*")]:
                left.is_damaged("what was left of it is not swept by the next")
            look_at_files(scene, left)
        return left

    def _is_done(self, scene: Path) -> bool:
        if self._name == "backup":
            return len(backups_in(scene)) == 2
        return [digest(one.path / KIT) for one in restoring.set_aside_in(scene)] == [self._before]


class Erases(Moment):
    """Something is erased: all is as before, or it is known what is to go, and then it goes."""

    def __init__(self, what: What) -> None:
        self._what = what
        self._gone = (words.NOTE, words.POINT, words.COMMENT)
        if what is What.PERSON:
            self._gone = (PERSON,)
        self._before: list[tuple[str, str, str | bytes]] = []

    def make(self, scene: Path) -> None:
        kit = words.Kit(scene / "kit")
        (scene / "session").write_text(kit.first)
        self._before = _values(scene / "kit")

    def act(self, scene: Path) -> None:
        order = Order(self._what, ((scene / "session").read_text(),))
        if self._what is What.PERSON:
            order = preview(scene / "kit", None, Order(self._what, called=PERSON)).order
        carry_out(scene / "kit", None, order, words.DAY)
        say(1)

    def look(self, scene: Path, killed: Killed, *, thorough: bool) -> Left:
        home, left = scene / "kit", Left(compared=1)
        if killed.said and (marked(home) is None or words.hits(home, *self._gone)):
            left.falsely += 1
            left.why.append("it was said to be erased and is there")
        if marked(home) is None:
            if _values(home) != self._before:
                left.is_damaged("a part of it was erased, and nothing knows of it")
            return left
        assert finish(home, None, words.DAY)
        if found := words.hits(home, *self._gone):
            left.is_damaged(f"after it was finished there are {sorted(found)}")
        if thorough:
            with closing(Store.open(home, new=False)) as store:
                look_whole(store, left)
        look_at_files(home, left, also={ERASING})
        return left


def _values(home: Path) -> list[tuple[str, str, str | bytes]]:
    with closing(Store.open(home, new=False)) as store:
        return [*store.values()]
