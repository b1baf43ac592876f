"""What the Live page shows, derived from the state of the session by pure functions. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from circle import events as e
from circle.grouping import group_of
from circle.harvest import Note, NoteKind, kind_words
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.moves import who_passes
from circle.next_act import Act, next_act
from circle.offering import eligible, had_in_part, next_up
from circle.replanning import left_ms
from circle.session import (
    Attendance,
    Outcome,
    Phase,
    Round,
    State,
    allows,
    held_ms,
    part_ms,
)
from circle.spoken_time import about, clock_face
from circle.wording import (
    floor_words,
    next_act_words,
    next_part_words,
    role_words,
    suggested_words,
)
from circle.wordings import Wording
from ui.pages.note_signs import shown_words
from ui.pages.parts_shown import (
    NotesHead,
    form_words,
    gathering,
    groups_time_words,
    groups_words,
    inner_words,
    marked_groups,
    notes_head,
    seat_words,
)
from ui.widgets.circle_shown import CircleShown, Mark, SeatShown
from ui.widgets.pill_shown import Pill

MOST_PILLS = 12
ARC_STEP_MS = 5_000
"""The arc moves on every five seconds: a hand that never stops draws the eye, and costs power."""

NOTES_IN_SIGHT = 40
"""The newest notes are shown in Live; all of them are on the Close page."""


@dataclass(frozen=True, slots=True)
class ButtonShown:
    """`name`: the part of the words that is cut short first where there is no room."""

    words: str
    enabled: bool = True
    name: str = ""


@dataclass(frozen=True, slots=True)
class ClockShown:
    """`face` "2:14", empty when no turn runs; `arc` how much of the suggested time has gone by, 0 to 1."""

    face: str = ""
    arc: float | None = None


@dataclass(frozen=True, slots=True)
class VoicesShown:
    pills: tuple[Pill, ...]
    words: str


@dataclass(frozen=True, slots=True)
class NoteShown:
    """`kind`: what it is, where it is no observation."""

    number: int
    time: str
    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class LiveShown:
    title: str
    round_words: str
    rounds: tuple[Pill, ...]
    circle: CircleShown
    main: ButtonShown
    silence: ButtonShown
    passes: ButtonShown
    bell: ButtonShown
    pause: ButtonShown
    break_: ButtonShown
    end_round: ButtonShown
    voices: VoicesShown
    notes: tuple[NoteShown, ...]
    notes_head: NotesHead


def live_shown(state: State, at_ms: int, *, hidden_digits: bool = False) -> LiveShown:
    return LiveShown(
        title=session_title(state),
        round_words=_round_words(state),
        rounds=_round_pills(state),
        circle=circle_shown(state, at_ms=at_ms, hidden_digits=hidden_digits),
        main=_main(state),
        silence=_silence(state),
        passes=passes_shown(state, at_ms),
        bell=ButtonShown(_("Bell"), allows(state, e.BellRung)),
        pause=_pause(state),
        break_=_break(state),
        end_round=_end_round(state),
        voices=_voices(state),
        notes=_notes_beside(state),
        notes_head=notes_head(state),
    )


def session_title(state: State) -> str:
    opened = state.opened
    if opened is None:
        return ""
    if opened.circle and opened.number:
        return _("{circle} · Session {n}").format(circle=opened.circle, n=opened.number)
    return opened.title


def _round_words(state: State) -> str:
    round = state.round
    if round is None:
        return _("Between rounds") if state.rounds else _("The circle is open")
    number, planned = round.index + 1, len(state.plan)
    words = (
        _("Round {n} of {all}").format(n=number, all=planned)
        if planned >= number and planned > 1
        else _("Round {n}").format(n=number)
    )
    question = round.plan.prompt or round.plan.title
    called = form_words(round)
    if called:
        return " · ".join(part for part in (words, called, question) if part)
    return f"{words} · {question or round.form.title}"


def _round_pills(state: State) -> tuple[Pill, ...]:
    if len(state.rounds) > MOST_PILLS:
        return ()
    done = tuple(Pill.DONE if round.ended_ms is not None else Pill.NOW for round in state.rounds)
    begun = {round.planned for round in state.rounds}
    waiting = sum(1 for row in range(len(state.plan)) if row not in begun)
    pills = done + (Pill.WAITING,) * waiting
    return pills if 1 < len(pills) <= MOST_PILLS else ()


def header_times(state: State, at_ms: int) -> str:
    """How long the session has run, and how much of the plan is left."""
    gone = _("{time} in").format(time=about(at_ms)) if at_ms >= 60_000 else _("just begun")
    plan_left_ms = left_ms(state, at_ms)
    if plan_left_ms < 60_000:
        return gone
    return _("{gone} · {minutes} left").format(gone=gone, minutes=about(plan_left_ms))


def clock_shown(state: State, at_ms: int) -> ClockShown:
    round, holder = state.round, state.hand.holder
    if not state.is_measured(round):
        return ClockShown()
    if holder is None:
        groups = round is not None and state.phase is Phase.GROUPS
        return ClockShown(clock_face(part_ms(state, at_ms))) if groups else ClockShown()
    held = held_ms(state, at_ms)
    suggested = round.suggested_ms if round else 0
    suggested += suggested * state.participant(holder).extra_percent // 100
    arc = min(1.0, held // ARC_STEP_MS * ARC_STEP_MS / suggested) if suggested else None
    return ClockShown(clock_face(held), arc)


def circle_shown(state: State, *, at_ms: int = 0, hidden_digits: bool = False) -> CircleShown:
    coming, round = next_up(state), state.round
    seats = tuple(
        _seat(state, person, number, coming) for number, person in enumerate(state.seats, 1)
    )
    has_inner = round is not None and round.has_inner
    return CircleShown(
        seats, _upper(state, at_ms), _lower(state, coming), hidden_digits, has_inner=has_inner
    )


def _seat(state: State, person: str, number: int, coming: str | None) -> SeatShown:
    attendance = state.people[person]
    mark = _mark(state, attendance)
    group = group_of(marked_groups(state), person)
    said = _said(attendance, number, mark, state.wording)
    following = [_("next")] if person == coming else []
    return SeatShown(
        id=person,
        alias=attendance.participant.alias,
        seat_number=number,
        mark=mark,
        next=person == coming,
        facilitator=attendance.participant.facilitator,
        said=", ".join([*said, *seat_words(state, person), *following]),
        group=0 if group is None else group + 1,
        inside=state.round is not None and person in state.round.inner,
    )


def _mark(state: State, attendance: Attendance) -> Mark:
    person = attendance.participant.id
    if person == state.whose_turn:
        return Mark.HOLDER
    if not attendance.here:
        return Mark.AWAY
    round = state.round
    return Mark.OFFERED if round and _is_done(round, person) else Mark.WAITING


def _is_done(round: Round, person: str) -> bool:
    """Offered the piece, and not waiting to be offered it again."""
    if round.turns.get(person):
        return True
    again = round.form.offers_again and round.passes.get(person) is Outcome.PASSED_FOR_NOW
    return person in round.passes and not again


def _said(attendance: Attendance, number: int, mark: Mark, wording: Wording) -> list[str]:
    alias = attendance.participant.alias
    parts = (
        [alias]
        if alias == _("Seat {n}").format(n=number)
        else [alias, _("seat {n}").format(n=number)]
    )
    parts += {
        Mark.HOLDER: [_("holds the {piece}").format(piece=wording.of_piece)],
        Mark.OFFERED: [_("has been offered the piece")],
        Mark.AWAY: [_("has stepped out")],
    }.get(mark, [])
    return parts + [role_words(role, wording) for role in attendance.participant.does]


def _upper(state: State, at_ms: int) -> str:
    if state.phase is Phase.GROUPS and state.round and state.round.groups:
        return groups_words(state, state.round, at_ms)
    words = floor_words(state, state.hand)
    before = state.before_pause
    if before and before.holder:
        return f"{words} · {floor_words(state, before)}"
    return words


def _lower(state: State, coming: str | None) -> str:
    """The line under the digits: the suggested time, and who is next."""
    round = state.round
    if round and round.groups:
        return groups_time_words(state, round)
    if round and round.has_inner:
        return inner_words(state, round, coming)
    measured = round is not None and state.is_measured(round)
    parts = [suggested_words(round.suggested_ms)] if round and measured else []
    if coming:
        parts.append(_("{name} is next").format(name=state.participant(coming).alias))
    elif round and next_act(state).act is Act.END_ROUND and round.ended_ms is None and round.turns:
        parts.append(_("all were offered the piece"))
    return " · ".join(part for part in parts if part)


def _main(state: State) -> ButtonShown:
    coming = next_act(state)
    return ButtonShown(next_act_words(state, coming), coming.act is not Act.WAIT)


def _silence(state: State) -> ButtonShown:
    if state.phase is Phase.SILENCE:
        return ButtonShown(_("End the silence"), allows(state, e.SilenceEnded))
    return ButtonShown(_("Silence"), allows(state, e.SilenceBegan))


def passes_shown(state: State, at_ms: int) -> ButtonShown:
    person = who_passes(state, at_ms)
    if person is None:
        return ButtonShown(_("Passes"), enabled=False)
    name = state.participant(person).alias
    return ButtonShown(_("{name} passes").format(name=name), allows(state, e.Passed), name)


def _pause(state: State) -> ButtonShown:
    if state.phase is Phase.PAUSED:
        return ButtonShown(_("Resume"))
    return ButtonShown(_("Pause"), allows(state, e.Paused))


def _break(state: State) -> ButtonShown:
    if state.phase is Phase.BREAK:
        return ButtonShown(_("End the break"), allows(state, e.BreakEnded))
    return ButtonShown(_("Break"), allows(state, e.BreakBegan))


def _end_round(state: State) -> ButtonShown:
    if state.round is None and state.rounds:
        return ButtonShown(_("One more round"), allows(state, e.RoundBegan))
    if state.round and not state.round.is_last_part:
        said_already = next_act(state).act is Act.NEXT_PART
        words = _("Next part") if said_already else next_part_words(state)
        return ButtonShown(words, allows(state, e.PartBegan))
    return ButtonShown(_("End round"), allows(state, e.RoundEnded))


def _voices(state: State) -> VoicesShown:
    """Who has been offered the piece in this round, as a number and never by name."""
    round = state.round or (state.rounds[-1] if state.rounds else None)
    if round is None:
        return VoicesShown((), _("No round has begun."))
    had = had_in_part(state, round)
    here = [who for who in eligible(state, round) if state.here(who) or who in had]
    if not here and round.has_inner:
        return VoicesShown((), _("Nobody sits inside yet."))
    heard = sum(1 for who in here if who in had)
    running = state.hand.holder is not None and state.round is not None
    done = heard - 1 if running and heard else heard
    pills = (
        (Pill.DONE,) * done + (Pill.NOW,) * (heard - done) + (Pill.WAITING,) * (len(here) - heard)
    )
    return VoicesShown(pills, _voices_words(state, round, heard, len(here)))


def _voices_words(state: State, round: Round, heard: int, there: int) -> str:
    parts = [_("{n} of {all}").format(n=heard, all=there)]
    if round.silences:
        silences = ngettext("{n} silence", "{n} silences", round.silences)
        parts.append(silences.format(n=round.silences))
    out = sum(1 for person in state.seats if not state.here(person))
    if out:
        parts.append(ngettext("{n} stepped out", "{n} stepped out", out).format(n=out))
    return " · ".join(parts)


def _notes_beside(state: State) -> tuple[NoteShown, ...]:
    """The newest notes; where key points are written, those."""
    if (now := gathering(state)) is None:
        return notes_shown(state, most=NOTES_IN_SIGHT)
    points = (note for note in state.notes.values() if note.round == now.round)
    mine = (note for note in points if (note.kind, note.group) == (NoteKind.KEY_POINT, now.group))
    return tuple(NoteShown(note.number, clock_face(note.at_ms), note.text) for note in mine)


def notes_shown(state: State, *, most: int | None = None) -> tuple[NoteShown, ...]:
    """The notes in the order in which they stand, without the key points; of more than `most` the last."""
    last = (
        note for note in reversed([*state.notes.values()]) if note.kind is not NoteKind.KEY_POINT
    )
    shown = [_note_shown(note) for note in islice(last, most)]
    return tuple(reversed(shown))


def _note_shown(note: Note) -> NoteShown:
    kind = "" if note.kind is NoteKind.NOTE else kind_words(note.kind)
    return NoteShown(note.number, clock_face(note.at_ms), shown_words(note.kind, note.text), kind)
