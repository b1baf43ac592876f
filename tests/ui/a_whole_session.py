"""Holds a whole session in a real window, with real keys. A process of its own, run by test_real_keys.py.

Arguments: the folder of the kit. Notes go to the home folder. The clock is set forward between the keys.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from circle.paths import kit_folder
from tests.fakes import FakeClock
from tests.ui.hands import Hands, seen, take_the_keyboard, wait_for
from ui.application import Application, make_app
from ui.widgets.choices import ChoiceCard
from ui.widgets.circle_view import CircleView

SECOND = 1_000


class Story:
    def __init__(self, circlekeeper: Application, clock: FakeClock) -> None:
        self.circlekeeper, self.clock = circlekeeper, clock
        self.hands = Hands(circlekeeper.window)

    def after(self, seconds: int, *keys: str, see: str) -> None:
        """Time goes by, keys are pressed, and this is then on the screen."""
        self.clock.advance(seconds * SECOND)
        self.hands.press(*keys)
        self.hands.until_seen(*see.split(" | "))

    def shift_click_seat(self, number: int) -> None:
        circle = next(
            view for view in self.hands.window.findChildren(CircleView) if view.isVisible()
        )
        self.hands.click(circle, circle.item_box(number - 1).center(), shift=True)

    def begins(self) -> None:
        self.hands.until_seen("What kind of circle today?", "Start now")
        start_now = self.hands.window.findChildren(ChoiceCard)[0]
        self.hands.click(start_now)
        self.hands.until_seen("Prepare a circle", "8 seats")
        self.hands.press("ctrl+Return")
        self.hands.until_seen("The piece is in the centre", "Give the piece to Seat 1")

    def goes_round(self) -> None:
        self.after(5, "space", see="Seat 1 holds the talking piece | Seat 2 is next")
        self.after(61, "Prior", see="The piece is in the centre | Give the piece to Seat 1")
        self.after(1, "ctrl+shift+z", see="Seat 1 holds the talking piece")
        self.after(30, "p", see="Seat 3 is next | Pass the piece to Seat 3")
        self.after(10, "s", see="Silence | End the silence")
        self.after(20, "s", see="The piece is in the centre")
        self.after(1, "Next", see="Seat 3 holds the talking piece")
        self.after(40, "space", see="Seat 4 holds the talking piece")
        self.after(20, "shift+minus", see="0:35")

    def is_put_right(self) -> None:
        self.shift_click_seat(5)
        self.hands.until_seen("Seat 5 holds the talking piece", "Seat 6 is next")
        self.after(10, "n", see="Write a note…")
        self.hands.write("Being kind counts")
        self.hands.press("Return")
        self.hands.until_seen("Being kind counts", "Write a note…")
        self.after(25, "space", see="Seat 6 holds the talking piece")
        self.after(30, "shift+b", see="Break | End the break")
        self.after(300, "space", see="The piece is in the centre")

    def somebody_is_late(self) -> None:
        self.after(5, "space", see="Seat 7 holds the talking piece")
        self.after(12, "j", see="Back to the notes")
        self.hands.write("Late Lena")
        self.hands.press("Return")
        self.hands.until_seen("Late Lena, seat 9", "Seat 7 holds the talking piece")
        self.hands.press("Escape")
        self.after(33, "space", see="Seat 8 holds the talking piece")
        self.after(33, "space", see="Late Lena holds the talking piece | Seat 4 is next")
        self.after(33, "space", see="Seat 4 holds the talking piece | End the round")
        self.after(33, "space", see="Between rounds | One more round")

    def a_second_round(self) -> None:
        self.after(5, "shift+r", see="Round 2 | The piece is in the centre")
        for seat in ("Seat 1", "Seat 2", "Seat 3", "Seat 4"):
            self.after(20, "space", see=f"{seat} holds the talking piece")

    def closes(self) -> None:
        self.after(20, "ctrl+e", see="End the session now?")
        self.hands.press("Escape")
        wait_for(
            lambda: "End the session now?" not in seen(self.hands.window),
            lambda: "it is asked still",
        )
        self.hands.press("ctrl+e")
        self.hands.until_seen("End the session now?")
        self.hands.press("ctrl+e")
        there = self.hands.until_seen("Key points", "How the time was shared", "Export")
        assert "8 of 9 people spoke." in there or "All 9 people spoke." in there, there
        self.hands.press("alt+2")
        self.hands.until_seen("Being kind counts")
        self.hands.press("ctrl+Return")
        self.hands.until_seen("Saved and checked")


def main() -> None:
    app: QApplication = make_app(sys.argv)
    clock = FakeClock()
    circlekeeper = Application(app, kit_folder(Path(sys.argv[1])), clock)
    circlekeeper.show()
    take_the_keyboard(circlekeeper.window)
    story = Story(circlekeeper, clock)
    for chapter in (
        story.begins,
        story.goes_round,
        story.is_put_right,
        story.somebody_is_late,
        story.a_second_round,
        story.closes,
    ):
        chapter()
        print(chapter.__name__.replace("_", " "))
    circlekeeper.window.close()


if __name__ == "__main__":
    main()
