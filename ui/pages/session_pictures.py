"""The pictures of a closed session over the Close page, as they leave at the level that is chosen there."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.errors import Refused
from circle.harvest import Seen
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.level import Level
from circle.notes import make_notes
from circle.searched import LookedFor
from circle.session_notes import SessionNotes
from circle.summary import few_words
from exports.blocks import Picture
from exports.charts import pictures
from exports.words import level_words, reader_words
from ui.accessible import announce
from ui.live_session import LiveSession
from ui.pages.over_page import OverPage
from ui.theme import Look, Role
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Heading, Soft
from ui.widgets.picture_view import PictureView
from ui.widgets.scroll_column import ScrollColumn

_PAGES = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_LINES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


def show_pictures(
    look: Look,
    over: QWidget,
    live: LiveSession,
    level: Level,
    reader: Seen,
    *,
    looked_for: LookedFor,
) -> bool:
    """Opens them over a page. False: the session is open, and nothing is shown of what people do."""
    if live.state.ended_ms is None:
        return False
    try:
        notes = make_notes(live.id, live.log, level, reader, looked_for)
        drawn = pictures(notes)
        about = _about(notes, len(drawn))
    except Refused as why:
        drawn, about = (), str(why)
    page = SessionPictures(look, over, drawn, about)
    focused = over.window().focusWidget() or over
    page.left.connect(focused.setFocus)
    page.open()
    announce(page, about)
    return True


def _about(notes: SessionNotes, n: int) -> str:
    """What is shown, and how many there are: the others are below the first. Where there is none, why."""
    if not n and notes.few:
        return _("There is nothing to draw. {why}").format(why=few_words(notes.few))
    if not n:
        return _("There is nothing to draw: nobody held the piece in a round that was measured.")
    shown = ngettext(
        "{level} · {reader}. {n} picture. Documents show the same.",
        "{level} · {reader}. {n} pictures, one below the other. Documents show the same.",
        n,
    )
    return shown.format(level=level_words(notes.level), reader=reader_words(notes.reader), n=n)


class SessionPictures(OverPage):
    left = Signal()

    def __init__(self, look: Look, over: QWidget, drawn: tuple[Picture, ...], about: str) -> None:
        super().__init__(look, over)
        title = _("The session in pictures")
        self.setAccessibleName(title)
        self.page = ScrollColumn(look)
        self.views = tuple(PictureView(look, one) for one in drawn)
        self.back = KeyButton(look, _("Back"), _("Esc"), kind=Kind.MAIN)
        self.back.clicked.connect(self._leave)
        self.page.body.setSpacing(28)
        self.page.body.setContentsMargins(0, 0, 14, 12)
        for view in self.views:
            self.page.body.addWidget(view)
            view.unfolded.connect(partial(self.page.show_part, view.words))
        self.page.body.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setSpacing(12)
        outer.addWidget(Heading(look, title, Role.HEADING))
        outer.addWidget(Soft(look, about))
        outer.addWidget(self.page, 1)
        outer.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)

    def _leave(self) -> None:
        self.put_away()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, bar = event.key(), self.page.verticalScrollBar()
        if key == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self._leave()
        elif key in _PAGES:
            bar.setValue(bar.value() + _PAGES[Qt.Key(key)] * bar.pageStep() * 9 // 10)
        elif key in _LINES:
            bar.setValue(bar.value() + _LINES[Qt.Key(key)] * self._look.px(60))
