"""Two to four starts at once on one kit: never two writers, and each other one is told so."""

import os

import pytest

from tests.reliability.promises import assert_kept

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


def test_of_several_starts_one_has_the_kit():
    assert_kept("starts: two to four at once")
