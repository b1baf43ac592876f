"""What is done about the kit's passphrase, and about when it locks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from circle.errors import Refused
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.kit_troubles import KitTrouble
from ui import passphrase_words as words
from ui.beside import Beside, Steps, writer
from ui.pages.passphrase import For, PassphrasePage
from ui.widgets.lock_card import LockCard

if TYPE_CHECKING:
    from ui.safety_acts import Around
    from ui.widgets.card import Card


class PassphraseActs(QObject):
    """A part of the page of safe keeping."""

    def __init__(self, around: Around) -> None:
        super().__init__(around.window)
        self._around = around
        self._beside = Beside(self)
        self._card = LockCard(around.look)
        self.card: Card = self._card
        self._card.asked.connect(self.open)
        self._card.minutes_chosen.connect(self._keep_minutes)
        self._card.lock_asked.connect(around.window.lock_asked)

    def look_again(self) -> None:
        from ui.locking import LOCK_MINUTES, USUAL_MINUTES

        desk = self._around.desk
        minutes = desk.store.setting(LOCK_MINUTES, USUAL_MINUTES)
        self._card.show_state(has_passphrase=desk.kit.key is not None, minutes=round(minutes))

    def stop(self) -> None:
        """What was begun is done to its end by the page that it is done on."""

    def _keep_minutes(self, minutes: int) -> None:
        from ui.locking import LOCK_MINUTES

        try:
            self._around.desk.store.keep_setting(LOCK_MINUTES, float(minutes))
            self.look_again()
        except Refused as why:
            self._around.window.say(str(why))
        self._around.watches()

    def open(self, what: For, *, asks_present: bool = True) -> None:
        from circle.recovery_code import new_code

        around = self._around
        page = PassphrasePage(
            around.look, what, new_code, asks_present=asks_present, parent=around.window
        )
        page.left.connect(around.back)
        page.paper_asked.connect(self._save_paper)
        page.done.connect(partial(self._do, page, what))
        around.shows(page, page.actions_here)

    def _do(self, page: PassphrasePage, what: For, present: str, chosen: str, code: str) -> None:
        page.show_busy()
        self._beside.run(self._steps(page, what, present, chosen, code))

    def _steps(
        self, page: PassphrasePage, what: For, present: str, chosen: str, code: str
    ) -> Steps:
        from circle import locking
        from circle.vault import Way

        desk = self._around.desk
        folder, key = desk.folder, desk.kit.key or b""
        try:
            if present:
                key, _way = yield writer().submit(locking.unlock, folder, present)
            match what:
                case For.SET:
                    yield from self._anew(
                        locking.set_passphrase, folder, chosen, code, opens=chosen
                    )
                case For.REMOVE:
                    yield from self._anew(locking.remove, folder, key, opens=present)
                case For.CHANGE:
                    yield writer().submit(locking.change, folder, key, Way.PASSPHRASE, chosen)
                case For.CODE:
                    yield writer().submit(locking.change, folder, key, Way.CODE, code)
        except Refused as why:
            page.refuse(str(why))
            if not desk.kit.is_open:
                self._around.locked()
                self._around.window.say(str(why))
            return
        self._around.back()
        self._around.watches()
        self._around.window.say_done(_said(what, folder))

    def _anew(self, work: Callable[..., object], folder: Path, *given: object, opens: str) -> Steps:
        """The kit is closed while it is written anew, by another process, and then opened as it is by then."""
        from circle import locking
        from exports import aside

        desk = self._around.desk
        desk.kit.lock()
        wrong: Refused | None = None
        try:
            yield desk.kit.copied()
            yield aside.submit(work, folder, *given)
        except aside.Stopped:
            wrong = KitTrouble(
                _(
                    "That was cut short, perhaps for want of memory. Your kit is whole. Close other programs and "
                    "try again."
                )
            )
        except Refused as why:
            wrong = why
        key = None
        if locking.has_passphrase(folder):
            key, _way = yield writer().submit(locking.unlock, folder, opens)
        desk.kit.unlock(key)
        if wrong is not None:
            raise wrong

    def _save_paper(self, code: str) -> None:
        """A page of text, which every computer can print."""
        from PySide6.QtWidgets import QFileDialog

        from circle.files import write_new

        window, question = self._around.window, _("Where does the page go?")
        folder = QFileDialog.getExistingDirectory(window, question, str(Path.home()))
        if not folder:
            return
        try:
            made = write_new(Path(folder), _("recovery-code.txt"), _paper(code).encode())
        except Refused as why:
            window.say(str(why))
        else:
            window.say_done(
                _("The page is saved: {path}. Print it, then remove the file.").format(path=made)
            )


def _paper(code: str) -> str:
    return "\r\n".join(
        (
            "Circlekeeper",
            "",
            _("Recovery code"),
            "",
            f"    {code}",
            "",
            _(
                "It opens the kit when the passphrase is forgotten. Keep it apart from the computer."
            ),
            _("It may be typed in small or capital letters, with or without the dashes."),
            "",
        )
    )


def _said(what: For, folder: Path) -> str:
    match what:
        case For.SET:
            from circle.locking import left_plain

            said = [words.is_set(), *_left(len(left_plain(folder))), words.not_checked_elsewhere()]
            return " ".join(said)
        case For.CHANGE:
            return words.is_changed()
        case For.CODE:
            return words.code_is_changed()
        case For.REMOVE:
            return words.is_removed()


def _left(n: int) -> list[str]:
    if not n:
        return []
    said = ngettext(
        "{n} damaged copy of the kit could not be taken along: it is in the kit’s folder, and anybody can read it.",
        "{n} damaged copies of the kit could not be taken along: they are in the kit’s folder, and anybody can read them.",
        n,
    )
    return [said.format(n=n)]
