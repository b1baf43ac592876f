"""Every form with parts or groups, held from open to export by the keys alone: eight people, somebody late, a
pass where there is a piece, a pause, a silence.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from circle.events import Participant, RoundPlan, SessionOpened
from circle.next_act import Act, next_act
from circle.offering import not_offered
from circle.plans import Opener
from circle.session import Phase, State
from tests.fakes import FakeClock
from tests.ui.circles import NAMES
from tests.ui.closing import exported
from tests.ui.facilitator import Facilitator, at_the_window
from ui.pages.close import ClosePage

MINUTE = 60_000
MOST_ACTS = 150
EIGHT = tuple(Participant(f"p{n}", name) for n, name in enumerate(NAMES[:8], 1))
PLANS: dict[str, tuple[RoundPlan, ...]] = {
    "dyad": (RoundPlan("dyad", "What moves you?", suggested_ms=5 * MINUTE),),
    "triad": (RoundPlan("triad", "What moves you?", suggested_ms=5 * MINUTE),),
    "threes with an observer": (
        RoundPlan("listening_triad", "What moves you?", suggested_ms=5 * MINUTE),
    ),
    "small groups and their reports": (
        RoundPlan("small_groups", "What do you see?", length_ms=20 * MINUTE, group_of=3),
        RoundPlan("report_back", suggested_ms=2 * MINUTE),
    ),
    "fishbowl": (RoundPlan("fishbowl", "What keeps us here?"),),
    "witness round": (RoundPlan("witness_round", "What keeps us here?"),),
    "named speakers": (
        RoundPlan("opening_speaker", openers=(Opener("p3", "a film"), Opener("p6"))),
    ),
    "speakers whom nobody named": (RoundPlan("opening_speaker"),),
}
SEEN: dict[str, tuple[str, ...]] = {
    "dyad": (
        "Round 1 · Pairs · What moves you?",
        "Pairs · the first speaks",
        "Time to change: the second speaks",
        "Pairs · the second speaks",
        "Bring the groups back",
    ),
    "triad": (
        "Threes · the first speaks",
        "Time to change: the third speaks",
        "Threes · the third speaks",
    ),
    "threes with an observer": (
        "Listening in threes · the first speaks",
        "For whoever observes",
        "Amara, group 1, speaks",
        "Amara, group 1, observes",
        "Amara, group 1, listens",
    ),
    "small groups and their reports": (
        "Small groups",
        "about 20 min",
        "Round 2 of 2 · Back from the groups",
        "Key points of group 1 · 0 of 3",
        "Key points of group 3 · 1 of 3",
    ),
    "fishbowl": (
        "Choose who sits inside",
        "Round 1 · Fishbowl · the inner circle speaks · What keeps us here?",
        "Over to the outer circle",
        "Round 1 · Fishbowl · the outer circle speaks · What keeps us here?",
    ),
    "witness round": (
        "Choose who sits inside",
        "Round 1 · Witness round · the outer circle speaks · What keeps us here?",
        "Back to the inner circle",
    ),
    "named speakers": ("Give the piece to Ceri", "Pass the piece to Farid"),
    "speakers whom nobody named": ("Choose who opens",),
}
LATE = {"dyad", "triad", "threes with an observer", "small groups and their reports"}


@dataclass
class Holding:
    """What was seen on the way, and what has been tried."""

    desk: Facilitator
    seen: list[str] = field(default_factory=list[str])
    tried: set[str] = field(default_factory=set[str])

    @property
    def state(self) -> State:
        return self.desk.live.state

    def press(self, *keys: str, after_s: float = 20) -> None:
        self.seen.append(self.desk.press(*keys, after_s=after_s))

    def once(self, what: str) -> bool:
        """Whether this has not been tried."""
        new = what not in self.tried
        self.tried.add(what)
        return new


@pytest.mark.parametrize("name", PLANS)
def test_a_form_is_held_from_open_to_export_by_the_keys(
    qapp: QApplication, tmp_path: Path, name: str
) -> None:
    with at_the_window(qapp, tmp_path / "kit", FakeClock()) as desk:
        desk.opens(SessionOpened("An evening", EIGHT, PLANS[name]))
        held = Holding(desk)
        _hold(held)
        lines = {line for seen in held.seen for line in seen.splitlines()}
        assert {*SEEN[name]} <= lines
        if name in LATE:
            assert "Late, in no group" in lines
        assert len(desk.live.state.people) == 9
        assert [round.form.name for round in desk.live.state.rounds] == [
            plan.form for plan in PLANS[name]
        ]
        for level, folder in (("No one named", "nobody"), ("Aliases", "aliases")):
            _export(desk, tmp_path, level, folder)


def _hold(held: Holding) -> None:
    for _act in range(MOST_ACTS):
        state, coming = held.state, next_act(held.state)
        round = state.round
        if state.phase is Phase.CLOSED:
            return
        if coming.act is Act.CLOSE:
            held.press("Ctrl+E", "Ctrl+E")
        elif round and held.once("somebody late"):
            held.press("J")
            held.desk.writes("Late")
            held.press("Return", "Escape")
        elif state.phase is Phase.GROUPS and held.once("pause"):
            held.press("Ctrl+P", "Ctrl+P")
        elif state.groups and state.hand.holder and held.once(f"point of {state.hand.holder}"):
            _keep_a_point(held)
        elif state.phase is Phase.HELD and held.once("silence"):
            held.press("S")
            assert state.rounds[-1].silences < held.state.rounds[-1].silences
        elif coming.person and held.tried >= {"silence"} and held.once("pass"):
            held.press("P")
        elif coming.act is Act.WAIT:
            _choose(held)
        else:
            held.press("Space", after_s=60)
    raise AssertionError(f"it never ended: {held.state.rounds[-1]}")


def _choose(held: Holding) -> None:
    """Two sit inside, one of them speaks, and so does one of the others; then it is enough."""
    state, round = held.state, held.state.round
    assert round is not None
    if round.has_inner and len(round.inner) < 2 and not round.turns:
        _enter_on(held, state.seats[2 * len(round.inner) + 1])
    elif held.once(f"a turn in part {round.part}"):
        _enter_on(held, not_offered(state, round)[0])
    else:
        held.press("Shift+R")


def _enter_on(held: Holding, person: str) -> None:
    held.desk.goes_to_seat(held.state.participant(person).alias)
    held.press("Return", "Escape")


def _keep_a_point(held: Holding) -> None:
    held.press("N")
    held.desk.writes("We need Bob and more time.")
    held.press("Return")


def _export(desk: Facilitator, tmp_path: Path, level: str, into: str) -> None:
    page = desk.window.page
    assert isinstance(page, ClosePage)
    (folder := tmp_path / into).mkdir()
    desk.live.written.agree_harvest([*desk.live.state.notes])
    page.export_card.use_folder(folder)
    radio = desk.button(level)
    radio.setFocus()
    desk.press("Space")
    page.export_card.use_formats(("html", "md", "csv", "json"))
    desk.press("Ctrl+Return")
    exported(page)
    assert "Saved and checked" in desk.sees
    record = next(folder.glob("circle-*.json")).read_text("utf-8")
    assert len(json.loads(record)["summary"]["rounds"]) == len(desk.live.state.rounds)
    assert len([*folder.glob("circle-*")]) == 4
    everything = "".join(path.read_text("utf-8") for path in folder.glob("circle-*"))
    named = [one.alias for one in EIGHT if one.alias in everything]
    assert bool(named) is (into == "aliases")
    if desk.live.state.groups and desk.live.state.notes:
        text = next(folder.glob("circle-*.md")).read_text("utf-8")
        assert "### Group 1" in text
        assert "### Group 3" in text
