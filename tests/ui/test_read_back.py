"""The harvest is read back to the circle, large and one after another, and what it agrees to may leave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from circle.harvest import NoteKind, Seen
from tests.ui.facilitator import Facilitator, an_evening, at_the_window
from tests.ui.seen import scrolls_sideways, tabbed_to, words_on
from ui.pages.close import ClosePage
from ui.pages.read_back import ReadBack

FIRST, SECOND = "Ask before you arrange.", "Silence is part of it."


@pytest.fixture
def held(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path) as facilitator:
        yield facilitator


def harvests(held: Facilitator, *texts: str) -> Facilitator:
    """A turn runs, and these key points were kept."""
    held.begins()
    held.press("Space")
    for text in texts:
        held.live.written.write_note(text, NoteKind.KEY_POINT)
    return held


def closes(held: Facilitator) -> ClosePage:
    held.press("Ctrl+E", "Ctrl+E")
    page = held.window.page
    assert isinstance(page, ClosePage)
    return page


def pages(held: Facilitator) -> list[ReadBack]:
    QApplication.processEvents()
    return [one for one in held.window.findChildren(ReadBack) if one.isVisible()]


def reads(held: Facilitator) -> str:
    (page,) = pages(held)
    return words_on(page)


def seen(held: Facilitator) -> list[Seen]:
    state = held.live.state
    return [one.seen for one in (*state.notes.values(), *state.commitments.values())]


def test_with_nothing_to_read_back_it_says_so(held: Facilitator) -> None:
    harvests(held)
    closes(held)
    words = held.press("Ctrl+R")
    assert pages(held) == []
    assert "There is nothing to read back: no key point and no commitment is written yet." in words


def test_on_close_each_is_read_alone_and_what_the_circle_agreed_to_may_leave(
    held: Facilitator,
) -> None:
    harvests(held, FIRST, SECOND)
    held.live.written.commit("invite two residents", who="p3", by="2026-06-08")
    closes(held)
    held.click("Read back")
    assert FIRST in reads(held)
    assert SECOND not in reads(held)
    assert "Stays here" in reads(held)
    held.press("Space")
    assert "May leave" in reads(held)
    held.press("PgDown", "Down")
    assert "Ceri: invite two residents · by 8 June" in reads(held)
    held.press("Space", "Down")
    assert "That is all. Do we agree to this?" in reads(held)
    events = held.stored_events
    held.press("Return")
    assert pages(held) == []
    assert seen(held) == [Seen.REPORT, Seen.MINE, Seen.REPORT]
    assert held.stored_events == events + 1
    assert "1 point is yours alone" in held.sees
    held.press("Ctrl+Z")
    assert seen(held) == [Seen.MINE] * 3


def test_escape_goes_back_and_changes_nothing(held: Facilitator) -> None:
    harvests(held, FIRST)
    closes(held)
    events = held.stored_events
    held.click("Read back")
    held.press("Space", "Escape")
    assert pages(held) == []
    assert seen(held) == [Seen.MINE]
    assert held.stored_events == events
    assert held.window.page is held.focused


def test_what_may_leave_already_can_be_kept_here_after_all(held: Facilitator) -> None:
    harvests(held, FIRST, SECOND)
    closes(held)
    held.click("The circle agreed to all")
    held.press("Ctrl+R")
    assert "May leave" in reads(held)
    held.press("Down", "Space", "Up", "Return", "Return", "Return")
    assert seen(held) == [Seen.REPORT, Seen.MINE]


def test_while_the_session_runs_the_turn_runs_on_and_no_key_reaches_it(held: Facilitator) -> None:
    harvests(held, FIRST, SECOND)
    holder, events = held.live.state.hand.holder, held.stored_events
    held.press("Shift+H")
    assert FIRST in reads(held)
    held.press("Space", "PgDown", "C", "S", "F5", "Ctrl+E", "PgUp")
    assert FIRST in reads(held)
    assert held.live.state.hand.holder == holder
    assert held.stored_events == events
    assert "That is all." not in held.press("Return"), "Enter goes on while there is more to read"
    held.press("Return", "Return")
    assert seen(held) == [Seen.REPORT, Seen.MINE]
    held.press("Space")
    assert held.live.state.hand.holder != holder


def test_without_any_it_says_so_in_the_bar(held: Facilitator) -> None:
    harvests(held)
    held.press("Shift+H")
    assert pages(held) == []
    assert "There are no key points or commitments yet." in held.sees


def test_agreeing_to_what_holds_already_writes_nothing(held: Facilitator) -> None:
    harvests(held, FIRST)
    events = held.stored_events
    held.press("Shift+H", "Down", "Return")
    assert held.stored_events == events


def test_no_number_is_on_it(held: Facilitator) -> None:
    opened = an_evening(forms=("dyad", "report_back"))
    held.begins(replace(opened, plan=tuple(replace(one, prompt="") for one in opened.plan)))
    held.live.written.write_note(FIRST, NoteKind.KEY_POINT, group=1)
    held.live.written.write_note(SECOND, NoteKind.KEY_POINT)
    held.press("Shift+H")
    for _one in range(3):
        assert not [letter for letter in reads(held) if letter.isdigit()]
        held.press("Down")
    held.press("Up", "Up", "Up")
    said = reads(held)
    held.press("Down")
    assert "From a small group" in said + reads(held)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_long_point_fits_and_is_read_to_its_end_before_the_next(
    held: Facilitator, scale: float
) -> None:
    long = "Being kind counted for more than any job title, and nobody had said so. " * 20
    harvests(held, long, SECOND)
    held.circlekeeper.look.use_scale(scale)
    held.window.resize(1024, 640)
    held.press("Shift+H")
    (page,) = pages(held)
    assert scrolls_sideways(page) == []
    bar = page.page.verticalScrollBar()
    assert bar.maximum() > 0
    held.press("PgDown")
    assert bar.value() > 0
    assert long.strip() in reads(held)
    for _page in range(40):
        if SECOND not in reads(held):
            held.press("PgDown")
    assert SECOND in reads(held)
    assert page.mark.visibleRegion().boundingRect() == page.mark.rect()
    for button in (page.agreed, page.back, page.other):
        assert button.visibleRegion().boundingRect() == button.rect()
    held.circlekeeper.look.use_scale(1.0)


def test_tab_stays_on_it_and_everything_has_a_name(held: Facilitator) -> None:
    harvests(held, FIRST)
    held.press("Shift+H")
    (page,) = pages(held)
    names = [one.accessibleName() for one in tabbed_to(page)]
    assert {"Next", "It may leave", "Go back, change nothing"} <= {*names}
    assert "The circle agreed" not in names, "before all of it was read"
    assert all(names)
    page.other.setFocus()
    QTest.keyClick(held.focused, Qt.Key.Key_Space)
    assert "May leave" in reads(held)
