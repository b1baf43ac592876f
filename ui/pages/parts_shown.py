"""What Live shows of a round with parts or groups, by pure functions. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

from circle.events import Groups
from circle.forms import Speaks
from circle.grouping import group_of
from circle.harvest import NoteKind
from circle.i18n import gettext as _
from circle.next_act import Act, next_act
from circle.session import Phase, Round, State, part_ms
from circle.spoken_time import about
from circle.wording import part_words, suggested_words


@dataclass(frozen=True, slots=True)
class Gathering:
    """Key points are written just now: of a group, from 0, that somebody reports for, or, None, of the whole circle.
    `kept`: how many so far, of about `points`; 0: as many as there are.
    """

    group: int | None
    round: int
    kept: int
    points: int


@dataclass(frozen=True, slots=True)
class NotesHead:
    """What stands over the notes, and in their field while it is empty."""

    heading: str
    placeholder: str
    has_kinds: bool = True
    """Notes may be of several kinds; key points are not."""


def marked_groups(state: State) -> Groups:
    """The groups that the seats are marked by: those that talk, or those that report."""
    round = state.round
    if round is None:
        return ()
    return state.groups if round.speaks is Speaks.REPORTERS else round.groups


def suggested_part_ms(round: Round) -> int:
    """About how long a part is; 0 where nothing is suggested. Groups without parts have the whole round."""
    if round.form.parts:
        return round.suggested_ms
    return max(0, round.plan.length_ms + round.suggested_ms - round.plan.suggested_ms)


def is_time_to_change(state: State, at_ms: int) -> bool:
    """Whether the groups have had about the time that was suggested for this part."""
    round = state.round
    if round is None or not round.groups or state.phase is not Phase.GROUPS:
        return False
    about_ms = suggested_part_ms(round)
    return 0 < about_ms <= part_ms(state, at_ms)


def time_to_change_words(round: Round) -> str:
    if round.is_last_part:
        return _("Time to come back, when they are ready")
    return _("Time to change, when they are ready")


def groups_words(state: State, round: Round, at_ms: int) -> str:
    """Above the clock of groups that talk."""
    if is_time_to_change(state, at_ms):
        return time_to_change_words(round)
    return " · ".join(words for words in (round.form.title, part_words(round)) if words)


def groups_time_words(state: State, round: Round) -> str:
    """Under the clock of groups that talk; nothing where times are not measured."""
    about_ms = suggested_part_ms(round)
    if not about_ms or not state.is_measured(round):
        return ""
    words = _("about {time} for each part") if round.form.parts else _("about {time}")
    return words.format(time=about(about_ms))


def inner_words(state: State, round: Round, coming: str | None) -> str:
    """Under the clock of a round with an inner circle: whose the part is, and what comes."""
    parts = [part_words(round)]
    if is_choosing_inner(state):
        parts = [
            _("choose a seat: they move inside")
            if not round.inner
            else _("choose again to give the piece")
        ]
    if coming:
        parts.append(_("{name} is next").format(name=state.participant(coming).alias))
    elif next_act(state).act is Act.END_ROUND and round.turns:
        parts.append(_("all were offered the piece"))
    elif not is_choosing_inner(state) and state.is_measured(round):
        parts.append(suggested_words(round.suggested_ms))
    return " · ".join(part for part in parts if part)


def is_choosing_inner(state: State) -> bool:
    """Whether the inner circle is still being put together: it is its part, and nobody has been offered the
    piece yet. Then whoever is chosen sits inside first.
    """
    round = state.round
    if round is None or round.part or round.speaks is not Speaks.INNER:
        return False
    return state.phase is not Phase.HELD and not round.turns and not round.passes


def moves_in_first(state: State, person: str) -> bool:
    """Whether choosing a seat puts somebody inside instead of giving them the piece."""
    round = state.round
    return round is not None and is_choosing_inner(state) and person not in round.inner


def form_words(round: Round) -> str:
    """What the head says of a round with groups or an inner circle; empty for others."""
    if round.has_inner:
        return f"{round.form.title} · {part_words(round)}"
    return round.form.title if round.groups or round.speaks is Speaks.REPORTERS else ""


def gathering(state: State) -> Gathering | None:
    """Whose key points are written just now: in a harvest, or while somebody reports who is asked for some."""
    round = state.round
    if round is None:
        return None
    group = _reports_for(state, round)
    if group is None and not round.form.gathers:
        return None
    kept = sum(
        1
        for note in state.notes.values()
        if (note.kind, note.group, note.round) == (NoteKind.KEY_POINT, group, round.index)
    )
    return Gathering(group, round.index, kept, round.form.points)


def _reports_for(state: State, round: Round) -> int | None:
    if round.speaks is not Speaks.REPORTERS or not round.form.points:
        return None
    before = state.before_pause
    return group_of(state.groups, state.hand.holder or (before.holder if before else None))


def openers_words(state: State) -> str:
    """Who opens the round that runs, and with what, a line each; also of those who have no seat."""
    if state.round is None:
        return ""
    lines = (
        (state.participant(one.participant).alias if one.participant else one.called, one.material)
        for one in state.round.plan.openers
    )
    told = (" · ".join(filter(None, line)) for line in lines)
    return "\n".join(_("Opens: {who}").format(who=words) for words in told if words)


def notes_head(state: State) -> NotesHead:
    now = gathering(state)
    if now is None:
        return NotesHead(_("Notes · no names attached"), _("Write a note…"))
    heading = _("Key points, in the room’s own words")
    if now.group is not None:
        heading = _("Key points of group {n}").format(n=now.group + 1)
    if now.kept <= now.points and now.points:
        count = _("{n} of {all}").format(n=now.kept, all=now.points)
        heading = f"{heading} · {count}"
    return NotesHead(heading, _("Write a key point…"), has_kinds=False)


def seat_words(state: State, person: str) -> list[str]:
    """What is said of a seat besides: its group, and that it is inside."""
    words: list[str] = []
    group = group_of(marked_groups(state), person)
    if group is not None:
        words.append(_("group {n}").format(n=group + 1))
    if state.round and person in state.round.inner:
        words.append(_("sits inside"))
    return words
