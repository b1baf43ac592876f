"""Every text of a session that may leave: where it stands, and which names were found in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from circle.circles import KnownCircle, find_known, folded
from circle.commitments import InSession, by_circle
from circle.harvest import NoteKind
from circle.i18n import gettext as _
from circle.plans import RoundPlan
from circle.privacy import Replaced
from circle.session import State
from circle.session_notes import FoundName
from circle.summary import Summary
from circle.wordings import texts_of


@dataclass(frozen=True, slots=True)
class LookedFor:
    """Whose names are looked for in what people wrote, besides everyone in the session.

    `known`: what people of the same circle are called who may not have been there, and whoever earlier
    commitments name. They are someone at every level: nobody asked them. `initials`: "G.P." and "GP" as well.
    """

    known: tuple[str, ...] = ()
    initials: bool = False


NOBODY_ELSE = LookedFor()
"""Where the kit knows nobody besides, or nothing leaves."""


def called_in(
    circle: str, circles: Iterable[KnownCircle], sessions: Iterable[InSession]
) -> tuple[str, ...]:
    """What the people of a circle are called who usually sit there, and whom its commitments name. `circle`: its
    name, in any spelling; empty: none.
    """
    if not folded(circle):
        return ()
    known = find_known(circles, circle)
    usual = [one.alias for one in known.circle.people] if known else []
    promised = (
        made.who_alias for one in by_circle(sessions).get(folded(circle), ()) for made in one.made
    )
    return tuple(dict.fromkeys(name for name in (*usual, *promised) if name))


def places_of_texts(
    state: State, summary: Summary, reasons: Iterable[str] = ()
) -> Mapping[str, str]:
    """Each text, and in words the first place where it stands, as far as possible in the order of the documents.
    `reasons`: why turns were put right, where that leaves.
    """
    places = dict[str, str]()
    for text, where in _texts(state, summary):
        places.setdefault(text, where)
    for text in reasons:
        places.setdefault(text, _("why a turn was put right"))
    return places


def names_found(places: Mapping[str, str], replaced: Iterable[Replaced]) -> Iterator[FoundName]:
    """`replaced`: the texts as they leave, in the order of their places."""
    for (text, where), new in zip(places.items(), replaced, strict=True):
        longer = 0
        for hit in new.hits:
            yield FoundName(where, text, hit, new.text, hit.start + longer)
            longer += len(hit.replacement) - (hit.end - hit.start)


def _texts(state: State, summary: Summary) -> Iterator[tuple[str, str]]:
    opened = summary.opened
    yield opened.title, _("the title")
    yield from ((text, _("the plan")) for text in (opened.circle, opened.intention, opened.place))
    notes = sorted(summary.notes, key=lambda note: note.kind is not NoteKind.KEY_POINT)
    for note in notes:
        yield note.text, _("a key point") if note.kind is NoteKind.KEY_POINT else _("a note")
    yield from ((one.text, _("a commitment")) for one in state.commitments.values())
    for followed in state.followed.values():
        for text in (followed.text, followed.words):
            yield text, _("what became of a commitment")
    yield from ((text, _("the agreements")) for text in opened.agreements)
    for own in state.reflections:
        yield from ((text, _("my own listening")) for text in (own.keep, own.try_next))
    for offered in state.offered:
        yield from ((text, _("a prompt")) for text in (offered.text, offered.deck))
    for one in summary.rounds:
        where = _("round {n}").format(n=one.round.index + 1)
        yield from ((text, where) for text in _of_plan(one.round.plan))
    yield from ((text, _("the plan")) for text in _of_plans(state, summary))


def _of_plans(state: State, summary: Summary) -> Iterator[str]:
    opened = summary.opened
    yield from (opened.confidentiality, opened.source, opened.template, opened.shape)
    yield from (*texts_of(opened.wording), *opened.decks, opened.consent.read, state.consent.read)
    for plan in (*opened.plan, *state.plan):
        yield from _of_plan(plan)
    for form in (one.round.form for one in summary.rounds):
        yield from (form.name, form.title, form.about, *form.observer_asks)


def _of_plan(plan: RoundPlan) -> Iterator[str]:
    yield from (plan.title, plan.prompt, plan.form, plan.confidentiality, plan.theme)
    for one in plan.openers:
        yield from (one.material, one.called)
