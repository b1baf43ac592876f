"""The published schema: it is current, it takes every record that leaves, and nothing that is none."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from circle.events import KINDS
from circle.harvest import Seen
from circle.level import Level
from circle.log import Log
from circle.templates import Shape
from exports import json_record, json_schema
from exports.json_words import FIELDS
from exports.json_words import KINDS as KIND_WORDS
from tests.circle.story import Story
from tests.exports.an_evening import SESSION, an_evening
from tests.exports.five_sessions import FIVE
from tests.exports.test_what_stays import MANY, Try, histories, session_of
from tests.notes import make_notes

PUBLISHED = Path(__file__).parents[2] / "docs" / "session.schema.json"
LEVELS = [Level.NOBODY, Level.SEATS, Level.ALIASES]

Document = dict[str, Any]


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(PUBLISHED.read_text("utf-8")))


def wrong(document: Document) -> list[str]:
    return [
        f"{error.json_path}: {error.message[:200]}" for error in validator().iter_errors(document)
    ]


def record_of(log: Log, level: Level = Level.ALIASES, reader: Seen = Seen.REPORT) -> Document:
    return json.loads(json_record.render(make_notes(SESSION, log, level, reader)))


def a_story() -> Log:
    """With what the others have not: corrections, people who come and go, and undoing."""
    story = Story(4).at(1000).begins(first="Ann").gives("Ann")
    story.at(60_000).passes_on().at(90_000).passes().at(95_000).steps_out("Dan")
    story.at(120_000).comes_back("Dan").at(121_000).joins("Eva").at(130_000).leaves("Eva")
    story.at(140_000).gives("Cleo").at(200_000).pauses().at(210_000).resumes()
    story.at(220_000).began_earlier(5000).reassigns(1, "Ben").undoes().redoes()
    return story.at(240_000).ends_round().at(250_000).closes().log


def test_what_is_published_is_what_the_classes_say() -> None:
    assert PUBLISHED.read_text("utf-8") == json_schema.text(), "Run script/schema."
    Draft202012Validator.check_schema(json_schema.schema())


def test_every_kind_of_event_and_every_field_is_described() -> None:
    assert {*KIND_WORDS} == {*KINDS}
    described = json_schema.schema()["$defs"]
    for name, kind in KINDS.items():
        assert described[name]["description"] == KIND_WORDS[name]
        assert is_dataclass(kind)
        assert [*described[name]["properties"]] == [field.name for field in fields(kind)]
    for part in described.values():
        for name, field in part["properties"].items():
            assert field["description"].endswith(".")
            assert not name.endswith("_ms") or "in milliseconds" in field["description"]
    assert not {name for name, words in FIELDS.items() if not words.endswith(".")}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("shape", FIVE)
def test_every_shape_at_every_level_is_taken(shape: Shape, level: Level) -> None:
    for reader in (Seen.REPORT, Seen.TRAINER):
        assert wrong(record_of(FIVE[shape](), level, reader)) == []


@pytest.mark.parametrize("confidential", [True, False])
@pytest.mark.parametrize("level", Level)
def test_an_evening_is_taken_with_and_without_a_confidential_round(
    level: Level, confidential: bool
) -> None:
    assert wrong(record_of(an_evening(say_yes=True, confidential=confidential), level)) == []


@pytest.mark.parametrize("level", LEVELS)
def test_a_story_with_all_that_goes_wrong_in_a_room_is_taken(level: Level) -> None:
    assert wrong(record_of(a_story(), level)) == []


@settings(MANY, max_examples=30)
@given(
    history=histories,
    level=st.sampled_from(LEVELS),
    reader=st.sampled_from([Seen.TRAINER, Seen.REPORT]),
    confidential=st.booleans(),
)
def test_whatever_is_written_is_taken(
    history: list[Try], level: Level, reader: Seen, confidential: bool
) -> None:
    assert wrong(record_of(session_of(history, confidential=confidential), level, reader)) == []


def event_of(document: Document, kind: str) -> Document:
    return next(event for event in document["events"] if event["kind"] == kind)


def _drop(document: Document, *path: str) -> None:
    inner = document
    for name in path[:-1]:
        inner = inner[name]
    del inner[path[-1]]


BREAKS: dict[str, Callable[[Document], object]] = {
    "another format": lambda one: one.update(format="something-else"),
    "a newer version": lambda one: one.update(version="9.0"),
    "an unknown level": lambda one: one.update(level="everyone"),
    "a reader who sees what is mine": lambda one: one.update(reader="mine"),
    "an id with a name in it": lambda one: one.update(id="Ann’s evening"),
    "no rule": lambda one: _drop(one, "confidentiality"),
    "no summary": lambda one: _drop(one, "summary"),
    "a time that is no time": lambda one: one.update(opened_utc="2026-05-11"),
    "a time in another zone": lambda one: one.update(opened_utc="2026-05-11T18:30:00.000+02:00"),
    "a length below nothing": lambda one: one.update(length_ms=-1),
    "a length that is text": lambda one: one.update(length_ms="12 min"),
    "a field that there is not": lambda one: one.update(title="Leaving hospital"),
    "no events": lambda one: one.update(events=[]),
    "a hash that is none": lambda one: one.update(hash="abc"),
    "an event of an unknown kind": lambda one: one["events"][3].update(kind="Interrupted"),
    "an event without its data": lambda one: _drop(one["events"][3], "data"),
    "a second opening": lambda one: one["events"].append(one["events"][0]),
    "an event before the opening": lambda one: one["events"].insert(0, one["events"][-1]),
    "a name for a person": lambda one: event_of(one, "PieceGiven")["data"].update(to="Ann"),
    "no one for the piece": lambda one: event_of(one, "PieceGiven")["data"].clear(),
    "a field more in an event": lambda one: event_of(one, "PieceGiven")["data"].update(volume=3),
    "the data of another kind": lambda one: event_of(one, "PieceGiven").update(
        data=event_of(one, "NoteWritten")["data"]
    ),
    "a kind of note that there is not": lambda one: event_of(one, "NoteWritten")["data"].update(
        kind="complaint"
    ),
    "a note for whoever likes": lambda one: event_of(one, "NoteWritten")["data"].update(seen="all"),
    "a number that is text": lambda one: event_of(one, "NoteWritten")["data"].update(note="1"),
    "a text that is too long": lambda one: event_of(one, "NoteWritten")["data"].update(
        text="x" * 20_001
    ),
    "an unknown direction": lambda one: event_of(one, "RoundBegan")["data"].update(direction="up"),
    "a form without a name": lambda one: _drop(event_of(one, "RoundBegan")["data"]["form"], "name"),
    "a commitment by some time": lambda one: event_of(one, "CommitmentMade")["data"].update(
        by="soon"
    ),
    "words of a confidential round": lambda one: one["summary"]["rounds"][0].update(
        confidential=True
    ),
    "a round without its number": lambda one: _drop(one["summary"]["rounds"][0], "number"),
    "a person without a seat": lambda one: _drop(one["summary"]["people"][0], "seat"),
    "people at nobody": lambda one: one.update(level="nobody"),
    "a floor that there is not": lambda one: one["summary"]["floors_ms"].update(outside=1),
    "a list for an object": lambda one: one.update(summary=[]),
}


@pytest.mark.parametrize("broken", BREAKS)
def test_what_is_no_record_is_refused(broken: str) -> None:
    document = copy.deepcopy(_whole())
    BREAKS[broken](document)
    assert document != _whole()
    assert wrong(document)


@cache
def _whole() -> Document:
    return record_of(FIVE[Shape.TOPIC]())


def test_the_page_about_the_format_names_the_schema() -> None:
    text = PUBLISHED.with_name("json-format.md").read_text("utf-8")
    assert "(session.schema.json)" in text
