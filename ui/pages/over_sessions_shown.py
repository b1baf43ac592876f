"""What is shown of several sessions: which are alike, a chart and a sentence for each measure, and what else they
have in common. No Qt here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from circle.commitments import InSession
from circle.days import say_day
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.over_sessions import (
    Alike,
    Kind,
    Met,
    Used,
    alike,
    noted,
    once,
    promised,
    prompts_used,
    series,
    templates_used,
)
from circle.over_time import listed
from circle.reflection import Stance
from ui.pages.over_time_shown import Mark, MarksShown, OverTimeShown, stance_label
from ui.pages.spread_shown import (
    NO_YEAR,
    ChartShown,
    chart,
    day_of,
    met_words,
    people_words,
    session_words,
)

MOST = 200
"""Sessions that are shown; of more, the newest."""
MOST_PROMPTS = 12


@dataclass(frozen=True, slots=True)
class Titles:
    """What templates and forms are called, by their names."""

    templates: Mapping[str, str] = field(default_factory=dict[str, str])
    forms: Mapping[str, str] = field(default_factory=dict[str, str])

    def template(self, name: str) -> str:
        return self.templates.get(name, name)

    def form(self, name: str) -> str:
        return self.forms.get(name, name.replace("_", " "))


@dataclass(frozen=True, slots=True)
class OverRead:
    """What the kit says, the oldest session first. `whose`: which they are, in words; `led`: they may be of several circles;
    `total`: how many there are in the kit, of which the newest were read.
    """

    whose: str
    led: bool
    sessions: tuple[Met, ...]
    promised: tuple[InSession, ...]
    total: int


@dataclass(frozen=True, slots=True)
class GroupShown:
    """Sessions that are alike. `sessions` are ids, `said` each in a sentence, the oldest first."""

    words: str
    sentence: str
    sessions: tuple[str, ...]
    said: tuple[str, ...]
    charts: tuple[ChartShown, ...]
    stances: OverTimeShown
    stances_sentence: str
    has_stances: bool


@dataclass(frozen=True, slots=True)
class OverSessionsShown:
    title: str
    below: str
    groups: tuple[GroupShown, ...]
    commitments: str
    templates: str
    prompts: tuple[str, ...]


def over_sessions_shown(read: OverRead, titles: Titles) -> OverSessionsShown:
    sessions = once(read.sessions)
    groups = alike(sessions)
    known_as = {one.measured.id: one.known_as for one in sessions}
    said_once = (one for one in read.promised if one.session in known_as)
    return OverSessionsShown(
        title=read.whose,
        below=" ".join(_below(read, sessions)),
        groups=tuple(_group(one, groups, titles, led=read.led) for one in groups),
        commitments=_commitments(tuple(said_once), known_as),
        templates=_templates(sessions, titles),
        prompts=tuple(_prompts(prompts_used(sessions))),
    )


def _below(read: OverRead, sessions: Sequence[Met]) -> Iterator[str]:
    if not sessions:
        yield _(
            "There is no closed session to look at. Esc goes back to Review, where others can be chosen."
        )
        return
    n = len(sessions)
    first, last = (day_of(one) for one in (sessions[0], sessions[-1]))
    if n == 1:
        yield _("1 session, on {day}.").format(day=first)
    else:
        yield _("{n} sessions, from {first} to {last}.").format(n=n, first=first, last=last)
    if older := read.total - len(read.sessions):
        words = ngettext("{n} older one is not shown.", "{n} older ones are not shown.", older)
        yield words.format(n=older)
    if copies := len(read.sessions) - n:
        words = ngettext(
            "{n} more is another copy of one of these and is not counted again.",
            "{n} more are other copies of these and are not counted again.",
            copies,
        )
        yield words.format(n=copies)


def kind_words(kind: Kind, titles: Titles) -> str:
    """ "on “Council”", "mostly Go-round"."""
    if kind.template:
        return _("on “{template}”").format(template=titles.template(kind.template))
    if kind.form:
        return _("mostly {form}").format(form=titles.form(kind.form))
    return _("without rounds")


def _group(group: Alike, groups: Sequence[Alike], titles: Titles, *, led: bool) -> GroupShown:
    n = len(group.sessions)
    people, kind = people_words(group.least, group.most), kind_words(group.kind, titles)
    charts = tuple(chart(one, group.sessions) for one in series(group.sessions))
    said = tuple(session_words(one, at, charts, led=led) for at, one in enumerate(group.sessions))
    return GroupShown(
        words=_("{n} with {people}, {kind}").format(n=n, people=people, kind=kind),
        sentence=" ".join(_alike_words(group, groups, people, kind)),
        sessions=tuple(one.measured.id for one in group.sessions),
        said=said,
        charts=charts,
        stances=_stances(group.sessions),
        stances_sentence=_stances_words(group.sessions),
        has_stances=noted(group.sessions).noted > 0,
    )


def _alike_words(group: Alike, groups: Sequence[Alike], people: str, kind: str) -> Iterator[str]:
    n, others = len(group.sessions), sum(len(one.sessions) for one in groups) - len(group.sessions)
    if n == 1:
        yield _("This session had {people}, {kind}.").format(people=people, kind=kind)
    elif others:
        yield _("These {n} sessions had {people}, {kind}.").format(n=n, people=people, kind=kind)
    else:
        alike = _("All {n} sessions had {people}, {kind}, so they can be set beside one another.")
        yield alike.format(n=n, people=people, kind=kind)
    if others:
        words = ngettext(
            "{n} other is shown apart: its form or its size is another, so figures cannot be set beside these.",
            "{n} others are shown apart: their form or their size is another, so figures cannot be set beside these.",
            others,
        )
        yield words.format(n=others)


def _stances(sessions: Sequence[Met]) -> OverTimeShown:
    """Rows of marks, as on the pages about one's own circle."""
    rows = tuple(
        MarksShown(stance_label(stance), tuple(_mark(one, stance) for one in sessions))
        for stance in Stance
    )
    numbers = tuple("" if one.measured.number is None else str(one.measured.number) for one in sessions)  # fmt: skip
    said = tuple(f"{met_words(one)}: {_noticed(one)}" for one in sessions)
    return OverTimeShown(rows, numbers, said, _stances_words(sessions), "")


def _mark(one: Met, stance: Stance) -> Mark:
    noticed = one.listened.noticed
    if noticed is None:
        return Mark.GAP
    return Mark.NOTICED if stance in noticed else Mark.NOT_NOTICED


def _noticed(one: Met) -> str:
    if one.listened.noticed is None:
        return _("not noted")
    return listed(_lower(stance_label(stance)) for stance in one.listened.noticed)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _stances_words(sessions: Sequence[Met]) -> str:
    found = noted(sessions)
    if not found.noted:
        return _("No note is here of how whoever led listened.")
    words = ngettext(
        "Whoever led noted their own listening in {noted} of {n} session: {stances}.",
        "Whoever led noted their own listening in {noted} of {n} sessions: {stances}.",
        found.sessions,
    )
    stances = (
        _("{stance} in {n}").format(stance=_lower(stance_label(stance)), n=n)
        for stance, n in found.stances.items()
        if n
    )
    return words.format(noted=found.noted, n=found.sessions, stances=", ".join(stances))


def _commitments(sessions: Sequence[InSession], known_as: Mapping[str, str]) -> str:
    found = promised(sessions, known_as)
    if not found.made:
        return _("No commitment is written down in these sessions.")
    made = ngettext("{n} commitment was made", "{n} commitments were made", found.made)
    became = (
        (found.done, ngettext("{n} is done", "{n} are done", found.done)),
        (found.let_go, ngettext("{n} was let go", "{n} were let go", found.let_go)),
        (found.still_open, ngettext("{n} is still open", "{n} are still open", found.still_open)),
        (found.unasked, _("of {n} nothing more is said")),
    )  # fmt: skip
    parts = [words.format(n=n) for n, words in became if n]
    return _("{made}: {parts}.").format(made=made.format(n=found.made), parts=listed(parts))


def _templates(sessions: Sequence[Met], titles: Titles) -> str:
    used = templates_used(sessions)
    if not used:
        return _("No template was used.")
    said = (
        ngettext("“{title}” in {n} session", "“{title}” in {n} sessions", one.sessions).format(
            title=titles.template(one.name), n=one.sessions
        )
        for one in used
    )
    without = len(sessions) - sum(one.sessions for one in used)
    none = ngettext("none in {n}", "none in {n}", without).format(n=without)
    return _("{templates}.").format(templates=", ".join((*said, *([none] if without else []))))


def _prompts(used: Sequence[Used]) -> Iterator[str]:
    for one in used[:MOST_PROMPTS]:
        day = say_day(one.last.astimezone().date(), NO_YEAR)
        if one.sessions == 1:
            yield _("“{prompt}” · {day}").format(prompt=one.name, day=day)
        else:
            words = _("“{prompt}” · {n} sessions, the last on {day}")
            yield words.format(prompt=one.name, n=one.sessions, day=day)
    if (more := len(used) - MOST_PROMPTS) > 0:
        yield ngettext("and {n} earlier prompt", "and {n} earlier prompts", more).format(n=more)
