"""All tables of a session as a Frictionless data package: CSV files with what each field means, in one archive."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from circle.digest import sha256_hex
from circle.i18n import gettext as _
from circle.session_notes import SessionNotes
from circle.zipped import zipped
from exports.cells import Cell, Field, Table
from exports.csv_tables import csv_of
from exports.house import PLAIN, HouseStyle
from exports.tables import tables
from exports.words import day, level_and_rule, one_line, opened_day, stem
from exports.wrapping import paragraph

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

_POINT_TO: Mapping[tuple[str, str], tuple[str, str]] = {
    ("turns", "round"): ("rounds", "number"),
    ("notes", "round"): ("rounds", "number"),
    ("prompts", "round"): ("rounds", "number"),
    ("listening", "round"): ("rounds", "number"),
    ("turns", "seat"): ("people", "seat"),
}
"""Fields whose values stand in a field of another table."""

_Json = dict[str, Any]


def render(notes: SessionNotes, house: HouseStyle = PLAIN) -> bytes:
    """The same notes give the same bytes; every entry bears the day of the session."""
    del house
    made = tables(notes)
    files = {_path(one): csv_of(one) for one in made}
    described = json.dumps(_described(notes, made, files), ensure_ascii=False, indent=1) + "\n"
    about = {"datapackage.json": described.encode(), "README.txt": _readme(notes, made).encode()}
    return zipped({**about, **files}, day=opened_day(notes))


def _path(table: Table) -> str:
    return f"data/{table.name}.csv"


def _described(notes: SessionNotes, made: Sequence[Table], files: Mapping[str, bytes]) -> _Json:
    return {
        "$schema": _PROFILE,
        "name": stem(notes),
        "title": one_line(notes.title or notes.circle) or _("A listening circle"),
        "description": " ".join(_about(notes)),
        "created": f"{opened_day(notes).isoformat()}T00:00:00Z",
        "level": notes.level.value,
        "reader": notes.reader.value,
        "confidentiality": one_line(notes.confidentiality),
        "resources": [_resource(one, files[_path(one)], made) for one in made],
    }


def _about(notes: SessionNotes) -> list[str]:
    when = _("One session of a listening circle, on {day}.").format(day=day(notes.opened))
    return [when, *level_and_rule(notes)]


def _resource(table: Table, data: bytes, made: Sequence[Table]) -> _Json:
    keys = _foreign_keys(table, {one.name: one for one in made})
    return {
        "name": table.name,
        "type": "table",
        "path": _path(table),
        "title": table.title,
        "description": table.description,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{sha256_hex(data.decode())}",
        "schema": {
            "fields": [_field(one) for one in table.fields],
            "missingValues": [""],
            **({"foreignKeys": keys} if keys else {}),
        },
    }


def _field(field: Field) -> _Json:
    guarded = field.type == "string"
    words = (field.description, *([_guard()] if guarded else []))
    described: _Json = {
        "name": field.name,
        "type": field.type,
        "title": field.title,
        "description": " ".join(words),
    }
    return {**described, "unit": field.unit} if field.unit else described


def _guard() -> str:
    """The tables are opened in spreadsheets, too, and what somebody said must do nothing there."""
    return _(
        "An apostrophe before what a spreadsheet would take for a formula (=, +, -, @) is no part of the text."
    )


def _foreign_keys(table: Table, made: Mapping[str, Table]) -> list[_Json]:
    """Those that hold: a record from elsewhere may name a round that it does not have."""
    keys: list[_Json] = []
    for field in table.fields:
        there = _POINT_TO.get((table.name, field.name))
        if there and _values(table, field.name) <= _values(made[there[0]], there[1]):
            reference = {"resource": there[0], "fields": [there[1]]}
            keys.append({"fields": [field.name], "reference": reference})
    return keys


def _values(table: Table, name: str) -> set[Cell]:
    return {*table.column(name)} - {None}


def _readme(notes: SessionNotes, made: Sequence[Table]) -> str:
    """Wrapped, with CR LF, as every editor of text shows it."""
    title = _("Tables of a listening circle")
    use = _(
        "Each file in the folder “data” is one table, as CSV in UTF-8. Times of day are in UTC; lengths are in "
        "seconds. What each field means, and in which unit it is, is in datapackage.json, which programs "
        "for data packages (Frictionless) read."
    )
    pass_on = _(
        "Whoever was there may still recognise people in what is written: keep to the rule."
    )
    parts = [title, "=" * len(title), "", *paragraph(" ".join(_about(notes))), ""]
    parts += [*paragraph(use), "", *paragraph(pass_on), "", *paragraph(_guard())]
    for one in made:
        parts += ["", _path(one), *paragraph(f"{one.title}. {one.description}", indent="    ")]
    return "\r\n".join(parts) + "\r\n"
