"""The whole record as JSON (docs/json-format.md), which `import` takes back."""

from __future__ import annotations

import json
from typing import Any, cast

from circle.log import Log
from circle.measures import Balance, SilenceFigures, TurnFigures
from circle.plain import to_plain
from circle.record import FORMAT, VERSION, event_line, hashed
from circle.session import Outcome
from circle.session_notes import SessionNotes
from circle.summary import (
    PersonSummary,
    RoundSummary,
    Summary,
    confidential_ms,
    floors_ms,
    silence_outside,
    summarise,
    time_shared,
    unmeasured_ms,
)
from exports.house import PLAIN, HouseStyle

_PER_PERSON = {"mean": None, "variance": None, "cv": None}


def render(notes: SessionNotes, house: HouseStyle = PLAIN) -> bytes:
    """UTF-8, one event to a line. The same record gives the same bytes.

    The summary is made from the record in the document and from nothing else, so that it says the
    same when the record has been imported elsewhere.
    """
    del house
    rows = [*hashed(notes.record)]
    (first, _first), (_last, tail) = rows[0], rows[-1]
    log = Log(notes.record)
    summary = summarise(log.state, log.state.last_ms)
    parts: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "id": notes.id,
        "level": notes.level.value,
        "reader": notes.reader.value,
        "confidentiality": summary.opened.confidentiality,
        "opened_utc": first.wall_utc,
        "length_ms": summary.length_ms,
        "summary": _summary(summary),
    }
    lines = [
        *(f"{_text(key)}:{_value(value)}" for key, value in parts.items()),
        '"events":[\n' + ",\n".join(event_line(*row) for row in rows) + "\n]",
        f'"hash":"{tail}"',
    ]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _value(value: Any) -> str:
    """What objects hold, a line each."""
    if isinstance(value, dict):
        table = cast("dict[str, object]", value)
        return "{\n" + ",\n".join(f"{_text(key)}:{_text(table[key])}" for key in table) + "\n}"
    return _text(value)


_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def _summary(summary: Summary) -> dict[str, Any]:
    """Where nobody is in the record, how many they were and how they shared the time is null."""
    floors = floors_ms(summary)
    told, few = bool(summary.people), summary.opened.few
    return {
        "few": few,
        "sentence": time_shared(summary) if told else None,
        "turns": None if few else len(summary.turns),
        "cross_talk": summary.opened.cross_talk,
        "floors_ms": {floor.value: None if few else ms for floor, ms in floors.items()},
        "confidential_ms": confidential_ms(summary),
        "unmeasured_ms": unmeasured_ms(summary),
        "voices": to_plain(summary.voices) if told else None,
        "balance": _rounded(summary.balance) if told else None,
        "balance_without_facilitators": (
            _rounded(summary.balance_without_facilitators) if told else None
        ),
        "turn_figures": {**_rounded(summary.turn_figures), **({} if told else _PER_PERSON)},
        "silence": None if few else _rounded(silence_outside(summary)),
        "people": [_person(one) for one in summary.people],
        "rounds": [
            _round(one, rule=summary.opened.confidentiality, told=told) for one in summary.rounds
        ],
    }


def _rounded(figures: Balance | TurnFigures | SilenceFigures) -> dict[str, Any]:
    """Six decimals: the last ones of a logarithm depend on the machine."""
    table: dict[str, Any] = to_plain(figures)
    return {
        name: round(value, 6) if isinstance(value, float) else value
        for name, value in table.items()
    }


def _person(one: PersonSummary) -> dict[str, Any]:
    return {
        "id": one.participant.id,
        "seat": None if one.participant.unnamed else one.seat,
        "label": one.participant.name or one.participant.alias,
        "facilitator": one.participant.facilitator,
        "turns": one.turns,
        "held_ms": one.held_ms,
        "present_ms": one.present_ms,
    }


def _round(one: RoundSummary, *, rule: str, told: bool) -> dict[str, Any]:
    plan = one.round.plan
    times: dict[str, Any] = {
        "number": one.round.index + 1,
        "form": one.round.form.name,
        "prompt": plan.prompt,
        "began_ms": one.round.began_ms,
        "length_ms": one.length_ms,
        "planned_ms": plan.length_ms,
        "confidential": plan.confidential,
        "confidentiality": plan.confidentiality or rule,
        "measured": one.measured,
    }
    if plan.confidential:
        return times
    counts = {
        "offered": one.offered if told else None,
        "heard": one.count(Outcome.HELD) if told else None,
        "passed": one.passed if told else None,
        "not_reached": one.count(Outcome.NOT_REACHED) if told else None,
        "silences": one.silence_count,
        "silence_ms": (
            sum(silence.length_ms for silence in one.silences) if one.measured else None
        ),
    }
    return {**times, "title": plan.title, **counts}
