"""What came of erasing, and what could not be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.accessible import announce
from ui.erasing_words import done, not_reached, report
from ui.widgets.card import Card, Tint
from ui.widgets.labels import Soft, Words

if TYPE_CHECKING:
    from circle.erasing_work import Erased
    from ui.theme import Look


class EraseDone(QWidget):
    def __init__(self, look: Look, erased: Erased, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._erased = erased
        clean = not (erased.kept_back or erased.still or erased.traces)
        what = Card(look, tint=Tint.MOSS if clean else Tint.CLAY)
        for sentence in done(erased):
            what.body.addWidget(Words(look, sentence))
        rest = Card(look, _("Out of reach"))
        for line in not_reached(erased):
            rest.body.addWidget(Words(look, line))
        if erased.left:
            words = _(
                "The kit does not keep this list of an erased session. Copy it where you need it."
            )
            rest.body.addWidget(Soft(look, words, small=True))
        self._copied = Soft(look, small=True)
        self._copied.hide()
        rest.body.addWidget(self._copied)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(what)
        column.addWidget(rest)

    @property
    def said(self) -> str:
        return " ".join(done(self._erased))

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(report(self._erased))
        self._copied.setText(_("Copied."))
        self._copied.show()
        announce(self, _("Copied."))
