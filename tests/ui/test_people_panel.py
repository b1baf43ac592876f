"""The panel of people: who joins, steps out, comes back, leaves, is renamed, moves, said yes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from circle.kept import Left
from tests.ui.seen import button, focused, key_here, press, tabbed_to, type_here, words_on
from tests.ui.sessions import Held, rows_of, session, show, three_turns
from ui.theme import Look
from ui.widgets.people_panel import PeoplePanel


@pytest.fixture
def held(qapp: QApplication, tmp_path: Path) -> Iterator[Held]:
    with session(tmp_path) as held:
        yield three_turns(held)


@pytest.fixture
def panel(look: Look, held: Held, qtbot) -> PeoplePanel:
    panel = PeoplePanel(look, held.live)
    qtbot.addWidget(panel)
    show(panel, width=303, height=560)
    return panel


def go_to(panel: PeoplePanel, row: int) -> None:
    panel.list.setFocus()
    key_here(Qt.Key.Key_Home)
    for _ in range(row):
        key_here(Qt.Key.Key_Down)


def chosen(panel: PeoplePanel) -> str:
    return panel.list.currentIndex().data()


def test_everybody_is_there_in_the_order_of_their_seats(panel: PeoplePanel) -> None:
    assert rows_of(panel.list) == [
        "Amara, seat 1, here",
        "Bob, seat 2, here",
        "Ceri, seat 3, here · facilitator",
        "Dev, seat 4, here",
    ]
    assert "People · 4 here" in words_on(panel)


def test_somebody_joins_by_a_name_and_enter_and_the_running_turn_goes_on(
    panel: PeoplePanel, held: Held
) -> None:
    before = held.turns
    panel.focus_field()
    assert focused().accessibleName() == "Who joins? Name or initials"
    type_here("Late Lena")
    key_here(Qt.Key.Key_Return)
    assert rows_of(panel.list)[-1] == "Late Lena, seat 5, here"
    assert chosen(panel) == "Late Lena"
    assert panel.field.text() == ""
    assert focused() is panel.field
    assert held.turns == before
    assert held.live.state.participant(held.live.state.hand.holder or "").alias == "Ceri"


def test_an_empty_name_joins_nobody_and_blames_nobody(panel: PeoplePanel, held: Held) -> None:
    panel.focus_field()
    type_here("   ")
    key_here(Qt.Key.Key_Return)
    assert len(rows_of(panel.list)) == 4
    assert held.refused == []


def test_somebody_steps_out_and_is_back(panel: PeoplePanel) -> None:
    go_to(panel, 1)
    press(panel, "Steps out")
    assert rows_of(panel.list)[1] == "Bob, seat 2, has stepped out"
    assert "Steps out" not in words_on(panel)
    press(panel, "Is back")
    assert rows_of(panel.list)[1] == "Bob, seat 2, here"


def test_with_the_keys_the_list_takes_over_when_a_button_goes(panel: PeoplePanel) -> None:
    go_to(panel, 1)
    key_here(Qt.Key.Key_Tab)
    assert focused().accessibleName() == "Steps out"
    key_here(Qt.Key.Key_Space)
    assert rows_of(panel.list)[1] == "Bob, seat 2, has stepped out"
    assert focused() is panel.list
    assert chosen(panel) == "Bob"


def test_somebody_leaves_and_stands_last_and_may_come_back(panel: PeoplePanel) -> None:
    go_to(panel, 0)
    press(panel, "Leaves")
    assert rows_of(panel.list)[-1] == "Amara, has left"
    assert chosen(panel) == "Amara"
    assert "Moves a seat on" not in words_on(panel)
    press(panel, "Is back")
    assert rows_of(panel.list)[-1] == "Amara, seat 4, here"


def test_whoever_holds_the_piece_is_not_sent_away(panel: PeoplePanel, held: Held) -> None:
    go_to(panel, 2)
    press(panel, "Leaves")
    assert held.refused == ["Ceri holds the piece. Pass it on first."]
    assert rows_of(panel.list)[2] == "Ceri, seat 3, here · facilitator"


def test_a_new_name_is_written_in_the_panel(panel: PeoplePanel) -> None:
    go_to(panel, 1)
    press(panel, "New name")
    assert focused() is panel.new_name.field
    assert panel.new_name.field.selectedText() == "Bob"
    type_here("Bo")
    key_here(Qt.Key.Key_Return)
    assert rows_of(panel.list)[1] == "Bo, seat 2, here"
    assert not panel.new_name.isVisible()
    assert focused().accessibleName() == "New name…"


def test_esc_leaves_the_old_name(panel: PeoplePanel, held: Held) -> None:
    before = held.stored_events
    go_to(panel, 1)
    press(panel, "New name")
    type_here("Zz")
    key_here(Qt.Key.Key_Escape)
    assert rows_of(panel.list)[1] == "Bob, seat 2, here"
    assert held.stored_events == before


def test_an_empty_new_name_is_refused_and_the_field_stays(panel: PeoplePanel, held: Held) -> None:
    go_to(panel, 1)
    press(panel, "New name")
    key_here(Qt.Key.Key_Delete)
    key_here(Qt.Key.Key_Return)
    assert held.refused == ["A person needs a name or an alias. A seat number will do."]
    assert panel.new_name.isVisible()


def test_somebody_moves_a_seat_on_and_back_and_round_the_end(panel: PeoplePanel) -> None:
    names = lambda: [row.text for row in panel.list.rows_model.rows]  # noqa: E731
    go_to(panel, 2)
    press(panel, "Moves a seat on")
    assert names() == ["Amara", "Bob", "Dev", "Ceri"]
    press(panel, "Moves a seat on")
    assert names() == ["Ceri", "Amara", "Bob", "Dev"]
    press(panel, "Moves a seat back")
    assert names() == ["Amara", "Bob", "Dev", "Ceri"]
    assert chosen(panel) == "Ceri"


def test_a_yes_is_said_and_taken_back(panel: PeoplePanel, held: Held) -> None:
    go_to(panel, 0)
    press(panel, "What they said…")
    press(panel, "Yes: Their name may leave this laptop")
    press(panel, "Done")
    assert rows_of(panel.list)[0] == "Amara, seat 1, here · said yes"
    go_to(panel, 1)
    press(panel, "What they said…")
    assert button(panel, "Not asked: Their name may leave this laptop").isChecked()
    press(panel, "Done")
    go_to(panel, 0)
    press(panel, "What they said…")
    press(panel, "No: Their name may leave this laptop")
    press(panel, "Done")
    assert rows_of(panel.list)[0] == "Amara, seat 1, here · said no"
    assert held.live.state.participant(held.person("Amara")).says_yes is False


def test_whoever_takes_back_a_yes_to_being_noted_is_asked_once_more_and_then_erased(
    panel: PeoplePanel, held: Held
) -> None:
    held.live.written.write_note("Amara came late.")
    go_to(panel, 0)
    press(panel, "What they said…")
    press(panel, "Yes: Noted by the name they use here")
    press(panel, "No: Noted by the name they use here")
    assert button(panel, "No: Noted by the name they use here").isChecked()
    assert held.live.state.participant("p1").noted is False
    assert button(panel, "Leave it").hasFocus()
    assert "It cannot be undone" in panel.said.sure.words.text()
    press(panel, "Leave it")
    assert held.live.state.participant("p1").alias == "Amara"
    press(panel, "Take Amara out of the record…")
    press(panel, "Take Amara out")
    assert held.live.state.participant("p1").alias == "Seat 1"
    assert [note.text for note in held.live.state.notes.values()] == ["Seat 1 came late."]
    assert panel.said.result.text().startswith("Done: what is kept here says Seat 1 now.")
    assert "not exported from here" in panel.said.result.text()
    press(panel, "Done")
    assert rows_of(panel.list)[0] == "Seat 1, seat 1, here · said no"
    go_to(panel, 1)
    press(panel, "What they said…")
    assert panel.said.take_out.isVisible()
    press(panel, "Done")
    go_to(panel, 0)
    press(panel, "What they said…")
    assert not panel.said.take_out.isVisible()


def test_tab_goes_to_the_answer_that_holds_and_an_arrow_from_there_says_another(
    panel: PeoplePanel, held: Held
) -> None:
    go_to(panel, 0)
    press(panel, "What they said…")
    reached = [one.accessibleName() for one in tabbed_to(panel)]
    assert [name.partition(":")[0] for name in reached if ": " in name] == ["Not asked"] * 3
    asked = button(panel, "Not asked: Their name may leave this laptop")
    asked.setFocus()
    key_here(Qt.Key.Key_Left)
    assert button(panel, "No: Their name may leave this laptop").isChecked()
    assert held.live.state.participant("p1").says_yes is False


def test_what_could_not_be_reached_is_said_with_its_day(panel: PeoplePanel, held: Held) -> None:
    wall = held.clock.read().wall
    held.store.record_exports(Left(held.live.id, wall, one, "aliases") for one in ("html", "json"))
    go_to(panel, 0)
    press(panel, "What they said…")
    press(panel, "Take Amara out of the record…")
    press(panel, "Take Amara out")
    day = f"{wall.astimezone():%Y-%m-%d}"
    said = panel.said.result.text()
    assert f"Files exported before are as they were ({day}: Web page, Whole record)." in said


def test_undo_is_shown_at_once(panel: PeoplePanel, held: Held) -> None:
    go_to(panel, 1)
    press(panel, "Leaves")
    held.live.undo()
    assert rows_of(panel.list)[1] == "Bob, seat 2, here"
    assert button(panel, "Leaves").isEnabled()


def test_forty_people_scroll_and_the_newest_is_in_sight(look: Look, tmp_path: Path, qtbot) -> None:
    with session(tmp_path, [f"Person {n}" for n in range(1, 40)]) as held:
        panel = PeoplePanel(look, held.live)
        qtbot.addWidget(panel)
        show(panel, width=303, height=560)
        panel.focus_field()
        type_here("Nkechi")
        key_here(Qt.Key.Key_Return)
        shown = panel.list.visualRect(panel.list.currentIndex())
        assert chosen(panel) == "Nkechi"
        assert panel.list.viewport().rect().contains(shown)
