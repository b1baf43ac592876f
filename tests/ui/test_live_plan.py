"""The plan while it is held: how it goes, and the rounds to come put otherwise, with keys and with the mouse."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

from circle import events as e
from circle.plans import Opener
from circle.session import held_ms
from circle.store import Store
from tests.ui.facilitator import Facilitator, an_evening, at_the_window
from tests.ui.seen import scrolls_sideways
from ui.widgets.begun_row import BegunRow
from ui.widgets.live_plan import LivePlan
from ui.widgets.live_plan_shown import time_words
from ui.widgets.round_row import RoundRow

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)

MINUTE = 60_000
TIMED = (20, 20, 10)


def evening(*minutes: int) -> e.SessionOpened:
    opened = an_evening()
    plan = tuple(
        e.RoundPlan("go_round", f"Question {n}?", f"Part {n}", length * MINUTE, 2 * MINUTE)
        for n, length in enumerate(minutes or TIMED, 1)
    )
    return e.SessionOpened(opened.title, opened.participants, plan, circle="Kitchen", number=2)


@pytest.fixture
def desk(qapp, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        yield facilitator


@pytest.fixture
def held(desk: Facilitator) -> Facilitator:
    """Amara has held the piece in the first round, of 20 minutes, for 25."""
    desk.begins(evening()).press("Space")
    return desk.waits(25 * 60 - 2)


def panel(desk: Facilitator) -> LivePlan:
    (found,) = desk.page.findChildren(LivePlan)
    return found


def clock_at(desk: Facilitator, minutes: int) -> str:
    """The time of day so many minutes after the session opened."""
    return time_words(desk.live.moment(minutes * MINUTE))


def rows(desk: Facilitator) -> list[str]:
    QApplication.processEvents()
    shown = panel(desk).rows
    assert all(row.isVisible() for row in shown)
    return [row.accessibleName() for row in shown]


def plan(desk: Facilitator) -> list[tuple[str, int]]:
    return [(one.title, one.length_ms // MINUTE) for one in desk.live.state.plan]


def changes(desk: Facilitator) -> int:
    log = desk.live.log.entries
    return sum(1 for entry in log if isinstance(entry.event, e.PlanChanged))


def tabs_to(desk: Facilitator, name: str) -> None:
    """Only with Tab, as somebody without a mouse goes there."""
    for _ in range(60):
        desk.press("Tab", after_s=0)
        if desk.focused.accessibleName().startswith(name):
            return
    raise AssertionError(f"Tab never reaches {name}")


def test_it_says_how_it_goes_and_when_each_round_begins(held: Facilitator) -> None:
    words = held.press("L", after_s=0)
    ends, planned = clock_at(held, 55), clock_at(held, 50)
    sentence = "About 5 min behind the plan. As things stand it ends about {}, planned was {}."
    assert sentence.format(ends, planned) in words
    assert f"since {clock_at(held, 0)}, planned 20 min" in words
    assert rows(held) == [
        f"Part 2, Question 2?, Go-round · about 2 min each, {clock_at(held, 25)}, 20 min",
        f"Part 3, Question 3?, Go-round · about 2 min each, {clock_at(held, 45)}, 10 min",
    ]


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (19, "About as planned. It ends about {planned}."),
        (21, "About as planned. It ends about {planned}."),
        (10, "About 10 min ahead. As things stand it ends about {ends}, planned was {planned}."),
    ],
)
def test_near_the_plan_and_ahead_of_it(desk: Facilitator, minutes: int, words: str) -> None:
    desk.begins(evening()).press("Space")
    desk.waits(minutes * 60 - 2).press("Shift+R", after_s=0)
    seen = desk.press("L", after_s=0)
    said = words.format(planned=clock_at(desk, 50), ends=clock_at(desk, minutes + 30))
    assert said in seen
    assert "Shorten the rest evenly" not in seen
    assert f"Part 1 · took {minutes} min, planned 20 min" in seen


def test_a_plan_without_times_says_so_and_offers_no_times(desk: Facilitator) -> None:
    desk.begins(evening(0, 0)).waits(600)
    words = desk.press("L")
    assert "This plan has no set times." in words
    assert "Shorten" not in words
    assert rows(desk) == ["Part 2, Question 2?, Go-round · about 2 min each, no set time"]


def test_the_rest_is_shortened_evenly_and_the_running_turn_is_not_touched(
    held: Facilitator,
) -> None:
    state, now = held.live.state, held.live.now_ms()
    before = (held_ms(state, now), state.hand, held.circle.face)
    held.press("L", after_s=0)
    words = held.click("Shorten the rest evenly", after_s=0)
    state = held.live.state
    assert (held_ms(state, now), state.hand, held.circle.face) == before
    assert held.button("Pass the piece to Bob").isEnabled()
    assert plan(held) == [("Part 1", 20), ("Part 2", 17), ("Part 3", 8)]
    assert f"About as planned. It ends about {clock_at(held, 50)}." in words
    assert "25 min in · 25 min left" in words
    assert "Undo “change of the plan”" in words
    assert "Bob holds the talking piece" in held.press("Space")


def test_undo_brings_the_plan_back(held: Facilitator) -> None:
    held.press("L")
    held.click("Shorten the rest evenly")
    held.press("Ctrl+Z")
    assert plan(held) == [("Part 1", 20), ("Part 2", 20), ("Part 3", 10)]
    assert "About 5 min behind the plan." in held.sees


def test_a_later_end_is_agreed(held: Facilitator) -> None:
    held.press("L", after_s=0)
    words = held.click(f"End at {clock_at(held, 55)} instead", after_s=0)
    assert held.live.state.ends_ms == 55 * MINUTE
    assert plan(held) == [("Part 1", 20), ("Part 2", 20), ("Part 3", 10)]
    assert f"About as planned. It ends about {clock_at(held, 55)}." in words
    assert "25 min in · 30 min left" in words
    assert "instead" not in words


def test_what_cannot_be_shortened_is_told_of_in_the_bar(desk: Facilitator) -> None:
    desk.begins(evening(20, 2, 2)).press("Space")
    desk.waits(23 * 60 - 2).press("L", after_s=0)
    words = desk.click("Shorten the rest evenly", after_s=0)
    assert "There is not the time: the rounds to come need at least 2 min" in words
    assert changes(desk) == 0


def test_with_keys_alone_a_round_is_written_anew_as_one_change(held: Facilitator) -> None:
    held.press("L")
    tabs_to(held, "Part 2")
    held.press("Return")
    assert held.focused is panel(held).fields.title
    held.writes("Heart of it")
    held.press("Tab")
    held.press("Ctrl+A")
    held.writes("What hurts?")
    held.press("Tab", "Ctrl+A")
    held.writes("9")
    assert changes(held) == 0
    held.press("Return")
    assert changes(held) == 1
    new = held.live.state.plan[1]
    assert (new.title, new.prompt, new.length_ms) == ("Heart of it", "What hurts?", 9 * MINUTE)
    assert new.suggested_ms == 90_000  # 9 min for 6 people
    assert held.focused.accessibleName().startswith("Heart of it")
    assert "Undo “change of the plan”" in held.sees
    held.press("Ctrl+Z")
    assert plan(held)[1] == ("Part 2", 20)


def test_what_the_fields_do_not_show_stays(desk: Facilitator) -> None:
    one = e.RoundPlan(
        "open",
        "Question?",
        "Part 2",
        10 * MINUTE + 30_000,
        90_000,
        first="p2",
        once_until_all=True,
        confidential=True,
        bell=False,
        silence_s=20,
        openers=(Opener("p1", "a link"),),
    )
    opened = evening()
    desk.begins(e.SessionOpened("An evening", opened.participants, (opened.plan[0], one)))
    desk.press("L")
    tabs_to(desk, "Part 2")
    desk.press("Return")
    desk.writes("Other")
    desk.press("Escape")
    assert desk.live.state.plan[1] == replace(one, title="Other")


def test_what_is_being_written_counts_before_the_rest_is_shortened(held: Facilitator) -> None:
    held.press("L")
    held.click("Part 2")
    held.writes("Heart of it")
    held.click("Shorten the rest evenly")
    assert plan(held) == [("Part 1", 20), ("Heart of it", 17), ("Part 3", 8)]
    assert changes(held) == 2


def test_what_is_being_written_is_kept_when_the_window_is_closed(
    held: Facilitator, tmp_path: Path
) -> None:
    held.press("L", after_s=0)
    held.click("Part 2")
    held.writes("Heart of it")
    session = held.live.id
    held.window.close()
    with closing(Store.open(tmp_path / "kit")) as store:
        assert store.read(session).state.plan[1].title == "Heart of it"


def test_esc_leaves_the_fields_and_then_the_panel(held: Facilitator) -> None:
    held.press("L")
    tabs_to(held, "Part 3")
    held.press("Return", "Escape")
    assert changes(held) == 0
    assert held.focused.accessibleName().startswith("Part 3")
    words = held.press("Escape")
    assert "The plan, and how it goes" not in words
    assert "Write a note…" in words
    assert "Bob holds the talking piece" in held.press("Space")


def test_with_keys_rounds_are_moved_and_taken_out(held: Facilitator) -> None:
    held.press("L")
    tabs_to(held, "Part 3")
    held.press("Ctrl+Up")
    assert [title for title, _ in plan(held)] == ["Part 1", "Part 3", "Part 2"]
    assert held.focused.accessibleName().startswith("Part 3")
    held.press("Ctrl+Up")
    assert changes(held) == 1
    held.press("Ctrl+Down", "Delete")
    assert [title for title, _ in plan(held)] == ["Part 1", "Part 2"]
    assert held.focused.accessibleName().startswith("Part 2")
    held.press("Delete")
    assert [title for title, _ in plan(held)] == ["Part 1"]
    assert held.focused.accessibleName() == "Add a round"
    held.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    assert [title for title, _ in plan(held)] == ["Part 1", "Part 2", "Part 3"]


def test_a_round_is_moved_from_its_fields_and_they_stay_open(held: Facilitator) -> None:
    held.press("L")
    held.click("Part 2")
    tabs_to(held, "Later")
    held.press("Space")
    assert [title for title, _ in plan(held)] == ["Part 1", "Part 3", "Part 2"]
    assert held.focused.accessibleName() == "Later"
    assert panel(held).fields.title.text() == "Part 2"
    tabs_to(held, "Remove")
    held.press("Space")
    assert [title for title, _ in plan(held)] == ["Part 1", "Part 3"]


def test_a_round_is_added_and_named(held: Facilitator) -> None:
    held.press("L")
    tabs_to(held, "Add a round")
    held.press("Space")
    held.writes("A closing word")
    held.press("Return")
    assert plan(held)[-1] == ("A closing word", 10)
    assert held.live.state.plan[-1].suggested_ms == 90_000
    held.press("Ctrl+Z")
    assert plan(held)[-1] == ("Another round", 10)
    held.press("Ctrl+Z")
    assert len(plan(held)) == 3


def test_undoing_a_round_whose_fields_are_open_puts_them_away(held: Facilitator) -> None:
    held.press("L")
    held.click("Add a round")
    tabs_to(held, "Done")
    held.press("Ctrl+Z")
    assert len(plan(held)) == 3
    assert not panel(held).fields.isVisible()
    assert changes(held) == 1


def test_a_round_that_begins_while_it_is_being_written_has_what_was_written(
    held: Facilitator,
) -> None:
    held.press("Shift+R", "L")
    held.click("Part 2")
    held.writes("Heart of it")
    held.click("Begin round 2")
    round = held.live.state.round
    assert round is not None
    assert (round.plan.title, round.planned) == ("Heart of it", 1)
    assert not panel(held).fields.isVisible()


def test_rounds_that_have_begun_cannot_be_opened(held: Facilitator) -> None:
    held.press("L")
    held.click("Part 2")
    assert [row.accessibleName().split(",")[0] for row in panel(held).findChildren(RoundRow)] == [
        "Part 2",
        "Part 3",
    ]
    begun = panel(held).findChildren(BegunRow)
    assert len(begun) == 1
    assert all(not row.focusPolicy() for row in begun)


def test_the_main_button_begins_the_first_round_to_come_after_changes(held: Facilitator) -> None:
    held.press("L")
    tabs_to(held, "Part 2")
    held.press("Delete", "Escape")
    words = held.press("Shift+R", "Space")
    assert "Round 2 of 2 · Question 3?" in words
    held.press("Shift+R")
    assert "End the session" in held.sees
    assert "Question 3?" in held.press("Shift+R")
    held.press("Shift+R", "Shift+F")
    assert "Open round" in held.choose_in_menu("Open round")


def test_the_panel_is_reckoned_anew_when_a_minute_is_full(held: Facilitator) -> None:
    held.press("L", after_s=0)
    (timer,) = (one for one in held.timers() if one.parent() is panel(held))
    held.clock.advance(5 * MINUTE)
    timer.timeout.emit()
    assert "About 10 min behind the plan." in held.sees
    held.press("Escape", after_s=0)
    assert not any(one.parent() is panel(held) for one in held.timers())


def test_nothing_in_it_ticks_by_the_second(held: Facilitator) -> None:
    held.press("L", after_s=0)
    mine = [one for one in panel(held).findChildren(QTimer) if one.isActive()]
    assert [one.isSingleShot() for one in mine] == [True]
    assert 59_000 <= mine[0].interval() <= 60_000


@pytest.mark.parametrize("count", [1, 6, 20])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_is_never_wider_than_its_column(desk: Facilitator, count: int, scale: float) -> None:
    opened = evening(*([10] * count))
    long = "A part of the evening with a title that is far too long for any row of any panel"
    plan = tuple(
        e.RoundPlan(one.form, f"{long}?", f"{long} {n}", one.length_ms)
        for n, one in enumerate(opened.plan)
    )
    desk.begins(e.SessionOpened("An evening", opened.participants, plan))
    desk.window.resize(1024, 640)
    desk.circlekeeper.look.use_scale(scale)
    desk.waits(12 * 60).press("L", after_s=0)
    if count > 1:
        desk.press("Tab", "Tab")
        panel(desk).rows[-1].click()
    QApplication.processEvents()
    assert scrolls_sideways(desk.page) == []
    edge = panel(desk).width()
    parts = [*panel(desk).rows, *panel(desk).begun]
    assert all(part.geometry().right() <= edge for part in parts)


def test_no_word_in_it_blames(held: Facilitator) -> None:
    words = held.press("L").lower()
    for word in ("over", "late ", "limit", "overtime"):
        assert word not in words


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_what_a_round_is_has_most_of_its_row(desk: Facilitator, scale: float) -> None:
    desk.begins(evening(0, 0))
    desk.window.resize(1366, 768)
    desk.circlekeeper.look.use_scale(scale)
    desk.press("L")
    QApplication.processEvents()
    (row,) = {row for row in panel(desk).rows if "Part 2" in row.accessibleName()}
    (form,) = [one for one in row.findChildren(QLabel) if one.text().startswith("Go-round")]
    (time,) = [one for one in row.findChildren(QLabel) if one.text() == "no set time"]
    assert form.width() > row.width() * 0.5
    assert not form.geometry().intersects(time.geometry())
