"""What any table of a session is made of: fields, rows, and cells that hold values and no formats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Kind = Literal["string", "integer", "number", "boolean", "date", "datetime"]
"""As Frictionless names the types of fields."""

Cell = str | int | float | bool | date | datetime | None
"""A datetime is aware, in UTC; None is an empty cell."""

SECONDS = "s"


@dataclass(frozen=True, slots=True)
class Field:
    """`name` is that of the column in any language; `title` is for people."""

    name: str
    title: str
    type: Kind
    description: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` may be empty, and `fields` never are: then `description` says why that may be."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def column(self, name: str) -> tuple[Cell, ...]:
        at = next(at for at, field in enumerate(self.fields) if field.name == name)
        return tuple(row[at] for row in self.rows)


def in_seconds(ms: int | None) -> float | None:
    """Exact: a float holds thousandths of a second of any session."""
    return None if ms is None else ms / 1000


def decimals(value: float | None) -> float | None:
    """Six of them: the last ones of a logarithm depend on the machine."""
    return None if value is None else round(value, 6)
