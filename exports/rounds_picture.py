"""How the time moved, for the group as a whole: a bar for each round, without turns and without people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from circle.i18n import gettext as _
from circle.session_notes import SessionNotes
from circle.spoken_time import about
from circle.summary import percent
from circle.timeline import Floor
from exports.blocks import Picture
from exports.drawn_floors import (
    FILLS,
    Hidden,
    Swatch,
    draw_key,
    draw_words_on,
    filled,
    floor_words,
    hidden,
    round_name,
)
from exports.svg import SOFT, WHITE, WIDTH, Box, Drawing, cut, wide

_LABELS = 236
_SIZE = 13
_SHARES_SIZE = 11.5
_LEAST_SAID = 0.005
"""A smaller share would be said as none."""


@dataclass(frozen=True, slots=True)
class Row:
    """What is drawn of a round, or of the time between rounds."""

    name: str
    length_ms: int
    floors_ms: Mapping[Floor, int]
    hidden: Hidden | None = None


def by_round(notes: SessionNotes) -> Picture | None:
    """None where there is no round."""
    if not notes.rounds:
        return None
    rows = tuple(_rows(notes))
    drawing, pitch = Drawing(), max(30, min(46, 900 / len(rows)))
    for i, row in enumerate(rows):
        _draw_row(drawing, row, 4 + i * pitch)
    height = draw_key(drawing, pitch * len(rows) + 10, _key(rows))
    title, said = _("How the time moved, round by round"), " ".join(_said(rows))
    return Picture(
        title, said, drawing.svg("by-round", height=height, title=title, description=said)
    )


def _rows(notes: SessionNotes) -> Iterator[Row]:
    within = dict.fromkeys(Floor, 0)
    for one in notes.rounds:
        floors = one.floors_ms or {}
        for floor, ms in floors.items():
            within[floor] += ms
        yield Row(round_name(one), one.length_ms, floors, hidden(one))
    outside = {floor: max(0, ms - within[floor]) for floor, ms in notes.floors_ms.items()}
    if length_ms := sum(outside.values()):
        yield Row(_("Outside of rounds"), length_ms, outside)


def _draw_row(drawing: Drawing, row: Row, y: float) -> None:
    drawing.words(0, y + 11, cut(row.name, _LABELS - 16, _SIZE), size=_SIZE)
    drawing.words(0, y + 26, about(row.length_ms), size=11.5, colour=SOFT)
    whole = Box(_LABELS, y + 1, WIDTH - _LABELS - 1, 22)
    if row.hidden is not None:
        drawing.box(whole, row.hidden.fill)
        draw_words_on(drawing, row.hidden.words, whole)
        return
    x = whole.x
    for floor, share in _shares(row):
        box = Box(x, whole.y, whole.width * share, whole.height)
        drawing.box(box, FILLS[floor])
        _draw_share(drawing, floor, share, box)
        x += box.width


def _shares(row: Row) -> Iterator[tuple[Floor, float]]:
    whole = sum(row.floors_ms.values())
    for floor in FILLS:
        if ms := row.floors_ms.get(floor, 0):
            yield floor, ms / whole


def _draw_share(drawing: Drawing, floor: Floor, share: float, box: Box) -> None:
    words = percent(share)
    if floor is not Floor.HELD:
        draw_words_on(drawing, words, box, size=_SHARES_SIZE)
    elif wide(words, _SHARES_SIZE) + 8 < box.width:
        middle, base = box.x + box.width / 2, box.y + box.height / 2 + _SHARES_SIZE / 3
        size = _SHARES_SIZE
        drawing.words(middle, base, words, size=size, colour=WHITE, anchor="middle", bold=True)


def _key(rows: tuple[Row, ...]) -> Iterator[tuple[Swatch, str]]:
    for floor, fill in FILLS.items():
        if any(row.floors_ms.get(floor) for row in rows):
            yield filled(fill), floor_words(floor)
    for why in dict.fromkeys(row.hidden for row in rows if row.hidden):
        yield filled(why.fill), why.words


def _said(rows: tuple[Row, ...]) -> Iterator[str]:
    yield _(
        "Each bar is one round, divided by what the floor was. It is about the group and shows no turns."
    )
    for row in rows:
        if row.hidden is not None:
            what = row.hidden.words
        else:
            what = ", ".join(
                _("{floor} {share}").format(floor=floor_words(floor), share=percent(share))
                for floor, share in _shares(row)
                if share >= _LEAST_SAID
            )
        if what:
            length = about(row.length_ms)
            said = _("{name}, {length}: {what}.")
            yield said.format(name=row.name, length=length, what=what)
