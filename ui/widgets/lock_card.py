"""A passphrase for the kit, and when it locks by itself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from circle.i18n import gettext as _
from circle.i18n import ngettext
from ui.pages.passphrase import For
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Body, Soft
from ui.widgets.menus import open_menu

_OFFERED = (1, 2, 5, 10, 15, 30, 0)


class LockCard(Card):
    asked = Signal(object)
    """A For."""
    minutes_chosen = Signal(int)
    lock_asked = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, _("Passphrase and lock"), parent=parent)
        self._state = Body(look, _("The kit is not open, so nothing of this can be changed."))
        self._minutes = 0
        self.buttons = {what: KeyButton(look, words, small=True) for what, words in _words()}
        self.lock_now = KeyButton(look, "", _("Ctrl L"), small=True)
        self.when = KeyButton(look, "", small=True)
        self._about_lock = Soft(look, small=True)
        acts, lock = Flow(), Flow()
        for what, button in self.buttons.items():
            button.clicked.connect(lambda *_checked, what=what: self.asked.emit(what))
            acts.addWidget(button)
        for button in (self.when, self.lock_now):
            lock.addWidget(button)
        self.body.addWidget(self._state)
        self.body.addLayout(acts)
        self.body.addLayout(lock)
        self.body.addWidget(self._about_lock)
        for one in (*self.buttons.values(), self.when, self.lock_now):
            one.hide()  # until it is known what can be done
        self.when.clicked.connect(self._offer_minutes)
        self.lock_now.clicked.connect(self.lock_asked)

    def show_state(self, *, has_passphrase: bool, minutes: int) -> None:
        """`minutes`: after how many without a key it locks; 0: never."""
        self._minutes = minutes
        for what, button in self.buttons.items():
            button.setVisible((what is For.SET) is not has_passphrase)
        self.when.setVisible(has_passphrase)
        self.lock_now.show()
        self.lock_now.show_words(_("Lock now") if has_passphrase else _("Put away"), _("Ctrl L"))
        self._state.setText(_kept() if has_passphrase else _open())
        self._about_lock.setText(_about_locking() if has_passphrase else _about_putting_away())
        self.when.show_words(f"{_when(minutes)} ▾")
        self.when.setAccessibleName(_("When it locks: {when}").format(when=_when(minutes)))

    def _offer_minutes(self) -> None:
        acts = [(_when(n), lambda n=n: self.minutes_chosen.emit(n)) for n in _OFFERED]
        now = _OFFERED.index(self._minutes) if self._minutes in _OFFERED else None
        open_menu(self, acts, self.when.mapToGlobal(self.when.rect().bottomLeft()), now=now)


def _words() -> tuple[tuple[For, str], ...]:
    return (
        (For.SET, _("Set a passphrase…")),
        (For.CHANGE, _("Change it…")),
        (For.CODE, _("New recovery code…")),
        (For.REMOVE, _("Remove it…")),
    )


def _kept() -> str:
    return _("This kit and its backups open with your passphrase or its recovery code alone.")


def _open() -> str:
    return _(
        "No passphrase is set: whoever can open this computer’s files can read the kit. With one, only somebody "
        "who has the passphrase or its recovery code can."
    )


def _about_locking() -> str:
    return _(
        "Outside a circle it also locks when the laptop goes to sleep. In a circle it never locks by itself; there "
        "Ctrl L hides the notes, and time and keys go on."
    )


def _about_putting_away() -> str:
    return _(
        "This takes everything off the screen; anybody can bring it back. In a circle it hides the notes, and time "
        "and keys go on."
    )


def _when(minutes: int) -> str:
    if not minutes:
        return _("Never locks by itself")
    words = ngettext("Locks after {n} minute away", "Locks after {n} minutes away", minutes)
    return words.format(n=minutes)
