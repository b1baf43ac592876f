"""A kit that is as it was written is found so, and one that is not is found out."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from circle import kit
from circle.archive import ArchiveRows
from circle.digested import DIGESTED
from circle.store import Store
from circle.verifying import Verified, verify
from tests.circle.older_kits import turn_back
from tests.circle.story import Story
from tests.exports.an_evening import SESSION, an_evening
from tests.reliability.an_evening import make_kit


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
        guards = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'event'"
        ).fetchall()
        for name, _sql in guards:
            connection.execute(f"DROP TRIGGER {name}")
        assert connection.execute(sql, values).rowcount > 0
        for _name, made in guards:
            connection.execute(made)
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


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """A kit with a row in every table that no log speaks for."""
    make_kit(tmp_path / "kit")
    return tmp_path / "kit"


WORDS = {
    "setting": "A setting",
    "template": "A session template",
    "deck": "A prompt deck",
    "circle": "What is remembered of a circle",
    "house": "A part of your organisation’s documents",
    "draft": "A text that is not finished",
    "said_back": "The count of what speakers said who were told back",
    "sign_of_life": "The last sign of life of an open session",
    "comment": "A comment",
    "arrived": "How a session came from elsewhere",
    "export": "An entry in the list of what left the kit",
}


OTHER = {"text": "{} || 'x'", "integer": "{} + 1", "blob": "CAST({} || 'x' AS BLOB)"}


def test_one_byte_of_whatever_no_log_speaks_for(full: Path) -> None:
    with closing(Store.open(full)) as store:
        store.keep_template("ours", "text")
    columns = [(table, column) for table, names in DIGESTED.items() for column in names]
    for table, column in columns:
        before = (full / kit.FILE_NAME).read_bytes()
        with closing(dbapi2.connect(str(full / kit.FILE_NAME))) as connection:
            kind = connection.execute(f"SELECT typeof({column}) FROM {table} LIMIT 1").fetchone()[0]
            other = OTHER[kind].format(column)
            connection.execute(f"UPDATE {table} SET {column} = {other}")
            connection.commit()
        assert f"{WORDS[table]} is not as it was written." in found(full), (table, column)
        (full / kit.FILE_NAME).write_bytes(before)
    assert found(full) == []


def test_whatever_is_in_the_kit_is_checked_in_some_way(full: Path) -> None:
    """A new table comes into DIGESTED with all its columns, or is made from the logs and compared with them."""
    from_logs = {"event", "session", *ArchiveRows.NAMES}
    of_the_database = {"_sqlite_migrations", "sqlite_sequence", "words_fts"}
    with closing(Store.open(full)) as store:
        tables = store._rows(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'words_fts_%'"
        )
        assert {name for (name,) in tables} - of_the_database == {*DIGESTED} | from_logs
        for table, names in DIGESTED.items():
            columns = store._rows("SELECT name FROM pragma_table_info(?)", table)
            assert [name for (name,) in columns] == [*names, "digest"]


def test_a_kit_of_before_there_were_digests_gets_them(full: Path) -> None:
    turn_back(full / kit.FILE_NAME, 6)
    assert found(full) == []
    change(full, "UPDATE circle SET data = replace(data, 'Ann', 'Anna')")
    assert found(full) == ["What is remembered of a circle is not as it was written."]


def test_an_open_session_whose_record_is_gone(folder: Path) -> None:
    change(folder, "DELETE FROM event WHERE session = '0open0'")
    assert found(folder) == ["Session 0open0 was open, but its record is gone."]


def test_a_table_that_is_laid_out_otherwise(folder: Path) -> None:
    with closing(dbapi2.connect(str(folder / kit.FILE_NAME))) as connection:
        connection.execute("DROP TRIGGER event_is_append_only_update")
    assert found(folder) == ["The database is not laid out as it was: event_is_append_only_update."]


def test_search_that_does_not_find_what_is_there(folder: Path) -> None:
    with closing(dbapi2.connect(str(folder / kit.FILE_NAME))) as connection:
        connection.execute(
            "INSERT INTO words_fts (words_fts, rowid, text) VALUES ('delete', (SELECT min(id) FROM words), (SELECT text FROM words ORDER BY id))"
        )
        connection.commit()
    assert found(folder) == ["Search does not find every word as it was written."]
