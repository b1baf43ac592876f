"""What keeps the kit safe for as long as the window is open: backups around every circle, locking, a watch over what
goes wrong. None of it is needed before the kit is opened.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer

from circle.errors import Refused
from circle.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.application import Application
    from ui.backing_up import BackingUp, Ended
    from ui.finishing import Finishing
    from ui.live_session import LiveSession
    from ui.locking import Locks, Place
    from ui.passphrase_offer import PassphraseOffer
    from ui.watch import Watch

_AT_REST_MS = 1_500
"""Until what waits for a quiet moment."""


class ToSay(NamedTuple):
    """Of a kit that was just opened: sentences of what is wrong, of what is not, and what can be done about it."""

    wrong: tuple[str, ...] = ()
    quiet: tuple[str, ...] = ()
    ways: tuple[tuple[str, Callable[[], object]], ...] = ()

    def besides(self, *wrong: str, quiet: str) -> ToSay:
        """Empty sentences are none."""
        all_wrong = (*self.wrong, *filter(None, wrong))
        return ToSay(all_wrong, tuple(filter(None, (quiet, *self.quiet))), self.ways)


class SafeKeeping(QObject):
    def __init__(self, circlekeeper: Application) -> None:
        super().__init__(circlekeeper)
        self._circlekeeper, self._window = circlekeeper, circlekeeper.window
        self._desk = circlekeeper.desk
        self._told_of_backup = self._untold = ""

    # While the kit is open

    def opened(self) -> ToSay:
        """The kit was opened."""
        wrong = (*self._note_start(), *filter(None, (self._not_whole(),)))
        if self._desk.kit.key is not None:
            self.locks.watch()
        QTimer.singleShot(_AT_REST_MS, self, self.put_in_order)
        if not self._circlekeeper.is_kept_safe:
            return ToSay(wrong)
        self.watch.take_hooks()
        broke_down, room = self.watch.kit_opened(self._desk.store)
        if not broke_down:
            return ToSay(wrong, (room,))
        from ui.watch import broke_down_words

        ways = ((_("Copy report…"), self._show_report),)
        return ToSay((broke_down_words(), *wrong), (room,), ways)

    def _note_start(self) -> tuple[str, ...]:
        """What was wrong with that: the kit is open all the same."""
        try:
            self._circlekeeper.acts.due.started()
        except Refused as why:
            return (str(why),)
        return ()

    def _not_whole(self) -> str:
        """Why there was no backup, where nobody was there any more to be told."""
        from circle.kit_files import NOT_WHOLE

        if not (self._desk.folder / NOT_WHOLE).exists():
            return ""
        from circle.backup import why_not_whole

        self._told_of_backup = why_not_whole(self._desk.folder)
        return self._told_of_backup

    def not_opened(self, why: Refused) -> None:
        if self._circlekeeper.is_kept_safe:
            self.watch.log.error(why)

    def keep_room(self) -> None:
        """On the disk, for when it is full. Raises Refused."""
        if self._circlekeeper.is_kept_safe:
            self._desk.store.reserve.keep()

    def window_closes(self) -> None:
        if "locks" in self.__dict__:
            self.locks.away.stop()

    def ended(self) -> None:
        """The kit is closed, and the window with it."""
        if self._circlekeeper.is_kept_safe:
            self.watch.end()

    # Backups

    @cached_property
    def backing_up(self) -> BackingUp:
        from ui.backing_up import BackingUp

        backing_up = BackingUp(self._desk, self)
        backing_up.ended.connect(self._tell_of_backup)
        self._desk.kit.before_closing.append(backing_up.let_go)
        return backing_up

    def follow(self, live: LiveSession) -> None:
        if self._circlekeeper.is_kept_safe:
            self.backing_up.follow(live)

    def back_up(self) -> None:
        if self._circlekeeper.is_kept_safe:
            self.backing_up.begin()

    def _tell_of_backup(self, ended: Ended) -> None:
        """What went wrong, once; a circle hears of it when it is over."""
        if ended.why and ended.why != self._told_of_backup and not self._circlekeeper.is_closed:
            self._told_of_backup = self._untold = ended.why
            self.tell_what_waits()
        elif ended.backup is not None:
            self._told_of_backup = self._untold = ""

    def tell_what_waits(self) -> None:
        if self._untold and not self._desk.is_running:
            untold, self._untold = self._untold, ""
            self._window.say(untold)

    # Erasing that was begun

    @cached_property
    def finishing(self) -> Finishing:
        from ui.finishing import Finishing

        finishing = Finishing(self._desk, self.backing_up, self, at_rest=self._is_on_start)
        finishing.told.connect(self._tell_of_erasing)
        return finishing

    def finish_erasing(self) -> None:
        """Where any was begun."""
        from circle.kit_files import ERASING

        if (self._desk.folder / ERASING).exists():
            self.finishing.soon()

    def _is_on_start(self) -> bool:
        return self._circlekeeper.page is self._circlekeeper.start

    def _tell_of_erasing(self, words: str, done: bool) -> None:
        """A circle hears nothing of it."""
        desk = self._desk
        if self._circlekeeper.is_closed or desk.is_running or not desk.kit.is_open:
            return
        if self._is_on_start():
            self._circlekeeper.show_start()
        self._window.say(words, done=done)

    # What goes wrong

    @cached_property
    def watch(self) -> Watch:
        from circle.program_log import ProgramLog
        from ui.watch import Watch

        log = ProgramLog(self._desk.folder, self._desk.clock)
        return Watch(self._window, self._desk.folder, log, self._show_report)

    def _show_report(self) -> None:
        self._circlekeeper.acts.reports.open()

    # Passphrase and lock

    @cached_property
    def passphrase_offer(self) -> PassphraseOffer:
        from ui.passphrase_offer import PassphraseOffer

        return PassphraseOffer(self._window, self._desk, self._set_passphrase)

    def _set_passphrase(self) -> None:
        self._circlekeeper.acts.safety.set_passphrase()

    @cached_property
    def locks(self) -> Locks:
        from ui.locking import AroundLocks, Locks

        circlekeeper = self._circlekeeper
        around = AroundLocks(
            circlekeeper.look,
            self._window,
            self._desk,
            shows=circlekeeper.show_page,
            keeps=circlekeeper.keep_now,
            forgets=circlekeeper.forget,
            goes_on=circlekeeper.open_kit,
            damaged=self._show_damaged,
            goes_to=self._go_to,
            passphrase_forgotten=self._offer_new_passphrase,
        )
        return Locks(around, self)

    def press_lock(self) -> None:
        if self._desk.kit.is_open or self._desk.kit.is_lent:
            self.locks.press()

    def show_unlock(self) -> None:
        from circle.locking import has_passphrase

        self.locks.show_unlock(asks=has_passphrase(self._desk.folder))

    def put_in_order(self) -> None:
        """A kit without a passphrase, and nothing left of one, is asked no more."""
        from circle.kit_files import KEY, KIT

        desk = self._desk
        left = (desk.folder / KEY, desk.folder / f"{KIT}.new")
        if desk.kit.is_open and (desk.kit.key is not None or any(one.exists() for one in left)):
            self.locks.put_in_order()

    def _show_damaged(self, why: Refused) -> None:
        """The Start page, with what can be done about it."""
        circlekeeper = self._circlekeeper
        self.not_opened(why)
        circlekeeper.show_page(circlekeeper.start, circlekeeper.start.actions_here)
        circlekeeper.acts.start.say(why)

    def _go_to(self, place: Place) -> None:
        circlekeeper = self._circlekeeper
        match place.page:
            case "close":
                circlekeeper.look_back(place.session)
            case "review":
                circlekeeper.review(place.session)
            case "safety":
                circlekeeper.show_safety()
            case "prepare" if (kept := place.prepared) is not None:
                circlekeeper.acts.sessions.prepare_again(kept)
            case _:
                pass

    def _offer_new_passphrase(self) -> None:
        self._window.say(
            _(
                "The kit was opened with its recovery code. If the passphrase is forgotten, set another one."
            ),
            (_("New passphrase…"), self._circlekeeper.acts.safety.choose_passphrase),
        )
