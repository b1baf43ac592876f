"""The pictures of safe keeping: backups, a passphrase, erasing, how long things are kept, the report."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton, QWidget

from circle.backup import make_backup
from circle.retention import Rules
from circle.retention_kept import keep_rules, note_start
from circle.store import Store
from ui.pages.backups import BackupsPage
from ui.pages.erase import ErasePage
from ui.pages.passphrase import For, PassphrasePage
from ui.pages.unlock import UnlockPage
from ui.pictures_of_review import an_evening
from ui.sample_evening import OPENED
from ui.widgets.erase_choices import EraseChoices
from ui.widgets.erase_preview import ErasePreview

if TYPE_CHECKING:
    from ui.pictures import Studio

SMALL = (1024, 640)
_WEEKS = (9, 12, 23, 24, 25)
"""Before the 26th, which is that of the pictures."""
_BACKED_UP = (23, 24, 25)
_PASSPHRASE = "the heron walks slowly upstream"
_CODE = "4KXMB-7TQWA-2HNRC-9PVDE-GJ36P"


def fill_kit(folder: Path) -> None:
    """Evenings of half a year, a backup after some of them, and what was chosen of how long they are kept."""
    for week in _WEEKS:
        log = an_evening(week, "Kitchen table", "Bram")
        with closing(Store.open(folder)) as store:
            store.add_session(f"5e1a0c93d7{week:02}", log)
        if week in _BACKED_UP:
            _back_up(folder, log.entries[-1].wall + timedelta(minutes=12))
    with closing(Store.open(folder)) as store:
        keep_rules(store, Rules(notes=3, sessions=12))
        for days in (4, 1):
            note_start(store, OPENED - timedelta(days=days))


def take_keeping(studio: Studio) -> None:
    """In a kit that was filled before."""
    studio.circlekeeper.show_start()
    for take in (_page, _backups, _erasing, _kept, _protects, _report, _passphrase):
        take(studio)


def _back_up(folder: Path, at: datetime) -> None:
    made = make_backup(folder, at.date(), left_free=0)
    os.utime(made.path, (at.timestamp(), at.timestamp()))


def _page(studio: Studio) -> None:
    _open(studio)
    studio.take("safe-keeping")
    studio.take("safe-keeping-dark", theme="dark")
    studio.take("safe-keeping-small", SMALL)
    studio.take("safe-keeping-large-text", SMALL, scale=2.0)
    studio.put_back()


def _backups(studio: Studio) -> None:
    page = _open(studio, "All backups…")
    assert isinstance(page, BackupsPage)
    studio.wait_until(lambda: "checking" not in page.rows[-1].shown.about)
    page.rows[1].button.click()
    studio.take("backups")


def _erasing(studio: Studio) -> None:
    page = _open(studio, "Erase…")
    assert isinstance(page, ErasePage)
    studio.take("erase")
    choices = page.findChildren(EraseChoices)[0]
    choices.name.setText("Esther")
    choices.person_button.click()
    studio.wait_until(lambda: bool(page.findChildren(ErasePreview)))
    studio.take("erase-somebody")


def _kept(studio: Studio) -> None:
    _open(studio, "How long things are kept…")
    studio.take("how-long-kept")


def _protects(studio: Studio) -> None:
    _open(studio, "Read it")
    studio.take("what-the-kit-protects")


def _report(studio: Studio) -> None:
    _open(studio, "Copy report…")
    studio.take("report")
    studio.circlekeeper.window.show_under()


def _passphrase(studio: Studio) -> None:
    """The page as it is when the code is shown, and the one that asks for the passphrase."""
    look, window = studio.circlekeeper.look, studio.circlekeeper.window
    page = PassphrasePage(look, For.SET, lambda: _CODE, parent=window)
    window.show_over(page, page.actions_here, lambda: False)
    studio.take("passphrase")
    page.first.line.setText(_PASSPHRASE)
    page.second.setText(_PASSPHRASE)
    page.go_on()
    studio.take("recovery-code")
    studio.take("recovery-code-large-text", SMALL, scale=2.0)
    studio.put_back()
    window.show_under()
    window.show_over(UnlockPage(look, asks=True, parent=window), (), lambda: False)
    studio.take("unlock")
    studio.take("unlock-dark", theme="dark")
    window.show_under()


def _open(studio: Studio, words: str = "") -> QWidget:
    """The page of safe keeping, or the one that a button on it leads to."""
    window = studio.circlekeeper.window
    studio.circlekeeper.show_start()
    studio.circlekeeper.start.safety_asked.emit()
    studio.settle()
    if words:
        buttons = (one for one in window.findChildren(QAbstractButton) if one.isVisible())
        next(one for one in buttons if one.accessibleName() == words).click()
        studio.settle()
    assert window.page is not None
    return window.page
