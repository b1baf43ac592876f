"""A session with a second screen, in a process of its own: which screens there are, Qt is told before it begins.

Prints what came of each step, as one JSON object. No platform without a real screen takes one away while it runs, so
that is told as Qt tells it, and done as Qt does it: what is left on the screen goes to another.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication

from tests.ui.facilitator import Facilitator, an_evening, at_the_window
from ui.application import make_app
from ui.main_window import MainWindow
from ui.room_part import RoomPart
from ui.screens import ScreenSigns, screen_words


def windows() -> dict[str, str]:
    """Every window that is to be seen, by its kind, and which screen it is on."""
    QApplication.processEvents()
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    return {type(one).__name__: one.screen().name() for one in shown}


def screen(name: str) -> QScreen:
    """They come in any order."""
    return next(one for one in QGuiApplication.screens() if one.name() == name)


def the_app() -> QGuiApplication:
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    return app


def goes_away(name: str) -> None:
    the_app().screenRemoved.emit(screen(name))
    for window in the_app().topLevelWindows():
        if window.screen() == screen(name):
            window.setScreen(screen("Laptop"))


def comes_back(name: str) -> None:
    the_app().screenAdded.emit(screen(name))


def goes_to(window: MainWindow, name: str) -> None:
    window.setGeometry(screen(name).geometry().adjusted(10, 10, -300, -120))
    QApplication.processEvents()


def with_a_projector(desk: Facilitator) -> dict[str, object]:
    goes_to(desk.window, "Laptop")
    told: dict[str, object] = {}
    room = desk.circlekeeper.in_the_room
    desk.begins().press("Space")
    told["before"] = windows()
    desk.press("F5", "Escape")
    told["by a remote"] = windows()
    display = room.display.display
    assert display
    told["fills"] = display.isFullScreen() and display.geometry() == display.screen().geometry()
    told["says"] = display.view.shown.words
    events = desk.stored_events
    desk.press("Space")
    told["keys"] = display.view.shown.middle, desk.stored_events - events
    goes_away("Projector")
    told["unplugged"] = windows(), room.display.words, desk.sees
    desk.press("Space", ".")
    told["meanwhile"] = windows()
    comes_back("Projector")
    told["plugged in"] = windows(), room.display.words, desk.sees
    told["as it is by then"] = room.display.display and room.display.display.view.shown.middle
    goes_to(desk.window, "Projector")
    told["the facilitator is there"] = windows(), room.display.words
    goes_to(desk.window, "Laptop")
    told["and back"] = windows(), room.display.words
    desk.press("Ctrl+Shift+D")
    told["hidden"] = windows()
    desk.circlekeeper.desk.put_away()
    return told


def another_evening(desk: Facilitator) -> dict[str, object]:
    goes_to(desk.window, "Laptop")
    told: dict[str, object] = {}
    desk.circlekeeper.show_settings()
    sees = desk.sees
    told["settings"] = sees
    desk.click("Show the names of the screens")
    signs = desk.window.findChildren(ScreenSigns)[0]
    QApplication.processEvents()
    told["signs"] = [(one.words, one.screen().name()) for one in signs.signs if one.isVisible()]
    desk.press("Escape")
    QApplication.processEvents()
    told["left"] = windows()
    assert not desk.window.findChildren(RoomPart)
    desk.opens(an_evening())
    told["offered"] = desk.sees, windows()
    desk.click("Show it")
    told["taken"] = windows()
    desk.press("Ctrl+Shift+D")
    preferred = desk.circlekeeper.preferred
    preferred.change(room=replace(preferred.now.room, in_window=True))
    desk.press("F5")
    told["no window by a remote"] = windows()
    desk.press("Ctrl+Shift+D")
    display = desk.circlekeeper.in_the_room.display.display
    assert display
    told["a window"] = windows(), display.isFullScreen()
    return told


def mirrored(desk: Facilitator) -> dict[str, object]:
    goes_to(desk.window, "Laptop")
    desk.begins().press("Ctrl+Shift+D")
    display = desk.circlekeeper.in_the_room.display.display
    assert display
    return {"mirrored": (windows(), display.isFullScreen())}


def three(desk: Facilitator) -> dict[str, object]:
    """Nothing says which of two others is the room's."""
    goes_to(desk.window, "Laptop")
    desk.begins().press("Ctrl+Shift+D")
    asked = desk.sees, windows()
    desk.click(screen_words(screen("Ceiling")))
    taken = windows()
    for _hidden_and_shown in range(2):
        desk.press("Ctrl+Shift+D")
    return {"asked": asked, "taken": taken, "and again": windows()}


def main(kit: Path, what: str) -> dict[str, object]:
    app = make_app(["circlekeeper"])
    if what:
        with at_the_window(app, kit) as desk:
            return {"mirrored": mirrored, "three": three}[what](desk)
    with at_the_window(app, kit) as desk:
        told = with_a_projector(desk)
    with at_the_window(app, kit) as desk:
        return {**told, **another_evening(desk)}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), "".join(sys.argv[2:]))))
