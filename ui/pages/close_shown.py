"""What the Close page shows, derived from the session by pure functions. No Qt here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from circle.errors import Refused
from circle.harvest import Note, NoteKind, Seen
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.level import Level
from circle.log import Log
from circle.notes import make_notes
from circle.searched import LookedFor
from circle.session import State
from circle.session_notes import FoundName
from circle.spoken_time import clock_face, kept_together
from circle.summary import Summary, summarise, time_shared
from ui.pages.live_shown import session_title
from ui.pages.note_signs import note_words
from ui.widgets.row_shown import RowShown


@dataclass(frozen=True, slots=True)
class LevelShown:
    level: Level
    words: str
    possible: bool = True


@dataclass(frozen=True, slots=True)
class CloseShown:
    title: str
    notes: tuple[RowShown, ...]
    sentence: str
    counts: str
    levels: tuple[LevelShown, ...]


@dataclass(frozen=True, slots=True)
class NamesShown:
    """The names found in what would leave, each with what stands there instead; or why nothing can leave."""

    heading: str
    rows: tuple[RowShown, ...] = ()


def close_shown(state: State, at_ms: int) -> CloseShown:
    summary = summarise(state, at_ms)
    written = state.notes.values()
    return CloseShown(
        title=session_title(state),
        notes=tuple(_note(note) for note in written if note.kind is not NoteKind.KEY_POINT),
        sentence=kept_together(time_shared(summary, you=True)),
        counts=counts_words(summary),
        levels=levels_shown(state),
    )


def _note(note: Note) -> RowShown:
    time = clock_face(note.at_ms)
    said = _("Note at {time}: {text}").format(time=time, text=note.text)
    below = note_words(note)
    said = f"{said} ({below})" if below else said
    return RowShown(key=note.number, lead=time, text=note.text, below=below, said=said)


def counts_words(summary: Summary) -> str:
    voices, silences = summary.voices, summary.silence_count
    parts = (
        _("{n} offered").format(n=voices.offered),
        _("{n} heard").format(n=voices.heard),
        _("{n} passed").format(n=voices.passed),
        _("{n} not reached").format(n=voices.not_reached),
        ngettext("{n} silence", "{n} silences", silences).format(n=silences),
    )
    return " · ".join(parts)


def levels_shown(state: State) -> tuple[LevelShown, ...]:
    have_not = sum(1 for one in state.people.values() if not one.participant.says_yes)
    words = _("Names")
    if have_not:
        not_yet = ngettext(
            "Names · {n} person has not said yes", "Names · {n} people have not said yes", have_not
        )
        words = not_yet.format(n=have_not)
    return (
        LevelShown(Level.NOBODY, _("No one named")),
        LevelShown(Level.SEATS, _("Seats")),
        LevelShown(Level.ALIASES, _("Aliases, as they were typed")),
        LevelShown(Level.NAMES, words, possible=not have_not),
    )


def first_level(state: State) -> Level:
    """What the room agreed, as far as that is possible; nobody otherwise."""
    agreed = state.opened.level if state.opened else ""
    possible = {one.level.value: one.level for one in levels_shown(state) if one.possible}
    return possible.get(agreed, Level.NOBODY)


def names_shown(
    session: str, log: Log, level: Level, reader: Seen, looked_for: LookedFor
) -> NamesShown:
    try:
        found = make_notes(session, log, level, reader, looked_for).found
    except Refused as why:
        return NamesShown(str(why))
    if not found and level is Level.NAMES:
        return NamesShown(_("Names stay in the texts as they were written."))
    if not found and level is Level.ALIASES:
        why = _("Aliases stay as they were typed. Where one is a person’s name, choose seats.")
        return NamesShown(why)
    if not found:
        return NamesShown(_("No names were found in the texts."))
    words = tuple(dict.fromkeys(_found_words(one) for one in found))
    rows = tuple(RowShown(key=i, text=text, quiet=True) for i, text in enumerate(words))
    return NamesShown(_("Names found in the texts"), rows)


def _found_words(one: FoundName) -> str:
    return _("“{found}” in {where} becomes “{replacement}”").format(
        found=one.hit.found, where=one.where, replacement=one.hit.replacement.strip()
    )


def saved_words(files: Sequence[Path]) -> str:
    return _("Saved and checked: {files}").format(files=", ".join(file.name for file in files))


def check_formats(chosen: Collection[str]) -> None:
    """Raises Refused when there is none."""
    if not chosen:
        raise Refused(_("No format is chosen, so nothing was exported. Choose at least one."))
