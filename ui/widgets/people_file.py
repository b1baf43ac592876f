"""A file of people: chosen, or dropped on a card."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from circle.i18n import gettext as _


def ask_for_file(parent: QWidget) -> Path | None:
    from PySide6.QtWidgets import QFileDialog

    kinds = _("Lists of names ({patterns})").format(patterns="*.csv *.txt *.tsv")
    every = _("All files ({patterns})").format(patterns="*")
    title = _("Which list of names?")
    chosen, _kind = QFileDialog.getOpenFileName(parent, title, "", f"{kinds};;{every}")
    return Path(chosen) if chosen else None


def dropped_file(event: QDropEvent) -> Path | None:
    """The one file on this computer that is dropped, if that is what it is."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
