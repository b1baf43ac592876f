"""Putting a turn right in Review is reached by keys, is named for a screen reader, and is in the help."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from circle.review import reviewed
from tests.ui.facilitator import Facilitator, at_the_window
from tests.ui.moments import session
from tests.ui.seen import focused, tabbed_to, words_on
from tests.ui.sessions import Held, settle, show, three_turns
from tests.ui.sessions import session as held_session
from ui.pages.review import ReviewPage
from ui.theme import Look
from ui.widgets.turns_panel import TurnsPanel

SESSION = "f00dcafe0001"
KEY = "Ctrl+Shift+T"

WHY_ASKED = (
    "Why is it put right? It is seen in Review. It leaves with aliases and names, unless a round of the "
    "session is confidential or was not measured."
)


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        facilitator.circlekeeper.desk.store.add_session(SESSION, session())
        facilitator.circlekeeper.review(SESSION)
        settle()
        yield facilitator


def page_of(desk: Facilitator) -> ReviewPage:
    page = desk.window.page
    assert isinstance(page, ReviewPage), page
    settle()
    return page


def test_tab_goes_through_it_where_it_stands(desk: Facilitator) -> None:
    page = page_of(desk)
    desk.press(KEY)
    panel = page.session.putting_right.panel
    assert panel is not None
    assert panel.why is not None
    reached = tabbed_to(page)
    begin = reached.index(panel.list)
    names = [one.accessibleName() for one in reached[begin : begin + 12]]
    assert names == [
        "Turns, in the order in which they happened",
        WHY_ASKED,
        *("Began 5 s earlier", "Began 5 s later", "Ended 5 s earlier", "Ended 5 s later"),
        *("Was somebody else’s…", "Split here…", "Join with the next", "Not a turn"),
        *("Add a turn…", "Fold it away"),
    ]
    assert page.session.moments.isAncestorOf(reached[begin - 1])


def test_tab_reaches_its_button(desk: Facilitator) -> None:
    page = page_of(desk)
    assert page.session.putting_right.button in tabbed_to(page)


def test_it_is_among_all_the_keys(desk: Facilitator) -> None:
    assert "Put a turn right, and say why; again: fold it away" in desk.press("F1")


def test_the_keys_are_in_the_list_of_turns_once_it_is_unfolded(desk: Facilitator) -> None:
    desk.press(KEY)
    assert focused().accessibleName() == "Turns, in the order in which they happened"


def test_the_key_says_nothing_where_there_is_no_session(qapp: QApplication, tmp_path: Path) -> None:
    with at_the_window(qapp, tmp_path / "empty") as desk:
        desk.press("Ctrl+R", KEY)
        assert isinstance(desk.window.page, ReviewPage)
        assert desk.window.said == ""


def test_while_the_circle_is_open_no_reason_is_asked(
    look: Look, tmp_path: Path, qtbot: object
) -> None:
    with held_session(tmp_path) as opened:
        held: Held = three_turns(opened)
        panel = TurnsPanel(look, held.live)
        show(panel, width=303, height=560)
        assert "Why is it put right?" not in words_on(panel)
        panel.remove.click()
        (told,) = reviewed(held.live.id, held.live.log).corrected
        assert told.reason == ""
        panel.close()
        panel.deleteLater()
