"""Roles that rotate, and more time for one person that nothing shows: in Live's panel and in Prepare's menu."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from circle import events as e
from circle.people import Role
from tests.ui.facilitator import NAMES, Facilitator, an_evening, at_the_window
from tests.ui.sessions import SHELF
from ui.pages.prepare import PreparePage
from ui.theme import Look
from ui.widgets.person_forms import PersonForms

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


@pytest.fixture
def desk(qapp, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        yield facilitator


@pytest.fixture
def held(desk: Facilitator) -> Facilitator:
    """Amara, the first, has held the piece for 20 seconds; Ceri leads."""
    desk.begins().press("Space")
    return desk.waits(20)


def goes_to(desk: Facilitator, alias: str, button: str) -> None:
    """The panel of people, a person in it, and a button of theirs: all by keys."""
    desk.press("J", "Tab", "Home", *["Down"] * NAMES.index(alias), after_s=0)
    tabs_to(desk, button)
    desk.press("Space", after_s=0)


def tabs_to(desk: Facilitator, name: str) -> None:
    for _ in range(60):
        if desk.focused.accessibleName().startswith(name):
            return
        desk.press("Tab", after_s=0)
    raise AssertionError(f"Tab never reaches {name}")


def does(desk: Facilitator, alias: str) -> tuple[Role, ...]:
    person = next(
        p.participant for p in desk.live.state.people.values() if p.participant.alias == alias
    )
    return person.does


def test_a_role_is_checked_with_keys_and_said_where_they_sit(held: Facilitator) -> None:
    goes_to(held, "Bob", "Roles…")
    assert held.focused.accessibleName() == "Facilitator"
    tabs_to(held, "Guardian")
    words = held.press("Space")
    assert does(held, "Bob") == (Role.GUARDIAN,)
    assert "Bob, seat 2, here · guardian" in words
    assert "Bob, seat 2, guardian, next" in words
    assert "Undo “what Bob does for the circle”" in words
    tabs_to(held, "Scribe")
    held.press("Space")
    assert "Bob, seat 2, guardian, scribe, next" in held.sees
    held.press("Ctrl+Z", "Ctrl+Z")
    assert does(held, "Bob") == ()


def test_only_the_facilitator_is_marked_on_the_circle(held: Facilitator) -> None:
    goes_to(held, "Bob", "Roles…")
    tabs_to(held, "Guardian")
    held.press("Space")
    marked = [seat.alias for seat in held.circle.shown.seats if seat.facilitator]
    assert marked == ["Ceri"]


def test_a_role_is_handed_on_and_undone_in_one(held: Facilitator) -> None:
    goes_to(held, "Ceri", "Roles…")
    events = held.stored_events
    tabs_to(held, "Facilitator: hand on to…")
    held.press("Space")
    words = held.choose_in_menu("Dev")
    assert held.stored_events == events + 1
    assert (does(held, "Ceri"), does(held, "Dev")) == ((), (Role.FACILITATOR,))
    assert [seat.alias for seat in held.circle.shown.seats if seat.facilitator] == ["Dev"]
    assert "Undo “Dev is facilitator”" in words
    assert "hand on to" not in words
    held.press("Ctrl+Z")
    assert (does(held, "Ceri"), does(held, "Dev")) == ((Role.FACILITATOR,), ())


def test_esc_leaves_the_form_then_the_panel(held: Facilitator) -> None:
    goes_to(held, "Bob", "Roles…")
    events = held.stored_events
    words = held.press("Escape")
    assert "What Bob does for the circle" not in words
    assert held.focused.accessibleName() == "Roles…"
    assert "Who joins?" not in held.press("Escape")
    assert held.stored_events == events


def arc(desk: Facilitator) -> float:
    from ui.pages.live_shown import clock_shown

    shown = clock_shown(desk.live.state, desk.live.now_ms()).arc
    assert shown is not None
    return shown


def test_more_time_changes_nothing_that_is_seen_but_the_arc(held: Facilitator) -> None:
    held.waits(60)
    held.page._undo_shown.timeout.emit()
    before, was = held.sees, arc(held)
    said: list[str] = []
    held.live.announced.connect(said.append)
    goes_to(held, "Amara", "More time…")
    for _step in range(4):
        held.press("Space", after_s=0)
    assert "Time for Amara: twice as long" in held.sees
    held.press("Escape", "Escape", after_s=0)
    held.page._undo_shown.timeout.emit()
    assert held.live.state.participant("p1").extra_percent == 100
    assert arc(held) == pytest.approx(was / 2, abs=0.02)
    assert held.sees == before
    assert "about 3 min each" in before
    assert said == []


def test_more_time_is_less_again_and_its_undo_names_nobody(held: Facilitator) -> None:
    goes_to(held, "Bob", "More time…")
    assert "Time for Bob: as for everyone" in held.sees
    words = held.press("Space", "Space")
    assert "Time for Bob: half as long again" in words
    assert "Undo “a suggested time”" in words
    tabs_to(held, "Less time for them")
    assert "a quarter as long again" in held.press("Space")
    words = held.press("Space")
    assert "as for everyone" in words
    assert held.focused.accessibleName() == "More time for them"
    (forms,) = held.page.findChildren(PersonForms)
    assert not forms.more_time.fewer.isEnabled()


def test_with_the_panel_of_people_open_nobody_is_seen_to_have_more_time(held: Facilitator) -> None:
    def seen() -> tuple[str, QImage]:
        held.page._undo_shown.timeout.emit()
        return held.sees, held.window.grab().toImage()

    held.press("J", "Tab", after_s=0)  # where no caret blinks
    held.live.give_extra_time("p2", 0)
    before = seen()
    held.live.give_extra_time("p2", 75)
    assert seen() == before


# On Prepare


@pytest.fixture
def page(look: Look, qtbot: QtBot) -> PreparePage:
    page = PreparePage(look)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show_plan(SHELF.template("council"), SHELF.forms)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    for _ in range(4):
        QApplication.processEvents()
    return page


def chooses(page: PreparePage, within: str, words: str) -> None:
    """Something in a menu within the menu of the second seat, by keys."""
    page.seats.circle.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.seats.circle, Qt.Key.Key_Home)
    QTest.keyClick(page.seats.circle, Qt.Key.Key_Right)
    QTest.keyClick(page.seats.circle, Qt.Key.Key_Menu)
    QApplication.processEvents()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.setActiveAction(next(one for one in menu.actions() if one.text() == within))
    QTest.keyClick(menu, Qt.Key.Key_Right)
    inner = QApplication.activePopupWidget()
    assert isinstance(inner, QMenu)
    inner.setActiveAction(next(one for one in inner.actions() if one.text() == words))
    QTest.keyClick(inner, Qt.Key.Key_Return)
    QApplication.processEvents()


def second(page: PreparePage) -> e.Participant:
    return page.opened().participants[1]


def test_the_menu_of_a_seat_gives_roles(page: PreparePage) -> None:
    chooses(page, "Roles", "Scribe")
    chooses(page, "Roles", "Guardian")
    assert second(page).roles == (Role.GUARDIAN, Role.SCRIBE)
    assert "Seat 2, guardian, scribe" in page.seats.circle.said()
    chooses(page, "Roles", "Scribe")
    assert second(page).roles == (Role.GUARDIAN,)


def test_the_menu_of_a_seat_gives_more_time_that_the_page_does_not_show(page: PreparePage) -> None:
    def image() -> object:
        QApplication.processEvents()
        return page.seats.circle.grab().toImage()

    chooses(page, "More time for them", "As for everyone")
    before, said = image(), page.seats.circle.said()
    chooses(page, "More time for them", "Half as long again")
    assert second(page).extra_percent == 50
    assert page.seats.circle.said() == said
    assert image() == before


def test_roles_and_time_go_with_the_name_to_another_seat(page: PreparePage) -> None:
    page.seats._use("Ann\nBen\nCleo")
    chooses(page, "Roles", "Witness")
    chooses(page, "More time for them", "Twice as long")
    page.seats._use("Cleo\nAnn\nBen")
    ben = page.opened().participants[2]
    assert (ben.alias, ben.roles, ben.extra_percent) == ("Ben", (Role.WITNESS,), 100)
    assert second(page).roles == ()


def test_who_was_given_roles_and_time_has_them_in_the_session(desk: Facilitator) -> None:
    people = (
        e.Participant("p1", "Amara", roles=(Role.GUARDIAN,), extra_percent=50),
        e.Participant("p2", "Bob"),
    )
    opened = an_evening()
    desk.begins(e.SessionOpened("An evening", people, opened.plan)).press("Space")
    assert "Amara, seat 1, holds the talking piece, guardian" in desk.sees
    assert arc(desk.waits(135)) == 0.5
