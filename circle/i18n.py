"""The words on screen and in documents, in the reader's language: stdlib gettext, English without a catalogue."""

from __future__ import annotations

import gettext as _gettext
import os
import re
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

DOMAIN = "circlekeeper"
ENGLISH = "en"
OWN_NAMES = {
    ENGLISH: "English",
    "ar": "العربية",
    "cy": "Cymraeg",
    "es": "Español",
    "fr": "Français",
    "pl": "Polski",
    "uk": "Українська",
}
"""What each language calls itself. A session is in one of these."""
_FROM_RIGHT = ("ar", "fa", "he", "ur")
_PLACEHOLDERS = re.compile(r"\{[^{}]*\}")
_FIRST_NUMBERS = 200
"""For so many numbers a catalogue must know which plural form it takes."""


class Catalogue:
    """The words of one language. A translation that names other things in braces than the English is not used: what
    is to be put in would be lost, or stop the program.
    """

    def __init__(self, language: str, words: _gettext.NullTranslations) -> None:
        self.language = language
        self.words = words
        self._one: dict[tuple[str, str], str] = {}
        self._many: dict[tuple[str, str, str], bool] = {}

    def get(self, text: str, context: str = "") -> str:
        found = self._one.get((context, text))
        if found is None:
            said = self.words.pgettext(context, text) if context else self.words.gettext(text)
            found = said if same_placeholders(said, text) else text
            self._one[context, text] = found
        return found

    def get_many(self, one: str, many: str, n: int) -> str:
        said = self.words.ngettext(one, many, n)
        key = (one, many, said)
        if key not in self._many:
            self._many[key] = same_placeholders(said, one) or same_placeholders(said, many)
        return said if self._many[key] else (one if n == 1 else many)


def same_placeholders(said: str, text: str) -> bool:
    """Whether both have the same in braces, each once or more, in any order; and no brace alone but where both have."""
    if not {"{", "}"} & {*said, *text}:
        return True
    return _braces(said) == _braces(text)


def _braces(text: str) -> tuple[set[str], set[str]]:
    """What is in them, and those that stand alone."""
    return {*_PLACEHOLDERS.findall(text)}, {"{", "}"} & {*_PLACEHOLDERS.sub("", text)}


_NONE = Catalogue(ENGLISH, _gettext.NullTranslations())
_catalogue: list[Catalogue] = [_NONE]
_aside: ContextVar[Catalogue | None] = ContextVar("spoken in a part of the program", default=None)
_folder: list[Path] = []
_read: dict[Path, tuple[Catalogue, str]] = {}


def use_language(code: str | None, folder: Path) -> str:
    """Takes the catalogue `<folder>/<code>/LC_MESSAGES/circlekeeper.mo`; None, or one that is not there: English.
    Gives a sentence where it is there and cannot be used, and it is English then.
    """
    _folder[:] = [folder]
    _catalogue[0], trouble = _catalogue_of(code or "", folder)
    return trouble


def use_catalogue(catalogue: Catalogue) -> None:
    """One that is no file."""
    _catalogue[0] = catalogue


def use_language_of_environment(folder: Path, also: tuple[str, ...] = ()) -> str:
    """Takes the first language there is of those that LANGUAGE, LC_ALL, LC_MESSAGES and LANG name, or of `also` where
    they name none. Gives a sentence as `use_language` does.
    """
    return use_language(language_of(os.environ, folder, also), folder)


def language_of(environment: Mapping[str, str], folder: Path, also: tuple[str, ...] = ()) -> str:
    """The code of a catalogue that is there, or of English."""
    names = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    said = next((environment[name] for name in names if environment.get(name)), "")
    for name in said.split(":") if said else also:
        whole = re.split("[.@]", name.replace("-", "_"))[0]
        for code in (whole, whole.partition("_")[0]):
            if code in (ENGLISH, "C", "POSIX"):
                return ENGLISH
            if _file(code, folder).is_file():
                return code
    return ENGLISH


def languages(folder: Path) -> tuple[str, ...]:
    """The codes of all that there are, English first."""
    return (ENGLISH, *sorted(file.parts[-3] for file in folder.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")))


@contextmanager
def speaking(code: str) -> Generator[None]:
    """Speaks another language in what is done now, in this thread; "": as everywhere. Where there is no such catalogue
    it is English.
    """
    if not code or code == language():
        yield
        return
    before = _aside.set(_catalogue_of(code, _folder[0])[0] if _folder else _NONE)
    try:
        yield
    finally:
        _aside.reset(before)


def language() -> str:
    """The code of what is spoken now."""
    return _now().language


def is_from_right(code: str | None = None) -> bool:
    """Whether what is spoken now, or that language, is read from right to left."""
    return (language() if code is None else code) in _FROM_RIGHT


def gettext(text: str) -> str:
    return _now().get(text) if text else ""


def ngettext(one: str, many: str, n: int) -> str:
    return _now().get_many(one, many, n)


def pgettext(context: str, text: str) -> str:
    return _now().get(text, context)


def _now() -> Catalogue:
    return _aside.get() or _catalogue[0]


def _file(code: str, folder: Path) -> Path:
    return folder / code / "LC_MESSAGES" / f"{DOMAIN}.mo"


def _catalogue_of(code: str, folder: Path) -> tuple[Catalogue, str]:
    file = _file(code, folder)
    if code in ("", ENGLISH) or not re.fullmatch("[A-Za-z_]+", code) or not file.is_file():
        return _NONE, ""
    if file not in _read:
        _read[file] = _opened(code, file)
    return _read[file]


def _opened(code: str, file: Path) -> tuple[Catalogue, str]:
    try:
        with file.open("rb") as stream:
            words = _gettext.GNUTranslations(stream)
        asked = words.ngettext
        for n in range(_FIRST_NUMBERS):
            asked("one", "many", n)
    except Exception:  # whatever Python's own reader makes of bytes that are none
        return _NONE, (
            f"The words of the language “{code}” cannot be read ({file.name}), so Circlekeeper speaks English. "
            "All else works, and your kit is safe. Install Circlekeeper again to have them back."
        )
    return Catalogue(code, words), ""
