"""When who held the piece, as RTTM: what tools for recorded speech read, and `import` too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from circle.i18n import gettext as _
from circle.session_notes import SessionNotes
from exports.house import PLAIN, HouseStyle
from exports.words import in_reading_order, level_and_rule, one_line, opened_day, stem

_LONGEST = 200
"""Letters of a name: longer ones nobody reads again."""

NOBODY = "someone"
"""Who holds the piece where nobody is named."""


def render(notes: SessionNotes, house: HouseStyle = PLAIN) -> bytes:
    """A line to each stretch for which the piece was held, of ten fields; stretches of no length are left out.

    Before them, as comments, are the level and the rule. UTF-8; lines end in a line feed.
    """
    del house
    lines = [f";; {one_line(text)}" for text in _about(notes)]
    lines += _lines(notes)
    return ("\n".join(lines) + "\n").encode()


def _about(notes: SessionNotes) -> Iterator[str]:
    about = _("When somebody held the piece in a listening circle, in seconds since it was opened.")
    yield about
    yield _("Opened on {day} (UTC: {utc}).").format(
        day=opened_day(notes).isoformat(), utc=f"{notes.opened:%Y-%m-%dT%H:%M:%SZ}"
    )
    yield from level_and_rule(notes)


def _lines(notes: SessionNotes) -> Iterator[str]:
    file = stem(notes)
    called = speakers(turn.label for turn in notes.turns)
    for turn in notes.turns:
        who = called[turn.label]
        for start_ms, end_ms in turn.parts:
            if end_ms > start_ms:
                lasts = (end_ms - start_ms) / 1000
                yield f"SPEAKER {file} 1 {start_ms / 1000:.3f} {lasts:.3f} <NA> <NA> {who} <NA> <NA>"


def speakers(labels: Iterable[str]) -> dict[str, str]:
    """What each label is called in a field, which has no space in it; two labels are never called alike."""
    called: dict[str, str] = {}
    for label in dict.fromkeys(labels):
        safe = _safe(label)
        taken, number = {*called.values()}, 2
        named = safe
        while named in taken:
            named, number = f"{safe}_{number}", number + 1
        called[label] = named
    return called


def _safe(label: str) -> str:
    """Angle brackets go, too: `<NA>` is nobody."""
    words = in_reading_order(one_line(label)).translate({ord("<"): None, ord(">"): None}).split()
    return "_".join(words)[:_LONGEST] or NOBODY
