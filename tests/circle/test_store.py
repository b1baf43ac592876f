"""The store: what is appended is there, in order, whole, and for good."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from circle import events as e
from circle import kit
from circle.events import link, row_of
from circle.harvest import NoteKind
from circle.kept import Left
from circle.kit_troubles import KitFull
from circle.log import Log
from circle.store import LogDamaged, NotFound, Store
from tests.circle.story import AN_EVENING, Story
from tests.disks import own_disk

TABLES = {
    *(
        "event",
        "sign_of_life",
        "session",
        "person",
        "round",
        "turn",
        "note",
        "setting",
        "template",
        "circle",
        "export",
        "deck",
        "draft",
        "said_back",
        "commitment",
        "followed",
        "listening",
        "house",
        "comment",
        "arrived",
        "words",
    ),
    *("words_fts", "words_fts_config", "words_fts_data", "words_fts_docsize", "words_fts_idx"),
    "_sqlite_migrations",
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "kit")) as opened:
        yield opened


def an_evening() -> Story:
    story = Story(3).at(1_000).begins("go_round").gives("Ann")
    story.at(31_000).gives("Ben").at(40_000).passes("Cleo")
    story.does(e.NoteWritten(7, "Mülltrennung, said twice")).does(
        e.NoteWritten(8, "the hall is cold", NoteKind.KEY_POINT)
    )
    return story.at(60_000).closes()


def keep(store: Store, session: str, story: Story) -> None:
    """Appends a story as the loop does: each event, and the archive with the last."""
    entries = story.log.entries
    for entry in entries:
        closed = story.log if isinstance(entry.event, e.SessionClosed) else None
        store.append(session, entry, closed=closed)


def test_what_was_appended_is_read_back_with_the_hashes_that_chain_it(store: Store):
    story = an_evening()
    keep(store, "abc", story)
    assert store.read("abc").entries == story.log.entries
    tail = ""
    for entry, (row, stored) in zip(story.log.entries, store.rows("abc"), strict=True):
        tail = link(tail, row_of(entry))
        assert (row, stored) == (row_of(entry), tail)
    assert store.hash_of("abc") == tail


def test_it_is_there_after_closing_and_opening(tmp_path: Path):
    story = an_evening()
    with closing(Store.open(tmp_path)) as store:
        keep(store, "abc", story)
    with closing(Store.open(tmp_path)) as store:
        assert store.read("abc").state == story.state
        assert [line.id for line in store.sessions()] == ["abc"]


def test_the_schema_is_exactly_these_tables_all_strict(store: Store):
    rows = store._rows("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'")
    assert {name for name, _strict in rows} - {"sqlite_schema"} == TABLES
    ours = {name for name in TABLES if "_" not in name or name == "sign_of_life"}
    assert {name for name, strict in rows if strict} >= ours


def test_a_log_cannot_be_rewritten(store: Store):
    keep(store, "abc", an_evening())
    for sql in ("UPDATE event SET at_ms = 0", "DELETE FROM event"):
        with pytest.raises(dbapi2.IntegrityError, match="never rewritten"):
            store._connection.execute(sql)
    assert store.read("abc").entries == an_evening().log.entries


def test_the_same_number_is_never_used_twice(store: Store):
    story = an_evening()
    keep(store, "abc", story)
    with pytest.raises(dbapi2.IntegrityError):
        store.append("abc", story.log.entries[2])
    assert len(store.rows("abc")) == len(story.log.entries)


@pytest.mark.parametrize(
    "damage", ["at_ms = at_ms + 1", 'data = \'{"to":"p3"}\'', "kind = 'Passed'", "hash = 'ab'"]
)
def test_one_changed_value_is_seen_and_told_of(tmp_path: Path, damage: str):
    with closing(Store.open(tmp_path)) as store:
        keep(store, "abc", an_evening())
    with closing(sqlite3.connect(tmp_path / kit.FILE_NAME)) as other, other:
        other.execute("DROP TRIGGER event_is_append_only_update")
        other.execute(f"UPDATE event SET {damage} WHERE seq = 3")
    with (
        closing(Store.open(tmp_path)) as store,
        pytest.raises(LogDamaged, match="session abc is damaged from event 3 on"),
    ):
        store.read("abc")


def test_a_missing_event_is_seen(tmp_path: Path):
    with closing(Store.open(tmp_path)) as store:
        keep(store, "abc", an_evening())
    with closing(sqlite3.connect(tmp_path / kit.FILE_NAME)) as other, other:
        other.execute("DROP TRIGGER event_is_append_only_delete")
        other.execute("DELETE FROM event WHERE seq = 4")
    with closing(Store.open(tmp_path)) as store, pytest.raises(LogDamaged, match="event 4"):
        store.read("abc")


def test_the_archive_says_what_the_log_says(store: Store):
    keep(store, "abc", an_evening())
    (line,) = store.sessions()
    assert (line.title, line.people, line.heard, line.turns) == ("An evening", 3, 2, 2)
    assert (line.length_ms, line.opened, line.exported) == (60_000, AN_EVENING, False)
    assert len(store.sessions()) == 1
    found = store.archived("abc")
    assert found
    rows, tail = found
    assert tail == store.hash_of("abc")
    assert [row["length_ms"] for row in rows.tables["turn"]] == [30_000, 29_000]


def test_sessions_are_listed_newest_first_page_by_page(store: Store):
    for day in range(5):
        story = an_evening()
        moved = [
            e.Logged(one.seq, one.at_ms, one.wall + timedelta(days=day), one.event)
            for one in story.log.entries
        ]
        store.add_session(f"day{day}", Log(moved))
    assert [line.id for line in store.sessions(most=2)] == ["day4", "day3"]
    assert [line.id for line in store.sessions(most=2, after=3)] == ["day1", "day0"]


def test_a_session_taken_in_is_whole_or_not_there(store: Store):
    log = an_evening().log
    store.add_session("abc", log)
    with pytest.raises(dbapi2.IntegrityError):
        store.add_session("abc", log)
    twice = Log([*log.entries, log.entries[-1]])
    with pytest.raises(dbapi2.IntegrityError):
        store.add_session("new", twice)
    assert store.rows("new") == []
    assert [line.id for line in store.sessions()] == ["abc"]
    assert store.read("abc").entries == log.entries


@pytest.mark.parametrize("words", ["mulltrennung", "MÜLLTRENNUNG", "twice said"])
def test_a_search_folds_accents_and_case(store: Store, words: str):
    keep(store, "abc", an_evening())
    (hit,) = store.search(words)
    assert (hit.session, hit.place, hit.title) == ("abc", 7, "An evening")


@pytest.mark.parametrize("words", ['"', "AND", "note:", "cold OR", "(", "*", "", "hall NOT cold'"])
def test_whatever_people_type_is_searched_for_and_never_an_error(store: Store, words: str):
    keep(store, "abc", an_evening())
    assert store.search(words) == []


def test_a_note_that_was_taken_back_is_not_found(store: Store):
    story = Story(2).does(e.NoteWritten(2, "a secret")).undoes().closes()
    keep(store, "abc", story)
    assert store.search("secret") == []


def test_an_id_may_be_shortened_while_it_stands_for_one_session(store: Store):
    for session in ("4f2a11", "4f2b22", "90aa"):
        store.add_session(session, an_evening().log)
    assert store.find("4f2a") == "4f2a11"
    assert store.find("4F2A11") == "4f2a11"
    assert store.find("9") == "90aa"
    with pytest.raises(NotFound, match="“4f2” could be 4f2a11, 4f2b22"):
        store.find("4f2")


@pytest.mark.parametrize("prefix", ["", "zz", "%", "4f2_", "_", "\\", "4f2a11 "])
def test_an_id_that_stands_for_none_is_said_to(store: Store, prefix: str):
    store.add_session("4f2a11", an_evening().log)
    store.add_session("4f2b22", an_evening().log)
    with pytest.raises(NotFound):
        store.find(prefix)


def test_an_id_that_begins_another_can_be_meant(store: Store):
    store.add_session("4f2a", an_evening().log)
    store.add_session("4f2a11", an_evening().log)
    assert store.find("4f2a") == "4f2a"


def test_an_open_session_gives_signs_of_life_until_it_is_closed(store: Store):
    story = an_evening()
    for entry in story.log.entries[:-1]:
        store.append("abc", entry)
    (sign,) = store.open_sessions()
    last = story.log.entries[-2]
    assert (sign.session, sign.at_ms, sign.wall) == ("abc", last.at_ms, last.wall)
    store.heartbeat("abc", 55_000, AN_EVENING + timedelta(seconds=55))
    (sign,) = store.open_sessions()
    assert (sign.at_ms, sign.wall) == (55_000, AN_EVENING + timedelta(seconds=55))
    store.append("abc", story.log.entries[-1], closed=story.log)
    assert store.open_sessions() == []


def test_a_sign_of_life_older_than_the_last_event_does_not_count(store: Store):
    story = an_evening()
    for entry in story.log.entries[:-1]:
        store.append("abc", entry)
    store.heartbeat("abc", 5, AN_EVENING)
    assert store.open_sessions()[0].at_ms == story.log.entries[-2].at_ms


def test_a_heartbeat_of_a_closed_session_brings_nothing_back(store: Store):
    keep(store, "abc", an_evening())
    store.heartbeat("abc", 99_000, AN_EVENING)
    assert store.open_sessions() == []


def test_a_reopened_session_is_open_and_archived_anew_when_it_closes(store: Store):
    story = an_evening()
    keep(store, "abc", story)
    story.at(70_000).does(e.SessionReopened())
    store.append("abc", story.log.entries[-1])
    assert [sign.session for sign in store.open_sessions()] == ["abc"]
    assert store.sessions() == []
    story.at(80_000).closes()
    store.append("abc", story.log.entries[-1], closed=story.log)
    (line,) = store.sessions()
    assert (line.length_ms, line.events) == (80_000, len(story.log.entries))


def test_an_export_is_remembered(store: Store):
    keep(store, "abc", an_evening())
    store.record_exports([Left("abc", AN_EVENING, "html", "nobody")])
    assert store.sessions()[0].exported is True


def test_a_healthy_kit_has_healthy_pages(store: Store):
    keep(store, "abc", an_evening())
    assert store.check_pages() == []


def test_a_full_disk_is_said_and_what_was_acknowledged_stays(tmp_path: Path):
    story = Story(2)
    with own_disk(tmp_path, kilobytes=2_000):
        with closing(Store.open(tmp_path)) as store:
            store.append("abc", story.log.entries[0])
            with pytest.raises(KitFull, match="The disk is full"):
                write_notes(store, story, 500)
            kept = story.log.entries[:-1]
            assert len(kept) > 10
            with pytest.raises(KitFull):
                store.append("abc", story.log.entries[-1])
            assert store.read("abc").entries == kept
        with closing(Store.open(tmp_path)) as store:
            assert store.read("abc").entries == kept


def write_notes(store: Store, story: Story, count: int) -> None:
    for number in range(2, count):
        story.does(e.NoteWritten(number, "word " * 3_000))
        store.append("abc", story.log.entries[-1])


def test_once_there_is_room_again_the_circle_goes_on(tmp_path: Path):
    story = Story(2)
    with own_disk(tmp_path, kilobytes=2_000), closing(Store.open(tmp_path / "kit")) as store:
        store.append("abc", story.log.entries[0])
        rest = tmp_path / "holiday.mp4"
        with suppress(OSError):
            rest.write_bytes(bytes(2_000_000))
        story.does(e.NoteWritten(2, "word " * 3_000))
        with pytest.raises(KitFull):
            store.append("abc", story.log.entries[-1])
        rest.unlink()
        store.append("abc", story.log.entries[-1])
        assert store.read("abc").entries == story.log.entries
