"""What an organisation puts on its documents: names and lines to write, a logo, paper, a Word document."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from circle.i18n import gettext as _
from exports.house import Paper
from exports.house_kept import LONGEST, Part
from ui.pages.documents_shown import DocumentsShown, paper_words
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.checks import Radio
from ui.widgets.fields import LineField, TextField
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Body, Soft
from ui.widgets.logo import Logo


class WordsCard(Card):
    written = Signal(object, str)
    """A Part, and the whole text of its field."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, _("Written on every document"), parent=parent)
        self.fields: dict[Part, LineField | TextField] = {
            Part.ORGANISATION: LineField(look),
            Part.CLOSING: TextField(look, rows=2),
            Part.CONTACT: TextField(look, rows=3),
        }
        labels = {
            Part.ORGANISATION: _("Organisation"),
            Part.CLOSING: _("A closing line, below the notes"),
            Part.CONTACT: _("Contact, at the end"),
        }
        organisation = self.fields[Part.ORGANISATION]
        assert isinstance(organisation, LineField)
        organisation.setMaxLength(LONGEST[Part.ORGANISATION])
        for part, field in self.fields.items():
            field.setAccessibleName(labels[part])
            self.body.addWidget(Soft(look, labels[part], small=True))
            self.body.addWidget(field)
            field.textChanged.connect(partial(self._write, part))
        about = _("It stands there at every level. Write nothing that says who was in a circle.")
        self.body.addWidget(Soft(look, about, small=True))

    def show_texts(self, shown: DocumentsShown) -> None:
        """The field that is written in stays as it is."""
        texts = {
            Part.ORGANISATION: shown.organisation,
            Part.CLOSING: shown.closing,
            Part.CONTACT: shown.contact,
        }
        for part, field in self.fields.items():
            if not field.hasFocus():
                with QSignalBlocker(field):
                    if isinstance(field, LineField):
                        field.setText(texts[part])
                    else:
                        field.setPlainText(texts[part])

    def _write(self, part: Part, *_text: str) -> None:
        field = self.fields[part]
        text = field.text() if isinstance(field, LineField) else field.toPlainText()
        self.written.emit(part, text)


class LooksCard(Card):
    logo_asked = Signal()
    logo_removed = Signal()
    paper_chosen = Signal(object)
    """A Paper."""
    word_base_asked = Signal()
    word_base_removed = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, _("How they look"), parent=parent)
        self._look = look
        self.logo = Logo(look)
        self.logo_about = Soft(look, _("PNG, JPEG or SVG, at most 500 kB."), small=True)
        self.body.addWidget(Soft(look, _("Logo"), small=True))
        self.body.addWidget(self.logo)
        self.body.addWidget(self.logo_about)
        self.choose_logo, self.remove_logo = self._acts(
            _("Choose a logo…"), _("Remove the logo"), self.logo_asked, self.logo_removed
        )
        self.body.addWidget(Soft(look, _("Paper"), small=True))
        papers = Flow(gap=12)
        self.papers = {paper: Radio(look, paper_words(paper)) for paper in Paper}
        for paper, radio in self.papers.items():
            papers.addWidget(radio)
            radio.clicked.connect(partial(self._choose, paper))
        self.body.addLayout(papers)
        self.body.addWidget(Soft(look, _("Word document whose styles are taken"), small=True))
        self.base = Body(look)
        self.body.addWidget(self.base)
        self.choose_base, self.remove_base = self._acts(
            _("Choose a Word document…"),
            _("Remove the Word document"),
            self.word_base_asked,
            self.word_base_removed,
        )

    def show_looks(self, shown: DocumentsShown) -> None:
        self.logo.show_logo(shown.logo)
        self.logo_about.setVisible(not shown.logo)
        self.papers[shown.paper].setChecked(True)
        self.base.setText(shown.word_base or _("The one that comes with Circlekeeper."))
        for button, there, other in (
            (self.remove_logo, bool(shown.logo), self.choose_logo),
            (self.remove_base, bool(shown.word_base), self.choose_base),
        ):
            if not there and button.hasFocus():
                other.setFocus()
            button.setVisible(there)

    def _choose(self, paper: Paper, *_on: bool) -> None:
        self.paper_chosen.emit(paper)

    def _acts(
        self, choose: str, remove: str, asked: object, removed: object
    ) -> tuple[KeyButton, KeyButton]:
        row = Flow(gap=4)
        buttons = KeyButton(self._look, choose, small=True), KeyButton(self._look, remove, kind=Kind.QUIET, small=True)  # fmt: skip
        for button, signal in zip(buttons, (asked, removed), strict=True):
            button.clicked.connect(signal)
            row.addWidget(button)
        self.body.addLayout(row)
        return buttons
