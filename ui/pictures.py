"""Makes docs/pictures again: every page in the real window, unseen, with the sample circle in it."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from circle.clock import ReplayClock
from exports import aside
from ui.application import Application, make_app
from ui.demo import play_steps
from ui.pages.close import ClosePage
from ui.pages.export import ExportPage
from ui.pages.read_back import ReadBack
from ui.pages.room_shown import room_shown
from ui.pages.session_pictures import SessionPictures
from ui.pictures_of_keeping import fill_kit, take_keeping
from ui.pictures_of_review import take_review
from ui.sample_circle import LIVE_MOMENT, Step, sample_opened, sample_steps
from ui.sample_parts import IN_A_FISHBOWL, IN_GROUPS, IN_SILENCE, parts_opened
from ui.widgets.room_view import RoomView

A_MAY_EVENING = datetime(2026, 5, 11, 17, 30, tzinfo=UTC)
USUAL, SMALL = (1366, 768), (1024, 640)


class Studio:
    """One window on a kit of its own; takes pictures of it."""

    def __init__(self, app: QApplication, kit: Path, folder: Path) -> None:
        self._app, self._folder, self.kit = app, folder, kit
        self.clock = ReplayClock(A_MAY_EVENING)
        self.circlekeeper = Application(app, kit, self.clock)
        self.circlekeeper.window.show_page(self.circlekeeper.start)
        self.circlekeeper.window.show()
        self.circlekeeper.make_ready()

    def take(
        self, name: str, size: tuple[int, int] = USUAL, *, scale: float = 1.0, theme: str = "light"
    ) -> None:
        self._dress(size, scale, theme)
        self.circlekeeper.window.grab().save(str(self._folder / f"{name}.png"))
        print(self._folder / f"{name}.png")

    def take_room(
        self, name: str, size: tuple[int, int] = USUAL, *, scale: float = 1.0, theme: str = "light"
    ) -> None:
        """What the room display shows at this moment."""
        self._dress(USUAL, scale, theme)
        live, view = self.circlekeeper.desk.live, RoomView(self.circlekeeper.look)
        view.resize(*size)
        view.show_room(room_shown(live.state, live.now_ms(), reading=live.reading))
        view.grab().save(str(self._folder / f"{name}.png"))
        print(self._folder / f"{name}.png")
        self.put_back()

    def put_back(self) -> None:
        """As it is when nothing else is asked for."""
        self._dress(USUAL, 1.0, "light")

    def _dress(self, size: tuple[int, int], scale: float, theme: str) -> None:
        look = self.circlekeeper.look
        look.use(theme)
        look.use_scale(scale)
        self.circlekeeper.window.resize(*size)
        self.settle()

    def settle(self) -> None:
        for _turn in range(4):
            self._app.processEvents()

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Lets the window go on until something is so that is made beside it."""
        while not is_so():
            self._app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def hold(self, steps: int | None = None) -> None:
        """The sample circle, or so many steps of it."""
        self.circlekeeper.acts.sessions.open_session(sample_opened())
        self.go_on(0, steps)

    def go_on(self, first: int, last: int | None = None) -> None:
        self.play(sample_steps()[first:last])

    def play(self, steps: Sequence[Step]) -> None:
        play_steps(self._app, self.circlekeeper.desk.live, self.clock, steps)


def main() -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["HOME"] = "/home/sam"
    os.environ["TZ"] = "UTC"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs/pictures")
    folder.mkdir(parents=True, exist_ok=True)
    app = make_app(sys.argv)
    with tempfile.TemporaryDirectory(prefix="circlekeeper-pictures-") as kit:
        studio = Studio(app, Path(kit), folder)
        for take in (_close_of_the_first, _leaving, _decks, _prepare, _live, _start):
            take(studio)
        studio.circlekeeper.window.close()
        aside.stop()
    with tempfile.TemporaryDirectory(prefix="circlekeeper-pictures-") as kit:
        studio = Studio(app, Path(kit), folder)
        _live_in_parts(studio)
        studio.circlekeeper.window.close()
    with tempfile.TemporaryDirectory(prefix="circlekeeper-pictures-") as kit:
        studio = Studio(app, Path(kit), folder)
        take_review(studio)
        studio.circlekeeper.window.close()
        aside.stop()
    with tempfile.TemporaryDirectory(prefix="circlekeeper-pictures-") as kit:
        fill_kit(Path(kit))
        studio = Studio(app, Path(kit), folder)
        take_keeping(studio)
        studio.circlekeeper.window.close()
        aside.stop()
    return 0


def _close_of_the_first(studio: Studio) -> None:
    studio.hold()
    studio.circlekeeper.acts.sessions.show_close()
    studio.take("close")
    studio.take("close-small", SMALL)
    studio.take("close-dark", theme="dark")
    page = studio.circlekeeper.window.page
    assert isinstance(page, ClosePage)
    page.read_back()
    studio.take("read-back")
    studio.take_room("room-read-back")
    page.findChildren(ReadBack)[0].back.click()
    studio.circlekeeper.acts.sessions.ask_each()
    studio.take("each-for-themselves")
    studio.circlekeeper.window.show_under()
    studio.circlekeeper.show_start()


def _leaving(studio: Studio) -> None:
    """What leaves is looked at first; several sessions; the pictures of a session."""
    circlekeeper = studio.circlekeeper
    circlekeeper.look_back(circlekeeper.desk.store.sessions()[0].id)
    close = circlekeeper.window.page
    assert isinstance(close, ClosePage)
    close.show_pictures()
    studio.take("session-pictures")
    close.findChildren(SessionPictures)[0].left.emit()
    circlekeeper.acts.exports.look_first(close)
    page = circlekeeper.window.page
    assert isinstance(page, ExportPage)
    studio.wait_until(lambda: page.view.pages.page > 0)
    studio.take("export")
    studio.take("export-small", SMALL)
    studio.take("export-dark", theme="dark")
    studio.take("export-large-text", SMALL, scale=2.0)
    page.go_back()
    circlekeeper.show_start()
    circlekeeper.acts.exports.several()
    studio.take("export-several")
    circlekeeper.window.show_under()
    circlekeeper.show_start()


def _prepare(studio: Studio) -> None:
    studio.circlekeeper.prepare(studio.circlekeeper.shelf.templates[0])
    studio.take("prepare")
    studio.take("prepare-small", SMALL)


def _live(studio: Studio) -> None:
    studio.clock.wait(7 * 24 * 3_600_000)
    studio.hold(LIVE_MOMENT)
    studio.clock.wait(134_000)
    studio.circlekeeper.desk.live.look()
    studio.take("live")
    studio.take("live-dark", theme="dark")
    studio.take("live-small", SMALL)
    studio.take("live-large-text", SMALL, scale=2.0)
    studio.take_room("room")
    studio.take_room("room-dim", theme="dim")
    studio.take_room("room-high-contrast", theme="high_contrast")
    studio.take_room("room-large-text", SMALL, scale=2.0)


def _live_in_parts(studio: Studio) -> None:
    """Small groups, a silence, a fishbowl."""
    studio.circlekeeper.acts.sessions.open_session(parts_opened())
    moments = (
        ("groups", IN_GROUPS, 310_000),
        ("silence", IN_SILENCE, 48_000),
        ("fishbowl", IN_A_FISHBOWL, 64_000),
    )
    for name, steps, later_ms in moments:
        studio.play(steps)
        studio.clock.wait(later_ms)
        studio.circlekeeper.desk.live.look()
        studio.take(f"live-{name}")
        studio.take(f"live-{name}-dark", theme="dark")
        studio.take_room(f"room-{name}")


def _decks(studio: Studio) -> None:
    studio.circlekeeper.show_decks()
    studio.take("decks")
    studio.circlekeeper.show_start()


def _start(studio: Studio) -> None:
    """As after a power cut in the middle of the circle."""
    studio.clock.wait(90_000)
    studio.circlekeeper.desk.put_away()
    studio.circlekeeper.show_start()
    studio.take("start")
    studio.take("start-dark", theme="dark")
    studio.take("start-large-text", SMALL, scale=2.0)


if __name__ == "__main__":
    sys.exit(main())
