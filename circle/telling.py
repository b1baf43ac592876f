"""A session's log told anew from what it came to, with as much of who, when and in which order as may be told."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar, assert_never

from circle import events as e
from circle.digest import sha256_hex
from circle.forms import Rest
from circle.harvest import Note, NoteKind
from circle.log import Log
from circle.reflection import Gathered, Reflection, SaidBackCounts
from circle.rounding import rounded
from circle.session import Offered, Outcome
from circle.summary import RoundSummary, confidential, summarise, unmeasured
from circle.timeline import Floor, Hand, Interval

SOMEONE = "someone"
"""Who holds the piece in a record that names nobody."""

ENOUGH = 5
"""Of fewer people, a turn or a count would say whose it was."""

Told = tuple[int, int, int, e.Event]
"""When, in which stretch of the session, which comes first at one moment, and what happened."""


_T = TypeVar("_T")
_Of = TypeVar("_Of", Reflection, Gathered)


@dataclass(frozen=True, slots=True)
class Lots:
    """What is drawn for a text, so that its place says nothing of when it was written: made of the session and of
    the text as it leaves, and thus the same each time.
    """

    session: str
    words: Mapping[str, str]
    """What each text that may leave reads as."""

    def of(self, text: str, session: str = "") -> str:
        return sha256_hex(f"{session or self.session}\n{self.words.get(text, '')}")


@dataclass(frozen=True, slots=True)
class Telling:
    """How much is told. `named`: who is who. `few`: so few people were there that only totals are told; 0: not so.

    `lots`: all that was written stands at the end, and notes in the order of their lots. None: where and when it
    was written.
    """

    named: bool = True
    few: int = 0
    lots: Lots | None = None


def few_in(log: Log) -> int:
    """How many were ever there, where they were too few for more than totals; otherwise 0."""
    state = log.state
    if state.opened is not None and state.opened.few:
        return state.opened.few
    present = summarise(state, state.last_ms).voices.present
    return present if present < ENOUGH else 0


def without_hidden(log: Log) -> Log:
    """A closed log in which confidential rounds are only their form, their prompt and their times, and in
    which no turn begins or ends where times were not measured.

    Where there are any such it is told anew from the intervals, so that no order and no number in it says
    what was left out.
    """
    state = log.state
    measured = state.is_measured(None) and all(state.is_measured(round) for round in state.rounds)
    if measured and not any(round.plan.confidential for round in state.rounds):
        return log
    return told_anew(log, Telling())


def without_place(log: Log) -> Log:
    """An address names whoever lives there: where the circle met leaves with aliases and names only."""
    first, *others = log.entries
    if not isinstance(first.event, e.SessionOpened) or not first.event.place:
        return log
    return Log([replace(first, event=replace(first.event, place="")), *others])


def without_clock(log: Log, lots: Lots) -> Log:
    """A closed log without hidden rounds, as it is told where nobody is called anything: times are rounded, no note
    says when it was written, and of few people there are totals only. Told again it is the same.
    """
    few = few_in(log)
    telling = Telling(named=not few, few=few, lots=lots)
    return told_anew(rounded(told_anew(log, telling).entries), telling)


def told_anew(log: Log, telling: Telling) -> Log:
    """A closed session's log made from its summary, without what was withdrawn, corrected or hidden."""
    told = sorted(_Story(log, telling).told(), key=lambda part: part[:3])
    opened = log.entries[0].wall
    return Log(
        e.Logged(seq, at_ms, opened + timedelta(milliseconds=at_ms), event)
        for seq, (at_ms, _stretch, _order, event) in enumerate(told, 1)
    )


class _Story:
    """What happened in a session, in any order."""

    def __init__(self, log: Log, telling: Telling) -> None:
        self._state, self._telling = log.state, telling
        self._named = telling.named
        self._summary = summarise(log.state, log.state.last_ms)
        self._ends = [one.round.began_ms + one.length_ms for one in self._summary.rounds]
        self._end = self._summary.length_ms, 2 * len(self._ends) + 1
        self._hidden = confidential(self._summary)

    def told(self) -> Iterator[Told]:
        yield 0, -1, 0, self._opened()
        if self._named:
            yield from self._presence()
        for one in self._summary.rounds:
            yield from self._round(one)
        if not self._telling.few:
            yield from self._floor()
        yield from self._prompts()
        notes = [note for note in self._summary.notes if note.round not in self._hidden]
        lots = self._telling.lots
        yield from self._by_lot(notes, lots) if lots else self._as_written(notes)
        for place, event in enumerate(self._at_the_end(), 1 + len(notes)):
            yield *self._end, place, event
        yield *self._end, 1_000_000, e.SessionClosed(tuple(self._said_back()))

    def _opened(self) -> e.SessionOpened:
        opened, consent = self._summary.opened, self._state.consent
        people = tuple(one.participant for one in self._summary.people)
        told = replace(
            opened,
            participants=people if self._named else (),
            plan=tuple(self._plan(plan) for plan in self._state.plan),
            consent=consent if self._named else replace(consent, asked_by=None),
        )
        if not self._telling.few:
            return told
        return replace(told, measured=False, cross_talk=0, few=self._telling.few)

    def _said_back(self) -> Iterator[SaidBackCounts]:
        for one in self._state.said_back:
            if one.round not in self._hidden and not self._telling.few:
                yield one

    def _stretch(self, round: int | None, at_ms: int) -> int:
        """Round i is stretch 2i + 1 of a session; what lies before, between and after rounds has even numbers."""
        return 2 * bisect_right(self._ends, at_ms) if round is None else 2 * round + 1

    def _presence(self) -> Iterator[Told]:
        """Everyone sits in their place from the beginning, and is out until they come."""
        for one in self._summary.people:
            who = one.participant.id
            there = self._state.people[who]
            came = there.came if there.came[0] == 0 else (0, *there.came)
            went = there.went if there.came[0] == 0 else (0, *there.went)
            for i, came_ms in enumerate(came):
                if i:
                    yield came_ms, self._stretch(None, came_ms), 2 * i, e.PersonReturned(who)
                if i < len(went):
                    out = e.PersonSteppedOut(who)
                    yield went[i], self._stretch(None, went[i]), 2 * i + 1, out

    def _round(self, one: RoundSummary) -> Iterator[Told]:
        round, stretch = one.round, 2 * one.round.index + 1
        yield round.began_ms, stretch, 0, self._round_began(one)
        for part_ms in () if self._telling.few else round.parts_began[1:]:
            yield _part_told_ms(one, part_ms), stretch, 2, e.PartBegan()
        if self._named and not round.plan.confidential:
            for who, kind in round.passes.items():
                for_now = kind is Outcome.PASSED_FOR_NOW
                yield round.began_ms, stretch, 1, e.Passed(who, for_now=for_now)
        yield round.began_ms + one.length_ms, stretch, 5, e.RoundEnded()

    def _round_began(self, one: RoundSummary) -> e.RoundBegan:
        """Of a round that was not measured: who had the piece and how many silences there were, and no times."""
        round, plan = one.round, self._plan(one.round.plan)
        groups = round.groups if self._named and not plan.confidential else ()
        began = e.RoundBegan(round.form, plan, round.direction, round.planned, groups)
        if plan.confidential or (one.measured and not self._telling.few):
            return began
        heard = (who for who, kind in one.outcomes.items() if kind is Outcome.HELD)
        return replace(began, heard=tuple(heard) if self._named else (), silences=one.silence_count)

    def _plan(self, plan: e.RoundPlan) -> e.RoundPlan:
        openers = () if plan.confidential else plan.openers
        if not self._named:
            openers = tuple(replace(one, participant=SOMEONE, called="") for one in openers)
        title, theme = ("", "") if plan.confidential else (plan.title, plan.theme)
        measured = plan.measured and not self._telling.few
        return replace(
            plan, first=None, title=title, openers=openers, theme=theme, measured=measured
        )

    def _floor(self) -> Iterator[Told]:
        before: Hand | None = None
        paused = False
        rounds, hidden = self._summary.rounds, self._hidden | unmeasured(self._summary)
        for tile in self._summary.tiles:
            if tile.round in hidden:
                continue
            rest = Rest.CENTRE if tile.round is None else rounds[tile.round].round.form.rest
            resumed = paused and tile.hand == before
            event = e.Resumed() if resumed else _floor_event(tile, rest, named=self._named)
            yield tile.start_ms, self._stretch(tile.round, tile.start_ms), 3, event
            paused = tile.hand.floor is Floor.PAUSED
            if not paused:
                before = tile.hand if tile.hand.turn else None

    def _prompts(self) -> Iterator[Told]:
        for one in self._state.offered:
            if one.round not in self._hidden:
                at_ms = self._prompt_ms(one) if self._telling.few else one.at_ms
                offered = e.PromptOffered(one.text, one.whom, one.deck)
                yield at_ms, self._stretch(one.round, at_ms), 4, offered

    def _prompt_ms(self, one: Offered) -> int:
        """A prompt waits for the end of a turn; where no turn is told, it is where its round begins."""
        if one.round is not None:
            return self._summary.rounds[one.round].round.began_ms
        return max((end_ms for end_ms in self._ends if end_ms <= one.at_ms), default=0)

    def _as_written(self, notes: list[Note]) -> Iterator[Told]:
        for note in notes:
            yield from self._note(note)
        if notes != sorted(notes, key=lambda note: note.at_ms):
            for place, note in enumerate(notes, 1):
                yield *self._end, place, e.NoteMoved(note.number)

    def _note(self, note: Note) -> Iterator[Told]:
        """One that is of the whole circle is not of the round in which it was written."""
        place = note.at_ms, self._stretch(note.round, note.at_ms)
        yield *place, 4, _note_event(note, note.number)
        in_a_round = any(
            one.round.began_ms <= note.at_ms <= one.round.began_ms + one.length_ms
            for one in self._summary.rounds
        )
        if note.round is None and in_a_round:
            marked = e.NoteMarked(note.number, note.kind, note.seen, note.side, note.group)
            yield *place, 5, marked

    def _by_lot(self, notes: list[Note], lots: Lots) -> Iterator[Told]:
        """Round after round, and last what is of none. Key points that somebody put in order stay in it; as they were
        written, they would say in which order people spoke.
        """

        def place(note: Note) -> tuple[object, ...]:
            round = len(self._ends) if note.round is None else note.round
            group = -1 if note.group is None else note.group
            return round, lots.of(note.text), note.kind, group, note.side or "", note.seen

        points = [note for note in notes if note.kind is NoteKind.KEY_POINT]
        moments = [note.at_ms for note in points]
        if moments == sorted(moments) and len({*moments}) > 1:
            points = [*_drawn_rows(points, lots)]
        others = [note for note in notes if note.kind is not NoteKind.KEY_POINT]
        for number, note in enumerate((*sorted(others, key=place), *points), 1):
            yield *self._end, number, _note_event(note, number)

    def _at_the_end(self) -> Iterator[e.Event]:
        state = self._state
        if state.sides_now is not None:
            yield e.SidesChosen(state.sides_now)
        made = self._drawn(state.commitments.values(), lambda one: (one.text, one.by, one.who))
        numbers = self._numbers((("", one.number), one.text) for one in made)
        for one in made:
            who = one.who if self._named else ""
            yield e.CommitmentMade(numbers["", one.number], one.text, who, one.by, one.seen)
        followed = self._drawn(state.followed.items(), lambda it: (it[1].text, *it[0]))
        numbers = self._numbers((key, one.text) for key, one in followed)
        for key, one in followed:
            yield e.CommitmentFollowed(
                one.session, numbers[key], one.text, one.became, one.words, one.seen
            )
        yield from map(e.ReflectionWritten, self._not_hidden(state.reflections))
        yield from map(e.ListeningGathered, self._not_hidden(state.gathered))

    def _drawn(self, there: Iterable[_T], said: Callable[[_T], tuple[str | int, ...]]) -> list[_T]:
        """As they were said: the piece went round, and their order would say whose each is. Where no clock is told,
        by their lots. `said`: the text, and what tells apart those of one text.
        """
        lots = self._telling.lots
        if not lots:
            return [*there]
        return sorted(there, key=lambda one: (lots.of(str(said(one)[0])), *said(one)[1:]))

    def _not_hidden(self, there: Iterable[_Of]) -> Iterator[_Of]:
        return (one for one in there if one.round is None or one.round not in self._hidden)

    def _numbers(
        self, made: Iterable[tuple[tuple[str, int], str]]
    ) -> Mapping[tuple[str, int], int]:
        """The numbers of commitments, by session and number. They were counted as everything in the session was:
        where no clock is told they are drawn, from the text, so that one session's still fit another's.
        """
        lots, found = self._telling.lots, dict[tuple[str, int], int]()
        taken: set[tuple[str, int]] = set()
        for key, text in made:
            session, number = key
            if lots:
                number = 1 + int(lots.of(text, session)[:8], 16)
                while (session, number) in taken:
                    number += 1
            taken.add((session, number))
            found[key] = number
        return found


def _note_event(note: Note, number: int) -> e.NoteWritten:
    return e.NoteWritten(number, note.text, note.kind, note.group, note.seen, note.side, note.round)


def _part_told_ms(one: RoundSummary, part_ms: int) -> int:
    """When the turn ended in which it began, as that was corrected; where turns have no times, at the beginning."""
    if not one.measured or one.round.plan.confidential:
        return one.round.began_ms
    over = (turn.end_ms for turn in one.turns if turn.start_ms < part_ms < turn.end_ms)
    return next(over, part_ms)


def _floor_event(tile: Interval, rest: Rest, *, named: bool) -> e.Event:
    match tile.hand.floor:
        case Floor.HELD:
            return e.PieceGiven((tile.hand.holder if named else None) or SOMEONE)
        case Floor.CENTRE:
            return e.PieceCentred() if rest is Rest.CENTRE else e.SilenceEnded()
        case Floor.SILENCE:
            return e.SilenceBegan()
        case Floor.PAUSED:
            return e.Paused()
        case Floor.BREAK:
            return e.BreakBegan()
        case Floor.GROUPS:
            return e.GroupsBegan()
        case _:
            assert_never(tile.hand.floor)


def _drawn_rows(points: Iterable[Note], lots: Lots) -> Iterator[Note]:
    """Those of each round and group in another order; what stands side by side stays so."""
    sides = Counter[tuple[object, ...]]()
    rows: dict[tuple[int, int, int], list[Note]] = {}
    for note in points:
        round = sys.maxsize if note.round is None else note.round
        group = -1 if note.group is None else note.group
        row = round, group, sides[round, group, note.side]
        sides[round, group, note.side] += 1
        rows.setdefault(row, []).append(note)

    def place(row: tuple[int, int, int]) -> tuple[int, int, int, list[str]]:
        return *row[:2], -len(rows[row]), [lots.of(note.text) for note in rows[row]]

    for row in sorted(rows, key=place):
        yield from rows[row]
