"""The Prepare page: seats, names, agreements and levels, by mouse and by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from circle.events import SessionOpened
from circle.paths import assets
from circle.templates import read_shelf
from tests.ui.seen import (
    button,
    focused,
    key_here,
    press,
    scrolls_sideways,
    signals_of,
    tabbed_to,
    type_here,
    words_on,
)
from ui.pages.prepare import PreparePage
from ui.theme import Look
from ui.widgets.circle_view import CircleView

SHELF = read_shelf(assets())
LISTENING = next(one for one in SHELF.templates if one.name == "listening_round")
CTRL = Qt.KeyboardModifier.ControlModifier
menus = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
"""The offscreen platform says so of every menu."""
NAMES = "Amara\nBob\nCeri\nDev"


@pytest.fixture
def page(look: Look, qtbot) -> PreparePage:
    page = PreparePage(look)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show_plan(LISTENING, SHELF.forms)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    settle()
    return page


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def circle(page: PreparePage) -> CircleView:
    found = page.findChild(CircleView)
    assert isinstance(found, CircleView)
    return found


def seats(page: PreparePage) -> list[str]:
    """What the circle shows, clockwise."""
    return [seat.alias for seat in circle(page).shown.seats]


def place_of(page: PreparePage, at: int) -> QPoint:
    return circle(page).placed.seats[at].centre.toPoint()


def click_seat(page: PreparePage, at: int) -> None:
    QTest.mouseClick(circle(page), Qt.MouseButton.LeftButton, pos=place_of(page, at))
    settle()


def paste_names(page: PreparePage, text: str) -> None:
    press(page, "Add or paste names")
    settle()
    QApplication.clipboard().setText(text)
    key_here(Qt.Key.Key_V, CTRL)
    press(page, "Use these names")
    settle()


def aliases(opened: SessionOpened) -> list[str]:
    return [person.alias for person in opened.participants]


def choose(page: PreparePage, words: str) -> None:
    """An entry of the menu that is shown."""
    (menu,) = [one for one in page.findChildren(QMenu) if one.isVisible()]
    (entry,) = [one for one in menu.actions() if one.text() == words]
    assert entry.isEnabled()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center())
    settle()


def ask_for_menu(page: PreparePage, at: int) -> None:
    circle(page).setFocus()
    key_here(Qt.Key.Key_Home)
    for _ in range(at):
        key_here(Qt.Key.Key_Right)
    key_here(Qt.Key.Key_Menu)
    settle()


def test_a_template_is_shown_with_its_rounds_its_agreements_and_eight_seats(page: PreparePage):
    seen = words_on(page)
    for words in (
        "Listening round",
        "What do you want to be understood about this?",
        "Go-round · about 4 min each",
        "35 min",
        "We listen to understand, not to reply",
        "Time as a group, no one named",
        "About 60 minutes with 8 people",
        "Everything stays on this laptop",
    ):
        assert words in seen
    assert seats(page) == [f"Seat {n}" for n in range(1, 9)]
    assert circle(page).shown.upper == "8 seats"


def test_start_now_has_no_plan_to_read_and_agrees_on_nothing_but_confidentiality(page: PreparePage):
    page.show_plan(None, SHELF.forms)
    settle()
    seen = words_on(page)
    assert "Go-round" in seen
    assert "No set time, with 8 people" in seen
    assert "We listen to understand, not to reply" not in seen
    assert "Confidentiality: It stays in the circle" in seen
    opened = page.opened()
    assert opened.title == "Listening circle"
    assert [one.form for one in opened.plan] == ["go_round"]
    assert opened.agreements == ()


def test_the_circle_opens_as_it_stands(page: PreparePage):
    asked = signals_of(page.opened_asked)
    press(page, "Open the circle")
    ((opened,),) = asked
    assert opened == page.opened()
    assert opened.title == "Listening round"
    assert [person.id for person in opened.participants] == [f"p{n}" for n in range(1, 9)]
    assert opened.agreements == LISTENING.agreements
    assert opened.level == "nobody"
    assert [one.suggested_ms for one in opened.plan] == [60_000, 240_000, 0, 90_000]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_ctrl_enter_opens_the_circle_from_anywhere(page: PreparePage, key: Qt.Key):
    asked = signals_of(page.opened_asked)
    page.plan.title.setFocus()
    key_here(key, CTRL)
    assert len(asked) == 1


def test_back_leaves_and_escape_does_not(page: PreparePage):
    left = signals_of(page.left)
    key_here(Qt.Key.Key_Escape)
    assert left == []
    press(page, "Back")
    assert left == [()]


def test_the_session_can_be_given_another_name(page: PreparePage):
    page.plan.title.setFocus()
    key_here(Qt.Key.Key_A, CTRL)
    type_here("Kitchen table")
    assert page.opened().title == "Kitchen table"


def test_seats_are_put_out_and_taken_away(page: PreparePage):
    press(page, "One seat more")
    press(page, "One seat more")
    press(page, "One seat fewer")
    assert circle(page).shown.upper == "9 seats"
    assert "About 60 minutes with 9 people" in words_on(page)
    settle()
    assert "Go-round · about 3 min 30 each" in words_on(page)
    for _ in range(40):
        press(page, "One seat fewer")
    assert len(seats(page)) == 2
    assert not button(page, "One seat fewer").isEnabled()
    paste_names(page, "\n".join(f"Person {n}" for n in range(199)))
    press(page, "One seat more")
    assert len(page.opened().participants) == 200
    assert not button(page, "One seat more").isEnabled()


def test_names_are_pasted_in_place_of_the_circle(page: PreparePage):
    press(page, "Add or paste names")
    settle()
    assert not circle(page).isVisible()
    QApplication.clipboard().setText(NAMES + "\n\nBob; Esther")
    key_here(Qt.Key.Key_V, CTRL)
    press(page, "Use these names")
    settle()
    assert circle(page).isVisible()
    assert seats(page) == ["Amara", "Bob", "Ceri", "Dev", "Bob 2", "Esther", "Seat 7", "Seat 8"]
    assert aliases(page.opened()) == seats(page)


@pytest.mark.parametrize("leave", ["button", "escape"])
def test_names_can_be_left_as_they_were(page: PreparePage, leave: str):
    press(page, "Add or paste names")
    type_here("Somebody")
    if leave == "button":
        press(page, "Leave it")
    else:
        key_here(Qt.Key.Key_Escape)
    settle()
    assert circle(page).isVisible()
    assert seats(page)[0] == "Seat 1"


def test_names_that_are_there_stand_in_the_field_to_be_changed(page: PreparePage):
    paste_names(page, NAMES)
    press(page, "Add or paste names")
    assert page.seats.names.field.toPlainText().split("\n")[:5] == [*NAMES.split("\n"), "Seat 5"]
    press(page, "Use these names")
    assert seats(page)[:5] == [*NAMES.split("\n"), "Seat 5"]


def test_fewer_names_than_seats_are_told_of(page: PreparePage):
    paste_names(page, "Ann\nBen\nCleo\nDan\nEve\nFay")
    words = "2 seats have no name. If nobody sits there, − takes them away."
    assert words in words_on(page)
    press(page, "One seat fewer")
    assert words not in words_on(page)
    press(page, "One seat fewer")
    assert seats(page) == ["Ann", "Ben", "Cleo", "Dan", "Eve", "Fay"]


def test_what_was_left_out_is_said_and_read_before_the_circle_opens(page: PreparePage):
    asked = signals_of(page.opened_asked)
    press(page, "Add or paste names")
    page.seats.names.field.setPlainText("\n".join(f"Person {n}" for n in range(202)))
    key_here(Qt.Key.Key_Return, CTRL)
    settle()
    assert "There are at most 200 seats, so the last 2 names were left out." in words_on(page)
    assert asked == []
    key_here(Qt.Key.Key_Return, CTRL)
    ((opened,),) = asked
    assert len(opened.participants) == 200


def test_a_seat_is_named_after_a_click_on_it(page: PreparePage):
    click_seat(page, 2)
    assert "Seat 3 · name or initials" in words_on(page)
    type_here("Ceri")
    key_here(Qt.Key.Key_Return)
    settle()
    assert seats(page)[:4] == ["Seat 1", "Seat 2", "Ceri", "Seat 4"]
    assert "name or initials" not in words_on(page)


def test_a_seat_is_named_by_keys_alone_and_the_focus_comes_back(page: PreparePage):
    circle(page).setFocus()
    key_here(Qt.Key.Key_Right)
    key_here(Qt.Key.Key_Return)
    type_here("Bob")
    key_here(Qt.Key.Key_Return)
    assert seats(page)[1] == "Bob"
    assert focused() is circle(page)
    assert circle(page).focused_item() == 1


def test_a_name_that_is_being_written_counts_wherever_one_goes_on(page: PreparePage):
    click_seat(page, 0)
    type_here("Amara")
    click_seat(page, 1)
    type_here("Bob")
    asked = signals_of(page.opened_asked)
    press(page, "Open the circle")
    assert aliases(asked[0][0])[:3] == ["Amara", "Bob", "Seat 3"]


def test_escape_leaves_a_name_as_it_was(page: PreparePage):
    click_seat(page, 0)
    type_here("Amara")
    key_here(Qt.Key.Key_Escape)
    settle()
    assert seats(page)[0] == "Seat 1"
    assert "name or initials" not in words_on(page)


def test_seats_are_dragged_to_match_the_room(page: PreparePage):
    paste_names(page, NAMES)
    view = circle(page)
    start, end = place_of(page, 0), place_of(page, 2)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, (start + end) / 2)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)
    settle()
    assert sorted(seats(page)[:4]) == sorted(NAMES.split("\n"))
    assert seats(page)[0] != "Amara"
    assert aliases(page.opened()) == seats(page)


def test_seats_are_moved_by_keys(page: PreparePage):
    paste_names(page, NAMES)
    circle(page).setFocus()
    key_here(Qt.Key.Key_Home)
    key_here(Qt.Key.Key_Right, CTRL)
    assert seats(page)[:4] == ["Bob", "Amara", "Ceri", "Dev"]


@menus
def test_the_menu_of_a_seat_says_who_facilitates_and_who_said_yes(page: PreparePage):
    ask_for_menu(page, 1)
    choose(page, "Facilitator")
    ask_for_menu(page, 2)
    choose(page, "What they said…")
    press(page, "Yes: Their name may leave this laptop")
    press(page, "No: Noted by the name they use here")
    press(page, "Done")
    people = page.opened().participants
    assert [person.facilitator for person in people[:3]] == [False, True, False]
    assert [person.says_yes for person in people[:4]] == [None, None, True, None]
    assert [person.noted for person in people[:4]] == [None, None, False, None]
    ask_for_menu(page, 1)
    choose(page, "Facilitator")
    assert not any(person.facilitator for person in page.opened().participants)


@menus
def test_the_menu_takes_a_seat_away_and_renames(page: PreparePage):
    paste_names(page, NAMES)
    ask_for_menu(page, 1)
    choose(page, "Take the seat away")
    assert seats(page)[:3] == ["Amara", "Ceri", "Dev"]
    ask_for_menu(page, 0)
    choose(page, "Rename…")
    type_here("Ama")
    key_here(Qt.Key.Key_Return)
    assert seats(page)[0] == "Ama"


@menus
def test_the_menu_is_also_beside_the_name(page: PreparePage):
    click_seat(page, 3)
    press(page, "More…")
    settle()
    choose(page, "Facilitator")
    assert page.opened().participants[3].facilitator


def test_what_is_not_checked_is_not_recorded(page: PreparePage):
    press(page, "You can always pass")
    assert "You can always pass" not in page.opened().agreements
    box = button(page, "Titles stay outside")
    box.setFocus()
    key_here(Qt.Key.Key_Space)
    assert len(page.opened().agreements) == 2
    key_here(Qt.Key.Key_Space)
    assert "Titles stay outside" in page.opened().agreements


def test_what_the_notes_may_show_is_chosen_by_mouse_and_by_keys(page: PreparePage):
    press(page, "Time by seat number")
    assert page.opened().level == "seats"
    button(page, "Time by seat number").setFocus()
    key_here(Qt.Key.Key_Down)
    assert page.opened().level == "names"
    assert "8 people have not said yes yet" in words_on(page)
    key_here(Qt.Key.Key_Up)
    key_here(Qt.Key.Key_Up)
    assert page.opened().level == "nobody"
    assert "not said yes" not in words_on(page)


def test_another_plan_begins_anew(page: PreparePage):
    paste_names(page, NAMES)
    press(page, "Time by seat number")
    click_seat(page, 0)
    page.show_plan(SHELF.templates[1], SHELF.forms)
    settle()
    opened = page.opened()
    assert opened.title == SHELF.templates[1].title
    assert aliases(opened) == [f"Seat {n}" for n in range(1, 9)]
    assert opened.level == "nobody"
    assert button(page, "Time as a group").isChecked()
    assert "name or initials" not in words_on(page)


def test_everything_is_reached_by_tab_and_nothing_is_marked_at_first(page: PreparePage):
    assert focused() is page
    reached = tabbed_to(page)
    names = {one.accessibleName() for one in reached}
    assert {"Name of the session", "The circle", "One seat more", "Add or paste names"} <= names
    assert {"You can always pass", "Open the circle", "Back"} <= names
    assert "Time as a group, no one named" in names


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("width", [1024, 1366])
@pytest.mark.parametrize("n", [3, 40])
def test_nothing_scrolls_sideways_or_makes_the_window_grow(
    page: PreparePage, look: Look, width: int, scale: float, n: int
):
    paste_names(page, "\n".join(f"Maximiliana Konstantinopolous {i}" for i in range(n)))
    look.use_scale(scale)
    page.resize(width, 640)
    settle()
    assert scrolls_sideways(page) == []
    assert (page.width(), page.height()) == (width, 640)
    for words in ("Open the circle", "Back"):
        assert page.rect().contains(button(page, words).geometry())


@pytest.mark.parametrize("through", [(), (2.0,), (2.0, 1.5), (1.5, 2.0), (2.0, 1.5, 1.0)])
def test_cards_are_in_the_same_order_whatever_arrangement_was_before(
    page: PreparePage, look: Look, through: tuple[float, ...]
):
    page.resize(1024, 640)
    for scale in (*through, 2.0):
        look.use_scale(scale)
        settle()
    cards = (page.plan, page.seats, page.agreed, page.level, page.checklist)
    tops = [card.mapTo(page, QPoint(0, 0)).y() for card in cards]
    assert tops == sorted(tops)
    look.use_scale(1.0)
    settle()
    left = [card.mapTo(page, QPoint(0, 0)).x() for card in cards]
    assert left[0] < left[1] < left[2] == left[3] == left[4]


def test_the_focus_stays_when_the_columns_change(page: PreparePage, look: Look):
    page.resize(1024, 640)
    settle()
    click_seat(page, 0)
    field = focused()
    type_here("Ama")
    look.use_scale(2.0)
    settle()
    assert focused() is field
    type_here("ra")
    key_here(Qt.Key.Key_Return)
    assert seats(page)[0] == "Amara"


def test_a_field_comes_into_sight_where_the_letters_are_large(page: PreparePage, look: Look):
    look.use_scale(2.0)
    page.resize(1024, 640)
    settle()
    circle(page).setFocus()
    key_here(Qt.Key.Key_Return)
    settle()
    assert focused().visibleRegion().boundingRect() == focused().rect()


def test_places_to_click_are_large_enough(page: PreparePage):
    for words in ("You can always pass", "Time by seat number", "One seat more", "Back"):
        assert button(page, words).height() >= 44


def test_tab_goes_through_the_plan_then_the_people_then_what_they_agreed_and_the_foot_last(
    page: PreparePage,
):
    reached = [one.accessibleName() for one in tabbed_to(page)]
    marks = (
        "When it begins",
        "Check-in",
        "Circle, if it meets again",
        "The circle",
        "We listen to understand",
        "Confidentiality",
        "Time as a group",
        "Sound tried",
        "Open the circle",
        "Back",
    )
    places = [next(i for i, name in enumerate(reached) if name.startswith(mark)) for mark in marks]
    assert places == sorted(places)
    assert places[0] == 0
