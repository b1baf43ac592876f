"""The session in pictures: over the Close page, when the session is over, and as it leaves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from circle.level import Level
from circle.searched import NOBODY_ELSE
from tests.ui.facilitator import Facilitator, an_evening, at_the_window
from tests.ui.seen import scrolls_sideways, tabbed_to, words_on
from ui.pages.close import ClosePage
from ui.pages.session_pictures import SessionPictures, show_pictures
from ui.theme import DARK
from ui.widgets.picture_view import Drawn

TIMELINE, RING = "How the talking moved", "Who held the piece after whom"
BY_ROUND = "How the time moved, round by round"
LONG = ("Maximiliana-Alexandra of the far end of the valley", "Bob", "Ceri", "Dev", "Esther", "Zoë")


@pytest.fixture
def held(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path) as facilitator:
        yield facilitator


def closes(held: Facilitator, names: tuple[str, ...] = LONG) -> ClosePage:
    held.begins(an_evening(names))
    for _person in names[1:]:
        held.press("Space", after_s=40)
    held.press("Ctrl+E", "Ctrl+E")
    page = held.window.page
    assert isinstance(page, ClosePage)
    return page


def shown(held: Facilitator) -> SessionPictures | None:
    QApplication.processEvents()
    pages = [one for one in held.window.findChildren(SessionPictures) if one.isVisible()]
    return pages[0] if pages else None


def opened(held: Facilitator) -> SessionPictures:
    page = shown(held)
    assert page is not None
    return page


def drawings(page: SessionPictures) -> list[Drawn]:
    return [one for one in page.findChildren(Drawn) if one.isVisible()]


def test_by_a_click_or_a_key_and_back_with_escape(held: Facilitator) -> None:
    closes(held)
    events = held.stored_events
    held.click("Pictures")
    assert BY_ROUND in words_on(opened(held))
    held.press("Escape")
    assert shown(held) is None
    held.press("Ctrl+I")
    assert BY_ROUND in words_on(opened(held))
    held.click("Back")
    assert shown(held) is None
    assert held.stored_events == events


def test_they_are_as_they_leave_at_the_level_that_is_chosen(held: Facilitator) -> None:
    closes(held)
    held.press("Ctrl+I")
    words = words_on(opened(held))
    assert "Without names · For the report. 1 picture. Documents show the same." in words
    assert TIMELINE not in words
    held.press("Escape")
    held.click("Aliases")
    held.press("Ctrl+I")
    page = opened(held)
    assert [one.accessibleName() for one in drawings(page)] == [TIMELINE, RING]
    assert "With aliases · For the report. 2 pictures, one below the other." in words_on(page)


def test_of_a_small_circle_the_page_says_that_there_is_nothing_to_draw(held: Facilitator) -> None:
    closes(held, ("Amara", "Bob", "Ceri"))
    held.press("Ctrl+I")
    page = opened(held)
    assert drawings(page) == []
    words = words_on(page)
    assert "There is nothing to draw. 3 people were there. They are so few that turns and" in words


def test_what_a_picture_shows_can_be_read(held: Facilitator) -> None:
    closes(held)
    held.press("Ctrl+I")
    page = opened(held)
    (drawn,) = drawings(page)
    said = drawn.accessibleDescription()
    assert said.startswith("Each bar is one round, divided by what the floor was.")
    assert said not in words_on(page)
    held.click("In words")
    assert said in words_on(page)
    held.click("Hide the words")
    assert said not in words_on(page)


def test_every_picture_is_reached_by_tab_and_comes_into_sight(held: Facilitator) -> None:
    page = closes(held)
    page.export_card.who.levels[Level.ALIASES].click()
    held.window.resize(1024, 640)
    held.press("Ctrl+I")
    over = opened(held)
    assert [one for one in tabbed_to(over) if isinstance(one, Drawn)] == drawings(over)
    last = drawings(over)[-1]
    last.setFocus()
    QApplication.processEvents()
    assert not last.visibleRegion().isEmpty()


def test_no_picture_is_shown_while_the_session_is_open(held: Facilitator) -> None:
    held.begins(an_evening(LONG))
    assert held.window.page is not None
    from circle.harvest import Seen

    look = held.circlekeeper.look
    page, looked_for = held.window.page, NOBODY_ELSE
    opens = show_pictures(look, page, held.live, Level.ALIASES, Seen.REPORT, looked_for=looked_for)
    assert not opens
    held.press("Ctrl+I")
    assert shown(held) is None


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_keeps_its_paper_in_the_dark_and_its_shape_at_any_size(
    held: Facilitator, scale: float
) -> None:
    page = closes(held)
    page.export_card.who.levels[Level.ALIASES].click()
    look = held.circlekeeper.look
    look.use(DARK.name)
    look.use_scale(scale)
    held.window.resize(1024, 640)
    held.press("Ctrl+I")
    over = opened(held)
    assert scrolls_sideways(over) == []
    for drawn in drawings(over):
        assert drawn.height() == drawn.heightForWidth(drawn.width())
        corner = drawn.grab(QRect(8, 8, 4, 4)).toImage().pixelColor(1, 1)
        assert corner == QColor("#FFFDF9")
