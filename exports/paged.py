"""Notes on pages: what the PDF is made of, and the pictures of its pages. Nothing but the last step differs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from circle.i18n import gettext as _
from circle.plain import json_text
from circle.session_notes import SessionNotes
from exports.house import HouseStyle
from exports.letters import NO_SHAPE, shown
from exports.report import report
from exports.report_data import Data, data_of
from exports.typesetting import TEMPLATES, NotLaidOut, Pictures, TaggedPdf, typeset

_JOINS = re.compile("[\u00ad\u200b-\u200d\u2060]")


@dataclass(frozen=True, slots=True)
class Manuscript:
    """All that the typesetter is given. `day` is midnight, UTC, of the day of the session."""

    data: dict[str, Data]
    logo: bytes
    day: datetime


def manuscript(notes: SessionNotes, house: HouseStyle) -> Manuscript:
    missing = _(
        "A letter that this document has no shape for stands as {sign}; the web page has it."
    )
    opened = notes.opened.astimezone()
    return Manuscript(
        data=data_of(report(notes, house)) | {"missing": missing.format(sign=NO_SHAPE)},
        logo=house.logo,
        day=datetime(opened.year, opened.month, opened.day, tzinfo=UTC),
    )


def pdf_of(given: Manuscript) -> bytes:
    (made,) = _laid_out(given, TaggedPdf(given.day))
    return made


def pictures_of(given: Manuscript, dpi: float) -> tuple[bytes, ...]:
    return _laid_out(given, Pictures(dpi))


def _laid_out(given: Manuscript, kind: TaggedPdf | Pictures) -> tuple[bytes, ...]:
    """To be done beside the program. A logo that cannot be drawn is left out, and where that is not enough, the
    drawings: their words stay. Raises NotLaidOut.
    """
    template = (TEMPLATES / "notes.typ").read_bytes()
    for data in _ever_plainer(in_our_letters(given.data), given.logo):
        with suppress(NotLaidOut):
            return typeset(template, {"report": json.dumps(data)}, kind)
    raise NotLaidOut


def _ever_plainer(data: dict[str, Data], logo: bytes) -> Iterator[dict[str, Data]]:
    if logo:
        yield {**data, "logo": list(logo)}
    yield {**data, "logo": None}
    yield {**data, "logo": None, "sections": _without_drawings(data["sections"])}


def in_our_letters(data: dict[str, Data]) -> dict[str, Data]:
    """Every text of it in letters that have shapes, and `missing` empty where all have."""
    others = {key: _shown(value) for key, value in data.items() if key != "missing"}
    any_missing = NO_SHAPE in json_text(others)
    return others | {"missing": data["missing"] if any_missing else ""}


def _shown(value: Data) -> Data:
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, dict):
        return {
            key: _drawn(one) if key == "svg" and isinstance(one, str) else _shown(one)
            for key, one in value.items()
        }
    if isinstance(value, list):
        return [_shown(one) for one in value]
    return value


def _drawn(svg: str) -> str:
    """In a drawing what joins or parts letters would be drawn as a letter without a shape."""
    return _JOINS.sub("", shown(svg))


def _without_drawings(value: Data) -> Data:
    if isinstance(value, dict):
        return {key: "" if key == "svg" else _without_drawings(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_without_drawings(one) for one in value]
    return value
