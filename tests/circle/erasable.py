"""A kit with words of every kind in it, in every place where words can be, and another session that is nobody's concern."""

from __future__ import annotations

from contextlib import closing
from copy import copy
from datetime import date
from pathlib import Path
from shutil import copytree

from circle import events as e
from circle import moves
from circle.backup import make_backup
from circle.circles import Circle, Usual
from circle.comments import About, Comment, CommentKind
from circle.forms import Direction
from circle.harvest import Became, NoteKind
from circle.kept import TEXT_TO_READ, Left
from circle.kit_files import KIT, SET_ASIDE
from circle.log import Log
from circle.loop import Loop
from circle.people import Participant
from circle.plans import RoundPlan
from circle.reflection import Occasion, Reflection
from circle.store import Store
from tests.circle.story import FORMS
from tests.fakes import AN_EVENING, FakeClock

DAY = date(2026, 3, 13)
KEY = bytes(range(32))

NOTE = "The marigolds wilted\nwithin an afternoon"
EDITED = "The marigolds withered, said “Amélie”"
MERGED = "Wheelbarrows and marigolds"
OTHER = "The wheelbarrows were borrowed"
POINT = "Gardening teaches patience"
PROMISE = "Bring watering cans tomorrow"
ANSWER = "Grandmother remembered perfectly"
MOMENT = "Hummingbirds hovering outside"
DRAFT = "Sunflowers are unfinished"
COMMENT = "Consider asking differently"
KEPT = "Bicycles stay beside the fence"
KEPT_TOO = "Lanterns are lit at seven"

PEOPLE = (
    Participant("p1", "Ceridwen", facilitator=True),
    Participant("p2", "Gwenllian", "Gwenllian Prydderch"),
    Participant("p3", "Hamidou"),
)


class Kit:
    """`first` and `second` are of one circle, and the second comes back to what the first promised; `apart` is of none."""

    def __init__(self, folder: Path, key: bytes | None = None) -> None:
        self.folder, self.key = folder, key
        clock = FakeClock()
        if key is not None:
            encrypted(folder, key)
        with closing(self.open(new=True)) as store:
            self.first = _first(store, clock)
            clock.advance(90_000_000)
            self.second = _second(store, clock, self.first)
            clock.advance(90_000_000)
            self.apart = _apart(store, clock)
            store.keep_comments([_comment(self.first)])
            store.keep_draft(self.first, "note", DRAFT)
            store.keep_circle(Circle("Garden", (Usual("Gwenllian"), Usual("Hamidou"))))
            store.keep_setting(TEXT_TO_READ, "Gwenllian rings the bell.")
            store.keep_template("evening", 'title = "For Gwenllian"\n')
            store.record_exports([Left(self.first, AN_EVENING, "pdf", "aliases", "trainer")])
        make_backup(folder, DAY, key, left_free=0)
        aside = folder / SET_ASIDE / "circlekeeper-000001"
        aside.mkdir(parents=True)
        (aside / KIT).write_bytes((folder / KIT).read_bytes())
        (aside / f"{KIT}-wal").write_bytes(b"")

    def copied(self, folder: Path) -> Kit:
        other = copy(self)
        other.folder = copytree(self.folder, folder)
        return other

    def open(self, *, new: bool = False) -> Store:
        return Store.open(self.folder, new=new, key=self.key)

    def log(self, session: str) -> Log:
        with closing(self.open()) as store:
            return store.read(session)

    def number(self, text: str) -> int:
        return next(
            one.number for one in self.log(self.first).state.notes.values() if one.text == text
        )


def encrypted(folder: Path, key: bytes) -> None:
    """An empty kit that a key keeps. What the slots say is of no concern here."""
    from sqlcipher3 import dbapi2

    from circle.kit_files import KEY as KEY_FILE

    with closing(Store.open(folder)):
        pass
    connection = dbapi2.connect(str(folder / KIT))
    connection.execute(f"ATTACH DATABASE '{folder / 'new'}' AS new KEY \"x'{key.hex()}'\"")
    connection.execute("SELECT sqlcipher_export('new')")
    for pragma in ("user_version", "application_id"):
        value = connection.execute(f"PRAGMA {pragma}").fetchone()[0]
        connection.execute(f"PRAGMA new.{pragma} = {value}")
    connection.close()
    (folder / "new").replace(folder / KIT)
    (folder / KEY_FILE).write_bytes(b"slots")


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def words_of(text: str) -> set[bytes]:
    """Its longer words, as they are written and as the search keeps them."""
    words = [word.strip("“”,.") for word in text.split()]
    return {word.lower().encode() for word in words if len(word) > 5}


def hits(folder: Path, *texts: str) -> set[bytes]:
    there = bytes_of(folder).lower()
    return {word for text in texts for word in words_of(text) if word in there}


def _first(store: Store, clock: FakeClock) -> str:
    opened = e.SessionOpened("Under the pear tree", PEOPLE, circle="Garden", number=1)
    loop = Loop.begin(store, clock, opened)
    plan = RoundPlan("go_round", "What grows?")
    loop.record(e.RoundBegan(FORMS["go_round"], plan, Direction.CLOCKWISE))
    loop.record(e.PieceGiven("p1"))
    clock.advance(60_000)
    loop.record(e.PieceGiven("p2"))
    for text, kind in ((KEPT, NoteKind.NOTE), (NOTE, NoteKind.NOTE), (OTHER, NoteKind.NOTE), (POINT, NoteKind.KEY_POINT)):  # fmt: skip
        loop.record(e.NoteWritten(loop.log.next_seq, text, kind))
    kept, note, other, _point = loop.state.notes
    loop.record(e.NoteEdited(note, EDITED))
    loop.record(e.NoteMoved(kept, before=other))
    loop.record(e.CommitmentMade(loop.log.next_seq, PROMISE, "p2"))
    loop.record(e.ReflectionWritten(Reflection(Occasion.CLOSE, keep=MOMENT)))
    clock.advance(60_000)
    loop.record(moves.close(loop.state))
    return loop.session


def _second(store: Store, clock: FakeClock, first: str) -> str:
    loop = Loop.begin(store, clock, e.SessionOpened("Autumn", PEOPLE, circle="Garden", number=2))
    promise = next(iter(store.read(first).state.commitments))
    loop.record(e.CommitmentFollowed(first, promise, PROMISE, Became.DONE, ANSWER))
    loop.record(e.NoteWritten(loop.log.next_seq, KEPT_TOO))
    loop.record(moves.close(loop.state))
    return loop.session


def _apart(store: Store, clock: FakeClock) -> str:
    people = (Participant("p1", "Bronwen"), Participant("p2", "Idris"))
    loop = Loop.begin(store, clock, e.SessionOpened("Elsewhere", people))
    loop.record(e.NoteWritten(2, "Gwenllian was missed."))
    loop.record(moves.close(loop.state))
    return loop.session


def _comment(session: str) -> Comment:
    return Comment(
        "c0ffee01",
        session,
        About.WHOLE,
        None,
        CommentKind.QUESTION,
        COMMENT,
        "Mair",
        "2026-03-14T18:30:00.000+00:00",
    )
