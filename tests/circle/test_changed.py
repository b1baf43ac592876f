"""Fields of a frozen value that change, with the rest as it was."""

from dataclasses import FrozenInstanceError, replace

import pytest

from circle.changed import changed
from circle.session import State


def test_it_gives_what_replace_gives() -> None:
    state = State(turns=2, seats=("p1",))
    assert changed(state, turns=3, last_ms=5) == replace(state, turns=3, last_ms=5)
    assert state == State(turns=2, seats=("p1",))


def test_what_it_gives_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        changed(State(), turns=1).turns = 2  # type: ignore[misc]


def test_a_field_that_there_is_not_is_refused() -> None:
    with pytest.raises(TypeError, match="turn"):
        changed(State(), turn=1)
