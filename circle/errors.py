"""The errors that are meant for a person, and how they quote what came from outside."""

from __future__ import annotations


class Refused(Exception):
    """Something that was not done. Its text is a sentence: what happened, what is safe, what to do."""


class Wrong(ValueError):
    """What is wrong with something from outside, and what was expected. Whoever knows where it stands makes a
    sentence of it."""


class NotRead(Refused):
    """A file was not read, or not understood. The text names the file and what was expected."""


class NotOpened(NotRead):
    """Nothing is known of what is in the file."""


def quoted(text: object, *, longest: int = 60) -> str:
    """Text from outside, in quotation marks: one line, nothing invisible, at most `longest` letters."""
    line = str(text)
    seen = "".join(letter if letter.isprintable() else "\ufffd" for letter in line[:longest])
    return f"“{seen}…”" if len(line) > longest else f"“{seen}”"
