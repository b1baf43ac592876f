"""Which comments go out, how many, and under which name: said before they do. No Qt here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from circle.comments import standing
from circle.dates import day_words
from circle.errors import quoted
from circle.i18n import gettext as _
from circle.i18n import ngettext

if TYPE_CHECKING:
    from circle.comments import Comment
    from exports.comments_out import Going

_MOST = 6


def going_words(going: Sequence[Going]) -> Iterator[str]:
    """A line for each session, the last of many together, and one for the names."""
    for one in going[:_MOST]:
        about = _("{comments} on {title}, {day}")
        title = quoted(one.title) if one.title else _("a session without a title")
        day = day_words(one.opened.astimezone())
        yield about.format(comments=_counted(one.comments), title=title, day=day)
    if more := going[_MOST:]:
        words = ngettext("and {comments} on {n} more", "and {comments} on {n} more", len(more))
        comments = [comment for one in more for comment in one.comments]
        yield words.format(comments=_counted(comments), n=len(more))
    yield _name_words([comment for one in going for comment in one.comments])


def _counted(comments: Sequence[Comment]) -> str:
    n = len(standing(comments))
    words = ngettext("{n} comment", "{n} comments", n).format(n=n)
    if gone := len(comments) - n:
        words = _("{comments} (and {n} that you took back)").format(comments=words, n=gone)
    return words


def _name_words(comments: Sequence[Comment]) -> str:
    names = sorted({one.by for one in comments if one.by})
    without = sum(not one.by for one in comments)
    if not names:
        return _(
            "They go without a name: nothing in them says who wrote them. Say it to whoever reads them, or choose a "
            "name beside the comments for those that you write from now on."
        )
    words = _("They go under the name {name}.").format(name=_listed(names))
    if without:
        words += " " + ngettext("{n} has no name.", "{n} have no name.", without).format(n=without)
    return words


def _listed(names: Sequence[str]) -> str:
    return ", ".join(quoted(one) for one in names)


def sent_words(n_files: int) -> str:
    """What is still to be done: nothing is on its way."""
    return ngettext(
        "Give the file to whoever is to read them.",
        "Give each file to whoever is to read it.",
        n_files,
    )
