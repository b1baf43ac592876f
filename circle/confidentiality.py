"""Rules of confidentiality: what a circle agrees may be told outside of it, in words."""

from __future__ import annotations

from dataclasses import dataclass

from circle.i18n import gettext as _

CIRCLE = "circle"
CHATHAM_HOUSE = "chatham house"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that is known by name. `meaning` is one plain sentence, as it can be read aloud.

    `hides_who`: what was said may be told, and never who was there.
    """

    name: str
    title: str
    meaning: str
    hides_who: bool = False


def known_rules() -> tuple[Rule, ...]:
    """In the order in which they are offered."""
    return (
        Rule(
            CIRCLE,
            _("It stays in the circle"),
            _("What is said here stays here; what we learn may go along."),
        ),
        Rule(
            CHATHAM_HOUSE,
            _("Chatham House"),
            _("What is said here may be told outside, but never who said it, nor who was here."),
            hides_who=True,
        ),
        Rule(
            "double",
            _("Double"),
            _(
                "What is said here stays here, and nobody brings it up again, not even with the one who said it."
            ),
        ),
        Rule("open", _("Open"), _("What is said here may be told outside.")),
    )


def known_rule(rule: str) -> Rule | None:
    """The rule that a session or a round has, where it is one of those that are known."""
    name = rule.lower().replace("_", " ").strip()
    return next((one for one in known_rules() if one.name == name), None)


def rule_of_meaning(meaning: str) -> str:
    """The name of a rule that is known by name, from its sentence; else the sentence, as the circle's own words."""
    own = meaning.removesuffix(".")
    return next((one.name for one in known_rules() if one.meaning == meaning), own)


def rule_meaning(rule: str) -> str:
    """What a rule says, in a sentence: of one that is not known, the circle's own words."""
    known = known_rule(rule)
    return known.meaning if known else " ".join(rule.split())
