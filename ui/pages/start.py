"""The Start page: what kind of circle today, what was still open, and the circles before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.theme import Look, Role
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Heading, SmallHeading, Soft
from ui.widgets.page_frame import PageFrame
from ui.widgets.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from circle.templates import SessionTemplate
    from ui.actions import Action
    from ui.pages.start_shown import OpenShown, RecentShown
    from ui.widgets.choices import ChoiceLine
    from ui.widgets.find_notes import FindNotes
    from ui.widgets.open_card import OpenCard
    from ui.widgets.template_cards import TemplateCards

_GAP = 16
_CARD = 260
"""The least width of a card in a row of two, at the usual size of letters."""
_SIDE = 300
_SIDE_AT_MOST = 400
_AT_FIRST = 8
"""How many recent circles the page begins with."""


class StartPage(PageFrame):
    painted = Signal()
    """For the first time."""
    start_now_chosen = Signal()
    template_chosen = Signal(object)
    """A SessionTemplate."""
    duplicate_asked = Signal(object)
    export_asked = Signal(object)
    remove_asked = Signal(object)
    take_in_asked = Signal()
    files_dropped = Signal(tuple)
    """The paths of templates and decks."""
    decks_asked = Signal()
    documents_asked = Signal()
    carry_on_chosen = Signal(str)
    close_chosen = Signal(str, object)
    """The id of a session, and its time at its end in ms (an int)."""
    session_chosen = Signal(str)
    review_asked = Signal()
    """The archive is to be looked through."""
    safety_asked = Signal()
    """How the kit is kept safe is to be looked at."""
    settings_asked = Signal()
    several_asked = Signal()
    """Several sessions are to be exported."""
    open_asked = Signal()
    """Notes from somebody are to be opened."""
    folder_asked = Signal()
    """Likewise, of all that are in a folder."""
    bundles_dropped = Signal(tuple)
    """The paths of sessions, and of folders that may hold some."""
    others_dropped = Signal(tuple)
    """The paths, as texts, of files that cannot be opened here."""
    palette_asked = Signal()
    keys_asked = Signal()
    help_asked = Signal()
    sample_asked = Signal()
    """A sample circle is to be tried."""
    bigger_asked = Signal()
    smaller_asked = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, footer=False, parent=parent)
        self._look = look
        self._is_painted = False
        self.actions_here: tuple[Action, ...] = ()
        self._open: tuple[OpenShown, ...] = ()
        self._recent: tuple[RecentShown, ...] | None = None
        self._way_to_sample: KeyButton | None = None
        self.setAccessibleName(_("Start"))
        self._fill_head()
        self._fill_body()
        self.show_recent(())
        self._arrange()
        look.changed.connect(self._arrange)

    def show_templates(
        self, templates: Sequence[SessionTemplate], own: Collection[str] = ()
    ) -> None:
        """`own`: the names of those that can be removed."""
        cards = self.cards
        self._arrange()
        cards.show_templates(templates, own)

    def focus_template(self, name: str) -> None:
        """The card of that name, or what stands in its place, where the page is in sight."""
        if self.isVisible():
            self._scroll.ensureWidgetVisible(self.cards.focus_one(name), 0, _GAP)

    @cached_property
    def finding(self) -> FindNotes:
        """After the first paint."""
        from ui.actions import bind
        from ui.pages.start_actions import start_actions
        from ui.widgets.find_notes import FindNotes

        self.actions_here = go, *ways = start_actions(self)
        finding = FindNotes(self._look, go.key)
        self._find_place.addWidget(finding)
        self._share(ways)
        bind(self, self.actions_here)
        return finding

    def _share(self, ways: Sequence[Action]) -> None:
        """The way out for several sessions, and the way in for those of others, below the list of circles."""
        from ui.widgets.flow import Flow

        flow = Flow(gap=4, down=0)
        for row in (one for one in ways if one.keys):
            button = KeyButton(self._look, row.words, kind=Kind.QUIET, small=True)
            button.clicked.connect(row.handler)
            flow.addWidget(button)
            if row.id == "sample":
                self._way_to_sample = button
        self._share_place.addLayout(flow)

    def go_to_finding(self) -> None:
        self.finding.field.setFocus()
        self.finding.field.selectAll()
        self._scroll.ensureWidgetVisible(self.finding)

    @cached_property
    def cards(self) -> TemplateCards:
        """After the first paint: they are most of the page, and files can be dropped on it from then on."""
        from ui.widgets.template_cards import TemplateCards

        cards = TemplateCards(self._look)
        cards.start_now_chosen.connect(self.start_now_chosen)
        cards.chosen.connect(self.template_chosen)
        cards.duplicate_asked.connect(self.duplicate_asked)
        cards.export_asked.connect(self.export_asked)
        cards.remove_asked.connect(self.remove_asked)
        cards.take_in_asked.connect(self.take_in_asked)
        cards.decks_asked.connect(self.decks_asked)
        cards.documents_asked.connect(self.documents_asked)
        self._cards_place.addWidget(cards)
        self.setAcceptDrops(True)
        return cards

    def show_open(
        self,
        open: Sequence[OpenShown],  # noqa: A002 - what they are
        now: Callable[[], datetime],
    ) -> None:
        """`now`: the wall clock."""
        if tuple(open) != self._open:
            self._open = tuple(open)
            _empty(self._open_column)
            for shown in self._open:
                self._open_column.addWidget(self._open_card(shown, now))
            self._arrange()

    def show_recent(self, lines: Sequence[RecentShown]) -> None:
        """The newest first; the page begins with a few of them."""
        if tuple(lines) != self._recent:
            self._recent = tuple(lines)
            self._list_recent(_AT_FIRST)

    def show_sample(self, *, first: bool) -> None:
        """The way to a sample circle. `first`: there has been no circle yet, so it stands before all else."""
        _empty(self._sample_place)
        if self._way_to_sample is not None:
            self._way_to_sample.setVisible(not first)
        if first:
            from ui.widgets.sample_card import SampleCard

            card = SampleCard(self._look)
            card.asked.connect(self.sample_asked)
            self._sample_place.addWidget(card)
        self._arrange()

    def show_line(self, line: QWidget | None) -> None:
        """What there is to look at when there is time, or nothing."""
        _empty(self._line_place)
        if line is not None:
            self._line_place.addWidget(line)

    def find_again(self) -> None:
        """What was found may have changed, or may not be there any more."""
        if "finding" in self.__dict__ and (words := self.finding.field.text().strip()):
            self.finding.asked.emit(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's names
        """Circles that are still open, and the way to a sample, stand above what is beside the cards, and came later."""
        from ui.widgets.tab_order import order_as_seen

        if self._open or self._sample_place.count() > 0:
            order_as_seen(self._scroll, self._in_turn)
        return super().focusNextPrevChild(next)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            self.painted.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Tab begins at the first button, and none is marked before."""
        super().showEvent(event)
        self.setFocus()

    def _fill_head(self) -> None:
        look = self._look
        self.head_left.addWidget(Heading(look, _("Circlekeeper")))
        self.head_right.addWidget(self._button(_("Light or dark"), self.palette_asked))
        self.head_right.addSpacing(8)
        text_size = Soft(look, _("Text size"), small=True)
        text_size.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.head_right.addWidget(text_size)
        smaller, bigger = (
            self._button("A−", self.smaller_asked),
            self._button("A+", self.bigger_asked),
        )
        smaller.setAccessibleName(_("Smaller text"))
        bigger.setAccessibleName(_("Larger text"))
        self.head_right.addWidget(smaller)
        self.head_right.addWidget(bigger)
        self.head_right.addSpacing(8)
        self.head_right.addWidget(self._button(_("Keys"), self.keys_asked))
        self.head_right.addWidget(self._button(_("Help"), self.help_asked))

    def _button(self, words: str, asked: SignalInstance) -> KeyButton:
        button = KeyButton(self._look, words, small=True)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.clicked.connect(asked)
        return button

    def _fill_body(self) -> None:
        self._main, self._opened, self._before = QWidget(), QWidget(), QWidget()
        self._cards_place = QVBoxLayout()
        main = QVBoxLayout(self._main)
        main.setContentsMargins(0, 0, 0, 0)
        main.setSpacing(20)
        main.addWidget(Heading(self._look, _("What kind of circle today?"), Role.TITLE))
        main.addLayout(self._cards_place)
        main.addStretch(1)
        opened = _column(self._opened, spacing=_GAP)
        self._sample_place, self._open_column = QVBoxLayout(), QVBoxLayout()
        self._open_column.setSpacing(_GAP)
        opened.addLayout(self._sample_place)
        opened.addLayout(self._open_column)
        before = _column(self._before, spacing=8)
        self._line_place = QVBoxLayout()
        before.addLayout(self._line_place)
        self._find_place = QVBoxLayout()
        before.addLayout(self._find_place)
        self._share_place = QVBoxLayout()
        before.addLayout(self._share_place)
        before.addLayout(_inset(SmallHeading(self._look, _("Recent circles"))))
        self._recent_column = QVBoxLayout()
        self._recent_column.setSpacing(0)
        before.addLayout(self._recent_column)
        self._scroll = ScrollColumn(self._look)
        self._places = QGridLayout()
        self._scroll.body.addLayout(self._places)
        self._scroll.body.addStretch(1)
        self.body.addWidget(self._scroll)

    def _arrange(self) -> None:
        """Two columns with two cards in a row, or fewer where they would be cramped."""
        look, width = self._look, self.width()
        margin = max(24, min(60, width * 44 // 1000))
        gap = max(24, min(40, width * 3 // 100))
        self._scroll.body.setContentsMargins(margin, 34, margin, 34)
        self._places.setHorizontalSpacing(gap)
        self._places.setVerticalSpacing(30)
        free = width - 2 * margin
        beside = free - gap >= look.px(_CARD) + look.px(_SIDE)
        side = max(look.px(_SIDE), min(look.px(_SIDE_AT_MOST), free * 32 // 100))
        self._place_parts(beside=beside, side=side)
        main = free - side - gap if beside else free
        if "cards" in self.__dict__:
            self.cards.show_across(2 if main >= 2 * look.px(_CARD) + _GAP else 1)

    def _place_parts(self, *, beside: bool, side: int) -> None:
        places = self._places
        first, then = (self._main, self._opened) if beside else (self._opened, self._main)
        self._in_turn = (first, then, self._before)
        for part in self._in_turn:
            places.removeWidget(part)
        above = bool(self._open) or self._sample_place.count() > 0
        self._opened.setVisible(above)
        if beside:
            places.addWidget(self._main, 0, 0, 3, 1)
            places.addWidget(self._opened, 0, 1)
            places.addWidget(self._before, 1 if above else 0, 1)
        else:
            places.addWidget(self._opened, 0, 0)
            places.addWidget(self._main, 1 if above else 0, 0)
            places.addWidget(self._before, 2, 0)
        places.setRowStretch(2, 1 if beside else 0)
        places.setColumnStretch(0, 1)
        places.setColumnMinimumWidth(1, side if beside else 0)
        for part in (self._opened, self._before):
            part.setMaximumWidth(side if beside else 16_777_215)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Any file: of one that cannot be opened it is said what can."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        from ui.pages.start_shown import bundles_in, templates_in

        files = [file for url in event.mimeData().urls() if (file := url.toLocalFile())]
        event.acceptProposedAction()
        templates, bundles = templates_in(files), bundles_in(files)
        if templates:
            self.files_dropped.emit(templates)
        if bundles:
            self.bundles_dropped.emit(bundles)
        if not (templates or bundles):
            self.others_dropped.emit(tuple(files))

    def _open_card(self, shown: OpenShown, now: Callable[[], datetime]) -> OpenCard:
        from ui.widgets.open_card import OpenCard

        card = OpenCard(self._look, shown, now=now)
        card.carry_on_chosen.connect(lambda: self.carry_on_chosen.emit(shown.session))
        card.close_chosen.connect(lambda at_ms: self.close_chosen.emit(shown.session, at_ms))
        return card

    def _list_recent(self, most: int) -> None:
        _empty(self._recent_column)
        recent = self._recent or ()
        for shown in recent[:most]:
            self._recent_column.addWidget(self._recent_line(shown))
        if not recent:
            empty = Soft(
                self._look,
                _("Sessions you hold appear here. Choose a kind of circle to begin the first."),
            )
            self._recent_column.addLayout(_inset(empty))
        if len(recent) > most:
            self._recent_column.addLayout(_inset(self._button_for_more(len(recent))))

    def _button_for_more(self, n: int) -> KeyButton:
        words = _("Show all {n}").format(n=n)
        button = KeyButton(self._look, words, kind=Kind.QUIET, small=True)
        button.clicked.connect(self._show_all)
        return button

    def _show_all(self) -> None:
        """The focus goes on where the list did."""
        recent = self._recent or ()
        self._list_recent(len(recent))
        if (item := self._recent_column.itemAt(_AT_FIRST)) and (line := item.widget()):
            line.setFocus()

    def _recent_line(self, shown: RecentShown) -> ChoiceLine:
        from ui.widgets.choices import ChoiceLine

        line = ChoiceLine(self._look, shown.title, shown.about)
        line.clicked.connect(lambda: self.session_chosen.emit(shown.session))
        return line


def _column(widget: QWidget, *, spacing: int) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    return column


def _inset(words: QWidget) -> QHBoxLayout:
    """In line with the words of the list."""
    inset = QHBoxLayout()
    inset.setContentsMargins(8, 0, 8, 0)
    inset.addWidget(words)
    return inset


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            _empty(inner)
