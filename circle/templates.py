"""Session templates: TOML in; a template, or a readable error, out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from circle.decks import FOLDER as DECKS
from circle.decks import NoSuchDeck, read_deck
from circle.errors import Refused, quoted
from circle.forms import LONGEST_SILENCE_S, Ends, NextUp, RoundForm, read_form
from circle.harvest import Side
from circle.i18n import gettext as _
from circle.i18n import language
from circle.people import Role
from circle.plain import WrongShape, check_settings, from_plain
from circle.prompts import Deck
from circle.shelf_names import check_called
from circle.shipped_words import in_our_words
from circle.template_texts import cleaned
from circle.toml_lines import Reader, parsed, told_by_place
from circle.wordings import AS_USUAL, Wording, read_wording

if TYPE_CHECKING:
    from circle.plans import RoundPlan

LONGEST_MINUTES = 24 * 60
LARGEST_BYTES = 1_000_000
LARGEST_GROUP = 40
_MOST = {
    "minutes": LONGEST_MINUTES,
    "suggested_s": LONGEST_MINUTES * 60,
    "silence_s": LONGEST_SILENCE_S,
    "group_of": LARGEST_GROUP,
}
MOST_ROUNDS = 100
_FOLDER = "session_templates"
GO_ROUND = RoundForm("go_round", "Go-round", NextUp.NEIGHBOUR, ends=Ends.HOME, offers_again=True)

T = TypeVar("T")


class _Placed(Protocol):
    """What stands on the shelf in an order."""

    @property
    def name(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def place(self) -> int: ...


Placed = TypeVar("Placed", bound=_Placed)


class Shape(StrEnum):
    """What the notes of a session are like."""

    PLAIN = "plain"
    TOPIC = "topic"
    """A topic, who opened it and with what, then key points by all together."""
    STORY = "story"
    """What was heard, what helped, what harmed; old habits and new ones."""
    POWER = "power"
    """What moved, and what each will give away."""
    PRACTICE = "practice"
    """How the listening went."""
    POINTS = "points"
    """The questions, and a block of points for each group."""


@dataclass(frozen=True, slots=True)
class PlannedRound:
    """A round of a template, in the units in which people write them."""

    form: str
    title: str
    prompt: str = ""
    minutes: int = 0
    once_until_all: bool | None = None
    suggested_s: int = 0
    """For each who speaks; 0: as the minutes allow."""
    silence_s: int | None = None
    """After each turn; left out: as the form has it."""
    confidential: bool = False
    """Only its form, its question and its times may leave."""
    confidentiality: str = ""
    """The rule of this round; empty: the session's."""
    measured: bool = True
    bell: bool = True
    group_of: int = 0
    """About so many in a group; 0: as the form has it."""
    theme: str = ""
    """What its prompts are about, as decks call it."""

    @property
    def plan(self) -> RoundPlan:
        from circle.plans import RoundPlan

        return RoundPlan(
            form=self.form,
            prompt=self.prompt,
            title=self.title,
            length_ms=self.minutes * 60_000,
            suggested_ms=self.suggested_s * 1000,
            once_until_all=self.once_until_all,
            confidential=self.confidential,
            confidentiality=self.confidentiality,
            measured=self.measured,
            bell=self.bell,
            silence_s=self.silence_s,
            group_of=self.group_of,
            theme=self.theme,
        )


@dataclass(frozen=True, slots=True)
class SessionTemplate:
    name: str
    title: str
    about: str
    rounds: tuple[PlannedRound, ...]
    agreements: tuple[str, ...] = ()
    credit: str = ""
    place: int = 100
    """Where it stands on the start page, from the lowest."""
    intention: str = ""
    roles: tuple[Role, ...] = ()
    """Who is wanted besides the facilitator."""
    wording: str = ""
    decks: tuple[str, ...] = ()
    shape: Shape = Shape.PLAIN
    sides: tuple[Side, ...] = ()
    """What key points are gathered side by side under; none: one after another."""
    confidentiality: str = "circle"
    measured: bool = True

    @property
    def minutes(self) -> int:
        return sum(one.minutes for one in self.rounds)


class BrokenTemplate(Refused):
    """A template's file that cannot be used."""


class NoSuchTemplate(Refused):
    """No template has such a name."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What there is to choose from: forms by name, templates in their order, decks, and what is broken."""

    forms: Mapping[str, RoundForm]
    templates: tuple[SessionTemplate, ...]
    decks: tuple[Deck, ...]
    broken: tuple[str, ...] = ()
    wordings: tuple[Wording, ...] = ()
    own: frozenset[str] = frozenset()
    """The names of the templates that were taken in or saved."""
    kept: frozenset[str] = frozenset()
    """Those, and of any that cannot be used."""
    own_decks: frozenset[str] = frozenset()
    kept_decks: frozenset[str] = frozenset()

    def form(self, name: str) -> RoundForm:
        """The form of that name; a plain go-round when its file is broken."""
        return self.forms.get(name, GO_ROUND)

    def wording(self, name: str) -> Wording:
        """The wording set of that name; as usual when there is none."""
        return next((one for one in self.wordings if one.name == name), AS_USUAL)

    def template(self, name: str) -> SessionTemplate:
        """The template of that name. Raises NoSuchTemplate."""
        if found := next((one for one in self.templates if one.name == name), None):
            return found
        raise NoSuchTemplate(
            _("There is no template {name}. There are: {names}.").format(
                name=quoted(name), names=", ".join(one.name for one in self.templates)
            )
        )

    def deck_called(self, name: str) -> Deck:
        """The deck of that name. Raises NoSuchDeck."""
        if found := next((one for one in self.decks if one.name == name), None):
            return found
        raise NoSuchDeck(
            _("There is no deck {name}. There are: {names}.").format(
                name=quoted(name), names=", ".join(one.name for one in self.decks)
            )
        )

    def with_own(
        self, templates: Mapping[str, str], decks: Mapping[str, str] | None = None
    ) -> Shelf:
        """Also what was taken in, each in place of a shipped one of the same name. One that cannot be used
        is told of and left out.
        """
        broken, deck_texts = [*self.broken], decks or {}
        own = _taken_in(templates, template_reader(self.forms), broken)
        own_decks = _taken_in(deck_texts, read_deck, broken)
        return replace(
            self,
            templates=_in_order(self.templates, own),
            decks=_in_order(self.decks, own_decks),
            broken=tuple(broken),
            own=frozenset(own),
            kept=frozenset(templates),
            own_decks=frozenset(own_decks),
            kept_decks=frozenset(deck_texts),
        )

    @property
    def deck(self) -> Deck:
        """The deck to draw from; an empty one when none can be used."""
        return self.decks[0] if self.decks else Deck("", "", ())


def read_template(text: str, *, source: str, forms: Iterable[str]) -> SessionTemplate:
    """The template in a TOML text. Raises BrokenTemplate naming `source`."""
    with told_by_place(BrokenTemplate, source, text):
        table = parsed(text)
        template = cleaned(from_plain(SessionTemplate, table))
        check_settings(SessionTemplate, table)
        for at, one in enumerate(table["rounds"]):
            place = _("round {n}: ").format(n=at + 1)
            check_settings(PlannedRound, one, place=place, path=("rounds", at))
        _check(template, set(forms))
    return template


def _check(template: SessionTemplate, forms: set[str]) -> None:
    """Raises WrongShape when the template cannot be used."""
    check_called(template.name, template.title)
    if not template.rounds:
        raise WrongShape(_("there are no rounds"), ("rounds",))
    if len(template.rounds) > MOST_ROUNDS:
        why = _("there are {n} rounds; a template has at most {most}")
        why = why.format(n=len(template.rounds), most=MOST_ROUNDS)
        raise WrongShape(why, ("rounds", MOST_ROUNDS))
    for at, one in enumerate(template.rounds):
        if one.form not in forms:
            why = _("round {n} has the form {form}, which is none of: {forms}")
            why = why.format(n=at + 1, form=quoted(one.form), forms=", ".join(sorted(forms)))
            raise WrongShape(why, ("rounds", at, "form"))
        for key, most in _MOST.items():
            if not 0 <= (getattr(one, key) or 0) <= most:
                why = _("round {n}: “{key}” should be from 0 to {most}")
                why = why.format(n=at + 1, key=key, most=most)
                raise WrongShape(why, ("rounds", at, key))


def read_shelf(assets: Path) -> Shelf:
    """Everything that ships, in the language that is spoken, read once. A broken file is told of and left out; it
    stops nothing.
    """
    return _shelf_in(language(), assets)


@cache
def _shelf_in(_language: str, assets: Path) -> Shelf:
    broken: list[str] = []
    forms = {form.name: form for form in _read_all(assets / "round_forms", read_form, broken)}
    decks = _read_all(assets / DECKS, read_deck, broken)
    templates = _read_all(assets / _FOLDER, template_reader(forms), broken)
    wordings = tuple(_read_all(assets / "wordings", read_wording, broken))
    return Shelf(forms, _in_order(templates), _in_order(decks), tuple(broken), wordings)


def template_reader(forms: Iterable[str]) -> Reader[SessionTemplate]:
    def read(text: str, *, source: str) -> SessionTemplate:
        return read_template(text, source=source, forms=forms)

    return read


def _taken_in(texts: Mapping[str, str], read: Reader[T], broken: list[str]) -> dict[str, T]:
    found: dict[str, T] = {}
    for name, text in texts.items():
        try:
            found[name] = read(text, source=f"{name}.toml")
        except Refused as why:
            broken.append(str(why))
    return found


def _in_order(
    shipped: Iterable[Placed], own: Mapping[str, Placed] | None = None
) -> tuple[Placed, ...]:
    """In the order of their places; one's own takes that of a shipped one of its name."""
    all_of_them = {one.name: one for one in shipped} | dict(own or {})
    return tuple(sorted(all_of_them.values(), key=lambda one: (one.place, one.title)))


def template_file(assets: Path, name: str) -> Path:
    """The file of a template that ships; it is called what the template is."""
    return assets / _FOLDER / f"{name}.toml"


def _read_all(folder: Path, read: Reader[T], broken: list[str]) -> list[T]:
    found: list[T] = []
    for file in sorted(folder.glob("*.toml")):
        try:
            found.append(in_our_words(read(file.read_text(encoding="utf-8"), source=file.name)))
        except (Refused, OSError) as error:
            broken.append(str(error))
        except UnicodeDecodeError:
            broken.append(_("{file} is not UTF-8 text. It was left out.").format(file=file.name))
    return found
