"""What `list` and `show` print for people: lines of text, no colours, names last so that columns stay straight."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import zip_longest

from circle.dates import day_and_time, decimal_words
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.measures import Balance
from circle.session import Outcome
from circle.spoken_time import clock_face, seconds
from circle.summary import RoundSummary, Summary, percent, time_shared
from circle.timeline import Floor, Interval
from ui.session_seen import Listed, SessionSeen, Standing
from ui.written_text import comments_text, written_text

_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNDEFINED = "–"


def list_text(sessions: Sequence[Listed]) -> Iterator[str]:
    if not sessions:
        yield _("There are no sessions yet. “circlekeeper” opens the window to hold one.")
        return
    headings = (_("id"), _("opened"), _("length"), _("people"), "", _("title"))
    yield from table(
        headings,
        [
            (
                one.line.id,
                _day(one.line.opened),
                clock_face(one.line.length_ms),
                str(one.line.people) if one.line.people or not one.line.arrived else _UNDEFINED,
                _how_listed(one),
                one.line.title or _UNDEFINED,
            )
            for one in sessions
        ],
        left={0, 1, 4, 5},
    )


def _how_listed(one: Listed) -> str:
    if one.standing != "closed":
        return _standing(one.standing)
    return _("from elsewhere") if one.line.arrived else ""


def show_text(seen: SessionSeen) -> Iterator[str]:
    summary = seen.summary
    yield from _heading(seen)
    yield ""
    yield _voices(summary)
    yield time_shared(summary)
    for part in (_people(summary), _rounds(seen), _figures(summary), _timeline(seen)):
        yield ""
        yield from part
    for line in (*written_text(seen.state), *comments_text(seen.comments)):
        indent = len(line) - len(line.lstrip(" "))
        yield " " * indent + plain(line)


def _heading(seen: SessionSeen) -> Iterator[str]:
    opened, summary = seen.summary.opened, seen.summary
    yield plain(opened.title) or _("A session without a title")
    circle = plain(opened.circle)
    if opened.number is not None:
        circle = _("{circle}, session {n}").format(circle=circle, n=opened.number).lstrip(", ")
    if circle:
        yield circle
    when = f"{_day(seen.opened)} {zone_words(seen.opened)}"
    yield f"{seen.id} · {when} · {clock_face(summary.length_ms)} · {_standing(seen.standing)}"
    if opened.source:
        cross_talk = _("cross-talk: {n}").format(n=opened.cross_talk)
        yield _("From {source}; {cross_talk}").format(
            source=plain(opened.source), cross_talk=cross_talk
        )
    if summary.notes:
        n = len(summary.notes)
        yield ngettext(
            "{n} note; the window and an export show it",
            "{n} notes; the window and an export show them",
            n,
        ).format(n=n)


def _standing(standing: Standing) -> str:
    return {"open": _("still open"), "closed": _("closed"), "damaged": _("damaged")}[standing]


def _voices(summary: Summary) -> str:
    voices = summary.voices
    return _(
        "Voices: {present} present, {offered} offered, {heard} heard, {passed} passed, "
        "{not_reached} not reached"
    ).format(
        present=voices.present,
        offered=voices.offered,
        heard=voices.heard,
        passed=voices.passed,
        not_reached=voices.not_reached,
    )


def _people(summary: Summary) -> Iterator[str]:
    facilitates = _("{name} (facilitator)")
    yield from table(
        (_("seat"), _("turns"), _("time"), _("seconds"), _("person")),
        [
            (
                str(one.seat),
                str(one.turns) if one.turns else "–",
                clock_face(one.held_ms) if one.turns else "–",
                seconds(one.held_ms) if one.turns else "–",
                facilitates.format(name=one.participant.alias)
                if one.participant.facilitator
                else one.participant.alias,
            )
            for one in summary.people
        ],
    )


def _rounds(seen: SessionSeen) -> Iterator[str]:
    headings = (
        _("round"),
        _("began"),
        _("length"),
        _("offered"),
        _("heard"),
        _("passed"),
        _("not reached"),
        _("what"),
    )
    return table(headings, [_round(seen, one) for one in seen.summary.rounds])


def _round(seen: SessionSeen, one: RoundSummary) -> tuple[str, ...]:
    what = one.round.plan.prompt or one.round.plan.title
    return (
        str(one.round.index + 1),
        _clock(seen, one.round.began_ms),
        clock_face(one.length_ms),
        str(one.offered),
        str(one.count(Outcome.HELD)),
        str(one.passed),
        str(one.count(Outcome.NOT_REACHED)),
        ": ".join(filter(None, (one.round.form.title, what))),
    )


def _figures(summary: Summary) -> Iterator[str]:
    everyone = _balance(summary.balance)
    columns = [everyone.values()]
    headings = [_("everyone")]
    if any(one.participant.facilitator for one in summary.people):
        headings.append(_("without facilitators"))
        columns.append(_balance(summary.balance_without_facilitators).values())
    rows = [(*values, name) for name, *values in zip(everyone, *columns, strict=True)]
    yield from table((*headings, _("how the time was shared")), rows)
    turns, silence = summary.turn_figures, summary.silence
    yield _("Turns per person: mean {mean}, variance {variance}, spread (CV) {cv}").format(
        mean=_number(turns.mean), variance=_number(turns.variance), cv=_number(turns.cv)
    )
    yield _(
        "Length of a turn: median {median}, middle half {lower} to {upper}, longest {longest}"
    ).format(
        median=_length(turns.median_ms),
        lower=_length(turns.lower_quartile_ms),
        upper=_length(turns.upper_quartile_ms),
        longest=_length(turns.longest_ms),
    )
    yield _("Silences: {n}, {total} in all, {share} of the session, median {median}").format(
        n=silence.count,
        total=_length(silence.total_ms),
        share=percent(silence.share),
        median=_length(silence.median_ms),
    )


def _balance(balance: Balance) -> dict[str, str]:
    """By name, in the order in which they are shown."""
    return {
        _("of the time held would have to move (Hoover)"): percent(balance.hoover),
        _("evenness (Pielou)"): _number(balance.evenness),
        _("Gini, corrected for {n} people").format(n=balance.n): _number(balance.gini_corrected),
        _("effective voices (Hill 1)"): _number(balance.voices_1),
        _("effective voices (Hill 2)"): _number(balance.voices_2),
    }


def _timeline(seen: SessionSeen) -> Iterator[str]:
    aliases = {one.participant.id: one.participant.alias for one in seen.summary.people}
    return table(
        (_("began"), _("length"), _("round"), _("floor")),
        [
            (
                _clock(seen, tile.start_ms),
                clock_face(tile.length_ms),
                "" if tile.round is None else str(tile.round + 1),
                _floor(tile, aliases.get(tile.hand.holder or "", "")),
            )
            for tile in seen.summary.tiles
        ],
    )


def _floor(tile: Interval, alias: str) -> str:
    return {
        Floor.HELD: alias,
        Floor.CENTRE: _("the piece in the centre"),
        Floor.SILENCE: _("silence"),
        Floor.PAUSED: _("paused"),
        Floor.BREAK: _("break"),
        Floor.GROUPS: _("small groups"),
    }[tile.hand.floor]


def table(
    headings: Sequence[str], rows: Iterable[Sequence[str]], *, left: set[int] | None = None
) -> Iterator[str]:
    """Columns to the right but for the last and those in `left`."""
    lines = [[plain(cell) for cell in row] for row in (headings, *rows)]
    left = (left or set()) | {len(headings) - 1}
    widths = [max(map(len, column)) for column in zip_longest(*lines, fillvalue="")]
    for line in lines:
        cells = [
            cell.ljust(width) if at in left else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()


def plain(text: str) -> str:
    """Text on one line, and without what would move the cursor or turn the line round."""
    kept = (c for c in " ".join(text.split()) if unicodedata.category(c) not in ("Cc", "Cs"))
    return "".join(c for c in kept if c not in _BIDI)


def _day(moment: datetime) -> str:
    return day_and_time(moment.astimezone())


def zone_words(moment: datetime) -> str:
    """As in “UTC+01:00”."""
    offset = f"{moment.astimezone():%z}"
    return "UTC" if not offset.strip("+-0") else f"UTC{offset[:3]}:{offset[3:5]}"


def _clock(seen: SessionSeen, at_ms: int) -> str:
    return f"{seen.moment(at_ms).astimezone():%H:%M:%S}"


def _number(figure: float | None) -> str:
    return _UNDEFINED if figure is None else decimal_words(figure, 2)


def _length(ms: int | None) -> str:
    return _UNDEFINED if ms is None else clock_face(ms)
