"""Over sessions: those of a circle, or of whoever led them, and how each measure is spread over those that are alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from circle.filter import Filter
from circle.i18n import gettext as _
from ui.actions import Action, bind
from ui.pages.over_sessions_shown import GroupShown, OverSessionsShown
from ui.theme import Look, Role
from ui.widgets.card import Card
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Body, Heading, Soft
from ui.widgets.menus import open_menu
from ui.widgets.over_time_view import OverTimeView
from ui.widgets.scrolled_page import ScrolledPage
from ui.widgets.spread_charts import SpreadCharts
from ui.widgets.tab_order import follow


class OverSessionsPage(ScrolledPage):
    left = Signal()
    whose_chosen = Signal(object)
    """filter.Filter: of a circle, or of whoever led."""
    session_asked = Signal(str)
    beside_asked = Signal(str)
    """The session that is chosen is to be set beside another."""

    def __init__(
        self,
        look: Look,
        ways: Callable[[], Sequence[tuple[str, Filter]]],
        *,
        parent: QWidget | None = None,
    ) -> None:
        """`ways`: whose sessions there are besides; asked when somebody wants to choose."""
        super().__init__(look, _("Over sessions"), two_heads_below=760, parent=parent)
        self._ways = ways
        self.setAccessibleName(_("Over sessions"))
        self.heading = Heading(look, "", Role.PROMPT)
        self.whose = KeyButton(look, _("Another circle or facilitator ▾"), _("Ctrl T"), small=True)
        self.beside = KeyButton(look, _("Set beside another"), _("Ctrl B"), small=True)
        self.back = KeyButton(look, _("Back"), _("Esc"), small=True)
        self.below, self.alike = Soft(look), Body(look)
        self.groups: ChoiceRow | None = None
        self.charts: SpreadCharts | None = None
        self.actions_here = (
            Action("whose", _("Another circle or facilitator"), ("Ctrl+T",), self._offer_ways),
            Action("beside", _("Set the chosen session beside another"), ("Ctrl+B",), self._beside),
            Action("leave", _("Back to the session"), ("Escape",), self.left.emit),
        )
        bind(self, self.actions_here)
        for button in (self.whose, self.beside, self.back):
            self.frame.head_right.addWidget(button)
        self.whose.clicked.connect(self._offer_ways)
        self.beside.clicked.connect(self._beside)
        self.back.clicked.connect(self.left)

    def show_over(self, shown: OverSessionsShown, session: str = "") -> None:
        """Once. `session`: the one that is looked at, if it is among them."""
        self._shown = shown
        self.heading.setText(shown.title)
        self.below.setText(shown.below)
        self.beside.setVisible(bool(shown.groups))
        body = self.body
        for part in (self.heading, self.below):
            body.addWidget(part)
        there = [i for i, one in enumerate(shown.groups) if session in one.sessions]
        self._add_groups(there[0] if there else 0)
        if shown.groups:
            self._add_rest()
        body.addStretch(1)
        self._show_group(there[0] if there else 0, session)

    def go_to_charts(self) -> None:
        """The first chart, where there is one."""
        if self.charts is not None:
            self.charts.cells[0].chart.setFocus(Qt.FocusReason.TabFocusReason)

    def _add_groups(self, now: int) -> None:
        body, groups = self.body, self._shown.groups
        if len(groups) > 1:
            words = {str(i): (one.words, "") for i, one in enumerate(groups)}
            self.groups = ChoiceRow(self._look, words, _("Which of the sessions that are alike"))
            self.groups.choose(str(now))
            self.groups.chosen.connect(lambda name: self._show_group(int(name)))
            body.addWidget(self.groups)
        body.addWidget(self.alike)
        self._charts_card = Card(self._look, _("Measures"))
        self._stances_card = Card(self._look, _("Listening of whoever led, as they noted it"))
        self.stances_sentence = Body(self._look)
        self.stances = OverTimeView(self._look)
        self.stance_words = Soft(self._look, small=True)
        for part in (self.stances_sentence, self.stances, self.stance_words):
            self._stances_card.body.addWidget(part)
        self.stances.chosen.connect(self._say_stances)
        for card in (self._charts_card, self._stances_card):
            body.addWidget(card)
            card.setVisible(bool(groups))

    def _add_rest(self) -> None:
        """What is of all the sessions, alike or not."""
        look, shown = self._look, self._shown
        texts = (
            (_("Commitments of all these sessions"), (shown.commitments,)),
            (_("Templates of all these sessions"), (shown.templates,)),
            (_("Prompts of all these sessions, the latest first"), shown.prompts),
        )
        for title, lines in texts:
            if lines:
                card = Card(look, title)
                for line in lines:
                    card.body.addWidget(Body(look, line))
                self.body.addWidget(card)

    def _show_group(self, i: int, session: str = "") -> None:
        if not self._shown.groups:
            self.alike.hide()
            return
        group = self._shown.groups[i]
        self.alike.setText(group.sentence)
        if self.charts is not None:
            self.charts.hide()
            self.charts.deleteLater()
        self.charts = SpreadCharts(self._look, group, session)
        self._charts_card.body.addWidget(self.charts)
        self.charts.asked.connect(self._ask)
        self._show_stances(group)
        self._order_tabs(self.charts)

    def _order_tabs(self, charts: SpreadCharts) -> None:
        groups = self.groups.buttons.values() if self.groups is not None else ()
        drawn = (one.chart for one in charts.cells)
        buttons = (self.whose, self.beside, self.back)
        follow((*buttons, *groups, *drawn, self.stances))

    def _show_stances(self, group: GroupShown) -> None:
        self.stances_sentence.setText(group.stances_sentence)
        self.stances.show_over_time(group.stances)
        noted = group.has_stances
        self.stances.setVisible(noted)
        self.stance_words.setVisible(noted)
        self._say_stances()

    def _say_stances(self) -> None:
        said = self.stances.said()
        self.stance_words.setText(said[self.stances.chosen_session] if said else "")

    def _ask(self) -> None:
        if self.charts is not None:
            self.session_asked.emit(self.charts.chosen_session)

    def _beside(self) -> None:
        if self.charts is not None:
            self.beside_asked.emit(self.charts.chosen_session)

    def _offer_ways(self) -> None:
        where = self.whose.mapToGlobal(QPoint(0, self.whose.height()))
        acts: list[tuple[str, Callable[[], object]]] = [
            (words, partial(self.whose_chosen.emit, those)) for words, those in self._ways()
        ]
        if acts:
            open_menu(self, acts, where)
