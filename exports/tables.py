"""The tables that any table program gets, whole and in the order of the notes; nobody is sorted by time held."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from circle.session_notes import SessionNotes
from exports.cells import Cell, Field, Kind, Table
from exports.course_tables import people, prompts, rounds, session, turns
from exports.figure_tables import floors, measures
from exports.harvest_tables import commitments, followed, listening, written

__all__ = ["Cell", "Field", "Kind", "Table", "tables"]


def tables(notes: SessionNotes) -> tuple[Table, ...]:
    """Always the same tables with the same fields, whatever the level."""
    return tuple(chain(_course(notes), _harvest(notes), (floors(notes), measures(notes))))


def _course(notes: SessionNotes) -> Iterator[Table]:
    yield session(notes)
    yield rounds(notes)
    yield turns(notes)
    yield people(notes)


def _harvest(notes: SessionNotes) -> Iterator[Table]:
    yield written(notes)
    yield prompts(notes)
    yield commitments(notes)
    yield followed(notes)
    yield listening(notes)
