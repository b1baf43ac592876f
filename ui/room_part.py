"""The room display, on the Settings page: which screen is for the room, and what it shows."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from circle.i18n import gettext as _
from circle.preferences import Shows
from ui.screens import ScreenSigns, can_be_placed, other_screens, screen_words
from ui.settings_acts import Around
from ui.widgets.card import Card
from ui.widgets.checks import Check
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Soft, Words

_ONLY, _WINDOW, _AT = "only", "window", "at "


class RoomPart(QObject):
    def __init__(self, around: Around) -> None:
        self.card = Card(around.look, _("Room display"))
        super().__init__(self.card)
        self._around, look = around, around.look
        body = self.card.body
        self.screen: ChoiceRow | None = None
        about = _(
            "The question, who holds the piece and a soft ring, for everyone to see. It is off until you ask for it in a session: the list of keys says how."
        )
        body.addWidget(Words(look, about))
        self.signs = ScreenSigns(look, self)
        if can_be_placed():
            self._build_screens()
        else:
            body.addWidget(Soft(look, _wayland_words(), small=True))
        self.shows = ChoiceRow(look, _shows(), _("What it shows of whoever holds the piece"))
        body.addWidget(Soft(look, _("What it shows of whoever holds the piece"), small=True))
        body.addWidget(self.shows)
        self.digits = Check(look, _("Also the time, in digits"))
        self.as_window = Check(look, _("Light where this window is light; else it is dark"))
        self._show()
        self.shows.chosen.connect(lambda shows: self._change(shows=Shows(shows)))
        self.digits.toggled.connect(lambda on: self._change(digits=on))
        self.as_window.toggled.connect(lambda on: self._change(as_window=on))
        body.addWidget(self.digits)
        body.addWidget(self.as_window)

    def _build_screens(self) -> None:
        look = self._around.look
        self.screen = ChoiceRow(look, self._screens(), _("Where it goes"))
        self._show_screen(self.screen)
        self.screen.chosen.connect(self._choose_screen)
        self.identify = KeyButton(look, _("Show the names of the screens"), small=True)
        self.identify.clicked.connect(self.signs.show_all)
        row = Flow()
        row.addWidget(self.identify)
        self.card.body.addWidget(Soft(look, _("Where it goes"), small=True))
        self.card.body.addWidget(self.screen)
        self.card.body.addLayout(row)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._anew)
        app.screenRemoved.connect(self._anew)

    def _anew(self) -> None:
        if self.card.isVisible():  # and no other page lies over this one
            self._around.back()

    def _screens(self) -> dict[str, tuple[str, str]]:
        """Those of which it may be one, the remembered one also where it is not there."""
        choices = {_ONLY: (_("The other screen"), "")}
        remembered = self._around.preferred.now.room.screen
        for one in other_screens(self._around.window):
            choices[_AT + one.name()] = (screen_words(one), "")
        if remembered and _AT + remembered not in choices:
            words = _("{name}, which is not there now").format(name=remembered)
            choices[_AT + remembered] = (words, "")
        return {**choices, _WINDOW: (_("A window"), "")}

    def _choose_screen(self, where: str) -> None:
        name = where.removeprefix(_AT) if where.startswith(_AT) else ""
        self._change(screen=name, in_window=where == _WINDOW)

    def _show(self) -> None:
        room = self._around.preferred.now.room
        if self.screen is not None:
            self._show_screen(self.screen)
        self.shows.choose(room.shows)
        self.digits.setChecked(room.digits)
        self.as_window.setChecked(room.as_window)

    def _show_screen(self, row: ChoiceRow) -> None:
        room = self._around.preferred.now.room
        chosen = _AT + room.screen if room.screen else _ONLY
        row.choose(_WINDOW if room.in_window else chosen)

    def _change(self, **parts: object) -> None:
        room = self._around.preferred.now.room
        if not self._around.change(room=replace(room, **parts)):
            self._show()


def _shows() -> dict[str, tuple[str, str]]:
    return {
        Shows.NAME: (_("Their name"), ""),
        Shows.RING: (_("Only the ring"), ""),
    }


def _wayland_words() -> str:
    return _(
        "This desktop decides by itself where windows go: the room display is a window. Drag it to the room’s screen; F11 in it fills that."
    )
