"""A circle that meets three weeks in a row, held with keys alone: what it promised comes back, and how its
facilitator listens is told over the sessions.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from circle.paths import assets
from circle.reflection import Stance
from circle.templates import read_shelf
from tests.ui.facilitator import NAMES, Facilitator, at_the_window
from tests.ui.keys_alone import (
    commits,
    ends,
    expects,
    exports,
    goes_on_to,
    names_nobody,
    notices,
    prepares,
    presses,
    reads_back,
    tab_to,
)
from ui.widgets.own_listening import OwnListening

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
"""The offscreen platform says so of every menu."""

TEMPLATE = read_shelf(assets()).template("listening_round")
CIRCLE = "Kitchen table"
A_WEEK_S = 7 * 24 * 3_600
INVITE, BEGIN = "invite two residents", "begin with a story"


def prepared(desk: Facilitator) -> str:
    """For the first time with its names; then they are in their seats already."""
    first = desk.circlekeeper.desk.store.sessions() == []
    prepares(desk, TEMPLATE, *(NAMES if first else ()))
    tab_to(desk, "Circle, if it meets again")
    desk.writes(CIRCLE)
    return desk.press("Return")


def opened(desk: Facilitator, *expected: Stance) -> str:
    if expected:
        presses(desk, "Note it for yourself")
        expects(desk, *expected)
    return desk.press("Ctrl+Return")


def noticed(desk: Facilitator, *stances: Stance) -> str:
    """Noted at the close, and a moment has gone by."""
    notices(desk, *stances)
    (card,) = (one for one in desk.window.findChildren(OwnListening) if one.isVisible())
    (timer,) = card.findChildren(QTimer)
    timer.timeout.emit()
    return desk.sees


def a_week_later(desk: Facilitator) -> str:
    """What the start page says when the close has been left."""
    words = presses(desk, "Done")
    desk.clock.advance(A_WEEK_S * 1_000)
    return words


def test_commitments_come_back_and_listening_is_told_over_three_sessions(
    qapp: QApplication, tmp_path: Path
) -> None:
    with at_the_window(qapp, tmp_path / "kit") as desk:
        desk.window.resize(1366, 768)
        _the_first(desk)
        _the_second(desk, tmp_path)
        _the_third(desk)


def _the_first(desk: Facilitator) -> None:
    assert "From last time" not in prepared(desk)
    opened(desk, Stance.RESPOND)
    goes_on_to(desk, 2)
    ends(desk)
    commits(desk, INVITE, who="Ceri", by="19 March")
    commits(desk, BEGIN)
    reads_back(desk, stays=[BEGIN])
    noticed(desk, Stance.FIX)
    assert "Over the sessions of this circle" not in desk.sees
    assert "2 commitments to come back to" in a_week_later(desk)


def _the_second(desk: Facilitator, folder: Path) -> None:
    words = prepared(desk)
    assert "Session 2 of this circle." in words
    assert f"From last time\nCeri: {INVITE}\nby 19 March · said on 12 March" in words
    assert "Amara, seat 1" in words
    words = opened(desk, Stance.RESPOND)
    assert f"Ceri: {INVITE} · by 19 March" in words
    tab_to(desk, f"Note about: Ceri: {INVITE}")
    desk.press("Space")
    desk.writes("Both came, Ceri brought one")
    words = desk.press("Return", "Space")
    assert INVITE not in words
    assert f"Someone: {BEGIN}" in words
    words = presses(desk, f"Still open: Someone: {BEGIN}")
    assert "From last time" not in words
    goes_on_to(desk, 2)
    ends(desk)
    desk.window.resize(1366, 1200)  # or what moves over sessions is below what fits
    assert "Done · Both came, someone brought one" in desk.sees
    assert "2 sessions so far: too little to tell" in noticed(desk, Stance.FIX)
    left = exports(desk, folder)
    names_nobody(left, NAMES)
    for document in left.all:
        assert INVITE not in document, "what became of it was shown to nobody else"
        assert BEGIN not in document
    words = a_week_later(desk)
    assert words.count("to come back to") == 1
    assert "1 commitment to come back to" in words


def _the_third(desk: Facilitator) -> None:
    words = prepared(desk)
    assert f"Someone: {BEGIN}" in words
    assert INVITE not in words
    told = presses(desk, "How it went so far")
    assert "2 sessions so far: too little to tell how the listening moves." in told
    words = opened(desk, Stance.RESPOND)
    assert "Session 3" in words
    assert f"Let go: Someone: {BEGIN}" in words
    presses(desk, f"Let go: Someone: {BEGIN}")
    goes_on_to(desk, 2)
    ends(desk)
    assert (
        "Over 3 sessions: you noticed listening to understand in none of the first 2, "
        "and in the last one."
    ) in noticed(desk, Stance.UNDERSTAND)
    assert (
        "You expected to be getting your answer ready; you noticed listening to understand."
    ) in presses(desk, "See each session")
    words = a_week_later(desk)
    assert "to come back to" not in words
    assert "From last time" not in prepared(desk)
