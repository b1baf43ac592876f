"""Session templates: TOML in; a template, or a readable error, out."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from circle.errors import Refused
from circle.events import RoundPlan
from circle.forms import BrokenForm, RoundForm, read_form
from circle.i18n import gettext as _
from circle.plain import WrongShape, from_plain


@dataclass(frozen=True, slots=True)
class PlannedRound:
    """A round of a template, in the units in which people write them."""

    form: str
    title: str
    prompt: str = ""
    minutes: int = 0
    once_until_all: bool | None = None

    @property
    def plan(self) -> RoundPlan:
        return RoundPlan(
            form=self.form,
            prompt=self.prompt,
            title=self.title,
            length_ms=self.minutes * 60_000,
            once_until_all=self.once_until_all,
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

    @property
    def minutes(self) -> int:
        return sum(one.minutes for one in self.rounds)


class BrokenTemplate(Refused):
    """A template's file that cannot be used."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the program was shipped with: forms by name, templates in their order, and what is broken."""

    forms: Mapping[str, RoundForm]
    templates: tuple[SessionTemplate, ...]
    broken: tuple[str, ...] = ()


def read_template(text: str, *, source: str, forms: Iterable[str]) -> SessionTemplate:
    """The template in a TOML text. Raises BrokenTemplate naming `source`."""
    try:
        template = from_plain(SessionTemplate, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise BrokenTemplate(f"{source}: {error}.") from None
    except WrongShape as error:
        raise BrokenTemplate(f"{source}: {error}.") from None
    known = set(forms)
    for number, one in enumerate(template.rounds, 1):
        if one.form not in known:
            why = _("{source}: round {n} has the form “{form}”, which is none of: {forms}.")
            listed = ", ".join(sorted(known))
            raise BrokenTemplate(why.format(source=source, n=number, form=one.form, forms=listed))
    return template


def read_shelf(assets: Path) -> Shelf:
    """Everything that ships. A broken file is told of and left out; it stops nothing."""
    broken: list[str] = []
    forms: dict[str, RoundForm] = {}
    for file in sorted((assets / "round_forms").glob("*.toml")):
        try:
            form = read_form(_text(file), source=file.name)
            forms[form.name] = form
        except (BrokenForm, OSError, UnicodeDecodeError) as error:
            broken.append(str(error))
    templates: list[SessionTemplate] = []
    for file in sorted((assets / "session_templates").glob("*.toml")):
        try:
            templates.append(read_template(_text(file), source=file.name, forms=forms))
        except (BrokenTemplate, OSError, UnicodeDecodeError) as error:
            broken.append(str(error))
    templates.sort(key=lambda template: (template.place, template.title))
    return Shelf(forms, tuple(templates), tuple(broken))


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")
