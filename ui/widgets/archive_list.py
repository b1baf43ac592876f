"""The sessions of the archive to choose from: found by words, filtered, page after page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from circle.archived import SessionLine
from circle.archived_words import Hit
from circle.filter import EVERYTHING, Filter
from circle.i18n import gettext as _
from ui.accessible import announce
from ui.pages.archive_shown import (
    Offered,
    found_words,
    hit_row,
    nothing_words,
    session_row,
    sessions_words,
)
from ui.theme import Look
from ui.widgets.archive_filters import ArchiveFilters
from ui.widgets.choice_row import WordButton
from ui.widgets.find_notes import AFTER_MS, FindField
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Soft
from ui.widgets.paged_rows import PagedRows

_MARGIN = 16


class ArchiveList(QWidget):
    """`field` may stand elsewhere. Going through the rows opens what they are after a moment, Enter or a click at once."""

    chosen = Signal(str)
    """The id of a session."""
    hit_chosen = Signal(object)
    """archived.Hit: the place in its session is to be shown."""
    entered = Signal()
    """It was chosen by Enter or by a click: whoever did goes on to what is shown."""
    page_asked = Signal(object, object)
    """filter.Filter, and the archived.SessionLine after which the page begins, or None."""
    search_asked = Signal(str, object, object)
    """The words, filter.Filter, and the id of the archived.Hit before which the page begins, or None."""

    file_asked = Signal()
    folder_asked = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._those, self._offered = EVERYTHING, Offered()
        self._lines: list[SessionLine] = []
        self._hits: list[Hit] = []
        self._more_lines = self._more_hits = self._is_asking = False
        self._total = 0
        self.field = FindField(look, _("Search notes, prompts, sessions…"), _("Ctrl F"))
        self.filters = ArchiveFilters(look)
        self.filters.hide()
        self.filter_button = WordButton(look, _("Filter"), "")
        self.list = PagedRows(look, _("Sessions, the newest first"))
        self.hits = PagedRows(look, _("Texts that were found, the newest first"))
        self._words = Soft(look, small=True)
        self._nothing = Soft(look)
        self._openers = (
            KeyButton(look, _("Open notes from somebody…"), _("Ctrl O"), small=True),
            KeyButton(look, _("Open a folder or stick…"), _("Ctrl Shift O"), small=True),
        )
        self._search_pause = _pause(self, self._search)
        self._open_pause = _pause(self, self._open)
        self._lay_out()
        self._connect()
        self._show()

    def _lay_out(self) -> None:
        """The field is put by the page: here, at the top, or into its head."""
        self.column = QVBoxLayout(self)
        self.show_alone(alone=False)
        self.column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addSpacing(2)
        row.addWidget(self._words, 1)
        row.addWidget(self.filter_button)
        self._words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(row)
        for widget in (self.filters, self._nothing):
            self.column.addWidget(widget)
        for button in self._openers:
            self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.hits, 1)
        self.column.addStretch(0)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._wait)
        self.field.asked.connect(self._search_and_go_on)
        self.field.down.connect(self.go_to_rows)
        self.filter_button.toggled.connect(self.filters.setVisible)
        self.filters.chosen.connect(self.use_filter)
        for button, asked in zip(self._openers, (self.file_asked, self.folder_asked), strict=True):
            button.clicked.connect(asked)
        for rows in (self.list, self.hits):
            rows.end_neared.connect(self._ask_for_more)
            rows.chosen.connect(self._open_pause.start)
            rows.asked.connect(self._enter)

    def show_alone(self, *, alone: bool) -> None:
        """`alone`: nothing is beside it, so that it keeps off both edges of the window alike."""
        self.column.setContentsMargins(_MARGIN, 8, _MARGIN if alone else 6, 0)

    def show_offered(self, offered: Offered) -> None:
        self._offered = offered
        self.filters.show_filter(self._those, offered)
        self._show()

    def show_page(self, lines: Sequence[SessionLine], total: int, *, more: bool) -> None:
        """The first sessions that are meant. `total`: how many are meant; `more`: of them there are others."""
        self._lines, self._total, self._more_lines = [*lines], total, more
        self.list.show_rows([session_row(line) for line in lines])
        self.list.verticalScrollBar().setValue(0)
        self._show()

    def add_page(self, lines: Sequence[SessionLine], *, more: bool) -> None:
        self._lines += lines
        self._more_lines = more
        self.list.add_rows([session_row(line) for line in lines])

    def show_hits(self, hits: Sequence[Hit], *, more: bool) -> None:
        """The first texts that were found."""
        self._hits, self._more_hits = [*hits], more
        self.hits.show_rows([hit_row(hit) for hit in hits])
        self.hits.show_chosen(None)
        self.hits.verticalScrollBar().setValue(0)
        self._show()

    def add_hits(self, hits: Sequence[Hit], *, more: bool) -> None:
        self._hits += hits
        self._more_hits = more
        self.hits.add_rows([hit_row(hit) for hit in hits])
        self._show_words()

    def show_comments(self, session: str, n: int) -> None:
        """So many are about a session now."""
        for at, one in enumerate(self._lines):
            if one.id == session and one.comments != n:
                self._lines[at] = replace(one, comments=n)
                self.list.change_row(session_row(self._lines[at]))

    def show_chosen(self, session: str) -> None:
        """The session that is shown, where it is in the list."""
        if self.list.chosen_key != session:
            self.list.show_chosen(session, in_sight=True)

    @property
    def those(self) -> Filter:
        """Which sessions are meant."""
        return self._those

    @property
    def sought(self) -> str:
        return self.field.text().strip()

    @property
    def is_empty(self) -> bool:
        """Whether there is no session at all."""
        return not self._lines and self._those == EVERYTHING

    def go_to_field(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def leave_search(self) -> bool:
        """Back to the sessions; whether there was something to go back from."""
        if not self.field.text() and not self.field.hasFocus():
            return False
        self.field.clear()
        self.go_to_rows()
        return True

    def go_to_rows(self) -> None:
        rows = self.hits if self.sought else self.list
        if rows.rows_model.rows:
            rows.setFocus(Qt.FocusReason.TabFocusReason)
            if rows is self.hits and rows.chosen_key is None:
                rows.show_chosen(rows.rows_model.rows[0].key, in_sight=True)

    def show_filters(self) -> None:
        self.filter_button.setChecked(True)
        next(iter(self.filters.buttons.values())).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave_filters(self) -> bool:
        """Folds them; whether they were open. What was chosen by them still holds."""
        was_open = self.filter_button.isChecked()
        had_focus = any(one.hasFocus() for one in self.filters.in_order)
        self.filter_button.setChecked(False)
        if had_focus:
            self.go_to_rows()
        return was_open

    def clear_all(self) -> None:
        """Every session again: no words, no filter."""
        self.field.clear()
        self.filter_button.setChecked(False)
        if self._those != EVERYTHING:
            self.use_filter(EVERYTHING)
        self.go_to_rows()

    def use_filter(self, those: Filter) -> None:
        self._those = those
        self.filters.show_filter(those, self._offered)
        self.page_asked.emit(those, None)
        if self.sought:
            self.search_asked.emit(self.sought, those, None)
        announce(self.list, self._words.text())

    @property
    def in_order(self) -> tuple[QWidget, ...]:
        """As Tab goes through them; where the field comes, its page knows."""
        return (self.filter_button, *self.filters.in_order, *self._openers, self.list, self.hits)

    def _wait(self, text: str) -> None:
        if text.strip():
            self._search_pause.start()
        else:
            self._search_pause.stop()
            self.show_hits((), more=False)

    def _search(self) -> None:
        self._search_pause.stop()
        self.search_asked.emit(self.sought, self._those, None)
        announce(self.field, self._words.text())

    def _search_and_go_on(self) -> None:
        if self.sought:
            self._search()
        self.go_to_rows()

    def _ask_for_more(self) -> None:
        if self._is_asking:
            return
        self._is_asking = True
        if self.sought and self._more_hits:
            self.search_asked.emit(self.sought, self._those, self._hits[-1].id)
        elif not self.sought and self._more_lines:
            self.page_asked.emit(self._those, self._lines[-1])
        self._is_asking = False

    def _enter(self) -> None:
        self._open()
        self.entered.emit()

    def _open(self) -> None:
        self._open_pause.stop()
        key = self.hits.chosen_key if self.sought else self.list.chosen_key
        if not self.sought and isinstance(key, str):
            self.chosen.emit(key)
        for hit in self._hits:
            if self.sought and hit.id == key:
                self.hit_chosen.emit(hit)

    def _show(self) -> None:
        searching = bool(self.sought)
        self.list.setVisible(not searching and bool(self._lines))
        if not searching and self.hits.hasFocus():
            self.list.setFocus()  # or Qt gives it to whatever comes next, and scrolls there
        self.hits.setVisible(searching and bool(self._hits))
        nothing = not searching and not self._lines
        self._nothing.setText(nothing_words(self._those) if nothing else "")
        self._nothing.setVisible(nothing)
        for button in self._openers:
            button.setVisible(nothing and self.is_empty)
        self.filter_button.setVisible(not self.is_empty)
        self._show_words()

    def _show_words(self) -> None:
        if self.sought:
            n = len(self._hits)
            text = found_words(n, self._those, self._offered, more=self._more_hits)
        else:
            text = sessions_words(self._total, self._those, self._offered)
        self._words.setText("" if self.is_empty and not self.sought else text)


def _pause(widget: ArchiveList, then: object) -> QTimer:
    timer = QTimer(widget)
    timer.setSingleShot(True)
    timer.setInterval(AFTER_MS)
    timer.timeout.connect(then)
    return timer
