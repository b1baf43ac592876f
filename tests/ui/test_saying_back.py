"""Rounds of saying back: each answer counted at once, shown as no more than how many there are, and kept as counts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from circle.events import SessionClosed
from circle.kit_troubles import KitFull
from circle.reflection import SaidBack, SaidBackCounts
from circle.store import Store
from tests.fakes import FakeClock
from tests.ui.facilitator import Facilitator, an_evening, at_the_window
from ui.pages.close import ClosePage

ASKED = "Did they hear you? The speaker says:"
AN_EVENING = an_evening(forms=("reflection", "go_round"))


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        yield facilitator


@pytest.fixture
def told(desk: Facilitator) -> Facilitator:
    """Amara has spoken in a round of saying back, and somebody has said back what they heard."""
    desk.begins(AN_EVENING).press("Space")
    return desk.waits(60)


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    monkeypatch.setattr(
        "ui.widgets.saying_back_card.announce", lambda _widget, words: said.append(words)
    )
    return said


def closed(desk: Facilitator) -> str:
    words = desk.press("Ctrl+E", "Ctrl+E")
    assert isinstance(desk.window.page, ClosePage)
    return words


def test_each_answer_is_counted_by_its_key_or_its_button_and_nothing_else_happens(
    told: Facilitator, spoken: list[str]
) -> None:
    events = told.stored_events
    assert ASKED in told.sees
    assert "1 answer kept" in told.press("Y")
    assert "2 answers kept" in told.press("A")
    assert "3 answers kept" in told.press("X")
    assert "4 answers kept" in told.click("Almost")
    assert told.stored_events == events
    assert "Amara holds the talking piece" in told.sees
    assert spoken[-1] == "4 answers kept, as counts"
    closed(told)
    assert told.live.log.entries[-1].event == SessionClosed((SaidBackCounts(0, 1, 2, 1),))


def test_while_the_circle_is_open_nobody_sees_which_answers_there_were(told: Facilitator) -> None:
    told.press("X", "X", "Y")
    words = told.sees.casefold()
    for breakdown in ("not yet 2", "yes 1", "2 not", "1 yes", "%"):
        assert breakdown not in words


def test_a_key_that_bounces_counts_once(told: Facilitator) -> None:
    told.press("Y")
    assert "1 answer kept" in told.press("Y", after_s=0.2)
    assert "2 answers kept" in told.press("Y", after_s=1)


def test_the_last_answer_can_be_taken_back_and_only_the_last(told: Facilitator) -> None:
    told.press("Y", "X")
    assert "1 answer kept" in told.click("One fewer")
    assert "One fewer" not in told.sees
    told.press("A")
    assert "Said back: yes 1, almost 1, not yet 0" in closed(told)


def test_elsewhere_the_keys_do_nothing(told: Facilitator) -> None:
    told.press("Y", "Shift+R", "Space", "Space")
    assert ASKED not in told.sees
    told.press("Y", "A", "X")
    assert "Said back: yes 1, almost 0, not yet 0" in closed(told)


def test_in_a_note_they_are_letters(told: Facilitator) -> None:
    told.press("N")
    told.writes("yax")
    assert "answer kept" not in told.press("Return")


def test_what_was_taken_back_with_its_round_is_nobodys(told: Facilitator) -> None:
    told.press("Y", "Ctrl+Z", "Ctrl+Z")
    assert ASKED not in told.sees
    told.press("Space", "Space")
    assert "Only counts are kept" in told.sees
    told.press("X")
    assert "Said back: yes 0, almost 0, not yet 1" in closed(told)


def test_the_counts_are_there_after_a_power_cut(qapp: QApplication, tmp_path: Path) -> None:
    clock = FakeClock()
    with at_the_window(qapp, tmp_path, clock) as desk:
        session = desk.begins(AN_EVENING).live.id
        desk.press("Space", "Y", "X")
    with at_the_window(qapp, tmp_path, clock) as desk:
        desk.circlekeeper.carry_on(session)
        assert "2 answers kept" in desk.sees
        assert "One fewer" not in desk.sees, "nothing knows which was the last"
    with at_the_window(qapp, tmp_path, clock) as desk:
        desk.circlekeeper.acts.sessions.close_at(session, desk.clock.read().steady_ms)
        assert "Said back: yes 1, almost 0, not yet 1" in desk.sees


def test_a_session_without_such_a_round_says_nothing_of_it(desk: Facilitator) -> None:
    desk.begins().press("Space")
    assert "Said back" not in closed(desk)


def test_a_kit_that_cannot_be_written_to_says_so_and_counts_nothing(
    told: Facilitator, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_values: object, **_more: object) -> None:
        raise KitFull("The disk is full, so this could not be saved.")

    monkeypatch.setattr(told.circlekeeper.desk.store, "count_said_back", refuse)
    assert "The disk is full" in told.press("Y")
    assert "answer kept" not in told.sees


def test_the_kit_has_the_same_rows_whoever_answered_what_and_when(
    qapp: QApplication, tmp_path: Path
) -> None:
    """No order, no time, no person: three answers in every order, at different times, of different speakers."""
    answers = (SaidBack.YES, SaidBack.NOT_YET, SaidBack.YES)
    keys = {SaidBack.YES: "Y", SaidBack.NOT_YET: "X"}
    found: list[list[Any]] = []
    for n, order in enumerate(set(permutations(answers))):
        with at_the_window(qapp, tmp_path / str(n), FakeClock()) as desk:
            desk.begins(AN_EVENING).press("Space")
            store = desk.circlekeeper.desk.store
            before = rows_of(store)
            for answer in order:
                desk.press(keys[answer], after_s=7)
            after = rows_of(store)
            counted, was = after.pop("said_back", []), before.pop("said_back", [])
            assert after == before, "nothing else in the kit knows of an answer"
            assert not was
            found.append([row[1:-1] for row in counted])  # the last is the digest of the others
    assert all(one == found[0] for one in found)


def rows_of(store: Store) -> dict[str, list[Any]]:
    names = store._rows(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%fts%'"
    )
    return {name: store._rows(f'SELECT * FROM "{name}"') for (name,) in names}
