"""Imports killed at random moments: what was taken in by then is there, and every session is whole."""

import os
import random
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from circle.store import Store
from circle.verifying import verify
from tests.circle.a_stick import a_bundle, session_id
from tests.reliability.test_kills import WarmReplays, homes
from tests.reliability.warm_imports import AT_ONCE

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")

KILLS = 15
SESSIONS = 60
TURNS = 20

__all__ = ["homes"]


def sessions_in(home: Path) -> list[str]:
    """Those of a kit that a kill left, after looking whether all in it is whole."""
    with closing(Store.open(home)) as store:
        assert verify(store).findings == ()
        found = store.every_session()
        assert store.how_many() == len(found), (
            "a log without its archive rows, or the other way round"
        )
        for session in found:
            assert store.read(session).state.opened is not None
            assert store.arrived(session) is not None
    assert [file.name for file in home.iterdir()] == ["circlekeeper.kit"]
    return found


def test_a_kill_during_an_import_leaves_whole_sessions_only(tmp_path: Path, homes: Path) -> None:
    (stick := tmp_path / "stick").mkdir()
    for number in range(SESSIONS):
        (stick / f"{number:03}.circle").write_bytes(a_bundle(number, turns=TURNS))
    chance = random.Random(20_260_312)
    killed, left = 0, set[int]()
    with closing(WarmReplays(module="tests.reliability.warm_imports")) as warm:
        for number in range(KILLS):
            home = homes / str(number)
            until = AT_ONCE * chance.randrange(1, SESSIONS // AT_ONCE)
            found = warm.replay(home, stick, until=until, then_s=chance.uniform(0, 0.012))
            killed += found.by_kill
            there = sessions_in(home)
            assert len(there) >= found.acknowledged >= until
            assert there == [session_id(n) for n in range(len(there))], "in their order"
            assert len(there) % AT_ONCE == 0, "those of one act come in together"
            left.add(len(there))
            shutil.rmtree(home)
    assert killed >= KILLS * 0.8, "hardly any import was killed before its end"
    assert len(left) > 3
