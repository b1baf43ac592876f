"""Circles that meet again, lists of people from files, aliases, and undoing: on the Prepare page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from circle.circles import Circle, Usual
from circle.events import Participant, SessionOpened
from tests.ui.facilitator import Facilitator, at_the_window
from tests.ui.seen import press, tabbed_to, words_on
from ui.pages.prepare import PreparePage
from ui.widgets.message_bar import MessageBar

menus = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
KITCHEN = Circle(
    "Kitchen table",
    (Usual("Ann"), Usual("Ben", facilitator=True), Usual("Seat 3"), Usual("Zoë")),
    ("We listen to understand, not to reply", "Phones stay outside"),
    "council",
)


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        yield facilitator


def prepares(desk: Facilitator, template: int | None = None) -> PreparePage:
    shelf = desk.circlekeeper.shelf
    desk.circlekeeper.prepare(None if template is None else shelf.templates[template])
    QApplication.processEvents()
    page = desk.window.page
    assert isinstance(page, PreparePage)
    return page


def held(desk: Facilitator, circle: str, number: int) -> None:
    """A session of a circle, held and closed."""
    people = (Participant("p1", "Ann"), Participant("p2", "Ben"))
    desk.circlekeeper.desk.begin(SessionOpened("", people, circle=circle, number=number))
    desk.live.close()
    desk.circlekeeper.desk.put_away()


def seats(desk: Facilitator) -> list[str]:
    return [seat.alias for seat in desk.circle.shown.seats]


def pastes(desk: Facilitator, *names: str) -> None:
    desk.click("Add or paste names")
    QApplication.clipboard().setText("\n".join(names))
    desk.press("Ctrl+V")
    desk.click("Use these names")


def picks_circle(desk: Facilitator, words: str) -> None:
    desk.click("Circles…")
    desk.choose_in_menu(words)


def uses_aliases(desk: Facilitator, words: str) -> None:
    desk.click("Aliases…")
    desk.choose_in_menu(words)


def a_file(tmp_path: Path, text: str | bytes, name: str = "people.csv") -> Path:
    file = tmp_path / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


# Circles


def test_a_session_of_no_circle_needs_no_word_about_one(desk: Facilitator) -> None:
    page = prepares(desk)
    assert "of this circle" not in desk.sees
    assert "Circles…" not in words_on(page)
    desk.press("Ctrl+Return")
    assert desk.live.state.opened == page_opened(desk)
    assert desk.circlekeeper.desk.store.circles() == ()


def page_opened(desk: Facilitator) -> SessionOpened:
    opened = desk.live.state.opened
    assert opened is not None
    assert (opened.circle, opened.number) == ("", None)
    return opened


def test_a_new_circle_is_remembered_when_it_opens_and_offered_the_next_time(
    desk: Facilitator,
) -> None:
    page = prepares(desk, 0)
    pastes(desk, "Ann", "Ben", "Cleo")
    page.seats.which.field.setFocus()
    desk.writes("Riverside ")
    assert "Session 1 of this circle. Who sits here is remembered when it opens." in desk.sees
    assert "Riverside · Session 1" in desk.press("Ctrl+Return")
    (riverside,) = desk.circlekeeper.desk.store.circles()
    assert [one.alias for one in riverside.circle.people][:3] == ["Ann", "Ben", "Cleo"]
    assert riverside.circle.template == desk.circlekeeper.shelf.templates[0].name
    assert riverside.circle.agreements == desk.circlekeeper.shelf.templates[0].agreements


@menus
def test_choosing_a_circle_puts_its_people_and_agreements_in(desk: Facilitator) -> None:
    desk.circlekeeper.desk.store.keep_circle(KITCHEN)
    held(desk, "Kitchen table", 3)
    desk.circlekeeper.desk.store.keep_circle(KITCHEN)
    page = prepares(desk, 0)
    picks_circle(desk, "Kitchen table · 1 session")
    assert seats(desk) == ["Ann", "Ben", "Seat 3", "Zoë"]
    assert "Session 4 of this circle." in desk.sees
    opened = page.opened()
    assert [one.facilitator for one in opened.participants] == [False, True, False, False]
    assert not any(one.says_yes for one in opened.participants)
    assert opened.agreements == KITCHEN.agreements
    assert "You can always pass" in words_on(page), "the template's own stay to be agreed to"
    assert "Kitchen table · Session 4" in desk.press("Ctrl+Return")


@menus
def test_the_people_who_were_there_come_back(desk: Facilitator) -> None:
    desk.circlekeeper.desk.store.keep_circle(KITCHEN)
    page = prepares(desk, 0)
    pastes(desk, "Dan", "Eve", "Fay")
    before = page.opened()
    picks_circle(desk, "Kitchen table")
    assert page.opened() != before
    assert "Its usual people are in their seats." in desk.sees
    assert "Its usual people" not in desk.click("Undo")
    assert page.opened() == before
    picks_circle(desk, "Kitchen table")
    desk.press("Ctrl+Z")
    assert page.opened() == before


@menus
def test_the_plan_of_last_time_is_offered_and_comes_in_when_it_is_wanted(desk: Facilitator) -> None:
    desk.circlekeeper.desk.store.keep_circle(KITCHEN)
    council = desk.circlekeeper.shelf.template("council")
    page = prepares(desk)
    picks_circle(desk, "Kitchen table")
    before = page.opened()
    assert len(before.plan) == 1
    assert "The plan is that of last time." in desk.click("Its plan: Council")
    assert [one.prompt for one in page.opened().plan] == [one.prompt for one in council.rounds]
    assert page.opened().title == council.title
    assert "Its plan" not in words_on(page)
    desk.press("Ctrl+Z")
    assert page.opened() == before
    assert "The plan is that of last time." not in words_on(page)
    desk.press("Ctrl+Z")
    assert seats(desk)[0] == "Seat 1"
    picks_circle(desk, "Kitchen table")
    desk.click("Its plan: Council")
    desk.press("Ctrl+Return")
    (kitchen,) = desk.circlekeeper.desk.store.circles()
    assert kitchen.circle.template == "council"


@menus
def test_a_plan_that_is_there_already_or_nowhere_is_not_offered(desk: Facilitator) -> None:
    store, shelf = desk.circlekeeper.desk.store, desk.circlekeeper.shelf
    store.keep_circle(KITCHEN)
    store.keep_circle(Circle("Riverside", (Usual("Ann"),), template="long_gone"))
    page = prepares(desk, [one.name for one in shelf.templates].index("council"))
    for circle in ("Kitchen table", "Riverside"):
        picks_circle(desk, circle)
        assert "Its plan" not in words_on(page)


def test_a_circle_is_chosen_by_keys_alone(desk: Facilitator) -> None:
    desk.circlekeeper.desk.store.keep_circle(KITCHEN)
    page = prepares(desk)
    assert page.seats.which.known in tabbed_to(page)
    page.seats.which.field.setFocus()
    desk.writes("kitchen TABLE")
    assert "Session 1 of this circle" in desk.sees
    assert seats(desk)[0] == "Seat 1"
    desk.press("Return")
    assert seats(desk) == ["Ann", "Ben", "Seat 3", "Zoë"]
    assert page.opened().circle == "Kitchen table"
    assert page.opened().agreements == KITCHEN.agreements


@menus
def test_a_forgotten_circle_comes_back_from_the_bar(desk: Facilitator) -> None:
    store = desk.circlekeeper.desk.store
    store.keep_circle(KITCHEN)
    page = prepares(desk)
    picks_circle(desk, "Kitchen table")
    desk.click("Circles…")
    desk.choose_in_menu("Forget this circle; its sessions stay")
    assert desk.window.said == "“Kitchen table” is forgotten. Its sessions stay."
    assert store.circles() == ()
    assert seats(desk)[0] == "Ann"
    desk.click("Its plan: Council")
    assert page.opened().title == "Council"
    bar = desk.window.findChild(MessageBar)
    assert isinstance(bar, MessageBar)
    press(bar, "Undo")
    (known,) = store.circles()
    assert known.circle == KITCHEN
    assert desk.button("Circles…").isVisible()


# Files


def test_people_come_in_from_a_file(
    desk: Facilitator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = a_file(tmp_path, "Facilitator;Name\r\n;Ann\r\nx;Ben\r\n;Ann\r\n")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(file), ""))
    page = prepares(desk)
    desk.click("Add or paste names")
    words = desk.click("From a file…")
    assert seats(desk)[:4] == ["Ann", "Ben", "Ann 2", "Seat 4"]
    assert "3 names from “people.csv”. 1 was there before and has a number now." in words
    assert page.opened().participants[1].facilitator
    desk.click("Undo")
    assert seats(desk) == [f"Seat {n}" for n in range(1, 9)]


def test_a_file_is_dropped_on_the_seats(desk: Facilitator, tmp_path: Path) -> None:
    page = prepares(desk)
    file = a_file(tmp_path, "Zoë\nAnn\n".encode("utf-16"), "names.txt")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton)
    entered = QDragEnterEvent(QPoint(9, 9), *how, Qt.KeyboardModifier.NoModifier)
    dropped = QDropEvent(QPointF(9, 9), *how, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page.seats, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(page.seats, dropped)
    assert seats(desk)[:2] == ["Zoë", "Ann"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\x89PNG\r\n\x1a\n\0", "is not text. Save it as a text or CSV file"),
        (b"", "is empty"),
        (b"x" * 1_000_001, "is larger than 1 MB"),
        ("\n".join(f"P{n}" for n in range(201)), "has 201 names; there are at most 200 seats."),
        (b'"Ann\nBen', "a quotation mark is not closed."),
    ],
)
def test_a_file_that_cannot_be_used_changes_nothing(
    desk: Facilitator, tmp_path: Path, data: str | bytes, why: str
) -> None:
    page = prepares(desk)
    pastes(desk, "Dan", "Eve")
    before = page.opened()
    page.seats.take_file(a_file(tmp_path, data))
    assert why in desk.sees
    assert "The seats are as they were." in desk.sees
    assert page.opened() == before


def test_names_that_are_being_written_are_not_lost_to_a_file(
    desk: Facilitator, tmp_path: Path
) -> None:
    page = prepares(desk)
    desk.click("Add or paste names")
    desk.writes("Dan")
    page.seats.take_file(a_file(tmp_path, b"\0"))
    assert page.seats.names.field.toPlainText() == "Dan"
    page.seats.take_file(a_file(tmp_path, "Ann\nBen"))
    assert seats(desk)[:2] == ["Ann", "Ben"]
    desk.press("Ctrl+Z")
    assert seats(desk)[:2] == ["Dan", "Seat 2"]


# Aliases


@menus
@pytest.mark.parametrize(
    ("kind", "aliases"),
    [
        ("Seat numbers", ["Seat 1", "Seat 2", "Seat 3"]),
        ("Colours", ["Amber", "Azure", "Coral"]),
        ("Things", ["Acorn", "Anchor", "Basket"]),
        ("Initials", ["AL", "BR", "AL 2"]),
    ],
)
def test_aliases_stand_for_the_names(desk: Facilitator, kind: str, aliases: list[str]) -> None:
    page = prepares(desk)
    pastes(desk, "Ann Lee", "Ben Ray", "Ari Low")
    uses_aliases(desk, kind)
    assert [one.alias for one in page.opened().participants][:3] == aliases
    desk.click("Undo")
    assert seats(desk)[:3] == ["Ann Lee", "Ben Ray", "Ari Low"]


@menus
def test_initials_of_nobody_change_nothing(desk: Facilitator) -> None:
    page = prepares(desk)
    uses_aliases(desk, "Initials")
    assert "Nobody has a name yet that could have initials." in desk.sees
    assert "Undo" not in words_on(page)


# Undo


@menus
def test_undo_goes_back_through_plan_and_seats_in_the_order_of_what_was_done(
    desk: Facilitator,
) -> None:
    page = prepares(desk, 0)

    def how_it_stands() -> tuple[int, list[str]]:
        return len(page.opened().plan), seats(desk)

    stood = [how_it_stands()]
    for act in (
        lambda: pastes(desk, "Ann", "Ben"),
        lambda: desk.click("Add a round"),
        lambda: uses_aliases(desk, "Colours"),
        lambda: desk.click("One seat more"),
        lambda: desk.click("Add a round"),
    ):
        act()
        stood.append(how_it_stands())
    page.setFocus()
    assert len({str(one) for one in stood}) == 6
    for expected in reversed(stood[:-1]):
        desk.press("Ctrl+Z")
        assert how_it_stands() == expected
    desk.press("Ctrl+Z")
    assert how_it_stands() == stood[0]


def test_another_plan_has_nothing_to_undo(desk: Facilitator) -> None:
    page = prepares(desk)
    pastes(desk, "Ann", "Ben")
    page.show_plan(None, desk.circlekeeper.shelf.forms)
    desk.press("Ctrl+Z")
    assert seats(desk)[0] == "Seat 1"


# Two hundred


@menus
def test_two_hundred_are_moved_by_keys_and_by_mouse_also_of_a_circle(desk: Facilitator) -> None:
    names = tuple(f"Person {n}" for n in range(1, 201))
    many = Circle("Town hall", tuple(Usual(name) for name in names))
    desk.circlekeeper.desk.store.keep_circle(many)
    page = prepares(desk)
    picks_circle(desk, "Town hall")
    assert seats(desk) == list(names)
    desk.circle.setFocus(Qt.FocusReason.TabFocusReason)
    desk.press("Home", "Ctrl+Right", "Ctrl+Right")
    assert seats(desk)[:4] == ["Person 2", "Person 3", "Person 1", "Person 4"]
    start = desk.circle.placed.seats[10].centre.toPoint()
    end = desk.circle.placed.seats[100].centre.toPoint()
    QTest.mousePress(desk.circle, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(desk.circle, (start + end) / 2)
    QTest.mouseMove(desk.circle, end)
    QTest.mouseRelease(desk.circle, Qt.MouseButton.LeftButton, pos=end)
    assert abs(seats(desk).index("Person 11") - 100) <= 1
    assert sorted(seats(desk)) == sorted(names)
    assert len(page.opened().participants) == 200
    desk.press("Ctrl+Z")
    assert seats(desk)[10] == "Person 11"
