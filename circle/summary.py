"""What a session comes to: its turns, silences, rounds and figures, derived once for screen and documents alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from circle import events as e
from circle.dates import percent_words
from circle.forms import Speaks
from circle.harvest import Note
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.measures import (
    Balance,
    SilenceFigures,
    TurnFigures,
    balance,
    silence_figures,
    turn_figures,
)
from circle.session import Outcome, Round, State, outcome
from circle.timeline import CENTRE, Floor, Hand, Interval, Turn, intervals, silences, turns
from circle.wordings import Wording


@dataclass(frozen=True, slots=True)
class PersonSummary:
    participant: e.Participant
    seat: int
    """From 1, in the order of the seats; who left early comes after those."""
    held_ms: int
    turns: int
    present_ms: int


@dataclass(frozen=True, slots=True)
class RoundSummary:
    """Of a round that was not measured there are no turns, and no times of silences."""

    round: Round
    measured: bool
    length_ms: int
    outcomes: Mapping[str, Outcome]
    turns: tuple[Turn, ...]
    silences: tuple[Interval, ...]
    notes: tuple[Note, ...]

    @property
    def not_reached(self) -> int | None:
        """None where only some are to have the piece: one of each group, or those who were named."""
        some = {Speaks.REPORTERS, Speaks.NAMED} & {*self.round.form.parts}
        return None if some else self.count(Outcome.NOT_REACHED)

    def count(self, *kinds: Outcome) -> int:
        return sum(1 for found in self.outcomes.values() if found in kinds)

    @property
    def silence_count(self) -> int:
        return len(self.silences) if self.measured else self.round.silences

    @property
    def offered(self) -> int:
        return self.count(Outcome.HELD, Outcome.PASSED, Outcome.PASSED_FOR_NOW)

    @property
    def passed(self) -> int:
        return self.count(Outcome.PASSED, Outcome.PASSED_FOR_NOW)


@dataclass(frozen=True, slots=True)
class Voices:
    """How many of those present were offered the piece in the session, held it, passed, were not reached."""

    present: int
    offered: int
    heard: int
    passed: int
    not_reached: int


@dataclass(frozen=True, slots=True)
class Summary:
    """Times in milliseconds since the session opened; `length_ms` is also the sum of the intervals."""

    opened: e.SessionOpened
    length_ms: int
    tiles: tuple[Interval, ...]
    turns: tuple[Turn, ...]
    people: tuple[PersonSummary, ...]
    rounds: tuple[RoundSummary, ...]
    notes: tuple[Note, ...]
    voices: Voices
    balance: Balance
    balance_without_facilitators: Balance
    turn_figures: TurnFigures
    silence: SilenceFigures

    @property
    def silence_count(self) -> int:
        """How many silences there were, also in rounds that were not measured."""
        return self.silence.count + sum(
            one.silence_count for one in self.rounds if not one.measured
        )


def confidential(summary: Summary) -> frozenset[int]:
    """The indexes of the rounds of which only form, prompt and times may leave."""
    return frozenset(one.round.index for one in summary.rounds if one.round.plan.confidential)


def unmeasured(summary: Summary) -> frozenset[int]:
    """The indexes of the rounds of which no times of turns are kept, those that are confidential left out."""
    return frozenset(
        one.round.index
        for one in summary.rounds
        if not (one.measured or one.round.plan.confidential)
    )


def unmeasured_ms(summary: Summary) -> int:
    """How long the rounds that were not measured were together, those that are confidential left out; where only
    totals are told, all the rest of the session.
    """
    if summary.opened.few:
        return summary.length_ms - confidential_ms(summary)
    return sum(summary.rounds[index].length_ms for index in unmeasured(summary))


def floors_ms(summary: Summary) -> Mapping[Floor, int]:
    """For how long the floor was in each state; confidential and unmeasured rounds left out. Where only totals are
    told, nothing is known of it.
    """
    if summary.opened.few:
        return dict.fromkeys(Floor, 0)
    hidden = confidential(summary) | unmeasured(summary)
    tiles = [tile for tile in summary.tiles if tile.round not in hidden]
    return {
        floor: sum(tile.length_ms for tile in tiles if tile.hand.floor is floor) for floor in Floor
    }


def confidential_ms(summary: Summary) -> int:
    """How long the confidential rounds were together."""
    return sum(summary.rounds[index].length_ms for index in confidential(summary))


def summarise(state: State, at_ms: int) -> Summary:
    """The session as it stands at a moment; of a closed one, as it was at its end.

    Where times were not measured it says nothing of turns; the intervals tile the session all the same.
    """
    end_ms = state.ended_ms if state.ended_ms is not None else max(at_ms, state.last_ms)
    tiles = tuple(_as_measured(state, intervals(state.head, end_ms)))
    held = turns(tiles)
    rounds = tuple(_round(state, round, tiles, held, end_ms) for round in state.rounds)
    people = _people(state, held, end_ms)
    there = [person for person in people if person.present_ms or person.turns]
    others = [person for person in there if not person.participant.facilitator]
    counts = [person.turns for person in there]
    return Summary(
        opened=state.opened or e.SessionOpened(""),
        length_ms=end_ms,
        tiles=tiles,
        turns=held,
        people=people,
        rounds=rounds,
        notes=tuple(state.notes.values()),
        voices=_voices(there, rounds),
        balance=_balance(there),
        balance_without_facilitators=_balance(others),
        turn_figures=turn_figures(counts, [turn.length_ms for turn in held]),
        silence=_silence(
            tiles, end_ms, besides=frozenset(one.round.index for one in rounds if not one.measured)
        ),
    )


def silence_outside(summary: Summary) -> SilenceFigures:
    """Those of the rounds of which times may leave: one that is hidden is an interval, and may rest in silence."""
    hidden = confidential(summary) | unmeasured(summary)
    return _silence(summary.tiles, summary.length_ms, besides=hidden)


def _silence(tiles: Iterable[Interval], end_ms: int, *, besides: frozenset[int]) -> SilenceFigures:
    kept = silences(tile for tile in tiles if tile.round not in besides)
    return silence_figures([tile.length_ms for tile in kept], end_ms)


def _as_measured(state: State, tiles: Iterable[Interval]) -> Iterator[Interval]:
    """A round that was not measured is one interval, at rest; no turn begins or ends in it."""
    last: Interval | None = None
    for tile in tiles:
        rested = _rested(state, tile)
        if rested is not tile and not tile.length_ms:
            continue
        if last and (last.hand, last.round) == (rested.hand, rested.round):
            last = replace(last, end_ms=rested.end_ms)
            continue
        if last:
            yield last
        last = rested
    if last:
        yield last


def _rested(state: State, tile: Interval) -> Interval:
    round = None if tile.round is None else state.rounds[tile.round]
    if state.is_measured(round) or (round is None and tile.hand.turn is None):
        return tile
    return replace(tile, hand=Hand(Floor(round.form.rest.value)) if round else CENTRE)


def _balance(people: list[PersonSummary]) -> Balance:
    return balance([one.held_ms for one in people], [one.present_ms for one in people])


def _people(state: State, held: tuple[Turn, ...], end_ms: int) -> tuple[PersonSummary, ...]:
    gone = [person for person in state.people if person not in state.seats]
    lengths: dict[str, list[int]] = {}
    for turn in held:
        lengths.setdefault(turn.holder, []).append(turn.length_ms)
    return tuple(
        PersonSummary(
            participant=state.people[person].participant,
            seat=seat,
            held_ms=sum(lengths.get(person, ())),
            turns=len(lengths.get(person, ())),
            present_ms=state.people[person].present_ms(0, end_ms),
        )
        for seat, person in enumerate([*state.seats, *gone], 1)
    )


def _round(
    state: State, round: Round, tiles: tuple[Interval, ...], held: tuple[Turn, ...], end_ms: int
) -> RoundSummary:
    return RoundSummary(
        round=round,
        measured=state.is_measured(round),
        length_ms=(end_ms if round.ended_ms is None else round.ended_ms) - round.began_ms,
        outcomes={person: outcome(state, round, person) for person in state.people},
        turns=tuple(turn for turn in held if turn.round == round.index),
        silences=silences(tile for tile in tiles if tile.round == round.index),
        notes=tuple(note for note in state.notes.values() if note.round == round.index),
    )


def _voices(people: list[PersonSummary], rounds: tuple[RoundSummary, ...]) -> Voices:
    """A person is counted once: as heard, else as having passed, else as not reached."""
    heard = {
        person.participant.id
        for person in people
        if person.turns
        or any(round.outcomes[person.participant.id] is Outcome.HELD for round in rounds)
    }
    passes = (Outcome.PASSED, Outcome.PASSED_FOR_NOW)
    passed = {
        person.participant.id
        for person in people
        if any(round.outcomes[person.participant.id] in passes for round in rounds)
    } - heard
    offered = len(heard) + len(passed)
    return Voices(len(people), offered, len(heard), len(passed), len(people) - offered)


def time_shared(
    summary: Summary,
    *,
    with_facilitators: bool = True,
    you: bool = False,
    wording: Wording | None = None,
) -> str:
    """How the time was shared, as one sentence or two. Nobody is set beside anybody but the facilitators.

    `you`: the sentence is for the facilitator's own eyes. `wording`: None is the session's own.
    """
    if summary.opened.few:
        return few_words(summary.opened.few)
    wording = wording or summary.opened.wording
    said = [_how_shared(summary, wording, with_facilitators=with_facilitators, you=you)]
    if n := len(unmeasured(summary)):
        not_measured = ngettext(
            "Times were not measured in {n} round.", "Times were not measured in {n} rounds.", n
        )
        said.append(not_measured.format(n=n))
    return " ".join(said)


def few_words(people: int) -> str:
    """Why there are totals only."""
    there = ngettext("{n} person was there.", "{n} people were there.", people).format(n=people)
    why = _(
        "They are so few that turns and counts would say whose they were, so only totals are here: how long the "
        "session and its rounds were, and how many silences a round had."
    )
    return f"{there} {why}"


def _how_shared(summary: Summary, wording: Wording, *, with_facilitators: bool, you: bool) -> str:
    if not summary.people and (summary.turns or unmeasured(summary)):
        return _("This record names nobody, so it does not say how many people spoke.")
    if not summary.turns and not summary.voices.heard:
        return _("Nobody held the piece.")
    leading = [one for one in summary.people if one.participant.facilitator]
    spoke = _who_spoke(summary.voices)
    if not leading or not with_facilitators or not summary.balance.total_ms:
        return spoke
    share = sum(one.held_ms for one in leading) / summary.balance.total_ms
    if you and len(leading) == 1:
        held = _("You held {share} of the time.").format(share=percent(share))
    else:
        held = wording.facilitators_held(len(leading), percent(share))
    return f"{spoke} {held}"


def _who_spoke(voices: Voices) -> str:
    if voices.heard == voices.present:
        return ngettext("The one person spoke.", "All {n} people spoke.", voices.present).format(
            n=voices.present
        )
    sentence = ngettext(
        "{heard} of {n} person spoke.", "{heard} of {n} people spoke.", voices.present
    )
    return sentence.format(heard=voices.heard, n=voices.present)


def percent(share: float | None) -> str:
    """A share from 0 to 1 as whole percent; "–" when it is undefined."""
    return "–" if share is None else percent_words(round(share * 100))
