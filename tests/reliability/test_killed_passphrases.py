"""A few kills while a passphrase is set, changed or removed. `script/soak` does it often."""

from pathlib import Path
from random import Random

import pytest

from circle import key_file, rewriting
from circle.kit_files import KIT
from tests.circle.locking_kits import PASSPHRASE
from tests.reliability import kills_of_passphrases
from tests.reliability.promises import RUNS, assert_kept


def test_a_kill_leaves_a_kit_that_opens():
    outcome = assert_kept("kills while a passphrase is set, changed or removed")
    assert outcome.cases == RUNS["kills while a passphrase is set, changed or removed"].short


def test_a_key_that_goes_before_the_kit_needs_it_no_more_is_caught(
    monkeypatch: pytest.MonkeyPatch,
):
    """The run can fail."""

    def careless(folder: Path, key: bytes) -> None:
        key_file.drop(folder)
        rewriting.rewrite(folder / KIT, before=key, after=None)

    act = kills_of_passphrases.Act("remove", careless, True, (PASSPHRASE,))
    monkeypatch.setattr(kills_of_passphrases, "ACTS", (act,))
    runs = (kills_of_passphrases.kills_of_passphrases(6, Random(seed)) for seed in range(10))
    assert any(run.damaged for run in runs)
