"""What the list of the archive shows, in words: sessions, texts that were found, and which are meant. No Qt here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta, tzinfo
from functools import partial

from circle.archived import Choices, SessionLine
from circle.archived_words import Hit
from circle.circles import folded
from circle.days import read_day, say_day
from circle.errors import Refused, quoted
from circle.filter import EVERYTHING, Filter, Searched, Whose
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.spoken_time import about
from ui.pages.start_shown import meeting_words
from ui.widgets.row_shown import RowShown

_SOME_DAYS = 30
_NO_YEAR = date.min
"""Days of a list are said with their year."""


class NoSuchDay(Refused):
    """What was written is not a day, or the last day is before the first."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What sessions can be chosen by. `titles`: of templates, by their names."""

    choices: Choices = field(default_factory=Choices)
    titles: Mapping[str, str] = field(default_factory=dict[str, str])
    today: date = date.min


@dataclass(frozen=True, slots=True)
class FilterShown:
    """A button, and what its menu changes. `now`: the place of what holds; `is_on`: it leaves something out."""

    name: str
    words: str
    ways: tuple[tuple[str, Filter], ...]
    now: int | None
    is_on: bool


def session_row(line: SessionLine, *, zone: tzinfo | None = None) -> RowShown:
    title = meeting_words(line.title, line.circle, line.number)
    people = ngettext("{n} person", "{n} people", line.people).format(n=line.people)
    facts = (
        say_day(line.opened.astimezone(zone).date(), _NO_YEAR),
        *((people,) if line.people else ()),  # a record that names nobody does not say how many
        about(line.length_ms),
    )
    marks = tuple(_small_words(line))
    lines = (" · ".join(facts), " · ".join(marks)) if marks else (" · ".join(facts),)
    return RowShown(
        key=line.id,
        text=title,
        strong=True,
        below="\n".join(lines),
        said=", ".join((title, *facts, *marks)),
    )


def _small_words(line: SessionLine) -> Iterator[str]:
    if line.arrived:
        yield _("from elsewhere")
    if line.is_copy:
        yield _("another copy")
    if line.comments:
        yield ngettext("{n} comment", "{n} comments", line.comments).format(n=line.comments)


def hit_row(hit: Hit, *, zone: tzinfo | None = None) -> RowShown:
    """The words in their text, then what it is and where it stands."""
    title = meeting_words(hit.title, hit.circle, hit.meeting)
    day = say_day(hit.opened.astimezone(zone).date(), _NO_YEAR)
    kind = kind_words(hit)
    return RowShown(
        key=hit.id,
        text=hit.text,
        marks=hit.marks,
        below=f"{kind} · {title}\n{day}",
        said=_("{text} ({kind}, {title}, {day})").format(
            text=hit.text, kind=kind, title=title, day=day
        ),
    )


def kind_words(hit: Hit) -> str:
    if hit.kind is Searched.PROMPT and hit.place is not None:
        return _("Prompt, round {n}").format(n=hit.place)
    return {
        Searched.TITLE: _("Title"),
        Searched.NOTE: _("Note"),
        Searched.KEY_POINT: _("Key point"),
        Searched.PROMPT: _("Prompt"),
        Searched.COMMITMENT: _("Commitment"),
        Searched.COMMENT: _("Comment"),
    }[hit.kind]


def sessions_words(n: int, those: Filter, offered: Offered) -> str:
    """As in “12 sessions of Riverside since 1 March”."""
    count = ngettext("{n} session", "{n} sessions", n).format(n=n)
    return " ".join((count, *_meant(those, offered)))


def found_words(n: int, those: Filter, offered: Offered, *, more: bool) -> str:
    """`more`: others come as the list is scrolled."""
    meant = " ".join(_meant(those, offered))
    if not n:
        if not meant:
            return _("Nothing was found. Try fewer words.")
        words = _(
            "Nothing was found in sessions {meant}. Try fewer words; Alt 0 looks in all of them."
        )
        return words.format(meant=meant)
    count = ngettext("{n} text was found", "{n} texts were found", n).format(n=n)
    if more:
        count = _("The newest {n} texts, and more further down").format(n=n)
    return _("{count}, in sessions {meant}").format(count=count, meant=meant) if meant else count


def nothing_words(those: Filter) -> str:
    """What to do next, where no session is shown."""
    if those != EVERYTHING:
        return _("No session is like that. Alt 0 shows all of them again.")
    return _(
        "There is nothing to review yet. A session is here as soon as it is closed, and so are notes that "
        "somebody gave you, once they are opened."
    )


def meant_words(those: Filter, offered: Offered) -> str:
    """As in “of Riverside since 1 March”; empty: all are meant."""
    return " ".join(_meant(those, offered))


def _meant(those: Filter, offered: Offered) -> Iterator[str]:
    if those.circle:
        yield _("of {circle}").format(circle=those.circle)
    if those.led_by:
        yield _("led by {name}").format(name=those.led_by)
    if those.template:
        yield _("on “{template}”").format(template=_titled(those.template, offered))
    if those.place:
        yield _("at {place}").format(place=those.place)
    if those.since:
        yield _("since {day}").format(day=say_day(those.since, offered.today))
    if those.until:
        yield _("until {day}").format(day=say_day(those.until, offered.today))
    if those.whose is not Whose.ALL:
        yield _("held here") if those.whose is Whose.OWN else _("from elsewhere")


def _titled(template: str, offered: Offered) -> str:
    return offered.titles.get(template, template)


@dataclass(frozen=True, slots=True)
class _ByText:
    """Something that sessions are chosen by, by a text. `there`: those there are; `called`: how each is shown."""

    name: str
    words: str
    all_of: str
    there: tuple[str, ...]
    called: Callable[[str], str] = str

    def shown(self, those: Filter) -> FilterShown:
        now: str = getattr(those, self.name)
        ways = [(self.all_of, replace(those, **{self.name: ""}))]
        ways += [(self.called(one), replace(those, **{self.name: one})) for one in self.there]
        values = ("", *self.there)
        at = next((n for n, one in enumerate(values) if folded(one) == folded(now)), None)
        words = self.called(now) if now else self.words
        return FilterShown(self.name, words, tuple(ways), at, bool(now))


def filters_shown(those: Filter, offered: Offered) -> tuple[FilterShown, ...]:
    """Those of which there is something to choose."""
    choices, titled = offered.choices, partial(_titled, offered=offered)
    texts = (
        _ByText("circle", _("Circle"), _("All circles"), choices.circles),
        _ByText("led_by", _("Facilitator"), _("All facilitators"), choices.led_by),
        _ByText("template", _("Template"), _("All templates"), choices.templates, titled),
        _ByText("place", _("Place"), _("All places"), choices.places),
    )
    by_text = [one.shown(those) for one in texts if one.there or getattr(those, one.name)]
    return (*by_text, _days(those, offered.today), _whose(those))


def _days(those: Filter, today: date) -> FilterShown:
    spans = (
        (_("Any day"), None, None),
        (_("The last {n} days").format(n=_SOME_DAYS), _ago(today, _SOME_DAYS), None),
        (_("This year"), date(today.year, 1, 1), None),
        (_("Last year"), _year(today.year - 1, 1, 1), _year(today.year - 1, 12, 31)),
    )
    ways = tuple((words, replace(those, since=since, until=until)) for words, since, until in spans)
    now = next((n for n, (_words, way) in enumerate(ways) if way == those), None)
    is_on = those.since is not None or those.until is not None
    words = " ".join(_meant(Filter(since=those.since, until=those.until), Offered(today=today)))
    return FilterShown("days", words or _("Days"), ways, now, is_on)


def _ago(today: date, days: int) -> date:
    return today - timedelta(days=days) if today > date(1, 12, 31) else date.min


def _year(year: int, month: int, day: int) -> date:
    return date(max(1, year), month, day)


def _whose(those: Filter) -> FilterShown:
    said = {
        Whose.ALL: _("Own and from elsewhere"),
        Whose.OWN: _("Your own"),
        Whose.ARRIVED: _("From elsewhere"),
    }
    ways = tuple((words, replace(those, whose=whose)) for whose, words in said.items())
    now = [*said].index(those.whose)
    return FilterShown("whose", said[those.whose], ways, now, those.whose is not Whose.ALL)


def between_days(those: Filter, since: str, until: str, today: date) -> Filter:
    """The filter with days as somebody wrote them, none where nothing is written. Raises NoSuchDay."""
    first, last = (_written_day(text, today) for text in (since, until))
    if first is not None and last is not None and last < first:
        raise NoSuchDay(
            _("{last} is before {first}. Write the first day first; the list is as it was.").format(
                first=say_day(first, today), last=say_day(last, today)
            )
        )
    return replace(those, since=first, until=last)


def _written_day(text: str, today: date) -> date | None:
    """Without a year it is the last one that has been."""
    if not text.strip():
        return None
    this_year = read_day(text, date(today.year, 1, 1))
    if this_year is not None and this_year > today and str(this_year.year) not in text:
        this_year = read_day(text, date(max(1, today.year - 1), 1, 1))
    if this_year is None:
        raise NoSuchDay(
            _("{text} is not a day. Write it as 1 March, or 2026-03-01; the list is as it was.").format(
                text=quoted(text.strip())
            )
        )  # fmt: skip
    return this_year
