"""The tables of a session as they stand among those of others: each row says of which session it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from circle.circles import folded
from circle.i18n import gettext as _
from circle.session_notes import SessionNotes
from exports.cells import Cell, Field, Table
from exports.described import POINT_TO, Foreign, Keys, holding
from exports.tables import tables

SESSIONS = "sessions"

_OWN_KEYS: Mapping[str, str] = {"rounds": "number", "floors": "floor", "measures": "measure"}
"""By what the rows of a session differ; those of other tables are numbered."""


@dataclass(frozen=True, slots=True)
class Told:
    """A session in tables. `holds`: which fields point to what is there (exports.described.POINT_TO) in every row.
    Where one may be empty, no key of it and the session is told: programs for data packages take half a key for a
    wrong one.
    """

    tables: tuple[Table, ...]
    holds: frozenset[tuple[str, str]]


def told(notes: SessionNotes) -> Told:
    """Always the same tables with the same fields, whatever the level; the sessions come first."""
    session, *others = made = tables(notes)
    own = tuple(_among_others(one, notes.id) for one in others)
    full = {
        (one.name, field.name)
        for one in made
        for field in one.fields
        if None not in one.column(field.name)
    }
    return Told((_session(session), *own), holding(made) & full)


def primary_key(table: Table) -> tuple[str, ...]:
    if table.name == SESSIONS:
        return ("id",)
    return "session", _OWN_KEYS.get(table.name, "row")


def keys(table: Table, holds: frozenset[tuple[str, str]]) -> Keys:
    """`holds`: what holds in every session."""
    if table.name == SESSIONS:
        return Keys(primary_key(table))
    foreign = [Foreign(("session",), SESSIONS, ("id",))]
    for field in table.fields:
        if (table.name, field.name) in holds:
            to, there = POINT_TO[table.name, field.name]
            foreign.append(Foreign(("session", field.name), to, ("session", there)))
    return Keys(primary_key(table), tuple(foreign))


def _session(table: Table) -> Table:
    """With the name of the circle by which its sessions are found, however it was written."""
    same = _("The same for every spelling of the circle’s name.")
    at = next(at for at, field in enumerate(table.fields) if field.name == "circle") + 1
    field = Field("circle_key", _("Circle, however written"), "string", same)
    return replace(
        table,
        name=SESSIONS,
        title=_("Sessions"),
        description=_("One row to a session."),
        fields=(*table.fields[:at], field, *table.fields[at:]),
        rows=tuple((*row[:at], folded(str(row[at - 1])), *row[at:]) for row in table.rows),
    )


def _among_others(table: Table, session: str) -> Table:
    of = Field("session", _("Session"), "string", _("Its id, in the table of sessions."))
    if table.name in _OWN_KEYS:
        rows = tuple((session, *row) for row in table.rows)
        return replace(table, fields=(of, *table.fields), rows=rows)
    place = Field("row", _("Row"), "integer", _("Of the session in this table, from 1."))
    numbered: tuple[tuple[Cell, ...], ...] = tuple(
        (session, n, *row) for n, row in enumerate(table.rows, 1)
    )
    return replace(table, fields=(of, place, *table.fields), rows=numbered)
