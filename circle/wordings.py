"""Wording sets: what a circle calls its facilitator and its talking piece. TOML in, words or a readable error out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from circle.errors import Refused
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.plain import WrongShape, check_settings, from_plain
from circle.toml_lines import parsed, told_by_place

LONGEST = 40


@dataclass(frozen=True, slots=True)
class Wording:
    """What is empty is called as usual. A session keeps its own copy."""

    name: str = ""
    title: str = ""
    facilitator: str = ""
    facilitators: str = ""
    piece: str = ""

    @property
    def of_facilitator(self) -> str:
        return self.facilitator or _("facilitator")

    @property
    def of_facilitators(self) -> str:
        return self.facilitators or self.facilitator or _("facilitators")

    @property
    def of_piece(self) -> str:
        return self.piece or _("talking piece")

    def facilitators_held(self, n: int, share: str) -> str:
        words = ngettext(
            "The {facilitator} held {share} of the time.",
            "The {facilitators} held {share} of the time.",
            n,
        )
        return words.format(
            facilitator=self.of_facilitator, facilitators=self.of_facilitators, share=share
        )


AS_USUAL = Wording()


class BrokenWording(Refused):
    """A wording set's file that cannot be used."""


def read_wording(text: str, *, source: str) -> Wording:
    """The words in a TOML text. Raises BrokenWording naming `source`."""
    with told_by_place(BrokenWording, source, text):
        table = parsed(text)
        wording = from_plain(Wording, table)
        check_settings(Wording, table)
        for key in ("name", "title"):
            if not getattr(wording, key):
                raise WrongShape(_("“{key}” is missing").format(key=key), (key,))
        for key, words in table.items():
            if len(words) > LONGEST or len(words.splitlines()) > 1:
                why = _("“{key}” should be one line of at most {n} letters")
                raise WrongShape(why.format(key=key, n=LONGEST), (key,))
    return wording


def texts_of(wording: Wording) -> tuple[str, ...]:
    """All that stands in it, in the order of its fields."""
    return (
        wording.name,
        wording.title,
        wording.facilitator,
        wording.facilitators,
        wording.piece,
    )


def as_they_leave(wording: Wording, words: Mapping[str, str]) -> Wording:
    """`words`: what each text that may leave reads as; other texts are left empty."""
    return Wording(*(words.get(text, "") for text in texts_of(wording)))
