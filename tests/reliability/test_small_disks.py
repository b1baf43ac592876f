"""A disk that fills up while a session runs, a few times; `script/soak` does it often. Needs Linux and the right to mount."""

import re

import tests.reliability.small_disks  # noqa: F401 - its runs are in the table then
from tests.reliability.promises import assert_kept


def test_a_full_disk_stops_no_circle_and_loses_nothing():
    outcome = assert_kept("a disk that fills up")
    refused = re.search(r"(\d+) acts were refused", outcome.note)
    assert refused
    assert int(refused[1]) > outcome.cases
