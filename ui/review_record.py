"""What `review --json` prints. The keys are described in docs/command-line.md and stay as they are."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC
from typing import Any

from circle.around_turns import STEPS_MS, around_turns
from circle.plain import to_plain
from circle.review import Review
from circle.session import Outcome
from circle.summary import RoundSummary, silence_outside
from ui.pages.review_shown import review_shown

Record = dict[str, Any]


def review_record(review: Review) -> Record:
    """Times in milliseconds since the session opened; undefined figures are null. Nobody in it but whoever led, and
    whoever’s turns were put right."""
    summary, opened = review.summary, review.summary.opened
    shown = review_shown(review)
    few, arrived = bool(opened.few), review.arrived
    return {
        "id": review.id,
        "title": opened.title,
        "circle": opened.circle,
        "number": opened.number,
        "opened_utc": review.log.entries[0].wall.astimezone(UTC).isoformat(timespec="milliseconds"),
        "length_ms": summary.length_ms,
        "own": review.is_own,
        "level": arrived.level if arrived else None,
        "reader": arrived.reader if arrived else None,
        "sealed": arrived.sealed if arrived else None,
        "few": opened.few,
        "sentence": review.sentence,
        "voices": None if few or not summary.people else asdict(summary.voices),
        "silence": None if few else asdict(silence_outside(summary)),
        "led": [
            {
                "seat": one.seat,
                "alias": one.participant.alias,
                "turns": one.turns,
                "held_ms": one.held_ms,
            }
            for one in summary.people
            if one.participant.facilitator
        ],
        "measures": {
            "everyone": asdict(summary.balance),
            "without_facilitators": asdict(summary.balance_without_facilitators),
        },
        "said": [asdict(one) for one in (*shown.head.measures, *shown.head.further)],
        "reflections": [asdict(one) for one in shown.own.reflections],
        "rounds": [
            _round(one, few=few) | {"notes": [asdict(note) for note in said.notes]}
            for one, said in zip(summary.rounds, shown.rounds, strict=True)
        ],
        "notes": [asdict(one) for one in shown.notes],
        "harvest": asdict(shown.harvest),
        "around_turns": {
            "steps_ms": list(STEPS_MS),
            "rounds": [
                asdict(one) | {"round": one.round + 1, "counts": list(one.counts)}
                for one in around_turns(summary)
            ],
        },
        "put_right_before_these": review.more_corrected,
        "put_right": [
            {
                "at_ms": one.at_ms,
                "wall_utc": one.wall.astimezone(UTC).isoformat(timespec="milliseconds"),
                "said": one.said,
                "reason": one.reason,
            }
            for one in review.corrected
        ],
        "comments": [to_plain(one) for one in review.comments],
    }


def _round(one: RoundSummary, *, few: bool) -> Record:
    """Of a confidential round only its form, its prompt and its times; where there are totals only, no voices."""
    plan, hidden = one.round.plan, one.round.plan.confidential
    counted = not (hidden or few)
    return {
        "number": one.round.index + 1,
        "form": one.round.form.name,
        "title": plan.title,
        "prompt": plan.prompt,
        "began_ms": one.round.began_ms,
        "length_ms": one.length_ms,
        "planned_ms": plan.length_ms,
        "confidential": hidden,
        "measured": one.measured,
        "offered": one.offered if counted else None,
        "heard": one.count(Outcome.HELD) if counted else None,
        "passed": one.passed if counted else None,
        "not_reached": one.not_reached if counted else None,
        "silences": None if hidden else one.silence_count,
    }
