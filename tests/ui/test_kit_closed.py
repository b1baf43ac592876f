"""The kit is closed whenever it has to be: the session goes off the desk, and nothing stays open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from circle.session import Phase
from tests.ui.facilitator import Facilitator, an_evening, at_the_window


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        yield facilitator


def test_closing_it_takes_the_session_off_the_desk_as_it_is(desk: Facilitator) -> None:
    desk.begins().press("Space")
    desk.press("N")
    desk.writes("a blue c")
    kit_desk, live = desk.circlekeeper.desk, desk.live
    kit_desk.kit.close()
    assert kit_desk.on_desk is None
    assert not kit_desk.kit.is_open
    assert not desk.circlekeeper.in_the_room.bells._live, "nothing follows it any more"
    desk.circlekeeper.carry_on(live.id)
    assert "a blue c" in desk.sees, "what was begun is there again"


def test_closed_at_once_the_pages_ask_for_nothing_more(desk: Facilitator) -> None:
    sessions = desk.circlekeeper.acts.sessions
    sessions.open_session(an_evening())
    desk.circlekeeper.desk.kit.close()
    QApplication.processEvents()
    sessions.open_session(an_evening())
    live = desk.live
    live.close()
    assert live.state.phase is Phase.CLOSED
    sessions.show_close()
    desk.circlekeeper.desk.kit.close()
    QApplication.processEvents()


def test_whatever_goes_wrong_before_it_is_closed_and_its_key_forgotten(desk: Facilitator) -> None:
    kit = desk.circlekeeper.desk.kit

    def fails() -> None:
        raise RuntimeError("a loose end")

    kit.before_closing.append(fails)
    with pytest.raises(RuntimeError):
        kit.close()
    kit.before_closing.remove(fails)
    assert not kit.is_open
    assert kit.key is None
