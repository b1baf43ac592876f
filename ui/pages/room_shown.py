"""What the room display shows, derived from the state of the session by pure functions. No Qt here.

Everyone in the room reads it: no count, nobody beside anybody else, and of notes nothing but what is read back.
"""

from __future__ import annotations

from dataclasses import dataclass

from circle.forms import NextUp, Speaks
from circle.i18n import gettext as _
from circle.prompts import Whom
from circle.session import Phase, Round, State, part_ms
from circle.wording import floor_words, part_words
from ui.pages.live_shown import ARC_STEP_MS, clock_shown
from ui.pages.parts_shown import is_time_to_change, suggested_part_ms
from ui.pages.read_back_shown import ReadingBack


@dataclass(frozen=True, slots=True)
class RoomShown:
    """Words above the ring, two lines within it, and words below. `arc`: how far the ring has filled, 0 to 1; None: it
    lies there quietly. `face`: digits, where they are chosen. `is_read`: the middle is read back, and takes all the room.
    """

    above: str = ""
    middle: str = ""
    under: str = ""
    below: str = ""
    arc: float | None = None
    face: str = ""
    is_read: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """Everything that can be read, from above."""
        all_of_it = (self.above, self.middle, self.under, self.face, self.below)
        return tuple(words for words in all_of_it if words)


def room_shown(
    state: State,
    at_ms: int,
    *,
    names: bool = True,
    digits: bool = False,
    reading: ReadingBack | None = None,
) -> RoomShown:
    """`names`: whoever holds the piece is named. `reading`: what is being read back to the circle."""
    if reading is not None:
        return _read_back(reading)
    match state.phase:
        case Phase.CLOSED:
            return RoomShown(middle=_("The circle is closed"), below=_("Thank you for listening."))
        case Phase.UNOPENED:
            return RoomShown()
        case Phase.PAUSED | Phase.BREAK:
            return RoomShown(middle=floor_words(state, state.hand))
        case _:
            pass
    if state.round is None:
        return _between_rounds(state)
    return _in_round(state, state.round, at_ms, names=names, digits=digits)


def _read_back(reading: ReadingBack) -> RoomShown:
    if (now := reading.now) is None:
        return RoomShown(middle=_("That is all. Do we agree to this?"), is_read=True)
    leaves = _("May leave") if now.leaves else _("Stays here")
    return RoomShown(now.whose, now.text, below=leaves, is_read=True)


def _between_rounds(state: State) -> RoomShown:
    title = state.opened.title if state.opened and not state.rounds else ""
    rests = _("Between rounds") if state.rounds else _("The circle is open")
    quiet = state.phase is Phase.SILENCE
    middle = floor_words(state, state.hand) if quiet else rests
    return RoomShown(title, middle, below=_prompt(state))


def _in_round(state: State, round: Round, at_ms: int, *, names: bool, digits: bool) -> RoomShown:
    question = round.plan.prompt or round.plan.title or round.form.title
    middle, under = _floor(state, round, names=names)
    clock = clock_shown(state, at_ms)
    arc = _part_gone(state, round, at_ms) if state.phase is Phase.GROUPS else clock.arc
    below = _to_change(state, round, at_ms) or _prompt(state) or _how_to_listen(state, round)
    return RoomShown(question, middle, under, below, arc, clock.face if digits else "")


def _floor(state: State, round: Round, *, names: bool) -> tuple[str, str]:
    """The two lines in the ring."""
    match state.phase:
        case Phase.HELD:
            name = state.participant(state.hand.holder or "").alias if names else ""
            piece = state.wording.of_piece
            return name, _("holds the {piece}").format(piece=piece) if name else ""
        case Phase.GROUPS:
            return floor_words(state, state.hand), _sentence(part_words(round))
        case Phase.CENTRE if round.form.next is NextUp.NOBODY:
            return round.form.title, ""
        case _:
            return floor_words(state, state.hand), ""


def _part_gone(state: State, round: Round, at_ms: int) -> float | None:
    """The one ring that all groups share."""
    about_ms = suggested_part_ms(round)
    if not about_ms or not state.is_measured(round):
        return None
    return min(1.0, part_ms(state, at_ms) // ARC_STEP_MS * ARC_STEP_MS / about_ms)


def _to_change(state: State, round: Round, at_ms: int) -> str:
    if not is_time_to_change(state, at_ms):
        return ""
    if round.is_last_part:
        return _("Time to come back, when you are ready")
    return _("Time to change, when you are ready")


def _prompt(state: State) -> str:
    """The last that was offered in this round, or since the last one ended; never one of the facilitator's own."""
    index = state.round.index if state.round else None
    since_ms = state.rounds[-1].ended_ms or 0 if state.rounds else 0
    for one in reversed(state.offered):
        if one.whom is not Whom.FACILITATOR:
            is_of_now = one.round == index and (index is not None or one.at_ms >= since_ms)
            return one.text if is_of_now else ""
    return ""


def _how_to_listen(state: State, round: Round) -> str:
    if state.phase is Phase.SILENCE:
        return ""
    if round.speaks in (Speaks.INNER, Speaks.OUTER):
        return _sentence(part_words(round))
    if state.phase is Phase.HELD and round.form.next is NextUp.NEIGHBOUR:
        return _("Listen to understand. There is no need to answer.")
    return ""


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
