"""All tables of a session as a Frictionless data package: CSV files with what each field means, in one archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from circle.digest import sha256_hex
from circle.i18n import gettext as _
from circle.plain import json_page
from circle.session_notes import SessionNotes
from circle.zipped import zipped
from exports.cells import Table
from exports.csv_tables import csv_of
from exports.described import POINT_TO, PROFILE, Foreign, Keys, guard, holding, path_of, resource
from exports.house import PLAIN, HouseStyle
from exports.tables import tables
from exports.words import day, level_and_rule, one_line, opened_day, stem
from exports.wrapping import paragraph


def render(notes: SessionNotes, house: HouseStyle = PLAIN) -> bytes:
    """The same notes give the same bytes; every entry bears the day of the session."""
    del house
    made = tables(notes)
    files = {path_of(one): csv_of(one) for one in made}
    described = json_page(_described(notes, made, files))
    about = {"datapackage.json": described.encode(), "README.txt": _readme(notes, made).encode()}
    return zipped({**about, **files}, day=opened_day(notes))


def _described(
    notes: SessionNotes, made: Sequence[Table], files: Mapping[str, bytes]
) -> dict[str, Any]:
    return {
        "$schema": PROFILE,
        "name": stem(notes),
        "title": one_line(notes.title or notes.circle) or _("A listening circle"),
        "description": " ".join(_about(notes)),
        "created": f"{opened_day(notes).isoformat()}T00:00:00Z",
        "level": notes.level.value,
        "reader": notes.reader.value,
        "confidentiality": one_line(notes.confidentiality),
        "resources": [
            resource(one, _keys(one, made), size=len(data), digest=sha256_hex(data.decode()))
            for one, data in zip(made, files.values(), strict=True)
        ],
    }


def _about(notes: SessionNotes) -> list[str]:
    when = _("One session of a listening circle, on {day}.").format(day=day(notes.opened))
    return [when, *level_and_rule(notes)]


def _keys(table: Table, made: Sequence[Table]) -> Keys:
    hold = holding(made)
    there = {field.name: POINT_TO.get((table.name, field.name)) for field in table.fields}
    return Keys(
        foreign=tuple(
            Foreign((name,), to[0], (to[1],))
            for name, to in there.items()
            if to and (table.name, name) in hold
        )
    )


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
    parts += [*paragraph(use), "", *paragraph(pass_on), "", *paragraph(guard())]
    for one in made:
        parts += ["", path_of(one), *paragraph(f"{one.title}. {one.description}", indent="    ")]
    return "\r\n".join(parts) + "\r\n"
