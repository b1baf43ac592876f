"""A whole session with what a presenter remote sends and nothing else; and with one switch and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from circle.preferences import ChangedKeys, Keys
from circle.session import Phase
from tests.ui.facilitator import Facilitator, _code, an_evening, at_the_window
from ui.one_switch import OneSwitch
from ui.pages.close import ClosePage
from ui.pages.live import LivePage
from ui.pages.prepare import PreparePage

SWITCH = "F13"


@pytest.fixture
def desk(qapp, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        yield facilitator


def prepared(desk: Facilitator) -> None:
    """Two rounds and more, and nothing left to write."""
    templates = desk.circlekeeper.acts.templates.desk.shelf.templates
    desk.circlekeeper.prepare(next(one for one in templates if one.name == "thinking_rounds"))
    assert isinstance(desk.window.page, PreparePage)
    QApplication.processEvents()


def goes_on(desk: Facilitator, key: str, words: str, *, most: int = 60) -> str:
    """The key, again and again, until this is on the screen."""
    for _press in range(most):
        if words in (sees := desk.press(key, after_s=20)):
            return sees
    raise AssertionError(f"“{words}” never came:\n{desk.sees}")


# A remote: forward, back, F5 and Esc in turn, a full stop, and perhaps a B


def test_a_whole_session_with_a_remote(desk: Facilitator) -> None:
    prepared(desk)
    desk.press("F5")
    assert isinstance(desk.window.page, LivePage)
    desk.press("Escape")
    words = desk.press("PgDown")
    assert "Round 1 of" in words
    desk.press("PgDown")
    holder = desk.live.state.hand.holder
    desk.press("PgDown", after_s=40)
    assert desk.live.state.hand.holder != holder
    desk.press("PgUp", after_s=2)
    assert desk.live.state.hand.holder == holder, "Page Up takes back"
    before = desk.stored_events
    desk.press("F5", "Escape", "F5", "Escape")
    assert desk.stored_events == before, "what the remote sends in turn ends and begins nothing now"
    desk.press("B", ".")
    assert desk.stored_events == before + 1, "the bell"
    goes_on(desk, "PgDown", "End the session now?")
    rounds = desk.live.state.rounds
    assert len(rounds) >= 2
    assert desk.live.state.phase is not Phase.CLOSED
    desk.press("F5", "Escape", after_s=3)
    assert desk.live.state.phase is not Phase.CLOSED
    desk.press("PgDown", after_s=3)
    assert "Page Down again ends it" in desk.sees
    desk.press("PgDown", after_s=3)
    assert isinstance(desk.window.page, ClosePage)
    assert desk.live.state.phase is Phase.CLOSED


def to_the_end(desk: Facilitator) -> None:
    desk.begins(an_evening(("Amara",), ["go_round"]))
    goes_on(desk, "PgDown", "End the session now?")


def test_haste_does_not_end_a_session(desk: Facilitator) -> None:
    to_the_end(desk)
    desk.press("PgDown", after_s=0.7)
    assert desk.live.state.phase is Phase.CENTRE
    desk.press("PgDown", after_s=1.4)
    assert desk.live.state.phase is Phase.CLOSED


@pytest.mark.parametrize("key", ["F5", "Escape", "B", "Space", "Right"])
def test_no_other_key_of_a_remote_ends_a_session(desk: Facilitator, key: str) -> None:
    to_the_end(desk)
    desk.press(key, key, key, after_s=5)
    assert desk.live.state.phase is Phase.CENTRE


def test_page_up_takes_back_and_then_nothing_is_asked(desk: Facilitator) -> None:
    to_the_end(desk)
    assert "End the session now?" not in desk.press("PgUp", after_s=5)
    desk.press("PgDown", after_s=5)
    assert desk.live.state.phase is not Phase.CLOSED


def test_a_pedal_that_sends_f24_is_a_key(desk: Facilitator) -> None:
    keys = Keys(changed=(ChangedKeys("live.forward", ("F24",)),))
    desk.circlekeeper.preferred.change(keys=keys)
    desk.begins().press("F24")
    assert "Amara holds the talking piece" in desk.sees


@pytest.mark.parametrize(("apart_ms", "holder"), [(0, "Ceri"), (600, "Bob"), (2000, "Bob")])
def test_how_close_presses_count_once_can_be_chosen(
    desk: Facilitator, apart_ms: int, holder: str
) -> None:
    keys = desk.circlekeeper.preferred.now.keys
    desk.circlekeeper.preferred.change(keys=replace(keys, apart_ms=apart_ms))
    desk.begins().press("Space", after_s=5)
    desk.press("Space", after_s=5)
    assert f"{holder} holds the talking piece" in desk.press("Space", after_s=0.3)


# One switch


class Switch:
    """Somebody who has nothing but one switch."""

    def __init__(self, desk: Facilitator, key: str = SWITCH) -> None:
        self.desk, self.key = desk, key

    def press(self, *, after_s: float = 20) -> str:
        return self.desk.press(self.key, after_s=after_s)

    def _send(self, *, down: bool, repeats: bool = False) -> None:
        code, modifiers = _code(self.key)
        QTest.simulateEvent(self.desk.focused, down, code, modifiers, "", repeats)

    def hold(self, *, repeats: int = 5) -> str:
        self.desk.clock.advance(5_000)
        self._send(down=True)
        for _n in range(repeats):
            self._send(down=True, repeats=True)
        (switch,) = self.desk.circlekeeper.findChildren(OneSwitch)
        (timer,) = switch.findChildren(QTimer)
        assert timer.isActive(), "the switch is down"
        timer.stop()
        timer.timeout.emit()
        self._send(down=False)
        return self.desk.sees


def with_a_switch(desk: Facilitator, key: str = SWITCH) -> Switch:
    desk.circlekeeper.preferred.change(keys=Keys(one_switch=True, switch=key))
    return Switch(desk, key)


@pytest.mark.parametrize("key", [SWITCH, "Space", "Volume Up"])
def test_a_whole_session_with_one_switch(desk: Facilitator, key: str) -> None:
    switch = with_a_switch(desk, key)
    prepared(desk)
    switch.press()
    assert isinstance(desk.window.page, LivePage)
    assert "Round 1 of" in switch.press()
    switch.press()
    first = desk.live.state.hand.holder
    assert first
    assert "held down: silence." in desk.sees
    assert "End the silence" in switch.hold()
    assert "held down: the end of the silence." in desk.sees
    switch.hold()
    assert desk.live.state.phase is not Phase.SILENCE
    goes_on(desk, key, "End the session now?")
    assert desk.live.state.phase is not Phase.CLOSED
    assert "held down: the answers above." in desk.sees
    assert "held down: “End the session”." in switch.hold()
    assert "held down: “Not now”." in switch.press()
    assert "End the session now?" not in switch.hold()
    assert desk.live.state.phase is not Phase.CLOSED
    switch.press()
    switch.hold()
    switch.hold()
    assert isinstance(desk.window.page, ClosePage)
    assert len(desk.live.state.rounds) >= 2


def test_a_held_switch_passes_nothing(desk: Facilitator) -> None:
    switch = with_a_switch(desk)
    desk.begins().press(SWITCH)
    assert "Amara holds the talking piece" in desk.sees
    switch.hold()
    switch.hold()
    assert "Give the piece to Bob" in desk.sees


def test_a_switch_that_is_space_still_writes_spaces(desk: Facilitator) -> None:
    with_a_switch(desk, "Space")
    desk.begins().press("Space")
    desk.press("N")
    desk.writes("a b")
    assert "a b" in desk.sees
    assert "Amara holds the talking piece" in desk.sees


def test_a_switch_does_not_take_space_from_a_button(desk: Facilitator) -> None:
    from PySide6.QtCore import Qt

    with_a_switch(desk, "Space")
    desk.begins().press("Space")
    desk.button("Silence").setFocus(Qt.FocusReason.TabFocusReason)
    assert "End the silence" in desk.press("Space")


def test_a_switch_that_goes_up_in_another_window_is_forgotten(desk: Facilitator) -> None:
    with_a_switch(desk)
    desk.begins().press(SWITCH)
    code, modifiers = _code(SWITCH)
    QTest.simulateEvent(desk.focused, True, code, modifiers, "", False)
    (switch,) = desk.circlekeeper.findChildren(OneSwitch)
    (timer,) = switch.findChildren(QTimer)
    desk.focused.clearFocus()
    assert not timer.isActive()


def test_without_the_mode_there_is_no_switch(desk: Facilitator) -> None:
    desk.begins().press("Space")
    assert desk.circlekeeper.findChildren(OneSwitch) == []
    assert "held down" not in desk.sees


def test_the_switch_works_after_every_page_was_made_anew(desk: Facilitator) -> None:
    switch = with_a_switch(desk)
    desk.circlekeeper.anew()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    desk.begins()
    switch.press()
    assert "Amara holds the talking piece" in desk.sees
    assert "End the silence" in switch.hold()


def test_an_answer_with_any_name_in_it_can_be_given(desk: Facilitator) -> None:
    with_a_switch(desk)
    desk.begins(an_evening(["A {tall} tree}", "Bob", "Ceri"])).press(SWITCH)
    desk.page.tell_of_absence(0, 60_000)
    assert "held down: “It was A {tall} tree}’s turn”" in Switch(desk).hold()
