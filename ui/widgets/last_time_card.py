"""What the circle said it would do: for each commitment what became of it, in one key."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.commitments import OpenCommitment
from circle.harvest import Became, Seen
from circle.i18n import gettext as _
from ui.last_time import LastTime
from ui.live_session import LiveSession
from ui.pages.commitments_shown import MOST_ON_LIVE, AskedShown, asked_shown, more_words, to_ask
from ui.theme import Look
from ui.widgets.asked_row import AskedRow
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.inline_form import LineWords
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.menus import open_menu
from ui.widgets.tab_order import order_tabs


class LastTimeCard(Card):
    """`brief`: while the first round is held, those that nobody has answered yet; else all of them."""

    left = Signal()
    """Nothing is left to be asked here."""

    def __init__(
        self,
        look: Look,
        live: LiveSession,
        last: LastTime,
        *,
        brief: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, _("From last time"), parent=parent)
        self._look, self._live, self._last, self._brief = look, live, last, brief
        self._by_key = {one.key: one for one in last.commitments}
        self._put_away: set[tuple[str, int]] = set()
        self._shown: tuple[AskedShown, ...] | None = None
        self._seen_last = live.state.followed, len(live.state.rounds)
        self.rows: list[AskedRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.put_away = KeyButton(look, _("Put away"), kind=Kind.QUIET, small=True)
        self.put_away.clicked.connect(self._put_all_away)
        self.body.addLayout(self._list)
        self.more, under = LineWords(look, ""), Flow(gap=0)
        under.addWidget(self.more)
        under.addWidget(self.put_away)
        self.body.addLayout(under)
        self.more.setVisible(brief)
        self.put_away.setVisible(brief)
        live.changed.connect(self._follow)

    def _follow(self) -> None:
        """Passing the piece changes nothing here, and costs nothing."""
        state = self._live.state
        if (state.followed, len(state.rounds)) != self._seen_last:
            self.show_state()

    def show_state(self) -> None:
        state = self._live.state
        self._seen_last = state.followed, len(state.rounds)
        if self._brief and len(state.rounds) > 1:
            self.hide()
            return
        rows = asked_shown(self._last.commitments, state, self._today)
        if self._brief:
            rows = to_ask(rows, self._put_away)
        if rows != self._shown:
            self._shown = rows
            self._show_rows(rows)
        self.setVisible(bool(rows))

    @property
    def _today(self) -> date:
        return self._live.moment(self._live.now_ms()).date()

    def keep_open(self) -> None:
        """What is being written about an answer is kept with it."""
        for row in self.rows:
            row.keep_open()

    def _show_rows(self, rows: tuple[AskedShown, ...]) -> None:
        here = rows[:MOST_ON_LIVE] if self._brief else rows
        focused = any(row.isAncestorOf(self.window().focusWidget() or self) for row in self.rows)
        self._have({one.key for one in here})
        there = {row.key: row for row in self.rows}
        self.rows = [there.get(one.key) or self._new_row(one) for one in here]
        for at, (row, one) in enumerate(zip(self.rows, here, strict=True)):
            self._list.insertWidget(at, row)
            row.show_asked(one)
            row.show()
        self.more.setText(more_words(rows))
        self.more.setVisible(self._brief and bool(self.more.text()))
        tabs = [widget for row in self.rows for widget in row.in_order]
        order_tabs(self, (*tabs, self.put_away))
        if focused:
            self._focus_again(tabs)

    def _have(self, keys: set[tuple[str, int]]) -> None:
        for row in [one for one in self.rows if one.key not in keys]:
            self.rows.remove(row)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()

    def _new_row(self, shown: AskedShown) -> AskedRow:
        row = AskedRow(self._look, shown.key, brief=self._brief, parent=self)
        row.answered.connect(self._answer)
        row.menu_asked.connect(self._open_menu)
        return row

    def _answer(self, key: tuple[str, int], became: Became, words: str) -> None:
        seen = self._live.state.followed.get(key)
        self._last.answer(self._one(key), became, words, seen.seen if seen else Seen.MINE)

    def _one(self, key: tuple[str, int]) -> OpenCommitment:
        return self._by_key[key]

    def _open_menu(self, key: tuple[str, int], where: QPoint) -> None:
        """Who may see it, or another answer."""
        from ui.widgets.asked_row import menu_of

        row = next((row for row in self.rows if row.key == key), None)
        now = self._live.state.followed.get(key)
        if row is None or now is None:
            return
        acts = menu_of(lambda seen: self._last.show_to(self._one(key), seen), row.change)
        open_menu(self, acts, where, now=[*Seen].index(now.seen))

    def _put_all_away(self) -> None:
        """They stay in the plan and at the close."""
        self._put_away = {*self._by_key}
        self.show_state()
        self.left.emit()

    def _focus_again(self, tabs: list[QWidget]) -> None:
        """Where the answer was given by keys, the next one can be; but beside the circle Space is the piece's again."""
        if any(widget.hasFocus() for widget in tabs):
            return
        if self._brief:
            self.left.emit()
            return
        first = next((widget for widget in tabs if widget.isVisibleTo(self)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.left.emit()
