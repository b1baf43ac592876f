"""One session on the Review page: what is read first, what can be chosen, and what is to be found at a glance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from circle import events as e
from circle.comments import About
from circle.log import Log
from circle.review import reviewed
from tests.ui.facilitator import Facilitator, at_the_window
from tests.ui.reviews import comment, marked, row, shown
from tests.ui.seen import button, key_here, press, scrolls_sideways, signals_of, tabbed_to, words_on
from tests.ui.sessions import settle
from ui.pages.review import ReviewPage
from ui.sample_evening import SESSION, sample_evening
from ui.theme import DARK, Look
from ui.widgets.around_turns_card import AroundTurnsCard
from ui.widgets.picture_view import Drawn, PictureView
from ui.widgets.place_row import PlaceRow
from ui.widgets.session_review import SessionReview

MINUTE = 60_000
QUESTION, QUOTE = "3. The question", "“Being kind counted"


@pytest.fixture
def view(look: Look) -> Iterator[SessionReview]:
    with shown(look, reviewed(SESSION, sample_evening())) as made:
        yield made


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        yield facilitator


def in_sight(view: SessionReview, part: PlaceRow) -> bool:
    return not part.visibleRegion().isEmpty()


def test_what_matters_is_read_first_and_in_this_order(view: SessionReview) -> None:
    words = words_on(view)
    order = (
        *("Kitchen table, session 22", "Led by Amara · 11 May 2026", "All 12 people spoke."),
        *("Offered the piece", "Heard", "Passed, and not heard", "Not reached", "Silence"),
        *("Held by the facilitator", "Rounds, beside the plan", "How it is counted"),
        *("The facilitator’s own share and listening", "Amara held the piece for 4 min in 4 turns"),
        *("Wait before I ask.", "How the circle listened", "Rounds and notes", QUESTION),
        *("What the circle left behind", "Commitments", "What became of earlier commitments"),
        *("Who held the piece after whom", "Silence before and after turns", "Rounds side by side"),
    )
    places = [words.find(one) for one in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)


def test_every_count_says_what_it_is_a_part_of(view: SessionReview) -> None:
    words = words_on(view)
    assert "12\nOffered the piece\nof 12 people present" in words
    assert "8 %\nHeld by the facilitator\nof the 52 min in which somebody held the piece" in words
    assert "1 h 06\nRounds, beside the plan\n1 h 40 planned, for 7 rounds" in words


def test_how_it_is_counted_is_told_on_request_and_by_keys(view: SessionReview) -> None:
    formula = "Hoover: ½ Σ |sᵢ − eᵢ|."
    assert formula not in words_on(view)
    button(view, "How it is counted").setFocus()
    key_here(Qt.Key.Key_Space)
    words = words_on(view)
    assert formula in words
    assert "Evenness: 0.96\nfrom 0, one person held the piece throughout, to 1" in words
    press(view, "Fold it away")
    assert formula not in words_on(view)


def test_nobody_is_ranked(view: SessionReview) -> None:
    press(view, "How it is counted")
    drawn = [one.accessibleDescription() for one in view.findChildren(Drawn)]
    words = "\n".join((words_on(view), *drawn)).lower()
    superlatives = "most|least|longest|shortest|loudest|top|best|worst|rank|score"
    assert not re.findall(rf"\b(?:{superlatives})\b", words)


def test_whoever_led_stand_in_the_order_of_their_seats(look: Look) -> None:
    log = sample_evening()
    opened = log.entries[0].event
    assert isinstance(opened, e.SessionOpened)
    people = tuple(
        replace(one, facilitator=one.alias in ("Bob", "Dev", "Kofi")) for one in opened.participants
    )
    entries = [
        replace(log.entries[0], event=replace(opened, participants=people)),
        *log.entries[1:],
    ]
    with shown(look, reviewed(SESSION, Log(entries))) as view:
        words = words_on(view)
    assert "Led by Bob, Dev and Kofi" in words
    assert "The facilitators’ own share and listening" in words
    assert words.index("Bob held") < words.index("Dev held") < words.index("Kofi held")


@pytest.mark.parametrize(
    ("words", "about", "place"),
    [(QUESTION, About.ROUND, 3), (QUOTE, About.NOTE, 27), ("Sit down", About.NOTE, 84)],
)
@pytest.mark.parametrize("key", [None, Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_rounds_notes_and_key_points_are_chosen_by_a_click_or_a_key(
    view: SessionReview, words: str, about: About, place: int, key: Qt.Key | None
) -> None:
    chosen = signals_of(view.place_chosen)
    part = row(view, words)
    if key is None:
        QTest.mouseClick(part, Qt.MouseButton.LeftButton)
    else:
        part.setFocus()
        key_here(key)
    assert chosen == [(about, place)]
    assert marked(view) == [part.accessibleName()]
    assert part.accessibleDescription().startswith("What is said is about this.")


def test_tab_goes_to_each_list_once_and_the_arrows_to_all_that_is_in_it(
    view: SessionReview,
) -> None:
    reached = [one for one in tabbed_to(view) if isinstance(one, PlaceRow)]
    assert [one.accessibleName()[:11] for one in reached] == ["1. Check-in", "Ring back w"]
    reached[0].setFocus()
    for _step in range(3):
        key_here(Qt.Key.Key_Down)
    focused = QApplication.focusWidget()
    assert focused is row(view, QUOTE)
    settle()
    assert in_sight(view, row(view, QUOTE))
    key_here(Qt.Key.Key_Up)
    assert QApplication.focusWidget() is row(view, QUESTION)
    again = [one for one in tabbed_to(view) if isinstance(one, PlaceRow)]
    assert row(view, QUESTION) in again
    assert len(again) == 2


@pytest.mark.parametrize(
    ("about", "place", "words"),
    [(About.ROUND, 7, "7. Check-out"), (About.NOTE, 27, QUOTE), (About.NOTE, 86, "Ring back when")],
)
def test_the_place_of_a_comment_is_marked_and_comes_into_sight(
    view: SessionReview, about: About, place: int, words: str
) -> None:
    part = row(view, words)
    assert not in_sight(view, part)
    view.show_comment(comment(about, place))
    settle()
    assert in_sight(view, part)
    assert marked(view) == [part.accessibleName()]
    view.show_comment(comment(About.WHOLE))
    settle()
    assert marked(view) == []
    assert view.page.verticalScrollBar().value() == 0


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_place_in_a_session_that_is_shown_only_now_comes_into_sight(
    look: Look, view: SessionReview, scale: float
) -> None:
    look.use_scale(scale)
    view.show_review(reviewed("another", sample_evening()))
    view.show_place(About.NOTE, 86)
    settle()
    assert in_sight(view, row(view, "Ring back when"))


@pytest.mark.parametrize(("about", "place"), [(About.ROUND, 99), (About.NOTE, 0), (About.NOTE, 5)])
def test_the_place_of_a_comment_that_is_not_here_leaves_all_as_it_was(
    view: SessionReview, about: About, place: int
) -> None:
    view.page.verticalScrollBar().setValue(300)
    view.show_comment(comment(about, place))
    settle()
    assert marked(view) == []
    assert view.page.verticalScrollBar().value() == 300


@pytest.mark.parametrize(
    ("minute", "words"),
    [
        (22, [QUESTION, QUOTE, "People want to be asked"]),
        (1, ["1. Check-in"]),
        (50, []),
        (73, ["Ask before", "Somebody has", "Sit down", "Silence is", "Ring back"]),
    ],
)
def test_a_moment_marks_the_round_that_ran_and_the_notes_within_two_minutes(
    view: SessionReview, minute: int, words: list[str]
) -> None:
    before = view.page.verticalScrollBar().value()
    view.moments.moment_chosen.emit(minute * MINUTE)
    assert {one[:8] for one in marked(view)} == {one[:8] for one in words}
    settle()
    assert view.page.verticalScrollBar().value() == before


def test_a_comment_more_is_counted_and_nothing_moves(look: Look, view: SessionReview) -> None:
    part = row(view, QUESTION)
    part.setFocus()
    view.page.verticalScrollBar().setValue(400)
    review = reviewed(SESSION, sample_evening(), [comment(About.ROUND, 3)])
    view.show_review(review)
    settle()
    assert QApplication.focusWidget() is part
    assert view.page.verticalScrollBar().value() == 400
    assert "1 comment" in words_on(part)
    assert "1 comment" in part.accessibleDescription()
    view.show_review(reviewed("another", sample_evening()))
    settle()
    assert view.page.verticalScrollBar().value() == 0
    assert "1 comment" not in words_on(view)


def test_how_still_it_was_around_turns(view: SessionReview) -> None:
    (card,) = view.findChildren(AroundTurnsCard)
    words = words_on(card)
    assert "Within 5 s\n32\n5 s to 15 s\n5\n15 s to 1 min\n0" in words
    assert "4. Together: 7 s before its first turn; until the next turn, 5 s to 15 s: 5" in words
    assert not [alias for alias in ("Amara", "Bob", "Seat") if alias in words]


def test_pictures_are_reached_by_tab_and_told_in_words(view: SessionReview) -> None:
    titles = [one.accessibleName() for one in tabbed_to(view) if isinstance(one, Drawn)]
    assert titles == [
        "Who held the piece after whom",
        "What was planned and what it took",
        "How the time moved, round by round",
    ]
    ring = next(iter(view.findChildren(PictureView)))
    press(ring, "In words")
    settle()
    assert "The piece moved on 37 times" in words_on(ring)
    assert not ring.words.visibleRegion().isEmpty()


@pytest.mark.parametrize(("width", "scale"), [(790, 1.0), (460, 1.0), (790, 2.0), (460, 2.0)])
def test_nothing_is_cut_off_whatever_the_room(look: Look, width: int, scale: float) -> None:
    look.use_scale(scale)
    look.use(DARK.name)
    log = sample_evening()
    opened = log.entries[0].event
    assert isinstance(opened, e.SessionOpened)
    long = "Maximiliana-Alexandra-of-the-far-end-of-the-valley"
    people = tuple(replace(one, alias=f"{one.alias} {long}") for one in opened.participants)
    told = replace(opened, participants=people, circle=f"{long} {long}", title=long)
    entries = [replace(log.entries[0], event=told), *log.entries[1:]]
    with shown(look, reviewed(SESSION, Log(entries)), width=width, height=560) as view:
        press(view, "How it is counted")
        settle()
        assert scrolls_sideways(view) == []


def test_of_a_session_with_nothing_in_it_the_page_says_what_there_is(look: Look) -> None:
    log = sample_evening()
    bare = [log.entries[0], replace(log.entries[-1], seq=2, event=e.SessionClosed())]
    with shown(look, reviewed(SESSION, Log(bare))) as view:
        words = words_on(view)
    assert "Nobody held the piece." in words
    assert "–\nHeld by the facilitator\nno time of a turn is in it" in words
    assert "No reflection was written down." in words
    assert "Rounds and notes" not in words


def test_it_is_on_the_review_page_of_the_window(desk: Facilitator) -> None:
    desk.circlekeeper.desk.store.add_session(SESSION, sample_evening())
    desk.press("Ctrl+R")
    settle()
    page = desk.window.page
    assert isinstance(page, ReviewPage)
    assert "Kitchen table, session 22" in desk.sees
    assert "All 12 people spoke." in desk.sees
    assert row(page.session, QUESTION)
