"""Many sessions exported at once from the Start page: those that are picked, each whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from circle.events import Participant
from circle.level import Level
from tests.fakes import FakeClock
from tests.ui.facilitator import Facilitator, an_evening, at_the_window
from tests.ui.hands import wait_for
from tests.ui.keys_alone import chooses_formats, picks, presses, tab_to
from tests.ui.seen import scrolls_sideways, tabbed_to
from tests.ui.sessions import rows_of, settle
from ui.pages.export_many import ExportManyPage
from ui.pages.many_shown import Offered, session_rows
from ui.pages.start import StartPage

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
DAY_S = 24 * 3_600


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit", FakeClock()) as facilitator:
        facilitator.window.resize(1366, 768)
        yield facilitator


def held(desk: Facilitator, circle: str, *, note: str = "", says_yes: bool | None = None) -> str:
    """A short session of a circle, ten days after the one before."""
    desk.clock.sleep(10 * DAY_S * 1_000)
    people = tuple(
        Participant(f"p{n}", one, says_yes=says_yes) for n, one in enumerate(("Amara", "Bob"))
    )
    desk.begins(replace(an_evening(), circle=circle, number=None, participants=people))
    desk.press("Space", after_s=30)
    if note:
        desk.live.written.write_note(note)
    desk.press("Ctrl+E", "Ctrl+E")
    session = desk.live.id
    desk.click("Done")
    return session


def several(desk: Facilitator, folder: Path) -> ExportManyPage:
    desk.press("Ctrl+Shift+E")
    page = desk.window.page
    assert isinstance(page, ExportManyPage)
    page.choices.where.use(folder)
    chooses_formats(desk, "html", "md")
    return page


def looked(desk: Facilitator, page: ExportManyPage) -> str:
    wait_for(lambda: "Looked through" not in page.view._words.text(), lambda: desk.sees)
    return page.view._words.text()


def exported(desk: Facilitator, page: ExportManyPage) -> str:
    looked(desk, page)
    desk.press("Ctrl+Return")
    wait_for(lambda: not page.is_exporting, lambda: desk.sees)
    return page.result.text


def picked(page: ExportManyPage) -> list[str]:
    return [one.title for one in page.view.picked]


def test_all_that_is_closed_leaves_and_is_in_the_register(
    desk: Facilitator, tmp_path: Path
) -> None:
    first = held(desk, "Kitchen table", note="Ask Bob, and Amara.")
    second = held(desk, "Trauma network", note="Bob’s idea.")
    (folder := tmp_path / "out").mkdir()
    page = several(desk, folder)
    assert rows_of(page.view.list) == [
        "Trauma network · 1, An evening, 1 Apr 2026, leaves",
        "Kitchen table · 1, An evening, 22 Mar 2026, leaves",
    ]
    assert looked(desk, page) == (
        "2 sessions leave. 3 names were found in the texts and are replaced."
    )
    words = exported(desk, page)
    assert words.startswith("2 of 2 sessions were saved and checked in")
    files = sorted(one.name for one in folder.iterdir())
    assert [Path(name).suffix for name in files].count(".html") == 2
    assert len(files) == 4
    assert all("Bob" not in one.read_text("utf-8") for one in folder.iterdir())
    exports = desk.circlekeeper.desk.store.exports
    assert [len(exports(one)) for one in (first, second)] == [2, 2]
    desk.press("Escape")
    assert isinstance(desk.window.page, StartPage)
    assert "notes exported" in desk.sees


def test_every_name_found_is_shown_under_its_session_before_anything_is_written(
    desk: Facilitator, tmp_path: Path
) -> None:
    held(desk, "Kitchen table", note="Nobody came.")
    held(desk, "Kitchen table", note="Ask Bob, and Amara. Then tea.")
    held(desk, "Trauma network", note="Bob’s idea.")
    page = several(desk, tmp_path)
    looked(desk, page)
    words = desk.press("Alt+2")
    assert "Names found · 3" in words
    assert page.focusWidget() is page.view.names
    assert [one.text for one in page.view.names.rows_model.rows] == [
        "Trauma network · 1 · 11 Apr 2026",
        "Bob’s idea.\n→ someone’s idea.",
        "Kitchen table · 2 · 1 Apr 2026",
        "Ask Bob, and Amara.\n→ Ask someone, and someone.",
    ]
    assert rows_of(page.view.names)[1].startswith(
        "Trauma network · 1 · 11 Apr 2026: “Bob’s” in a note becomes “someone’s”."
    )
    desk.press("Alt+1", "Space", "Alt+2")
    assert "Names found · 2" in desk.sees
    assert len(page.view.names.rows_model.rows) == 2, "of what stays here nothing is shown"


@pytest.mark.parametrize("size", [(1366, 768), (1024, 640)])
def test_the_field_for_the_passphrase_is_in_sight_where_it_is_asked_for(
    desk: Facilitator, tmp_path: Path, size: tuple[int, int]
) -> None:
    held(desk, "Kitchen table")
    desk.window.resize(*size)
    page = several(desk, tmp_path)
    chooses_formats(desk, "md", "circle")
    desk.press("Alt+1")
    assert "The bundle has no passphrase yet" in exported(desk, page)
    settle()
    field = page.choices.passphrase.first
    assert page.focusWidget() is field
    assert field.visibleRegion().boundingRect() == field.rect()


def test_before_all_names_are_known_nothing_leaves(desk: Facilitator, tmp_path: Path) -> None:
    held(desk, "Kitchen table", note="Ask Bob.")
    (folder := tmp_path / "out").mkdir()
    page = several(desk, folder)
    page._many.look((), page._leaves.level, page._leaves.reader)  # it is slow
    page.view.show_looked({}, page._leaves.level)
    words = desk.press("Ctrl+Return")
    assert "The texts are still being looked through for names" in words
    assert [*folder.iterdir()] == []


def test_sessions_that_would_look_alike_can_be_told_apart() -> None:
    at = datetime(2025, 5, 11, 9, 30, tzinfo=UTC)
    later = at.replace(hour=14)
    sessions = [
        Offered("5e1a0", "Kitchen table · 22", "Kitchen table", at, "Doors"),
        Offered("77770", "Kitchen table · 22", "Kitchen table", at, "Doors"),
        Offered("88880", "Kitchen table · 22", "Kitchen table", later, "Doors"),
        Offered("99990", "Trauma network", "Trauma network", at, "Doors"),
    ]
    rows = session_rows(sessions, (), {})
    assert {row.trail for row in rows} == {"11 May 2025"}
    times = [f"{one.astimezone():%H:%M}" for one in (at, later)]
    assert [row.below for row in rows] == [
        f"Doors · {times[0]} · file 5e1a",
        f"Doors · {times[0]} · file 7777",
        f"Doors · {times[1]}",
        "Doors",
    ]


def test_some_are_picked_with_keys_by_day_or_by_circle(desk: Facilitator, tmp_path: Path) -> None:
    for circle in ("Kitchen table", "Trauma network", "Kitchen table"):
        held(desk, circle)
    page = several(desk, tmp_path)
    assert picked(page) == ["Kitchen table · 2", "Trauma network · 1", "Kitchen table · 1"]
    desk.press("Alt+1", "Down", "Space")
    assert len(picked(page)) == 2
    presses(desk, "None")
    assert picked(page) == []
    assert "No session is chosen, so nothing was exported." in exported(desk, page)
    presses(desk, "Of one circle")
    picks(desk, "Kitchen table")
    assert picked(page) == ["Kitchen table · 2", "Kitchen table · 1"]
    tab_to(desk, "Since a day")
    desk.writes("the day after")
    assert "“the day after” is not a day." in desk.press("Return")
    page.view.since_field.clear()
    desk.writes("1 April")
    desk.press("Return")
    assert picked(page) == ["Kitchen table · 2", "Trauma network · 1"]
    assert not page.is_exporting


def test_what_cannot_leave_at_a_level_is_listed_with_why_and_left_out(
    desk: Facilitator, tmp_path: Path
) -> None:
    held(desk, "Kitchen table", says_yes=True)
    stays = held(desk, "Trauma network")
    (folder := tmp_path / "out").mkdir()
    page = several(desk, folder)
    tab_to(desk, "No one named")
    desk.press("Down", "Down", "Down")
    assert page.choices.chosen.level.value == "names"
    words = looked(desk, page)
    assert "1 session leaves." in words
    assert "1 cannot leave so, and stays here." in words
    assert "Names can leave only when everyone has said yes." in rows_of(page.view.list)[0]
    words = exported(desk, page)
    assert words.startswith("1 of 2 sessions were saved")
    assert "“Trauma network · 1” stays here: Names can leave only when" in words
    assert len([*folder.iterdir()]) == 2
    assert desk.circlekeeper.desk.store.exports(stays) == []


def test_cancelling_leaves_whole_sessions_only(desk: Facilitator, tmp_path: Path) -> None:
    for _n in range(3):
        held(desk, "Kitchen table")
    (folder := tmp_path / "out").mkdir()
    page = several(desk, folder)
    looked(desk, page)
    assert "1 of 3" in desk.press("Ctrl+Return")
    desk.press("Escape")
    wait_for(lambda: not page.is_exporting, lambda: desk.sees)
    assert desk.window.page is page
    assert "1 of 3 sessions were saved" in page.result.text
    assert "The rest was cancelled." in page.result.text
    assert len([*folder.iterdir()]) == 2
    assert len(desk.circlekeeper.desk.store.exports()) == 2


def test_what_is_chosen_while_it_exports_is_not_what_left(
    desk: Facilitator, tmp_path: Path
) -> None:
    held(desk, "Kitchen table")
    held(desk, "Kitchen table")
    (folder := tmp_path / "out").mkdir()
    page = several(desk, folder)
    looked(desk, page)
    desk.press("Ctrl+Return")
    page.choices.who.choose_level(Level.SEATS)
    page.choices.changed.emit()
    wait_for(lambda: not page.is_exporting, lambda: desk.sees)
    exports = desk.circlekeeper.desk.store.exports()
    assert {one.level for one in exports} == {"nobody"}
    assert len(exports) == len([*folder.iterdir()]) == 4
    assert "2 sessions leave." in looked(desk, page)


def test_a_folder_that_is_gone_ends_it_and_it_says_so(desk: Facilitator, tmp_path: Path) -> None:
    held(desk, "Kitchen table")
    held(desk, "Kitchen table")
    page = several(desk, tmp_path / "gone")
    words = exported(desk, page)
    assert words.startswith("No session was exported.")
    assert "That folder does not exist: choose another one." in words
    assert desk.circlekeeper.desk.store.exports() == []


def test_without_a_closed_session_there_is_nothing_to_export(desk: Facilitator) -> None:
    assert "No session is closed yet" in desk.press("Ctrl+Shift+E")


@pytest.mark.parametrize("size", [(1366, 768), (1024, 640)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_fits_and_everything_has_a_name(
    desk: Facilitator, tmp_path: Path, size: tuple[int, int], scale: float
) -> None:
    held(desk, "A circle with a name that is longer than most of the names of circles are " * 2)
    page = several(desk, tmp_path)
    desk.window.resize(*size)
    desk.circlekeeper.look.use_scale(scale)
    for part in ("Alt+0", "Alt+1", "Alt+2"):
        desk.press(part)
        assert scrolls_sideways(page) == []
        assert page.button.visibleRegion().boundingRect() == page.button.rect()
    assert all(one.accessibleName() for one in tabbed_to(page))
    desk.circlekeeper.look.use_scale(1.0)
