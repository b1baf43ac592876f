"""The sample circle: it plays by itself, can be taken over, and never touches a person's own kit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from circle import kit
from circle.clock import SpedUpClock
from circle.session import Outcome, Phase
from circle.store import Store
from circle.summary import summarise
from exports.formats import FORMATS
from tests.exports.texts import text_of
from tests.fakes import FakeClock
from tests.ui.facilitator import Facilitator, gone
from ui.application import Application
from ui.demo import SPEED, Player, has_display, open_sample
from ui.sample_circle import FACILITATOR, LIVE_MOMENT, NAMES, sample_opened, sample_steps

ROOT = Path(__file__).parents[2]


def demo_without_a_display(out: Path, home: Path) -> str:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    kept = {key: value for key, value in os.environ.items() if key not in hidden}
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            "from ui.command_line import main; main()",
            "demo",
            "--out",
            str(out),
        ],
        cwd=ROOT,
        env={**kept, "CIRCLEKEEPER_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these always have a display")
def test_without_a_display_it_writes_notes_and_a_picture_and_leaves_ones_own_kit_alone(
    tmp_path: Path,
) -> None:
    home, out = tmp_path / "my kit", tmp_path / "notes"
    Store.open(home).close()
    before = (home / kit.FILE_NAME).read_bytes()
    said = demo_without_a_display(out, home)
    assert (home / kit.FILE_NAME).read_bytes() == before
    assert [path.name for path in home.iterdir()] == [kit.FILE_NAME]
    assert all(str(path) in said for path in out.iterdir())
    kinds = sorted(path.suffix for path in out.iterdir())
    assert kinds == sorted([*(format.suffix for format in FORMATS), ".png"])
    picture = QImage(str(out / "live.png"))
    assert (picture.width(), picture.height()) == (1366, 768)
    _names_nobody(out)


def _names_nobody(out: Path) -> None:
    for path in out.iterdir():
        if path.suffix != ".png":
            text = text_of(path.read_bytes())
            assert not [name for name in NAMES if f"{name} " in text or f"“{name}”" in text]
    record = json.loads(next(out.glob("*.json")).read_text("utf-8"))
    assert record["level"] == "nobody"


@pytest.mark.parametrize(
    ("platform", "display", "there"),
    [
        ("offscreen", ":0", False),
        ("minimal:x", ":0", False),
        ("xcb", "", True),
        ("", ":0", True),
        ("", "", sys.platform in ("win32", "darwin")),
    ],
)
def test_whether_there_is_a_display(
    monkeypatch: pytest.MonkeyPatch, platform: str, display: str, there: bool
) -> None:
    for name, value in (
        ("QT_QPA_PLATFORM", platform),
        ("DISPLAY", display),
        ("WAYLAND_DISPLAY", ""),
    ):
        monkeypatch.setenv(name, value)
    assert has_display() is there


# In a window that is seen, at sixty times the speed


class Played:
    def __init__(self, circlekeeper: Application, player: Player, clock: FakeClock) -> None:
        self.player, self._clock = player, clock
        self.desk = Facilitator(circlekeeper, clock)
        (self.timer,) = player.findChildren(QTimer)
        self.taken_over = 0
        self._began = False
        player.taken_over.connect(self._count)

    def _count(self) -> None:
        self.taken_over += 1

    def steps(self, most: int = 10_000) -> int:
        """So many steps, each in its time on the wall. Gives how many there were."""
        if not self._began:
            self._began = True
            self.player.play()
        for n in range(most):
            if not self.timer.isActive():
                return n
            self._clock.advance(self.timer.interval())
            self.timer.stop()
            self.timer.timeout.emit()
        return most


@pytest.fixture
def played(qapp: QApplication, tmp_path: Path) -> Iterator[Played]:
    clock = FakeClock()
    circlekeeper = open_sample(qapp, tmp_path / "kit", SpedUpClock(clock, SPEED), speed=SPEED)
    circlekeeper.window.activateWindow()
    player = Player(qapp, circlekeeper.desk.live, sample_steps())
    player.finished.connect(circlekeeper.acts.sessions.show_close)
    yield Played(circlekeeper, player, clock)
    player.deleteLater()
    gone(circlekeeper)


def test_the_whole_circle_plays_by_itself_to_its_close(played: Played) -> None:
    assert played.steps() == len(sample_steps())
    state = played.desk.live.state
    assert state.phase is Phase.CLOSED
    assert "All 12 people spoke." in played.desk.sees
    rounds = summarise(state, 0).rounds
    assert [one.offered for one in rounds] == [12, 11, 0, 12]
    assert [one.count(Outcome.HELD) for one in rounds] == [12, 11, 0, 12]
    assert [len(one.silences) for one in rounds] == [0, 2, 1, 0]


def as_from_the_keyboard(played: Played, key: Qt.Key) -> None:
    """By way of the platform, which shows the program less of a key that is a shortcut."""
    QTest.keyClick(played.desk.window.windowHandle(), key)
    QApplication.processEvents()


def test_a_real_key_takes_it_over_and_does_what_it_says(played: Played) -> None:
    played.steps(LIVE_MOMENT)
    before = played.desk.live.state.hand.holder
    as_from_the_keyboard(played, Qt.Key.Key_Space)
    assert played.taken_over == 1
    assert not played.timer.isActive()
    assert played.desk.live.state.hand.holder != before
    as_from_the_keyboard(played, Qt.Key.Key_B)
    assert played.taken_over == 1, "it is said once"


def test_a_click_takes_it_over(played: Played) -> None:
    played.steps(4)
    QTest.mouseClick(played.desk.circle, Qt.MouseButton.LeftButton)
    assert played.taken_over == 1
    assert not played.timer.isActive()


def test_it_can_play_on_and_be_taken_over_again(played: Played) -> None:
    played.steps(LIVE_MOMENT)
    played.desk.press("Ctrl+D")
    played.player.play()
    assert played.steps(5) == 5
    played.desk.press("Ctrl+D")
    assert played.taken_over == 2
    played.player.play()
    played.steps()
    assert played.desk.live.state.phase is Phase.CLOSED


def test_the_sample_has_one_facilitator_and_a_plan_that_is_shown() -> None:
    opened = sample_opened()
    assert [one.alias for one in opened.participants if one.facilitator] == [FACILITATOR]
    assert len(opened.plan) == 4
    assert len(sample_opened(rounds=1).plan) == 1
    assert all(step.after_s > 0 for step in sample_steps())
