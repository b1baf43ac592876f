"""Tables as CSV: UTF-8, lines end in CR LF, times in ISO 8601 and UTC, a point in decimals, and no formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from exports.cells import SECONDS, Cell, Field, Table

_BEGIN_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""The wide ones do, too, where programs are set to Chinese, Japanese or Korean."""


def csv_of(table: Table) -> bytes:
    columns = [*zip(*table.rows, strict=True)] if table.rows else []
    shown = [_shown(field, column) for field, column in zip(table.fields, columns, strict=False)]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([field.name for field in table.fields])
    writer.writerows(zip(*shown, strict=True))
    return text.getvalue().encode()


def safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe before what would begin one."""
    return f"'{text}" if text.lstrip(" ").startswith(_BEGIN_A_FORMULA) else text


def _shown(field: Field, column: Sequence[Cell]) -> Iterable[object]:
    show = _seconds if field.unit == SECONDS else _SHOW.get(field.type)
    return column if show is None else [None if cell is None else show(cell) for cell in column]


def _seconds(cell: Any) -> str:
    return f"{cell:.3f}"


def _truth(cell: Any) -> str:
    return "true" if cell else "false"


def _day(cell: date) -> str:
    return cell.isoformat()


def _moment(cell: datetime) -> str:
    if cell.tzinfo is not UTC:
        cell = cell.astimezone(UTC)
    return cell.isoformat(timespec="milliseconds")[:-6] + "Z"


_SHOW: dict[str, Callable[[Any], object]] = {
    "string": safe,
    "boolean": _truth,
    "date": _day,
    "datetime": _moment,
}
"""How a cell is written; what is not here is written as it is."""
