"""Prompts before a session: which decks it draws from, what a round is about, and one for the facilitator."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from circle.paths import assets
from circle.prompts import When, Whom
from circle.store import Store
from circle.templates import read_shelf, read_template
from tests.ui.choosing import menu
from tests.ui.facilitator import Facilitator, at_the_window
from tests.ui.seen import words_on
from ui.pages.prepare import PreparePage
from ui.pages.prompt_before import texts_before
from ui.widgets.checks import Check

SHELF = read_shelf(assets())
COUNCIL = SHELF.template("council")
OURS = """name = "ours"
title = "Our deck"
theme = "weather"

[[prompts]]
text = "Have you eaten?"
when = ["before the session"]
whom = "facilitator"

[[prompts]]
text = "Who is not here?"
"""


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    with closing(Store.open(tmp_path / "kit")) as store:
        store.keep_deck("ours", OURS)
    return tmp_path / "kit"


@pytest.fixture
def desk(qapp: QApplication, kit: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, kit) as facilitator:
        facilitator.circlekeeper.prepare(COUNCIL)
        yield facilitator


def page(desk: Facilitator) -> PreparePage:
    found = desk.window.page
    assert isinstance(found, PreparePage)
    return found


def check(desk: Facilitator, title: str) -> Check:
    return next(one for one in desk.window.findChildren(Check) if one.accessibleName() == title)


# Which decks


def test_at_first_they_are_those_of_the_template(desk: Facilitator) -> None:
    assert page(desk).opened().decks == COUNCIL.decks
    words = "Prompts from 4 decks: Listen to understand, Silence and distress, A closing circle,"
    assert words in words_on(page(desk))


def test_without_a_template_they_are_all(desk: Facilitator) -> None:
    desk.circlekeeper.prepare(None)
    assert "Prompts from: all decks" in words_on(page(desk))
    assert page(desk).opened().decks == ()


def test_they_are_chosen_by_keys_alone_and_are_in_the_session(desk: Facilitator) -> None:
    page(desk).plan.session.words.setFocus()
    desk.press("Tab", "Space")
    assert "Where none is checked" in words_on(page(desk))
    assert QApplication.focusWidget() is check(desk, "Listen to understand")
    desk.press("Space")
    while QApplication.focusWidget() is not check(desk, "Our deck"):
        desk.press("Tab")
    desk.press("Space")
    assert "Prompts from 4 decks: Silence and distress, A closing" in words_on(page(desk))
    desk.press("Escape")
    assert "Where none is checked" not in words_on(page(desk))
    assert QApplication.focusWidget() is page(desk).plan.session.decks.button
    desk.press("Ctrl+Return")
    opened = desk.live.state.opened
    assert opened is not None
    assert opened.decks == (*COUNCIL.decks[1:], "ours")


def test_none_checked_is_all_of_them(desk: Facilitator) -> None:
    desk.click("Prompts from 4 decks")
    for name in COUNCIL.decks:
        desk.click(SHELF.deck_called(name).title)
    assert "Prompts from: all decks" in words_on(page(desk))
    assert page(desk).opened().decks == ()


def test_they_are_saved_with_a_template_of_ones_own_and_offered_again(desk: Facilitator) -> None:
    desk.click("Prompts from 4 decks")
    desk.click("Our deck")
    desk.click("Save as a template")
    QTest.mouseClick(page(desk).plan.saving.save, Qt.MouseButton.LeftButton)
    text = desk.circlekeeper.desk.store.templates()["council_2"]
    saved = read_template(text, source="", forms=SHELF.forms)
    assert saved.decks == (*COUNCIL.decks, "ours")
    desk.circlekeeper.prepare(saved)
    assert page(desk).opened().decks == saved.decks


def test_the_plan_of_last_time_brings_its_decks_and_undo_those_that_were_chosen(
    desk: Facilitator,
) -> None:
    planned, other = page(desk)._planned, SHELF.template("sharing_power")
    desk.click("Prompts from 4 decks")
    desk.click("Our deck")
    back = planned.use(other)
    assert page(desk).opened().decks == other.decks
    back()
    assert page(desk).opened().decks == (*COUNCIL.decks, "ours")


# What a round is about


def themes(desk: Facilitator) -> QMenu:
    desk.click("Arriving")
    desk.click("More…")
    inner = [action.menu() for action in menu().actions() if "about" in action.text()]
    assert len(inner) == 1
    found = inner[0]
    assert isinstance(found, QMenu)
    return found


def test_a_round_gets_a_theme_in_its_menu_and_keeps_it_in_a_template(desk: Facilitator) -> None:
    found = themes(desk)
    words = [one.text() for one in found.actions()]
    assert words[0] == "Anything"
    assert {"arriving", "listening", "power", "weather"} <= set(words)
    assert [one.text() for one in found.actions() if one.isChecked()] == ["arriving"]
    next(one for one in found.actions() if one.text() == "weather").trigger()
    menu().close()
    assert page(desk).opened().plan[0].theme == "weather"


# A prompt before the room fills


BEFORE = texts_before([SHELF.deck_called(name) for name in COUNCIL.decks])


def test_all_that_there_are_for_the_facilitator_before_a_session_follow_one_another() -> None:
    wanted = {
        one.text
        for deck in SHELF.decks
        for one in deck.prompts
        if one.whom is Whom.FACILITATOR and When.BEFORE_SESSION in one.when
    }
    found = texts_before(SHELF.decks)
    assert set(found) == wanted
    assert len(found) == len(wanted) > 3


def prompt(desk: Facilitator) -> str:
    shown = page(desk).checklist.prompt
    return shown.text() if shown.isVisible() else ""


def test_one_is_shown_to_the_facilitator_and_another_on_request_and_nothing_is_recorded(
    desk: Facilitator,
) -> None:
    first = prompt(desk)
    assert first in BEFORE
    assert "For yourself; nobody else sees it" in words_on(page(desk))
    another = page(desk).checklist.another
    another.setFocus()
    seen_so_far = [first]
    for _again in BEFORE[1:]:
        desk.press("Space")
        seen_so_far.append(prompt(desk))
    assert sorted(seen_so_far) == sorted(BEFORE)
    desk.press("Space")
    assert prompt(desk) == first
    desk.press("Ctrl+Return")
    assert not desk.live.state.offered_prompts
    assert all(first not in str(entry.event) for entry in desk.live.log.entries)


def test_another_day_begins_with_another_one(desk: Facilitator) -> None:
    first = prompt(desk)
    desk.clock.advance(24 * 3_600_000)
    desk.circlekeeper.prepare(COUNCIL)
    assert prompt(desk) not in ("", first)


def test_it_comes_from_the_decks_that_are_drawn_from(desk: Facilitator) -> None:
    desk.click("Prompts from 4 decks")
    desk.click("Our deck")
    assert prompt(desk) in BEFORE
    for name in COUNCIL.decks:
        desk.click(SHELF.deck_called(name).title)
    desk.click("Our deck")  # none: all
    desk.click("Our deck")
    assert prompt(desk) == "Have you eaten?"
    assert not page(desk).checklist.another.isVisible()
    desk.click("Our deck")
    desk.click("Listen to understand")
    assert prompt(desk) == ""
    assert "For yourself" not in words_on(page(desk))


def test_tab_reaches_the_line_of_the_decks_and_another_prompt(desk: Facilitator) -> None:
    reached = set[object]()
    desk.window.page.setFocus()  # pyright: ignore[reportOptionalMemberAccess]
    while (now := desk.focused) not in reached:
        reached.add(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    assert page(desk).plan.session.decks.button in reached
    assert page(desk).checklist.another in reached
