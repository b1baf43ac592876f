"""A record from elsewhere is a session, or is refused in a sentence; never anything else."""

from __future__ import annotations

import json
import random
import time
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from circle import events as e
from circle.errors import NotRead, Refused
from circle.level import Level
from circle.log import Log
from circle.record import hash_of, read_record
from circle.reflection import Gathered
from circle.summary import summarise
from exports import json_record
from tests.circle.story import AN_EVENING
from tests.exports.an_evening import SESSION, Evening, people
from tests.notes import make_notes

Table = dict[str, Any]
FEW = settings(
    max_examples=70,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def a_short_evening() -> Log:
    evening = Evening().does(
        e.SessionOpened("An evening", people(("Ann", "Ben")), agreements=("Be kind.",))
    )
    evening.begins("go_round", e.RoundPlan("go_round", "What is here?", first="p2"))
    evening.does(e.PieceGiven("p2"), after_ms=2000)
    evening.does(e.NoteWritten(4, "The hall is cold."), after_ms=30_000)
    evening.does(e.PieceGiven("p1"), after_ms=30_000)
    evening.does(e.Withdrawn(5), after_ms=500)
    evening.does(e.Restored(5), after_ms=500)
    evening.does(e.BoundaryMoved(62_000, 60_000), after_ms=9000)
    evening.does(e.Passed("p1"))
    evening.does(e.NoteEdited(4, "The hall is cold. We stay."), after_ms=1000)
    evening.does(e.RoundEnded(), after_ms=2000)
    return evening.does(e.SessionClosed(), after_ms=3000).log


DOCUMENT = json_record.render(make_notes(SESSION, a_short_evening(), Level.ALIASES))


def table() -> Table:
    return json.loads(DOCUMENT)


def linked(record: Table) -> Table:
    """The record with the hashes that its events have now."""
    tail = ""
    for event in record["events"]:
        data = json.dumps(event["data"], ensure_ascii=False, separators=(",", ":"))
        row = e.Row(event["seq"], event["at_ms"], event["wall_utc"], event["kind"], data)
        tail = event["hash"] = e.link(tail, row)
    record["hash"] = tail
    return record


def written(folder: Path, record: object) -> Path:
    path = folder / "evening.json"
    text = record if isinstance(record, str) else json.dumps(record, ensure_ascii=False)
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    return path


def refusal(folder: Path, record: object) -> str:
    with pytest.raises(NotRead) as caught:
        read_record(written(folder, record))
    _check_sentence(str(caught.value))
    return str(caught.value)


def test_a_whole_record_is_read(tmp_path: Path) -> None:
    path = tmp_path / "evening.json"
    path.write_bytes(DOCUMENT)
    record = read_record(path)
    assert (record.id, record.level) == (SESSION, Level.ALIASES)
    assert record.hash == table()["hash"] == hash_of(record.log.entries)
    assert len(record.log.entries) == len(table()["events"])


def test_a_newer_minor_version_is_read_without_what_is_not_known_here(tmp_path: Path) -> None:
    record = table()
    record["version"] = "1.7"
    record["weather"] = {"outside": ["rain"]}
    record["events"][0]["data"]["room"] = "kitchen"
    read = read_record(written(tmp_path, linked(record)))
    assert read.log.entries == read_record(written(tmp_path, DOCUMENT.decode())).log.entries
    assert hash_of(read.log.entries) != read.hash


def test_references_to_people_whom_nobody_knows_are_kept(tmp_path: Path) -> None:
    record = table()
    next(one for one in record["events"] if one["kind"] == "PieceGiven")["data"]["to"] = "p77"
    read = read_record(written(tmp_path, linked(record)))
    assert "p77" not in read.log.state.people
    assert summarise(read.log.state, read.log.state.last_ms).length_ms == 78_000


def _set(*path: object, to: object) -> Callable[[Table], None]:
    def change(record: Table) -> None:
        place: Any = record
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = to

    return change


HEADS = {
    "no format": (_set("format", to=None), "it is not a session; expected the format"),
    "another format": (_set("format", to="x"), "expected the format “circlekeeper-session”"),
    "a newer major version": (_set("version", to="2.0"), "from a newer Circlekeeper; expected 1.x"),
    "version 0": (_set("version", to="0.9"), "which there never was; expected 1.x"),
    "no version": (_set("version", to=1), "“version” is not as it should be"),
    "an id that is a path": (_set("id", to="../../x"), "“id” is not as it should be"),
    "a long id": (_set("id", to="a" * 65), "“id” is not as it should be"),
    "an unknown level": (_set("level", to="all"), "“level” is not as it should be"),
    "no hash": (_set("hash", to=""), "“hash” is not as it should be"),
    "no events": (_set("events", to=[]), "“events” is missing or empty"),
    "events of another type": (_set("events", to={}), "“events” is missing or empty"),
    "another hash": (_set("hash", to="0" * 64), "not those that it was saved with"),
    "another text": (
        _set("events", 0, "data", "title", to="x"),
        "not those that it was saved with",
    ),
}
EVENTS = {
    "not an object": (_set("events", 3, to=7), "event 4: it is not an event"),
    "a gap": (_set("events", 3, "seq", to=5), "event 4: “seq” is not the number that follows"),
    "seq true": (_set("events", 0, "seq", to=True), "event 1: “seq”"),
    "back in time": (_set("events", 3, "at_ms", to=1), "event 4: “at_ms” is out of order"),
    "negative": (_set("events", 0, "at_ms", to=-1), "event 1: “at_ms” is out of order"),
    "not from the beginning": (_set("events", 0, "at_ms", to=5), "event 1: “at_ms”"),
    "a fraction": (_set("events", 3, "at_ms", to=10000.5), "event 4: “at_ms” is out of order"),
    "too late": (_set("events", -1, "at_ms", to=2**52), "“at_ms” is out of order"),
    "year 1999": (_set("events", 2, "wall_utc", to="1999-12-31T23:00:00Z"), "event 3: “wall_utc”"),
    "year 2101": (_set("events", 2, "wall_utc", to="2101-01-01T00:00:00Z"), "event 3: “wall_utc”"),
    "no zone": (_set("events", 2, "wall_utc", to="2026-01-01T00:00:00"), "event 3: “wall_utc”"),
    "no time": (_set("events", 2, "wall_utc", to="soon"), "event 3: “wall_utc”"),
    "an unknown kind": (_set("events", 2, "kind", to="Danced"), "event 3: its kind is unknown"),
    "not opened": (_set("events", 0, "kind", to="BellRung"), "event 1: a session is opened once"),
    "a missing field": (_set("events", 2, "data", to={}), "event 3: “to” is missing"),
    "a wrong type": (_set("events", 2, "data", to={"to": 3}), "event 3: to: should be a text"),
    "no data": (_set("events", 2, "data", to=None), "event 3: PieceGiven should be an object"),
    "a name as an id": (
        _set("events", 2, "data", "to", to="gwen"),
        "event 3: “to” is not a person",
    ),
    "a name as one who was heard": (
        _set("events", 1, "data", "heard", to=["p1", "Gwen"]),
        "event 2: “participant” is not a person",
    ),
    "fewer silences than none": (
        _set("events", 1, "data", "silences", to=-1),
        "event 2: “silences” is out of range",
    ),
    "a name as the one who asked": (
        _set("events", 0, "data", "consent", "asked_by", to="Gwen"),
        "event 1: “asked_by” is not a person",
    ),
    "an answer that is none": (
        _set("events", 0, "data", "participants", 0, "noted", to="yes"),
        "event 1: participants: number 1: noted: should be true or false",
    ),
    "a negative length": (
        _set("events", 1, "data", "plan", "length_ms", to=-1),
        "event 2: “length_ms” is out of range",
    ),
    "a long text": (
        _set("events", 9, "data", "text", to="a" * 20_001),
        "event 10: a text is too long",
    ),
    "a long list": (
        _set("events", 0, "data", "agreements", to=["a"] * 1001),
        "event 1: a list has",
    ),
    "an unknown sort of note": (
        _set("events", 3, "data", "kind", to="Gwen"),
        "event 4: kind: should be one of: note, quote",
    ),
    "a name where a day is meant": (
        _set("events", 3, "data", "by", to="ceri-jones"),
        "event 4: “by” is not as it should be; expected such as 2026-06-08",
    ),
    "an unknown level in it": (_set("events", 0, "data", "level", to="x"), "event 1: “level”"),
    "deep": (
        _set("events", 2, "data", to=json.loads("[" * 30 + "]" * 30)),
        "event 3: it is nested",
    ),
    "a surrogate": (_set("events", 3, "data", "text", to="\ud800"), "event 4: a text holds what"),
    "NUL": (_set("events", 3, "data", "text", to="a\0"), "event 4: a text holds what is not text"),
    "a large number": (_set("events", 3, "data", "note", to=2**53 + 1), "event 4: a number is too"),
}


@pytest.mark.parametrize("case", HEADS)
def test_what_stands_around_the_events_is_checked(case: str, tmp_path: Path) -> None:
    change, said = HEADS[case]
    record = table()
    change(record)
    assert said in refusal(tmp_path, record)


@pytest.mark.parametrize("case", EVENTS)
def test_an_event_is_refused_by_its_number(case: str, tmp_path: Path) -> None:
    change, said = EVENTS[case]
    record = table()
    change(record)
    if case == "a surrogate":
        text = json.dumps(record)
    else:
        text = json.dumps(linked(record) if case != "not an object" else record, ensure_ascii=False)
    assert said in refusal(tmp_path, text)


RAW = {
    "empty": ("", "is empty"),
    "truncated": (DOCUMENT[:-400].decode(), "expected a whole JSON file"),
    "a list": ("[1]", "it is not a session; expected an object"),
    "a text": ('"x"', "it is not a session; expected an object"),
    "very deep": ("[" * 100_000 + "]" * 100_000, "is nested too deeply"),
    "NaN": (DOCUMENT.decode().replace('"version":"1.4"', '"version":NaN'), "“NaN” is not a number"),
    "infinite": (
        DOCUMENT.decode().replace('"at_ms":0', '"at_ms":-Infinity'),
        "event 1: “-Infinity”",
    ),
    "1e999": (
        DOCUMENT.decode().replace('"at_ms":0', '"at_ms":1e999'),
        "event 1: a number is too large",
    ),
    "5,000 digits": (
        DOCUMENT.decode().replace('"at_ms":0', '"at_ms":' + "9" * 5000),
        "event 1: a number is too large",
    ),
    "a key twice": (
        DOCUMENT.decode().replace('"at_ms":0', '"at_ms":0,"at_ms":0'),
        "event 1: a key is there twice",
    ),
    "a key twice outside": ('{"format":"a","format":"b"}', "a key is there twice"),
    "a million lists": ("[" + "[]," * 1_300_000 + "[]]", "holds more than a session can"),
}


@pytest.mark.parametrize("case", RAW)
def test_json_is_taken_at_its_word(case: str, tmp_path: Path) -> None:
    text, said = RAW[case]
    assert said in refusal(tmp_path, text)


def test_a_file_that_is_too_large_says_so(tmp_path: Path) -> None:
    assert "is larger than 20 MB" in refusal(tmp_path, " " * 20_000_001)


def test_where_json_ends_too_early_the_line_is_named(tmp_path: Path) -> None:
    lines = DOCUMENT.decode().splitlines()
    number = next(i for i, line in enumerate(lines) if line.startswith('{"seq":3')) + 1
    cut = "\n".join([*lines[: number - 1], '{"seq":3,'])
    assert f"“evening.json”, line {number}: " in refusal(tmp_path, cut)


def story_of(events: list[e.Event]) -> str:
    """A record of such events, a second apart, as a hostile program could write it."""
    opened = e.SessionOpened("An evening", (e.Participant("p1", "Ann"),))
    log = [
        e.Logged(seq, 1000 * (seq - 1), AN_EVENING, event)
        for seq, event in enumerate([opened, *events], 1)
    ]
    rows = [e.row_of(entry) for entry in log]
    lines, tail = [], ""
    for row in rows:
        tail = e.link(tail, row)
        lines.append(
            f'{{"seq":{row.seq},"at_ms":{row.at_ms},"wall_utc":"{row.wall_utc}",'
            f'"kind":"{row.kind}","data":{row.data},"hash":"{tail}"}}'
        )
    head = '"format":"circlekeeper-session","version":"1.2","id":"abcd1234","level":"aliases"'
    return "{" + head + ',"events":[' + ",\n".join(lines) + f'],"hash":"{tail}"}}'


COSTLY: dict[str, tuple[list[e.Event], str]] = {
    "more than 50,000 events": ([e.BellRung()] * 50_000, "expected at most 50000"),
    "notes without end": (
        [e.NoteWritten(n, "a") for n in range(2001)],
        "NoteWritten is there 2001 times; expected at most 2000",
    ),
    "undoing from the beginning": (
        [*[e.BellRung()] * 20_000, *[e.Withdrawn(2), e.Restored(2)] * 5000],
        "undoes and corrects more than can be replayed",
    ),
    "correcting all that was": (
        [*[e.PieceGiven("p1"), e.PieceCentred()] * 10_000, *[e.TurnRemoved(1)] * 10_000],
        "undoes and corrects more than can be replayed",
    ),
    "editing without end": (
        [*[e.NoteWritten(n, "a") for n in range(2000)], *[e.NoteEdited(5, "b")] * 40_000],
        "undoes and corrects more than can be replayed",
    ),
    "people without end": ([e.PieceGiven(f"p{n}") for n in range(1000)], "too many people"),
    "an inner circle without end": (
        [e.MovedIn(f"p{n}") for n in range(1000)],
        "too many people",
    ),
    "groups without end": (
        [e.GroupsDrawn(((*(f"p{n}" for n in range(200)),),) * 3)],
        "a list has 600 items; expected at most 400",
    ),
    "a part of a round without end": (
        [e.PartBegan(), *[e.PieceGiven("p1"), e.PieceGiven("p2")] * 5000],
        "undoes and corrects more than can be replayed",
    ),
}


@pytest.mark.parametrize("case", COSTLY)
def test_what_would_cost_too_much_is_refused_before_it_is_replayed(
    case: str, tmp_path: Path
) -> None:
    events, said = COSTLY[case]
    assert said in refusal(tmp_path, story_of(events))


def test_the_longest_lawful_session_is_read(tmp_path: Path) -> None:
    events = [e.PieceGiven("p1"), e.PieceCentred()] * 10_000
    record = read_record(written(tmp_path, story_of(events)))
    assert record.log.state.turns == 10_000


def _scalars(value: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    if isinstance(value, dict):
        return [p for key in value for p in ((*path, key), *_scalars(value[key], (*path, key)))]
    if isinstance(value, list):
        return [p for i, one in enumerate(value) for p in ((*path, i), *_scalars(one, (*path, i)))]
    return [path]


PLACES = [path for path in _scalars(table()) if path and path[0] != "summary"]
JUNK = st.one_of(
    *(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=5)),
    *(st.lists(st.integers(), max_size=2), st.dictionaries(st.text(max_size=3), st.none())),
    st.sampled_from(["p1", "p9", "nobody", "note", "PieceGiven", "NoteEdited", 0, 1, 2**53, -5]),
)


@FEW
@given(st.lists(st.tuples(st.sampled_from(PLACES), JUNK), min_size=1, max_size=4), st.booleans())
def test_any_change_of_values_is_read_or_refused(
    tmp_path: Path, changes: list[tuple[tuple[object, ...], object]], relink: bool
) -> None:
    record = table()
    for path, value in changes:
        try:
            _set(*path, to=value)(record)
        except (TypeError, LookupError):
            continue
    if relink:
        with suppress(TypeError, LookupError, AttributeError, ValueError):
            linked(record)
    _read_or_refuse(written(tmp_path, record))


@FEW
@given(st.integers(0, 2**32))
def test_any_change_of_bytes_is_refused_or_changes_nothing_that_counts(
    tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    data = bytearray(DOCUMENT)
    for _ in range(chance.randrange(1, 4)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    path = tmp_path / "evening.json"
    path.write_bytes(bytes(data))
    read = _read_or_refuse(path)
    if read is not None:
        assert hash_of(read.entries) == table()["hash"]


@FEW
@given(st.lists(st.integers(0, len(table()["events"]) - 1), max_size=40))
def test_events_in_any_order_are_replayed_or_refused(tmp_path: Path, order: list[int]) -> None:
    record = table()
    events = [record["events"][0], *(record["events"][i] for i in order)]
    record["events"] = [
        {**event, "seq": seq, "at_ms": 1000 * (seq - 1)} for seq, event in enumerate(events, 1)
    ]
    _read_or_refuse(written(tmp_path, linked(record)))


def _check_sentence(sentence: str) -> None:
    assert "“evening.json”" in sentence
    assert sentence.endswith(".")


def _read_or_refuse(path: Path) -> Log | None:
    """The log in a file, from which notes can be made at every level; or None, with a sentence."""
    try:
        record = read_record(path)
    except Refused as refused:
        _check_sentence(str(refused))
        return None
    for level in (Level.NOBODY, Level.ALIASES):
        make_notes(record.id, record.log, level)
    return record.log


def test_a_hostile_file_costs_little_time_and_memory(tmp_path: Path) -> None:
    path = written(tmp_path, '{"format":[' + '"ab",' * 990_000 + '"ab"]}')
    tracemalloc.start()
    began = time.perf_counter()  # noqa: TID251
    with pytest.raises(NotRead):
        read_record(path)
    took_s = time.perf_counter() - began  # noqa: TID251
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 150_000_000
    assert took_s < 20  # with tracing


def test_counts_for_one_round_are_taken_once(tmp_path: Path) -> None:
    """The difference of two would say what one person answered, and the kit would hold both."""
    twice: list[e.Event] = [e.ListeningGathered(Gathered(people, (), ())) for people in (5, 6)]
    assert "counted twice for one round" in refusal(tmp_path, story_of(twice))
    apart: list[e.Event] = [twice[0], e.ListeningGathered(Gathered(5, (), (), 0))]
    read = read_record(written(tmp_path, story_of(apart)))
    assert [one.people for one in read.log.state.gathered] == [5, 5]
