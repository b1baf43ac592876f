"""Whatever a file holds, its reader takes it or says in a sentence why not. `tests/reliability/fuzz.py` runs for longer."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reliability.fuzz import TARGETS
from tests.reliability.readers import READERS

FEW = settings(
    max_examples=7,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)


@pytest.mark.parametrize("name", READERS)
def test_what_is_changed_is_taken_at_first(name: str) -> None:
    """Else a refusal would mean nothing."""
    reader = READERS[name]
    assert [reader.takes(data) for data in reader.good()] == [""] * len(reader.good())


@pytest.mark.parametrize("name", READERS)
@FEW
@given(seed=st.integers(0, 2**32))
def test_a_file_that_was_changed(name: str, seed: int) -> None:
    TARGETS[name](READERS[name].mutated(Random(seed)))


@pytest.mark.parametrize("name", READERS)
@FEW
@given(data=st.binary(max_size=300) | st.text(max_size=100).map(lambda text: text.encode()))
def test_a_file_of_anything(name: str, data: bytes) -> None:
    TARGETS[name](data)
