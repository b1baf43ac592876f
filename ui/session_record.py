"""What `list --json` and `show --json` print. The keys are described in docs/command-line.md and stay as they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from circle.harvest import NoteKind
from circle.plain import to_plain
from circle.session import Outcome, State
from circle.summary import RoundSummary
from circle.timeline import Interval
from ui.session_seen import Listed, SessionSeen

Record = dict[str, Any]


def list_record(sessions: Iterable[Listed]) -> list[Record]:
    return [_listed(one) for one in sessions]


def _listed(one: Listed) -> Record:
    line = one.line
    return {
        "id": line.id,
        "standing": one.standing,
        "title": line.title,
        "circle": line.circle,
        "number": line.number,
        "opened_utc": _utc(line.opened),
        "length_ms": line.length_ms,
        "people": line.people,
        "heard": line.heard,
        "turns": line.turns,
        "source": line.source,
        "events": line.events,
        "exported": line.exported if one.standing == "closed" else None,
    }


def session_record(seen: SessionSeen) -> Record:
    """Times in milliseconds since the session opened; undefined figures are null."""
    summary = seen.summary
    seats = {one.participant.id: one for one in summary.people}
    opened = summary.opened
    return {
        "id": seen.id,
        "standing": seen.standing,
        "title": opened.title,
        "circle": opened.circle,
        "number": opened.number,
        "opened_utc": _utc(seen.opened),
        "length_ms": summary.length_ms,
        "events": seen.events,
        "source": opened.source,
        "cross_talk": opened.cross_talk,
        "confidentiality": opened.confidentiality,
        "voices": asdict(summary.voices),
        "people": [
            {
                "seat": one.seat,
                "alias": one.participant.alias,
                "facilitator": one.participant.facilitator,
                "turns": one.turns,
                "held_ms": one.held_ms,
                "present_ms": one.present_ms,
            }
            for one in summary.people
        ],
        "rounds": [_round(one) for one in summary.rounds],
        "timeline": [
            {
                **_interval(seen, tile),
                "seat": seats[tile.hand.holder].seat if tile.hand.holder in seats else None,
            }
            for tile in summary.tiles
        ],
        "measures": {
            "everyone": asdict(summary.balance),
            "without_facilitators": asdict(summary.balance_without_facilitators),
            "turns": asdict(summary.turn_figures),
            "silence": asdict(summary.silence),
        },
        "notes": sum(note.kind is NoteKind.NOTE for note in summary.notes),
        "key_points": sum(note.kind is NoteKind.KEY_POINT for note in summary.notes),
        **_written(seen.state),
        "comments": [to_plain(one) for one in seen.comments],
    }


def _written(state: State) -> Record:
    """What the circle left behind, and how it listened: all of it, with who may see each."""
    points = [note for note in state.notes.values() if note.kind is NoteKind.KEY_POINT]
    seats = {person: seat for seat, person in enumerate(state.seats, 1)}
    return {
        "points": [_counted_from_1(to_plain(note), "round", "group") for note in points],
        "commitments": [
            {**to_plain(one), "seat": seats.get(one.who)} for one in state.commitments.values()
        ],
        "followed": [to_plain(one) for one in state.followed.values()],
        "reflections": [_counted_from_1(to_plain(one), "round") for one in state.reflections],
        "gathered": [_counted_from_1(to_plain(one), "round") for one in state.gathered],
        "said_back": [_counted_from_1(to_plain(one), "round") for one in state.said_back],
    }


def _counted_from_1(one: Record, *keys: str) -> Record:
    return one | {key: None if one[key] is None else one[key] + 1 for key in keys}


def _round(one: RoundSummary) -> Record:
    return {
        "number": one.round.index + 1,
        "form": one.round.form.name,
        "title": one.round.plan.title,
        "prompt": one.round.plan.prompt,
        "began_ms": one.round.began_ms,
        "length_ms": one.length_ms,
        "offered": one.offered,
        "heard": one.count(Outcome.HELD),
        "passed": one.passed,
        "not_reached": one.count(Outcome.NOT_REACHED),
    }


def _interval(seen: SessionSeen, tile: Interval) -> Record:
    return {
        "start_ms": tile.start_ms,
        "end_ms": tile.end_ms,
        "length_ms": tile.length_ms,
        "start_utc": _utc(seen.moment(tile.start_ms)),
        "floor": tile.hand.floor.value,
        "turn": tile.hand.turn,
        "round": None if tile.round is None else tile.round + 1,
    }


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")
