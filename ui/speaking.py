"""The language of the window: which it is, Qt's own words in it, and from which side it is read."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from circle.i18n import ENGLISH, is_from_right, language, use_language_of_environment
from circle.languages import computer_says_nothing, speak_preferred

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QTranslator
    from PySide6.QtWidgets import QApplication

    from ui.preferred import Preferred

_qt_words: list[QTranslator] = []
"""While they are used somebody has to keep them."""


def begin(app: QApplication, preferred: Preferred, locale: Path) -> str:
    """Before the first word. What holds already is left alone where no language is preferred. Gives a sentence where the
    preferred one cannot be used.
    """
    said = ""
    if preferred.are_kept and preferred.now.language:
        said = speak_preferred(preferred.now.language, locale)
    elif sys.platform in ("win32", "darwin") and computer_says_nothing():
        said = use_language_of_environment(locale, _of_the_computer())
    _dress(app)
    return said


def choose(app: QApplication, code: str, locale: Path) -> str:
    """`code`: as in Preferences. Gives a sentence where that language cannot be used."""
    also = _of_the_computer() if sys.platform in ("win32", "darwin") else ()
    said = speak_preferred(code, locale, also)
    _dress(app)
    return said


def _of_the_computer() -> tuple[str, ...]:
    from PySide6.QtCore import QLocale

    return tuple(QLocale.system().uiLanguages())


def _dress(app: QApplication) -> None:
    side = Qt.LayoutDirection
    direction = side.RightToLeft if is_from_right() else side.LeftToRight
    if language() != ENGLISH or _qt_words:
        _take_qt_words(app)
    if app.layoutDirection() != direction:
        app.setLayoutDirection(direction)


def _take_qt_words(app: QApplication) -> None:
    """Of menus and dialogs. Qt has none in some languages: these are in English then."""
    from PySide6.QtCore import QLibraryInfo, QTranslator

    while _qt_words:
        app.removeTranslator(_qt_words.pop())
    words = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load(f"qtbase_{language()}", folder):
        app.installTranslator(words)
        _qt_words.append(words)
