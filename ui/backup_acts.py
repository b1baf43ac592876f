"""What is done about backups: on the card of safe keeping, and on the page of all of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from circle.errors import Refused, quoted
from circle.i18n import gettext as _
from ui.beside import Beside, Steps, writer
from ui.widgets.backups_card import BackupsCard

if TYPE_CHECKING:
    from circle.backup import Backup
    from circle.kit_checked import Contents
    from ui.backing_up import Ended
    from ui.pages.backups import BackupsPage
    from ui.safety_acts import Around


def seen_in(path: Path, key: bytes | None) -> Contents | None:
    """What is in a backup; nothing where it is not whole."""
    from circle.kit_checked import contents

    try:
        return contents(path, key)
    except (Refused, OSError):
        return None


class BackupActs(QObject):
    """A Part of safe keeping."""

    def __init__(self, around: Around) -> None:
        super().__init__(around.window)
        self._around, self._backing_up = around, around.backing_up
        self._beside = Beside(self)
        self.card = BackupsCard(around.look)
        self.card.now_asked.connect(self._back_up)
        self.card.stick_asked.connect(self._choose_stick)
        self.card.all_asked.connect(self._show_all)
        self._backing_up.ended.connect(self._show_ended)
        self._before: tuple[Backup, ...] = ()

    def look_again(self) -> None:
        from ui.pages.backups_shown import summary_words

        backups = self._backups()
        today = self._around.desk.wall().astimezone()
        self.card.show_summary(summary_words(backups, today), has_any=bool(backups))
        if why := self._backing_up.last.why:
            self.card.show_state(why, is_wrong=True)

    def stop(self) -> None:
        self._beside.stop()
        self._backing_up.ended.disconnect(self._show_ended)
        self.deleteLater()

    def _backups(self) -> tuple[Backup, ...]:
        from circle.backup import backups_in

        return backups_in(self._around.desk.folder)

    def _back_up(self) -> None:
        if not self._around.desk.kit.is_open:
            why = _("The kit is not open, so there is nothing to back up.")
            self.card.show_state(why, is_wrong=True)
            return
        self._before = self._backups()
        self.card.show_state(_("Making a backup and checking it…"), is_busy=True)
        self._backing_up.begin()

    def _show_ended(self, ended: Ended) -> None:
        """Unless another page, as that of the passphrase, is shown meanwhile."""
        if not isValid(self.card):
            return
        self.look_again()
        if ended.why:
            self.card.show_state(ended.why, is_wrong=True)
        elif ended.backup in self._before:
            self.card.show_state(_("Nothing changed since the last one, so it is as good as new."))
        else:
            self.card.show_state(_("Done: it was made and checked."))

    def _choose_stick(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        where = _("Where to? Choose the stick, or a folder.")
        if chosen := QFileDialog.getExistingDirectory(self._around.window, where):
            self.copy_to(Path(chosen))

    def copy_to(self, into: Path) -> None:
        """The newest backup, as a folder that opens as a kit."""
        if backups := self._backups():
            self.card.show_state(_("Copying and checking…"), is_busy=True)
            self._beside.run(self._copying(backups[0], into))

    def _copying(self, backup: Backup, into: Path) -> Steps:
        from circle.copied_out import copy_out

        try:
            folder = yield writer().submit(copy_out, backup, into)
        except Refused as why:
            self._show_copied(str(why), is_wrong=True)
            return
        said = _("Copied to {folder}, and checked. You may take the stick out.")
        self._show_copied(said.format(folder=quoted(folder.name)))

    def _show_copied(self, words: str, *, is_wrong: bool = False) -> None:
        """In the bar where the card is gone by then, or about to go."""
        if isValid(self.card) and self.card.isVisible():
            self.card.show_state(words, is_wrong=is_wrong)
        elif is_wrong:
            self._around.window.say(words)
        else:
            self._around.window.say_done(words)

    def _show_all(self) -> None:
        from circle.kit_files import SET_ASIDE
        from circle.restoring import set_aside_in
        from ui.pages.backups import BackupsPage
        from ui.pages.backups_shown import aside_words, backup_shown, summary_words

        around = self._around
        backups, today = self._backups(), around.desk.wall().astimezone()
        page = BackupsPage(around.look, parent=around.window)
        page.show_backups([backup_shown(one, today) for one in backups])
        folder = quoted(around.desk.folder / SET_ASIDE, longest=300)
        kits = set_aside_in(around.desk.folder)
        page.show_about(" ".join(summary_words(backups, today)), aside_words(kits, folder))
        page.left.connect(self._back_from_all)
        page.back_to.connect(lambda backup: self._go_back(page, backup))
        around.shows(page, page.actions_here)
        self._beside.run(self._looking(page, backups))

    def _back_from_all(self) -> None:
        self._beside.stop()
        self._around.back()

    def _looking(self, page: BackupsPage, backups: tuple[Backup, ...]) -> Steps:
        """Into one after the other."""
        from exports.aside import Stopped, submit
        from ui.pages.backups_shown import checked_shown

        desk = self._around.desk
        for backup in backups:
            try:
                found = yield submit(seen_in, backup.path, desk.kit.key)
            except Stopped:  # which says nothing of the backup
                continue
            page.show_checked(checked_shown(backup, desk.wall().astimezone(), found))

    def _go_back(self, page: BackupsPage, backup: Backup) -> None:
        self._beside.stop()
        page.show_busy(is_busy=True)
        self._around.going_back.to(backup, lambda: page.show_busy(is_busy=False))
