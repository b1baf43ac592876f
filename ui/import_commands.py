"""The commands that take in what somebody sent: files, and folders of them; or open them in the window."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from circle.dates import day_in_figures
from circle.errors import Refused, quoted
from circle.i18n import gettext as _
from circle.i18n import ngettext
from ui.backup_commands import back_up_first
from ui.kit_option import folder_given, has_kit, home_option, open_kit
from ui.passphrase import passphrase_option, read_passphrase, unsealed

if TYPE_CHECKING:
    from circle.reading_many import Kept, Read
    from circle.store import Store


@click.command(
    "import",
    help=_(
        "Take in sessions, and a trainer's comments, from files. They are bundles or JSON from this program, CSV "
        "tables of turns, or RTTM. Of a folder, and of those within, it takes bundles and JSON from this program. "
        "A file comes in whole or not at all."
    ),
    epilog=_("Example: circlekeeper import /media/stick meetings/*.rttm"),
)
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE|FOLDER…"
)
@click.option("--dry-run", is_flag=True, help=_("Say what would come in, and change nothing."))
@passphrase_option
@home_option
def take_in(files: tuple[Path, ...], passphrase_file: Path | None, *, dry_run: bool) -> None:
    from circle.found_files import MOST_LOOKED_AT, files_in, lists_words

    read = _Reading(read_passphrase(passphrase_file) if passphrase_file else "")
    found, told = files_in(files, MOST_LOOKED_AT), _Told()
    for why in found.unread:
        told.refuse(why)
    if dry_run and not has_kit():
        _would_come(None, found.files, read, told)
    else:
        backs_up = found.files and not dry_run and has_kit()
        with open_kit(new=True) as store:
            if backs_up:
                back_up_first(store)
            (_would_come if dry_run else _come)(store, found.files, read, told)
    if not found.files and not found.unread:
        told.refuse(_("No session of this program was found there. Nothing was changed."))
    elif len(found.files) + len(found.unread) > 1 or dry_run:
        told.sum_up(dry_run=dry_run)
    if found.lists:
        click.echo(lists_words(found.lists), err=True)
    if found.more:
        told.refuse(
            _("There is more than is taken in at once. Import the folders one after the other.")
        )
    click.get_current_context().exit(1 if told.refused else 0)


@click.command(
    "open",
    help=_("Open files and folders in the window, to look at them before they are taken in."),
    epilog=_("Example: circlekeeper open evening.circle"),
)
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE|FOLDER…"
)
@home_option
def open_files(files: tuple[Path, ...]) -> None:
    from ui.command_line import open_in_window

    click.get_current_context().exit(open_in_window(folder_given(), files))


@dataclass
class _Reading:
    """Reads with the passphrase that there is, or that was typed for a file before; else it is asked for."""

    passphrase: str
    typed: bool = False

    def __call__(self, file: Path) -> Read:
        from circle.reading_many import NotKept, read_one

        read = read_one(file, self.passphrase)
        if not isinstance(read, NotKept) or not read.asks or (self.passphrase and not self.typed):
            return read
        try:
            return unsealed(self._tried, file, "")
        except Refused as why:
            return NotKept(file, str(why), asks=True)

    def _tried(self, file: Path, passphrase: str) -> Read:
        from circle.age import PassphraseNeeded, WrongPassphrase
        from circle.reading_many import NotKept, read_one

        read = read_one(file, passphrase)
        if isinstance(read, NotKept) and read.asks:
            raise (WrongPassphrase if passphrase else PassphraseNeeded)(read.why)
        self.passphrase, self.typed = passphrase, bool(passphrase)
        return read


@dataclass
class _Told:
    counts: dict[str, int] = field(default_factory=dict[str, int])
    refused: int = 0

    def refuse(self, why: str) -> None:
        self.refused += 1
        click.echo(why, err=True)

    def count(self, outcome: str) -> None:
        self.counts[outcome] = self.counts.get(outcome, 0) + 1

    def sum_up(self, *, dry_run: bool) -> None:
        click.echo(summary(self.counts, self.refused, dry_run=dry_run))


def summary(counts: dict[str, int], refused: int, *, dry_run: bool) -> str:
    """As in “3 came in, 1 kept beside another version, 2 here already, 1 refused.”"""
    new, beside = counts.get("new", 0), counts.get("kept beside", 0)
    said, here = counts.get("comments", 0), counts.get("already here", 0)
    came = _("{n} would come in") if dry_run else _("{n} came in")
    parts = (
        (new + beside or not (said or here or refused), came.format(n=new + beside)),
        (beside, _("{n} of them beside another version").format(n=beside)),
        (said, ngettext("comments from {n} file", "comments from {n} files", said).format(n=said)),
        (here, _("{n} here already").format(n=here)),
        (refused, _("{n} refused").format(n=refused)),
    )
    return ", ".join(words for count, words in parts if count) + "."


def _come(store: Store, files: Iterable[Path], read: Callable[[Path], Read], told: _Told) -> None:
    """One after the other: what a line tells of is in the kit."""
    from circle.arriving import take
    from circle.clock import SystemClock
    from circle.reading_many import NotKept

    for file in files:
        one = read(file)
        if isinstance(one, NotKept):
            told.refuse(one.why)
            continue
        imported = take(store, one.unpacked(), SystemClock().read().wall)
        only_comments = one.what == "comments" or imported.outcome == "already here"
        told.count("comments" if only_comments and imported.comments else imported.outcome)
        click.echo(f"{imported.id}  {_which(one)} · {imported.sentence}")


def _would_come(
    store: Store | None, files: Sequence[Path], read: Callable[[Path], Read], told: _Told
) -> None:
    from circle.reading_many import Foreseen, NotKept

    foreseen = Foreseen(store)
    for file in files:
        one = read(file)
        if isinstance(one, NotKept):
            told.refuse(one.why)
            continue
        becomes = foreseen.of(one)
        told.count("comments" if becomes == "new" and not one.tail else becomes)
        click.echo(f"{one.session}  {_which(one)} · {_preview_words(one, becomes)}")


def _which(one: Kept) -> str:
    """The file, and the circle and the day of what is in it."""
    from ui.session_text import plain

    meeting = "" if one.number is None else _("Session {n}").format(n=one.number)
    day = day_in_figures(one.opened.astimezone()) if one.opened else ""
    name = one.file.name.encode(errors="replace").decode()
    return " · ".join(filter(None, (plain(name), plain(one.circle), meeting, day)))


def _preview_words(one: Kept, becomes: str) -> str:
    from circle.arriving import turns_words

    if not one.tail:
        said = ngettext("{n} comment", "{n} comments", one.comments).format(n=one.comments)
    else:
        said = turns_words(one)
    outcome = {
        "new": _("would come in"),
        "kept beside": _("would be kept beside another version"),
        "comments": _("only the comments are new"),
    }.get(becomes, _("is here already"))
    called = f"{quoted(one.title)}: " if one.title else ""
    return f"{called}{said}; {outcome}."
