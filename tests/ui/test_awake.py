"""A session that runs keeps the computer awake, and says whether it does; keys that go elsewhere are told of."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.facilitator import Facilitator, at_the_window
from tests.ui.hands import wait_for
from ui.awake import Awake
from ui.keys_elsewhere import KeysElsewhere


@dataclass
class Held:
    active: bool = True


@dataclass
class System:
    """It says whether it keeps the computer awake, and for how many it does."""

    takes: bool = True
    fails: bool = False
    asked: list[str] = field(default_factory=list)

    @contextmanager
    def keeper(self) -> Iterator[Held]:
        self.asked.append("stay awake")
        if self.fails:
            raise RuntimeError("no such system")
        yield Held(self.takes)
        self.asked.append("sleep if you like")


@pytest.fixture
def system() -> System:
    return System()


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path, system: System) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as desk:
        room = desk.circlekeeper.in_the_room
        room.__dict__["awake"] = Awake(desk.circlekeeper.preferred, room, system.keeper)
        yield desk


def is_seen(desk: Facilitator, words: str) -> bool:
    wait_for(lambda: words in desk.sees, lambda: f"{words!r} is not in {desk.sees}")
    return True


def all_asked(desk: Facilitator, system: System) -> list[str]:
    if (beside := desk.circlekeeper.in_the_room.awake._beside) is not None:
        beside.submit(lambda: None).result(timeout=5)
    return system.asked


def test_it_stays_awake_from_the_beginning_to_the_end(desk: Facilitator, system: System) -> None:
    assert all_asked(desk, system) == []
    desk.begins()
    assert is_seen(desk, "Stays awake")
    desk.press("Space", "Space")
    assert all_asked(desk, system) == ["stay awake"]
    desk.press("Ctrl+E", "Ctrl+E")
    assert all_asked(desk, system) == ["stay awake", "sleep if you like"]


def test_where_the_system_does_not_take_it_the_page_says_so(
    desk: Facilitator, system: System
) -> None:
    system.takes = False
    desk.begins()
    assert is_seen(desk, "May sleep")
    assert "Stays awake" not in desk.sees


def test_a_system_that_cannot_be_asked_is_nobodys_trouble(
    desk: Facilitator, system: System
) -> None:
    system.fails = True
    desk.begins()
    assert is_seen(desk, "May sleep")
    assert "2 of 6" in desk.press("Space", "Space")


def test_who_does_not_want_it_is_not_asked_for(desk: Facilitator, system: System) -> None:
    desk.circlekeeper.show_settings()
    desk.click("Keep this computer awake while a session runs")
    desk.press("Escape")
    desk.begins()
    assert all_asked(desk, system) == []
    assert "awake" not in desk.sees


def test_a_session_put_away_lets_the_computer_sleep(desk: Facilitator, system: System) -> None:
    desk.begins()
    desk.circlekeeper.desk.put_away()
    assert all_asked(desk, system) == ["stay awake", "sleep if you like"]


def goes_elsewhere(desk: Facilitator, state: Qt.ApplicationState) -> KeysElsewhere:
    (elsewhere,) = desk.page.findChildren(KeysElsewhere)
    elsewhere._follow(state)
    return elsewhere


def test_keys_that_go_to_another_window_are_told_of_until_they_are_back(desk: Facilitator) -> None:
    desk.begins()
    elsewhere = goes_elsewhere(desk, Qt.ApplicationState.ApplicationInactive)
    assert "another window" not in desk.sees, "windows may change places"
    elsewhere._surely.timeout.emit()
    assert "The keys go to another window just now." in desk.sees
    goes_elsewhere(desk, Qt.ApplicationState.ApplicationActive)
    assert "another window" not in desk.sees
    assert not elsewhere._surely.isActive()


def test_coming_back_takes_nothing_else_away(desk: Facilitator) -> None:
    desk.begins()
    desk.press("Ctrl+E")
    goes_elsewhere(desk, Qt.ApplicationState.ApplicationActive)
    assert "End the session now?" in desk.sees


ELSEWHERE = "The keys go to another window just now."


def says_elsewhere(desk: Facilitator) -> str:
    goes_elsewhere(desk, Qt.ApplicationState.ApplicationInactive)._surely.timeout.emit()
    return desk.sees


def test_a_question_stays_and_what_comes_by_itself_is_said_after_it(desk: Facilitator) -> None:
    desk.begins()
    desk.press("Ctrl+E")
    sees = says_elsewhere(desk)
    assert "End the session now?" in sees
    assert ELSEWHERE not in sees
    sees = desk.press("Escape")
    assert "End the session now?" not in sees
    assert ELSEWHERE in desk.sees
    goes_elsewhere(desk, Qt.ApplicationState.ApplicationActive)
    assert ELSEWHERE not in desk.sees


def test_what_is_not_so_any_more_is_not_said_after_a_question(desk: Facilitator) -> None:
    desk.begins()
    desk.press("Ctrl+E")
    says_elsewhere(desk)
    goes_elsewhere(desk, Qt.ApplicationState.ApplicationActive)
    desk.press("Escape")
    assert ELSEWHERE not in desk.sees


def test_a_question_that_another_page_lies_over_stays_too(desk: Facilitator) -> None:
    desk.begins().press("Space")
    desk.page.tell_of_absence(0, 60_000)
    live = desk.page
    desk.press("Shift+F1")
    assert desk.window.page is not live
    (elsewhere,) = live.findChildren(KeysElsewhere)
    elsewhere._surely.timeout.emit()
    desk.press("Escape")
    assert desk.window.page is live
    assert "That time is kept as a pause." in desk.sees


def test_a_screen_that_goes_away_replaces_no_question(desk: Facilitator) -> None:
    desk.begins()
    desk.press("Ctrl+E")
    desk.window.mention_here("It is hidden.")
    assert "End the session now?" in desk.sees
    desk.window.take_back("It is hidden.")
    desk.press("Escape")
    assert "It is hidden." not in desk.sees
