"""Sessions full of names, in every text of every event: nothing of them leaves below the names, in no format.

`CIRCLEKEEPER_SESSIONS=5000 pytest tests/exports/test_no_leaks.py` tries so many; by default it is a share of them that
takes a few seconds.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from circle import events as e
from circle.harvest import Seen
from circle.level import Level
from circle.notes import make_notes
from circle.people import Participant
from circle.privacy import LevelRefused
from circle.rounding import GRID_MS
from circle.searched import LookedFor
from circle.session_notes import SessionNotes
from exports.formats import FORMATS, Format
from exports.writing import document
from tests.exports.an_evening import SESSION
from tests.exports.any_session import (
    ABSENT,
    BAPTISED,
    NAMES,
    RENAMED,
    SECRET,
    TAKEN_BACK,
    TEXTS,
    UNSEATED,
    AnySession,
    any_session,
    texts_in,
)
from tests.exports.texts import QUICK, text_of

SESSIONS = int(os.environ.get("CIRCLEKEEPER_SESSIONS", "30"))
pytestmark = pytest.mark.timeout(0 if SESSIONS > 50 else 120)
SLOW_EVERY = 30
SLOW = tuple(format for format in FORMATS if format not in QUICK)
MANY = settings(
    max_examples=SESSIONS,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # a smaller number is no smaller session
    suppress_health_check=[HealthCheck.too_slow],
)
LOOKED_FOR = LookedFor(known=(*ABSENT, UNSEATED), initials=True)
numbers = st.integers(0, 2**32)


def test_every_text_of_every_event_is_known_here() -> None:
    found = {path for name, kind in e.KINDS.items() for path in texts_in(kind, name)}
    assert found == set(TEXTS)


def folded(text: str) -> str:
    """Letters as they are read, whatever they are typed with; made without the program's own ways to do so."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(
        c for c in apart if unicodedata.category(c) not in {"Mn", "Mc", "Cf", "Cc", "Pd"}
    )


def may_not_be_in(session: AnySession, level: Level, reader: Seen) -> Iterator[str]:
    """What no document may hold. The parts of names that are words of a language are not looked for apart."""
    yield from (SECRET, TAKEN_BACK, *ABSENT)
    if level.is_below_aliases:
        yield from (UNSEATED, RENAMED)
    if level is not Level.NAMES:
        yield BAPTISED
    for who in _now(session):
        hidden = who.unnamed or (reader is Seen.TRAINER and who.shown is False)
        if level is not Level.NAMES or hidden:
            yield from (who.name, *who.name.split())
        if level.is_below_aliases or hidden:
            yield who.alias


def _now(session: AnySession) -> Iterator[Participant]:
    """With what they were called at first and said last."""
    state = session.log.state
    for who in session.people:
        last = state.people[who.id].participant
        yield Participant(
            who.id, who.alias, who.name, says_yes=last.says_yes, noted=last.noted, shown=last.shown
        )


def notes_of(session: AnySession, level: Level, reader: Seen) -> SessionNotes | None:
    try:
        return make_notes(SESSION, session.log, level, reader, LOOKED_FOR)
    except LevelRefused:
        return None


@MANY
@given(numbers, st.sampled_from(Level), st.sampled_from(Seen))
def test_no_name_nothing_secret_and_no_finer_time_is_in_any_format(
    number: int, level: Level, reader: Seen
) -> None:
    session = any_session(number)
    notes = notes_of(session, level, reader)
    if notes is None:
        return
    texts = {
        one.id: made(notes, one) for one in (*QUICK, *(SLOW if number % SLOW_EVERY == 0 else ()))
    }
    read = {one: folded(text) for one, text in texts.items()}
    for name in dict.fromkeys(map(folded, may_not_be_in(session, level, reader))):
        assert not [one for one, text in read.items() if len(name) > 2 and name in text]
    if level.is_below_aliases:
        check_times(texts)


def made(notes: SessionNotes, format: Format) -> str:
    one = document(notes, format)
    return f"{one.name}\n{text_of(one.data)}"


def times_in(value: Any, name: str = "") -> Iterator[tuple[str, int]]:
    """Every number in a JSON document that is a time of what happened; what was planned is no time of it."""
    if isinstance(value, dict):
        for key, inner in cast("dict[str, Any]", value).items():
            if key not in {"plan", "planned_ms"}:
                yield from times_in(inner, key)
    elif isinstance(value, list):
        for inner in cast("list[Any]", value):
            yield from times_in(inner, name)
    elif isinstance(value, int) and name.endswith("_ms") and name not in MIDDLE:
        yield name, value


MIDDLE = {"median_ms", "lower_quartile_ms", "upper_quartile_ms"}
"""Between two lengths; `floors_ms` is one object."""


def check_times(texts: Mapping[str, str]) -> None:
    record = json.loads(texts["json"].partition("\n")[2])
    assert [one for one in times_in(record) if one[1] % GRID_MS] == []
    floors = record["summary"]["floors_ms"].values()
    assert not [ms for ms in floors if ms is not None and ms % GRID_MS]
    assert record["opened_utc"][14:] in {f"{m:02}:00.000+00:00" for m in (0, 15, 30, 45)}
    assert all(entry["wall_utc"][18:] == "0.000+00:00" for entry in record["events"])
    for time in re.findall(r"[0-9]+\.[0-9]{3}\b", texts["csv"]):
        assert time.endswith("0.000")


def test_what_is_looked_for_is_there_to_be_found() -> None:
    """Where nothing is replaced, names of every kind of event are in the documents."""
    logs = [any_session(number).log for number in range(40)]
    rows = folded("\n".join(e.row_of(entry).data for log in logs for entry in log.entries))
    for word in (SECRET, TAKEN_BACK, UNSEATED, *ABSENT, *NAMES):
        assert folded(word) in rows
    assert {type(entry.event) for log in logs for entry in log.entries} >= set(e.KINDS.values()) - {
        *(e.Restored, e.SessionClosed)
    }
