"""What is set up on Prepare besides plan and seats: who opens the topic, and what was looked at."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from circle.paths import assets
from circle.plans import Opener
from circle.power import Power
from circle.templates import read_shelf
from tests.ui.seen import button, key_here, press, type_here, words_on
from ui.pages.checklist_shown import Ready, ready_words
from ui.pages.prepare import PreparePage
from ui.theme import Look

SHELF = read_shelf(assets())
menus = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


@pytest.fixture
def page(look: Look, qtbot) -> PreparePage:
    page = PreparePage(look)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show_plan(SHELF.template("opening_speakers"), SHELF.forms)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    QApplication.processEvents()
    return page


def _choose(words: str) -> None:
    QApplication.processEvents()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    for _step in range(50):
        active = menu.activeAction()
        if active is not None and active.text() == words:
            break
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    QApplication.processEvents()


def _openers(page: PreparePage) -> tuple[Opener, ...]:
    return next(one.openers for one in page.opened().plan if one.form == "opening_speaker")


@menus
def test_speakers_are_named_by_keys_alone_with_what_they_bring(page: PreparePage) -> None:
    press(page, "Add somebody who opens")
    key_here(Qt.Key.Key_Space)
    _choose("Seat 3")
    key_here(Qt.Key.Key_Tab)
    type_here("https://example.org/talk")
    press(page, "Add somebody who opens")
    key_here(Qt.Key.Key_Space)
    _choose("Seat 1")
    assert _openers(page) == (Opener("p3", "https://example.org/talk"), Opener("p1"))
    assert "about 10 min each" in button(page, "Opening").accessibleName()


@menus
def test_whoever_is_chosen_twice_changes_places(page: PreparePage) -> None:
    for seat in ("Seat 3", "Seat 1"):
        press(page, "Add somebody who opens")
        key_here(Qt.Key.Key_Space)
        _choose(seat)
    page.openers.rows[0].person.setFocus()
    key_here(Qt.Key.Key_Space)
    _choose("Seat 1")
    assert [one.participant for one in _openers(page)] == ["p1", "p3"]


@menus
def test_whoever_has_no_seat_any_more_does_not_open(page: PreparePage) -> None:
    press(page, "Add somebody who opens")
    key_here(Qt.Key.Key_Space)
    _choose("Seat 8")
    press(page, "One seat fewer")
    QApplication.processEvents()
    assert _openers(page) == ()
    assert "Who opens: nobody yet" in words_on(page)


@menus
def test_somebody_without_a_seat_opens_too_with_a_role_and_a_note_of_a_document(
    page: PreparePage,
) -> None:
    press(page, "Add somebody who opens")
    assert "A name or a role" not in words_on(page)
    key_here(Qt.Key.Key_Space)
    _choose("Somebody without a seat")
    type_here("A nurse, on film")
    key_here(Qt.Key.Key_Tab)
    type_here("Night shift.pdf, page 3")
    press(page, "Add somebody who opens")
    key_here(Qt.Key.Key_Space)
    _choose("Somebody without a seat")
    type_here("A tenant")
    assert _openers(page) == (
        Opener("", "Night shift.pdf, page 3", "A nurse, on film"),
        Opener("", "", "A tenant"),
    )
    assert "about 10 min each" in button(page, "Opening").accessibleName()
    page.openers.rows[1].person.setFocus()
    key_here(Qt.Key.Key_Space)
    _choose("Seat 2")
    assert _openers(page)[1] == Opener("p2")
    assert page.openers.rows[0].called.isVisible()
    assert not page.openers.rows[1].called.isVisible()


@menus
def test_of_somebody_without_a_seat_nothing_need_be_known(page: PreparePage) -> None:
    press(page, "Add somebody who opens")
    key_here(Qt.Key.Key_Space)
    _choose("Somebody without a seat")
    assert _openers(page) == ()


def test_there_are_four_at_most_and_each_can_be_taken_back(page: PreparePage) -> None:
    for _one in range(4):
        press(page, "Add somebody who opens")
    assert "Add somebody who opens" not in words_on(page)
    page.openers.rows[1].remove.click()
    assert (len(page.openers.rows), page.openers.add.isVisible()) == (3, True)


def test_nobody_is_asked_for_where_no_round_is_opened(page: PreparePage) -> None:
    assert page.openers.isVisible()
    page.show_plan(SHELF.template("listening_round"), SHELF.forms)
    assert not page.openers.isVisible()


def test_the_list_before_the_room_fills_holds_nothing_up(page: PreparePage) -> None:
    assert "Sound tried" in words_on(page)
    page.checklist.checks[Ready.SOUND].setFocus()
    key_here(Qt.Key.Key_Space)
    assert page.checklist.checks[Ready.SOUND].isChecked()
    assert page.opened().plan
    page.show_plan(None, SHELF.forms)
    assert not page.checklist.checks[Ready.SOUND].isChecked()


@pytest.mark.parametrize(
    ("power", "words"),
    [
        (Power(), "Power"),
        (Power(62, plugged_in=False), "Power: 62 %"),
        (Power(62, plugged_in=True), "Power: plugged in"),
    ],
)
def test_the_list_says_what_is_known_of_the_power(power: Power, words: str) -> None:
    assert ready_words(power)[Ready.POWER] == words
