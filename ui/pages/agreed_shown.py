"""What is read aloud before a circle opens, what was said to the questions, and what withdrawing did, in words.

Pure functions; no Qt here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from circle.confidentiality import rule_meaning
from circle.dates import day_in_figures
from circle.i18n import gettext as _
from circle.people import NOT_ASKED, Consent, Participant, Question, Role

if TYPE_CHECKING:
    from circle.kept import Left

Answer = bool | None
"""Yes, no, or not asked."""


def first_text(*, measured: bool) -> str:
    """What is read aloud until somebody writes other words."""
    kept = (
        _(
            "What is kept: where each of us sits, by whatever name you choose; whose turn it was and how "
            "long it took; and what is written down as a note. Nobody records sound or pictures."
        )
        if measured
        else _(
            "What is kept: where each of us sits, by whatever name you choose; who had a turn, and not how "
            "long it took; and what is written down as a note. Nobody records sound or pictures."
        )
    )
    return "\n\n".join(
        (
            kept,
            _(
                "Who sees it: it stays on this laptop, with whoever holds the circle. Nothing leaves it by "
                "itself. Notes that are given on name nobody, unless we agree on something else."
            ),
            _(
                "For how long: until whoever holds the circle takes it away. If you would like a day set for "
                "that, say so now."
            ),
            _(
                "You may say no to any of it, now or later, and need give no reason. Then your name is taken "
                "out of what is kept here. What has been given on by then cannot be called back."
            ),
            _(
                "What we promise each other is a promise and no more: nobody can make sure that it is kept, "
                "and somebody may know you by what you tell. If a life is in danger, or a child, whoever holds "
                "the circle may have to speak. Say here only what you want to say here."
            ),
        )
    )


def rule_read(rule: str) -> str:
    """The rule as it is read aloud: the first sentence of the page."""
    return _("Between us: {rule}").format(rule=rule_meaning(rule))


def text_read(rule: str, text: str) -> str:
    """All that was read aloud, as it is kept."""
    return f"{rule}\n\n{text}"


def text_without_rule(read: str, rule: str) -> str:
    """What was read aloud after the rule; all of it where that was another one."""
    return read.removeprefix(f"{rule}\n\n")


def consent_left(before: Consent, now: Consent, asked_by: str | None) -> Consent:
    """What the group said, with who asked it: whoever asks now, where anything is otherwise than before."""
    if now == replace(NOT_ASKED, asked_by=now.asked_by):
        return NOT_ASKED
    return now if now == before else replace(now, asked_by=asked_by)


def group_questions() -> Mapping[Question, str]:
    return {
        Question.NOTED: _("May what is kept call us by the names we use here?"),
        Question.SHOWN: _("May a trainer see it?"),
        Question.LEAVES: _("May our names leave this laptop?"),
    }


def person_questions() -> Mapping[Question, str]:
    return {
        Question.NOTED: _("Noted by the name they use here"),
        Question.SHOWN: _("Shown to a trainer"),
        Question.LEAVES: _("Their name may leave this laptop"),
    }


def answers_of(who: Participant) -> Mapping[Question, Answer]:
    return {question: who.said(question) for question in Question}


def group_answers(consent: Consent) -> Mapping[Question, Answer]:
    return {question: consent.said(question) for question in Question}


def with_answer(consent: Consent, question: Question, answer: Answer) -> Consent:
    return replace(consent, **{question.value: answer})


def group_words(consent: Consent) -> str:
    """What the group said, in a line."""
    said = [words for question in Question if (words := _said(consent, question))]
    if not said:
        return _("The group has not been asked. {then}").format(then=unasked_words())
    return _("The group said: {answers}.").format(answers=", ".join(said))


def unasked_words() -> str:
    """What may leave as long as nobody was asked, and what may not."""
    return _(
        "Names leave only with each person’s own yes. Aliases, and a copy for a trainer, may leave until "
        "somebody says no."
    )


def _said(consent: Consent, question: Question) -> str:
    answer = consent.said(question)
    if answer is None:
        return ""
    yes, no = {
        Question.NOTED: (_("yes to being noted"), _("no to being noted")),
        Question.SHOWN: (_("yes to a trainer"), _("no to a trainer")),
        Question.LEAVES: (_("yes to names leaving"), _("no to names leaving")),
    }[question]
    return yes if answer else no


def follows_words(who: Participant, group: Consent) -> str:
    """What holds where somebody was not asked."""
    open_ones = [question for question in Question if who.said(question) is None]
    if not open_ones:
        return ""
    if any(group.said(question) is not None for question in open_ones):
        return _(
            "Where they were not asked, what the group said holds; but their name leaves only with their own yes."
        )
    return _(
        "Their name leaves only with their own yes. Their alias may leave, and a trainer may see it, until they "
        "say no."
    )


def asked_by_words(alias: str) -> str:
    if not alias:
        return _("Who asks? Mark the facilitator’s seat, and it is kept.")
    return _("Asked by {name}").format(name=alias)


def asking(people: Sequence[Participant]) -> Participant | None:
    """The facilitator who asks: the first whose seat is marked."""
    return next((who for who in people if who.facilitator or Role.FACILITATOR in who.roles), None)


def _days(exports: Sequence[Left]) -> Iterator[str]:
    """On which day, as the reader's clock has it, notes left, and in which formats."""
    from exports.formats import titles

    known = titles()
    days: dict[str, dict[str, None]] = {}
    for one in exports:
        day = day_in_figures(one.wall.astimezone())
        days.setdefault(day, {})[known.get(one.format, one.format)] = None
    for day, formats in days.items():
        yield _("{day}: {formats}").format(day=day, formats=", ".join(formats))


def taken_out_words(seat: str, exports: Sequence[Left]) -> str:
    """What taking somebody out of the record did, and what it could not reach. `seat`: what they are called now."""
    done = _(
        "Done: what is kept here says {seat} now. The times and the turns stay as those of the seat."
    ).format(seat=seat)
    if not exports:
        return _("{done} These notes were not exported from here.").format(done=done)
    left = "; ".join(_days(exports))
    return _(
        "{done} Files exported before are as they were ({left}). Ask whoever has them."
    ).format(done=done, left=left)
