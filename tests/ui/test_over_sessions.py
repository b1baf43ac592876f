"""Several sessions at once, from the Review page: over those of a circle, two side by side, circles by month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from circle import events as e
from circle.errors import Refused
from circle.filter import Filter
from circle.harvest import Became
from circle.kept import Arrived
from circle.log import Log
from circle.reflection import Stance
from tests.circle.story import AN_EVENING
from tests.circle.test_over_time import Evening, whole_evening
from tests.ui.facilitator import Facilitator, at_the_window
from tests.ui.seen import scrolls_sideways, signals_of
from ui.over_desk import OverDesk
from ui.pages.by_month import ByMonthPage
from ui.pages.over_sessions import OverSessionsPage
from ui.pages.review import ReviewPage
from ui.pages.two_sessions import TwoSessionsPage
from ui.theme import Role
from ui.widgets.spread_chart import SpreadChart
from ui.widgets.spread_layout import field

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)

KITCHEN, RIVERSIDE = "Kitchen table", "Riverside"


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        facilitator.window.resize(1366, 768)
        yield facilitator


def on(template: str, evening: Evening) -> Log:
    first, *rest = evening.log.entries
    assert isinstance(first.event, e.SessionOpened)
    return Log([replace(first, event=replace(first.event, template=template)), *rest])


def kept(desk: Facilitator, name: str, log: Log, *, known_as: str = "") -> None:
    arrived = Arrived(known_as, AN_EVENING, "aliases", "trainer") if known_as else None
    desk.circlekeeper.desk.store.add_session(name, log, arrived=arrived)


def four_evenings(desk: Facilitator) -> None:
    """Three go-rounds of four, of which the last was not measured, and a fishbowl of six."""
    for week in range(2):
        kept(desk, f"k{week}", on("council", whole_evening(week=week, circle=KITCHEN)))
    unmeasured = Evening(2, circle=KITCHEN, measured=False).begins().holds("p2", 60).ends()
    kept(desk, "k2", on("council", unmeasured.closes()))
    six = Evening(3, circle=KITCHEN, order=tuple(f"p{n}" for n in range(1, 7)))
    kept(desk, "k3", on("fishbowl", six.begins().holds("p2", 60).ends().closes()))


def reviews(desk: Facilitator, session: str) -> ReviewPage:
    desk.circlekeeper.acts.reviewing.open(session)
    page = desk.window.page
    assert isinstance(page, ReviewPage)
    return page


def over(desk: Facilitator) -> OverSessionsPage:
    page = desk.window.page
    assert isinstance(page, OverSessionsPage)
    return page


def chart(desk: Facilitator, n: int) -> SpreadChart:
    charts = over(desk).charts
    assert charts is not None
    return charts.cells[n].chart


def test_ctrl_t_shows_the_circle_over_its_sessions_and_esc_goes_back(desk: Facilitator):
    four_evenings(desk)
    reviews(desk, "k1")
    said = desk.press("Ctrl+T")
    assert KITCHEN in said
    assert "4 sessions, from 12 March 2026 to 2 April 2026." in said
    assert "These 3 sessions had 4 people, on “Council”. 1 other is shown apart" in said
    assert "Session 2, 19 March 2026 · 4 people · Offered the piece 75 %" in said
    desk.press("Escape")
    assert isinstance(desk.window.page, ReviewPage)


def test_what_was_not_measured_is_a_gap_and_two_values_are_no_spread(desk: Facilitator):
    four_evenings(desk)
    reviews(desk, "k1")
    said = desk.press("Ctrl+T")
    silence = "20 % and 20 % of the time that was measured: from 3 sessions on a spread is shown."
    assert f"{silence} Not measured in 1 of them." in said
    assert chart(desk, 2)._shown.heights[2] is None
    assert "12 March 2026: 20 %" in chart(desk, 2).said()[0]
    assert chart(desk, 2).said()[2] == "Session 3, 26 March 2026: not measured"


def test_sessions_that_are_not_alike_are_reached_by_the_row_above(desk: Facilitator):
    four_evenings(desk)
    reviews(desk, "k1")
    desk.press("Ctrl+T")
    said = desk.click("1 with 6 people, on “Fishbowl”")
    assert "This session had 6 people, on “Fishbowl”. 3 others are shown apart" in said
    assert "Session 4, 2 April 2026 · 6 people" in said
    assert "Session 2" not in said


def test_the_session_that_is_looked_at_is_chosen_with_its_group(desk: Facilitator):
    four_evenings(desk)
    reviews(desk, "k3")
    assert "This session had 6 people" in desk.press("Ctrl+T")


def test_the_arrows_go_through_the_sessions_in_all_charts_and_enter_opens_one(desk: Facilitator):
    four_evenings(desk)
    page = reviews(desk, "k2")
    desk.press("Ctrl+T")
    assert desk.focused is chart(desk, 0)
    said = desk.press("Home")
    assert "Session 1, 12 March 2026 · 4 people" in said
    assert [chart(desk, n).chosen_session for n in range(6)] == [0] * 6
    desk.press("Right", "Tab")
    assert desk.focused is chart(desk, 1)
    assert chart(desk, 1).focused_item() == 1
    desk.press("Return")
    assert desk.window.page is page
    assert page.shown == "k1"


def test_a_click_chooses_the_nearest_dot_and_a_double_click_opens_it(desk: Facilitator):
    four_evenings(desk)
    page = reviews(desk, "k2")
    desk.press("Ctrl+T")
    there = chart(desk, 3)
    where = QPoint(there.item_box(0).center().x() + 9, 40)
    QTest.mouseClick(there, Qt.MouseButton.LeftButton, pos=where)
    assert "Session 1, 12 March 2026 · 4 people" in desk.sees
    QTest.mouseDClick(there, Qt.MouseButton.LeftButton, pos=where)
    assert desk.window.page is page
    assert page.shown == "k0"


def test_a_screen_reader_finds_each_measure_and_each_session(desk: Facilitator):
    four_evenings(desk)
    reviews(desk, "k1")
    desk.press("Ctrl+T")
    listed = QAccessible.queryAccessibleInterface(chart(desk, 1))
    assert listed.text(QAccessible.Text.Name).startswith("Heard. ")
    assert listed.childCount() == 3
    said = listed.child(0).text(QAccessible.Text.Name)
    assert said == "Session 1, 12 March 2026: 50 % of those present"


def test_stances_commitments_templates_and_prompts_are_told(desk: Facilitator):
    first = whole_evening(circle=KITCHEN)
    kept(desk, "a", on("council", first))
    second = Evening(1, circle=KITCHEN).begins().holds("p2", 60).ends()
    second.does(e.CommitmentMade(1, "To ask.", "p2")).does(e.CommitmentMade(2, "To stay.", "p2"))
    second.notices(Stance.FIX)
    kept(desk, "b", second.closes().log)
    third = Evening(2, circle=KITCHEN).begins().holds("p2", 60).ends()
    third.does(e.CommitmentFollowed("b", 1, "To ask.", Became.DONE))
    kept(desk, "c", third.closes().log)
    reviews(desk, "b")
    desk.press("Ctrl+T")
    said = desk.press("PgDown") + desk.press("PgDown")
    assert "2 commitments were made: 1 is done and of 1 nothing more is said." in said
    assert "“Council” in 1 session, none in 2." in said
    assert "Whoever led noted their own listening in 1 of 2 sessions: to fix in 1." in said


def test_another_circle_or_whoever_led_is_chosen_from_a_menu(desk: Facilitator):
    four_evenings(desk)
    kept(desk, "r", whole_evening(circle=RIVERSIDE).log)
    reviews(desk, "k1")
    desk.press("Ctrl+T", "Ctrl+T")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [one.text() for one in menu.actions()] == [KITCHEN, RIVERSIDE, "Sessions led by Ann"]
    said = desk.choose_in_menu("Sessions led by Ann")
    assert "5 sessions, from 12 March 2026 to 2 April 2026." in said
    desk.press("Escape")
    assert isinstance(desk.window.page, ReviewPage)


def test_a_session_of_no_circle_is_shown_with_those_of_whoever_led(desk: Facilitator):
    kept(desk, "a", whole_evening(circle="").log)
    reviews(desk, "a")
    assert "Sessions led by Ann" in desk.press("Ctrl+T")


def test_where_the_list_is_filtered_those_sessions_are_shown_and_it_says_which(desk: Facilitator):
    four_evenings(desk)
    kept(desk, "r", on("council", whole_evening(week=5, circle=RIVERSIDE)))
    page = reviews(desk, "k1")
    page.list_only(Filter(template="council", since=date(2026, 3, 19)))
    desk.click("More:")
    said = desk.choose_in_menu("The sessions of the list, over time\tCtrl+T")
    assert "Sessions on “Council” since 19 March" in said
    assert "3 sessions, from 19 March 2026 to 16 April 2026." in said
    assert f"{KITCHEN} · 2, 19 March 2026 · 4 people" in said, "whose each session was"
    desk.press("Escape", "Alt+0")
    said = desk.press("Ctrl+T")
    assert KITCHEN in said.split("\n")
    assert "Sessions on" not in said


def test_where_neither_is_known_it_says_so(desk: Facilitator):
    kept(desk, "a", Evening(circle="", leads=()).closes().log)
    reviews(desk, "a")
    said = desk.press("Ctrl+T")
    assert "No circle and nobody who led is known here." in said
    assert isinstance(desk.window.page, ReviewPage)


def test_copies_of_a_session_are_counted_once_and_it_says_so(desk: Facilitator):
    kept(desk, "own", whole_evening(circle=KITCHEN).log)
    kept(desk, "beside", whole_evening(circle=KITCHEN).log, known_as="own")
    reviews(desk, "own")
    said = desk.press("Ctrl+T")
    assert "1 session, on 12 March 2026. 1 more is another copy" in said
    desk.press("Escape")
    said = desk.press("Ctrl+M")
    assert "1 session of 1 circle, 1 min 30 in all; 4 people" in said
    assert "Another copy of 1 session is there too and is not counted again." in said


def test_two_sessions_are_set_side_by_side_by_a_key_that_is_pressed_at_each(desk: Facilitator):
    four_evenings(desk)
    page = reviews(desk, "k1")
    assert "Kitchen table · 2, 19 March 2026 is one of two." in desk.press("Ctrl+B")
    page.archive.chosen.emit("k0")
    said = desk.press("Ctrl+B")
    two = desk.window.page
    assert isinstance(two, TwoSessionsPage)
    assert "Alike in form and size" in said
    assert said.index("12 March 2026") < said.index("19 March 2026")
    assert "1. Open round · 1 min 30" in said
    assert "3 of 4" in said
    assert "is one of two" not in said
    desk.press("Escape")
    assert desk.window.page is page


def test_where_one_of_two_is_gone_it_says_so(desk: Facilitator):
    four_evenings(desk)
    page = reviews(desk, "k1")
    desk.circlekeeper.acts.reviewing.overs.two("k1", "gone")
    assert "One of the two is not in this kit any more." in desk.sees
    assert desk.window.page is page


def test_the_same_key_at_the_same_session_leaves_it_again(desk: Facilitator):
    four_evenings(desk)
    reviews(desk, "k1")
    assert "is one of two" not in desk.press("Ctrl+B", "Ctrl+B")
    assert isinstance(desk.window.page, ReviewPage)


def test_two_that_are_not_alike_say_why_and_their_rounds_are_at_one_scale(desk: Facilitator):
    four_evenings(desk)
    reviews(desk, "k3")
    desk.press("Ctrl+B", "Ctrl+T")
    desk.click("3 with 4 people, on “Council”")
    over(desk).go_to_charts()
    said = desk.press("Home", "Ctrl+B")
    two = desk.window.page
    assert isinstance(two, TwoSessionsPage)
    assert "These two are not alike: 4 people, on “Council”; and 6 people, on “Fishbowl”." in said
    longer, shorter = two.bars
    assert shorter.length == pytest.approx(longer.length * 0.6, abs=2)
    desk.press("Escape")
    assert isinstance(desk.window.page, OverSessionsPage)
    desk.press("Escape")
    assert isinstance(desk.window.page, ReviewPage)


def test_a_confidential_round_and_one_that_was_not_measured_show_no_times(desk: Facilitator):
    evening = Evening(circle=KITCHEN)
    evening.begins(confidential=True).holds("p2", 40).ends()
    evening.begins(measured=False).holds("p2", 40).ends()
    kept(desk, "a", evening.closes().log)
    kept(desk, "b", whole_evening(week=1, circle=KITCHEN).log)
    desk.circlekeeper.acts.reviewing.open("a")
    desk.circlekeeper.acts.reviewing.overs.two("a", "b")
    said = desk.sees
    assert "Confidential: only its form, its prompt and its length are here." in said
    assert "times were not measured" in said
    page = desk.window.page
    assert isinstance(page, TwoSessionsPage)
    assert [bar._shown.held for bar in page.bars] == [0.0, 0.8, 0.0]


def test_circles_by_month_are_a_table_whose_cells_list_their_sessions(desk: Facilitator):
    four_evenings(desk)
    kept(desk, "r", whole_evening(week=-9, circle=RIVERSIDE).log)
    review = reviews(desk, "k1")
    asked = signals_of(review.archive.page_asked)
    said = desk.press("Ctrl+M")
    assert "5 sessions of 2 circles," in said
    page = desk.window.page
    assert isinstance(page, ByMonthPage)
    table = page.table
    assert desk.focused is table
    model = table.months
    assert model.shown.months == ("January 2026", "March 2026", "April 2026")
    assert [row.circle for row in model.shown.rows] == [KITCHEN, RIVERSIDE]
    assert model.data(model.index(0, 1)) == "3 sessions\n12 people"
    accessible = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert accessible == "Kitchen table, January 2026: no session"
    desk.press("Left", "Return")
    assert desk.window.page is review
    ((those, before),) = asked
    assert before is None
    assert isinstance(those, Filter)
    store = desk.circlekeeper.desk.store
    assert [line.id for line in store.sessions(those=those)] == ["k2", "k1", "k0"]


def test_from_the_table_one_goes_to_a_circle_and_back_again(desk: Facilitator):
    four_evenings(desk)
    reviews(desk, "k1")
    desk.press("Ctrl+M", "Ctrl+T")
    assert over(desk).heading.text() == KITCHEN
    desk.press("Escape")
    assert isinstance(desk.window.page, ByMonthPage)
    desk.press("Return")
    assert isinstance(desk.window.page, ReviewPage)


def test_at_first_somebody_is_at_the_newest_month_of_a_circle_that_met_then(desk: Facilitator):
    kept(desk, "k", whole_evening(circle=KITCHEN).log)
    kept(desk, "r", whole_evening(week=9, circle=RIVERSIDE).log)
    reviews(desk, "k")
    desk.press("Ctrl+M", "Ctrl+T")
    assert over(desk).heading.text() == RIVERSIDE


def test_beside_empty_room_the_name_of_no_circle_is_cut(desk: Facilitator):
    long = "The Tuesday listening circle of the whole neighbourhood network"
    kept(desk, "k", whole_evening(circle=long).log)
    desk.window.resize(1366, 768)
    reviews(desk, "k")
    desk.press("Ctrl+M")
    page = desk.window.page
    assert isinstance(page, ByMonthPage)
    wide = desk.circlekeeper.look.metrics(Role.NAME).horizontalAdvance(long)
    assert page.table.verticalHeader().width() > wide
    desk.window.resize(1024, 640)
    QApplication.processEvents()
    assert not scrolls_sideways(page)


def test_an_empty_cell_opens_nothing_and_an_empty_kit_says_so(desk: Facilitator):
    desk.circlekeeper.review()
    assert "There is no closed session yet." in desk.press("Ctrl+M")
    desk.press("Escape")
    four_evenings(desk)
    kept(desk, "r", whole_evening(week=-9, circle=RIVERSIDE).log)
    desk.press("Ctrl+M", "Left", "Left", "Return")
    assert isinstance(desk.window.page, ByMonthPage)


def test_the_menu_in_the_head_offers_all_three(desk: Facilitator):
    four_evenings(desk)
    reviews(desk, "k1")
    desk.click("More:")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [one.text().split("\t")[1] for one in menu.actions()][:3] == [
        "Ctrl+T",
        "Ctrl+B",
        "Ctrl+M",
    ]
    menu.actions()[2].trigger()
    menu.close()
    assert isinstance(desk.window.page, ByMonthPage)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_wider_than_the_smallest_window(desk: Facilitator, scale: float):
    long = "The Tuesday evening listening circle of the whole neighbourhood network of Wythenshawe"
    for week in range(5):
        kept(desk, f"k{week}", on("council", whole_evening(week=week, circle=long)))
    desk.circlekeeper.look.use_scale(scale)
    desk.window.resize(1024, 640)
    reviews(desk, "k1")
    desk.press("Ctrl+T")
    assert scrolls_sideways(desk.window) == []
    desk.press("Escape")
    desk.circlekeeper.acts.reviewing.overs.two("k0", "k1")
    assert desk.sees
    assert scrolls_sideways(desk.window) == []
    page = desk.window.page
    assert isinstance(page, TwoSessionsPage)
    desk.press("End")
    bar = page.column.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0


@pytest.mark.parametrize("sessions", [1, 3, 50, 200])
@pytest.mark.parametrize("width", [120, 300, 700])
def test_every_dot_is_in_its_chart_and_found_where_it_is(sessions: int, width: int):
    days = [i / max(1, sessions - 1) for i in range(sessions)]
    there = field(width, scale=1.0, line=18, days=days)
    for i, x in enumerate(there.xs):
        assert there.radius <= x <= width - there.radius
        assert there.session_at(x) == i
    assert there.top - there.radius >= 18
    assert there.bottom + there.radius <= there.height - 18
    assert field(width, scale=1.0, line=18, days=()).session_at(5) is None


def test_a_page_that_is_refused_leaves_the_one_that_is_shown(
    desk: Facilitator, monkeypatch: pytest.MonkeyPatch
) -> None:
    four_evenings(desk)
    kept(desk, "r", whole_evening(circle=RIVERSIDE).log)
    review = reviews(desk, "k1")
    desk.press("Ctrl+T")
    page = over(desk)

    def refuses(*_asked: object) -> None:
        raise Refused("The kit cannot be read.")

    with monkeypatch.context() as broken:
        broken.setattr(OverDesk, "over", refuses)
        page.whose_chosen.emit(Filter(circle=RIVERSIDE))
        assert "The kit cannot be read." in desk.sees
    assert over(desk) is page
    desk.press("Escape")
    assert desk.window.page is review
