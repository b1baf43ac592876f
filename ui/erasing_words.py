"""What is said of erasing: before it, when it is done, and of what it could not reach. For the page and the command."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from circle.dates import day_in_figures, time_words
from circle.erasing import What
from circle.errors import quoted
from circle.i18n import gettext as _
from circle.i18n import ngettext
from ui.left_words import left_line
from ui.pages.start_shown import meeting_words

if TYPE_CHECKING:
    from circle.erasing import Order
    from circle.erasing_work import Erased, Preview, Touched

MOST_LISTED = 12


def never_back() -> str:
    return _("This cannot be taken back.")


def typed_word() -> str:
    """What is typed before everything is erased."""
    # Translators: a word that people type to say that they mean it, in small letters.
    return _("erase")


def heading(order: Order) -> str:
    match order.what:
        case What.PERSON:
            return _("Erase {name}").format(name=quoted(order.called))
        case What.SESSION:
            return _("Erase a session")
        case What.NOTES:
            return _("Erase the notes of a session")
        case What.EVERYTHING:
            return _("Erase everything")
        case _:
            return _("Erase for good")


def before(preview: Preview, said: str = "") -> tuple[str, ...]:
    """What goes, in sentences. `said`: the words that are erased, of one note or comment."""
    return (*_what_goes(preview, said), *_goes_with_it(preview))


def _what_goes(preview: Preview, said: str) -> Iterator[str]:
    order, many = preview.order, len(preview.touched)
    match order.what:
        case What.WRITTEN | What.COMMENT:
            if said:
                yield _("{text} goes for good, and every version of it before.").format(
                    text=quoted(said)
                )
        case What.PERSON:
            people = len({one for one, _who in order.people})
            words = ngettext(
                "{name} is found in {n} session. Their seat takes the place of the name, or “someone” where they were only named.",
                "{name} is found in {n} sessions. Their seat takes the place of the name, or “someone” where they were only named.",
                many,
            )
            if many:
                yield words.format(name=quoted(order.called), n=many)
            else:
                words = _(
                    "{name} is in no session, but in a list, a comment, a template or something that was begun, and "
                    "becomes someone there."
                )
                yield words.format(name=quoted(order.called))
            if people:
                yield _("Times, turns and notes stay, without the name.")
            for circle in preview.circles:
                yield _("They are taken out of what is remembered of the circle {name}.").format(
                    name=quoted(circle)
                )
        case What.SESSION:
            yield _("Its turns, figures, notes and comments go, and what was being written in it.")
        case What.NOTES:
            yield _("All that was written goes, with the comments on it. Turns and figures stay.")
        case What.EVERYTHING:
            words = ngettext(
                "All that is in this kit goes: {n} session, with notes, circles, templates and settings.",
                "All that is in this kit goes: {n} sessions, with notes, circles, templates and settings.",
                many,
            )
            yield words.format(n=many)
            yield _("An empty kit is there afterwards, without a passphrase.")


def _goes_with_it(preview: Preview) -> Iterator[str]:
    copies = len({one.session for one in preview.touched}) - 1
    if preview.order.what in {What.SESSION, What.NOTES} and copies > 0:
        words = ngettext(
            "{n} other version of it, kept beside it, goes too.",
            "{n} other versions of it, kept beside it, go too.",
            copies,
        )
        yield words.format(n=copies)
    if preview.came_back and preview.order.what is What.SESSION:
        words = ngettext(
            "{n} later session came back to what was promised here. What it says became of that stays, without the promise.",
            "{n} later sessions came back to what was promised here. What they say became of that stays, without the promise.",
            preview.came_back,
        )
        yield words.format(n=preview.came_back)
    yield from _copies_here(preview)


def _copies_here(preview: Preview) -> Iterator[str]:
    everything = preview.order.what is What.EVERYTHING
    if n := preview.backups:
        words = (
            ngettext("{n} backup goes with it.", "{n} backups go with it.", n)
            if everything
            else ngettext(
                "{n} backup holds it, too: a new one takes its place.",
                "{n} backups may hold it, too: a new one takes the place of all.",
                n,
            )
        )
        yield words.format(n=n)
    if preview.set_aside:
        yield _("Kits that were set aside may hold it, too: they go with it.")


def listed(preview: Preview) -> tuple[str, ...]:
    """The sessions that are meant, a line each."""
    lines = [touched_words(one) for one in preview.touched[:MOST_LISTED]]
    if (more := len(preview.touched) - MOST_LISTED) > 0:
        lines.append(ngettext("and {n} more", "and {n} more", more).format(n=more))
    return tuple(lines)


def touched_words(one: Touched) -> str:
    """A session in which something goes, and how much of it is there."""
    parts = [one.title] if one.title and one.title != one.circle else []
    if one.circle or not parts:  # as it is called in every list
        parts.append(meeting_words("", one.circle, one.number))
    if one.opened is not None:
        parts.append(
            f"{day_in_figures(one.opened.astimezone())}, {time_words(one.opened.astimezone())}"
        )
    for n, words in (
        (one.notes, ngettext("{n} note", "{n} notes", one.notes)),
        (one.commitments, ngettext("{n} commitment", "{n} commitments", one.commitments)),
        (one.comments, ngettext("{n} comment", "{n} comments", one.comments)),
    ):
        if n:
            parts.append(words.format(n=n))
    return " · ".join(parts)


def done(erased: Erased) -> tuple[str, ...]:
    """What came of it, in sentences."""
    return tuple(_done(erased))


def _done(erased: Erased) -> Iterator[str]:
    if erased.kept_back:
        yield _("It is erased from the kit. Backups from before are still there, and hold it.")
        yield erased.kept_back
    elif erased.order.what is What.EVERYTHING:
        yield _("Everything is erased. This kit is empty now.")
    elif not erased.scanned:
        yield _(
            "What was begun is finished. Whether anything is left was not looked for, as the words are not known any more."
        )
    elif not (erased.traces or erased.still or _is_nameless(erased.order)):
        yield _(
            "It is erased. The kit and all files beside it were looked through, and nothing of it was found."
        )
    else:
        yield _("It is erased.")
    if _is_nameless(erased.order):
        yield _(
            "Their name was not kept when the program stopped. Erase them once more, so that sessions in which they "
            "are only named are looked through."
        )
    if erased.still:
        where = ", ".join(map(quoted, erased.titles)) or _("a list or a template of the kit")
        words = _(
            "The same words still stand in {where}, because something else there says the same. That was left as it is."
        )
        yield words.format(where=where)
    if erased.traces:
        words = _(
            "Some of its words are still in: {files}. Look at these files, and take away what nobody needs."
        )
        yield words.format(files=", ".join(erased.traces))


def _is_nameless(order: Order) -> bool:
    """Of somebody whose name nobody knows any more: in these sessions they were not, and nothing could be looked for."""
    return order.what is What.PERSON and bool(order.sessions) and not order.called


def not_reached(erased: Erased) -> tuple[str, ...]:
    """What is elsewhere, which no program can erase."""
    lines = [_("Left this kit: {what}").format(what=left_line(one)) for one in erased.left]
    return (
        *lines,
        _(
            "Notes that somebody else opened, and what is on paper, on sticks, in mails and in other copies of this folder."
        ),
        _(
            "What a disk or stick keeps unseen for a while after it was deleted, and special tools may find."
        ),
    )


def report(erased: Erased) -> str:
    """All of it as a text to be kept or given to somebody."""
    parts = [*done(erased), "", _("Out of reach"), *(f"- {line}" for line in not_reached(erased))]
    return "\n".join(parts) + "\n"
