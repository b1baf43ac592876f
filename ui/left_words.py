"""One line of the register of what left the kit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from circle.dates import day_and_time
from circle.i18n import gettext as _

if TYPE_CHECKING:
    from circle.kept import Left


def left_line(one: Left) -> str:
    from circle.harvest import Seen
    from circle.level import Level
    from exports.words import level_words, reader_words

    words = [_format_words(one.format)]
    if one.level and one.reader:
        words += [level_words(Level(one.level)), reader_words(Seen(one.reader))]
    if one.sealed:
        words.append(_("Sealed with a passphrase"))
    return f"{day_and_time(one.wall.astimezone())}  {' · '.join(words)}"


def _format_words(left_as: str) -> str:
    from exports.formats import titles

    return titles().get(left_as, left_as)
