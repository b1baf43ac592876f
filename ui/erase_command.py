"""The command that erases: `erase`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from circle.errors import Refused
from circle.i18n import gettext as _
from ui.kit_option import folder_of_kit, home_option, open_kit
from ui.kit_passphrase import key_of_kit

if TYPE_CHECKING:
    from datetime import date

    from circle.erasing import Order
    from circle.erasing_work import Erased, Preview
    from circle.session import State
    from circle.store import Store


@click.command(
    help=_(
        "Erase a session, one note of it, somebody, or everything, from the kit, its backups and the kits that were set "
        "aside. What goes is shown first and asked about; it cannot be taken back. Afterwards it is looked for in all "
        "files of the kit, and what could not be reached is told."
    ),
    epilog=_("Example: circlekeeper erase 4f2a --note 17"),
)
@click.argument("session", required=False, metavar="[ID]")
@click.option(
    "--note", type=click.IntRange(1), metavar="N", help=_("Only this note or commitment of it.")
)
@click.option(
    "--notes",
    is_flag=True,
    help=_("Only what was written in it, and the comments; turns and figures stay."),
)
@click.option("--comment", metavar="COMMENT", help=_("Only this comment on it: how its id begins."))
@click.option("--person", metavar="NAME", help=_("Somebody, in every session and list."))
@click.option("--everything", is_flag=True, help=_("The whole kit."))
@click.option(
    "--documents", is_flag=True, help=_("With everything: one's own templates of documents, too.")
)
@click.option(
    "--finish", is_flag=True, help=_("Go on with what was begun when the program was stopped.")
)
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@home_option
def erase(
    *,
    session: str | None,
    note: int | None,
    notes: bool,
    comment: str | None,
    person: str | None,
    everything: bool,
    documents: bool,
    finish: bool,
    yes: bool,
) -> None:
    parts = sum((note is not None, notes, comment is not None))
    if parts and session is None:
        raise click.UsageError(_("--note, --notes and --comment are of a session: name it."))
    if parts > 1:
        raise click.UsageError(_("Give one of --note, --notes and --comment."))
    if sum((session is not None, person is not None, everything, finish)) != 1:
        raise click.UsageError(
            _("Name a session, or give one of --person, --everything and --finish.")
        )
    if finish:
        _tell(_finished())
        return
    with open_kit() as store:
        if session is not None:
            order, said = _of_session(store, store.find(session), note, comment, notes=notes)
        else:
            order, said = _of_kit(person, documents=documents), ""
        seen = _seen(store, order, said)
    if not yes and not _is_meant(seen):
        raise Refused(_("Nothing was erased."))
    _tell(_carried_out(seen.order))


def _of_kit(person: str | None, *, documents: bool) -> Order:
    from circle.erasing import Order, What

    if person is None:
        return Order(What.EVERYTHING, documents=documents)
    return Order(What.PERSON, called=person)


def _of_session(
    store: Store, session: str, note: int | None, comment: str | None, *, notes: bool
) -> tuple[Order, str]:
    """With the words that go, where it is of one text."""
    from circle.erasing import Order, What

    if note is not None:
        return _of_note(store.read(session).state, session, note)
    if comment is not None:
        return _of_comment(store, session, comment)
    return Order(What.NOTES if notes else What.SESSION, (session,)), ""


def _of_comment(store: Store, session: str, begins: str) -> tuple[Order, str]:
    from circle.erasing import Order, What

    found = [one for one in store.comments(session) if one.id.startswith(begins)]
    if len(found) != 1 or not begins:
        why = _(
            "No comment on that session, or more than one, has an id that begins so. Nothing was erased."
        )
        raise Refused(why)
    (one,) = found
    return Order(What.COMMENT, (one.session,), comment=one.id), one.text


def _seen(store: Store, order: Order, said: str) -> Preview:
    """Shows what goes."""
    from circle.erasing_work import look
    from ui.erasing_words import before, listed

    seen = look(store, order)
    if not seen.finds_any:
        raise Refused(_("Nobody in the kit is called so. Nothing was erased."))
    for line in (*listed(seen), *before(seen, said)):
        click.echo(line)
    return seen


def _of_note(state: State, session: str, number: int) -> tuple[Order, str]:
    from circle.erased import Kind, Piece
    from circle.erasing import Order, What

    if one := state.notes.get(number):
        kind, said = Kind.NOTE, one.text
    elif promise := state.commitments.get(number):
        kind, said = Kind.COMMITMENT, promise.text
    else:
        raise Refused(_("That session has no note {n}. Nothing was erased.").format(n=number))
    return Order(What.WRITTEN, (session,), (Piece(kind, number),)), said


def _is_meant(seen: Preview) -> bool:
    from circle.erasing import What
    from ui.erasing_words import never_back, typed_word

    asked = _("{never_back} Type “{word}” to erase everything")
    asked = asked.format(never_back=never_back(), word=typed_word())
    try:
        if seen.order.what is not What.EVERYTHING:
            return click.confirm(f"{never_back()} {_('Erase it?')}")
        return click.prompt(asked, default="", show_default=False).strip() == typed_word()
    except click.Abort:
        click.echo()
        return False


def _carried_out(order: Order) -> Erased:
    from circle.erasing_work import carry_out

    return carry_out(folder_of_kit(), key_of_kit(folder_of_kit()), order, _today())


def _finished() -> Erased:
    from circle.erasing_work import finish

    erased = finish(folder_of_kit(), key_of_kit(folder_of_kit()), _today())
    if erased is None:
        raise Refused(_("Nothing was begun. Nothing was erased."))
    return erased


def _today() -> date:
    from circle.clock import SystemClock

    return SystemClock().read().wall.astimezone().date()


def _tell(erased: Erased) -> None:
    from circle.erasing_files import unmark
    from ui.erasing_words import report

    click.echo(report(erased), nl=False)
    if erased.kept_back:
        click.echo(_("“circlekeeper erase --finish” tries that again."), err=True)
        click.get_current_context().exit(1)
    unmark(folder_of_kit())
