"""What was taken out of a record goes from backups by itself, once its session is closed; a circle hears nothing of it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from circle.backup import backups_in
from circle.erasing import Order, What
from circle.erasing_files import mark, marked
from circle.kit_files import SET_ASIDE
from tests.circle import erasable as words
from tests.circle.erasable import Kit, hits
from tests.ui.facilitator import Facilitator, at_the_window
from tests.ui.hands import wait_for

DONE = "What was erased is gone from the backups, too"
BEGUN = "Erasing was begun and is not finished."


@pytest.fixture
def kit(erasable: Kit, tmp_path: Path) -> Kit:
    return erasable.copied(tmp_path / "kit")


@pytest.fixture
def desk(qapp: QApplication, kit: Kit) -> Iterator[Facilitator]:
    with at_the_window(qapp, kit.folder) as facilitator:
        facilitator.circlekeeper.safe_keeping.backing_up._works = lambda: ThreadPoolExecutor(1)
        yield facilitator


def is_at_rest(desk: Facilitator) -> None:
    """The moment of quiet after the Start page came is over."""
    soon = desk.circlekeeper.safe_keeping.finishing._soon
    assert soon.isActive()
    soon.timeout.emit()
    made = desk.circlekeeper
    wait_for(
        lambda: not (made.safe_keeping.backing_up.runs or made.safe_keeping.finishing._beside.runs),
        lambda: desk.sees,
    )


def test_whoever_withdraws_goes_from_backups_by_itself(desk: Facilitator, kit: Kit) -> None:
    for session in (kit.first, kit.second):
        desk.circlekeeper.look_back(session)
        assert desk.live.take_out("p2")
        assert b"gwenllian" in hits(kit.folder, "Gwenllian"), "backups hold it yet"
    desk.circlekeeper.desk.store.keep_template("evening", 'title = "For us"\n')
    desk.circlekeeper.show_start()
    assert BEGUN in desk.sees
    is_at_rest(desk)
    assert DONE in desk.window.said
    assert BEGUN not in desk.sees
    assert marked(kit.folder) is None
    assert [one.number for one in backups_in(kit.folder)] == [2]
    assert not (kit.folder / SET_ASIDE).exists()
    assert not hits(kit.folder, "Prydderch"), "nowhere, in whatever file"
    assert desk.circlekeeper.desk.kit.is_open


def test_why_not_is_said_and_it_is_tried_again(desk: Facilitator, kit: Kit) -> None:
    desk.circlekeeper.look_back(kit.first)
    assert desk.live.take_out("p2")
    (kit.folder / "backups").rename(kit.folder / "away")
    (kit.folder / "backups").write_bytes(b"a file in its place")
    desk.circlekeeper.show_start()
    is_at_rest(desk)
    assert "No backup was made: the disk answered" in desk.window.said
    assert BEGUN in desk.sees
    (kit.folder / "backups").unlink()
    (kit.folder / "away").rename(kit.folder / "backups")
    desk.circlekeeper.show_start()
    is_at_rest(desk)
    assert DONE in desk.window.said
    assert marked(kit.folder) is None


def test_what_was_cut_off_is_erased_by_itself_at_the_next_start(
    desk: Facilitator, kit: Kit
) -> None:
    mark(kit.folder, Order(What.SESSION, (kit.first,)))
    desk.circlekeeper.show_start()
    is_at_rest(desk)
    assert DONE in desk.window.said
    assert "Under the pear tree" not in desk.sees
    assert not hits(kit.folder, words.NOTE)


def test_while_its_circle_runs_backups_stay_and_nothing_is_said(
    desk: Facilitator, kit: Kit
) -> None:
    desk.begins()
    assert desk.live.take_out("p2")
    desk.circlekeeper.safe_keeping.backing_up.begin()
    wait_for(lambda: not desk.circlekeeper.safe_keeping.backing_up.runs, lambda: desk.sees)
    assert [one.number for one in backups_in(kit.folder)] == [2, 1]
    assert marked(kit.folder) is not None
    assert desk.window.said == ""
    desk.press("Ctrl+E", "Ctrl+E")
    desk.circlekeeper.safe_keeping.backing_up.begin()
    wait_for(lambda: not desk.circlekeeper.safe_keeping.backing_up.runs, lambda: desk.sees)
    assert [one.number for one in backups_in(kit.folder)] == [3]
    assert marked(kit.folder) is None
