"""A whole session held over the bus of screen readers alone: no key, no pointer, nothing but names, roles and acts."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest

from circle.preferences import Preferences, Sound, keep
from circle.session import Phase
from circle.store import Store
from circle.summary import summarise
from tests.ui.at_spi import ScreenReader, at_the_program, missing

pytestmark = pytest.mark.skipif(
    bool(missing) and "CI" not in os.environ,
    reason=f"no screen reader without {', '.join(missing)}",
)


def test_a_session_is_held_over_the_accessibility_bus_and_is_in_the_kit(tmp_path: Path) -> None:
    (home := tmp_path / "home").mkdir()
    silent = Preferences(sound=Sound(volume=0))  # whether there is a loudspeaker is not asked here
    keep(tmp_path / "kit", silent)
    with at_the_program(tmp_path / "kit", home) as reader:
        _prepares(reader)
        _holds(reader)
        _ends(reader)
        assert reader.heard == [
            *("Round 1. How are you, really?", "Seat 1 holds the talking piece"),
            *("Seat 5 holds the talking piece", "Silence", "The piece is in the centre"),
            *("Seat 5 holds the talking piece", "Bell.", "Seat 6 holds the talking piece"),
            *("Seat 5 holds the talking piece", "The round has ended."),
            *(
                "End the session now? Page Down again ends it, too, and so does Ctrl E.",
                "Note kept.",
                "The session is closed.",
            ),
        ]
    _is_in_the_kit(tmp_path / "kit")


def _prepares(reader: ScreenReader) -> None:
    reader.presses("Check-in circle")
    reader.writes("Name of the session", "By ear")
    reader.presses("Open the circle", hears="Round 1. How are you, really?")


def _holds(reader: ScreenReader) -> None:
    reader.rests()
    reader.presses("Give the piece to Seat 1", hears="Seat 1 holds the talking piece")
    reader.rests()
    reader.presses("Seat 5", hears="Seat 5 holds the talking piece")
    holder, other = reader.finds("Seat 5", "list item"), reader.finds("Seat 6", "list item")
    assert (holder.name, other.name) == ("Seat 5, holds the talking piece", "Seat 6, next")
    assert "selected" in holder.states - other.states
    assert holder.acts == ["Press", "ShowMenu", "SetFocus"]
    reader.presses("Silence", hears="Silence")
    reader.presses("End the silence", hears="The piece is in the centre")
    reader.rests()
    reader.presses("Seat 5", hears="Seat 5 holds the talking piece")
    reader.presses("Bell", hears="Bell.")
    reader.rests()
    reader.presses("Pass the piece to Seat 6", hears="Seat 6 holds the talking piece")
    reader.presses("Undo")
    reader.finds("Pass the piece to Seat 6")
    reader.writes("Write a note…", "It rained.")


def _ends(reader: ScreenReader) -> None:
    reader.presses("End round", hears="The round has ended.")
    reader.rests()
    reader.presses(
        "End the session",
        hears="End the session now? Page Down again ends it, too, and so does Ctrl E.",
    )
    reader.presses("End the session", within="Message", hears="The session is closed.")
    reader.finds("Export")


def _is_in_the_kit(kit: Path) -> None:
    with closing(Store.open(kit)) as store:
        (line,) = store.sessions()
        log = store.read(line.id)
        held = summarise(log.state, log.state.last_ms)
        assert (log.state.phase, line.title) == (Phase.CLOSED, "By ear")
        assert [turn.holder for turn in held.turns] == ["p1", "p5", "p5"]
        assert [note.text for note in held.notes] == ["It rained."]
