"""An inner and an outer circle, by clicks and keys: who moves in and out, who has the piece, whose part it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.fakes import FakeClock
from tests.ui.facilitator import Facilitator, an_evening, at_the_window


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit", FakeClock()) as facilitator:
        yield facilitator


@pytest.fixture
def bowl(desk: Facilitator) -> Facilitator:
    return desk.begins(an_evening(forms=("fishbowl", "go_round"), suggested_s=0))


def inside(desk: Facilitator) -> list[str]:
    return [seat.alias for seat in desk.circle.shown.seats if seat.inside]


def holder(desk: Facilitator) -> str:
    return desk.live.state.participant(desk.live.state.hand.holder or "").alias


def test_choosing_a_seat_first_moves_it_in_and_once_more_gives_it_the_piece(
    bowl: Facilitator,
) -> None:
    assert "Choose who sits inside" in bowl.sees
    assert "choose a seat: they move inside" in bowl.sees
    assert "Nobody sits inside yet." in bowl.sees
    bowl.click_seat("Bob")
    bowl.press("5")
    assert (inside(bowl), holder(bowl)) == (["Bob", "Esther"], "")
    assert "Bob, seat 2, sits inside" in bowl.sees
    assert "choose again to give the piece" in bowl.sees
    bowl.click_seat("Bob")
    assert holder(bowl) == "Bob"
    assert bowl.circle.shown.lower == "the inner circle speaks"


def test_two_clicks_in_one_go_are_one(bowl: Facilitator) -> None:
    bowl.click_seat("Bob")
    bowl.click_seat("Bob", after_s=0.2)
    assert (inside(bowl), holder(bowl)) == (["Bob"], "")


def test_once_they_speak_a_seat_outside_has_the_piece_and_sits_inside(bowl: Facilitator) -> None:
    bowl.click_seat("Bob")
    bowl.click_seat("Bob")
    bowl.click_seat("Dev")
    assert (inside(bowl), holder(bowl)) == (["Bob", "Dev"], "Dev")
    assert "Dev, seat 4, holds the talking piece, sits inside" in bowl.sees
    bowl.press("Space")
    bowl.click_seat("Zoë")
    assert (inside(bowl), holder(bowl)) == (["Bob", "Dev", "Zoë"], "Zoë")


def test_giving_it_by_name_gives_it_at_once(bowl: Facilitator) -> None:
    bowl.press("G")
    bowl.writes("dev")
    bowl.press("Return")
    assert (inside(bowl), holder(bowl)) == (["Dev"], "Dev")


def test_i_moves_whoever_has_the_focus_in_and_out(bowl: Facilitator) -> None:
    bowl.goes_to_seat("Ceri")
    bowl.press("I")
    assert inside(bowl) == ["Ceri"]
    assert "Undo “Ceri moved in”" in bowl.sees
    bowl.press("I")
    assert inside(bowl) == []


def test_i_asks_for_a_name_where_no_seat_has_the_focus(bowl: Facilitator) -> None:
    bowl.press("I")
    assert "Who moves in or out? A name or a seat number" in bowl.sees
    bowl.writes("zoe")
    bowl.press("Return")
    assert (inside(bowl), holder(bowl)) == (["Zoë"], "")
    bowl.press("I")
    bowl.writes("6")
    bowl.press("Return")
    assert inside(bowl) == []
    bowl.press("G")
    assert "Give the piece to… a name or a seat number" in bowl.sees


def test_i_says_why_not_in_a_round_without_an_inner_circle(desk: Facilitator) -> None:
    desk.begins()
    desk.press("I")
    assert "This round has no inner circle. Nobody was moved." in desk.sees


def test_the_menu_of_a_seat_moves_in_and_out(bowl: Facilitator) -> None:
    bowl.choose("Dev", "Dev moves in")
    assert inside(bowl) == ["Dev"]
    bowl.choose("Dev", "Dev moves out")
    assert inside(bowl) == []
    bowl.press("Escape")


def test_whoever_holds_the_piece_does_not_move_out(bowl: Facilitator) -> None:
    bowl.click_seat("Bob")
    bowl.click_seat("Bob")
    menu = bowl.menu_of("Bob")
    assert "Bob moves out" not in [action.text() for action in menu.actions()]
    menu.close()
    bowl.press("I")
    assert "Bob holds the piece. Pass it on first." in bowl.sees


def test_the_button_ends_the_part_first_and_then_the_round(bowl: Facilitator) -> None:
    bowl.click_seat("Bob")
    bowl.click_seat("Bob")
    bowl.click("Over to the outer circle")
    assert holder(bowl) == ""
    assert "Round 1 of 2 · Fishbowl · the outer circle speaks · Question 1?" in bowl.sees
    bowl.click_seat("Bob")
    assert "the outer circle speaks now. They may move out first." in bowl.sees
    bowl.click_seat("Ceri")
    assert (inside(bowl), holder(bowl)) == (["Bob"], "Ceri")
    bowl.click("End round")
    assert "Between rounds" in bowl.sees


def test_shift_r_does_the_same_and_undo_goes_back_a_part(bowl: Facilitator) -> None:
    bowl.press("Shift+R")
    assert bowl.button("End round")
    bowl.press("Ctrl+Z")
    assert bowl.button("Over to the outer circle")
    bowl.press("Shift+R", "Shift+R")
    assert "Between rounds" in bowl.sees


def test_the_ring_is_as_it_always_was_when_the_round_is_over(bowl: Facilitator) -> None:
    assert bowl.circle.placed.inner is not None
    bowl.press("Shift+R", "Shift+R", "Space")
    assert bowl.circle.placed.inner is None
    assert inside(bowl) == []


def test_a_witness_round_goes_from_neighbour_to_neighbour_inside(desk: Facilitator) -> None:
    desk.begins(an_evening(forms=("witness_round", "go_round"), suggested_s=0))
    for alias in ("Esther", "Bob"):
        desk.click_seat(alias)
    assert "Give the piece to Bob" in desk.sees
    desk.press("Space", "Space")
    assert holder(desk) == "Esther"
    desk.press("Space")
    assert desk.circle.shown.lower == "the outer circle speaks · Amara is next"
    desk.click("Back to the inner circle")
    assert desk.circle.shown.lower == "the inner circle speaks · Bob is next"


def test_while_groups_talk_a_seat_offers_no_piece(desk: Facilitator) -> None:
    desk.begins(an_evening(forms=("dyad",)))
    menu = desk.menu_of("Bob")
    assert [action.text() for action in menu.actions()] == ["Bob steps out", "Bob leaves"]
    menu.close()


def test_what_is_written_while_somebody_reports_is_their_groups(desk: Facilitator) -> None:
    desk.begins(an_evening(forms=("dyad", "report_back", "harvest")))
    desk.press("Space", "Space", "Space", "Space")
    for count in ("1 of 3", "2 of 3", "3 of 3", ""):
        desk.press("N")
        assert "Write a key point…" in desk.sees
        desk.writes("More time.")
        desk.press("Return")
        heading = f"Key points of group 1 · {count}" if count else "Key points of group 1"
        assert heading in desk.sees.splitlines()
    desk.press("Space")
    assert "Key points of group 2 · 0 of 3" in desk.sees
    desk.press("Ctrl+P")
    assert "Key points of group 2 · 0 of 3" in desk.sees
    desk.press("Ctrl+P", "C", "N")
    desk.writes("A note.")
    desk.press("Return")
    assert "Notes · no names attached" in desk.sees
    kept = [(note.kind, note.group) for note in desk.live.state.notes.values()]
    assert kept == [*[("key_point", 0)] * 4, ("note", None)]


def test_a_point_that_is_still_being_written_at_the_end_is_their_groups(
    desk: Facilitator,
) -> None:
    desk.begins(an_evening(forms=("dyad", "report_back")))
    desk.press("Space", "Space", "Space", "Space", "N")
    desk.writes("More time.")
    desk.press("Ctrl+E", "Ctrl+E")
    (note,) = desk.live.state.notes.values()
    assert (note.kind, note.group) == ("key_point", 0)
