"""The JSON Schema of an exported session, made from the very classes that sessions are made of.

`python -m exports.json_schema` says it; docs/session.schema.json is what it said, and a test compares them.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from circle.events import KINDS as EVENTS
from circle.level import Level
from circle.measures import Balance, SilenceFigures, TurnFigures
from circle.moves import LONGEST_MS
from circle.plain import LARGEST_INT, LONGEST_TEXT, json_page
from circle.record import FORMAT, MOST_EVENTS, VERSION
from circle.summary import Voices
from circle.timeline import Floor
from exports.json_words import FIELDS, KINDS, PARTS

_Json = dict[str, Any]

_PERSON = "^(p[0-9]{1,9}|someone)$"
_PERSON_OR_NOBODY = "^(p[0-9]{1,9}|someone|)$"
_PATTERNS: Mapping[str, str] = {
    **dict.fromkeys(("id", "to", "then", "asked_by", "groups"), _PERSON),
    **dict.fromkeys(("RoundPlan.first", "RoundBegan.heard"), _PERSON),
    **dict.fromkeys(("participant", "who"), _PERSON_OR_NOBODY),
    "by": "^([0-9]{4}-[0-9]{2}-[0-9]{2}|)$",
    "session": "^[a-z0-9_-]{0,64}$",
    "deck": "^[a-z0-9_-]{0,64}$",
}
_UTC = {
    "type": "string",
    "pattern": r"^2[01][0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}\+00:00$",
}
_HASH = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_FROM_THE_FIRST = {"type": "integer", "minimum": 1}
_COUNT = {"type": "integer", "minimum": 0}
_LENGTH = {"type": "integer", "minimum": 0, "maximum": LONGEST_MS}
_TEXT = {"type": "string", "maxLength": LONGEST_TEXT}
_TRUTH = {"type": "boolean"}


def schema() -> _Json:
    made = _Making()
    events = [made.event(name, kind) for name, kind in EVENTS.items()]
    summary = _summary(made)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A session of a listening circle, as Circlekeeper exports it",
        "description": (
            f"Version {VERSION}. Names that end in _ms are whole milliseconds; where nothing else is said, they "
            "count from the moment at which the session was opened. See json-format.md."
        ),
        **_object(
            {
                "format": {"const": FORMAT},
                "version": {"const": VERSION},
                "id": _said("The session’s id.", type="string", pattern="^[a-z0-9-]{4,64}$"),
                "level": _said("Who is named.", enum=[*Level]),
                "reader": _said("For whom it was written.", enum=["report", "trainer"]),
                "confidentiality": _said("The session’s rule.", **_TEXT),
                "opened_utc": _said("When the session was opened, in UTC.", **_UTC),
                "length_ms": _said("The length of the session, in milliseconds.", **_LENGTH),
                "summary": summary,
                "events": _events(),
                "hash": _said("The hash of the last event.", **_HASH),
            }
        ),
        "allOf": [_nobody_is_named()],
        "$defs": {"event": _event(events), **made.defs},
    }


def _events() -> _Json:
    """The first one opens the session, and no other does."""
    opens = {"properties": {"kind": {"const": "SessionOpened"}}}
    event = {"$ref": "#/$defs/event"}
    return {
        "description": "The log, in order.",
        "type": "array",
        "minItems": 1,
        "maxItems": MOST_EVENTS,
        "prefixItems": [{**event, **opens}],
        "items": {**event, "not": opens},
    }


def _event(kinds: list[_Json]) -> _Json:
    return {
        "description": "What happened, with its number, its time and its hash.",
        **_object(
            {
                "seq": _said("1, 2, 3 … without a gap.", **_FROM_THE_FIRST),
                "at_ms": _said("When, in milliseconds since the session was opened.", **_LENGTH),
                "wall_utc": _said("What the wall clock said: a label.", **_UTC),
                "kind": _said("What happened.", enum=[*EVENTS]),
                "data": _said("The fields of that kind.", type="object"),
                "hash": _said("SHA-256 of the event and of the hash above it.", **_HASH),
            }
        ),
        "allOf": kinds,
    }


def _nobody_is_named() -> _Json:
    nobody = {"properties": {"level": {"const": Level.NOBODY}}}
    return {
        "if": nobody,
        "then": {"properties": {"summary": {"properties": {"people": {"maxItems": 0}}}}},
    }


class _Making:
    """`defs`: what is described once and referred to."""

    def __init__(self) -> None:
        self.defs: _Json = {}

    def event(self, name: str, kind: type) -> _Json:
        self._define(kind, KINDS[name])
        its = {"properties": {"kind": {"const": name}}}
        return {"if": its, "then": {"properties": {"data": self._refer(kind)}}}

    def part(self, kind: type) -> _Json:
        if kind.__name__ not in self.defs:
            self._define(kind, PARTS[kind.__name__])
        return self._refer(kind)

    def _refer(self, kind: type) -> _Json:
        return {"$ref": f"#/$defs/{kind.__name__}"}

    def _define(self, kind: type, description: str) -> None:
        self.defs[kind.__name__] = {}  # so that it comes before what it is made of
        hints = get_type_hints(kind)
        properties = {
            field.name: self._field(kind, field.name, hints[field.name]) for field in fields(kind)
        }
        self.defs[kind.__name__] = _said(description, **_object(properties))

    def _field(self, kind: type, name: str, hint: Any) -> _Json:
        own = f"{kind.__name__}.{name}"
        words = FIELDS.get(own) or FIELDS[name]
        if name.endswith("_ms"):
            words = words.removesuffix(".") + ", in milliseconds."
        pattern = _PATTERNS.get(own) or _PATTERNS.get(name)
        return _said(words, **self._type(hint, name, pattern))

    def _type(self, hint: Any, name: str, pattern: str | None) -> _Json:
        origin = get_origin(hint)
        if origin in (Union, types.UnionType):
            inner = next(one for one in get_args(hint) if one is not types.NoneType)
            return {"anyOf": [self._type(inner, name, pattern), {"type": "null"}]}
        if origin is tuple:
            return {"type": "array", "items": self._type(get_args(hint)[0], name, pattern)}
        if is_dataclass(hint):
            return self.part(cast("type", hint))
        if issubclass(hint, StrEnum):
            return {"enum": [*hint]}
        if hint is str:
            return {"type": "string", "pattern": pattern} if pattern else _TEXT
        if hint is int:
            return self._whole(name)
        return {bool: _TRUTH, float: {"type": "number"}}[hint]

    def _whole(self, name: str) -> _Json:
        if name.endswith("_ms"):
            return {**_LENGTH, "minimum": -LONGEST_MS} if name == "by_ms" else _LENGTH
        return {"type": "integer", "minimum": -LARGEST_INT, "maximum": LARGEST_INT}


def _summary(made: _Making) -> _Json:
    """What the events come to, as exports/json_record.py has it."""
    floors = {floor.value: _or_null(_said("In milliseconds.", **_LENGTH)) for floor in Floor}
    voices, shared = made.part(Voices), made.part(Balance)
    return _said(
        "What the events come to. What only people give is null where nobody is in the record.",
        **_object(
            {
                "few": _said(FIELDS["few"], **_COUNT),
                "sentence": _said("How the time was shared, in words.", type=["string", "null"]),
                "turns": _or_null(_said("How many turns there were.", **_COUNT)),
                "cross_talk": _said(FIELDS["cross_talk"], **_COUNT),
                "floors_ms": _said("For how long the floor was what.", **_object(floors)),
                "confidential_ms": _said("Of the confidential rounds, in milliseconds.", **_LENGTH),
                "unmeasured_ms": _said("Of rounds not measured, in milliseconds.", **_LENGTH),
                "voices": _or_null(voices),
                "balance": _or_null(shared),
                "balance_without_facilitators": _or_null(shared),
                "turn_figures": made.part(TurnFigures),
                "silence": _or_null(made.part(SilenceFigures)),
                "people": _said("In the order of seats.", type="array", items=_person()),
                "rounds": {"type": "array", "items": _round()},
            }
        ),
    )


def _person() -> _Json:
    return _object(
        {
            "id": _said(FIELDS["id"], type="string", pattern=_PERSON),
            "seat": _said("From 1; null: not to be known.", type=["integer", "null"], minimum=1),
            "label": _said("What they are called at this level.", **_TEXT),
            "facilitator": _said(FIELDS["facilitator"], **_TRUTH),
            "turns": _said("How many turns they had.", **_COUNT),
            "held_ms": _said("How long they held the piece, in milliseconds.", **_LENGTH),
            "present_ms": _said("How long they were there, in milliseconds.", **_LENGTH),
        }
    )


def _round() -> _Json:
    """Of a confidential one only the first fields are there."""
    people = {"type": ["integer", "null"], "minimum": 0}
    always = {
        "number": _said("From 1.", **_FROM_THE_FIRST),
        "form": _said("The name of its form.", **_TEXT),
        "prompt": _said("What it was asked.", **_TEXT),
        "began_ms": _said("When it began, in milliseconds.", **_LENGTH),
        "length_ms": _said("How long it was, in milliseconds.", **_LENGTH),
        "planned_ms": _said("How long it was to be, in milliseconds; 0: untimed.", **_LENGTH),
        "confidential": _said("Whether only its form, prompt and times are here.", **_TRUTH),
        "confidentiality": _said("The rule that held in it.", **_TEXT),
        "measured": _said("Whether turns were measured.", **_TRUTH),
    }
    otherwise = {
        "title": _said("What it is called.", **_TEXT),
        "offered": _said("How many people were offered the piece.", **people),
        "heard": _said("How many held it.", **people),
        "passed": _said("How many passed.", **people),
        "not_reached": _said("How many were not offered it.", **people),
        "silences": _said("How many silences there were.", **_COUNT),
        "silence_ms": _said(
            "Of all silences, in milliseconds; null: not measured.",
            type=["integer", "null"],
            minimum=0,
        ),
    }
    return {
        **_object({**always, **otherwise}),
        "required": [*always],
        "if": {"properties": {"confidential": {"const": True}}},
        "then": {"properties": dict.fromkeys(otherwise, False)},
        "else": {"required": [*otherwise]},
    }


def _said(description: str, /, **schema: Any) -> _Json:
    return {"description": description, **schema}


def _or_null(schema: _Json) -> _Json:
    return {"anyOf": [schema, {"type": "null"}]}


def _object(properties: _Json) -> _Json:
    """All of these, and nothing else."""
    return {
        "type": "object",
        "properties": properties,
        "required": [*properties],
        "additionalProperties": False,
    }


def text() -> str:
    return json_page(schema())


if __name__ == "__main__":
    sys.stdout.write(text())
