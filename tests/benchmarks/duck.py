"""The turns and sessions of a kit in DuckDB, in a file of its own beside it; where DuckDB is not installed, no test."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from circle.store import Store

_TABLES = {
    "turn": ("session", "number", "person", "round", "start_ms", "end_ms", "length_ms"),
    "session": ("id", "circle_key", "opened_utc"),
}


@contextmanager
def of(store: Store, folder: Path) -> Iterator[Any]:
    """A connection. The file is kept, as the kit is."""
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed: uv pip install duckdb")
    path = folder / "archive.duckdb"
    if not path.exists():
        begun = folder / f"begun.{os.getpid()}"
        with closing(duckdb.connect(str(begun))) as connection:
            for table, columns in _TABLES.items():
                _copy(store, connection, table, columns)
        begun.rename(path)
    with closing(duckdb.connect(str(path), read_only=True)) as connection:
        yield connection


def _copy(store: Store, connection: Any, table: str, columns: tuple[str, ...]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{table}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = store._rows(f"SELECT {', '.join(columns)} FROM {table}")
            csv.writer(file).writerows([columns, *rows])
        types = {"session": "VARCHAR", "id": "VARCHAR", "opened_utc": "VARCHAR"}
        given = {name: types[name] for name in columns if name in types}
        connection.execute(
            f"CREATE TABLE {table} AS SELECT * FROM read_csv(?, header = true, types = ?)",
            [str(path), given],
        )
