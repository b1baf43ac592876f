"""A prompt for the moment: one at a time, another on request, and rules by which one is suggested."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from circle.i18n import gettext as _
from circle.prompting import PromptRules, long_silence_left_ms
from circle.prompts import Deck
from ui.actions import Action
from ui.live_session import LiveSession
from ui.pages.prompt_choice import PromptChoice, ToOffer
from ui.theme import Look, Role
from ui.widgets.card import Tint
from ui.widgets.card_with_way import CardWithWay
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Heading, Soft

if TYPE_CHECKING:
    from ui.widgets.prompt_rules_form import PromptRulesForm


class PromptCard(CardWithWay):
    """It never takes the focus, and says nothing aloud."""

    rules_chosen = Signal(object)
    """A PromptRules."""
    form_shown = Signal(QWidget)
    form_left = Signal()
    """The keys are to be the session's again."""

    def __init__(
        self,
        look: Look,
        live: LiveSession,
        decks: Sequence[Deck],
        actions: Mapping[str, Action],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, words=_("Suggest…"), tint=Tint.MOSS, parent=parent)
        self._live, self._key = live, actions["prompt"].key
        self._choice = PromptChoice(decks)
        self._form: PromptRulesForm | None = None
        self._silence: QTimer | None = None
        self._reason = Soft(look, small=True)
        self._text = Heading(look, "", Role.PROMPT)
        self._about = Soft(look, small=True)
        self._offer = KeyButton(look, "", self._key, small=True)
        self._another = KeyButton(look, _("Another"), small=True)
        self._rules = self.way
        self._rules.setAccessibleName(_("When a prompt is suggested"))
        self._offer.clicked.connect(actions["prompt"].handler)
        self._another.clicked.connect(self._show_another)
        self._rules.clicked.connect(self._open_or_leave_form)
        row = Flow(gap=8)
        row.addWidget(self._offer)
        row.addWidget(self._another)
        for words in (self._reason, self._text, self._about):
            self.body.addWidget(words)
        self.body.addLayout(row)

    @property
    def has_prompts(self) -> bool:
        return self._choice.has_decks

    @property
    def to_offer(self) -> ToOffer | None:
        return self._choice.to_offer(self._live.state)

    def use_rules(self, rules: PromptRules) -> None:
        self._choice.use(rules)
        self.show_state()

    def show_state(self) -> None:
        state, now_ms = self._live.state, self._live.now_ms()
        self._choice.follow(state, now_ms)
        self._await_long_silence(long_silence_left_ms(state, self._choice.rules, now_ms))
        shown = self._choice.shown(state)
        self.show_heading(shown.heading)
        for label, words in (
            (self._reason, shown.reason),
            (self._text, shown.text),
            (self._about, shown.about),
        ):
            label.setText(words)
            label.setVisible(bool(words))
        key = self._key if shown.can_offer else ""
        self._show(self._offer, shown.offer, key, enabled=shown.can_offer)
        self._offer.setVisible(bool(shown.offer))
        self._show(self._another, _("Another"), "", enabled=shown.another)

    def _show_another(self) -> None:
        self._choice.another(self._live.state)
        self.show_state()

    def _await_long_silence(self, left_ms: int | None) -> None:
        """The timer is there for as long as a silence runs that a rule waits for, and no longer."""
        if not left_ms:
            if self._silence is not None:
                self._silence.stop()
                self._silence.deleteLater()
                self._silence = None
            return
        if self._silence is None:
            self._silence = QTimer(self)
            self._silence.setSingleShot(True)
            self._silence.timeout.connect(self.show_state)
        self._silence.start(self._live.wall_ms(left_ms))

    def _open_or_leave_form(self) -> None:
        if self._form is None:
            from ui.widgets.prompt_rules_form import PromptRulesForm

            self._form = PromptRulesForm(self._look)
            self._form.chosen.connect(self._use_chosen)
            self._form.left.connect(self._leave_form)
            self.body.addWidget(self._form)
        if self._form.isHidden():
            self._form.show_rules(self._choice.rules)
            self._form.show()
            self._form.setFocus()
            self.form_shown.emit(self._form)
        else:
            self._leave_form()

    def _leave_form(self) -> None:
        if self._form is not None:
            had_focus = self._form.has_focus
            self._form.hide()
            if had_focus:
                self.form_left.emit()

    def _use_chosen(self, rules: PromptRules) -> None:
        self.use_rules(rules)
        self.rules_chosen.emit(rules)

    @staticmethod
    def _show(button: KeyButton, words: str, key: str, *, enabled: bool) -> None:
        button.show_words(words, key)
        if not enabled:
            button.clearFocus()
        button.setEnabled(enabled)
