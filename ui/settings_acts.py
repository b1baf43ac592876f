"""What is done on the Settings page. Each part of it has a card and acts of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from circle.errors import Refused
from ui.pages.cards import SettingsPage

if TYPE_CHECKING:
    from ui.deck_acts import Shows
    from ui.in_the_room import InTheRoom
    from ui.main_window import MainWindow
    from ui.preferred import Preferred
    from ui.theme import Look
    from ui.widgets.card import Card


@dataclass(frozen=True)
class Around:
    """What every part has to do with."""

    look: Look
    window: MainWindow
    preferred: Preferred
    room: InTheRoom
    shows: Shows
    """Shows a page in the place of this one."""
    back: Callable[[], object]
    """Shows the Settings page again, as all is by then."""
    anew: Callable[[], object]
    """Makes every page anew, in the language that is preferred by now, and comes back to the Settings page."""

    def change(self, **parts: object) -> bool:
        """Fields of Preferences, kept and then used; where that fails the bar says why, and nothing has changed."""
        try:
            self.preferred.change(**parts)
        except Refused as why:
            self.window.say(str(why))
            return False
        return True


class Part(Protocol):
    """Made anew whenever the page is opened."""

    @property
    def card(self) -> Card: ...


class SettingsActs(QObject):
    """`left`: where it goes back to."""

    def __init__(self, around: Around, *, left: Callable[[], object]) -> None:
        super().__init__(around.window)
        self._around, self._left = around, left
        self._parts: tuple[Part, ...] = ()

    def open(self) -> None:
        around = self._around
        self._parts = _parts(around)
        cards = [part.card for part in self._parts]
        page = SettingsPage(around.look, cards, parent=around.window)
        page.left.connect(self._left)
        around.shows(page, page.actions_here)


def _parts(around: Around) -> tuple[Part, ...]:
    """In the order in which they stand on the page."""
    from ui.appearance_part import AppearancePart
    from ui.awake_part import AwakePart
    from ui.keys_part import KeysPart
    from ui.language_part import LanguagePart
    from ui.room_part import RoomPart
    from ui.sound_part import SoundPart

    kinds = (
        AppearancePart,
        LanguagePart,
        KeysPart,
        RoomPart,
        SoundPart,
        AwakePart,
    )
    return tuple(kind(around) for kind in kinds)
