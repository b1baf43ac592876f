"""What can be set for a round beyond its question and its time. Pure functions; no Qt here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from circle.confidentiality import known_rules
from circle.forms import RoundForm
from circle.i18n import gettext as _
from circle.plans import RoundPlan
from circle.spoken_time import about
from circle.templates import PlannedRound

_SILENCES_S = (0, 10, 30, 60, 120, 300)
_GROUPS = (2, 3, 4, 5, 6, 8)


@dataclass(frozen=True, slots=True)
class Setting:
    """`change`: fields of PlannedRound and what they become when it is chosen."""

    words: str
    change: Mapping[str, object]
    checked: bool


@dataclass(frozen=True, slots=True)
class Settings:
    """Those that belong together, of which one holds; without a title each holds by itself."""

    title: str
    settings: tuple[Setting, ...]


def settings_shown(
    one: PlannedRound, form: RoundForm | None, themes: Sequence[str] = ()
) -> tuple[Settings, ...]:
    """`themes`: what prompts are about."""
    found = [Settings("", _by_themselves(one))]
    if form is not None and form.group_of:
        found.append(Settings(_("How many in a group"), _groups(one, form)))
    elif form is not None:
        found.append(Settings(_("Silence after each turn"), _silences(one, form)))
    if themes or one.theme:
        found.append(Settings(_("What its prompts are about"), _themes(one, themes)))
    return (*found, Settings(_("What may be told of it"), _rules(one)))


def _by_themselves(one: PlannedRound) -> tuple[Setting, ...]:
    return (
        Setting(_("Measured"), {"measured": not one.measured}, one.measured),
        Setting(_("With the bell"), {"bell": not one.bell}, one.bell),
        Setting(
            _("Only its form, its question and its times may leave"),
            {"confidential": not one.confidential},
            one.confidential,
        ),
    )


def _silences(one: PlannedRound, form: RoundForm) -> tuple[Setting, ...]:
    usual = _("As usual: {silence}").format(silence=_silence(form.silence_s))
    return (
        Setting(usual, {"silence_s": None}, one.silence_s is None),
        *(Setting(_silence(s), {"silence_s": s}, one.silence_s == s) for s in _SILENCES_S),
    )


def _silence(seconds: int) -> str:
    return about(seconds * 1000) if seconds else _("none")


def _groups(one: PlannedRound, form: RoundForm) -> tuple[Setting, ...]:
    now = one.group_of or form.group_of
    sizes = sorted({*_GROUPS, form.group_of})
    words = _("About {n}")
    return tuple(Setting(words.format(n=n), {"group_of": n}, n == now) for n in sizes)


def _themes(one: PlannedRound, themes: Sequence[str]) -> tuple[Setting, ...]:
    """First come those of its theme, and the others after them."""
    now = one.theme.casefold()
    others = [one.theme] if now and now not in map(str.casefold, themes) else []
    return (
        Setting(_("Anything"), {"theme": ""}, not now),
        *(Setting(word, {"theme": word}, word.casefold() == now) for word in (*themes, *others)),
    )


def _rules(one: PlannedRound) -> tuple[Setting, ...]:
    usual = Setting(_("As for the session"), {"confidentiality": ""}, not one.confidentiality)
    return (
        usual,
        *(
            Setting(rule.title, {"confidentiality": rule.name}, rule.name == one.confidentiality)
            for rule in known_rules()
        ),
    )


def setting_words(plan: RoundPlan) -> tuple[str, ...]:
    """What is set otherwise than usual, each in a word or two."""
    found: list[str] = []
    if plan.silence_s:
        found.append(_("{silence} of silence").format(silence=about(plan.silence_s * 1000)))
    if plan.group_of:
        found.append(_("groups of about {n}").format(n=plan.group_of))
    if not plan.measured:
        found.append(_("not measured"))
    if not plan.bell:
        found.append(_("no bell"))
    if plan.confidential:
        found.append(_("confidential"))
    return tuple(found)
