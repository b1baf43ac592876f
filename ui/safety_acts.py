"""What is done on the page of how the kit is kept safe. Each part of it has a card and acts of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from ui.pages.cards import SafeKeepingPage

if TYPE_CHECKING:
    from ui.backing_up import BackingUp
    from ui.deck_acts import Shows
    from ui.going_back import GoingBack
    from ui.kit_desk import KitDesk
    from ui.main_window import MainWindow
    from ui.report_acts import ReportActs
    from ui.theme import Look
    from ui.widgets.card import Card


@dataclass(frozen=True)
class Around:
    """What every part has to do with."""

    look: Look
    window: MainWindow
    desk: KitDesk
    shows: Shows
    """Shows a page in the place of this one."""
    back: Callable[[], object]
    """Shows the page of safe keeping again, as all is by then."""
    backing_up: BackingUp
    going_back: GoingBack
    reports: Callable[[], ReportActs]
    watches: Callable[[], object]
    """Looks anew whether somebody is at the window, as is set by now."""
    locked: Callable[[], object]
    """The kit is not open any more."""


class Part(Protocol):
    """Made anew whenever the page is opened."""

    @property
    def card(self) -> Card: ...

    def look_again(self) -> None:
        """Shows on the card what is so now. Raises Refused."""
        ...

    def stop(self) -> None:
        """The page is left."""
        ...


class SafetyActs(QObject):
    """`left`: where it goes back to."""

    def __init__(self, around: Around, *, left: Callable[[], object]) -> None:
        super().__init__(around.window)
        self._around = around
        self._left = left
        self._parts: tuple[Part, ...] = ()

    def open(self) -> None:
        from circle.errors import Refused

        self._stop()
        around = self._around
        self._parts = _parts(around)
        cards = [part.card for part in self._parts]
        page = SafeKeepingPage(around.look, cards, parent=around.window)
        page.left.connect(self._leave)
        around.shows(page, page.actions_here)
        try:
            for part in self._parts:
                part.look_again()
        except Refused as why:
            around.window.say(str(why))

    def choose_passphrase(self) -> None:
        """Another one, by somebody who came in with the recovery code."""
        from ui.pages.passphrase import For
        from ui.passphrase_acts import PassphraseActs

        self._keeping = PassphraseActs(self._around)
        self._keeping.open(For.CHANGE, asks_present=False)

    def set_passphrase(self) -> None:
        """A first one."""
        from ui.pages.passphrase import For
        from ui.passphrase_acts import PassphraseActs

        self._keeping = PassphraseActs(self._around)
        self._keeping.open(For.SET)

    def _leave(self) -> None:
        self._stop()
        self._left()

    def _stop(self) -> None:
        for part in self._parts:
            part.stop()
        self._parts = ()


def _parts(around: Around) -> tuple[Part, ...]:
    """In the order in which they stand on the page."""
    from ui.backup_acts import BackupActs
    from ui.erase_part import ErasePart
    from ui.passphrase_acts import PassphraseActs
    from ui.protects_part import ProtectsPart
    from ui.report_acts import ReportPart

    return (
        BackupActs(around),
        PassphraseActs(around),
        ErasePart(around),
        ProtectsPart(around),
        ReportPart(around),
    )
