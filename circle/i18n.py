"""The words on screen and in documents, in the reader's language: stdlib gettext, English without a catalogue."""

from __future__ import annotations

import gettext as _gettext
from pathlib import Path

DOMAIN = "circlekeeper"

_catalogue: list[_gettext.NullTranslations] = [_gettext.NullTranslations()]


def use_language(code: str | None, folder: Path) -> None:
    """Takes the catalogue `<folder>/<code>/LC_MESSAGES/circlekeeper.mo`; None, or one that is not there: English."""
    languages = [code] if code else []
    _catalogue[0] = _gettext.translation(DOMAIN, folder, languages, fallback=True)


def use_language_of_environment(folder: Path) -> None:
    """Takes the first catalogue there is of those that LANGUAGE, LC_ALL, LC_MESSAGES and LANG name."""
    if folder.is_dir():
        _catalogue[0] = _gettext.translation(DOMAIN, folder, fallback=True)


def gettext(text: str) -> str:
    return _catalogue[0].gettext(text)


def ngettext(one: str, many: str, n: int) -> str:
    return _catalogue[0].ngettext(one, many, n)


def pgettext(context: str, text: str) -> str:
    return _catalogue[0].pgettext(context, text)
