"""How the talking moved: a line for each seat, with its turns, through the time of the session."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.session_notes import FloorNotes, PersonNotes, RoundNotes, SessionNotes, TurnNotes
from circle.spoken_time import about, clock_face
from circle.timeline import Floor
from exports.blocks import Picture
from exports.drawn_floors import (
    FILLS,
    Swatch,
    draw_key,
    draw_words_on,
    filled,
    floor_words,
    hidden,
    round_name,
)
from exports.drawn_minutes import Minutes
from exports.svg import BAND, CLAY, LINE, SOFT, WIDTH, Box, Drawing, cut_within, number, wide

_LABELS, _TOP, _RIGHT = 132, 24, 12
_LEAST = 1.4
"""A turn is at least as wide as this, or it would not be seen in a long session."""
_QUIET = (Floor.SILENCE, Floor.PAUSED, Floor.GROUPS)
_SIZE = 12


@dataclass(frozen=True, slots=True)
class Lane:
    """`seat` None: all who are not to be known, together."""

    seat: int | None
    label: str


@dataclass(frozen=True, slots=True)
class Places:
    lanes: tuple[Lane, ...]
    pitch: float
    time: Minutes

    @property
    def bottom(self) -> float:
        return _TOP + self.pitch * len(self.lanes)

    @property
    def quiet(self) -> Box:
        """The line of silences, pauses and small groups, below all seats."""
        return Box(self.time.left, self.bottom + 9, self.time.width, 15)


def timeline(notes: SessionNotes) -> Picture:
    """In the order of the seats. The session has a length, and people."""
    there = _places(notes)
    drawing = Drawing()
    _draw_rounds(drawing, notes, there)
    _draw_lanes(drawing, there)
    _draw_turns(drawing, notes.turns, there)
    _draw_floors(drawing, notes.floors, there)
    _draw_hidden(drawing, notes.rounds, there)
    y = there.time.draw_numbers(drawing, there.quiet.y + there.quiet.height + 7)
    height = draw_key(drawing, y + 6, _key(notes))
    title, said = _("How the talking moved"), " ".join(_said(notes))
    return Picture(
        title, said, drawing.svg("timeline", height=height, title=title, description=said)
    )


def _places(notes: SessionNotes) -> Places:
    lanes = tuple(dict.fromkeys(map(_lane, notes.people)))
    pitch = min(max(12.5, min(26, 420 / len(lanes))), 880 / len(lanes))
    return Places(lanes, pitch, Minutes(notes.length_ms, _LABELS + 6, WIDTH - _LABELS - 6 - _RIGHT))


def _lane(one: PersonNotes) -> Lane:
    return Lane(one.seat, one.label)


def _draw_rounds(drawing: Drawing, notes: SessionNotes, there: Places) -> None:
    drawing.words(_LABELS - 4, _TOP - 8, _("Round"), size=_SIZE, colour=SOFT, anchor="end")
    high = there.quiet.y + there.quiet.height - _TOP + 16
    said_until = ended = 0.0
    for one in notes.rounds:
        left, right = there.time.x(one.began_ms), there.time.x(one.began_ms + one.length_ms)
        drawing.element("rect", x=left, y=_TOP - 20, width=right - left, height=high + 4, fill=BAND)
        begins_after = left - ended
        for at in (left, right) if begins_after < 0 or begins_after > 6 else (right,):
            drawing.line(at, _TOP - 20, at, _TOP - 16 + high, SOFT)
        ended = right
        words = str(one.number)
        middle, half = (left + right) / 2, wide(words, _SIZE) / 2
        if middle - half > said_until:
            drawing.words(middle, _TOP - 7, words, size=_SIZE, anchor="middle", bold=True)
            said_until = middle + half + 2


def _draw_lanes(drawing: Drawing, there: Places) -> None:
    size = min(_SIZE + 1, max(10.5, there.pitch * 0.86))
    every = max(1, -(-size // there.pitch))
    for i, lane in enumerate(there.lanes):
        middle = _TOP + there.pitch * (i + 0.5)
        drawing.line(there.time.left, middle, there.time.left + there.time.width, middle, LINE)
        if i % every == 0:
            label = cut_within(lane.label, _LABELS - 8, size)
            drawing.words(_LABELS - 4, middle + size * 0.34, label, size=size, anchor="end")
    quiet = there.quiet
    words, base = floor_words(Floor.SILENCE), quiet.y + quiet.height / 2 + _SIZE * 0.34
    drawing.words(_LABELS - 4, base, words, size=_SIZE, colour=SOFT, anchor="end")
    drawing.line(
        quiet.x, quiet.y + quiet.height / 2, quiet.x + quiet.width, quiet.y + quiet.height / 2
    )


def _draw_turns(drawing: Drawing, turns: tuple[TurnNotes, ...], there: Places) -> None:
    drawn = " ".join(_turns(turns, there))
    if drawn:
        drawing.element("path", d=drawn, fill=CLAY)


def _turns(turns: tuple[TurnNotes, ...], there: Places) -> Iterator[str]:
    rows = {lane.seat: i for i, lane in enumerate(there.lanes)}
    high = there.pitch * 0.66
    for turn in turns:
        if turn.seat not in rows:
            continue
        top = _TOP + there.pitch * (rows[turn.seat] + 0.5) - high / 2
        for start_ms, end_ms in turn.parts:
            left = there.time.x(start_ms)
            long = number(max(_LEAST, there.time.x(end_ms) - left))
            yield f"M{number(left)} {number(top)}h{long}v{number(high)}h-{long}z"


def _draw_floors(drawing: Drawing, floors: tuple[FloorNotes, ...], there: Places) -> None:
    for one in floors:
        left = there.time.x(one.start_ms)
        long = max(2, there.time.x(one.end_ms) - left)
        if one.floor is Floor.BREAK:
            bottom = there.quiet.y + there.quiet.height
            box = Box(left, _TOP, long, bottom - _TOP)
            drawing.box(box, FILLS[one.floor])
            draw_words_on(drawing, floor_words(one.floor), box)
        elif one.floor in _QUIET:
            box = Box(left, there.quiet.y, long, there.quiet.height)
            drawing.box(box, FILLS[one.floor])


def _draw_hidden(drawing: Drawing, rounds: tuple[RoundNotes, ...], there: Places) -> None:
    bottom = there.quiet.y + there.quiet.height
    for one in rounds:
        if why := hidden(one):
            left, right = there.time.x(one.began_ms), there.time.x(one.began_ms + one.length_ms)
            box = Box(left, _TOP, max(2, right - left), bottom - _TOP)
            drawing.box(box, why.fill)
            draw_words_on(drawing, why.words, box)


def _key(notes: SessionNotes) -> Iterator[tuple[Swatch, str]]:
    if notes.turns:
        yield filled(FILLS[Floor.HELD]), _("A turn")
    for floor in (*_QUIET, Floor.BREAK):
        if any(one.floor is floor for one in notes.floors):
            yield filled(FILLS[floor]), floor_words(floor)
    for why in dict.fromkeys(filter(None, map(hidden, notes.rounds))):
        yield filled(why.fill), why.words


def _said(notes: SessionNotes) -> Iterator[str]:
    yield _(
        "Each line is one seat, in the order of the seats, and each bar on it is one turn, from the opening on the "
        "left to the close after {length} on the right."
    ).format(length=about(notes.length_ms))
    if any(one.seat is None for one in notes.people):
        yield _("Whoever asked not to be known is on the last line.")
    for one in notes.rounds:
        yield _round_said(notes, one)
    for floor in notes.floors:
        if floor.floor in (Floor.BREAK, Floor.PAUSED):
            said = (
                _("A break of {time} began after {when}.")
                if floor.floor is Floor.BREAK
                else _("A pause of {time} began after {when}.")
            )
            length = about(floor.end_ms - floor.start_ms)
            yield said.format(time=length, when=clock_face(floor.start_ms))


def _round_said(notes: SessionNotes, one: RoundNotes) -> str:
    what = [about(one.length_ms)]
    if why := hidden(one):
        what.append(_("only a band: {why}").format(why=why.words.lower()))
    else:
        turns = sum(turn.round == one.number for turn in notes.turns)
        what.append(ngettext("{n} turn", "{n} turns", turns).format(n=turns))
        if one.silences:
            what.append(
                ngettext("{n} silence", "{n} silences", one.silences).format(n=one.silences)
            )
    return _("Round {name}: {what}.").format(name=round_name(one), what=", ".join(what))
