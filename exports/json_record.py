"""The whole record as JSON (docs/json-format.md), which `import` takes back."""

from __future__ import annotations

from typing import Any, cast

from circle.measures import Balance, SilenceFigures, TurnFigures
from circle.plain import json_text, to_plain
from circle.record import event_line, hashed, record_head
from circle.session_notes import PersonNotes, RoundNotes, SessionNotes
from exports.house import PLAIN, HouseStyle

_PER_PERSON = {"mean": None, "variance": None, "cv": None}


def render(notes: SessionNotes, house: HouseStyle = PLAIN) -> bytes:
    """UTF-8, one event to a line. The same record gives the same bytes."""
    del house
    rows = [*hashed(notes.record)]
    _last, tail = rows[-1]
    parts = {**record_head(notes), "summary": _summary(notes)}
    lines = [
        *(f"{json_text(key)}:{_value(value)}" for key, value in parts.items()),
        '"events":[\n' + ",\n".join(event_line(*row) for row in rows) + "\n]",
        f'"hash":"{tail}"',
    ]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _value(value: Any) -> str:
    """What objects hold, a line each."""
    if isinstance(value, dict):
        table = cast("dict[str, object]", value)
        return (
            "{\n" + ",\n".join(f"{json_text(key)}:{json_text(table[key])}" for key in table) + "\n}"
        )
    return json_text(value)


def _summary(notes: SessionNotes) -> dict[str, Any]:
    """Where nobody is in the record, how many they were and how they shared the time is null."""
    told, few = bool(notes.people), notes.few
    balances = notes.balance, notes.balance_without_facilitators
    balance, without = map(_rounded, balances) if told else (None, None)
    return {
        "few": few,
        "sentence": notes.sentence if told else None,
        "turns": None if few else len(notes.turns),
        "cross_talk": notes.cross_talk,
        "floors_ms": {floor.value: None if few else ms for floor, ms in notes.floors_ms.items()},
        "confidential_ms": notes.confidential_ms,
        "unmeasured_ms": notes.unmeasured_ms,
        "voices": to_plain(notes.voices) if told else None,
        "balance": balance,
        "balance_without_facilitators": without,
        "turn_figures": {**_rounded(notes.turn_figures), **({} if told else _PER_PERSON)},
        "silence": None if few else _rounded(notes.silence),
        "people": [_person(one) for one in notes.people],
        "rounds": [_round(one, rule=notes.confidentiality, told=told) for one in notes.rounds],
    }


def _rounded(figures: Balance | TurnFigures | SilenceFigures) -> dict[str, Any]:
    """Six decimals: the last ones of a logarithm depend on the machine."""
    table: dict[str, Any] = to_plain(figures)
    return {
        name: round(value, 6) if isinstance(value, float) else value
        for name, value in table.items()
    }


def _person(one: PersonNotes) -> dict[str, Any]:
    return {
        "id": one.id,
        "seat": one.seat,
        "label": one.label,
        "facilitator": one.facilitator,
        "turns": one.turns,
        "held_ms": one.held_ms,
        "present_ms": one.present_ms,
    }


def _round(one: RoundNotes, *, rule: str, told: bool) -> dict[str, Any]:
    times: dict[str, Any] = {
        "number": one.number,
        "form": one.form_name,
        "prompt": one.prompt,
        "began_ms": one.began_ms,
        "length_ms": one.length_ms,
        "planned_ms": one.planned_ms,
        "confidential": one.confidential,
        "confidentiality": one.confidentiality or rule,
        "measured": one.measured,
    }
    if one.confidential:
        return times
    counts = {
        "offered": one.offered if told else None,
        "heard": one.heard if told else None,
        "passed": one.passed if told else None,
        "not_reached": one.not_reached if told else None,
        "silences": one.silences,
        "silence_ms": one.silence_ms,
    }
    return {**times, "title": one.title, **counts}
