"""An archive of many sessions, about 100 turns each, made once and kept in the system's temporary folder.

It is the same each time. Thirty sessions were told event by event; each of those in the archive has the turns and the
measures of one of them, under an id, a day, a circle, a place and words of its own. One in three has its log, too, which
can be read; but what it says of title, day, circle and words is not what the archive says.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from circle import events as e
from circle import kit
from circle.archive import ArchiveRows, archive_rows
from circle.archiving import WORDS_PER_SECOND, inserting
from circle.circles import folded
from circle.comments import About, Comment, CommentKind, comment_line
from circle.filter import Searched
from circle.harvest import NoteKind
from circle.log import Log
from circle.paths import assets
from circle.store import Store
from circle.templates import read_shelf

COMMON, RARE = "listening", "kingfisher"
"""A word of about half of all texts, and one of about one in 3,000."""
BEGUN = "lis"
CIRCLE = "Riverside"
"""The circle with the most sessions."""
PLACE = "Library, upper room"
"""Where one in twenty sessions met."""
TEMPLATE = "council"

LOGGED = 1 / 3
"""So many of the sessions have their logs: with all of them the file would be twice as large."""

_MADE_FROM = ("archive", "archiving", "migrations", "events", "evolve", "summary", "measures")
_TOLD = 30
_YEARS = 8
_FIRST = datetime(2018, 1, 8, 17, 30, tzinfo=UTC)
_ALIASES = ("Amara", "Bo", "Ceri", "Dev", "Esther", "Farid", "Gwen", "Hana", "Idris", "Jo", "Kofi", "Lena", "Mina", "Noor", "Olu", "Priya", "Quentin", "Rosa", "Sanjay", "Tess", "Umar", "Vera", "Wen", "Zoë")  # fmt: skip
_PLACES = (PLACE, "Kitchen", "Town hall", "School gym", "Garden house", "Chapel", "", "Online")
_PLACES_OFTEN = (1, 6, 3, 3, 2, 2, 1, 2)
_TEMPLATES = ("", "listening_round", "check_in", "restorative", "story_circle", "council", "")
_TITLES = ("What helps on the way home", "An evening together", "After the flood", "Who looks after whom", "What we owe each other")  # fmt: skip
_SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ha", "ki", "lo", "mu", "na", "pe", "ri", "so", "ta", "ve", "wi")  # fmt: skip
_EVERYDAY = ("the", "of", "and", "we", "to", "was", "quiet", "somebody", "asked", "time", "heard", "home", "nobody", "café", "morning", "people", "stayed", "silence", "over", "again")  # fmt: skip


def archive_kit(sessions: int) -> Path:
    """The folder of a kit with so many closed sessions: as it was made last, where what it is made from is the same."""
    base = Path(tempfile.gettempdir()) / f"circlekeeper-archive-{_fingerprint()}"
    folder = base / str(sessions)
    if not folder.exists():
        begun = base / f"{sessions}.{os.getpid()}"
        _Making(sessions).into(begun)
        begun.rename(folder)
        _forget_older(base)
    return folder


def _fingerprint() -> str:
    root = Path(__file__).parents[2] / "circle"
    paths = [Path(__file__), *(root / f"{name}.py" for name in _MADE_FROM)]
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:12]


def _forget_older(base: Path) -> None:
    """What was made a week ago or earlier, from something else, is of no use to anybody."""
    for other in base.parent.glob("circlekeeper-archive-*"):
        old = other.stat().st_mtime < base.stat().st_mtime - 7 * 86_400
        if other != base and old:
            shutil.rmtree(other, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class _Told:
    rows: ArchiveRows
    events: Sequence[tuple[object, ...]]
    """Of the table `event`, without the session."""
    tail: str


@dataclass(frozen=True, slots=True)
class _Made:
    """One session of the archive: which of those that were told it is, and what is its own."""

    id: str
    told: _Told
    own: Mapping[str, object]
    opened: datetime
    texts: Sequence[tuple[str, int | None, str]]
    """Kind, place and text."""
    logged: float
    arrived: float
    """By chance between 0 and 1: whether its log is there, and how it came."""


class _Making:
    def __init__(self, sessions: int) -> None:
        self._random = random.Random(20_260_312)
        self._sessions = sessions
        self._vocabulary = self._words()
        self._weights = [*accumulate(1 / (n + 3) for n in range(len(self._vocabulary)))]
        self._told = [_told(self._random, n) for n in range(_TOLD)]

    def into(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        Store.open(folder).close()
        with closing(dbapi2.connect(folder / kit.FILE_NAME, isolation_level=None)) as connection:
            for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-100000"):
                connection.execute(f"PRAGMA {pragma}").fetchall()
            self._fill(connection)

    def _fill(self, connection: dbapi2.Connection) -> None:
        """Words and sessions day by day, as they come about; what goes by the session's id in its order, as it is
        faster so.
        """
        made = list(self._made())
        for some in (made[n : n + 20] for n in range(0, len(made), 20)):
            connection.execute("BEGIN")
            for one in some:
                _put(connection, "session", [one.own])
                _put(connection, "words", _words_of(one))
            connection.execute("COMMIT")
        connection.execute("BEGIN")
        for one in sorted(made, key=lambda one: one.id):
            _add_the_rest(connection, one)
        connection.execute("COMMIT")

    def _made(self) -> Iterator[_Made]:
        days = _YEARS * 365
        circles = [CIRCLE, *(f"Circle of {self._text(2)}" for _n in range(self._circles() - 1))]
        for nth in range(self._sessions):
            opened = _FIRST + timedelta(days=nth * days // self._sessions, minutes=nth % 97)
            told = self._told[self._random.randrange(_TOLD)]
            texts = [
                (row["kind"], row["place"], self._written(row["kind"]))
                for row in told.rows.tables["words"]
            ]
            if self._random.random() < 1 / 40:
                texts.append((Searched.COMMENT.value, None, self._written("comment")))
            circle, title = circles[nth % len(circles)], self._random.choice(_TITLES)
            name = f"{self._random.getrandbits(48):012x}"
            own = {
                **told.rows.session,
                "id": name,
                "title": title,
                "circle": circle,
                "circle_key": folded(circle),
                "number": nth // len(circles) + 1,
                "opened_utc": opened.isoformat(timespec="milliseconds"),
                "place": self._random.choices(_PLACES, _PLACES_OFTEN)[0],
                "template": self._random.choice(_TEMPLATES),
                "hash": told.tail,
            }
            texts[0] = (texts[0][0], None, f"{title} {circle}")
            yield _Made(
                name, told, own, opened, texts, self._random.random(), self._random.random()
            )

    def _circles(self) -> int:
        """Of each there are at least fifty sessions."""
        return max(2, min(40, self._sessions // 100))

    def _words(self) -> list[str]:
        """Some 3,000, the most common first."""
        two = [a + b for a in _SYLLABLES for b in _SYLLABLES]
        made = [*two, *(a + b for a in two for b in _SYLLABLES)]
        self._random.shuffle(made)
        return [*_EVERYDAY, *made[:3_000]]

    def _text(self, words: int) -> str:
        return " ".join(self._random.choices(self._vocabulary, cum_weights=self._weights, k=words))

    def _written(self, kind: str) -> str:
        text = self._text(self._random.randint(5, 18))
        if self._random.random() < 0.5:
            text += f" {COMMON}"
        return f"{text} {RARE}." if self._random.random() < 1 / 3_000 else f"{text}."


def _told(chance: random.Random, number: int) -> _Told:
    """Seven go-rounds or so of eight to twenty people; a session of about 100 turns."""
    log = _Telling(chance, number).told()
    rows = [e.row_of(entry) for entry in log.entries]
    tails = [*accumulate(rows, e.link, initial="")][1:]
    events = [
        (row.seq, row.at_ms, row.wall_utc, row.kind, row.data, tail)
        for row, tail in zip(rows, tails, strict=True)
    ]
    return _Told(archive_rows(log), events, tails[-1])


class _Telling:
    def __init__(self, chance: random.Random, number: int) -> None:
        self._chance, self._log, self._now_ms = chance, Log(), 0
        count = chance.randint(8, 20)
        aliases = chance.sample(_ALIASES, count)
        leading = 1 + number % 2
        self._people = [
            e.Participant(f"p{n}", alias, facilitator=n <= leading)
            for n, alias in enumerate(aliases, 1)
        ]
        self._form = read_shelf(assets()).forms["go_round"]

    def told(self) -> Log:
        self._does(e.SessionOpened("One of many", tuple(self._people), circle=CIRCLE))
        notes = 0
        for index in range(round(100 / len(self._people))):
            plan = e.RoundPlan("go_round", f"Prompt {index}", f"Round {index}", 900_000, 60_000)
            self._does(e.RoundBegan(self._form, plan, plan.direction, index), 10_000)
            for person in self._people:
                self._does(e.PieceGiven(person.id))
                self._now_ms += round(self._chance.lognormvariate(3.4, 0.8) * 1000)
            self._does(e.SilenceBegan())
            self._does(e.SilenceEnded(), self._chance.randint(5, 60) * 1000)
            self._does(e.RoundEnded())
            for kind in (NoteKind.NOTE, NoteKind.KEY_POINT):
                notes += 1
                self._does(e.NoteWritten(notes, "A note", kind), 5_000)
        for number in range(1, 4):
            self._does(e.CommitmentMade(number, "Something", self._people[number].id))
        self._does(e.SessionClosed())
        return self._log

    def _does(self, event: e.Event, after_ms: int = 0) -> None:
        self._now_ms += after_ms
        wall = _FIRST + timedelta(milliseconds=self._now_ms)
        self._log.append(e.Logged(self._log.next_seq, self._now_ms, wall, event))


def _words_of(made: _Made) -> list[dict[str, object]]:
    first = int(made.opened.timestamp()) * WORDS_PER_SECOND
    return [
        {"id": first + n, "session": made.id, "kind": kind, "place": place, "text": text}
        for n, (kind, place, text) in enumerate(made.texts)
    ]


def _add_the_rest(connection: dbapi2.Connection, made: _Made) -> None:
    if made.logged < LOGGED:
        names = ("session", "seq", "at_ms", "wall_utc", "kind", "data", "hash")
        logged = [(made.id, *row) for row in made.told.events]
        connection.executemany(inserting("event", names), logged)
    texts = {(kind, place): text for kind, place, text in made.texts}
    for name, records in made.told.rows.tables.items():
        if name == "words":
            continue
        rows: list[dict[str, Any]] = [{"session": made.id, **one} for one in records]
        for row in rows:
            if name == "note":
                point = row["kind"] == NoteKind.KEY_POINT
                row["text"] = texts[Searched.KEY_POINT if point else Searched.NOTE, row["number"]]
            elif name == "commitment":
                row["text"] = texts[Searched.COMMITMENT, row["number"]]
        _put(connection, name, rows)
    _add_how_it_came_and_left(connection, made, texts.get((Searched.COMMENT, None)))


def _add_how_it_came_and_left(
    connection: dbapi2.Connection, made: _Made, comment: str | None
) -> None:
    wall = made.own["opened_utc"]
    if made.arrived < 0.2:
        how = {"known_as": made.id[::-1], "wall_utc": wall, "level": "aliases"}
        how |= {"reader": "trainer", "sealed": 1, "session": made.id, "record": "0" * 64}
        _put(connection, "arrived", [how])
    elif made.arrived < 0.5:
        left = {"session": made.id, "wall_utc": wall, "format": "html", "level": "nobody"}
        _put(connection, "export", [left])
    if comment is not None:
        name = f"c{made.id}"
        about = Comment(
            name, made.id, About.WHOLE, None, CommentKind.NOTICING, comment, "Sam", str(wall)
        )
        _put(
            connection,
            "comment",
            [{"session": made.id, "id": name, "data": comment_line(about)}],
        )


def _put(
    connection: dbapi2.Connection, table: str, records: Sequence[Mapping[str, object]]
) -> None:
    if records:
        rows = [tuple(one.values()) for one in records]
        connection.executemany(inserting(table, records[0]), rows)
