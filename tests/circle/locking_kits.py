"""Kits with words in them that must not be found, to be kept by a passphrase."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from circle.locking import unlock
from circle.note_moves import write_note
from circle.store import Store
from circle.verifying import verify
from tests.circle.story import Story

CANARY = "heronfeather"
"""Written into each kit, and to be found in no file of one that is kept by a passphrase."""

PASSPHRASE = "a path through the reeds"
CODE = "23456-789AB-CDEFG-HJKMN-PQRTN"


def make_kit(folder: Path, *, sessions: int = 3) -> None:
    """A closed kit in whose sessions the canary was said."""
    with closing(Store.open(folder)) as store:
        for number in range(sessions):
            story = told()
            for entry in story.log.entries[:-1]:
                store.append(f"session{number}", entry)
            store.append(f"session{number}", story.log.entries[-1], closed=story.log)
        store.keep_setting("words", CANARY)
        store.keep_draft("session0", "note", CANARY)


def told() -> Story:
    story = Story(3).begins().passes_on().at(5_000)
    words = f"a {CANARY} on the water"
    return story.does(write_note(story.state, number=story.log.next_seq, text=words)).closes()


def texts(folder: Path, key: bytes | None = None) -> dict[str, list[tuple[object, ...]]]:
    """Everything that is kept, with every check passed."""
    with closing(Store.open(folder, new=False, key=key)) as store:
        assert verify(store).findings == ()
        tables = store._rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        return {name: sorted(store._rows(f'SELECT * FROM "{name}"'), key=str) for (name,) in tables}


def opens_with(folder: Path, secret: str) -> dict[str, list[tuple[object, ...]]]:
    return texts(folder, unlock(folder, secret)[0])


def files_with(folder: Path, words: str) -> Iterator[str]:
    """Files of the folder, in whatever folder within, that hold the words in some encoding."""
    looked_for = [words.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    for path in sorted(folder.rglob("*")):
        if path.is_file() and any(one in path.read_bytes() for one in looked_for):
            yield str(path.relative_to(folder))
