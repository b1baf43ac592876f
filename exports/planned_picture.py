"""What was planned for each round beside how long it took. Nothing says that either is better."""

from __future__ import annotations

from circle.i18n import gettext as _
from circle.session_notes import RoundNotes, SessionNotes
from circle.spoken_time import about
from exports.blocks import Picture
from exports.drawn_floors import draw_key, round_name
from exports.drawn_minutes import Minutes
from exports.svg import INK, MOSS, SOFT, WIDTH, Box, Drawing, cut

_LABELS = 236


def planned(notes: SessionNotes) -> Picture | None:
    """None where nothing was planned with a time."""
    if not any(one.planned_ms for one in notes.rounds):
        return None
    longest_ms = max(max(one.planned_ms, one.length_ms) for one in notes.rounds)
    time = Minutes(longest_ms, _LABELS, WIDTH - _LABELS - 12)
    pitch = max(30, min(42, 900 / len(notes.rounds)))
    drawing, bottom = Drawing(), 4 + pitch * len(notes.rounds)
    time.draw_lines(drawing, 0, bottom)
    for i, one in enumerate(notes.rounds):
        _draw_round(drawing, one, time, 4 + i * pitch)
    key = ((_draw_outline, _("Planned")), (_draw_bar, _("Took")))
    height = draw_key(drawing, time.draw_numbers(drawing, bottom) + 6, key)
    title, said = _("What was planned and what it took"), _said(notes)
    return Picture(
        title, said, drawing.svg("planned", height=height, title=title, description=said)
    )


def _draw_round(drawing: Drawing, one: RoundNotes, time: Minutes, y: float) -> None:
    drawing.words(0, y + 11, cut(round_name(one), _LABELS - 16, 13), size=13)
    drawing.words(0, y + 26, cut(_both(one), _LABELS - 16, 11.5), size=11.5, colour=SOFT)
    if one.length_ms:
        _draw_bar(drawing, Box(time.left, y + 1, max(1.5, time.long(one.length_ms)), 22))
    if one.planned_ms:
        _draw_outline(drawing, Box(time.left, y + 1, time.long(one.planned_ms), 22))


def _draw_bar(drawing: Drawing, box: Box) -> None:
    """The middle of the box, filled."""
    y, height = box.y + box.height * 0.27, box.height * 0.46
    drawing.element("rect", x=box.x, y=y, width=box.width, height=height, fill=MOSS)


def _draw_outline(drawing: Drawing, box: Box) -> None:
    drawing.element(
        "rect",
        x=box.x,
        y=box.y,
        width=box.width,
        height=box.height,
        fill="none",
        stroke=INK,
        stroke_width=1.5,
    )


def _both(one: RoundNotes) -> str:
    took = about(one.length_ms)
    if not one.planned_ms:
        return _("untimed, took {took}").format(took=took)
    return _("{planned} planned, took {took}").format(planned=about(one.planned_ms), took=took)


def _said(notes: SessionNotes) -> str:
    what = _("For each round an outline is as long as was planned, and a bar as long as it took.")
    rounds = (
        _("{name}: {both}.").format(name=round_name(one), both=_both(one)) for one in notes.rounds
    )
    return " ".join((what, *rounds))
