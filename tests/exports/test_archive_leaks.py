"""Sessions full of names leave together: nothing of them is in any file of an archive below the names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from circle.harvest import Seen
from circle.level import Level
from exports.archive import new_archive
from exports.archive_forms import Form
from tests.exports.an_evening import SECRET, TAKEN_BACK
from tests.exports.any_session import AnySession, any_session
from tests.exports.archives import asked, season, texts_in
from tests.exports.five_sessions import FOR_A_TRAINER, MINE
from tests.exports.test_no_leaks import MANY, folded, may_not_be_in, notes_of, numbers

AT_ONCE = 4
EXAMPLES = 3


def leave_together(
    into: Path, first: int, level: Level, reader: Seen
) -> tuple[Path, list[AnySession]]:
    """An archive of those of some sessions that may leave, and what they were made of. At `names` few may, so more are
    tried.
    """
    tried = first + AT_ONCE * (5 if level is Level.NAMES else 1)
    found = [(one, notes_of(one, level, reader)) for one in map(any_session, range(first, tried))]
    left = [(one, notes) for one, notes in found if notes is not None]
    with new_archive(into, [*Form], level, reader) as archive:
        for n, (_session, notes) in enumerate(left):
            archive.add(replace(notes, id=f"{n}{notes.id}"))
    return archive.path, [session for session, _notes in left]


def hidden_in(sessions: list[AnySession], level: Level, reader: Seen) -> set[str]:
    """What none of them may say: somebody is hidden in one session, and may be called by the same name in another."""
    hidden, shown = set[str](), set[str]()
    for one in sessions:
        own = {folded(name) for name in may_not_be_in(one, level, reader)}
        people = {name for who in one.people for name in (who.name, *who.name.split(), who.alias)}
        hidden |= own
        shown |= {folded(name) for name in people} - own
    return {name for name in hidden - shown if len(name) > 2}


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("reader", [Seen.REPORT, Seen.TRAINER])
@settings(MANY, max_examples=EXAMPLES)
@given(first=numbers)
def test_no_name_and_nothing_secret_is_in_any_file(
    tmp_path_factory: pytest.TempPathFactory, level: Level, reader: Seen, first: int
) -> None:
    path, sessions = leave_together(tmp_path_factory.mktemp("leaks"), first, level, reader)
    if not sessions:
        return
    read = {name: folded(text) for name, text in texts_in(path)}
    hidden = hidden_in(sessions, level, reader)
    assert len(hidden) >= (12 if level is not Level.NAMES else 3)
    for name in hidden:
        assert not [one for one, text in read.items() if name in text]


@pytest.mark.parametrize("level", [Level.NOBODY, Level.SEATS])
def test_times_are_as_coarse_as_in_any_export(level: Level, tmp_path: Path) -> None:
    path = season(tmp_path, level)
    for table, columns in {
        "turns": ("start_s", "end_s"),
        "rounds": ("began_s", "length_s"),
    }.items():
        for row in asked(path, f"SELECT {', '.join(columns)} FROM {table}"):
            assert not [value for value in row.values() if value % 10]
    opened = [row["opened_utc"] for row in asked(path, "SELECT opened_utc FROM sessions")]
    assert {one[14:] for one in opened} <= {f"{m:02}:00.000Z" for m in (0, 15, 30, 45)}
    notes = asked(path, "SELECT at_s, at_utc FROM notes")
    assert {value for row in notes for value in row.values()} == {None}


@pytest.mark.parametrize("level", [Level.NOBODY, Level.SEATS, Level.ALIASES])
def test_what_is_ones_own_confidential_or_taken_back_is_nowhere(
    level: Level, tmp_path: Path
) -> None:
    text = "\n".join(text for _name, text in texts_in(season(tmp_path, level)))
    assert "Leaving hospital" in text
    for secret in (SECRET, TAKEN_BACK, MINE, FOR_A_TRAINER):
        assert secret not in text


def test_at_nobody_there_is_no_person_and_no_seat(tmp_path: Path) -> None:
    path = season(tmp_path, Level.NOBODY)
    assert asked(path, "SELECT * FROM people") == []
    assert asked(path, "SELECT * FROM facilitators") == []
    assert asked(path, "SELECT * FROM turns WHERE seat IS NOT NULL OR person IS NOT NULL") == []
    assert asked(path, "SELECT * FROM commitments WHERE person IS NOT NULL") == []
