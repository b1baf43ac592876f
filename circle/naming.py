"""The ways in which the people of a session may be written in a note: whole names, parts, initials."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import dropwhile

from circle import spelling

_BETWEEN_PARTS = re.compile(r"[\s,;/·・()\[\]\"“”„«»]+")
# Of "Gwen (she/her)" the name is Gwen; without brackets, only small letters are taken for a pronoun.
_PRONOUNS = re.compile(r"\s[(\[]\w+(?:/\w+)+[)\]]|\s[a-zß-ÿ]+(?:/[a-zß-ÿ]+)+(?!\S)")
_FAMILY_AND_GIVEN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]{3,4}|[\uac00-\ud7a3]{3,4}")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the session. Whoever was renamed may be given once more, with the earlier name."""

    seat: int
    alias: str
    name: str
    says_yes: bool = False
    """They agreed that their name may leave."""
    unnamed: bool = False
    """They said that what is kept may not call them anything."""


@dataclass(frozen=True, slots=True)
class Written:
    """One way in which a person may be written."""

    person: Person
    spelt: str
    may_take_s: bool = True
    """The Gwens."""
    abbreviated: bool = False
    """Counts only before a full stop: "Amara O." """
    capitals: bool = False
    """Counts only in capitals: "AO"."""

    @property
    def key(self) -> str:
        return spelling.key(spelling.plain(self.spelt).text)

    @property
    def pattern(self) -> spelling.Pattern | None:
        found = spelling.pattern(self.spelt, may_take_s=self.may_take_s)
        if found and self.abbreviated:
            return replace(found, tail=found.tail + r"(?=\.)")
        return found

    def may_be(self, found: str) -> bool:
        """An initial counts only in its own case, or every "a" would be A."""
        if self.capitals:
            return found.isupper()
        return not spelling.is_initial(self.spelt) or self.spelt.islower() == found.islower()


def ways_to_write(
    person: Person, *, ordinary: frozenset[str], initials: bool = False
) -> Iterator[Written]:
    """Names are pasted where aliases go, so where no name is known the alias is taken apart as one, but for
    the `ordinary` plain words that it begins with ("Person A", "The oak"). `initials`: those of names of two words
    or more, too.
    """
    if initials:
        yield from _initials(person, ordinary)
    for way in _ways(person, ordinary):
        yield way
        umlauts = spelling.spelled_out(way.spelt)
        yield Written(person, umlauts, way.may_take_s, way.abbreviated)


def _ways(person: Person, ordinary: frozenset[str]) -> Iterator[Written]:
    alias, name = _bare(person.alias), _bare(person.name)
    for whole in (alias, name):
        yield Written(person, whole, may_take_s=spelling.letters(whole) >= 3)
    parts = _parts_of_name(name, alias, ordinary)
    for spelt, may_take_s in _runs_of(parts):
        yield Written(person, spelt, may_take_s)
    for piece in (*_hyphenated(parts), *_given(parts)):
        yield Written(person, piece)
    if len(parts) > 1 and min(map(spelling.letters, (parts[0], parts[-1]))) >= 2:
        yield Written(person, f"{parts[0]} {parts[-1]}")
        yield Written(person, f"{parts[0]} {parts[-1][0]}", may_take_s=False, abbreviated=True)
        yield Written(person, f"{parts[0][0]}. {parts[-1]}")


def _parts_of_name(name: str, alias: str, ordinary: frozenset[str]) -> list[str]:
    return _parts(name) or list(dropwhile(partial(_is_ordinary, ordinary), _parts(alias)))


def _initials(person: Person, ordinary: frozenset[str]) -> Iterator[Written]:
    """Of Jean-Luc de Vries J.V., J.L.V. and J.-L. V., with full stops or without."""
    parts = _parts_of_name(_bare(person.name), _bare(person.alias), ordinary)
    named = [part for part in parts if part[0].isupper()]
    words = [word for part in named for word in re.split("[-‐‑–]", part) if word]
    for run in {tuple(named), tuple(words), (named[0], named[-1]) if len(named) > 1 else ()}:
        letters = [word[0] for word in run if word[0].isupper()]
        if len(letters) > 1:
            for spelt in ("".join(letters), ". ".join(letters)):
                yield Written(person, spelt, may_take_s=False, capitals=True)


def _bare(name: str) -> str:
    """Without pronouns, and an emoji is a word: "🌻Gwen (she/her)" is 🌻 and Gwen."""
    return _PRONOUNS.sub("", spelling.with_emoji_apart(name))


def _parts(name: str) -> list[str]:
    return [part for part in _BETWEEN_PARTS.split(name) if spelling.plain_words(part)]


def _is_ordinary(ordinary: frozenset[str], part: str) -> bool:
    return all(word in ordinary or word.isdigit() for word in spelling.plain_words(part))


def _runs_of(parts: list[str]) -> Iterator[tuple[str, bool]]:
    """Neighbouring parts, and whether an s may follow: "this" is no plural of the Thi of Nguyen Thi Mai."""
    last = len(parts) - 1
    names = [
        spelling.letters(part) >= 2 and not (part.islower() and 0 < i < last)  # "de la"
        for i, part in enumerate(parts)
    ]
    for i in range(len(parts)):
        for j in range(i, len(parts)):
            if any(names[i : j + 1]):
                run = " ".join(parts[i : j + 1])
                yield run, spelling.letters(run) >= 3 and (i == 0 or j == last)


def _given(parts: list[str]) -> Iterator[str]:
    """小明 of 王小明, 민수 of 김민수: the two characters that people are called by."""
    for part in parts:
        if _FAMILY_AND_GIVEN.fullmatch(composed := unicodedata.normalize("NFC", part)):
            yield composed[-2:]


def _hyphenated(parts: list[str]) -> Iterator[str]:
    """Jean and Luc of Jean-Luc, but not every "in" for In-ho."""
    for part in parts:
        words = spelling.plain_words(part)
        if len(words) > 1 and "'" not in spelling.plain(part).text:
            yield from (word for word in words if len(word) >= 3)
