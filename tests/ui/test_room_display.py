"""The room display where there is one screen, and so in a window: asked for, blanked, and never in anybody's way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, QSizeF, Qt
from PySide6.QtGui import QAccessible, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from circle.harvest import NoteKind
from circle.preferences import Shows
from tests.ui.facilitator import Facilitator, an_evening, at_the_window
from tests.ui.seen import words_on
from ui.in_the_room import InTheRoom
from ui.pages.room_shown import RoomShown
from ui.room_display import RoomDisplay
from ui.theme import THEMES, Look, contrast
from ui.widgets.room_layout import Block, lay_out_room
from ui.widgets.room_view import RoomView

LISTEN = "Listen to understand. There is no need to answer."


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        yield facilitator
        facilitator.circlekeeper.look.use_scale(1.0)


@pytest.fixture
def held(desk: Facilitator) -> Facilitator:
    desk.begins().press("Space", "Ctrl+Shift+D")
    return desk


def room(desk: Facilitator) -> InTheRoom:
    return desk.circlekeeper.in_the_room


def displays() -> list[RoomDisplay]:
    QApplication.processEvents()
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    return [one for one in shown if isinstance(one, RoomDisplay)]


def display() -> RoomDisplay:
    (one,) = displays()
    return one


def reads() -> tuple[str, ...]:
    """What can be read on it."""
    return display().view.shown.words


# Asked for


def test_it_is_off_and_not_even_made_until_it_is_asked_for(desk: Facilitator) -> None:
    desk.begins().press("Space", "Escape", "S", "S")
    assert displays() == []
    assert "display" not in room(desk).__dict__
    assert "Room display" not in desk.sees


def test_the_key_shows_it_and_hides_it(held: Facilitator) -> None:
    assert reads() == ("Question 1?", "Amara", "holds the talking piece", LISTEN)
    assert not display().isFullScreen(), "there is no other screen"
    assert "Room display on" in held.sees
    assert "The room display is a window. Drag it to where the circle sees it" in held.sees
    held.press("Ctrl+Shift+D")
    assert displays() == []
    assert "Room display on" not in held.sees


def test_a_presenter_remote_lays_no_window_over_the_facilitators(desk: Facilitator) -> None:
    desk.begins().press("Space", "F5", "Escape", "F5")
    assert displays() == []


def test_it_follows_the_session_to_its_end_and_goes_with_it(held: Facilitator) -> None:
    held.press("Space")
    assert reads()[1] == "Bob"
    held.press("S")
    assert reads() == ("Question 1?", "Silence")
    held.press("Ctrl+Z", "Ctrl+Z")
    assert reads()[1] == "Amara", "what was undone is undone here, too"
    held.press("Ctrl+E", "Ctrl+E")
    assert reads() == ("The circle is closed", "Thank you for listening.")
    held.circlekeeper.desk.put_away()
    assert displays() == []


def test_it_is_the_window_that_is_closed_with_the_kit(held: Facilitator) -> None:
    held.window.close()
    assert displays() == []


def test_closing_it_only_hides_it(held: Facilitator) -> None:
    display().close()
    assert displays() == []
    assert held.window.isVisible()
    held.press("Ctrl+Shift+D")
    assert reads()[1] == "Amara"


# Blank


def test_one_key_blanks_it_and_the_same_brings_it_back(held: Facilitator) -> None:
    held.press(".")
    assert reads() == ()
    paper = display().view.theme.paper
    image = display().grab().toImage()
    seen = {image.pixelColor(x, y).name() for x in range(0, 960, 7) for y in range(0, 540, 7)}
    assert seen == {paper.name()}
    assert "Room display blank" in held.sees
    held.press("Space")
    assert reads() == (), "the circle goes on meanwhile"
    held.press(".")
    assert reads()[1] == "Bob"


def test_with_nothing_to_blank_it_says_so(desk: Facilitator) -> None:
    desk.begins()
    assert "The room display is off." in desk.press(".")
    desk.click("Show it")
    assert reads()[0] == "Question 1?"


# Keys


def test_keys_pressed_in_it_do_what_they_do_in_the_other_window(held: Facilitator) -> None:
    assert QApplication.activeWindow() is display()
    events = held.stored_events
    held.press("Space", "S", "S", "Space", "Escape", "Ctrl+Z")
    assert held.stored_events == events + 5
    assert len(displays()) == 1, "Esc never closes it"
    held.keeps_pressing("Space", times=5)
    assert held.stored_events == events + 6, "held down it counts once"


def test_a_note_that_is_being_written_gets_its_letters(held: Facilitator) -> None:
    held.press("N")
    held.writes("Be. Bold?")
    assert held.side.notes.field.text() == "Be. Bold?"
    held.press("Return")
    assert "Be. Bold?" in held.sees
    assert not [words for words in reads() if "Bold" in words]


def test_signs_that_need_shift_and_all_the_keys_are_found(held: Facilitator) -> None:
    one_key = display()
    QTest.keyClick(one_key, Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    assert "Room display: blank it, and back" in held.sees


def test_f11_and_a_double_click_fill_the_screen_and_back(held: Facilitator) -> None:
    held.press("F11")
    assert display().isFullScreen()
    assert not held.window.isFullScreen()
    QTest.mouseDClick(display().view, Qt.MouseButton.LeftButton)
    assert not display().isFullScreen()


# What is read back


def test_the_harvest_is_read_on_it_as_it_is_read_aloud(held: Facilitator) -> None:
    held.live.written.write_note("Only mine.")
    held.live.written.write_note("Ask before you arrange.", NoteKind.KEY_POINT)
    assert "Only mine." not in reads()
    held.press("Shift+H")
    assert reads() == ("Question 1?", "Ask before you arrange.", "Stays here")
    held.press("Space")
    assert reads()[-1] == "May leave"
    held.press("Down")
    assert reads() == ("That is all. Do we agree to this?",)
    held.press("Return")
    assert reads()[1] == "Amara"


def test_it_can_be_shown_and_blanked_while_something_is_read(desk: Facilitator) -> None:
    desk.begins().live.written.write_note("Ask before you arrange.", NoteKind.KEY_POINT)
    desk.press("Shift+H", "Ctrl+Shift+D")
    assert reads()[1] == "Ask before you arrange."
    desk.press(".")
    assert reads() == ()
    desk.press(".", "Space", "Escape")
    assert reads()[1] == "The piece is in the centre"


def test_on_close_the_keys_are_the_same_and_the_harvest_is_read_there_too(
    held: Facilitator,
) -> None:
    held.live.written.write_note("Ask before you arrange.", NoteKind.KEY_POINT)
    held.press("Ctrl+E", "Ctrl+E", "Ctrl+R")
    assert reads()[1] == "Ask before you arrange."
    held.press("Escape", "Ctrl+Shift+D")
    assert displays() == []


def test_a_lock_ends_the_reading_and_the_circle_goes_on(held: Facilitator) -> None:
    held.live.written.write_note("Ask before you arrange.", NoteKind.KEY_POINT)
    held.press("Shift+H", "Ctrl+L")
    assert "Notes are hidden" in held.sees
    assert reads()[1] == "Amara"
    held.press("Space")
    assert reads()[1] == "Bob"


def test_once_the_session_is_closed_a_lock_takes_it_away(held: Facilitator) -> None:
    held.press("Ctrl+E", "Ctrl+E")
    held.press("Ctrl+L")
    assert displays() == []


# What is chosen in Settings


def test_the_ring_alone_and_digits_are_chosen_in_settings(
    qapp: QApplication, tmp_path: Path
) -> None:
    with at_the_window(qapp, tmp_path / "kit") as desk:
        desk.circlekeeper.show_settings()
        desk.click("Only the ring")
        desk.click("Also the time, in digits")
        desk.press("Escape")
    with at_the_window(qapp, tmp_path / "kit") as desk:
        desk.begins().press("Space", "Ctrl+Shift+D")
        desk.waits(61)
        assert reads() == ("Question 1?", "1:02", LISTEN)


def test_settings_offer_the_other_screen_and_a_window(desk: Facilitator) -> None:
    preferred = desk.circlekeeper.preferred
    desk.circlekeeper.show_settings()
    desk.click("A window")
    assert preferred.now.room.in_window
    desk.click("The other screen")
    assert not preferred.now.room.in_window
    preferred.change(room=replace(preferred.now.room, screen="HDMI-2"))
    desk.circlekeeper.show_settings()
    assert "HDMI-2, which is not there now" in words_on(desk.window)
    desk.press("Escape")
    desk.opens(an_evening())
    assert "Show the room display" not in desk.sees, "of a screen that is not there"


def test_it_is_dark_where_the_window_is_light_unless_that_is_chosen(held: Facilitator) -> None:
    look, preferred = held.circlekeeper.look, held.circlekeeper.preferred
    worn = []
    for name in THEMES:
        look.use(name)
        worn.append(display().view.theme.name)
    assert worn == ["dark", "dark", "dim", "high_contrast"]
    look.use("light")
    preferred.change(room=replace(preferred.now.room, as_window=True))
    assert display().view.theme.name == "light"


@pytest.mark.parametrize("name", THEMES)
def test_the_ring_is_to_be_told_from_what_it_fills(name: str) -> None:
    """By its colour, or where that is as dark, by its width."""
    theme = THEMES[name]
    assert contrast(theme.clay, theme.line) >= 2.5 or name == "high_contrast"


# Painting


class Paints(QObject):
    """What of a widget is painted anew."""

    def __init__(self, view: RoomView) -> None:
        super().__init__(view)
        self.boxes: list[QRect] = []
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.boxes.append(event.rect())
        return False

    def take(self) -> list[QRect]:
        QApplication.processEvents()
        taken, self.boxes = self.boxes, []
        return taken


def test_a_tick_paints_nothing_but_every_five_seconds_the_ring(held: Facilitator) -> None:
    view = display().view
    paints, ring = Paints(view), view.placed.ring
    assert ring is not None
    paints.take()
    held.waits(1).waits(1).waits(1)
    assert paints.take() == []
    held.waits(2)
    (box,) = paints.take()
    assert ring.toRect().adjusted(-20, -20, 20, 20).contains(box)


def test_digits_paint_themselves_alone(held: Facilitator) -> None:
    preferred, view = held.circlekeeper.preferred, display().view
    preferred.change(room=replace(preferred.now.room, digits=True, shows=Shows.RING))
    paints = Paints(view)
    paints.take()
    held.waits(1)
    (box,) = paints.take()
    assert box.height() < 40
    assert view.shown.face == "0:02"


def test_the_bell_is_to_be_seen_on_it(held: Facilitator) -> None:
    view = display().view
    ring = view.placed.ring
    assert ring is not None
    left = round(ring.left()), round(ring.center().y())

    def colour() -> str:
        return view.grab().toImage().pixelColor(*left).name()

    assert colour() == view.theme.line.name()
    held.press("B")
    assert colour() == view.theme.moss.name()


def test_screen_readers_find_it_by_its_name(held: Facilitator) -> None:
    found = QAccessible.queryAccessibleInterface(display().view)
    assert found.text(QAccessible.Text.Name) == "Room display"
    assert "Amara. holds the talking piece" in found.text(QAccessible.Text.Description)
    held.press(".")
    assert found.text(QAccessible.Text.Description) == ""


# Room for all words

SIZES = ((1024, 640), (1366, 768), (1920, 1080), (1024, 768), (600, 900), (640, 360))
LONG = "What would you want somebody who comes to this service for the first time to know before they walk in? "
TEXTS = {
    "usual": RoomShown("What did you hear?", "Farid", "holds the talking piece", LISTEN, 0.5),
    "long": RoomShown(LONG * 5, "Wilhelmina-Alexandra of the Lower Valley", "holds the feather that was found by the river", LONG * 2, 0.5, "12:34"),
    "one word": RoomShown("Donaudampfschifffahrtsgesellschaftskapitän" * 2, "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", "", "", 1.0),
    "arabic": RoomShown("ماذا سمعت ولم تكن تتوقعه؟ " * 4, "عبد الرحمن بن محمد", "holds the talking piece", LONG),
    "read": RoomShown(LONG, LONG * 8, below="May leave", is_read=True),
}  # fmt: skip


def inked(block: Block) -> list[tuple[float, float, float, float]]:
    """From where to where each line goes: left, top, right, bottom."""
    corner = block.box.topLeft()
    lines = [block.layout.lineAt(n) for n in range(block.layout.lineCount())]
    boxes = [one.naturalTextRect().translated(corner) for one in lines]
    return [(one.left(), one.top(), one.right(), one.bottom()) for one in boxes]


@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
@pytest.mark.parametrize("name", TEXTS)
def test_nothing_is_cut_off_or_lies_over_anything(look: Look, name: str, scale: float) -> None:
    look.use_scale(scale)
    for width, height in SIZES:
        laid = lay_out_room(TEXTS[name], QSizeF(width, height), look)
        blocks = [block for block in laid.blocks if block.text]
        assert [one.text for one in blocks if not one.whole] == []
        for left, top, right, bottom in (box for one in blocks for box in inked(one)):
            assert left >= 0, (width, height)
            assert top >= 0
            assert right <= width
            assert bottom <= height
        tops = sorted((block.box.top(), block.box.bottom()) for block in blocks)
        for (_top, bottom), (top, _bottom) in pairwise(tops):
            assert bottom <= top + 1, (width, height)
        if laid.ring is not None:
            inside = [
                one for one in blocks if one.text not in (TEXTS[name].above, TEXTS[name].below)
            ]
            radius, centre = laid.ring.width() / 2 - laid.stroke / 2, laid.ring.center()
            for left, top, right, bottom in (box for one in inside for box in inked(one)):
                for x, y in ((left, top), (right, top), (left, bottom), (right, bottom)):
                    away = ((x - centre.x()) ** 2 + (y - centre.y()) ** 2) ** 0.5
                    assert away <= radius + 1, (width, height)


def test_forty_people_are_no_more_to_read_than_six(desk: Facilitator) -> None:
    names = [f"Person {'abcdefghijklmnopqrstuvwxyz'[n % 26]}{'x' * (n // 26)}" for n in range(40)]
    desk.begins(an_evening(names)).press("Space", "Ctrl+Shift+D")
    assert reads() == ("Question 1?", "Person a", "holds the talking piece", LISTEN)
