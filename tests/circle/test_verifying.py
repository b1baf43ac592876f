"""A kit that is as it was written is found so, and one that is not is found out."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from circle import kit
from circle.store import Store
from circle.verifying import Verified, verify
from tests.circle.story import Story
from tests.exports.an_evening import SESSION, an_evening


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with closing(Store.open(tmp_path)) as store:
        store.add_session(SESSION, an_evening())
        for entry in Story(3).at(1000).begins("go_round").gives("Ann").log.entries:
            store.append("0open0", entry)
    return tmp_path


def change(folder: Path, sql: str, *values: object) -> None:
    """Changes the kit behind the program's back."""
    with closing(dbapi2.connect(str(folder / kit.FILE_NAME))) as connection:
        for act in ("update", "delete"):
            connection.execute(f"DROP TRIGGER IF EXISTS event_is_append_only_{act}")
        assert connection.execute(sql, values).rowcount > 0
        connection.commit()


def verified(folder: Path) -> Verified:
    with closing(Store.open(folder)) as store:
        return verify(store)


def found(folder: Path) -> list[str]:
    return [finding.sentence for finding in verified(folder).findings]


def test_a_kit_as_it_was_written(folder: Path) -> None:
    whole = verified(folder)
    assert whole.findings == ()
    events = len(an_evening().entries) + 3
    assert whole.sentence == (
        f"2 sessions and {events} events were replayed. Everything is as it was written."
    )


@pytest.mark.parametrize("column", ["data", "hash", "wall_utc", "kind"])
def test_one_byte_of_one_event(folder: Path, column: str) -> None:
    change(
        folder,
        f"UPDATE event SET {column} = substr({column}, 1, 3) || '~' || substr({column}, 5) "
        "WHERE session = ? AND seq = 7",
        SESSION,
    )
    assert found(folder) == [
        f"The record of session {SESSION} is damaged from event 7 on. It was left as it is."
    ]
    assert "1 thing is not as it should be. Nothing was changed." in verified(folder).sentence


def test_an_event_that_is_gone(folder: Path) -> None:
    change(folder, "DELETE FROM event WHERE session = ? AND seq = 5", SESSION)
    assert found(folder) == [
        f"The record of session {SESSION} is damaged from event 5 on. It was left as it is."
    ]


def test_the_last_event_that_is_gone_is_missed_by_the_archive(folder: Path) -> None:
    change(folder, "UPDATE session SET hash = 'x' WHERE id = ?", SESSION)
    assert found(folder) == [f"The archive of session {SESSION} was made from another record."]


@pytest.mark.parametrize(
    ("sql", "table"),
    [
        ("UPDATE session SET length_ms = length_ms + 1", "session"),
        ("UPDATE turn SET length_ms = length_ms + 1 WHERE number = 1", "turn"),
        ("UPDATE person SET held_ms = 0 WHERE id = 'p2'", "person"),
        ("DELETE FROM round WHERE number = 3", "round"),
        ("UPDATE note SET at_ms = 5 WHERE number = 10", "note"),
    ],
)
def test_an_archive_that_is_not_what_the_log_gives(folder: Path, sql: str, table: str) -> None:
    change(folder, sql)
    assert found(folder) == [f"The archive of session {SESSION} differs from its record: {table}."]


def test_a_closed_session_that_is_not_in_the_archive(folder: Path) -> None:
    change(folder, "DELETE FROM session WHERE id = ?", SESSION)
    assert found(folder) == [f"Session {SESSION} is closed, but is not in the archive."]


def test_an_archived_session_without_a_record(folder: Path) -> None:
    change(folder, "DELETE FROM event WHERE session = ?", SESSION)
    assert found(folder) == [f"Session {SESSION} is in the archive, but its record is gone."]
