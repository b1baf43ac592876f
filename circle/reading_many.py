"""Many files read, each as far as it can be made ready without a kit. Nothing here needs the files a second time."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from circle.arriving import Outcome, Ready, What, place, ready
from circle.clock import Clock, SystemClock
from circle.errors import Refused, quoted
from circle.i18n import gettext as _

if TYPE_CHECKING:
    from circle.store import Store

Becomes = Outcome | Literal["comments"]
"""What becomes of a file in a kit: of a session that is here already, its comments may be new."""

AT_ONCE_MS = 300
"""About as long files are read before somebody is told how far it is."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that was read: what is shown of it, and all of it, packed, as it is then taken in.

    `tail` is "" where it holds comments alone. `rows`: about how much there is to write.
    """

    file: Path
    what: What
    session: str
    tail: str
    title: str
    circle: str
    number: int | None
    opened: datetime | None
    turns: int
    comments: int
    sealed: bool
    rows: int
    packed: bytes
    few: int = 0
    """As in Ready."""

    def unpacked(self) -> Ready:
        return pickle.loads(zlib.decompress(self.packed))


@dataclass(frozen=True, slots=True)
class NotKept:
    """`asks`: another passphrase may open it."""

    file: Path
    why: str
    asks: bool = False


Read = Kept | NotKept


def read_some(
    files: Sequence[Path], passphrase: str = "", most: int = 0, clock: Clock | None = None
) -> list[Read]:
    """The first of the files, as many as are read in a moment, or `most`. At least one."""
    clock = clock or SystemClock()
    until_ms, read = clock.read().steady_ms + AT_ONCE_MS, list[Read]()
    for file in files:
        read.append(read_one(file, passphrase))
        if len(read) == most or clock.read().steady_ms >= until_ms:
            break
    return read


def read_one(file: Path, passphrase: str = "") -> Read:
    from circle.age import PassphraseNeeded, WrongPassphrase
    from circle.importing import read_file

    try:
        return kept(file, ready(read_file(file, passphrase)))
    except (PassphraseNeeded, WrongPassphrase) as why:
        return NotKept(file, str(why), asks=True)
    except Refused as why:
        return NotKept(file, str(why))
    except (OSError, MemoryError):
        why = _(
            "{file} could not be read. Close other programs, look whether it is there, and try again."
        )
        return NotKept(file, why.format(file=quoted(file.name)))


def kept(file: Path, came: Ready) -> Kept:
    """Packed, because a stick may hold thousands and a laptop little memory."""
    rows = came.rows
    tables = rows.archive.tables.values() if rows else ()
    return Kept(
        file=file,
        what=came.what,
        session=came.session,
        tail=rows.tail if rows else "",
        title=came.title,
        circle=came.circle,
        number=came.number,
        opened=came.opened,
        turns=came.turns,
        comments=len(came.comments),
        sealed=came.sealed,
        rows=len(rows.events if rows else ()) + sum(map(len, tables)) + len(came.comments),
        packed=zlib.compress(pickle.dumps(came), 1),
        few=came.few,
    )


class Foreseen:
    """What becomes of files in a kit when they are taken in one after the other. Changes nothing."""

    def __init__(self, store: Store | None) -> None:
        """`store`: None where there is no kit yet."""
        self._store = store
        self._coming: dict[str, str] = {}

    def of(self, one: Kept) -> Becomes:
        outcome: Becomes = "already here"
        if one.tail:
            session, outcome = place(self._known, one.what, one.session, one.tail)
            if outcome != "already here":
                self._coming[session] = one.tail
        says_more = one.comments and outcome == "already here" and self._says_more(one)
        return "comments" if says_more else outcome

    def _known(self, session: str) -> str | None:
        return self._coming.get(session) or (self._store and self._store.came_as(session))

    def _says_more(self, one: Kept) -> bool:
        """Beside all that is known of that session, whichever version of it is here."""
        return self._store is None or bool(self._store.new_among(one.unpacked().comments))
