"""Backups, going back and rescuing, each to be killed anywhere in it: a folder before, the act, and what may be left.

Run as a program it forks one act for every line, of a name and a folder: starting Python takes longer than what is
tested.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from circle import restoring
from circle.backup import backups_in
from circle.kit_checked import contents
from circle.kit_files import KIT, NEXT
from circle.salvage import salvage
from circle.store import Store
from circle.verifying import verify
from tests.circle.kits_with_backups import add_session, back_up, damage, digest, make_kit

SESSIONS = 12


@dataclass(frozen=True)
class Act:
    """`makes` a folder; `does` it there; `comes_to`: so many sessions the kit may have afterwards."""

    makes: Callable[[Path], object]
    does: Callable[[Path], object]
    comes_to: tuple[int, ...]


def a_kit(folder: Path) -> None:
    """With one backup of when it had one session less."""
    make_kit(folder, SESSIONS)
    back_up(folder)
    add_session(folder, SESSIONS)


def a_damaged_kit(folder: Path) -> None:
    a_kit(folder)
    damage(folder / KIT)


def go_back(folder: Path) -> None:
    restoring.restore(folder, backups_in(folder)[0])


ACTS = {
    "backup": Act(a_kit, lambda folder: back_up(folder, 1), (SESSIONS + 1,)),
    "restore": Act(a_kit, go_back, (SESSIONS,)),
    "salvage": Act(a_damaged_kit, salvage, (SESSIONS, SESSIONS + 1)),
}


def what_is_wrong(act: Act, folder: Path, before: str) -> list[str]:
    """After it was killed. `before`: the digest of the kit's file then."""
    wrong = [
        f"{backup.path.name} has a name and is not whole"
        for backup in backups_in(folder)
        if not _is_whole(backup.path)
    ]
    if (folder / KIT).exists() and digest(folder / KIT) == before and not (folder / NEXT).exists():
        return wrong
    with closing(Store.open(folder, new=False)) as store:
        n = len(store.every_session())
        wrong += [finding.sentence for finding in verify(store).findings]
    if n not in act.comes_to:
        wrong.append(f"the kit has {n} sessions")
    aside = restoring.set_aside_in(folder)
    if [digest(one.path / KIT) for one in aside] != [before]:
        wrong.append("the kit before is not set aside as it was")
    return wrong


def _is_whole(path: Path) -> bool:
    return contents(path).sessions >= SESSIONS


def main() -> None:
    while line := sys.stdin.readline():
        name, folder = line.split()
        child = os.fork()
        if child == 0:
            ACTS[name].does(Path(folder))
            os._exit(0)
        os.write(1, f"{child}\n".encode())
        sys.stdin.readline()  # until then its number is its own
        _child, status = os.waitpid(child, 0)
        os.write(1, f"{status}\n".encode())


if __name__ == "__main__":
    main()
