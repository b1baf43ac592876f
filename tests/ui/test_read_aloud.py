"""What is read aloud before a circle opens, what the group says to it, and the rule that it names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from circle.kept import TEXT_TO_READ
from circle.people import NOT_ASKED, Consent
from tests.ui.facilitator import Facilitator, an_evening, at_the_window
from tests.ui.seen import key_here, scrolls_sideways, tabbed_to, type_here
from ui.pages.prepare import PreparePage
from ui.pages.read_aloud import ReadAloud

menus = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
RULE = "Between us: What is said here stays here; what we learn may go along."


@pytest.fixture
def held(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path) as facilitator:
        yield facilitator


@pytest.fixture
def page(held: Facilitator) -> PreparePage:
    return prepares(held)


def prepares(held: Facilitator) -> PreparePage:
    held.circlekeeper.prepare(held.circlekeeper.shelf.templates[0])
    QApplication.processEvents()
    page = held.window.page
    assert isinstance(page, PreparePage)
    return page


def reading(held: Facilitator) -> ReadAloud:
    (found,) = [one for one in held.window.findChildren(ReadAloud) if one.isVisible()]
    return found


def goes_back(held: Facilitator) -> str:
    QTest.mouseClick(reading(held).back, Qt.MouseButton.LeftButton)
    return held.sees


def test_the_page_says_what_is_kept_and_for_whom_and_lies_over_everything(
    held: Facilitator, page: PreparePage
) -> None:
    text = held.click("Read aloud first…")
    for words in (RULE, "What is kept:", "Who sees it:", "For how long:", "You may say no"):
        assert words in text
    assert "nobody can make sure that it is kept" in text
    assert reading(held).rect() == page.rect()
    assert held.button("Not asked: May a trainer see it?").isChecked()


@menus
def test_what_was_said_goes_with_the_session_that_opens(
    held: Facilitator, page: PreparePage
) -> None:
    held.menu_of("Seat 2")
    held.choose_in_menu("Facilitator")
    held.click("Read aloud first…")
    held.click("Yes: May what is kept call us")
    held.click("No: May a trainer see it?")
    held.click("I have read this aloud")
    text = goes_back(held)
    assert "The group said: yes to being noted, no to a trainer." in text
    consent = page.opened().consent
    assert consent == Consent(noted=True, shown=False, asked_by="p2", read=consent.read)
    assert consent.read.startswith(f"{RULE}\n\nWhat is kept:")


def test_without_a_word_said_nothing_is_recorded(held: Facilitator, page: PreparePage) -> None:
    held.click("Read aloud first…")
    goes_back(held)
    assert page.opened().consent == NOT_ASKED
    assert held.focused.accessibleName() == "Read aloud first…"


def test_the_text_is_edited_kept_for_the_next_time_and_put_back(
    held: Facilitator, page: PreparePage
) -> None:
    held.click("Read aloud first…")
    held.click("Edit the text")
    key_here(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_here("We keep little.")
    held.click("Keep the text")
    assert "We keep little." in held.sees
    assert "What is kept:" not in held.sees
    goes_back(held)
    prepares(held)
    assert "We keep little." in held.click("Read aloud first…")
    held.click("Edit the text")
    held.click("As it was at first")
    assert "What is kept:" in held.click("Keep the text")
    assert held.circlekeeper.desk.store.setting(TEXT_TO_READ, "x") == ""
    assert page is not held.window.page


def test_escape_goes_back_and_what_is_being_written_is_kept(
    held: Facilitator, page: PreparePage
) -> None:
    held.click("Read aloud first…")
    held.click("Edit the text")
    key_here(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_here("We keep little.")
    held.press("Escape")
    assert "Prepare a circle" in held.sees
    assert held.circlekeeper.desk.store.setting(TEXT_TO_READ, "") == "We keep little."
    assert page.isVisible()


def test_no_key_reaches_the_page_beneath_and_tab_stays_above(
    held: Facilitator, page: PreparePage
) -> None:
    held.click("Read aloud first…")
    opened: list[object] = []
    page.opened_asked.connect(opened.append)
    held.press("Ctrl+Return", "F5", "Ctrl+Z")
    assert not opened
    above = reading(held)
    names = [one.accessibleName() for one in tabbed_to(above)]
    assert "Edit the text" in names
    assert "Back" in names
    assert not [name for name in names if name in {"Open the circle", "Add or paste names"}]
    assert all(names)


def test_space_and_page_down_turn_the_page(held: Facilitator, page: PreparePage) -> None:
    held.window.resize(1024, 640)
    held.click("Read aloud first…")
    bar = reading(held).page.verticalScrollBar()
    held.press("Space")
    assert bar.value() > 0
    held.press("PgUp")
    assert bar.value() == 0
    assert page.isVisible()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_fits_the_smallest_window(held: Facilitator, page: PreparePage, scale: float) -> None:
    held.click("Read aloud first…")
    held.circlekeeper.look.use_scale(scale)
    held.window.resize(1024, 640)
    QApplication.processEvents()
    assert scrolls_sideways(reading(held)) == []
    held.circlekeeper.look.use_scale(1.0)
    assert page.isVisible()


@menus
def test_a_rule_is_chosen_and_says_what_it_means(held: Facilitator, page: PreparePage) -> None:
    held.click("Confidentiality: It stays in the circle")
    text = held.choose_in_menu("Chatham House")
    assert "never who said it, nor who was here." in text
    assert page.opened().confidentiality == "chatham house"
    assert "Between us: What is said here may be told outside, but never" in held.click(
        "Read aloud first…"
    )


@menus
def test_a_rule_in_own_words_goes_with_the_session(held: Facilitator, page: PreparePage) -> None:
    held.click("Confidentiality:")
    held.choose_in_menu("In our own words…")
    assert page.opened().confidentiality == "circle"
    type_here("Only the harvest leaves.")
    assert page.opened().confidentiality == "Only the harvest leaves."


def test_measuring_is_switched_off_for_the_session(held: Facilitator, page: PreparePage) -> None:
    scroll = next(
        one for one in page.findChildren(QScrollArea) if one.isAncestorOf(page.level.measured)
    )
    scroll.ensureWidgetVisible(page.level.measured)
    QApplication.processEvents()
    held.click("Measure how long people speak")
    assert not page.opened().measured
    assert "and not how long it took" in held.click("Read aloud first…")


def test_in_live_the_group_may_say_otherwise_and_the_turn_runs_on(held: Facilitator) -> None:
    held.begins()
    held.press("Space")
    holder = held.live.state.hand.holder
    events = held.stored_events
    held.click("People")
    assert RULE in held.click("What the group said…")
    held.press("Space")
    assert held.live.state.hand.holder == holder
    held.click("Yes: May a trainer see it?")
    goes_back(held)
    assert held.live.state.consent == Consent(shown=True, asked_by="p3")
    assert held.stored_events == events + 1
    assert held.live.state.hand.holder == holder
    held.press("Ctrl+Z")
    assert held.live.state.consent == NOT_ASKED


def test_looking_without_changing_writes_nothing(held: Facilitator) -> None:
    held.begins()
    held.click("People")
    events = held.stored_events
    held.click("What the group said…")
    held.press("Escape")
    assert held.stored_events == events


def test_without_measuring_live_shows_no_digits_and_no_suggested_time(held: Facilitator) -> None:
    from dataclasses import replace

    held.begins(replace(an_evening(), measured=False))
    held.press("Space", "Space")
    text = held.waits(65).sees
    assert "about 3 min each" not in text
    assert held.circle.face == ""
    held.click("Turns")
    assert "1:05" not in held.sees
    assert "Amara" in held.sees
    assert held.live.state.hand.turn


def test_a_person_is_taken_out_while_their_turn_runs(held: Facilitator) -> None:
    held.begins()
    held.press("Space")
    holder = held.live.state.hand.holder or ""
    alias = held.live.state.participant(holder).alias
    held.waits(20)
    held.live.take_out(holder)
    text = held.sees
    assert alias not in text
    assert "Seat 1 holds the talking piece" in text
    assert "0:2" in held.circle.face
    held.press("Space")
    assert held.live.state.hand.holder != holder
    QTest.keySequence(held.focused, QKeySequence("Ctrl+Z"))
    assert alias not in held.sees
