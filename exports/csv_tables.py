"""Tables as CSV: UTF-8, lines end in CR LF, times in ISO 8601 and UTC, a point in decimals, and no formula."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from exports.cells import SECONDS, Cell, Field, Table

Show = Callable[[Any], str]

_BEGIN_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""The wide ones do, too, where programs are set to Chinese, Japanese or Korean."""


def csv_of(table: Table) -> bytes:
    return heading_of(table) + rows_of(table)


def heading_of(table: Table) -> bytes:
    return (",".join(field.name for field in table.fields) + "\r\n").encode()


def rows_of(table: Table) -> bytes:
    """Column by column, and what is there more than once is shown once."""
    columns = zip(*table.rows, strict=True) if table.rows else [()] * len(table.fields)
    texts: dict[Show, dict[Cell, str]] = {}
    shown = [
        _shown(texts.setdefault(show, {None: ""}), show, column)
        for show, column in zip(map(_show, table.fields), columns, strict=True)
    ]
    return "\r\n".join([*map(",".join, zip(*shown, strict=True)), ""]).encode()


def moment_text(cell: datetime) -> str:
    return cell.isoformat("T", "milliseconds")[:-6] + "Z"


def safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe before what would begin one."""
    return f"'{text}" if text.lstrip(" ").startswith(_BEGIN_A_FORMULA) else text


def _show(field: Field) -> Show:
    return _seconds if field.unit == SECONDS else _SHOW[field.type]


def _shown(texts: dict[Cell, str], show: Show, column: Sequence[Cell]) -> Iterable[str]:
    for cell in {*column} - texts.keys():
        texts[cell] = show(cell)
    return map(texts.__getitem__, column)


def _text(cell: Any) -> str:
    """Quoted where the text holds what divides cells and rows."""
    text = safe(cell)
    if "," in text or '"' in text or "\n" in text or "\r" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def _seconds(cell: Any) -> str:
    return f"{cell:.3f}"


def _truth(cell: Any) -> str:
    return "true" if cell else "false"


def _day(cell: date) -> str:
    return cell.isoformat()


_SHOW: dict[str, Show] = {
    "string": _text,
    "integer": str,
    "number": str,
    "boolean": _truth,
    "date": _day,
    "datetime": moment_text,
}
