"""What exactly will leave: pictures of its pages, the same words as text, and the names that were found in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractSlider, QVBoxLayout, QWidget

from circle.errors import Refused
from circle.i18n import gettext as _
from ui.beside import Beside, Steps
from ui.pages.replaced_shown import found_rows, names_words
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.fields import TextField
from ui.widgets.labels import Soft
from ui.widgets.page_pictures import PagePictures
from ui.widgets.rows_view import RowsView
from ui.widgets.two_sides import SideView

if TYPE_CHECKING:
    from circle.session_notes import SessionNotes
    from exports.house import HouseStyle

_DPI = 130
_ALL_ROOM = 1000
_STEPS = {
    1: QAbstractSlider.SliderAction.SliderPageStepAdd,
    -1: QAbstractSlider.SliderAction.SliderPageStepSub,
}


class LeavingView(SideView):
    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._beside = Beside(self)
        self._notes: tuple[SessionNotes, HouseStyle] | None = None
        self.pages = PagePictures(look)
        self.text = TextField(look, _("What leaves, as text"), rows=20)
        self.text.setReadOnly(True)
        self._about_names = Soft(look)
        self.names = RowsView(look, _("Names found in the texts"), most=20)
        self._parts: dict[str, QWidget] = {
            "pages": self.pages,
            "text": self.text,
            "names": self._names_part(look),
        }
        self._shown = "pages"
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        for part in self._parts.values():
            rows.addWidget(part, 1)
        self.pages.say(_being_made())
        self.show_part("pages")

    @property
    def parts(self) -> dict[str, tuple[str, str]]:
        return {
            "pages": (_("Pages"), _("Alt 1")),
            "text": (_("As text"), _("Alt 2")),
            "names": (_("Names found"), _("Alt 3")),
        }

    @property
    def in_order(self) -> tuple[QWidget, ...]:
        return (*self.pages.in_order, self.text, self.names)

    def _names_part(self, look: Look) -> QWidget:
        card = Card(look)
        card.body.addWidget(self._about_names)
        card.body.addWidget(self.names, _ALL_ROOM)
        card.body.addStretch(1)
        return card

    def show_part(self, part: str) -> None:
        self._shown = part
        for name, widget in self._parts.items():
            widget.setVisible(name == part)
        self._write_text()

    def show_notes(self, notes: SessionNotes, house: HouseStyle) -> None:
        """The same notes again change nothing."""
        if self._notes == (notes, house):
            return
        self._notes = notes, house
        self.text.clear()
        self._write_text()
        self._about_names.setText(names_words(len(notes.found), notes.level))
        self.names.show_rows(found_rows(notes.found))
        self.names_counted.emit(len(notes.found))
        if not self.pages.pages:
            self.pages.say(_being_made())
        self._beside.run(self._make_pages(notes, house))

    def show_refused(self, why: str) -> None:
        """Nothing can leave as it was chosen."""
        self._beside.stop()
        self._notes = None
        self.text.setPlainText(why)
        self.pages.say(why)
        self._about_names.setText(why)
        self.names.show_rows(())
        self.names_counted.emit(0)

    def stop(self) -> None:
        self._beside.stop()

    def go(self, by: int) -> None:
        """A page on or back, in whatever is shown."""
        if self._shown == "pages":
            self.pages.go(by)
        else:
            area = self.text if self._shown == "text" else self.names
            area.verticalScrollBar().triggerAction(_STEPS[by])

    def zoom(self, by: int) -> None:
        if self._shown == "pages":
            self.pages.zoom(by)

    def _make_pages(self, notes: SessionNotes, house: HouseStyle) -> Steps:
        from exports.aside import submit
        from exports.pages import pages

        try:
            made = yield submit(pages, notes, house, dpi=_DPI)
        except Refused as why:
            self.pages.say(str(why))
        except Exception:
            self.pages.say(_("The pages cannot be shown. “As text” has all that leaves."))
            raise
        else:
            self.pages.show_pages(made)

    def _write_text(self) -> None:
        if self._shown == "text" and self._notes is not None and not self.text.toPlainText():
            self.text.setPlainText(_text(*self._notes))


def _being_made() -> str:
    return _("The pages are being made…")


def _text(notes: SessionNotes, house: HouseStyle) -> str:
    from exports.formats import FORMATS, format_of

    plainest = "txt" if any(one.id == "txt" for one in FORMATS) else "md"
    return format_of(plainest).render(notes, house).decode("utf-8-sig")
