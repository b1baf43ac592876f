"""The archive rows of a session: made from its log, at any time, and always the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any, ClassVar

from circle.circles import folded
from circle.commitments import kept_of
from circle.filter import Searched
from circle.harvest import NoteKind
from circle.listened import listened, rows_of
from circle.log import Log
from circle.session import Outcome
from circle.summary import (
    RoundSummary,
    Summary,
    confidential,
    silence_outside,
    summarise,
)

Record = Mapping[str, Any]

MARKS = str.maketrans("", "", "\x02\x03")
"""The signs that a search puts around what it found."""


@dataclass(frozen=True, slots=True)
class ArchiveRows:
    """A session's own row and its rows in the other tables, without the session's id."""

    NAMES: ClassVar = (
        "person",
        "round",
        "turn",
        "note",
        "commitment",
        "followed",
        "listening",
        "words",
    )

    session: Record
    tables: Mapping[str, Sequence[Record]]


def archive_rows(log: Log) -> ArchiveRows:
    summary = summarise(log.state, log.state.last_ms)
    return ArchiveRows(
        session=_session(log, summary),
        tables={
            "person": [
                {
                    "id": one.participant.id,
                    "seat": one.seat,
                    "alias": one.participant.alias,
                    "name": one.participant.name,
                    "facilitator": int(one.participant.facilitator),
                    "held_ms": one.held_ms,
                    "turns": one.turns,
                    "present_ms": one.present_ms,
                }
                for one in sorted(summary.people, key=lambda one: one.participant.id)
            ],
            "round": [_round(round) for round in summary.rounds],
            "turn": [
                {
                    "number": turn.number,
                    "person": turn.holder,
                    "round": turn.round,
                    "start_ms": turn.start_ms,
                    "end_ms": turn.end_ms,
                    "length_ms": turn.length_ms,
                }
                for turn in sorted(summary.turns, key=lambda turn: turn.number)
            ],
            "note": [
                {
                    "number": note.number,
                    "at_ms": note.at_ms,
                    "kind": note.kind,
                    "round": note.round,
                    "text": note.text,
                }
                for note in summary.notes
            ],
            **_commitments(log),
            "listening": rows_of(listened(log.state, summary)),
            "words": list(_words(log, summary)),
        },
    )


def _session(log: Log, summary: Summary) -> Record:
    opened = summary.opened
    return {
        "title": opened.title,
        "circle": opened.circle,
        "number": opened.number,
        "opened_utc": log.entries[0].wall.astimezone(UTC).isoformat(timespec="milliseconds"),
        "length_ms": summary.length_ms,
        "people": opened.few or summary.voices.present,
        "heard": summary.voices.heard,
        "turns": len(summary.turns),
        "rounds": len(summary.rounds),
        "source": opened.source,
        "events": len(log.entries),
        "circle_key": folded(opened.circle),
        "template": opened.template,
        "place": opened.place,
        **_measures(summary),
    }


def _measures(summary: Summary) -> Record:
    """Of all but the confidential rounds; times of none that was not measured either."""
    voices, figures = summary.voices, summary.balance
    leading = [one for one in summary.people if one.participant.facilitator]
    silence = silence_outside(summary)
    return {
        "few": summary.opened.few,
        "offered": voices.offered,
        "passed": voices.passed,
        "not_reached": voices.not_reached,
        "held_ms": figures.total_ms,
        "facilitators": len(leading),
        "facilitators_ms": sum(one.held_ms for one in leading),
        "silence_ms": silence.total_ms,
        "silences": silence.count,
        "planned_ms": sum(one.round.plan.length_ms for one in summary.rounds),
        "gini": figures.gini,
        "hoover": figures.hoover,
    }


def _words(log: Log, summary: Summary) -> Iterator[Record]:
    """Every text that can be searched, once for each place where it stands. `confidential`: it was written or offered
    within a confidential round, of which a review shows only the form, the prompt and the times.
    """

    hidden = confidential(summary)

    def row(
        kind: Searched, text: str, place: int | None = None, within: int | None = None
    ) -> Record:
        clean = text.translate(MARKS)
        is_hidden = int(within in hidden)
        return {"kind": kind.value, "place": place, "text": clean, "confidential": is_hidden}

    opened, state = summary.opened, log.state
    if title := " ".join(text for text in (opened.title, opened.circle, opened.intention) if text):
        yield row(Searched.TITLE, title)
    for note in summary.notes:
        point = note.kind is NoteKind.KEY_POINT
        kind = Searched.KEY_POINT if point else Searched.NOTE
        yield row(kind, note.text, note.number, note.round)
    for one in summary.rounds:
        if one.round.plan.prompt:
            yield row(Searched.PROMPT, one.round.plan.prompt, one.round.index + 1)
    for offered in state.offered:
        number = None if offered.round is None else offered.round + 1
        yield row(Searched.PROMPT, offered.text, number, offered.round)
    for number, promised in state.commitments.items():
        yield row(Searched.COMMITMENT, promised.text, number)


def _commitments(log: Log) -> Mapping[str, Sequence[Record]]:
    kept = kept_of("", "", log.entries[0].wall, log.state)
    followed = [
        {
            "made_in": one.session,
            "number": one.number,
            "became": one.became.value,
            "words": one.words,
        }
        for one in sorted(kept.answers, key=lambda one: (one.session, one.number))
    ]
    made = [
        {"number": one.number, "text": one.text, "who": one.who_alias, "by_day": one.by}
        for one in kept.made
    ]
    return {"commitment": made, "followed": followed}


def _round(round: RoundSummary) -> Record:
    return {
        "number": round.round.index + 1,
        "form": round.round.form.name,
        "prompt": round.round.plan.prompt,
        "began_ms": round.round.began_ms,
        "length_ms": round.length_ms,
        "offered": round.offered,
        "heard": round.count(Outcome.HELD),
        "passed": round.passed,
        "not_reached": round.count(Outcome.NOT_REACHED),
    }
