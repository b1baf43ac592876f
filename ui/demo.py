"""The sample circle, playing by itself in the real window, until somebody takes it over."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from circle.clock import Clock, ReplayClock, SpedUpClock, SystemClock
from circle.files import write_new
from circle.i18n import gettext as _
from circle.session import Phase
from ui.application import Application, make_app
from ui.live_session import LiveSession
from ui.sample_circle import LIVE_MOMENT, Step, sample_opened, sample_steps

SPEED = 60
_TAKING_OVER = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.ShortcutOverride,  # all that is ever seen of a key that is a shortcut
        QEvent.Type.MouseButtonPress,
        QEvent.Type.TouchBegin,
    }
)


def run_demo(folder: Path | None = None) -> int:
    """Plays the sample circle in a kit of its own; without a display also exports its notes to `folder`."""
    with tempfile.TemporaryDirectory(prefix="circlekeeper-demo-") as kit:
        if has_display():
            return _play_seen(Path(kit))
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        out = folder or Path(tempfile.mkdtemp(prefix="circlekeeper-notes-"))
        return _play_unseen(Path(kit), out)


def has_display() -> bool:
    platform = os.environ.get("QT_QPA_PLATFORM")
    if platform:
        return platform.split(":")[0] not in ("offscreen", "minimal")
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_sample(app: QApplication, kit: Path, clock: Clock, *, speed: int = 1) -> Application:
    """The window on a new kit, with the sample circle open."""
    circlekeeper = Application(app, kit, clock, speed=speed)
    circlekeeper.make_ready()
    circlekeeper.window.show()
    circlekeeper.acts.sessions.open_session(sample_opened())
    return circlekeeper


def _play_seen(kit: Path) -> int:
    app = make_app(sys.argv)
    clock = SpedUpClock(SystemClock(), SPEED)
    circlekeeper = open_sample(app, kit, clock, speed=SPEED)
    player = Player(app, circlekeeper.desk.live, sample_steps())
    player.taken_over.connect(
        lambda: circlekeeper.window.say(
            _("The circle is yours now. It waits for you."), (_("Let it play on"), player.play)
        )
    )
    player.finished.connect(circlekeeper.acts.sessions.show_close)
    player.play()
    return app.exec()


class Player(QObject):
    """Does the steps by itself, each in its time, until a key or a click says that somebody wants to."""

    taken_over = Signal()
    finished = Signal()

    def __init__(self, app: QApplication, live: LiveSession, steps: Sequence[Step]) -> None:
        super().__init__(app)
        self._live = live
        self._steps = list(steps)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._do)
        app.installEventFilter(self)

    def play(self) -> None:
        if self._steps:
            self._timer.start(self._steps[0].after_s * 1000 // SPEED)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TAKING_OVER and event.spontaneous() and self._timer.isActive():
            self._timer.stop()
            self.taken_over.emit()
        return False

    def _do(self) -> None:
        self._steps.pop(0).act(self._live)
        if self._live.state.phase is Phase.CLOSED:
            self.finished.emit()
        else:
            self.play()


def _play_unseen(kit: Path, out: Path) -> int:
    """The same circle through the same window, with a clock that is set forward instead of waiting."""
    app = make_app(sys.argv)
    clock = ReplayClock(SystemClock().read().wall)
    circlekeeper = open_sample(app, kit, clock)
    play_steps(app, circlekeeper.desk.live, clock, sample_steps()[:LIVE_MOMENT])
    clock.wait(134_000)
    circlekeeper.desk.live.look()
    out.mkdir(parents=True, exist_ok=True)
    picture = write_new(out, "live.png", _png(circlekeeper.window))
    play_steps(app, circlekeeper.desk.live, clock, sample_steps()[LIVE_MOMENT:])
    written = _export(circlekeeper, out)
    circlekeeper.window.close()
    print(_("The sample circle was held in a window that nobody sees. The live page:"))
    print(f"  {picture}")
    print(_("The notes, without names:"))
    for path in written:
        print(f"  {path}")
    return 0


def play_steps(
    app: QApplication, live: LiveSession, clock: ReplayClock, steps: Sequence[Step]
) -> None:
    for step in steps:
        clock.wait(step.after_s * 1000)
        step.act(live)
        live.look()
        app.processEvents()


def _png(widget: QWidget) -> bytes:
    """A picture of a widget. Only the one writer is given paths: Qt says that all went well on a full disk."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    return bytes(buffer.data().data())


def _export(circlekeeper: Application, out: Path) -> tuple[Path, ...]:
    from circle.harvest import Seen
    from circle.level import Level
    from circle.notes import make_notes
    from circle.searched import NOBODY_ELSE
    from exports.formats import FORMATS
    from exports.writing import export

    live = circlekeeper.desk.live
    notes = make_notes(live.id, live.log, Level.NOBODY, Seen.REPORT, NOBODY_ELSE)
    return export(notes, FORMATS, out)
