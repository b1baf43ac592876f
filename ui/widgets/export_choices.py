"""All that can be chosen about what leaves, one card under the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from circle.drives import Drive
from circle.errors import Refused
from circle.i18n import gettext as _
from circle.kept import Left
from exports.house import Paper
from exports.made import BUNDLE
from ui.pages.close_shown import LevelShown
from ui.pages.leaving_shown import Chosen, left_rows
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.checks import Check, Radio
from ui.widgets.flow import Flow
from ui.widgets.format_checks import FormatChecks
from ui.widgets.labels import SmallHeading, Soft
from ui.widgets.passphrase_fields import PassphraseFields
from ui.widgets.rows_view import RowsView
from ui.widgets.where_to import WhereTo
from ui.widgets.who_appears import WhoAppears


class PassphraseMissing(Refused):
    """A bundle is to leave, and its passphrase is not written twice alike."""


class ExportChoices(QWidget):
    changed = Signal()
    """What will leave is another."""
    folder_changed = Signal()

    def __init__(
        self,
        look: Look,
        chosen: Chosen,
        drives: Callable[[], tuple[Drive, ...]],
        *,
        several: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`several`: for sessions that have not all the same people, nor left all at once."""
        super().__init__(parent)
        self._several = several
        self._look = look
        self.who = WhoAppears(look, chosen.level)
        self._consent = Soft(look)
        self.initials = Check(look, _("Replace initials as well, such as G.P. and GP"))
        self.formats = FormatChecks(look)
        self.passphrase = PassphraseFields(look)
        self.papers = {paper: Radio(look, words) for paper, words in _paper_words().items()}
        self.where = WhereTo(look, chosen.folder, drives)
        self.left = RowsView(look, _("What left before"), most=4)
        self._nothing_left = Soft(look, _("Nothing has left yet."))
        self._lay_out()
        self.setFocusProxy(self.who)
        self.who.choose_reader(chosen.reader)
        self.papers[chosen.paper].setChecked(True)
        self.choose_formats(chosen.formats)
        self._connect()

    def _lay_out(self) -> None:
        look, rows = self._look, QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(14)
        forms, who = Card(look, _("In which form")), Card(look)
        where, before = Card(look, _("Where to")), Card(look, _("What left before"))
        forms.body.addWidget(self.formats)
        forms.body.addWidget(SmallHeading(look, _("Paper")))
        papers, group = Flow(), QButtonGroup(self)
        for radio in self.papers.values():
            group.addButton(radio)
            papers.addWidget(radio)
        forms.body.addLayout(papers)
        who.body.addWidget(self.who)
        who.body.addWidget(self.initials)
        consented = SmallHeading(look, _("What people consented to"))
        who.body.addWidget(consented)
        who.body.addWidget(self._consent)
        where.body.addWidget(self.where)
        before.body.addWidget(self._nothing_left)
        before.body.addWidget(self.left)
        for card in (who, forms, self.passphrase, where, before):
            rows.addWidget(card)
        for one in (consented, self._consent, before):
            one.setHidden(self._several)

    def _connect(self) -> None:
        self.formats.changed.connect(self._choose_formats)
        self.who.level_changed.connect(self.changed)
        self.who.reader_changed.connect(self.changed)
        for radio in self.papers.values():
            radio.clicked.connect(self.changed)
        self.initials.clicked.connect(self.changed)
        self.where.changed.connect(self.folder_changed)

    @property
    def chosen(self) -> Chosen:
        paper = next(one for one, radio in self.papers.items() if radio.isChecked())
        who, formats = self.who, self.formats.chosen
        initials = self.initials.isChecked()
        return Chosen(formats, who.level, who.reader, self.where.folder, paper, initials)

    def choose_formats(self, formats: Sequence[str]) -> None:
        self.formats.choose(formats)
        self.passphrase.setVisible(BUNDLE in formats)

    def show_state(
        self,
        levels: Sequence[LevelShown],
        stays: str = "",
        consent: Sequence[str] = (),
        against_rule: str = "",
    ) -> None:
        """`stays`: what this reader does not get. `consent`: what people said, in lines."""
        self.who.show_against_rule(against_rule)
        self.who.show_levels(levels)
        self.who.show_stays(stays)
        self._consent.setText("\n".join(consent))

    def show_left(self, exports: Sequence[Left]) -> None:
        rows = left_rows(exports)
        self.left.show_rows(rows)
        self.left.setVisible(bool(rows))
        self._nothing_left.setVisible(not rows)

    def passphrase_to_use(self) -> str:
        """Empty where the bundle is to stay open. Raises PassphraseMissing where it is not written twice alike."""
        if missing := self.passphrase.missing:
            raise PassphraseMissing(missing)
        return self.passphrase.passphrase

    def _choose_formats(self) -> None:
        self.passphrase.setVisible(BUNDLE in self.formats.chosen)
        self.changed.emit()


def _paper_words() -> dict[Paper, str]:
    return {Paper.A4: _("A4"), Paper.LETTER: _("Letter")}
