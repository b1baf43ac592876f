"""What is said of a file that did not come in: what is wrong with it, that nothing of it came in, and what to do."""

from __future__ import annotations

from circle.age import PassphraseNeeded
from circle.errors import NotOpened, NotRead, quoted
from circle.i18n import gettext as _
from circle.record import NewerVersion


def not_taken_in(why: NotRead, file: str, kind: str) -> NotRead:
    """`kind`: "circle", "json" or a list of turns. What only programmers know stands last, in brackets."""
    if isinstance(why, PassphraseNeeded):
        return why
    name = quoted(file)
    said = str(why).removeprefix(f"{name}: ").removeprefix(f"{name}, ").removesuffix(".")
    if isinstance(why, NewerVersion):
        sentence = _(
            "{file} is from a newer Circlekeeper. Nothing was taken in. Open it with that one ({what})."
        )
        return NewerVersion(sentence.format(file=name, what=said))
    plain = _plain(kind)
    if isinstance(why, NotOpened) or not plain:
        return type(why)(_("{why} Nothing was taken in.").format(why=why))
    return NotRead(plain.format(file=name, what=said))


def none_of_those(file: str) -> NotRead:
    """Of a file that is of no kind that can be imported."""
    sentence = _(
        "{file} is none of the files that can be imported: a bundle (.circle) or a session from this program "
        "(.json), a table of turns (.csv) or RTTM (.rttm)."
    )
    return NotRead(sentence.format(file=quoted(file)))


def _plain(kind: str) -> str:
    """A list of turns was typed or made elsewhere: whoever has it can put the line right that is named."""
    return {
        "circle": _(
            "{file} is damaged, or no bundle that can be read here. Nothing was taken in. "
            "Ask whoever sent it to send it again ({what})."
        ),
        "json": _(
            "{file} is damaged, or no session from this program. Nothing was taken in. "
            "Export it again, or ask for it again ({what})."
        ),
    }.get(kind, "")
