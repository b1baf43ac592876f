"""The passphrase of a sealed file: from a file that is named, or typed unseen on a terminal."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from circle.errors import NotRead, Refused, quoted
from circle.files import read_text
from circle.i18n import gettext as _

_T = TypeVar("_T")

_LONGEST = 1000
_LARGEST_BYTES = 64_000

passphrase_option = click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path),
    metavar="F",
    help=_("A text file whose first line is the passphrase."),
)
"""Hands the command `passphrase_file`, a path or None."""


def read_passphrase(path: Path) -> str:
    """The first line of a UTF-8 file, without a byte order mark. Raises NotRead; the line is never quoted."""
    text = read_text(path, largest_bytes=_LARGEST_BYTES)
    line = text.partition("\n")[0].removesuffix("\r")
    file = quoted(path.name)
    if not line.strip():
        why = _("The first line of {file} is empty; expected a passphrase there.")
        raise NotRead(why.format(file=file))
    if len(line) > _LONGEST:
        why = _("The first line of {file} is longer than {n} characters; expected a passphrase.")
        raise NotRead(why.format(file=file, n=_LONGEST))
    return _composed(line)


def unsealed(read: Callable[[Path, str], _T], file: Path, passphrase: str) -> _T:
    """What `read` makes of a file, with the passphrase that was given, or else one that is asked for when the
    file has one and there is a terminal. Raises what `read` raises.
    """
    from circle.age import PassphraseNeeded

    try:
        return read(file, passphrase)
    except PassphraseNeeded as needed:
        if not has_terminal():
            how = _(
                "Nothing was taken in. Write it on the first line of a text file, and name that with --passphrase-file."
            )
            raise PassphraseNeeded(f"{needed} {how}") from None
    asked = _("Passphrase of {file}").format(file=quoted(file.name))
    return read(file, ask_passphrase(asked))


def ask_passphrase(question: str, *, again: str = "") -> str:
    """What somebody types, unseen; `again` asks for it a second time, and goes on until both are the same.

    Raises Refused where there is no terminal to type on.
    """
    if not has_terminal():
        why = _(
            "A passphrase is needed, and there is no terminal to type it on. Write it on the first line of a "
            "file, and name that file with --passphrase-file."
        )
        raise Refused(why)
    try:
        return _composed(
            click.prompt(
                question, hide_input=True, confirmation_prompt=again or False, type=str, err=True
            )
        )
    except click.Abort:
        raise KeyboardInterrupt from None


def ask_line(question: str) -> str:
    """What somebody types, seen."""
    try:
        return click.prompt(question, type=str, err=True)
    except click.Abort:
        raise KeyboardInterrupt from None


def has_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def _composed(typed: str) -> str:
    """Keyboards differ in how they put an accent on a letter; the passphrase does not."""
    return unicodedata.normalize("NFC", typed)
