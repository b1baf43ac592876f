"""Putting a turn right in Review: with a reason, shown at once, seen as a correction, and taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from circle import corrections
from circle import events as e
from circle.comments import About
from circle.harvest import Seen
from circle.level import Level
from circle.log import Log
from circle.review import Review, reviewed
from circle.store import Store
from tests.ui.facilitator import Facilitator, an_evening, at_the_window
from tests.ui.moments import session as moments_session
from tests.ui.reviews import arrived, comment, said_by, shown
from tests.ui.seen import button, focused, key_here, press, scrolls_sideways, words_on
from tests.ui.sessions import rows_of, settle
from tests.ui.test_turns_panel import menus
from tests.ui.typed import typed_here
from ui.pages.moments_shown import MarkKind, timeline_shown
from ui.pages.review import ReviewPage
from ui.pages.start import StartPage
from ui.theme import Look
from ui.widgets.place_row import PlaceRow
from ui.widgets.put_right_card import PutRightCard
from ui.widgets.turns_panel import TurnsPanel

SESSION, OTHER = "f00dcafe0001", "f00dcafe0002"
KEY = "Ctrl+Shift+T"
ASKS = (
    "Why is it put right? It is seen in Review. It leaves with aliases and names, unless a round of the "
    "session is confidential or was not measured."
)
MISSING = "Say first why it is put right. Nothing was changed."


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    """Somebody reviews a session of their own: two rounds, a minute for each of Ann, Ben, Cleo and Dan."""
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        store = facilitator.circlekeeper.desk.store
        store.add_session(SESSION, moments_session(), [comment(About.MOMENT, 90_000)])
        store.add_session(OTHER, moments_session(rounds=1))
        facilitator.circlekeeper.review(SESSION)
        settle()
        yield facilitator


def page_of(desk: Facilitator) -> ReviewPage:
    page = desk.window.page
    assert isinstance(page, ReviewPage), page
    settle()
    return page


def panel_of(desk: Facilitator) -> TurnsPanel:
    panel = page_of(desk).session.putting_right.panel
    assert panel is not None
    return panel


def unfolds(desk: Facilitator) -> TurnsPanel:
    desk.press(KEY)
    return panel_of(desk)


def stored(desk: Facilitator, session: str = SESSION) -> Log:
    return desk.circlekeeper.desk.store.read(session)


def writes_why(desk: Facilitator, why: str) -> TurnsPanel:
    panel = panel_of(desk)
    assert panel.why is not None
    panel.why.line.setFocus()
    desk.writes(why)
    return panel


def test_a_turn_is_put_right_with_keys_alone_and_the_page_shows_it_at_once(
    desk: Facilitator,
) -> None:
    assert "Put right" not in words_on(page_of(desk)).splitlines()
    panel = unfolds(desk)
    assert ASKS in desk.sees
    assert focused() is panel.list
    desk.press("Home", "Down")
    assert panel.list.currentIndex().data() == "Ben"
    desk.press("Tab")
    desk.writes("Ben sat further")
    desk.press("Tab", "Tab", "Space")
    event = stored(desk).entries[-1].event
    assert event == e.BoundaryMoved(60_000, 65_000, "Ben sat further")
    assert rows_of(panel.list)[1] == "Ben, from 1:05, 0:55 long"
    assert desk.window.said == "Put right: when it began."
    card = desk.window.findChild(PutRightCard)
    assert card is not None
    assert "The change at 1:00 was at 1:05.\nBen sat further\nPut right on" in words_on(card)
    page_of(desk).session.show_place(About.MOMENT, 65_000)
    assert "1:05 · Put right · The change at 1:00 was at 1:05." in desk.sees


@menus
@pytest.mark.parametrize(
    "act",
    [
        *("Began 5 s earlier", "Began 5 s later", "Ended 5 s earlier", "Ended 5 s later"),
        *("Was somebody else’s", "Join with the next", "Not a turn"),
    ],
)
def test_without_a_reason_nothing_is_changed_and_the_keys_go_to_its_field(
    desk: Facilitator, act: str
) -> None:
    panel = unfolds(desk)
    desk.press("Home", "Down")
    was = stored(desk).next_seq
    press(panel, act)
    assert stored(desk).next_seq == was
    assert MISSING in words_on(panel)
    assert panel.why is not None
    assert focused() is panel.why.line
    assert not isinstance(QApplication.activePopupWidget(), QMenu)
    desk.writes("   ")
    press(panel, act)
    assert stored(desk).next_seq == was
    desk.writes("Now")
    assert MISSING not in words_on(panel)


def test_a_form_without_a_reason_stays_open_and_changes_nothing(desk: Facilitator) -> None:
    panel = unfolds(desk)
    desk.press("Home", "Down")
    was = stored(desk).next_seq
    press(panel, "Split here")
    press(panel, "Split the turn")
    assert (stored(desk).next_seq, panel.split_form.isVisible()) == (was, True)
    assert MISSING in words_on(panel)
    desk.writes("Two spoke")
    press(panel, "Split the turn")
    assert stored(desk).entries[-1].event == e.TurnSplit(2, 90_000, "p3", "Two spoke")
    panel = panel_of(desk)
    press(panel, "Add a turn")
    panel.add_form.whose.choose("p1")
    panel.add_form.start.setText("5:10")
    panel.add_form.end.setText("5:20")
    assert panel.why is not None
    panel.why.line.clear()
    was = stored(desk).next_seq
    press(panel, "Add the turn")
    assert (stored(desk).next_seq, panel.add_form.isVisible()) == (was, True)
    desk.writes("She spoke of the bus")
    press(panel, "Add the turn")
    event = stored(desk).entries[-1].event
    assert event == e.TurnAdded("p1", 310_000, 320_000, "She spoke of the bus")


@menus
def test_whose_it_was_is_chosen_in_a_menu_and_everything_shows_it(desk: Facilitator) -> None:
    unfolds(desk)
    desk.press("Home", "Down")
    panel = writes_why(desk, "The wrong seat")
    press(panel, "Was somebody else’s")
    desk.choose_in_menu("Dan")
    settle()
    assert stored(desk).entries[-1].event == e.TurnReassigned(2, "p4", "The wrong seat")
    assert "The turn at 1:00 was Dan’s, not Ben’s." in words_on(page_of(desk))
    page_of(desk).session.show_place(About.MOMENT, 90_000)
    assert "Dan holds the talking piece" in page_of(desk).session.moments.words.text()


def test_undo_in_the_bar_withdraws_it_and_nothing_else(desk: Facilitator) -> None:
    unfolds(desk)
    desk.press("Home", "Down")
    panel = writes_why(desk, "So it was")
    press(panel, "Not a turn")
    assert "What was noted as a turn of Ben at 1:00 was no turn." in words_on(page_of(desk))
    number = stored(desk).entries[-1].seq
    desk.click("Undo")
    assert stored(desk).entries[-1].event == e.Withdrawn(number)
    assert "was no turn" not in words_on(page_of(desk))
    assert rows_of(panel.list)[1].startswith("Ben, from 1:00")
    assert "Put right" not in words_on(page_of(desk)).splitlines()


def test_undo_reaches_a_session_that_is_not_shown_any_more(desk: Facilitator) -> None:
    unfolds(desk)
    desk.press("Home", "Down")
    press(writes_why(desk, "So it was"), "Not a turn")
    number = stored(desk).entries[-1].seq
    page_of(desk).archive.chosen.emit(OTHER)
    settle()
    desk.click("Undo")
    assert stored(desk).entries[-1].event == e.Withdrawn(number)
    assert page_of(desk).shown == OTHER


def test_a_reason_serves_the_same_turn_again_and_no_other(desk: Facilitator) -> None:
    unfolds(desk)
    desk.press("Home", "Down")
    panel = writes_why(desk, "A little late")
    press(panel, "Began 5 s later")
    press(panel, "Began 5 s later")
    assert [one.reason for one in reviewed(SESSION, stored(desk)).corrected] == [
        "A little late"
    ] * 2
    panel.list.setFocus()
    desk.press("Down")
    assert panel.why is not None
    assert panel.why.reason == ""


def test_a_reason_that_was_written_first_stays_while_the_turn_is_looked_for(
    desk: Facilitator,
) -> None:
    unfolds(desk)
    panel = writes_why(desk, "Not yet used")
    panel.list.setFocus()
    desk.press("Home", "Down", "Down")
    assert panel.why is not None
    assert panel.why.reason == "Not yet used"


def test_esc_folds_it_and_only_then_leaves_the_page(desk: Facilitator) -> None:
    unfolds(desk)
    writes_why(desk, "Half a")
    desk.press("Escape")
    assert page_of(desk).session.putting_right.panel is None
    assert focused() is button(page_of(desk), "Put a turn right")
    desk.press("Escape")
    assert isinstance(desk.window.page, StartPage)


def test_esc_leaves_a_form_of_it_first(desk: Facilitator) -> None:
    panel = unfolds(desk)
    press(panel, "Add a turn")
    desk.press("Escape")
    assert panel_of(desk) is panel
    assert not panel.add_form.isVisible()


def test_the_key_the_button_and_its_way_back_do_the_same(desk: Facilitator) -> None:
    press(page_of(desk), "Put a turn right")
    panel_of(desk)
    press(page_of(desk), "Fold it away")
    assert page_of(desk).session.putting_right.panel is None
    unfolds(desk)
    desk.press(KEY)
    assert page_of(desk).session.putting_right.panel is None


def test_it_begins_at_the_turn_of_the_moment_that_is_chosen(desk: Facilitator) -> None:
    page = page_of(desk)
    page.session.show_place(About.MOMENT, 150_000)
    assert unfolds(desk).list.currentIndex().data() == "Cleo"


def test_the_chosen_moment_and_the_scroll_place_stay(desk: Facilitator) -> None:
    page = page_of(desk)
    desk.window.resize(1024, 640)
    page.session.show_place(About.MOMENT, 150_000)
    unfolds(desk)
    settle()
    bar = page.session.page.verticalScrollBar()
    panel = writes_why(desk, "So it was")
    settle()
    assert panel.why is not None
    at = panel.why.mapTo(page, panel.why.rect().topLeft()).y()
    value = bar.value()
    assert value > 0
    press(panel, "Not a turn")
    settle()
    assert page.session.moments.timeline.at_ms == 150_000
    assert bar.value() == value
    assert abs(panel.why.mapTo(page, panel.why.rect().topLeft()).y() - at) < 60


def test_another_session_folds_it(desk: Facilitator) -> None:
    unfolds(desk)
    page_of(desk).archive.chosen.emit(OTHER)
    settle()
    assert page_of(desk).session.putting_right.panel is None
    assert page_of(desk).shown == OTHER
    unfolds(desk)
    panel = writes_why(desk, "Here too")
    press(panel, "Not a turn")
    assert stored(desk, OTHER).entries[-1].event == e.TurnRemoved(1, "Here too")


def test_the_archive_has_the_figures_as_they_are_now(desk: Facilitator) -> None:
    def turns() -> int:
        (line,) = [one for one in desk.circlekeeper.desk.store.sessions() if one.id == SESSION]
        return line.turns

    was = turns()
    unfolds(desk)
    press(writes_why(desk, "So it was"), "Not a turn")
    assert turns() == was - 1


def test_a_session_that_is_held_meanwhile_goes_on_as_it_was(desk: Facilitator) -> None:
    kit = desk.circlekeeper.desk
    kit.begin(an_evening())
    held, before = kit.live, kit.live.log.next_seq
    unfolds(desk)
    press(writes_why(desk, "So it was"), "Not a turn")
    desk.press("Escape")
    assert kit.live is held
    assert held.log.next_seq == before
    held.next()
    assert kit.store.read(held.id).next_seq == held.log.next_seq == before + 1


def test_it_is_closed_still_and_has_its_length(desk: Facilitator) -> None:
    length_ms = reviewed(SESSION, stored(desk)).summary.length_ms
    unfolds(desk)
    press(writes_why(desk, "So it was"), "Not a turn")
    assert reviewed(SESSION, stored(desk)).summary.length_ms == length_ms
    assert desk.circlekeeper.desk.store.open_sessions() == []


def test_a_session_from_elsewhere_has_no_such_way(desk: Facilitator, tmp_path: Path) -> None:
    review = arrived(tmp_path / "trainer", moments_session(), Level.ALIASES)
    page = page_of(desk)
    page.show_session(review)
    settle()
    assert "Put a turn right" not in words_on(page)
    desk.press(KEY)
    assert page.session.putting_right.panel is None
    assert desk.window.said == (
        "This session came from elsewhere, and stays as it came. "
        "What you noticed can be said in a comment."
    )


# How it is seen


def put_right(log: Log | None = None) -> Log:
    """Ben’s first turn was Dan’s, with a reason; and began later, without one."""
    log = log or moments_session()
    last = log.entries[-1]
    for event in (
        corrections.reassign(log.state, 0, turn=2, to="p4", reason="Ben had stepped out."),
        e.BoundaryMoved(60_000, 70_000),
    ):
        log.append(replace(last, seq=log.next_seq, event=event))
    return log


def test_they_stand_in_a_card_in_their_order_and_one_goes_to_its_moment(look: Look) -> None:
    with shown(look, reviewed(SESSION, put_right())) as view:
        card = view.findChild(PutRightCard)
        assert card is not None
        rows = card.findChildren(PlaceRow)
        assert [row.accessibleName() for row in rows] == [
            "The turn at 1:00 was Dan’s, not Ben’s, Ben had stepped out, Put right on 12 March 2026",
            "The change at 1:00 was at 1:10, Put right on 12 March 2026",
        ]
        assert rows[0].accessibleDescription() == "Enter goes to its moment."
        places: list[tuple[object, object]] = []
        view.place_chosen.connect(lambda *place: places.append(place))
        rows[0].setFocus()
        key_here(Qt.Key.Key_Down)
        key_here(Qt.Key.Key_Return)
        assert view.moments.timeline.at_ms == 70_000
        assert places == [(About.MOMENT, 70_000)]
        assert focused() is view.moments.timeline


def test_where_nothing_was_put_right_there_is_no_card(look: Look) -> None:
    with shown(look, reviewed(SESSION, moments_session())) as view:
        assert view.findChild(PutRightCard) is None


def test_marks_on_the_timeline_say_what_was_put_right(look: Look) -> None:
    review = reviewed(SESSION, put_right())
    with shown(look, review) as view:
        view.show_place(About.MOMENT, 61_000)
        settle()
        assert "put right near it" in view.moments.words.text()
        near = "1:00 · Put right · The turn at 1:00 was Dan’s, not Ben’s."
        assert near in words_on(view.moments)
    marks = [one for one in timeline_shown(review).marks if one.kind is MarkKind.PUT_RIGHT]
    assert [one.at_ms for one in marks] == [60_000, 70_000]


def test_turns_of_confidential_rounds_are_not_among_those_to_put_right(desk: Facilitator) -> None:
    store = desk.circlekeeper.desk.store
    store.add_session("f00dcafe0003", moments_session(hidden="confidential"))
    desk.circlekeeper.review("f00dcafe0003")
    settle()
    panel = unfolds(desk)
    assert [row.partition(", ")[0] for row in rows_of(panel.list)] == [
        *("Ann", "Ben", "Cleo", "Dan", "Silence"),
    ]


def test_where_nothing_was_measured_it_has_no_moment_to_go_to(look: Look) -> None:
    review = reviewed(SESSION, put_right(moments_session(measured=False)))
    with shown(look, review) as view:
        card = view.findChild(PutRightCard)
        assert card is not None
        assert "A turn was another person’s.\nPut right on" in words_on(card)
        assert not card.findChildren(PlaceRow)
    assert not [one for one in timeline_shown(review).marks if one.kind is MarkKind.PUT_RIGHT]


@pytest.mark.parametrize(
    ("level", "said"),
    [
        (Level.NOBODY, False),
        (Level.SEATS, False),
        (Level.ALIASES, True),
    ],
)
def test_one_from_elsewhere_shows_what_its_level_brings(
    look: Look, tmp_path: Path, level: Level, *, said: bool
) -> None:
    review: Review = arrived(tmp_path / "kit", put_right(), level, Seen.TRAINER)
    with shown(look, review) as view:
        everything = said_by(view)
        assert ("Ben had stepped out." in everything) is said
        assert (view.findChild(PutRightCard) is not None) is said


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_wider_than_the_page(desk: Facilitator, look: Look, scale: float) -> None:
    desk.window.resize(1024, 640)
    desk.circlekeeper.look.use_scale(scale)
    panel = unfolds(desk)
    writes_why(desk, "A long reason that goes on and on, because much was to be said of it")
    press(panel, "Began 5 s later")
    settle()
    assert scrolls_sideways(page_of(desk)) == []


def test_the_command_line_tells_of_it(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    home = tmp_path / "home"
    store = Store.open(home)
    store.add_session(SESSION, put_right())
    store.close()
    typed = typed_here(capsys, home)
    lines = typed("review", SESSION).lines
    at = lines.index("Put right")
    assert lines[at + 1] == (
        "  The turn at 1:00 was Dan’s, not Ben’s. · Ben had stepped out. · Put right on 12 March 2026"
    )
    assert lines[at + 2] == "  The change at 1:00 was at 1:10. · Put right on 12 March 2026"
    found = json.loads(typed("review", SESSION, "--json").out)["put_right"]
    assert [(one["at_ms"], one["reason"]) for one in found] == [
        (60_000, "Ben had stepped out."),
        (70_000, ""),
    ]
