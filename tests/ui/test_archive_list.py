"""The list of the archive on the Review page: found, filtered, gone through and chosen, by keys and by clicks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from circle import events as e
from circle.comments import About, Comment, CommentKind
from circle.harvest import NoteKind
from circle.kept import Arrived
from circle.log import Log
from tests.circle.story import Story
from tests.fakes import AN_EVENING
from tests.ui.facilitator import Facilitator, an_evening, at_the_window
from tests.ui.seen import signals_of, tabbed_to
from tests.ui.sessions import settle
from ui.pages.review import ReviewPage
from ui.pages.review_columns import Part
from ui.sample_evening import sample_evening
from ui.theme import Look
from ui.widgets.paged_rows import PagedRows
from ui.widgets.row_shown import RowShown

menus = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        yield facilitator


def a_session(
    weeks: int = 0, *, circle: str = "Riverside", note: str = "It was quiet.", place: str = ""
) -> Log:
    """So many weeks before the evening; Ann leads, in the first round Ben has the piece."""
    story = Story(3, circle=circle).at(1_000).begins("go_round").gives("Ben").at(31_000).centres()
    story.does(e.NoteWritten(1, note, NoteKind.KEY_POINT))
    log = story.at(5_401_000).closes().log
    first = log.entries[0].event
    assert isinstance(first, e.SessionOpened)
    leading = replace(first.participants[0], facilitator=True)
    opened = replace(first, participants=(leading, *first.participants[1:]), place=place)
    moved = AN_EVENING - timedelta(weeks=weeks) - log.entries[0].wall
    entries = [replace(log.entries[0], event=opened), *log.entries[1:]]
    return Log(replace(one, wall=one.wall + moved) for one in entries)


def a_comment(session: str, text: str, about: About = About.WHOLE, place: int | None = None):
    written = "2026-06-08T18:30:00.000+00:00"
    return Comment("c0ffee01", session, about, place, CommentKind.NOTICING, text, "Sam", written)


def keep(desk: Facilitator, session: str, log: Log, *comments: Comment, arrived: bool = False):
    came = Arrived("x" + session, AN_EVENING) if arrived else None
    desk.circlekeeper.desk.store.add_session(session, log, comments, arrived=came)


def review(desk: Facilitator) -> ReviewPage:
    desk.press("Ctrl+R")
    page = desk.window.page
    assert isinstance(page, ReviewPage)
    return page


def rows(page: ReviewPage) -> list[str]:
    shown = page.archive.hits if page.archive.hits.isVisible() else page.archive.list
    return [row.text for row in shown.rows_model.rows]


def test_a_row_says_which_session_it_is_and_where_it_came_from(desk: Facilitator) -> None:
    keep(desk, "here", a_session())
    said = a_comment("elsewhere", "You let the silence stand.")
    keep(desk, "elsewhere", a_session(1, circle="Kitchen table"), said, arrived=True)
    page = review(desk)
    first, second = page.archive.list.rows_model.rows
    assert (first.text, second.text) == ("Riverside", "Kitchen table")
    day = f"{AN_EVENING.astimezone():%-d %B %Y}"
    assert first.below == f"{day} · 3 people · 1 h 30"
    assert second.below.split("\n")[1] == "from elsewhere · 1 comment"
    assert "2 sessions" in desk.sees
    assert second.said.endswith("3 people, 1 h 30, from elsewhere, 1 comment")


def test_the_newest_is_shown_and_another_by_the_arrows_and_enter(desk: Facilitator) -> None:
    keep(desk, "newer", a_session())
    keep(desk, "older", a_session(1))
    page = review(desk)
    assert page.shown == page.archive.list.chosen_key == "newer"
    desk.press("Down", "Return")
    assert page.shown == page.archive.list.chosen_key == "older"


def test_a_click_on_a_row_shows_its_session(desk: Facilitator) -> None:
    keep(desk, "newer", a_session())
    keep(desk, "older", a_session(1))
    page = review(desk)
    listed = page.archive.list
    box = listed.visualRect(listed.rows_model.place("older"))
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert page.shown == "older"


def test_more_come_as_it_is_scrolled_and_none_is_missing_or_there_twice(desk: Facilitator) -> None:
    for n in range(120):
        keep(desk, f"day{n:04}", a_session(n, circle=f"Circle {n}"))
    page = review(desk)
    asked = signals_of(page.archive.page_asked)
    assert len(rows(page)) == 50
    assert "120 sessions" in desk.sees
    desk.press("End")
    assert len(rows(page)) == 100
    desk.press("End", "End")
    assert rows(page) == [f"Circle {n}" for n in range(120)]
    desk.press("End", "Home", "End")
    assert len(asked) == 2


def test_words_are_found_marked_and_lead_to_their_place(desk: Facilitator) -> None:
    keep(desk, "newer", a_session())
    keep(desk, "older", a_session(1, note="Somebody brought müsli."))
    page = review(desk)
    places = signals_of(page.session.place_chosen)
    went: list[tuple[object, object]] = []
    page.session.cards.show_place = lambda about, place: went.append((about, place))
    desk.press("Ctrl+F")
    desk.writes("musl")
    desk.press("Return")
    (row,) = page.archive.hits.rows_model.rows
    assert (row.text, row.below.split("\n")[0]) == (
        "Somebody brought müsli.",
        "Key point · Riverside",
    )
    assert [row.text[a:b] for a, b in row.marks] == ["müsli"]
    assert "1 text was found" in desk.sees
    desk.press("Return")
    assert page.shown == "older"
    assert went == [(About.NOTE, 1)]
    assert not places


def test_a_comment_that_was_found_is_shown_where_it_was_made(desk: Facilitator) -> None:
    keep(desk, "here", a_session(), a_comment("here", "Why so soon?", About.MOMENT, 31_000))
    page = review(desk)
    shown: list[Comment] = []

    def goes_to(comment: Comment) -> None:
        shown.append(comment)

    page.session.show_comment = goes_to
    desk.press("Ctrl+F")
    desk.writes("soon")
    desk.press("Return", "Return")
    assert [(one.text, one.place) for one in shown] == [("Why so soon?", 31_000)]


def test_of_two_comments_in_the_same_words_the_one_that_was_found_is_shown(
    desk: Facilitator,
) -> None:
    first = a_comment("here", "Why so soon?", About.MOMENT, 31_000)
    second = replace(first, id="c0ffee02", about=About.ROUND, place=1)
    keep(desk, "here", a_session(), first, second)
    page = review(desk)
    desk.press("Ctrl+F")
    desk.writes("soon")
    desk.press("Return", "Return")
    places = set[str | int | None]()
    for _hit in range(2):
        places.add(page.comments.rows.chosen_key)
        assert page.comments.draft == (
            "comment about moment 31000"
            if page.comments.rows.chosen_key == "c0ffee01"
            else "comment about round 1"
        )
        page.archive.hits.setFocus()
        desk.press("Down", "Return")
    assert places == {"c0ffee01", "c0ffee02"}


def test_no_row_stands_for_a_session_that_the_list_has_not_come_to(desk: Facilitator) -> None:
    for n in range(60):
        keep(desk, f"day{n:04}", a_session(n, note="zebra" if n == 58 else "It was quiet."))
    page = review(desk)
    desk.press("Ctrl+F")
    desk.writes("zebra")
    desk.press("Return", "Return", "Escape")
    assert page.shown == "day0058"
    assert page.archive.list.hasFocus()
    assert page.archive.list.chosen_key is None
    desk.press("Down", "Return")
    assert page.shown == "day0000"


def test_hits_come_page_after_page_too(desk: Facilitator) -> None:
    for n in range(60):
        keep(desk, f"day{n:04}", a_session(n, note=f"Note {n}"))
    page = review(desk)
    desk.press("Ctrl+F")
    desk.writes("note")
    desk.press("Return")
    assert "The newest 50 texts, and more further down" in desk.sees
    desk.press("End")
    assert rows(page) == [f"Note {n}" for n in range(60)]
    assert "60 texts were found" in desk.sees


def test_esc_leaves_the_words_first_and_then_the_page(desk: Facilitator) -> None:
    keep(desk, "here", a_session())
    page = review(desk)
    desk.press("Ctrl+F")
    desk.writes("zebra")
    sees = desk.press("Return")
    assert "Nothing was found." in sees
    desk.press("Escape")
    assert desk.window.page is page
    assert rows(page) == ["Riverside"]
    assert page.archive.field.text() == ""
    desk.press("Escape")
    assert desk.window.page is not page


def test_esc_folds_the_filter_before_anything_else(desk: Facilitator) -> None:
    keep(desk, "here", a_session())
    page = review(desk)
    desk.press("Ctrl+Shift+F", "Escape")
    assert desk.window.page is page
    assert not page.archive.filters.isVisible()
    assert desk.focused is page.archive.list
    desk.press("Escape")
    assert desk.window.page is not page


def test_esc_after_a_text_that_was_found_leaves_its_place_in_sight(desk: Facilitator) -> None:
    desk.window.resize(1366, 768)
    keep(desk, "here", sample_evening())
    page = review(desk)
    desk.press("Ctrl+F")
    desk.writes("conversation")
    desk.press("Return", "Down", "Return")
    settle()
    bar = page.session.page.verticalScrollBar()
    at = bar.value()
    assert at > 1_000
    desk.press("Escape")
    settle()
    assert desk.focused is page.archive.list
    assert bar.value() == at


def _chooses(desk: Facilitator, page: ReviewPage, name: str, words: str) -> None:
    page.archive.filters.buttons[name].setFocus()
    desk.press("Space")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.setActiveAction(next(act for act in menu.actions() if act.text() == words))
    QTest.keyClick(menu, Qt.Key.Key_Return)


@menus
def test_filters_say_what_is_shown_and_one_key_clears_them(desk: Facilitator) -> None:
    keep(desk, "a", a_session(place="The hall"))
    keep(desk, "b", a_session(1, circle="Kitchen table"), arrived=True)
    keep(desk, "c", a_session(2))
    page = review(desk)
    desk.press("Ctrl+Shift+F")
    assert desk.focused is page.archive.filters.buttons["circle"]
    _chooses(desk, page, "circle", "Riverside")
    assert "2 sessions of Riverside" in desk.sees
    _chooses(desk, page, "place", "The hall")
    assert "1 session of Riverside at The hall" in desk.sees
    _chooses(desk, page, "place", "All places")
    _chooses(desk, page, "whose", "From elsewhere")
    sees = desk.sees
    assert "0 sessions of Riverside from elsewhere" in sees
    assert "No session is like that. Alt 0 shows all of them again." in sees
    sees = desk.press("Alt+0")
    assert "3 sessions" in sees.split("\n")
    assert len(rows(page)) == 3


@menus
def test_days_are_written_and_what_is_no_day_is_said(desk: Facilitator) -> None:
    keep(desk, "newer", a_session())
    keep(desk, "older", a_session(8))
    page = review(desk)
    desk.press("Ctrl+Shift+F")
    _chooses(desk, page, "days", "From a day, or until one…")
    QApplication.processEvents()
    page.archive.filters.days.since.setFocus()
    desk.writes("soonish")
    assert "“soonish” is not a day." in desk.press("Return")
    page.archive.filters.days.since.clear()
    since = AN_EVENING - timedelta(weeks=2)
    desk.writes(f"{since:%-d %B}")
    sees = desk.press("Return")
    assert f"1 session since {since:%-d %B}" in sees
    assert not page.archive.filters.days.isVisible()


@menus
def test_words_are_sought_among_the_sessions_that_are_meant(desk: Facilitator) -> None:
    keep(desk, "a", a_session())
    keep(desk, "b", a_session(1, circle="Kitchen table"))
    page = review(desk)
    desk.press("Ctrl+F")
    desk.writes("quiet")
    desk.press("Return")
    assert len(rows(page)) == 2
    desk.press("Ctrl+Shift+F")
    _chooses(desk, page, "circle", "Kitchen table")
    assert "1 text was found, in sessions of Kitchen table" in desk.sees


def test_an_empty_archive_says_what_to_do(desk: Facilitator) -> None:
    page = review(desk)
    assert "There is nothing to review yet." in desk.sees
    assert not page.archive.filter_button.isVisible()


def test_from_an_empty_archive_notes_are_opened_by_a_button(
    desk: Facilitator, monkeypatch: pytest.MonkeyPatch
) -> None:
    review(desk)
    asked: list[str] = []
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a: (asked.append("files"), ([], ""))[1])  # fmt: skip
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: (asked.append("folder"), "")[1])  # fmt: skip
    desk.click("Open notes from somebody")
    desk.click("Open a folder or stick")
    assert asked == ["files", "folder"]


@pytest.mark.parametrize(
    ("width", "scale", "seen"),
    [
        (1366, 1.0, {Part.LIST, Part.SESSION, Part.COMMENTS}),
        (1024, 1.0, {Part.LIST, Part.SESSION}),
        (1366, 2.0, {Part.SESSION}),
    ],
)
def test_as_many_columns_as_there_is_room_for(
    desk: Facilitator, width: int, scale: float, seen: set[Part]
) -> None:
    keep(desk, "here", a_session())
    desk.window.resize(width, 768)
    desk.circlekeeper.look.use_scale(scale)
    page = review(desk)
    desk.sees  # noqa: B018 - it lets the window lay itself out
    assert {*page.parts.in_sight} == seen
    desk.press("Alt+3")
    assert Part.COMMENTS in page.parts.in_sight
    desk.press("Alt+1")
    assert Part.LIST in page.parts.in_sight
    assert page.archive.list.hasFocus()
    desk.press("Alt+1")
    assert Part.LIST not in page.parts.in_sight
    assert Part.SESSION in page.parts.in_sight


def test_every_button_in_the_head_stays_whole_in_the_smallest_window(desk: Facilitator) -> None:
    keep(desk, "here", a_session())
    look, window = desk.circlekeeper.look, desk.window
    page = review(desk)
    for scale in (1.0, 1.25, 1.5, 2.0):
        for width in (1366, 1200, 1024):
            look.use_scale(scale)
            window.resize(width, 640)
            assert desk.sees
            buttons = [page.ways.button, *page.part_buttons.values(), page.done]
            cut = [one.words for one in buttons if one.isVisible() and one.toolTip()]
            assert not cut, (scale, width)
            assert not page.ways.button.visibleRegion().isEmpty()


def test_with_one_column_enter_goes_on_to_the_session_and_esc_back(desk: Facilitator) -> None:
    keep(desk, "newer", a_session())
    keep(desk, "older", a_session(1))
    desk.circlekeeper.look.use_scale(2.0)
    page = review(desk)
    desk.press("Alt+1", "Down", "Return")
    assert page.parts.in_sight == (Part.SESSION,)
    assert page.shown == "older"
    desk.press("Ctrl+F")
    assert page.parts.in_sight == (Part.LIST,)
    assert page.archive.field.hasFocus()
    desk.press("Escape", "Escape")
    assert page.parts.in_sight == (Part.SESSION,)


def test_tab_goes_from_the_words_over_the_filters_to_the_rows(desk: Facilitator) -> None:
    keep(desk, "here", a_session())
    page = review(desk)
    desk.press("Ctrl+Shift+F")
    reached = tabbed_to(page)
    archive = page.archive
    order = [archive.field, archive.filter_button, *archive.filters.buttons.values(), archive.list]
    at = [reached.index(one) for one in order]
    assert at == sorted(at)
    assert all(one.accessibleName() for one in order)


def test_review_is_asked_for_where_a_session_is_closed(desk: Facilitator) -> None:
    keep(desk, "other", a_session(-1))
    desk.begins(an_evening())
    desk.press("Ctrl+E", "Ctrl+E")
    session = desk.live.id
    desk.click("Review")
    page = desk.window.page
    assert isinstance(page, ReviewPage)
    assert page.shown == session


def test_every_row_is_as_high_as_its_words_however_many_came_and_however_wide_it_is(
    look: Look, qtbot: QtBot
) -> None:
    """What Qt holds of a row is what the row is."""
    rows = PagedRows(look, "Sessions")
    qtbot.addWidget(rows)
    rows.resize(320, 400)
    rows.show()

    def some(first: int, words: str) -> list[RowShown]:
        return [RowShown(key=n, text=words * (1 + n % 5)) for n in range(first, first + 50)]

    def assert_placed() -> None:
        QApplication.processEvents()
        for row in rows.rows_model.rows:
            assert rows.visualRect(rows.rows_model.place(row.key)).height() == rows.row_height(row)

    rows.show_rows(some(0, "What helps on the way home "))
    for first in (50, 100):
        rows.add_rows(some(first, "An evening together "))
        assert_placed()
    rows.show_chosen(120)
    rows.resize(520, 400)
    assert_placed()
    look.use_scale(2.0)
    assert_placed()
    again = [*some(0, "What we owe each other "), *rows.rows_model.rows[50:]]
    rows.show_rows(again)
    assert rows.chosen_key == 120
    assert rows.rows_model.index(7, 0).data() == again[7].text
    assert_placed()
    rows.show_rows([replace(again[3], quiet=True)])
    assert rows.chosen_key is None
    assert_placed()
    assert rows.rows_model.flags(rows.rows_model.index(0, 0)) == Qt.ItemFlag.NoItemFlags
