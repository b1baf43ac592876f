"""The languages there are by their own names, and which of them is spoken."""

from __future__ import annotations

import os
import re
from pathlib import Path

from circle.i18n import DOMAIN, ENGLISH, OWN_NAMES, use_language, use_language_of_environment
from circle.kit_files import PREFERENCES


def own_name(code: str) -> str:
    return OWN_NAMES.get(code, code)


def speak_as_kept(kit: Path, locale: Path) -> str:
    """The language that is preferred beside a kit, else that of the environment. Gives a sentence where it cannot be
    used.
    """
    chosen = ""
    if os.path.lexists(kit / PREFERENCES):
        from circle.preferences import read

        chosen = read(kit)[0].language
    return speak_preferred(chosen, locale)


def speak_preferred(code: str, locale: Path, also: tuple[str, ...] = ()) -> str:
    """`code`: as in Preferences, empty for that of the computer; `also`: what it says besides its environment."""
    return use_language(code, locale) if code else use_language_of_environment(locale, also)


def computer_says_nothing() -> bool:
    """Whether its environment names no language."""
    return not any(os.environ.get(name) for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))


def read_by_natives(code: str, locale: Path) -> bool:
    """Whether a native speaker has read the words of a language, as the head of its catalogue says."""
    if code == ENGLISH:
        return True
    try:
        data = (locale / code / "LC_MESSAGES" / f"{DOMAIN}.mo").read_bytes()
    except OSError:
        return False
    return re.search(rb"^X-Read-By-Native: yes\b", data, re.MULTILINE) is not None
