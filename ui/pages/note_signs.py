"""What kind of note is meant, by the sign that it begins with: so a note is as fast to write as it was. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from circle.harvest import Note, NoteKind, Seen, kind_words, seen_words, side_words
from circle.i18n import gettext as _

SIGNS: Mapping[NoteKind, str] = {
    NoteKind.NOTE: "",
    NoteKind.QUOTE: "“",
    NoteKind.QUESTION: "? ",
    NoteKind.TO_DO: "! ",
    NoteKind.PROCESS: ": ",
}
"""Those that can be written while listening, in the order in which they are offered."""

_OPENING, _CLOSING = '“"„«”', '”"“»„'
_MARKS = frozenset(_OPENING + _CLOSING)


class Noted(NamedTuple):
    kind: NoteKind
    text: str


def noted(written: str) -> Noted:
    """The kind and the text that are meant. A text that is no more than a sign is an observation."""
    text = written.strip()
    if text[:1] and text[0] in _OPENING and text[1:].strip(f"{_CLOSING} "):
        return Noted(NoteKind.QUOTE, _unquoted(text))
    for kind, sign in SIGNS.items():
        if sign.endswith(" ") and text.startswith(sign):
            return Noted(kind, text[len(sign) :].strip())
    return Noted(NoteKind.NOTE, text)


def _unquoted(text: str) -> str:
    """Without the marks around it; as it was written where there are others inside, since those go together."""
    inner = text[1:-1] if text[-1] in _CLOSING else text[1:]
    return text if _MARKS.intersection(inner) else inner.strip()


def as_written(kind: NoteKind, written: str) -> str:
    """The same words with the sign of another kind."""
    return f"{SIGNS[kind]}{_without_sign(written)}"


def _without_sign(written: str) -> str:
    text = written.lstrip()
    if noted(f"{text}x").kind is NoteKind.QUOTE:
        return text[1:]
    found = next((one for one in SIGNS.values() if one.strip() and text.startswith(one)), "")
    return text[len(found) :] if found.endswith(" ") else text


def shown_words(kind: NoteKind, text: str) -> str:
    """A note as lists show it: a quote in its marks."""
    quoted = kind is NoteKind.QUOTE and not _MARKS.intersection(text[:1])
    return f"“{text}”" if quoted else text


def signs_words() -> str:
    """What the signs are, as a tip says it."""
    return _(
        'Begin with " for a quote, ? for a question, ! for a to do, : for how the circle goes.'
    )


def note_words(note: Note) -> str:
    """What stands under a note: its kind, where it is no observation, its side, and who alone may see it."""
    kind = "" if note.kind is NoteKind.NOTE else kind_words(note.kind)
    alone = seen_words(note.seen) if note.seen is not Seen.REPORT else ""
    side = side_words(note.side) if note.side else ""
    return " · ".join(words for words in (kind, side, alone) if words)
