"""What stands beside the tables of an archive: the page to read, and what Datasette says of its database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from circle.i18n import gettext as _
from circle.plain import json_text
from exports.archive_tables import SESSIONS
from exports.archive_views import QUERIES, VIEWS, Query, View
from exports.cells import Field, Table
from exports.described import guard, path_of
from exports.wrapping import paragraph

Tree = dict[str, Any]


def metadata(title: str, about: Sequence[str], tables: Sequence[Table], database: str) -> str:
    """For Datasette, as YAML. Nothing that anybody wrote in a session is in it."""
    described = {one.name: _table(one) for one in tables} | {one.name: _view(one) for one in VIEWS}
    queries = {one.name: _query(one) for one in QUERIES}
    whole = {
        "title": title,
        "description": " ".join(about),
        "databases": {
            database: {
                "title": title,
                "description": _use(),
                "tables": described,
                "queries": queries,
            }
        },
    }
    return "\n".join(_yaml(whole)) + "\n"


def readme(
    title: str, about: Sequence[str], tables: Sequence[Table], *, packaged: bool, database: str
) -> str:
    """Wrapped, with CR LF, as every editor of text shows it. `database`: its file; empty: there is none."""
    lines = [title, "=" * len(title), "", *paragraph(" ".join(about)), "", *paragraph(_use())]
    if packaged:
        lines += ["", *paragraph(_package_words()), "", *paragraph(guard())]
    if database:
        lines += ["", *paragraph(_database_words(database))]
    for one in tables:
        name = path_of(one) if packaged else one.name
        lines += ["", name, *paragraph(f"{one.title}. {one.description}", indent="    ")]
    for view in VIEWS if database else ():
        described = f"{_(view.title)}. {_(view.description)}"
        lines += ["", view.name, *paragraph(described, indent="    ")]
    return "\r\n".join(lines) + "\r\n"


def _use() -> str:
    return _(
        "Times of day are in UTC; lengths are in seconds. Each session has its own rule of confidentiality, in the "
        "table of sessions. Whoever was there may still recognise people in what is written: keep to the rule. "
        "Sessions are comparable only where form and size are alike."
    )


def _package_words() -> str:
    return _(
        "Each file in the folder “data” is one table, as CSV in UTF-8. What each field means, in which unit it is, and "
        "which rows of other tables it points to, is in datapackage.json, which programs for data packages "
        "(Frictionless) read; DuckDB and spreadsheets open the tables themselves."
    )


def _database_words(database: str) -> str:
    words = _(
        "{file} holds the same tables, and views that answer what is often asked. Any program for SQLite opens it; "
        "with Datasette, “datasette .” in this folder shows it with the descriptions in metadata.yaml."
    )
    return words.format(file=database)


def _table(table: Table) -> Tree:
    columns = {one.name: _meaning(one) for one in table.fields}
    described: Tree = {"title": table.title, "description": table.description, "columns": columns}
    return (
        {**described, "sort": "opened_utc", "label_column": "title"}
        if table.name == SESSIONS
        else described
    )


def _meaning(field: Field) -> str:
    """With its unit. Datasette has a place for units, but turns 5400 s into 5.4 ks there."""
    if not field.unit:
        return f"{field.title}. {field.description}"
    unit = _("In {unit}.").format(unit=_("seconds") if field.unit == "s" else field.unit)
    return f"{field.title}. {field.description} {unit}"


def _view(view: View) -> Tree:
    columns = {name: _(meaning) for name, meaning in view.columns.items()}
    return {"title": _(view.title), "description": _(view.description), "columns": columns}


def _query(query: Query) -> Tree:
    return {"title": _(query.title), "description": _(query.description), "sql": query.sql}


def _yaml(tree: Mapping[str, object], indent: str = "") -> Iterator[str]:
    """Every name and text in quotes, as in JSON, but for texts of several lines, which stand as they are."""
    for name, value in tree.items():
        if isinstance(value, Mapping):
            yield f"{indent}{name}:"
            yield from _yaml(cast("Mapping[str, object]", value), f"{indent}  ")
        elif isinstance(value, str) and "\n" in value:
            yield f"{indent}{name}: |-"
            yield from (f"{indent}  {line}" for line in value.split("\n"))
        else:
            yield f"{indent}{name}: {json_text(str(value))}"
