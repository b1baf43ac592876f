"""A report as plain data, for templates that know no Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from circle.i18n import gettext as _
from exports.report import Report

Data = str | int | float | None | Sequence["Data"] | Mapping[str, "Data"]


def data_of(report: Report) -> dict[str, Data]:
    """Its fields by their names, a block with its `kind`; of the house what is shown; and `words`, the heads of
    tables."""
    house = report.house
    shown = {
        one.name: _plain(getattr(report, one.name)) for one in fields(report) if one.name != "house"
    }
    return {
        **shown,
        "organisation": house.organisation,
        "contact": house.contact,
        "house_closing": house.closing,
        "paper": house.paper.value,
        "words": {
            "logo": _("Logo"),
            "floors": [_("Floor"), _("Time"), _("Share of the session")],
            "figures": [_("Figure"), _("Value"), _("What it says")],
            "people": [_("Seat"), _("Person"), _("Turns"), _("Time")],
        },
    }


def _plain(value: Any) -> Data:
    if is_dataclass(value):
        kind = getattr(value, "kind", None)
        named = {} if kind is None else {"kind": kind}
        return named | {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]  # pyright: ignore[reportUnknownVariableType]
    return value
