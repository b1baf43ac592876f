"""Files from elsewhere become sessions of the kit, once, and whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from circle import events as e
from circle.errors import NotRead
from circle.importing import Imported, import_file
from circle.level import Level
from circle.log import Log
from circle.store import Store
from circle.summary import Summary, summarise
from circle.timeline import Floor
from circle.verifying import verify
from exports import json_record
from tests.circle.story import floor_ms
from tests.exports.an_evening import SESSION, an_evening
from tests.notes import make_notes

RTTM = """\
SPEAKER MEET01 1 0.500 10.250 <NA> <NA> BEA <NA> <NA>
SPEAKER MEET01 1 4.000 2.000 <NA> <NA> ALI <NA> <NA>
SPEAKER MEET01 1 10.000 5.005 <NA> <NA> ALI <NA> <NA>
SPEAKER MEET01 1 20.000 1.000 <NA> <NA> BEA <NA> <NA>
"""
CSV = """\
person,start_s,end_s,outcome,start_utc
Bea,0.5,10.75,held,2026-03-12T18:30:00.500Z
Bea,12,13,continued,
Ali,13,14,held,
Cy,14,14,passed for now,
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "kit")) as opened:
        yield opened


def file(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    os.utime(path, (1_600_000_000, 1_600_000_000))
    return path


def summary_of(store: Store, imported: Imported) -> Summary:
    log = store.read(imported.id)
    return summarise(log.state, log.state.last_ms)


def people_in(summary: Summary) -> list[tuple[str, int, int]]:
    return [(one.participant.alias, one.turns, one.held_ms) for one in summary.people]


def test_rttm_becomes_a_session_to_the_millisecond(store: Store, tmp_path: Path) -> None:
    imported = import_file(store, file(tmp_path, "meet.rttm", RTTM))
    assert imported.sentence == "“MEET01”: 3 turns, 1 cross-talk."
    assert (imported.outcome, imported.turns, imported.cross_talk) == ("new", 3, 1)
    summary = summary_of(store, imported)
    assert people_in(summary) == [("BEA", 2, 11_250), ("ALI", 1, 4255)]
    assert summary.length_ms == 21_000
    assert floor_ms(summary, Floor.CENTRE) == 500 + 4995
    assert summary.opened.source == "meet.rttm"
    (line,) = store.sessions()
    assert (line.title, line.opened) == ("MEET01", datetime.fromtimestamp(1_600_000_000, UTC))


def test_a_table_becomes_a_session_with_its_pauses_and_passes(store: Store, tmp_path: Path) -> None:
    imported = import_file(store, file(tmp_path, "an evening.csv", CSV))
    summary = summary_of(store, imported)
    assert people_in(summary) == [("Bea", 1, 11_250), ("Ali", 1, 1000), ("Cy", 0, 0)]
    assert floor_ms(summary, Floor.PAUSED) == 1250
    assert summary.rounds[0].outcomes["p3"] == "passed for now"
    assert store.sessions()[0].opened == datetime(2026, 3, 12, 18, 30, tzinfo=UTC)


@pytest.mark.parametrize(("name", "text"), [("a.rttm", RTTM), ("a.csv", CSV)])
def test_the_same_file_again_changes_nothing(
    store: Store, tmp_path: Path, name: str, text: str
) -> None:
    first = import_file(store, file(tmp_path, name, text))
    again = import_file(store, file(tmp_path, name, text))
    assert again == replace(first, outcome="already here", sentence=again.sentence)
    assert again.sentence.endswith("Nothing was changed.")
    assert len(store.sessions()) == 1


def test_a_record_comes_back_under_its_own_id(store: Store, tmp_path: Path) -> None:
    document = json_record.render(make_notes(SESSION, an_evening(), Level.ALIASES))
    path = file(tmp_path, "evening.json", document)
    imported = import_file(store, path)
    assert (imported.id, imported.title, imported.outcome) == (SESSION, "Leaving hospital", "new")
    again = make_notes(imported.id, store.read(imported.id), Level.ALIASES)
    assert json_record.render(again) == document
    assert import_file(store, path).outcome == "already here"
    assert verify(store).findings == ()


def test_another_version_of_a_session_is_kept_beside_it(store: Store, tmp_path: Path) -> None:
    log = an_evening()
    store.add_session(SESSION, log)
    document = json_record.render(make_notes(SESSION, log, Level.NOBODY))
    path = file(tmp_path, "evening.json", document)
    beside = import_file(store, path)
    assert beside.outcome == "kept beside"
    assert beside.id != SESSION
    assert store.read(SESSION).entries == log.entries
    assert import_file(store, path) == replace(
        beside, outcome="already here", sentence=import_file(store, path).sentence
    )
    assert len(store.sessions()) == 2


def test_what_was_kept_beside_and_written_on_since_is_here_already_and_left_as_it_is(
    store: Store, tmp_path: Path
) -> None:
    log = an_evening()
    store.add_session(SESSION, log)
    document = json_record.render(make_notes(SESSION, log, Level.NOBODY))
    path = file(tmp_path, "evening.json", document)
    first = import_file(store, path)
    here = store.read(first.id)
    last = here.entries[-1]
    note = e.NoteWritten(here.next_seq, "Thought of later.")
    store.append(first.id, replace(last, seq=here.next_seq, event=note))
    second = import_file(store, path)
    assert (second.outcome, len(store.sessions())) == ("already here", 2)
    assert store.read(first.id).next_seq == here.next_seq + 1


def test_a_session_that_was_open_is_closed_at_its_last_event(store: Store, tmp_path: Path) -> None:
    entries = an_evening().entries
    notes = make_notes(SESSION, Log(entries[:-1]), Level.SEATS)
    notes = replace(notes, record=notes.record[:-1])
    path = file(tmp_path, "evening.json", json_record.render(notes))
    imported = import_file(store, path)
    log = store.read(imported.id)
    assert isinstance(log.entries[-1].event, e.SessionClosed)
    assert log.state.ended_ms == notes.record[-1].at_ms
    assert import_file(store, path).outcome == "already here"


@pytest.mark.parametrize(
    ("name", "text"),
    [("turns.txt", CSV), ("turns", RTTM), ("SHOUTED.RTTM", RTTM), ("turns.tsv", CSV)],
)
def test_a_file_is_known_by_how_it_begins_too(
    store: Store, tmp_path: Path, name: str, text: str
) -> None:
    assert import_file(store, file(tmp_path, name, text)).outcome == "new"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("notes.docx", "Dear all,", "none of the files that can be imported"),
        ("notes.pdf", b"%PDF-1.4\0\xff", "none of the files that can be imported"),
        ("a.rttm", "SPEAKER MEET01 1 NaN 1 <NA> <NA> A <NA> <NA>\n", "line 1"),
        ("a.csv", "person,start_s,end_s\nAna,5,1\n", "line 2"),
        ("a.json", '{"format":', "line 1"),
        ("gone.json", None, "is not there"),
    ],
)
def test_what_cannot_be_imported_is_refused_and_leaves_nothing(
    store: Store, tmp_path: Path, name: str, text: str | bytes | None, said: str
) -> None:
    path = tmp_path / name if text is None else file(tmp_path, name, text)
    with pytest.raises(NotRead, match=said) as caught:
        import_file(store, path)
    assert name in str(caught.value)
    assert "Nothing was taken in" in str(caught.value)
    assert store.every_session() == []


def test_the_refusal_names_the_three_files_that_can_be_imported(
    store: Store, tmp_path: Path
) -> None:
    with pytest.raises(NotRead, match=r"\(\.json\).*\(\.csv\).*\(\.rttm\)"):
        import_file(store, file(tmp_path, "notes.txt", "Dear all,"))


def test_a_file_with_a_date_that_no_session_has_is_still_imported(
    store: Store, tmp_path: Path
) -> None:
    path = file(tmp_path, "old.rttm", RTTM)
    os.utime(path, (0, 0))
    imported = import_file(store, path)
    document = json_record.render(make_notes(imported.id, store.read(imported.id), Level.ALIASES))
    assert store.sessions()[0].opened.year == 2000
    assert import_file(store, file(tmp_path, "a.json", document)).outcome == "already here"


def test_an_imported_record_that_names_nobody_does_not_pretend_to_know(
    store: Store, tmp_path: Path
) -> None:
    document = json_record.render(make_notes(SESSION, an_evening(), Level.NOBODY))
    imported = import_file(store, file(tmp_path, "a.json", document))
    notes = make_notes(imported.id, store.read(imported.id), Level.NOBODY)
    assert notes.sentence == ("This record names nobody, so it does not say how many people spoke.")
