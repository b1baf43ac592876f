"""Many files from somebody: what is in them, what importing would come to, and what came of it. No Qt here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from circle.arriving import turns_words
from circle.dates import day_words
from circle.found_files import MOST_FILES, Found, lists_words
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.reading_many import Becomes, Kept, NotKept, Read
from ui.pages.start_shown import meeting_words
from ui.widgets.row_shown import RowShown

_ORDER = ("came", "new", "kept beside", "comments", "already here", "asks", "refused")
"""First what comes in."""

MOST_OF_A_KIND = 100
"""Nobody reads more rows, and to lay them out takes the window's time."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A file as it was read; `becomes` is None where it was not. `came`: whether it has been taken in.
    `name`: from the folder on that was opened.
    """

    read: Read
    name: str
    becomes: Becomes | None = None
    came: bool = False

    @property
    def group(self) -> str:
        if isinstance(self.read, NotKept):
            return "asks" if self.read.asks else "refused"
        return "came" if self.came else self.becomes or "refused"

    @property
    def comes(self) -> bool:
        """Whether importing would bring something."""
        return not self.came and self.becomes not in (None, "already here")


@dataclass(frozen=True, slots=True)
class Came:
    """What came of an import: so many files were taken in; `stopped` says why the rest was not."""

    taken: int
    of: int
    stopped: str = ""


def name_of(file: Path, opened: Iterable[Path]) -> str:
    """From the folder on that was opened, as text; on Linux a name may be bytes that are none."""
    within = [one for one in opened if one in file.parents]
    name = str(file.relative_to(within[0])) if within else file.name
    return name.encode(errors="replace").decode()


def rows_shown(listed: Sequence[Listed], today: datetime) -> tuple[RowShown, ...]:
    """Below a heading for each kind; `today`: the wall clock, aware."""
    rows = list[RowShown]()
    for group in _ORDER:
        those = [(at, one) for at, one in enumerate(listed) if one.group == group]
        if those:
            heading = f"{_heading(group)} · {len(those)}"
            rows.append(RowShown(key=group, text=heading, quiet=True))
            rows += [_row(at, one, today) for at, one in those[:MOST_OF_A_KIND]]
            if (more := len(those) - MOST_OF_A_KIND) > 0:
                words = ngettext("and {n} more", "and {n} more", more).format(n=more)
                rows.append(RowShown(key=f"more {group}", text=words, quiet=True))
    return tuple(rows)


def _heading(group: str) -> str:
    return {
        "came": _("Taken in"),
        "new": _("New"),
        "kept beside": _("Another version is here already; kept beside it"),
        "comments": _("Comments on sessions"),
        "asks": _("Kept by a passphrase"),
        "refused": _("Cannot be taken in"),
    }.get(group, _("Here already; nothing needs to be done"))


def _row(at: int, one: Listed, today: datetime) -> RowShown:
    read = one.read
    if isinstance(read, NotKept):
        # the sentence names the file itself
        within = one.name if one.name != read.file.name else ""
        return RowShown(key=at, text=read.why, below=within, said=f"{read.why} {within}".strip())
    title, day = _called(read), ""
    if read.opened is not None:
        day = day_words(read.opened.astimezone(), today)
    about = " · ".join(_about(one, read))
    said = ", ".join(filter(None, (title, day, about)))
    return RowShown(key=at, text=title, trail=day, below=about, said=said)


def _called(read: Kept) -> str:
    if not read.tail:
        return _("Comments on session {id}").format(id=read.session)
    return meeting_words(read.title, read.circle, read.number)


def _about(one: Listed, read: Kept) -> Iterable[str]:
    if read.turns or read.few:
        yield turns_words(read)
    if read.comments:
        yield ngettext("{n} comment", "{n} comments", read.comments).format(n=read.comments)
    yield one.name


def found_words(listed: Sequence[Listed], found: Found) -> str:
    """What was found in all."""
    words = list(found.unread)
    if not listed and not words:
        words.append(_("No session of this program was found there. Nothing was changed."))
    if listed:
        words.append(" · ".join(_counted(listed)) + ".")
    if found.lists:
        words.append(lists_words(found.lists))
    if found.more:
        words.append(
            _("There is more than is opened at once; these are the first {n} files.").format(
                n=min(MOST_FILES, len(listed))
            )
        )
    return " ".join(words)


def _counted(listed: Sequence[Listed]) -> Iterable[str]:
    groups = [one.group for one in listed]
    n = {group: groups.count(group) for group in _ORDER}
    counted = (
        (n["came"], ngettext("{n} was taken in", "{n} were taken in", n["came"])),
        (n["new"], ngettext("{n} is new", "{n} are new", n["new"])),
        (n["kept beside"], ngettext("{n} is kept beside another version", "{n} are kept beside other versions", n["kept beside"])),
        (n["comments"], ngettext("{n} brings comments", "{n} bring comments", n["comments"])),
        (n["already here"], ngettext("{n} is here already", "{n} are here already", n["already here"])),
        (n["asks"], ngettext("{n} is kept by a passphrase", "{n} are kept by a passphrase", n["asks"])),
        (n["refused"], ngettext("{n} cannot be taken in", "{n} cannot be taken in", n["refused"])),
    )  # fmt: skip
    for count, words in counted:
        if count:
            yield words.format(n=count)


def import_words(listed: Iterable[Listed]) -> str:
    """What the main button says; empty where nothing would come in."""
    n = sum(one.comes for one in listed)
    return _("Import {n}").format(n=n) if n else ""


def asks_words(listed: Iterable[Listed]) -> str:
    """What is said beside the field for a passphrase; empty where none asks for one."""
    n = sum(one.group == "asks" for one in listed)
    if not n:
        return ""
    return ngettext(
        "{n} file is kept by a passphrase. Write it here, and it is tried.",
        "{n} files are kept by a passphrase. Write one here, and it is tried on all of them.",
        n,
    ).format(n=n)


def came_words(came: Came, listed: Sequence[Listed]) -> str:
    """What came of it, and what to do with what stayed out."""
    if came.taken == came.of:
        said = ngettext("{n} file was taken in.", "{n} files were taken in.", came.taken)
    elif came.taken:
        said = ngettext(
            "{n} of {of} files was taken in, and stays.",
            "{n} of {of} files were taken in, and stay.",
            came.taken,
        )
    else:
        said = _("No file was taken in.")
    said = said.format(n=came.taken, of=came.of)
    return " ".join(filter(None, (said, came.stopped, *_stayed_out(listed))))


def _stayed_out(listed: Sequence[Listed]) -> Iterable[str]:
    groups = [one.group for one in listed]
    if n := groups.count("asks"):
        yield ngettext(
            "{n} stayed out, as it is kept by a passphrase: write it above, then import it.",
            "{n} stayed out, as they are kept by a passphrase: write it above, then import them.",
            n,
        ).format(n=n)
    if n := groups.count("refused"):
        yield ngettext(
            "{n} could not be taken in: the list says why. Ask whoever gave it to you for it anew.",
            "{n} could not be taken in: the list says why of each. Ask whoever gave them to you for them anew.",
            n,
        ).format(n=n)
