"""Who is in which small group, while groups talk: drawn anew, made larger or smaller, or changed by hand."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QSizePolicy, QWidget

from circle.events import Groups
from circle.i18n import gettext as _
from circle.session import State
from ui.accessible import announce
from ui.live_session import LiveSession
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.groups_list import GroupsList
from ui.widgets.groups_shown import MemberAct, change_words, groups_shown, member_acts
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.menus import open_menu
from ui.widgets.scroll_column import ScrollColumn


class GroupsPanel(Card):
    def __init__(self, look: Look, live: LiveSession, *, parent: QWidget | None = None) -> None:
        super().__init__(look, parent=parent)
        self._live = live
        self._told: Groups = ()
        self.list = GroupsList(look)
        self._scroll = ScrollColumn(look, least_rows=6)
        self._scroll.body.addWidget(self.list)
        self._scroll.body.addStretch(1)
        self.at_random = KeyButton(look, _("At random"), small=True)
        self.neighbours = KeyButton(look, _("Neighbours"), small=True)
        self.fewer = KeyButton(look, _("Fewer groups"), kind=Kind.QUIET, small=True)
        self.more = KeyButton(look, _("More groups"), kind=Kind.QUIET, small=True)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self._buttons())
        self.list.menu_asked.connect(self._show_menu)
        self.list.went.connect(self._show_person)
        self.at_random.clicked.connect(lambda: live.draw_groups(at_random=True))
        self.neighbours.clicked.connect(lambda: live.draw_groups(at_random=False))
        self.fewer.clicked.connect(lambda: live.resize_groups(-1))
        self.more.clicked.connect(lambda: live.resize_groups(1))

    def _buttons(self) -> QWidget:
        buttons = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        buttons.setSizePolicy(policy)
        flow = Flow(gap=6, down=0, parent=buttons)
        for button in (self.at_random, self.neighbours, self.fewer, self.more):
            flow.addWidget(button)
        return buttons

    def show_state(self, state: State) -> None:
        """The groups of the round that runs; new ones are said aloud."""
        shown = groups_shown(state)
        self.show_heading(shown.heading)
        self.list.show_groups(shown.groups)
        self._enable(self.fewer, enabled=shown.can_be_fewer)
        self._enable(self.more, enabled=shown.can_be_more)
        groups = state.round.groups if state.round else ()
        announce(self.list, change_words(state, self._told, groups))
        self._told = groups

    def _enable(self, button: KeyButton, *, enabled: bool) -> None:
        if not enabled and button.hasFocus():
            self.list.setFocus()  # else Qt hands it to the next button, which Space would press
        button.setEnabled(enabled)

    def _show_menu(self, person: str, where: QPoint) -> None:
        acts = member_acts(self._live.state, person)
        open_menu(self, [(act.words, partial(self._do, person, act)) for act in acts], where)

    def _do(self, person: str, act: MemberAct) -> None:
        if act.group is None:
            self._live.reports(person)
        else:
            self._live.move_to_group(person, act.group)

    def _show_person(self, box: QRect) -> None:
        middle = self.list.mapToParent(box.center())
        self._scroll.ensureVisible(middle.x(), middle.y(), 0, box.height())
