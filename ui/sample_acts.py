"""A sample circle that somebody holds themselves, in a kit that is thrown away: one's own is left as it is.

The kit lies in a temporary folder, kept by a key that nobody else has and that is gone with the program: where that is
killed, what is left of it can be read by nobody.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from circle.clock import SpedUpClock
from circle.errors import Refused, quoted
from circle.i18n import gettext as _
from circle.next_act import next_act
from circle.session import Phase
from ui.actions import key_words
from ui.export_acts import ExportActs
from ui.kit_desk import KitDesk
from ui.sample_hints import SPEED, Standing, hints, tried_circle
from ui.session_acts import SessionActs
from ui.widgets.hint_strip import HintStrip

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ui.application import Application
    from ui.live_session import LiveSession
    from ui.pages.close import ClosePage
    from ui.pages.live import LivePage

PREFIX = "circlekeeper-sample-"
_LEFT_FOR_S = 24 * 60 * 60
"""What a program that was killed has left goes after so long, when the next sample begins."""


class SampleActs(QObject):
    def __init__(self, circlekeeper: Application) -> None:
        super().__init__(circlekeeper)
        self._circlekeeper, self._window = circlekeeper, circlekeeper.window
        self._hints = hints()
        self._at = self._from = 0
        self._other = ""
        self._folder: TemporaryDirectory[str] | None = None
        self._desk: KitDesk | None = None
        self._sessions: _Sessions | None = None
        self._strip: HintStrip | None = None

    @property
    def desk(self) -> KitDesk | None:
        """While it runs."""
        return self._desk

    def begin(self) -> None:
        if self._desk is not None:
            return
        try:
            self._begin()
        except Refused as why:
            self.end()
            self._circlekeeper.acts.start.say(why)

    def _begin(self) -> None:
        circlekeeper = self._circlekeeper
        folder = self._make_folder()
        clock = SpedUpClock(circlekeeper.desk.clock, SPEED)
        desk = self._desk = KitDesk(folder, clock, circlekeeper.shelf, speed=SPEED)
        desk.kit.open(key=os.urandom(32))
        desk.on_live, desk.off_desk = self._follow, circlekeeper.in_the_room.let_go
        strip = self._strip = HintStrip(circlekeeper.look)
        strip.show_asked.connect(self._show)
        strip.leave_asked.connect(self.leave)
        self._at = 0
        self._sessions = _Sessions(circlekeeper, desk, self.leave, self._follow_page)
        self._window.stand_above(strip)
        self._sessions.open_session(tried_circle())
        self._go_to(0)

    def _make_folder(self) -> Path:
        """Raises Refused."""
        try:
            self._remove_what_was_left()
            self._folder = TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True)
        except OSError as error:
            why = _(
                "The sample circle needs a little room on the disk, and the computer answered {answer}. Your own kit is as "
                "it was. Make room and try again."
            )
            raise Refused(why.format(answer=quoted(error.strerror or error, longest=200))) from None
        return Path(self._folder.name)

    def _remove_what_was_left(self) -> None:
        from shutil import rmtree

        before = self._circlekeeper.desk.wall().timestamp() - _LEFT_FOR_S
        for folder in Path(gettempdir()).glob(f"{PREFIX}*"):
            with suppress(OSError):
                if folder.stat().st_mtime < before:
                    rmtree(folder)

    def leave(self) -> None:
        """Back to the Start page."""
        if self._desk is None:
            return
        self.end()
        self._circlekeeper.show_start()
        self._window.say_done(
            _("The sample circle is gone, and nothing of it was kept. Your own circles are as they were.")
        )  # fmt: skip

    def end(self) -> None:
        """Whatever page is shown: nothing of it stays."""
        if self._strip is not None:
            self._window.stand_above(None)
            self._strip = None
        if self._sessions is not None:
            self._sessions.deleteLater()
            self._sessions = None
        if self._desk is not None:
            self._desk.kit.close()
            self._desk = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _follow(self, live: LiveSession) -> None:
        self._circlekeeper.in_the_room.follow(live)
        live.changed.connect(self._look)
        live.ticked.connect(self._say)

    # The hints

    @property
    def _now(self) -> Standing:
        assert self._desk is not None
        live = self._desk.live
        since = [entry.event for entry in live.log.entries[self._from :]]
        return Standing(live.state, since, self._other, self._key)

    def _key(self, action: str) -> str:
        """As it is shown on buttons; where no key does it, the words of its button."""
        row = next((row for row in self._window.actions_now if row.id == action), None)
        keys = self._window.keys_of(row) if row else ()
        if keys:
            return key_words(keys[0])
        return _("“{words}”").format(words=row.words) if row else action

    def _look(self) -> None:
        """What was asked for may have been done, and what comes after it, too; the end is the end at any time."""
        if self._desk is None:
            return
        if self._desk.live.state.phase is Phase.CLOSED:
            self._go_to(len(self._hints) - 1)
        elif self._at == len(self._hints) - 1:  # opened again
            self._go_to(self._at - 1)
        elif self._hints[self._at].is_done(self._now):
            self._go_to(self._at + 1)
        else:
            self._say()

    def _go_to(self, at: int) -> None:
        assert self._desk is not None
        live = self._desk.live
        self._at, self._from = at, len(live.log.entries)
        self._other = next_act(live.state).person or ""
        self._say()

    def _say(self, _now_ms: object = None) -> None:
        if self._strip is not None and self._desk is not None and not self._window.page_under:
            hint = self._hints[self._at]
            self._strip.show_hint(
                hint.says(self._now), self._at + 1, len(self._hints), can_show=hint.shows is not None
            )  # fmt: skip

    def _show(self) -> None:
        """Where it cannot be done as things stand, the page has said why, and the next hint comes."""
        hint = self._hints[self._at]
        if self._desk is None or self._sessions is None or hint.shows is None:
            return
        live, at, before = self._desk.live, self._at, len(self._desk.live.log.entries)
        hint.shows(live, self._now)
        if live.state.phase is Phase.CLOSED:
            self._sessions.show_close()
        elif self._at == at and len(live.log.entries) == before:
            self._go_to(at + 1)

    def _follow_page(self, page: QWidget) -> None:
        """Keys are those of the page that is shown."""
        from ui.pages.live import LivePage

        if isinstance(page, LivePage):
            page.nothing_to_leave.connect(self._offer_to_leave)
        self._say()

    def _offer_to_leave(self) -> None:
        self._window.tell_here(
            _("This is the sample circle. Leave it? Your own circles are as they were."),
            (_("Leave the sample"), self.leave),
        )


class _Sessions(SessionActs):
    """The pages of a session of which nothing leaves."""

    def __init__(
        self,
        circlekeeper: Application,
        desk: KitDesk,
        left: Callable[[], object],
        shown: Callable[[QWidget], object],
    ) -> None:
        """`shown`: called with each page."""
        window, look = circlekeeper.window, circlekeeper.look
        self._shown = shown
        super().__init__(
            look,
            window,
            desk,
            circlekeeper.acts.templates,
            shows=circlekeeper.show_page,
            left=left,
            says=lambda why: window.say(str(why)),
            exports=lambda: ExportActs(look, window, desk, left),
            reviews=lambda _session: left(),
            erases=lambda _order, _said, _left: window.say(_kept_nowhere()),
            note_kept=lambda: None,
            room=circlekeeper.in_the_room,
        )

    def show_live(self) -> LivePage:
        page = super().show_live()
        self._shown(page)
        return page

    def show_close(self) -> None:
        super().show_close()
        if self._window.page is not None:
            self._shown(self._window.page)

    def _bring_back(self, page: LivePage | ClosePage) -> None:
        """Nobody has met before."""

    def _look_back_over_time(self, page: ClosePage) -> None:
        """Likewise."""

    def _dress_documents(self, page: ClosePage) -> None:
        page.export_card.keep_here(_kept_nowhere())


def _kept_nowhere() -> str:
    return _(
        "This is a sample circle: nothing of it leaves, and nothing is kept once you go to the start page."
    )
