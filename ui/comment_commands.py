"""`circlekeeper comments`: what was written about sessions, written, sent and taken in without the window."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from circle.i18n import gettext as _
from circle.i18n import ngettext
from ui.json_out import echo_json
from ui.kit_option import folder_for, home_option, open_kit, out_option
from ui.passphrase import passphrase_option, read_passphrase, unsealed

if TYPE_CHECKING:
    from circle.commenting import Commenting
    from circle.comments import About, Comment
    from circle.store import Store
    from circle.threads import Placed

_PART = 8
KINDS = ("noticing", "question", "appreciation", "suggestion")


class OrList(click.Group):
    """What is no command is an ID: “comments 4f2a” is “comments list 4f2a”."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        known = args and self.get_command(ctx, args[0]) is not None
        return super().resolve_command(ctx, args if known else ["list", *args])


@click.group(
    "comments",
    cls=OrList,
    help=_(
        "What was written about a session. “comments ID” lists it; comments are added, exported for whom they are "
        "meant, and imported from files that came back."
    ),
    epilog=_("Example: circlekeeper comments 4f2a"),
)
def comments() -> None:
    pass


@comments.command(
    "list", help=_("List them in the order of their places, each followed by its answers.")
)
@click.argument("session", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help=_("As JSON, for programs."))
@home_option
def list_comments(session: str, *, as_json: bool) -> None:
    from circle.comments_here import comments_here
    from circle.plain import to_plain
    from circle.review import reviewed
    from ui.pages.comments_shown import in_places

    with open_kit() as store:
        found = store.find(session)
        log = store.read(found)
        there = in_places(reviewed(found, log, comments_here(store, found, log)))
    if as_json:
        echo_json([to_plain(one.comment) for one in there])
    else:
        click.echo("\n".join(_lines(there)))


@comments.command(
    help=_("Write a comment on a session: on the whole, or at a moment, on a round or on a note."),
    epilog=_("Example: circlekeeper comments add 4f2a --at 36:12 --kind question “And then?”"),
)
@click.argument("session", metavar="ID")
@click.argument("text")
@click.option("--at", metavar="TIME", help=_("A moment since the session opened, such as 36:12."))
@click.option("--round", "number", type=click.IntRange(1), metavar="N", help=_("A round, from 1."))
@click.option("--note", type=click.IntRange(1), metavar="N", help=_("The number of a note."))
@click.option(
    "--answers", metavar="COMMENT", help=_("The comment that it answers: how its id begins.")
)
@click.option("--kind", type=click.Choice(KINDS), default=KINDS[0], show_default=True)
@click.option("--by", metavar="NAME", help=_("What you are called; else as you chose before."))
@home_option
def add(
    *,
    session: str,
    text: str,
    at: str | None,
    number: int | None,
    note: int | None,
    answers: str | None,
    kind: str,
    by: str | None,
) -> None:
    from circle.commenting import Said
    from circle.comments import CommentKind

    with open_kit() as store:
        found = store.find(session)
        about, place = _place(store, found, at, number, note)
        of = _answered(store, found, answers).id if answers is not None else ""
        said = Said(about, place, CommentKind(kind), text, of)
        comment = _writing(store).write(found, said, by)
    click.echo(comment.id[:_PART])


def _place(
    store: Store, session: str, at: str | None, number: int | None, note: int | None
) -> tuple[About, int | None]:
    """Raises UsageError for what is not in the session."""
    from circle.comments import About

    given = [one for one in (at, number, note) if one is not None]
    if len(given) > 1:
        raise click.UsageError(_("Give one place: --at, --round or --note."))
    if at is not None:
        return About.MOMENT, _moment_in(store, session, at)
    state = store.read(session).state if given else None
    if state is not None and number is not None:
        if number > len(state.rounds):
            raise click.UsageError(_("There is no round {n} in that session.").format(n=number))
        return About.ROUND, number
    if state is not None and note is not None:
        if note not in state.notes:
            raise click.UsageError(_("There is no note {n} in that session.").format(n=note))
        return About.NOTE, note
    return About.WHOLE, None


def _moment_in(store: Store, session: str, text: str) -> int:
    from circle.spoken_time import clock_face

    state, at_ms = store.read(session).state, _moment(text)
    end_ms = state.last_ms if state.ended_ms is None else state.ended_ms
    if at_ms > end_ms:
        why = _("The session ends at {time}, so nothing was kept. Give a moment before that.")
        raise click.BadParameter(why.format(time=clock_face(end_ms)), param_hint="--at")
    return at_ms


def _moment(text: str) -> int:
    """1:02:14, 36:12, or as a length is written; in ms."""
    from circle.moves import LONGEST_MS
    from circle.spoken_time import length_ms

    parts = text.split(":")
    if len(parts) == 3 and all(one.isdecimal() and len(one) <= 3 for one in parts):
        hours, minutes, seconds = map(int, parts)
        found: int | None = ((hours * 60 + minutes) * 60 + seconds) * 1000
    else:
        found = length_ms(text)
    if found is None or found > LONGEST_MS:
        raise click.BadParameter(_("Give a time such as 36:12 or 1:02:14."), param_hint="--at")
    return found


@comments.command(
    "export",
    help=_(
        "Write your comments on sessions to new files, one for each session. They hold nothing of the session. "
        "With --by, those of somebody of that name."
    ),
    epilog=_("Example: circlekeeper comments export 4f2a --passphrase-file words.txt --out stick"),
)
@click.argument("sessions", nargs=-1, metavar="[ID…]")
@click.option("--new", is_flag=True, help=_("Of all sessions with comments that are not sent yet."))
@click.option("--by", metavar="NAME", help=_("Those of somebody of that name instead of yours."))
@passphrase_option
@out_option
@home_option
def export_comments(
    *,
    sessions: tuple[str, ...],
    by: str | None,
    passphrase_file: Path | None,
    out: Path,
    new: bool,
) -> None:
    from circle.errors import quoted
    from exports.comments_out import all_going, write_comments
    from ui.pages.sending_shown import going_words, sent_words

    if bool(sessions) is new:
        raise click.UsageError(_("Name sessions, or choose those with new comments with --new."))
    passphrase = read_passphrase(passphrase_file) if passphrase_file else ""
    if not passphrase:
        open_to_all = _("No passphrase keeps the bundle: anyone who finds it can read it.")
        click.echo(open_to_all, err=True)
    with open_kit() as store:
        writing = _writing(store)
        ids = writing.unsent() if new else tuple(map(store.find, sessions))
        going = all_going(store, writing, dict.fromkeys(ids), by)
        for line in (*going_words(going), *(_stays(store, writing, ids) if by is None else ())):
            click.echo(line, err=True)
        for old, new_words in (one for each in going for one in each.found):
            becomes = _("In a comment: {old} becomes {new}.")
            click.echo(becomes.format(old=quoted(old), new=quoted(new_words)), err=True)
        with folder_for(out):
            files = write_comments(going, out, passphrase)
        for path in files:
            click.echo(path)
        click.echo(sent_words(len(files)), err=True)
        sent = tuple(dict.fromkeys(one.session for one in going))
        writing.record_sent(sent, sealed=bool(passphrase))


@comments.command(
    "import",
    help=_("Take in comments that came back in files, each whole or not at all."),
    epilog=_("Example: circlekeeper comments import circle-2026-05-11-4f2a-comments.circle"),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@passphrase_option
@home_option
def import_comments(files: tuple[Path, ...], passphrase_file: Path | None) -> None:
    from circle.age import WrongPassphrase
    from circle.errors import NotRead, quoted
    from circle.importing import read_file, take_in

    passphrase = read_passphrase(passphrase_file) if passphrase_file else ""
    refused = False
    with open_kit(new=True) as store:
        for file in files:
            try:
                coming = unsealed(partial(read_file), file, passphrase)
                if coming.log is not None:
                    why = _(
                        "{file} is a session; expected comments. “circlekeeper import” takes it."
                    )
                    raise NotRead(why.format(file=quoted(file.name)))
            except (NotRead, WrongPassphrase) as error:
                refused = True
                click.echo(str(error), err=True)
            else:
                click.echo(take_in(store, coming).sentence)
    click.get_current_context().exit(1 if refused else 0)


def _stays(store: Store, writing: Commenting, sessions: Iterable[str]) -> Iterator[str]:
    """What somebody else wrote, or the same person in another kit."""
    from collections import Counter

    from circle.errors import quoted

    there = (one for session in dict.fromkeys(sessions) for one in store.comments(session))
    for name, n in Counter(one.by for one in there if not writing.is_own(one)).items():
        if name:
            words = ngettext(
                "{n} by {name} came from elsewhere and stays here; --by {name} sends it instead.",
                "{n} by {name} came from elsewhere and stay here; --by {name} sends them instead.",
                n,
            )
            yield words.format(n=n, name=quoted(name))


def _writing(store: Store) -> Commenting:
    from circle.clock import SystemClock
    from circle.commenting import Commenting

    return Commenting(store, lambda: SystemClock().read().wall)


def _lines(there: Sequence[Placed]) -> Iterator[str]:
    """Each with the beginning of its id."""
    from ui.written_text import comment_text

    if not there:
        yield _("Nothing has been said about this session yet.")
    for one in there:
        yield f"{one.comment.id[:_PART]}  {'  ' * one.depth}{comment_text(one.comment).strip()}"


def _answered(store: Store, session: str, begins: str) -> Comment:
    """The comment whose id begins so. Raises UsageError."""
    found = [one for one in store.comments(session) if begins and one.id.startswith(begins)]
    if len(found) != 1:
        why = _(
            "No one comment there has an id that begins so. “circlekeeper comments ID” shows them."
        )
        raise click.UsageError(why)
    return found[0]
