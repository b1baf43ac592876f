"""Tables described for a data package: what each field means and in which unit it is, keys, size and hash."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from circle.i18n import gettext as _
from exports.cells import Cell, Field, Table

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

Described = dict[str, Any]

POINT_TO: Mapping[tuple[str, str], tuple[str, str]] = {
    ("turns", "round"): ("rounds", "number"),
    ("notes", "round"): ("rounds", "number"),
    ("prompts", "round"): ("rounds", "number"),
    ("listening", "round"): ("rounds", "number"),
    ("turns", "seat"): ("people", "seat"),
}
"""Fields whose values stand in a field of another table."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """Fields of a table whose values stand in those of another."""

    fields: tuple[str, ...]
    table: str
    there: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Keys:
    primary: tuple[str, ...] = ()
    foreign: tuple[Foreign, ...] = ()


def path_of(table: Table) -> str:
    return f"data/{table.name}.csv"


def resource(table: Table, keys: Keys, *, size: int, digest: str) -> Described:
    """`size` in bytes and `digest` (SHA-256) are of its file; the rows of `table` are not looked at."""
    foreign = [_foreign(one) for one in keys.foreign]
    return {
        "name": table.name,
        "type": "table",
        "path": path_of(table),
        "title": table.title,
        "description": table.description,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest}",
        "schema": {
            "fields": [_field(one) for one in table.fields],
            "missingValues": [""],
            **({"primaryKey": [*keys.primary]} if keys.primary else {}),
            **({"foreignKeys": foreign} if foreign else {}),
        },
    }


def guard() -> str:
    """The tables are opened in spreadsheets, too, and what somebody said must do nothing there."""
    return _(
        "An apostrophe before what a spreadsheet would take for a formula (=, +, -, @) is no part of the text."
    )


def holding(made: Sequence[Table]) -> frozenset[tuple[str, str]]:
    """Of POINT_TO those that hold: a record from elsewhere may name a round that it does not have."""
    named = {one.name: one for one in made}
    return frozenset(
        (table, name)
        for (table, name), there in POINT_TO.items()
        if _values(named[table], name) <= _values(named[there[0]], there[1])
    )


def _values(table: Table, name: str) -> set[Cell]:
    return {*table.column(name)} - {None}


def _field(field: Field) -> Described:
    guarded = field.type == "string"
    words = (field.description, *([guard()] if guarded else []))
    described: Described = {
        "name": field.name,
        "type": field.type,
        "title": field.title,
        "description": " ".join(words),
    }
    return {**described, "unit": field.unit} if field.unit else described


def _foreign(one: Foreign) -> Described:
    reference = {"resource": one.table, "fields": [*one.there]}
    return {"fields": [*one.fields], "reference": reference}
