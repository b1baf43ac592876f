"""What `templates` and `plan` print: lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from circle.events import RoundPlan
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.planning import Forms, fit_words, length_words
from circle.spoken_time import about, clock_face
from circle.templates import SessionTemplate
from ui.session_text import table

_NONE = "–"


def templates_text(templates: Sequence[SessionTemplate]) -> Iterator[str]:
    headings = (_("name"), _("rounds"), _("length"), _("title"))
    rows = [
        (one.name, str(len(one.rounds)), about(one.minutes * 60_000), one.title)
        for one in templates
    ]
    return table(headings, rows, left={0})


def template_text(template: SessionTemplate, forms: Forms) -> Iterator[str]:
    yield template.title
    for words in filter(None, (template.about, template.credit)):
        yield from words.splitlines()
    yield ""
    if template.agreements:
        yield _("What the room agrees to")
        yield from (f"  {line}" for line in template.agreements)
        yield ""
    headings = (_("minutes"), _("form"), _("round"), _("question"))
    rows = [
        (str(one.minutes), forms[one.form].title, one.title, one.prompt) for one in template.rounds
    ]
    yield from table(headings, rows, left={1, 2})


def plan_text(
    template: SessionTemplate, plan: Sequence[RoundPlan], people: int, forms: Forms
) -> Iterator[str]:
    yield template.title
    yield length_words(plan, people)
    yield ""
    begins_ms, rows = 0, list[tuple[str, ...]]()
    for one in plan:
        each = about(one.suggested_ms) if one.suggested_ms else _NONE
        called = forms[one.form].title
        rows.append((clock_face(begins_ms), about(one.length_ms), each, called, one.title))
        begins_ms += one.length_ms
    headings = (_("begins"), _("length"), _("each"), _("form"), _("round"))
    yield from table(headings, rows, left={3})
    if words := fit_words(plan, people, forms):
        yield ""
        yield words


def usable_text(template: SessionTemplate) -> str:
    rounds = ngettext("{n} round", "{n} rounds", len(template.rounds)).format(
        n=len(template.rounds)
    )
    words = _("“{title}” can be used: {rounds}, {length}.")
    return words.format(
        title=template.title, rounds=rounds, length=about(template.minutes * 60_000)
    )
