"""Every page of Review for somebody who uses no mouse, or no screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QWidget,
)

from circle.comments import About, Comment, CommentKind
from circle.harvest import Seen
from circle.level import Level
from exports.bundle import render
from tests.circle.a_stick import a_stick
from tests.circle.test_over_time import whole_evening
from tests.exports.an_evening import an_evening
from tests.notes import make_notes
from tests.ui.choosing import drops
from tests.ui.facilitator import Facilitator, at_the_window
from tests.ui.hands import wait_for
from tests.ui.reached import by_mouse_only, out_of_turn, shows_focus
from tests.ui.seen import tabbed_to
from tests.ui.sessions import settle
from tests.ui.test_over_sessions import four_evenings, kept
from ui.accessible import PaintedList, Pictured, install
from ui.pages.open_many import OpenManyPage
from ui.pages.open_notes import OpenNotesPage
from ui.pages.review import ReviewPage
from ui.pages.start import StartPage
from ui.widgets.month_table import MonthTable
from ui.widgets.page_frame import PageFrame
from ui.widgets.rows_view import RowsView

pytestmark = pytest.mark.qt_log_ignore(
    "does not support grabbing the keyboard", "does not support raise", extend=True
)

Name, Description = QAccessible.Text.Name, QAccessible.Text.Description
NOTHING_IN_PARTICULAR = {
    *(QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window),
    *(QAccessible.Role.Pane, QAccessible.Role.StaticText),
}
Opens = Callable[[Facilitator, Path], object]
WRITTEN = "2026-06-08T18:30:00.000+00:00"


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    """Sessions of one's own and one from elsewhere, which was said something about; the screen reader is on."""
    install()
    with at_the_window(qapp, tmp_path / "kit") as trainer:
        four_evenings(trainer)
        kept(trainer, "r0", whole_evening(week=7, circle="Riverside").log, known_as="elsewhere")
        kept(trainer, "e0", an_evening())
        said = (("c1", About.MOMENT, 20_000), ("c2", About.ROUND, 1), ("c3", About.WHOLE, None))
        trainer.circlekeeper.desk.store.keep_comments(
            Comment(f"c0ffee{one}", "e0", about, at, CommentKind.QUESTION, "Why?", "Sam", WRITTEN)
            for one, about, at in said
        )
        yield trainer
        trainer.circlekeeper.look.use_scale(1.0)


def review(desk: Facilitator, session: str = "e0") -> ReviewPage:
    desk.circlekeeper.acts.reviewing.open(session)
    page = desk.window.page
    assert isinstance(page, ReviewPage)
    settle()
    return page


# The pages, each as somebody comes to it


def one_session(desk: Facilitator, _folder: Path) -> None:
    review(desk)


def filtered(desk: Facilitator, _folder: Path) -> None:
    review(desk)
    desk.press("Ctrl+Shift+F")


def days_are_written(desk: Facilitator, _folder: Path) -> None:
    filters = review(desk).archive.filters
    desk.press("Ctrl+Shift+F")
    filters.days.show()
    filters.days.since.setFocus()


def found(desk: Facilitator, _folder: Path) -> None:
    review(desk)
    desk.press("Ctrl+F")
    desk.writes("why")
    desk.press("Return")


def played(desk: Facilitator, _folder: Path) -> None:
    review(desk).session.moments.timeline.setFocus()
    desk.press("Right", "Space")


def unfolded(desk: Facilitator, _folder: Path) -> None:
    fold = review(desk).session.head.fold
    assert fold is not None
    fold.setFocus()
    desk.press("Space")


def written(desk: Facilitator, _folder: Path) -> None:
    page = review(desk)
    desk.press("Alt+3")
    page.comments.field.text.setFocus()
    desk.writes("So still.")
    desk.press("Ctrl+Return")
    page.comments.field.text.setFocus()
    desk.writes("And then?")


def sent(desk: Facilitator, _folder: Path) -> None:
    written(desk, _folder)
    desk.click("Send comments back")


def listed(desk: Facilitator, _folder: Path) -> None:
    review(desk)
    desk.press("Alt+1")


def said(desk: Facilitator, _folder: Path) -> None:
    review(desk)
    desk.press("Alt+3")


def over_sessions(desk: Facilitator, _folder: Path) -> None:
    review(desk, "k1")
    desk.press("Ctrl+T")


def side_by_side(desk: Facilitator, _folder: Path) -> None:
    page = review(desk, "k0")
    desk.press("Ctrl+B")
    page.archive.chosen.emit("k1")
    desk.press("Ctrl+B")


def by_month(desk: Facilitator, _folder: Path) -> None:
    review(desk)
    desk.press("Ctrl+M")


def many_are_opened(desk: Facilitator, folder: Path) -> None:
    assert drops(review(desk), a_stick(folder / "stick"))
    page = desk.window.page
    assert isinstance(page, OpenManyPage)
    wait_for(lambda: not page.is_busy, lambda: desk.sees)


def one_is_opened(desk: Facilitator, folder: Path) -> None:
    path = folder / "came.circle"
    path.write_bytes(render(make_notes("c1d2e3f4", an_evening(), Level.SEATS, Seen.TRAINER)))
    assert drops(review(desk), path)
    assert isinstance(desk.window.page, OpenNotesPage)
    wait_for(lambda: "Opening…" not in desk.sees, lambda: desk.sees)


PAGES: tuple[Opens, ...] = (
    *(
        one_session,
        filtered,
        days_are_written,
        found,
        played,
        unfolded,
        written,
        sent,
        listed,
        said,
    ),
    *(over_sessions, side_by_side, by_month, many_are_opened, one_is_opened),
)
LARGE = (one_session, filtered, written, sent, listed, said, over_sessions, side_by_side, by_month)
"""Once more with large letters in the smallest window, where only one column is in sight."""
WIDE, NARROW = (1366, 768, 1.0), (1024, 640, 2.0)
SIZED = [*((one, WIDE) for one in PAGES), *((one, NARROW) for one in LARGE)]
OPENED = pytest.mark.parametrize("opened", PAGES, ids=lambda one: one.__name__)


def heard(widget: QWidget) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(widget)


def come_to(
    desk: Facilitator, folder: Path, opened: Opens, size: tuple[int, int, float]
) -> tuple[QWidget, list[QWidget]]:
    """The page, and what Tab reaches on it."""
    width, height, scale = size
    desk.circlekeeper.look.use_scale(scale)
    desk.window.resize(width, height)
    opened(desk, folder)
    settle()
    page = desk.window.page
    assert page is not None
    return page, tabbed_to(page)


@pytest.mark.parametrize(("opened", "size"), SIZED)
def test_tab_reaches_everything_in_turn_and_it_has_a_name_a_role_and_a_focus_that_is_seen(
    desk: Facilitator, tmp_path: Path, opened: Opens, size: tuple[int, int, float]
) -> None:
    page, reached = come_to(desk, tmp_path, opened, size)
    assert reached
    assert [one for one in reached if not heard(one).text(Name).strip()] == []
    assert [one for one in reached if heard(one).role() in NOTHING_IN_PARTICULAR] == []
    assert by_mouse_only(page, reached) == []
    assert [one for one in reached if not shows_focus(one)] == []
    assert out_of_turn(page, reached) == []


@pytest.mark.parametrize("opened", [sent, many_are_opened])
def test_with_large_letters_the_buttons_of_the_foot_stand_side_by_side(
    desk: Facilitator, tmp_path: Path, opened: Opens
) -> None:
    page, _reached = come_to(desk, tmp_path, opened, NARROW)
    (frame,) = page.findChildren(PageFrame)
    there = [one for one in frame.foot.findChildren(QAbstractButton) if one.isVisible()]
    boxes = [one.geometry() for one in there]
    assert len(boxes) > 1
    assert all(one.right() < after.left() for one, after in pairwise(boxes))


@OPENED
def test_what_is_painted_can_be_read_all_keys_are_listed_and_esc_leads_back(
    desk: Facilitator, tmp_path: Path, opened: Opens
) -> None:
    page, _reached = come_to(desk, tmp_path, opened, WIDE)
    assert [one for one in page.findChildren(PaintedList) if not _can_be_read(one)] == []
    assert [one for one in page.findChildren(Pictured) if not _says_what_it_shows(one)] == []
    assert [one for one in page.findChildren(RowsView) if not _has_said_rows(one)] == []
    assert [one for one in page.findChildren(MonthTable) if not _has_said_cells(one)] == []
    _lists_its_keys(desk, page)
    for _step in range(5):
        if isinstance(desk.window.page, StartPage):
            return
        desk.press("Escape")
    raise AssertionError(desk.sees)


def _names(widget: QWidget) -> list[str]:
    return [heard(widget).child(i).text(Name).strip() for i in range(heard(widget).childCount())]


def _can_be_read(one: PaintedList) -> bool:
    names = _names(one)
    return not one.isVisible() or (len(names) == len(one.said()) > 0 and all(names))


def _says_what_it_shows(one: Pictured) -> bool:
    spoken = heard(one)
    said = spoken.text(Name).strip() and spoken.text(Description).strip()
    return bool(said) and spoken.role() is QAccessible.Role.Graphic


def _has_said_rows(one: RowsView) -> bool:
    return len(_names(one)) == len(one.rows_model.rows) and all(_names(one))


def _has_said_cells(one: MonthTable) -> bool:
    model, said = one.model(), Qt.ItemDataRole.AccessibleTextRole
    cells = [
        model.index(row, column).data(said)
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
    return bool(cells) and all(cells)


def _lists_its_keys(desk: Facilitator, page: QWidget) -> None:
    actions = [*page.actions_here, *desk.window.actions_everywhere]  # pyright: ignore[reportAttributeAccessIssue]
    keys = [key for action in actions for key in action.keys]
    assert len(keys) == len({*keys}), "each key means one thing"
    desk.window.show_keys()
    sees = desk.sees
    assert [action.words for action in actions if action.words not in sees] == []
    desk.press("Escape")


def test_an_empty_archive_has_no_dead_ends(qapp: QApplication, tmp_path: Path) -> None:
    install()
    with at_the_window(qapp, tmp_path / "kit") as trainer:
        trainer.press("Ctrl+R")
        page = trainer.window.page
        assert isinstance(page, ReviewPage)
        settle()
        reached = tabbed_to(page)
        assert by_mouse_only(page, reached) == []
        shown = [one for one in page.findChildren(QAbstractButton) if one.isVisible()]
        assert [one for one in shown if not one.isEnabled() or not one.accessibleName()] == []
