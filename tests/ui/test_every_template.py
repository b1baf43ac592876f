"""Every template that ships, held from open to export by the keys alone: eight people, passes, a silence,
somebody late.
"""

from __future__ import annotations

import json
from itertools import cycle
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from circle.forms import NextUp
from circle.next_act import Act, next_act
from circle.offering import not_offered
from circle.paths import assets
from circle.session import Outcome, Phase, outcome
from circle.templates import SessionTemplate, read_shelf
from tests.fakes import FakeClock
from tests.ui.circles import NAMES
from tests.ui.closing import exported
from tests.ui.facilitator import Facilitator, at_the_window
from ui.pages.close import ClosePage
from ui.pages.prepare import PreparePage

TEMPLATES = {template.name: template for template in read_shelf(assets()).templates}
MOST_ACTS = 400


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_held_from_open_to_export(
    qapp: QApplication, tmp_path: Path, name: str
) -> None:
    with at_the_window(qapp, tmp_path / "kit", FakeClock()) as desk:
        _open(desk, TEMPLATES[name])
        _hold(desk)
        state = desk.live.state
        page = desk.window.page
        assert isinstance(page, ClosePage)
        assert [round.form.name for round in state.rounds] == [
            one.form for one in TEMPLATES[name].rounds
        ]
        assert len(state.people) == 9
        for round in state.rounds:
            if round.form.next is not NextUp.NOBODY:
                assert any(turns for turns in round.turns.values())
        page.export_card.use_folder(tmp_path)
        page.export_card.use_formats(("html", "md", "csv", "json"))
        desk.press("Ctrl+Return")
        exported(page)
        assert "Saved and checked" in desk.sees
        record = json.loads(next(tmp_path.glob("circle-*.json")).read_text("utf-8"))
        assert len(record["summary"]["rounds"]) == len(TEMPLATES[name].rounds)
        assert len([*tmp_path.glob("circle-*")]) == 4


def _open(desk: Facilitator, template: SessionTemplate) -> None:
    desk.circlekeeper.prepare(template)
    page = desk.window.page
    assert isinstance(page, PreparePage)
    page.seats._use("\n".join(NAMES[:8]))
    desk.press("Ctrl+Return")
    assert len(desk.live.state.seats) == 8


def _hold(desk: Facilitator) -> None:
    """Space, and a seat where the form leaves it open. In every round with a piece, somebody passes."""
    silence = cycle([False, False, True])
    for act in range(MOST_ACTS):
        state = desk.live.state
        if state.phase is Phase.CLOSED:
            return
        if act == 3:
            assert desk.live.join("Late")
        coming, round = next_act(state), state.round
        turns = sum(round.turns.values()) if round else 0
        if coming.act is Act.CLOSE:
            desk.press("Ctrl+E", "Ctrl+E")
        elif round and coming.person and (len(round.passes) < 2 <= turns or turns >= 12):
            desk.press("P", after_s=20)
        elif round and round.has_inner and not round.inner:
            desk.press("1", "4", "7")  # a first time for each: they move in
        elif round and coming.act is Act.WAIT and turns >= 6 and not round.is_last_part:
            desk.press("Shift+R")
        elif coming.act is Act.WAIT:
            waiting = not_offered(state, round) if round else ()
            if not waiting:
                desk.press("Shift+R")
                continue
            _give(desk, waiting[0], passes=turns == 2)
        elif state.phase is Phase.HELD and next(silence):
            desk.press("S", after_s=20)
        else:
            desk.press("Space", after_s=30)
    raise AssertionError(f"it never ended: {desk.live.state.rounds[-1]}")


def _give(desk: Facilitator, person: str, *, passes: bool) -> None:
    desk.click_seat(desk.live.state.participant(person).alias, after_s=20)
    if passes:
        desk.press("P", after_s=2)
        round = desk.live.state.round
        assert round is not None
        assert outcome(desk.live.state, round, person) in (
            Outcome.PASSED,
            Outcome.PASSED_FOR_NOW,
        )
