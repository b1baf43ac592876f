"""Bits that turn over in a closed kit, a few of them; `script/soak` turns a thousand."""

import tests.reliability.bit_rot  # noqa: F401 - its runs are in the table then
from tests.reliability.promises import assert_kept


def test_whatever_a_disk_changes_in_what_people_wrote_is_noticed():
    outcome = assert_kept("bits that turn over")
    assert " changed a row" in outcome.note
    assert not outcome.note.startswith("0 changed")


def test_likewise_in_a_kit_that_a_passphrase_keeps():
    assert_kept("bits that turn over in a kit that a passphrase keeps")
