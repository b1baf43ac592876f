"""Keys on the Live page: the main button's words, fields and buttons with the focus, held and bounced keys."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from circle.session import Phase
from tests.ui.facilitator import Facilitator, an_evening, at_the_window
from ui.widgets.rows_view import RowsView

CENTRE = "The piece is in the centre"
FORMS = ("go_round", "open", "silent", "thinking_round", "conversation", "break")


@pytest.fixture
def desk(qapp, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        yield facilitator


@pytest.fixture
def held(desk: Facilitator) -> Facilitator:
    desk.begins().press("Space")
    return desk.waits(20)


def main_words(desk: Facilitator) -> str:
    """The main button is the first one in the foot: it begins with what Space does."""
    from ui.widgets.key_button import KeyButton, Kind

    mains = [one for one in desk.page.findChildren(KeyButton) if one._kind is Kind.MAIN]
    (main,) = (one for one in mains if one.isVisible())
    return main.words if main.isEnabled() else "(nothing)"


def is_so(desk: Facilitator, words: str, rounds: int, events: int) -> bool:
    """Whether what the main button said is what has happened."""
    state, upper = desk.live.state, desk.circle.shown.upper
    if words.startswith(("Give the piece to ", "Pass the piece to ")):
        return (
            upper
            == f"{words.removeprefix('Give').removeprefix('Pass')[14:]} holds the talking piece"
        )
    match words:
        case "(nothing)":
            return desk.stored_events == events
        case "Piece to the centre":
            return upper == CENTRE and state.round is not None
        case "End the round":
            return state.round is None and len(state.rounds) == rounds
        case "End the silence":
            return state.phase is not Phase.SILENCE and _only_its_own_round_ended(desk, "silent")
        case "End the break":
            return state.phase is not Phase.BREAK and _only_its_own_round_ended(desk, "break")
        case "Resume":
            return state.phase is not Phase.PAUSED
        case "End the session":
            asked = "End the session now?" in desk.sees
            return asked and state.phase is not Phase.CLOSED and desk.stored_events == events
        case _:
            begun = words in (f"Begin round {rounds + 1}", "Begin the round")
            return begun and state.round is not None and len(state.rounds) == rounds + 1


def _only_its_own_round_ended(desk: Facilitator, form: str) -> bool:
    """What was ended is not the round, unless the round was nothing else."""
    state = desk.live.state
    last = state.rounds[-1] if state.rounds else None
    ended_now = last is not None and last.ended_ms == state.last_ms
    return not ended_now or (last is not None and last.form.name == form)


ACTS = ("Space", "S", "P", "Shift+P", "Ctrl+P", "Shift+B", "C", "2", "4", "Shift+R", "Ctrl+Z",
        "Ctrl+Shift+Z", "B", "Escape", "Shift+-")  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_the_main_button_says_what_space_does(desk: Facilitator, seed: int) -> None:
    dice = random.Random(seed)
    desk.opens(an_evening(("Amara", "Bob", "Ceri", "Dev"), dice.sample(FORMS, 4)))
    for _ in range(30):
        desk.press(dice.choice(ACTS), "Escape", after_s=dice.choice((1, 3, 12)))
        words, rounds, events = main_words(desk), len(desk.live.state.rounds), desk.stored_events
        desk.press("Space")
        assert is_so(desk, words, rounds, events), f"“{words}” did:\n{desk.sees}"


def test_after_the_last_turn_a_silence_is_not_taken_for_the_round(desk: Facilitator) -> None:
    desk.begins(an_evening(("Amara", "Bob"), ["go_round", "go_round"]))
    desk.press("Space", "Space", "S")
    assert main_words(desk) == "End the round"
    assert "Between rounds" in desk.press("Space")


def test_space_on_a_button_with_the_focus_presses_that_button(held: Facilitator) -> None:
    held.button("Silence").setFocus(Qt.FocusReason.TabFocusReason)
    words = held.press("Space")
    assert "End the silence" in words
    assert "Bob holds the talking piece" not in words


def test_space_after_a_click_on_a_button_still_passes_the_piece(held: Facilitator) -> None:
    held.click("Bell")
    assert "Bob holds the talking piece" in held.press("Space")


def test_space_on_a_seat_with_the_focus_passes_the_piece(held: Facilitator) -> None:
    held.goes_to_seat("Esther")
    assert "Bob holds the talking piece" in held.press("Space")


def test_space_in_a_field_is_a_space_and_letters_are_letters(held: Facilitator) -> None:
    held.press("N")
    held.writes("so be it spc 12 ?")
    assert "so be it spc 12 ?" in held.sees
    assert "Amara holds the talking piece" in held.sees


def test_space_in_a_list_stays_in_the_list(held: Facilitator) -> None:
    held.press("T")
    (turns,) = (one for one in held.page.findChildren(RowsView) if one.isVisible())
    turns.setFocus()
    before = held.stored_events
    held.press("Space", "Down", "Up")
    assert held.stored_events == before
    assert "Amara holds the talking piece" in held.sees


@pytest.mark.parametrize("key", ["PgDown", "PgUp", "Escape"])
@pytest.mark.parametrize("opened_by", ["N", "G", "J"])
def test_a_remote_works_while_a_field_has_the_focus(
    held: Facilitator, key: str, opened_by: str
) -> None:
    held.press(opened_by)
    assert isinstance(held.focused, QLineEdit)
    words = held.press(key)
    after = {
        "PgDown": "Bob holds the talking piece",
        "PgUp": CENTRE,
        "Escape": "Amara holds the talking piece",
    }
    assert after[key] in words


def test_f5_begins_while_a_field_has_the_focus(desk: Facilitator) -> None:
    desk.begins()
    desk.press("N")
    assert "Amara holds the talking piece" in desk.press("F5")


@pytest.mark.parametrize("key", ["Space", "PgDown", "Right"])
def test_a_key_that_is_held_down_counts_once(held: Facilitator, key: str) -> None:
    assert "Bob holds the talking piece" in held.keeps_pressing(key, times=6)


def test_a_held_key_neither_begins_and_ends_a_silence_nor_undoes_twice(held: Facilitator) -> None:
    assert "End the silence" in held.keeps_pressing("S", times=4)
    assert "Amara holds the talking piece" in held.keeps_pressing("Ctrl+Z", times=4)


def test_a_held_ctrl_e_only_asks(held: Facilitator) -> None:
    assert "End the session now?" in held.keeps_pressing("Ctrl+E", times=5)
    assert held.live.state.phase is Phase.HELD


@pytest.mark.parametrize(("apart_s", "holder"), [(0.1, "Bob"), (0.599, "Bob"), (0.6, "Ceri")])
def test_two_passes_within_600_ms_are_one(held: Facilitator, apart_s: float, holder: str) -> None:
    held.press("Space")
    assert f"{holder} holds the talking piece" in held.press("Space", after_s=apart_s)


def test_an_echo_through_another_door_is_an_echo_too(held: Facilitator) -> None:
    held.press("PgDown")
    assert "Bob holds the talking piece" in held.click_seat("Esther", after_s=0.2)
    assert "Esther holds the talking piece" in held.click_seat("Esther", after_s=0.5)


def test_two_presses_of_p_within_600_ms_are_one_pass(held: Facilitator) -> None:
    held.press("Space", "P", after_s=1)
    assert "Ceri holds the talking piece" in held.press("P", after_s=0.3)
    assert "Dev holds the talking piece" in held.press("P", after_s=1)


def test_a_pass_right_after_the_piece_was_given_is_no_echo(held: Facilitator) -> None:
    held.press("Space")
    assert "Ceri holds the talking piece" in held.press("P", after_s=0.3)


def test_an_echo_does_not_give_away_what_its_press_began(desk: Facilitator) -> None:
    desk.opens(an_evening())
    desk.press("PgDown")
    words = desk.press("PgDown", after_s=0.2)
    assert CENTRE in words
    assert "Round 1 of 2" in words


def test_an_echo_is_as_long_on_the_wall_when_the_clock_is_sped_up(qapp, tmp_path: Path) -> None:
    with at_the_window(qapp, tmp_path / "kit", speed=60) as desk:
        desk.begins()
        desk.press("Space", after_s=60)
        assert "Amara holds the talking piece" in desk.press("Space", after_s=35)
        assert "Bob holds the talking piece" in desk.press("Space", after_s=2)


def test_the_first_press_of_a_sped_up_session_counts(qapp, tmp_path: Path) -> None:
    with at_the_window(qapp, tmp_path / "kit", speed=60) as desk:
        desk.opens(an_evening())
        assert "Round 1 of 2" in desk.press("Space")


def test_keys_on_the_number_pad_are_keys(held: Facilitator) -> None:
    from PySide6.QtTest import QTest

    held.clock.advance(1_000)
    QTest.keyClick(held.window, Qt.Key.Key_4, Qt.KeyboardModifier.KeypadModifier)
    assert "Dev holds the talking piece" in held.sees


def test_a_button_that_cannot_be_pressed_any_more_does_not_hand_its_focus_on(
    desk: Facilitator,
) -> None:
    """Else the next Space presses whatever stands beside it."""
    desk.begins(an_evening(forms=("open", "open")))
    desk.press("2")
    desk.button("Piece to the centre").setFocus(Qt.FocusReason.TabFocusReason)
    assert "Choose who takes the piece" in desk.press("Space")
    before = desk.stored_events
    desk.press("Space")
    assert desk.stored_events == before
    assert "End the silence" not in desk.sees


def test_esc_ends_nothing_and_throws_nothing_away(held: Facilitator) -> None:
    held.press("N")
    held.writes("half a tho")
    before = held.stored_events
    for opened_by in ("", "G", "J", "T", "Ctrl+E", "N"):
        if opened_by:
            held.press(opened_by)
        words = held.press("Escape", "Escape")
        assert held.stored_events == before
        assert "Amara holds the talking piece" in words
        assert "half a tho" in words
        assert "End the session now?" not in words


def test_the_keys_of_a_page_that_is_gone_do_nothing(held: Facilitator) -> None:
    held.press("Ctrl+E", "Ctrl+E")
    before = held.stored_events
    held.press("Space", "S", "B", "PgDown")
    assert held.stored_events == before
