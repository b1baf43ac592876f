"""A session gone through moment by moment: by mouse and keys, closely and as a whole, and played again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QAccessible, QImage, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from circle.comments import About
from tests.benchmarks.made import a_long_session
from tests.fakes import FakeClock
from tests.ui.moments import MINUTE, ROUND_MS, comment, keys, review_of, session
from tests.ui.seen import press, signals_of, tabbed_to
from ui import accessible
from ui.theme import THEMES, Look
from ui.widgets import moments_timeline, moments_view
from ui.widgets.circle_shown import Mark
from ui.widgets.moments_layout import SHORTEST_MS, Sight, ticks_ms
from ui.widgets.moments_view import MomentsView
from ui.widgets.session_review import SessionReview

LENGTH_MS = 2 * ROUND_MS + MINUTE
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def view(look: Look, clock: FakeClock, qapp: QApplication) -> Iterator[MomentsView]:
    made = MomentsView(look, clock=clock)
    made.resize(790, 620)
    made.show_review(review_of(session(), [comment(250_000)]))
    made.show()
    qapp.processEvents()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def told(view: MomentsView, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is said aloud."""
    said: list[str] = []
    for module in (moments_timeline, moments_view):
        monkeypatch.setattr(module, "announce", lambda _widget, words: said.append(words))
    return said


def at(view: MomentsView) -> int:
    return view.timeline.at_ms


def point(view: MomentsView, at_ms: int) -> QPoint:
    """On the line of the second person."""
    there = view.timeline.placed
    return QPoint(round(there.x(at_ms)), round(there.middle(1)))


def click(view: MomentsView, at_ms: int) -> None:
    QTest.mouseClick(view.timeline, Qt.MouseButton.LeftButton, pos=point(view, at_ms))


def drag(view: MomentsView, start: QPoint, end: QPoint, *, let_go: bool = True) -> None:
    timeline = view.timeline
    QTest.mousePress(timeline, Qt.MouseButton.LeftButton, pos=start)
    for part in (0.3, 0.6, 1.0):
        QTest.mouseMove(timeline, start + (end - start) * part)
    if let_go:
        QTest.mouseRelease(timeline, Qt.MouseButton.LeftButton, pos=end)


def wheel(view: MomentsView, turned: int, at_ms: int, *, control: bool = False) -> bool:
    """Says whether the timeline took it."""
    place = QPointF(point(view, at_ms))
    event = QWheelEvent(
        place,
        QPointF(view.timeline.mapToGlobal(place.toPoint())),
        QPoint(),
        QPoint(0, turned),
        Qt.MouseButton.NoButton,
        CONTROL if control else Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.timeline, event)
    return event.isAccepted()


def holder(view: MomentsView) -> str | None:
    marks = {seat.mark: seat.alias for seat in view.circle.shown.seats}
    return marks.get(Mark.HOLDER)


def test_it_begins_at_the_beginning_with_the_whole_session_in_sight(view: MomentsView):
    assert at(view) == 0
    assert view.timeline.sight == Sight(0, LENGTH_MS)
    assert holder(view) == "Ann"


def test_a_click_chooses_a_moment_and_everything_follows(view: MomentsView, told: list[str]):
    chosen = signals_of(view.moment_chosen)
    click(view, 90_000)
    assert at(view) == pytest.approx(90_000, abs=1_500)
    assert holder(view) == "Ben"
    assert "Ben holds the talking piece" in view.words.text()
    assert "Heard in round 1" in view.near.text()
    assert chosen == [(at(view),)]
    assert told == [view.words.text()]


def test_a_moment_from_elsewhere_is_shown_and_not_said_back(view: MomentsView):
    chosen = signals_of(view.moment_chosen)
    view.show_moment(130_000)
    assert (at(view), holder(view)) == (130_000, "Cleo")
    view.show_moment(10**12)
    assert at(view) == LENGTH_MS
    assert chosen == []


@pytest.mark.parametrize(
    ("pressed", "held", "there_ms"),
    [
        ((Key.Key_Right,), None, 95_000),
        ((Key.Key_Left, Key.Key_Left), None, 80_000),
        ((Key.Key_Home,), None, 0),
        ((Key.Key_Left, Key.Key_Home, Key.Key_Left), None, 0),
        ((Key.Key_End, Key.Key_Right), None, LENGTH_MS),
        ((Key.Key_Right,), CONTROL, 120_000),
        ((Key.Key_Right,) * 4, CONTROL, 5 * MINUTE),
        ((Key.Key_Left,), CONTROL, 60_000),
        ((Key.Key_Left,) * 9, CONTROL, 0),
        ((Key.Key_Right,) * 30, CONTROL, LENGTH_MS),
    ],
)
def test_keys_go_through_it(
    view: MomentsView,
    pressed: tuple[Qt.Key, ...],
    held: Qt.KeyboardModifier | None,
    there_ms: int,
):
    view.show_moment(90_000)
    chosen = signals_of(view.moment_chosen)
    keys(view, *pressed, held=held or Qt.KeyboardModifier.NoModifier)
    assert at(view) == there_ms
    assert chosen[-1] == (there_ms,)


def test_each_step_is_said_once_and_a_held_key_only_where_it_ends(
    view: MomentsView, told: list[str]
):
    keys(view, Key.Key_Right)
    assert told == ["0:05 · round 1 · Ann holds the talking piece, for 0:05"]
    QTest.sendKeyEvent(
        QTest.KeyAction.Press, view.timeline, Key.Key_Right, "", Qt.KeyboardModifier.NoModifier
    )
    del told[:]
    for _time in range(5):
        for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
            event = QKeyEvent(
                kind, Key.Key_Right.value, Qt.KeyboardModifier.NoModifier, "", autorep=True
            )
            QApplication.sendEvent(view.timeline, event)
    assert told == []
    QTest.keyRelease(view.timeline, Key.Key_Right)
    assert told == ["0:35 · round 1 · Ann holds the talking piece, for 0:35 · 1 note near it"]


def test_plus_and_minus_look_closer_and_less_closely_around_the_moment(view: MomentsView):
    view.show_moment(3 * MINUTE)
    x = view.timeline.placed.x(at(view))
    keys(view, Key.Key_Plus, Key.Key_Plus)
    assert view.timeline.sight.length_ms == pytest.approx(LENGTH_MS / 2.25)
    assert view.timeline.placed.x(at(view)) == pytest.approx(x, abs=0.5)
    keys(view, Key.Key_Minus)
    assert view.timeline.sight.length_ms == pytest.approx(LENGTH_MS / 1.5)
    press(view, "All of it")
    assert view.timeline.sight == Sight(0, LENGTH_MS)
    press(view, "More closely")
    assert view.timeline.sight.length_ms < LENGTH_MS
    keys(view, Key.Key_0)
    assert view.timeline.sight == Sight(0, LENGTH_MS)


def test_the_wheel_with_control_looks_closer_where_the_pointer_is(view: MomentsView):
    x = view.timeline.placed.x(9 * MINUTE)
    assert wheel(view, 120, 9 * MINUTE, control=True)
    assert view.timeline.sight.length_ms < LENGTH_MS
    assert view.timeline.placed.x(9 * MINUTE) == pytest.approx(x, abs=1.5)
    for _turn in range(40):
        wheel(view, 120, 9 * MINUTE, control=True)
    assert view.timeline.sight.length_ms == pytest.approx(SHORTEST_MS)


def test_the_wheel_goes_along_and_leaves_the_page_to_scroll_where_there_is_nothing_more(
    view: MomentsView,
):
    assert not wheel(view, -120, MINUTE)
    view.timeline.zoom(4, 0)
    assert wheel(view, -120, MINUTE)
    assert view.timeline.sight.start_ms > 0
    for _turn in range(40):
        wheel(view, -120, MINUTE)
    assert view.timeline.sight.end_ms == pytest.approx(LENGTH_MS)
    assert not wheel(view, -120, MINUTE)


def test_shift_and_arrows_go_along_and_the_moment_stays(view: MomentsView):
    view.timeline.zoom(4, 0)
    keys(view, Key.Key_Right, Key.Key_Right, held=SHIFT)
    assert view.timeline.sight.start_ms == pytest.approx(LENGTH_MS / 8)
    assert at(view) == 0
    keys(view, *(Key.Key_Left,) * 9, held=SHIFT)
    assert view.timeline.sight.start_ms == 0


def test_a_closer_timeline_is_dragged_along_and_chooses_nothing(view: MomentsView):
    view.timeline.zoom(4, 6 * MINUTE)
    start = view.timeline.sight.start_ms
    there = point(view, 6 * MINUTE)
    drag(view, there, there - QPoint(100, 0))
    assert view.timeline.sight.start_ms > start
    assert at(view) == 0


def test_the_line_is_dragged_through_the_session_and_the_circle_follows(view: MomentsView):
    chosen = signals_of(view.moment_chosen)
    view.show_moment(MINUTE)
    end = point(view, 150_000)
    drag(view, point(view, MINUTE), end, let_go=False)
    assert holder(view) == "Cleo"
    assert chosen == []
    QTest.mouseRelease(view.timeline, Qt.MouseButton.LeftButton, pos=end)
    assert chosen == [(at(view),)]


def test_where_a_moment_is_out_of_sight_the_timeline_follows(view: MomentsView):
    view.timeline.zoom(8, 0)
    keys(view, Key.Key_End)
    sight = view.timeline.sight
    assert sight.start_ms <= LENGTH_MS <= sight.end_ms + 1


def test_it_plays_by_the_clock_and_not_by_ticks(view: MomentsView, clock: FakeClock):
    press(view, "Play")
    for ms in (50, 50, 3_000, 1, 899):
        clock.advance(ms)
        view.replay.look()
    assert at(view) == 5 * 4_000
    view.replay.look()
    assert at(view) == 5 * 4_000
    clock.sleep(60_000)
    view.replay.look()
    assert at(view) == 5 * 4_000


@pytest.mark.parametrize("speed", [1, 5, 20, 60])
def test_it_plays_so_many_times_as_fast(view: MomentsView, clock: FakeClock, speed: int):
    press(view, f"{speed}×")
    keys(view, Key.Key_Space)
    clock.advance(1_000)
    view.replay.look()
    assert at(view) == speed * 1_000


def test_another_speed_goes_on_from_where_it_is(view: MomentsView, clock: FakeClock):
    press(view, "Play")
    clock.advance(2_000)
    press(view, "60×")
    clock.advance(1_000)
    view.replay.look()
    assert at(view) == 70_000


def test_space_and_the_button_pause_it_and_nothing_runs_at_rest(
    view: MomentsView, clock: FakeClock, told: list[str]
):
    def running() -> list[QTimer]:
        return [one for one in view.findChildren(QTimer) if one.isActive()]

    assert running() == []
    keys(view, Key.Key_Space)
    assert len(running()) == 1
    clock.advance(1_000)
    view.replay.look()
    assert told == []
    press(view, "Pause")
    assert running() == []
    assert told == ["0:05 · round 1 · Ann holds the talking piece, for 0:05"]
    clock.advance(5_000)
    view.replay.look()
    assert at(view) == 5_000
    press(view, "Play")
    view.hide()
    assert running() == []


def test_while_it_plays_others_hear_of_it_when_the_floor_changes_and_when_it_rests(
    view: MomentsView, clock: FakeClock
):
    chosen = signals_of(view.moment_chosen)
    press(view, "Play")
    for _second in range(14):
        clock.advance(1_000)
        view.replay.look()
    assert chosen == [(60_000,)]
    keys(view, Key.Key_Space)
    assert chosen == [(60_000,), (70_000,)]


def test_it_stops_at_the_end_and_then_begins_anew(view: MomentsView, clock: FakeClock):
    view.show_moment(LENGTH_MS - 10_000)
    press(view, "Play")
    clock.advance(100_000)
    view.replay.look()
    assert at(view) == LENGTH_MS
    assert not view.replay.is_playing
    told = signals_of(view.moment_chosen)
    press(view, "Play")
    assert told == [(0,)], "a comment that is begun now is not about the end"
    clock.advance(1_000)
    view.replay.look()
    assert at(view) == 5_000


def test_one_goes_through_it_while_it_plays(view: MomentsView, clock: FakeClock):
    press(view, "Play")
    clock.advance(1_000)
    view.replay.look()
    click(view, 6 * MINUTE)
    there = at(view)
    clock.advance(2_000)
    view.replay.look()
    assert at(view) == there + 10_000


def test_the_same_session_with_another_comment_stays_where_it_was(view: MomentsView):
    view.show_moment(130_000)
    view.timeline.zoom(2)
    sight = view.timeline.sight
    view.show_review(review_of(session(), [comment(250_000), comment(130_000)]))
    assert (at(view), view.timeline.sight) == (130_000, sight)
    assert "1 comment near it" in view.words.text()
    view.show_review(review_of(session(rounds=1), name="other"))
    assert (at(view), view.timeline.sight) == (0, Sight(0, ROUND_MS + MINUTE))


def test_everything_is_reached_by_tab(view: MomentsView, qapp: QApplication):
    page = QWidget()
    page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    QVBoxLayout(page).addWidget(view)
    page.show()
    page.activateWindow()
    QTest.qWaitForWindowActive(page)
    names = [one.accessibleName() for one in tabbed_to(page)]
    view.setParent(None)
    page.close()
    page.deleteLater()
    assert names == [
        "Less closely",
        "More closely",
        "All of it",
        "How the talking moved, through the time of the session",
        "Play",
        "5×",
        "",
    ]


def test_arrows_choose_another_speed(view: MomentsView, clock: FakeClock):
    view.activateWindow()
    view.speeds.buttons["5"].setFocus()
    QTest.keyClick(view.speeds.buttons["5"], Key.Key_Right)
    assert view.speeds.buttons["20"].isChecked()
    keys(view, Key.Key_Space)
    clock.advance(1_000)
    view.replay.look()
    assert at(view) == 20_000


def test_a_screen_reader_finds_the_rounds_and_the_moment_in_words(view: MomentsView):
    accessible.install()
    heard = QAccessible.queryAccessibleInterface(view.timeline)
    assert heard.text(QAccessible.Text.Value) == view.words.text()
    said = [heard.child(i).text(QAccessible.Text.Name) for i in range(heard.childCount())]
    assert said[:2] == [f"Round {n}: Part {n}, 6 min, 4 turns, 1 silence" for n in (1, 2)]
    assert all(" · " in one for one in said[2:])
    assert len(said) > 2, "what is marked can be read"
    for i in range(2, len(said)):
        where = heard.child(i).rect().center()
        assert heard.childAt(where.x(), where.y()) is not None
    assert [heard.child(i).state().selected for i in range(2)] == [1, 0]
    box = heard.child(1).rect()
    assert heard.childAt(box.center().x(), box.center().y()) is heard.child(1)


def test_nothing_is_painted_anew_but_around_the_line(view: MomentsView, qapp: QApplication):
    painted = view.timeline._ground
    view.show_moment(90_000)
    qapp.processEvents()
    assert view.timeline._ground is painted is not None


@pytest.mark.parametrize("theme", [*THEMES])
@pytest.mark.parametrize(("width", "scale"), [(790, 1.0), (560, 1.0), (690, 2.0)])
def test_it_holds_for_many_people_in_each_palette_and_size(
    look: Look, qapp: QApplication, theme: str, width: int, scale: float
):
    look.use(theme)
    look.use_scale(scale)
    view = MomentsView(look, clock=FakeClock())
    view.show_review(review_of(a_long_session(), [comment(MINUTE)]))
    view.resize(width, view.heightForWidth(width))
    view.show()
    qapp.processEvents()
    assert view.minimumSizeHint().width() <= width
    there = view.timeline.placed
    assert there.pitch >= 13.5 * scale
    assert there.height <= view.timeline.height()
    colours = _colours(view.timeline.grab().toImage())
    assert look.theme.clay.rgb() in colours
    view.close()
    view.deleteLater()


def _colours(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(image.width()) for y in range(0, image.height(), 3)}


def _whole(sight: Sight) -> tuple[int, int]:
    return round(sight.start_ms), round(sight.end_ms)


@pytest.mark.parametrize(
    ("does", "there"),
    [
        (lambda s: s.zoomed(2, 500_000, 1_000_000), (250_000, 750_000)),
        (lambda s: s.zoomed(2, 0, 1_000_000), (0, 500_000)),
        (lambda s: s.zoomed(0.1, 300_000, 1_000_000), (0, 1_000_000)),
        (lambda s: s.zoomed(2, 0, 1_000_000).moved(10**9, 1_000_000), (500_000, 1_000_000)),
        (lambda s: s.zoomed(2, 0, 1_000_000).holding(600_000, 1_000_000), (150_000, 650_000)),
        (lambda s: s.zoomed(4, 999_999, 1_000_000).holding(0, 1_000_000), (0, 250_000)),
    ],
)
def test_what_is_in_sight_never_leaves_the_session(
    does: Callable[[Sight], Sight], there: tuple[int, int]
):
    assert _whole(does(Sight(0, 1_000_000))) == there


def test_numbers_under_the_timeline_are_whole_steps():
    assert ticks_ms(Sight(0, 3 * 3_600_000), 7) == [n * 1_800_000 for n in range(7)]
    assert ticks_ms(Sight(61_000, 81_000), 5) == [65_000, 70_000, 75_000, 80_000]
    assert ticks_ms(Sight(0, 0), 5) == [0]


def test_a_moment_of_the_session_is_a_place_that_can_be_commented_on(
    look: Look, clock: FakeClock, qapp: QApplication
):
    page = SessionReview(look, clock=clock)
    page.show_review(review_of(session()))
    page.show()
    chosen = signals_of(page.place_chosen)
    keys(page.moments, Key.Key_Right)
    assert chosen == [(About.MOMENT, 5_000)]
    page.show_comment(comment(130_000))
    assert page.moments.timeline.at_ms == 130_000
    keys(page.moments, Key.Key_Space)
    clock.advance(1_000)
    page.moments.replay.look()
    assert page.moments.timeline.at_ms == 135_000
    page.close()
    page.deleteLater()


def test_words_at_its_side_stand_clear_of_the_line_around_it(view: MomentsView):
    image = view.timeline.grab().toImage()
    side = {image.pixel(x, y) for x in range(5) for y in range(image.height())}
    assert len(side) == 1, "nothing is painted there"
