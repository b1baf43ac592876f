"""What the Live page says by itself: refusals, undo, the end, sleep, a full disk, the clock, the spoken words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QAbstractButton

from circle import kit
from circle.events import LaptopSlept, WallClockSet
from circle.kit_troubles import KitFull
from circle.session import Phase
from tests.ui.facilitator import NAMES, Facilitator, an_evening, at_the_window

CENTRE = "The piece is in the centre"
HARD = ("Maximiliana Konstantinopolous-Featherstonehaugh", "أميرة عبد الرحمن", "Zoë 🌻👩‍👩‍👧")


@pytest.fixture
def desk(qapp, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        yield facilitator


@pytest.fixture
def held(desk: Facilitator) -> Facilitator:
    desk.begins().press("Space")
    return desk.waits(20)


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is given to say."""
    said: list[str] = []
    for module in ("ui.pages.live", "ui.widgets.message_bar", "ui.widgets.find_person"):
        monkeypatch.setattr(f"{module}.announce", lambda _widget, words: said.append(words))
    return said


def full_disk(desk: Facilitator, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_values: object, **_more: object) -> None:
        raise KitFull("The disk is full, so this could not be saved.")

    monkeypatch.setattr(desk.circlekeeper.desk.store, "append", refuse)
    monkeypatch.setattr(desk.circlekeeper.desk.store, "heartbeat", refuse)


# Refusals


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        (["Ctrl+P", "S"], "The circle is paused. Resume it first."),
        (["Ctrl+P", "2"], "The circle is paused. Resume it first."),
        (["S", "C"], "The circle is in silence. End the silence first."),
        (["1"], "Amara holds the piece already."),
        (["Shift+B", "P"], "The circle is on a break. End the break first."),
        (["Ctrl+Y"], "There is nothing to do again."),
        (["Shift+R", "C"], "No round is running. Begin a round first."),
        (["Ctrl+Z", "Ctrl+Z", "Ctrl+Z"], "There is nothing to undo."),
        (["C", "Shift+-"], "Nobody holds the piece, so there is no turn to move."),
    ],
)
def test_a_refusal_is_in_the_bar_and_said_aloud(
    held: Facilitator, spoken: list[str], keys: list[str], why: str
) -> None:
    *before, last = keys
    held.press(*before)
    events = held.stored_events
    assert why in held.press(last)
    assert spoken[-1] == why
    assert held.stored_events == events
    assert why not in held.press("Escape")


def test_a_round_that_is_not_there_cannot_be_ended(desk: Facilitator) -> None:
    desk.opens(an_evening())
    assert "No round is running. Begin a round first." in desk.press("Shift+R")


def test_once_until_all_can_be_lifted_where_it_is_refused(desk: Facilitator) -> None:
    desk.begins(an_evening(NAMES[:3], ("open", "open"), once_until_all=True))
    desk.press("1", "2")
    words = desk.press("1")
    assert "Amara has had the piece, and 1 person has not been offered it yet." in words
    desk.click("Anyone may take it now")
    assert "has had the piece" not in desk.sees
    assert "Amara holds the talking piece" in desk.press("1")


def test_other_refusals_in_such_a_round_offer_nothing(desk: Facilitator) -> None:
    desk.begins(an_evening(NAMES[:3], ("open", "open"), once_until_all=True))
    assert "Amara holds the piece already." in desk.press("1", "1")
    assert "Anyone may take it now" not in desk.sees


def test_a_name_that_nobody_has_is_told_of_and_nothing_happens(held: Facilitator) -> None:
    held.press("G")
    assert "Nobody here is called that." in held.writes("xyz")
    held.press("Return")
    assert "Amara holds the talking piece" in held.press("Escape")


def test_the_person_found_is_said_before_the_piece_is_given(
    held: Facilitator, spoken: list[str]
) -> None:
    held.press("G")
    assert "Ceri, seat 3, facilitator" in held.writes("ce")
    assert spoken[-1] == "Ceri, seat 3, facilitator"
    assert "Amara holds the talking piece" in held.sees


# Undo


def undo_chip(desk: Facilitator) -> list[str]:
    buttons = [one for one in desk.page.findChildren(QAbstractButton) if one.isVisible()]
    return [one.accessibleName() for one in buttons if one.accessibleName().startswith("Undo “")]


def eight_seconds_later(desk: Facilitator) -> None:
    timers = [timer for timer in desk.page.findChildren(QTimer) if timer.interval() == 8_000]
    (timer,) = timers
    assert timer.isActive()
    timer.stop()
    timer.timeout.emit()


@pytest.mark.parametrize("names", [NAMES, HARD], ids=["short names", "hard names"])
@pytest.mark.parametrize("size", [(1366, 768), (1024, 640)])
def test_the_chip_comes_and_goes_and_no_other_button_moves(
    desk: Facilitator, names: tuple[str, ...], size: tuple[int, int]
) -> None:
    desk.begins(an_evening(names))
    desk.window.resize(*size)
    desk.press("Space")

    def places() -> dict[str, QPoint]:
        buttons = [one for one in desk.page.findChildren(QAbstractButton) if one.isVisible()]
        named = {one.accessibleName(): one.mapTo(desk.window, QPoint()) for one in buttons}
        return {name: place for name, place in named.items() if not name.startswith("Undo")}

    assert undo_chip(desk) == [f"Undo “{names[0]} began”"]
    shown = places()
    eight_seconds_later(desk)
    assert desk.sees
    assert undo_chip(desk) == []
    assert places() == shown
    desk.press("B")
    assert places() == shown


def test_what_was_undone_is_not_offered_to_be_undone_again(held: Facilitator) -> None:
    held.press("Space")
    assert undo_chip(held) == ["Undo “Bob began”"]
    held.press("Ctrl+Z")
    assert undo_chip(held) == []
    held.press("Ctrl+Y")
    assert undo_chip(held) == []


def test_undo_and_redo_go_as_far_back_as_the_session(desk: Facilitator) -> None:
    desk.begins()

    def floor() -> str:
        words = desk.circle.shown.upper
        assert words in desk.sees
        return words

    keys = ("Space", "Space", "S", "Space", "Shift+B", "Space", "4", "C", "Shift+R")
    there = [floor()] + [desk.press(key) and floor() for key in keys]
    assert len(set(there)) > 5
    assert [floor()] + [desk.press("PgUp") and floor() for _ in keys] == there[::-1]
    assert [floor()] + [desk.press("Ctrl+Y") and floor() for _ in keys] == there


# The end


def test_ctrl_e_asks_and_only_the_second_one_ends(held: Facilitator) -> None:
    assert "End the session now?" in held.press("Ctrl+E")
    assert held.live.state.phase is Phase.HELD
    assert "Closing · what the circle leaves behind" in held.press("Ctrl+E")


def test_the_button_in_the_bar_ends(held: Facilitator) -> None:
    held.press("Ctrl+E")
    assert "How the time was shared" in held.click("End the session")


def test_not_now_goes_on_and_it_is_asked_again(held: Facilitator) -> None:
    held.press("Ctrl+E")
    assert "End the session now?" not in held.click("Not now")
    assert "End the session now?" in held.press("Ctrl+E")
    assert held.live.state.phase is Phase.HELD


def test_a_question_that_something_else_covered_is_asked_again(held: Facilitator) -> None:
    held.press("Ctrl+E", "1")
    assert "End the session now?" not in held.sees
    assert "End the session now?" in held.press("Ctrl+E")
    assert held.live.state.phase is Phase.HELD


def test_space_after_the_last_round_asks_and_never_ends(desk: Facilitator) -> None:
    desk.begins(an_evening(("Amara",), ["go_round"]))
    desk.press("Space", "Space")
    for _ in range(3):
        assert "End the session now?" in desk.press("Space")
    assert desk.live.state.phase is Phase.CENTRE


# Notes and a disk that is full


def test_enter_keeps_a_note_and_the_keys_are_the_circles_again(held: Facilitator) -> None:
    held.press("N")
    held.writes("Kindness counts.")
    words = held.press("Return")
    assert "Kindness counts." in words.splitlines()
    assert "Write a note…" in words.splitlines(), "the field is empty"
    assert "Bob holds the talking piece" in held.press("Space")


def test_an_empty_note_is_nothing(held: Facilitator) -> None:
    before = held.stored_events
    held.press("N")
    held.writes("   ")
    held.press("Return")
    assert held.stored_events == before


def test_esc_leaves_a_note_as_it_is_written(held: Facilitator) -> None:
    held.press("N")
    held.writes("half a thought")
    assert "half a thought" in held.press("Escape")
    assert "Bob holds the talking piece" in held.press("Space")
    held.press("N")
    assert "half a thought and the rest" in held.writes(" and the rest")


def test_a_note_that_the_disk_refuses_stays_in_its_field(
    held: Facilitator, monkeypatch: pytest.MonkeyPatch, spoken: list[str]
) -> None:
    full_disk(held, monkeypatch)
    held.press("N")
    held.writes("do not lose me")
    words = held.press("Return")
    assert "The disk is full, so this could not be saved." in words
    assert "do not lose me" in words
    assert spoken[-1] == "The disk is full, so this could not be saved."
    assert held.live.state.notes == {}
    monkeypatch.undo()
    assert "Write a note…" in held.press("Return").splitlines()
    assert "do not lose me" in held.sees.splitlines()


def test_a_pass_that_the_disk_refuses_leaves_the_screen_as_it_was(
    held: Facilitator, monkeypatch: pytest.MonkeyPatch
) -> None:
    full_disk(held, monkeypatch)
    words = held.press("Space")
    assert "The disk is full" in words
    assert "Amara holds the talking piece" in words
    assert "Pass the piece to Bob" in words
    assert "0:2" in held.ticks(2), "the clock goes on"


def test_while_the_disk_stays_full_it_is_not_said_anew_at_every_press(
    held: Facilitator, monkeypatch: pytest.MonkeyPatch, spoken: list[str]
) -> None:
    full_disk(held, monkeypatch)
    why = "The disk is full, so this could not be saved."
    for key in ("Space", "Space", "2", "C"):
        assert why in held.press(key)
    assert spoken == [why]
    assert "Amara holds the talking piece" in held.sees
    assert why not in held.press("Escape")
    assert why in held.press("Space"), "whoever put it away and tries again is told"
    monkeypatch.undo()
    words = held.press("Space")
    assert why not in words
    assert "Bob holds the talking piece" in words


def test_a_disk_that_stays_full_is_told_of_once_and_covers_no_question(
    held: Facilitator, monkeypatch: pytest.MonkeyPatch, spoken: list[str]
) -> None:
    full_disk(held, monkeypatch)
    assert "The disk is full" in held.ticks(5)
    held.press("Escape", "Ctrl+E")
    spoken.clear()
    assert "End the session now?" in held.ticks(20)
    assert spoken == []


# The clock


def test_the_clock_shows_the_seconds_of_the_turn(desk: Facilitator) -> None:
    desk.begins().press("Space")
    faces = [desk.ticks(1) and desk.circle.face for _ in range(3)]
    assert faces == ["0:01", "0:02", "0:03"]
    desk.waits(3_600)
    assert desk.circle.face == "1:00:03"
    desk.press("Space", after_s=0)
    assert desk.circle.face == "0:00"


def test_a_pause_stops_the_clock_and_resuming_goes_on_from_there(held: Facilitator) -> None:
    held.press("Ctrl+P", after_s=0)
    held.clock.advance(600_000)
    assert held.circle.face == ""
    held.press("Ctrl+P", after_s=0)
    held.ticks(3)
    assert held.circle.face == "0:23"


@pytest.mark.parametrize(
    "keys", [["C"], ["S"], ["Ctrl+P"], ["Shift+B"], ["Shift+R"], ["C", "Ctrl+P"]]
)
def test_at_rest_and_paused_no_timer_ticks(held: Facilitator, keys: list[str]) -> None:
    assert 0 < min(timer.remainingTime() for timer in held.timers()) <= 1_001
    held.press(*keys)
    eight_seconds_later(held)
    assert held.timers() == []


def sign_of_life(desk: Facilitator) -> int:
    (sign,) = desk.circlekeeper.desk.store.open_sessions()
    return sign.at_ms


def test_a_sign_of_life_is_written_every_5_s_of_a_turn_and_none_at_rest(desk: Facilitator) -> None:
    desk.begins().press("Space")
    began = sign_of_life(desk)
    signs = [desk.ticks(1) and sign_of_life(desk) - began for _ in range(11)]
    assert signs == [0, 0, 0, 0, 5_000, 5_000, 5_000, 5_000, 5_000, 10_000, 10_000]
    desk.press("C")
    at_rest = sign_of_life(desk)
    desk.waits(60)
    assert sign_of_life(desk) == at_rest


# Sleep and the wall clock


def test_sleep_is_asked_about_and_can_be_left_out(held: Facilitator) -> None:
    held.ticks(1)
    held.clock.sleep(600_000)
    words = held.ticks(1)
    assert "The laptop slept for 10 min, and that time is counted." in words
    assert held.circle.face == "10:22"
    held.click("Leave it out", after_s=0)
    held.waits(0)
    assert held.circle.face == "0:21"
    held.press("Ctrl+Z", after_s=0)
    assert held.circle.face == "10:22"


def test_sleep_is_noticed_by_the_next_act_too(held: Facilitator) -> None:
    held.press("C")
    held.clock.sleep(600_000)
    words = held.press("Space")
    assert "The laptop slept for 10 min, and that time is counted." in words
    assert "Leave it out" not in words, "nobody held the piece"
    kinds = [type(entry.event) for entry in held.live.log.entries]
    assert LaptopSlept in kinds


def test_a_wall_clock_that_is_set_is_recorded_and_the_turn_goes_on(held: Facilitator) -> None:
    held.ticks(1)
    held.clock.set_wall(-7_200_000)
    held.ticks(1)
    assert held.circle.face == "0:22"
    assert held.live.log.entries[-1].event == WallClockSet(-7_200_000)
    assert "slept" not in held.sees


def test_a_sleep_that_could_not_be_written_down_is_noticed_again(
    held: Facilitator, monkeypatch: pytest.MonkeyPatch
) -> None:
    held.ticks(1)
    full_disk(held, monkeypatch)
    held.clock.sleep(600_000)
    held.ticks(1)
    monkeypatch.undo()
    assert "The laptop slept for 10 min" in held.ticks(1)


# What is said aloud


def test_changes_are_said_aloud_and_seconds_are_not(desk: Facilitator, spoken: list[str]) -> None:
    desk.opens(an_evening())
    for key in ("Space", "Space", "S", "Space", "Ctrl+P", "Ctrl+P", "P", "Ctrl+Z", "C", "B"):
        desk.press(key)
    desk.press("Shift+R")
    assert spoken == [
        "Round 1. Question 1?",
        "Amara holds the talking piece",
        "Silence",
        "Bob holds the talking piece",
        "Paused",
        "Bob holds the talking piece",
        "Ceri holds the talking piece",
        "Bob holds the talking piece",
        CENTRE,
        "Bell.",
        "The round has ended.",
    ]
    desk.press("Space", "Space")
    spoken.clear()
    desk.ticks(70)
    assert spoken == []


def test_the_page_that_is_gone_says_nothing(held: Facilitator, spoken: list[str]) -> None:
    live = held.live
    held.press("Ctrl+E", "Ctrl+E")
    assert held.sees
    spoken.clear()
    live.written.write_note("after the end")
    assert spoken == []


def test_the_time_of_an_event_is_the_clocks(held: Facilitator, tmp_path: Path) -> None:
    """What a person was shown is what is in the file, which any SQLite tool reads."""
    began = held.live.log.entries[0].wall
    held.press("Space", after_s=2.5)
    entry = held.live.log.entries[-1]
    assert entry.at_ms - held.live.log.entries[-2].at_ms == 22_500
    assert entry.wall - began == timedelta(milliseconds=entry.at_ms)
    session = held.live.id
    held.circlekeeper.desk.kit.close()
    with sqlite3.connect(tmp_path / "kit" / kit.FILE_NAME) as connection:
        rows = connection.execute("SELECT at_ms FROM event WHERE session = ?", (session,))
        assert max(rows)[0] == entry.at_ms
    connection.close()


def test_a_refusal_goes_with_the_next_thing_that_is_done(desk: Facilitator) -> None:
    desk.opens(an_evening())
    refused = "No round is running. Begin a round first."
    assert refused in desk.press("Shift+R")
    assert refused not in desk.press("Space")
