"""The names found in what people wrote, each in its sentence: as it was written, and exactly as it leaves. No Qt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from circle.i18n import gettext as _
from circle.i18n import is_from_right, ngettext
from circle.level import Level
from circle.session_notes import FoundName
from ui.widgets.row_shown import RowShown

_SENTENCE_ENDS = re.compile(r"[.!?…]+[\s”\"’']+|\n+")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """From where to where it reaches in what was written, and every name in it."""

    start: int
    end: int
    names: tuple[FoundName, ...]

    @property
    def before(self) -> str:
        return self.names[0].text[self.start : self.end]

    @property
    def leaves_from(self) -> int:
        first = self.names[0]
        return first.leaves_at - (first.hit.start - self.start)

    @property
    def after(self) -> str:
        last = self.names[-1]
        end = last.leaves_at + len(last.hit.replacement) + self.end - last.hit.end
        return last.leaves[self.leaves_from : end]


def found_rows(found: Sequence[FoundName]) -> tuple[RowShown, ...]:
    """Each sentence in which names were found, once: as it was written, and as it leaves, the names marked in both."""
    texts: dict[tuple[str, str], list[FoundName]] = {}
    for one in found:
        names = texts.setdefault((one.where, one.text), [])
        if one not in names:
            names.append(one)
    sentences = (sentence for names in texts.values() for sentence in _sentences(names))
    return tuple(_row(n, sentence) for n, sentence in enumerate(sentences))


def _sentences(names: Sequence[FoundName]) -> Iterator[_Sentence]:
    """`names`: all that were found in one text. A name holds its sentence together, as "Dr. Amara" does."""
    names = sorted(names, key=lambda one: one.hit.start)
    start, last = 0, max(len(names[0].text.rstrip()), names[-1].hit.end)
    for end, following in (*_ends(names), (last, last)):
        within = tuple(one for one in names if start <= one.hit.start < end)
        if within:
            yield _Sentence(start, end, within)
        start = following


def _ends(names: Sequence[FoundName]) -> Iterator[tuple[int, int]]:
    """Where each sentence but the last ends, and where the one after it begins."""
    text = names[0].text
    for found in _SENTENCE_ENDS.finditer(text):
        if not any(one.hit.start < found.end() and found.start() < one.hit.end for one in names):
            yield found.start() + len(found.group().rstrip()), found.end()


def _row(n: int, sentence: _Sentence) -> RowShown:
    before, after = sentence.before, sentence.after
    arrow = "← " if is_from_right() else "→ "
    marks = [
        (one.hit.start - sentence.start, one.hit.end - sentence.start) for one in sentence.names
    ]
    for one in sentence.names:
        start = len(before) + 1 + len(arrow) + one.leaves_at - sentence.leaves_from
        marks.append((start, start + len(one.hit.replacement)))
    said = [_becomes_words(one) for one in sentence.names]
    as_it_was = _("Before: {before} After: {after}").format(before=before, after=after)
    return RowShown(
        key=n,
        text=f"{before}\n{arrow}{after}",
        marks=tuple(marks),
        said=" ".join((*said, as_it_was)),
    )


def _becomes_words(one: FoundName) -> str:
    return _("“{found}” in {where} becomes “{replacement}”.").format(
        found=one.hit.found, where=one.where, replacement=one.hit.replacement.strip()
    )


def names_words(n: int, level: Level) -> str:
    """Above the list of names."""
    if n:
        return ngettext(
            "{n} name was found in the texts. Below each sentence stands what leaves.",
            "{n} names were found in the texts. Below each sentence stands what leaves.",
            n,
        ).format(n=n)
    if level is Level.NAMES:
        return _("Names stay in the texts as they were written.")
    if level is Level.ALIASES:
        return _("Aliases stay as they were typed. Where one is a person’s name, choose seats.")
    return _("No names were found in the texts.")
