"""The Start page: what is seen on it, and every way to choose something."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from circle.paths import assets
from circle.templates import read_shelf
from tests.ui.seen import (
    button,
    key_here,
    press,
    scrolls_sideways,
    signals_of,
    tabbed_to,
    type_here,
    words_on,
)
from ui.pages.start import StartPage
from ui.pages.start_shown import OpenShown, RecentShown
from ui.theme import Look
from ui.widgets.choices import ChoiceCard
from ui.widgets.open_card import OpenCard

SHELF = read_shelf(assets())
STOPPED = datetime(2026, 5, 12, 14, 31, 30, tzinfo=UTC)
OPEN = OpenShown(
    session="abc",
    heading="Session 23 was still open when the laptop stopped",
    safe="Everything up to 14:31 is safe. Gwen was speaking.",
    close="Close it at 14:31",
    sign_ms=1_800_000,
    last_ms=600_000,
    sign=STOPPED,
)
RECENT = (
    RecentShown("one", "Trauma network · 22", "11 May · 11 people · notes exported"),
    RecentShown("two", "Kitchen table", "2 Apr · 6 people · notes not exported yet"),
)


@pytest.fixture
def page(look: Look, qtbot) -> StartPage:
    page = StartPage(look)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show_templates(SHELF.templates)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    return page


@pytest.fixture
def stopped(page: StartPage) -> StartPage:
    """The page after the laptop stopped in a session."""
    page.show_open([OPEN], lambda: STOPPED + timedelta(minutes=20))
    page.show_recent(RECENT)
    QApplication.processEvents()
    return page


def open_card(page: StartPage) -> OpenCard:
    found = page.findChild(OpenCard)
    assert isinstance(found, OpenCard)
    return found


def test_a_new_kit_offers_what_kind_of_circle_and_says_where_sessions_will_appear(page: StartPage):
    seen = words_on(page)
    assert "What kind of circle today?" in seen
    assert "Start now" in seen
    assert "Put the seats out and begin. Name things later." in seen
    assert "4 rounds · about 60 min" in seen
    assert "Sessions you hold appear here." in seen
    assert "still open" not in seen


def test_every_template_has_a_card_in_its_order_after_start_now(page: StartPage):
    cards = [card.accessibleName().split(".")[0] for card in page.findChildren(ChoiceCard)]
    assert cards == ["Start now", *(template.title for template in SHELF.templates)]


@pytest.mark.parametrize("key", [None, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_card_is_one_button_for_the_mouse_and_for_keys(page: StartPage, key: Qt.Key | None):
    chosen, now = signals_of(page.template_chosen), signals_of(page.start_now_chosen)
    for words in ("Open circle", "Start now"):
        if key is None:
            press(page, words)
        else:
            button(page, words).setFocus()
            QTest.keyClick(button(page, words), key)
    assert [template.name for (template,) in chosen] == ["open_circle"]
    assert now == [()]


def test_a_card_says_its_title_and_what_it_is_about(page: StartPage):
    name = button(page, "Listening round").accessibleName()
    assert name.startswith("Listening round. One question, everyone is offered the piece")
    assert name.endswith("4 rounds · about 60 min")


def test_an_open_session_can_be_carried_on_or_closed_where_it_stopped(stopped: StartPage):
    carried, closed = signals_of(stopped.carry_on_chosen), signals_of(stopped.close_chosen)
    assert "Session 23 was still open when the laptop stopped" in words_on(stopped)
    assert "Everything up to 14:31 is safe. Gwen was speaking." in words_on(stopped)
    press(stopped, "Carry on")
    press(stopped, "Close it at 14:31")
    assert carried == [("abc",)]
    assert closed == [("abc", 1_800_000)]


def test_at_another_time_is_asked_on_the_card(stopped: StartPage):
    closed = signals_of(stopped.close_chosen)
    assert "When did it end?" not in words_on(stopped)
    press(stopped, "Close it at another time…")
    assert "When did it end?" in words_on(stopped)
    assert "It can be from 14:11 to 14:51." in words_on(stopped)
    type_here("14:45")
    key_here(Qt.Key.Key_Return)
    assert closed == [("abc", 1_800_000 + 13 * 60_000 + 30_000)]


def test_an_impossible_time_is_answered_and_can_be_written_again(stopped: StartPage):
    closed = signals_of(stopped.close_chosen)
    press(stopped, "Close it at another time…")
    type_here("15:20")
    QTest.mouseClick(open_card(stopped).close_then, Qt.MouseButton.LeftButton)
    assert "The session cannot have ended at 15:20. It can be from 14:11 to 14:51." in words_on(
        stopped
    )
    assert closed == []
    type_here("14:40")
    QTest.mouseClick(open_card(stopped).close_then, Qt.MouseButton.LeftButton)
    assert closed == [("abc", 1_800_000 + 8 * 60_000 + 30_000)]


def test_escape_leaves_the_time(stopped: StartPage):
    press(stopped, "Close it at another time…")
    type_here("15:20")
    key_here(Qt.Key.Key_Escape)
    assert "When did it end?" not in words_on(stopped)
    assert QApplication.focusWidget() is button(stopped, "Close it at another time…")


def test_an_end_after_a_month_is_told_whole(stopped: StartPage):
    month_ms = 31 * 24 * 3_600_000
    closed = signals_of(stopped.close_chosen)
    open_card(stopped).close_chosen.emit(month_ms)
    assert closed == [("abc", month_ms)]


def test_recent_circles_can_be_opened_by_mouse_and_by_keys(stopped: StartPage):
    chosen = signals_of(stopped.session_chosen)
    assert "11 May · 11 people · notes exported" in words_on(stopped)
    assert "Sessions you hold appear here." not in words_on(stopped)
    press(stopped, "Trauma network · 22")
    button(stopped, "Kitchen table").setFocus()
    QTest.keyClick(button(stopped, "Kitchen table"), Qt.Key.Key_Return)
    assert chosen == [("one",), ("two",)]


def test_what_is_no_longer_open_or_kept_disappears(stopped: StartPage):
    stopped.show_open([], lambda: STOPPED)
    stopped.show_recent([])
    QApplication.processEvents()
    seen = words_on(stopped)
    assert "Session 23" not in seen
    assert "Trauma network" not in seen
    assert "Sessions you hold appear here." in seen


@pytest.mark.parametrize(
    ("words", "signal"),
    [
        ("Light or dark", "palette_asked"),
        ("Keys", "keys_asked"),
        ("Smaller text", "smaller_asked"),
        ("Larger text", "bigger_asked"),
    ],
)
def test_the_head_asks_for_the_look_and_the_keys(page: StartPage, words: str, signal: str):
    asked = signals_of(getattr(page, signal))
    press(page, words)
    assert len(asked) == 1


def test_everything_is_reached_by_tab_and_nothing_is_marked_at_first(stopped: StartPage):
    assert QApplication.focusWidget() is stopped
    reached = {one.accessibleName() for one in tabbed_to(stopped)}
    buttons = (
        "Light or dark",
        "Keys",
        "Carry on",
        "Close it at 14:31",
        "Close it at another time…",
    )
    assert reached.issuperset(buttons)
    assert len([name for name in reached if "round" in name]) >= len(SHELF.templates)
    assert any(name.startswith("Kitchen table") for name in reached)


@pytest.mark.parametrize(
    ("width", "scale", "across"), [(1366, 1.0, 2), (1024, 1.0, 2), (1366, 2.0, 1), (1024, 2.0, 1)]
)
def test_cards_stand_in_two_columns_or_one_and_never_scroll_sideways(
    stopped: StartPage, look: Look, width: int, scale: float, across: int
):
    look.use_scale(scale)
    stopped.resize(width, 640)
    for _ in range(3):
        QApplication.processEvents()
    lefts = {card.x() for card in stopped.findChildren(ChoiceCard)}
    assert len(lefts) == across
    assert scrolls_sideways(stopped) == []
    assert stopped.width() == width


def test_of_many_circles_a_few_are_shown_until_all_are_asked_for(page: StartPage):
    page.show_recent([RecentShown(str(n), f"Circle {n}", "11 May") for n in range(50)])
    QApplication.processEvents()
    assert button(page, "Circle 7").isVisible()
    assert "Circle 8" not in words_on(page)
    press(page, "Show all 50")
    QApplication.processEvents()
    chosen = signals_of(page.session_chosen)
    press(page, "Circle 49")
    assert chosen == [("49",)]
    assert "Show all" not in words_on(page)
    assert QApplication.focusWidget() is button(page, "Circle 8")
