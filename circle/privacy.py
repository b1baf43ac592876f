"""What a level of naming lets out: labels, consent, and names found and replaced in free text."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from typing import assert_never

from circle import spelling
from circle.errors import Refused
from circle.harvest import Seen
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.level import Level
from circle.naming import Person, Written, ways_to_write
from circle.people import Consent

__all__ = [
    "CheckFailed",
    "Hit",
    "LevelRefused",
    "Person",
    "Replaced",
    "check_level",
    "check_reader",
    "find_names",
    "is_ordinary",
    "label",
    "redact",
    "replace_names",
]

# Two do, unless somebody's alias is made of the words that stand in for others.
_MOST_SEARCHES = 50


class LevelRefused(Refused):
    """Somebody has not agreed to what a level would show."""


class CheckFailed(Refused):
    """Nobody can tell whether a text still names somebody."""


@dataclass(frozen=True, slots=True)
class Hit:
    """`text[start:end]` is `found`; `replacement` goes there."""

    start: int
    end: int
    found: str
    replacement: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """A text as it may leave; the hits are places in the text as it was."""

    text: str
    hits: tuple[Hit, ...]


def label(person: Person, level: Level) -> str:
    """What a person is called at a level; "" where they do not appear."""
    if person.unnamed and level is not Level.NOBODY:
        return _("Someone")
    match level:
        case Level.NOBODY:
            return ""
        case Level.SEATS:
            return _("Seat {number}").format(number=person.seat)
        case Level.ALIASES:
            return person.alias
        case Level.NAMES:
            return person.name or person.alias
        case _:
            assert_never(level)


def check_reader(group: Consent, reader: Seen) -> None:
    """Raises LevelRefused when the group said no to a trainer's seeing it. One that was not asked is not refused."""
    if reader is Seen.TRAINER and group.shown is False:
        raise LevelRefused(
            _(
                "The circle said no to a trainer seeing it. Nothing was exported. "
                "Ask them again, or export the report."
            )
        )


def check_level(level: Level, people: Iterable[Person]) -> None:
    """`people`: everyone present. Raises LevelRefused when names would leave without a yes from each."""
    if level != Level.NAMES:
        return
    present = tuple(people)
    without_yes = sum(not person.says_yes for person in present)
    if without_yes:
        have_not = ngettext(
            "{count} of {total} people has not.",
            "{count} of {total} people have not.",
            without_yes,
        ).format(count=without_yes, total=len(present))
        raise LevelRefused(
            _(
                "Names can leave only when everyone has said yes. {have_not} Nothing was exported. "
                "Ask them, or export with aliases, with seats or without names."
            ).format(have_not=have_not)
        )


def redact(
    texts: Sequence[str], people: Iterable[Person], level: Level, *, initials: bool = False
) -> tuple[Replaced, ...]:
    """Each text as it may leave, in order. Raises LevelRefused as `check_level` does, and CheckFailed when
    anything at all goes wrong: what could not be checked does not leave."""
    try:
        present = tuple(people)
        check_level(level, (one for one in present if one.seat))
        return tuple(replace_names(text, present, level, initials=initials) for text in texts)
    except Refused:
        raise
    except Exception:
        # `from None`: what went wrong may quote a name.
        raise _check_failed() from None


def replace_names(
    text: str, people: Iterable[Person], level: Level, *, initials: bool = False
) -> Replaced:
    """At `names` nothing is replaced, at `aliases` an alias stays, but for whoever said no: they are someone
    at every level. Replacing again changes nothing."""
    if level == Level.NAMES:
        people = tuple(person for person in people if person.unnamed)
        if not people:
            return Replaced(text, ())
    hits = find_names(
        text, people, stand_in=lambda person: _in_texts(person, level), initials=initials
    )
    return Replaced(_replaced(text, hits), hits)


def _in_texts(person: Person, level: Level) -> str:
    return "" if person.unnamed else label(person, level)


def find_names(
    text: str,
    people: Iterable[Person],
    *,
    stand_in: Callable[[Person], str],
    initials: bool = False,
) -> tuple[Hit, ...]:
    """Names and aliases of everyone, in the order of the text, without overlaps.

    Whoever has an empty stand-in is "someone". So is whoever is meant by a name that two people share, unless
    one stand-in serves both. What a person's own stand-in says anyway is no hit. Raises CheckFailed when
    what was replaced keeps making names. `initials`: "G.P." and "GP", in capitals, are a name too.
    """
    present = tuple(people)
    search = _search_for(present, _("someone"), _ordinary_words(), initials=initials)
    called = {person: stand_in(person) or search.someone for person in present}
    hits: tuple[Hit, ...] = ()
    for _attempt in range(_MOST_SEARCHES):
        found = search.run(_replaced(text, hits), called)
        if not found:
            return hits
        hits = tuple(_apart(text, _together(text, hits, found, search.someone)))
    raise _check_failed()


def _check_failed() -> CheckFailed:
    return CheckFailed(
        _(
            "The check for names could not run, so nothing was exported. Your notes are as they were. "
            "Look for unusual aliases, change them and export again."
        )
    )


def _ordinary_words() -> frozenset[str]:
    # Translators: words that an alias may begin with and that name nobody, as in "Person A" or "The oak".
    words = _(
        "chair circle group guest member number of participant person place seat speaker the voice"
    )
    return frozenset(spelling.plain_words(words))


def is_ordinary(called: str) -> bool:
    """Whether nobody is meant by it in particular: "Seat 3", or nothing at all."""
    ordinary = _ordinary_words()
    return all(word in ordinary or word.isdigit() for word in spelling.plain_words(called))


@dataclass(frozen=True, slots=True)
class _Search:
    """`meant` is by key. The word for someone is in the pattern and means nobody, so it stays."""

    pattern: re.Pattern[str]
    meant: Mapping[str, Sequence[Written]]
    someone: str

    def run(self, text: str, called: Mapping[Person, str]) -> tuple[Hit, ...]:
        """Hidden characters are taken out at first (Gw·en), and then for spaces (Gwen·said)."""
        hits = tuple(self._hits(spelling.plain(text), called))
        if hits or not spelling.has_hidden(text):
            return hits
        return tuple(self._hits(spelling.plain(text, hidden_is_space=True), called))

    def _hits(self, text: spelling.PlainText, called: Mapping[Person, str]) -> Iterator[Hit]:
        for match in self.pattern.finditer(text.text):
            start, end = text.written_span(*match.span("name"))
            new = self._replacement(match["name"], text.written[start:end], called)
            if new is None:
                continue
            ending = _ending(text, match)
            if ending:
                end = text.written_span(match.end("name"), match.end("name") + len(ending))[1]
            if "'" in ending:
                apostrophe = match.end("name") + ending.index("'")
                new += text.written[text.written_span(apostrophe, apostrophe + 1)[0]] + "s"
            yield Hit(start, end, text.written[start:end], new)

    def _replacement(self, name: str, found: str, called: Mapping[Person, str]) -> str | None:
        """None when nobody is meant, or when their stand-in says as much."""
        key = spelling.key(name)
        meant = {written.person for written in self.meant.get(key, ()) if written.may_be(found)}
        new = {None if key in _said_by(called[person]) else called[person] for person in meant}
        return self.someone if len(new) > 1 else next(iter(new), None)


def _ending(text: spelling.PlainText, match: re.Match[str]) -> str:
    """Possessive, plural or nothing. The apostrophe that closes a quotation belongs to neither."""
    ending = match["ending"]
    return ending.removesuffix("'") if text.text.endswith("'", 0, match.start()) else ending


@lru_cache(maxsize=8)
def _search_for(
    people: tuple[Person, ...], someone: str, ordinary: frozenset[str], *, initials: bool
) -> _Search:
    nobody = spelling.key(spelling.plain(someone).text)
    patterns = {spelling.pattern(someone, may_take_s=True): len(nobody)}
    meant: defaultdict[str, list[Written]] = defaultdict(list)
    for person in people:
        for written in ways_to_write(person, ordinary=ordinary, initials=initials):
            if written.key != nobody:
                patterns[written.pattern] = len(written.key)
                meant[written.key].append(written)
    longest_first = sorted(patterns, key=lambda pattern: -patterns[pattern])
    names = spelling.one_of(pattern for pattern in longest_first if pattern)
    found = re.compile(f"(?P<name>{names})(?P<ending>{spelling.ending()})")
    return _Search(found, dict(meant), someone)


@lru_cache(maxsize=256)
def _said_by(stand_in: str) -> frozenset[str]:
    words = spelling.plain_words(stand_in)
    ends = range(1, len(words) + 1)
    return frozenset("".join(words[start:end]) for end in ends for start in range(end))


def _replaced(text: str, hits: Sequence[Hit]) -> str:
    pieces: list[str] = []
    end = 0
    for hit in hits:
        pieces += text[end : hit.start], hit.replacement
        end = hit.end
    return "".join(pieces) + text[end:]


def _apart(text: str, hits: Iterable[Hit]) -> Iterator[Hit]:
    """A stand-in is a word of its own: "Gwen2" is "Seat 5 2", not "Seat 52"."""
    end, before = 0, ""
    for hit in hits:
        new = hit.replacement
        if spelling.run_together(before if hit.start == end else text[end : hit.start], new):
            new = " " + new
        if spelling.run_together(new, text[hit.end : hit.end + 1]):
            new += " "
        end, before = hit.end, new
        yield replace(hit, replacement=new)


def _together(
    text: str, hits: Sequence[Hit], found: Sequence[Hit], someone: str
) -> tuple[Hit, ...]:
    """Hits, and what was found after replacing them, as hits in the text; those that meet are someone."""
    longer = [len(hit.replacement) - (hit.end - hit.start) for hit in hits]
    moved = list(accumulate(longer, initial=0))
    ends = [hit.end + by for hit, by in zip(hits, moved[1:], strict=True)]

    def origin(at: int) -> tuple[int, int]:
        """Where this place was in the text; inside a replacement, from where to where it reached."""
        i = bisect_right(ends, at)
        if i < len(hits) and at > hits[i].start + moved[i]:
            return hits[i].start, hits[i].end
        return at - moved[i], at - moved[i]

    both = list(hits)
    for hit in found:
        start, end = origin(hit.start)[0], origin(hit.end)[1]
        both.append(Hit(start, end, text[start:end], hit.replacement))
    return _joined(text, sorted(both, key=lambda hit: hit.start), someone)


def _joined(text: str, hits: Iterable[Hit], someone: str) -> tuple[Hit, ...]:
    joined: list[Hit] = []
    for hit in hits:
        if joined and hit.start < joined[-1].end:
            start, end = joined[-1].start, max(hit.end, joined[-1].end)
            joined[-1] = Hit(start, end, text[start:end], someone)
        else:
            joined.append(hit)
    return tuple(joined)
