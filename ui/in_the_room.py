"""What goes along with a running session in a room: the room display, the bell, and a computer that stays awake."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from circle.i18n import gettext as _

MOST_APART_MS = 2_000

if TYPE_CHECKING:
    from ui.actions import Action
    from ui.application import Application
    from ui.awake import Awake
    from ui.bells import Bells
    from ui.live_session import LiveSession
    from ui.pages.live import LivePage
    from ui.room_acts import RoomActs
    from ui.speaker import Speaker


class InTheRoom(QObject):
    """Each part follows the session on the desk by its signals, and does nothing to it."""

    display_changed = Signal(str)
    """How it is with the room display, in words."""

    def __init__(self, circlekeeper: Application) -> None:
        super().__init__(circlekeeper)
        self._circlekeeper = circlekeeper
        self._look, self._preferred = circlekeeper.look, circlekeeper.preferred
        self._live: LiveSession | None = None
        """That on the desk, or of the sample circle."""
        self._digits = True
        """Whether the clock of this session has digits: as preferred at first, and as was last seen to then."""

    @cached_property
    def speaker(self) -> Speaker:
        from ui.speaker import Speaker, play_on_device

        play = play_on_device if self._circlekeeper.is_kept_safe else None
        return Speaker(self._circlekeeper.assets / "sounds", play)

    @cached_property
    def awake(self) -> Awake:
        from ui.awake import Awake, by_the_system

        keeper = by_the_system if self._circlekeeper.is_kept_safe else None
        return Awake(self._preferred, self, keeper)

    @cached_property
    def bells(self) -> Bells:
        from ui.bells import Bells

        return Bells(self._preferred, self.speaker, self)

    @cached_property
    def display(self) -> RoomActs:
        """Off, and not even made, until somebody asks for it."""
        from ui.room_acts import RoomActs

        acts = RoomActs(self._look, self._circlekeeper.window, self._preferred, self)
        acts.changed.connect(self.display_changed)
        self.bells.rung.connect(acts.show_bell)
        if self._live is not None:
            acts.follow(self._live)
        return acts

    def follow(self, live: LiveSession) -> None:
        """A session that comes on the desk, running or closed."""
        self._live = live
        self._digits = self._preferred.now.appearance.digits
        if "display" in self.__dict__:
            self.display.follow(live)
        self.bells.follow(live)
        self.awake.follow(live)
        if self._preferred.are_kept:
            live.apart_ms = min(self._preferred.now.keys.apart_ms, MOST_APART_MS)

    def at_live(self, page: LivePage) -> None:
        """The Live page of the session that is followed."""
        from ui.keys_elsewhere import KeysElsewhere

        self.bells.rung.connect(page.show_bell)
        self.bells.not_heard.connect(page.tell)
        self.awake.changed.connect(page.show_wakeful)
        page.show_wakeful(self.awake.now)
        page.show_digits(on=self._digits)
        page.digits_chosen.connect(self._keep_digits)
        KeysElsewhere(page)
        if self._preferred.are_kept and (keys := self._preferred.now.keys).one_switch:
            page.use_switch(keys)
        self.display_changed.connect(page.show_room)
        page.nothing_to_begin.connect(self._show_display)
        if "display" in self.__dict__:
            page.show_room(self.display.words)
        if self._preferred.now.room.screen:
            self.display.offer(page)

    def _keep_digits(self, on: bool) -> None:
        self._digits = on

    def actions(self) -> tuple[Action, ...]:
        """What can be done about the room on the Live page and on Close."""
        return room_actions(self)

    def toggle_display(self) -> None:
        self.display.toggle()

    def blank_display(self) -> None:
        self.display.toggle_blank()

    def _show_display(self) -> None:
        self.display.show_on_other_screen()

    def let_go(self) -> None:
        """The session left the desk."""
        self._live = None
        self.bells.let_go()
        self.awake.let_go()
        if "display" in self.__dict__:
            self.display.let_go()

    def stop(self) -> None:
        """The window is closed."""
        if "speaker" in self.__dict__:
            self.speaker.stop()
        if "awake" in self.__dict__:
            self.awake.stop()
        if "display" in self.__dict__:
            self.display.let_go()


def room_actions(room: InTheRoom) -> tuple[Action, ...]:
    """As rows of the action table."""
    from ui.actions import Action

    return (
        Action("room_display", _("Room display: show it, or hide it"), ("Ctrl+Shift+D",), room.toggle_display),
        Action("blank_room", _("Room display: blank it, and back"), (".",), room.blank_display),
    )  # fmt: skip
