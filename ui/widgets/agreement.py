"""What is agreed before a circle opens: the rule of confidentiality, what was read aloud, what the group said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.confidentiality import CIRCLE, known_rule, known_rules, rule_meaning
from circle.events import SessionOpened
from circle.i18n import gettext as _
from circle.moves import LONGEST_NAME, clean_text
from circle.people import NOT_ASKED, Consent, Participant
from ui.pages.agreed_shown import asking, first_text, group_words, rule_read
from ui.theme import Look
from ui.widgets.fields import LineField
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Soft
from ui.widgets.menus import open_menu


class Agreement(QWidget):
    text_kept = Signal(str)
    """What is to be read aloud the next time; empty: as it was at first."""

    def __init__(self, look: Look, over: QWidget) -> None:
        """`over`: the page that what is read aloud lies over."""
        super().__init__(over)
        self._look, self._over = look, over
        self._rule, self._consent, self._text = CIRCLE, NOT_ASKED, ""
        self.people: Callable[[], Sequence[Participant]] = tuple
        self.measured: Callable[[], bool] = lambda: True
        self.rule = KeyButton(look, "", small=True)
        self.own = LineField(look, _("The rule in your own words"))
        self.own.setMaxLength(LONGEST_NAME)
        self.meaning = Soft(look, small=True)
        self.read = KeyButton(look, _("Read aloud first…"), kind=Kind.QUIET, small=True)
        self.said = Soft(look, small=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        for part in (self.rule, self.own, self.meaning, self.read, self.said):
            column.addWidget(part)
        self.rule.clicked.connect(self._offer_rules)
        self.own.textChanged.connect(self._show)
        self.read.clicked.connect(self.read_aloud)
        self._show()

    def begin_with(self, rule: str) -> None:
        """A fresh circle, on the rule of its template."""
        known = known_rule(rule or CIRCLE)
        self._rule, self._consent = known.name if known else "", NOT_ASKED
        self.own.setText("" if known else rule)
        self._show()

    def show_text(self, text: str) -> None:
        """What was kept to be read aloud; empty: as it was at first."""
        self._text = text

    @property
    def confidentiality(self) -> str:
        """The rule in force: by its name, or in the circle's own words."""
        if self._rule:
            return self._rule
        return " ".join(clean_text(self.own.text(), longest=LONGEST_NAME).split()) or CIRCLE

    def agreed(self, opened: SessionOpened) -> SessionOpened:
        """The session with what was agreed here."""
        return replace(opened, confidentiality=self.confidentiality, consent=self._consent)

    def read_aloud(self) -> None:
        from ui.pages.read_aloud import ReadAloud, ToRead

        asks = asking(self.people())
        first = first_text(measured=self.measured())
        page = ReadAloud(
            self._look,
            self._over,
            ToRead(
                rule_read(self.confidentiality),
                self._text or first,
                first,
                self._consent,
                asks.alias if asks else "",
                asks.id if asks else None,
            ),
        )
        page.text_kept.connect(self._keep_text)
        page.left.connect(self._take)
        page.open()

    def _keep_text(self, text: str) -> None:
        self._text = text
        self.text_kept.emit(text)

    def _take(self, consent: Consent) -> None:
        self._consent = consent
        self._show()
        self.read.setFocus()

    def _offer_rules(self) -> None:
        rules = [
            *((one.title, partial(self._choose, one.name)) for one in known_rules()),
            (_("In our own words…"), partial(self._choose, "")),
        ]
        open_menu(self, rules, self.rule.mapToGlobal(QPoint(0, self.rule.height())))

    def _choose(self, rule: str) -> None:
        self._rule = rule
        self._show()
        if not rule:
            self.own.setFocus()

    def _show(self) -> None:
        known = known_rule(self._rule)
        title = known.title if known else _("In our own words")
        self.rule.show_words(f"{title} ▾", name=title)
        self.rule.setAccessibleName(_("Confidentiality: {rule}").format(rule=title))
        self.own.setVisible(known is None)
        empty = known is None and not self.own.text().strip()
        self.meaning.setText(
            _("Until there are words, it stays in the circle.")
            if empty
            else rule_meaning(self.confidentiality)
        )
        self.meaning.setVisible(known is not None or empty)
        self.said.setText(group_words(self._consent))
        self.said.setVisible(self._consent != NOT_ASKED)
