"""Another kit in the place of the one there: a backup, or what was rescued of a damaged one. Beside the window."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from circle.errors import Refused
from circle.i18n import gettext as _
from ui.beside import Beside, Steps

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from circle.backup import Backup
    from ui.kit_desk import KitDesk
    from ui.main_window import MainWindow

    Choice = tuple[str, Callable[[], object]]


class GoingBack(QObject):
    """`reopen`: shows the Start page, with the kit that is there by then."""

    def __init__(
        self, desk: KitDesk, window: MainWindow, parent: QObject, *, reopen: Callable[[], object]
    ) -> None:
        super().__init__(parent)
        self._desk, self._window, self._reopen = desk, window, reopen
        self._beside = Beside(self)

    @property
    def runs(self) -> bool:
        return self._beside.runs

    def choices(self, why: Refused) -> list[Choice]:
        """What can be done about a kit that does not open."""
        from circle.backup import backups_in
        from circle.kit_troubles import KitDamaged, KitGone

        if not isinstance(why, KitDamaged | KitGone):
            return []
        found: list[Choice] = []
        if backups_in(self._desk.folder):
            found.append((_("Open the newest good backup"), self.to_newest))
        if isinstance(why, KitDamaged):
            found.append((_("Rescue what can be read"), self.rescue))
        return found

    def to_newest(self) -> None:
        self._window.say(_("Looking for the newest backup that is whole…"), done=True)
        self._beside.run(self._to_newest())

    def to(self, backup: Backup, ended: Callable[[], object] = lambda: None) -> None:
        """`ended`: called where nothing came of it."""
        self._window.say(_("Checking that backup…"), done=True)
        self._beside.run(self._to(backup, ended))

    def rescue(self) -> None:
        self._window.say(_("Reading what can be read. The damaged kit is only copied…"), done=True)
        self._beside.run(self._rescue())

    def _to_newest(self) -> Steps:
        from circle.restoring import newest_good_or_refuse
        from exports.aside import submit

        desk = self._desk
        try:
            newest = yield submit(newest_good_or_refuse, desk.folder, desk.kit.key)
            yield from self._to(newest)
        except Refused as why:
            self._refuse(why)

    def _to(self, backup: Backup, ended: Callable[[], object] = lambda: None) -> Steps:
        from circle.restoring import BackupDamaged, make_ready
        from exports.aside import submit

        desk = self._desk
        try:
            ready = yield submit(make_ready, desk.folder, backup, desk.kit.key)
            self._exchange(ready, backup)
        except BackupDamaged as why:
            ended()
            more = (
                [(_("Go back to that one"), lambda one=instead: self.to(one))]
                if (instead := why.instead)
                else []
            )
            self._window.say(str(why), *more)
        except Refused as why:
            ended()
            self._refuse(why)

    def _exchange(self, ready: Path, backup: Backup) -> None:
        """Moving some files; nobody has the kit open meanwhile, this window included."""
        from circle.restoring import NotRestored, take_place
        from ui.pages.backups_shown import gone_back_words, made_words

        desk = self._desk
        if desk.is_running:
            with suppress(OSError):
                ready.unlink()
            why = _(
                "Your kit is as it was: a circle began meanwhile. Go back to that backup when it is over."
            )
            raise NotRestored(why)
        key, day = desk.kit.key, made_words(backup, desk.wall().astimezone())
        desk.kit.close()
        try:
            aside = take_place(desk.folder, ready)
        finally:
            with suppress(Refused):
                desk.kit.open(key)
        self._reopen()
        if desk.kit.is_open:
            sessions = len(desk.store.every_session())
            self._window.say_done(gone_back_words(day, sessions, aside=aside is not None))

    def _rescue(self) -> Steps:
        from circle.salvage import salvage
        from exports.aside import submit

        desk = self._desk
        try:
            found = yield submit(salvage, desk.folder, desk.kit.key)
            with suppress(Refused):
                desk.kit.open(desk.kit.key)
            self._reopen()
            if desk.kit.is_open:
                kept = _("The damaged kit was set aside as it was.")
                self._window.say_done(f"{found.sentence} {kept}")
        except Refused as why:
            self._refuse(why)

    def _refuse(self, why: Refused) -> None:
        from exports.aside import Stopped

        said = _("That was cut short, perhaps for want of memory. Your kit is as it was.")
        text = said if isinstance(why, Stopped) else str(why)
        again = [] if self._desk.kit.is_open else [(_("Try again"), self._reopen)]
        self._window.say(text, *again)
