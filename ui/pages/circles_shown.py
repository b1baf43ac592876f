"""What the Prepare page says of circles that meet again. Pure functions; no Qt here."""

from __future__ import annotations

from collections.abc import Iterable

from circle.circles import KnownCircle, find_known
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.moves import LONGEST_NAME, clean_text


def kept_name(text: str) -> str:
    """A circle's name as it is kept: one line."""
    return " ".join(clean_text(text, longest=LONGEST_NAME).split())


def circle_words(name: str, circles: Iterable[KnownCircle], *, seated: bool) -> str:
    """Which session of its circle this is; empty for one of no circle. `seated`: its people are in their seats."""
    if not kept_name(name):
        return ""
    known = find_known(circles, name)
    if known is None or (not known.kept and known.next_number == 1):
        return _("Session 1 of this circle. Who sits here is remembered when it opens.")
    session = _("Session {n} of this circle.").format(n=known.next_number)
    if seated or not known.circle.people:
        return session
    return f"{session} {_('Enter puts its people in their seats.')}"


def menu_words(known: KnownCircle) -> str:
    if not known.sessions:
        return known.name
    words = ngettext("{circle} · {n} session", "{circle} · {n} sessions", known.sessions)
    return words.format(circle=known.name, n=known.sessions)
