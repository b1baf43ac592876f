"""The ways one name may be written: other accents, cases, spaces, dashes, hidden characters.

Names and texts are made *plain* before they are compared. Plain letters have neither case nor accent ("Zoë",
"ZOE" and "Zoe" with a combining mark are all "zoe"), and what nobody sees is gone. Vowel signs, tones and
voicing marks (राम, กรุง, が) tell one name from another: they stay.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby

# Unicode's Default_Ignorable_Code_Point, and the control characters that are not white space.
_HIDDEN = re.compile(
    r"[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_SOFT_HYPHEN = "\xad"
_SKIN_TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_TATWEEL = "\u0640"  # only stretches an Arabic word

# What people type for one another, and letters whose accent Unicode does not take apart.
_ALIKE: dict[int, int | str | None] = {
    **str.maketrans("‘’‚‛′ʹʻʼʽˈ`´׳ꞌ", "'" * 14),
    **str.maketrans("‧·・․−⁃־", "....---"),
    **str.maketrans("øđðłħŧıəŋ™℠", "oddlhtien  "),
    **str.maketrans({"æ": "ae", "œ": "oe", "þ": "th", _TATWEEL: None}),
}
_SPELLED_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
    | {"Å": "Aa", "Ø": "Oe"}
)

# Written without spaces, or (Hangul) with endings joined to the name: no end of a word can be seen.
_UNSPACED = (
    r"\u0e00-\u109f\u1100-\u11ff\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u1b00-\u1b7f\u2e80-\u2fdf"
    r"\u3005-\u3007\u3021-\u302f\u3031-\u303c\u3041-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf"
    r"\u4e00-\u9fff\ua960-\ua97f\ua980-\ua9ff\uaa60-\uaadf\uac00-\ud7ff\uf900-\ufaff"
    r"\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_LETTER = rf"[^\W\d_{_UNSPACED}]"
_LETTER_OR_DIGIT = rf"[^\W_{_UNSPACED}]"
_END_OF_WORD = (
    rf"(?:(?<=[\W{_UNSPACED}])|(?<=\d)(?!{_LETTER_OR_DIGIT})"
    rf"|(?<={_LETTER})(?:(?!{_LETTER})|(?=s(?!{_LETTER}))))"
)
_AT_EDGE = re.compile(_LETTER_OR_DIGIT)

# "and", "to", "in" and the like are joined to the front of a name.
_JOINED_IN_FRONT = {"[\u05d0-\u05ea]": "ושלבמהכ", "[\u0620-\u06d3]": "وفبلك"}


@dataclass(frozen=True, slots=True)
class PlainText:
    """`text` is `written` made plain; `ends[i]` is where the letters of `written[i]` end in it."""

    written: str
    text: str
    ends: Sequence[int]

    def written_span(self, start: int, end: int) -> tuple[int, int]:
        """From a span of the plain text to one of the written text, accents on its last letter included."""
        first = bisect_right(self.ends, start)
        last = after = bisect_right(self.ends, end - 1) + 1
        while after < len(self.ends) and self.ends[after] == self.ends[after - 1]:
            after += 1
            if _is_accent(mark := self.written[after - 1]) or unicodedata.category(mark) == "Mn":
                last = after
        return first, last


def plain(written: str, *, hidden_is_space: bool = False) -> PlainText:
    """`hidden_is_space`: hidden characters (a zero-width space, say) stand as spaces, not as nothing."""
    pieces = [_plain_character(character) for character in written]
    if hidden_is_space:
        pieces = [
            " " if _HIDDEN.match(character) and character != _SOFT_HYPHEN else piece
            for character, piece in zip(written, pieces, strict=True)
        ]
    return PlainText(written, "".join(pieces), list(accumulate(map(len, pieces))))


def has_hidden(written: str) -> bool:
    return _HIDDEN.search(written) is not None


@lru_cache(maxsize=8192)
def _plain_character(character: str) -> str:
    alike = character.translate(_ALIKE)
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", alike).casefold())
    return "".join(_plain_space(c) for c in folded.translate(_ALIKE) if not _is_unseen(c))


def _plain_space(character: str) -> str:
    if character.isspace():
        return " "
    return "-" if unicodedata.category(character) == "Pd" else character


def _is_unseen(character: str) -> bool:
    return _HIDDEN.match(character) is not None or _is_accent(character)


def _is_accent(character: str) -> bool:
    """A mark without which the letter is still read, by its canonical combining class: Latin, Greek and
    Cyrillic accents (1, 200–240), Hebrew and Arabic points (10–36), nukta (7). A skin tone is one too."""
    kind = unicodedata.category(character)
    place = unicodedata.combining(character)
    if kind[0] == "M":
        return kind == "Me" or place in (1, 7) or 10 <= place <= 36 or place >= 200
    return character in _SKIN_TONES


def _is_of_word(character: str) -> bool:
    kind = unicodedata.category(character)
    return kind[0] in "LNM" or kind == "So"


def key(plain_name: str) -> str:
    """The letters, digits and emoji alone: what all ways to write one name share."""
    return "".join(filter(_is_of_word, plain_name))


def whole_key(name: str) -> str:
    """What all ways to write a whole name share."""
    return key(plain(name).text)


def plain_words(name: str) -> tuple[str, ...]:
    runs = groupby(plain(name).text, key=_is_of_word)
    return tuple("".join(run) for of_word, run in runs if of_word)


def spelled_out(name: str) -> str:
    """Müller as Mueller, Søren as Soeren."""
    return unicodedata.normalize("NFC", name).translate(_SPELLED_OUT)


def with_emoji_apart(name: str) -> str:
    return "".join(f" {c} " if unicodedata.category(c) == "So" else c for c in name)


def letters(name: str) -> int:
    """How many letters, digits, vowel signs and emoji it has."""
    return len(_composed(name))


def is_initial(name: str) -> bool:
    """One letter of a script that has words, so that only its case tells it from one of them."""
    composed = _composed(name)
    return len(composed) == 1 and composed.isalpha() and not _IS_UNSPACED.match(composed)


def _composed(name: str) -> str:
    return key(unicodedata.normalize("NFC", plain(name).text))


@dataclass(frozen=True, slots=True)
class Pattern:
    """Regular expressions for a name in a plain text. The head reads its first letter and looks back."""

    head: str
    tail: str


def pattern(name: str, *, may_take_s: bool) -> Pattern | None:
    """Finds a name as a whole word, or, in scripts without spaces, anywhere; None of what has no letters."""
    runs = ["".join(run) for _, run in groupby(plain(name).text, key=_is_of_word)]
    while runs and not _is_of_word(runs[0][0]):
        runs.pop(0)
    if not runs:
        return None
    words, gaps = runs[::2], runs[1::2]
    first, last = words[0][0], words[-1][-1]
    rest = _in_a_row(words[0]).removeprefix(re.escape(first)) + "".join(
        _gap(gap, before=before, after=after) + _in_a_row(after)
        for before, gap, after in zip(words, gaps, words[1:], strict=False)
    )
    tail = rest + _end(last, initial=is_initial(name)) + ("" if may_take_s else "(?!s)")
    return Pattern(_start(first, initial=is_initial(name)), tail)


def one_of(patterns: Iterable[Pattern]) -> str:
    """The first that fits and ends where a word does. What has the same head is read together: most words
    end the search there. And the end, costly to compile, is looked for in one place."""
    tails: defaultdict[str, list[str]] = defaultdict(list)
    for each in patterns:
        tails[each.head].append(each.tail)
    names = "|".join(f"{head}(?:{'|'.join(each)})" for head, each in tails.items())
    return f"(?:{names}){_END_OF_WORD}"


def run_together(left: str, right: str) -> bool:
    """Whether two texts, one put behind the other, would be read as one word or one number."""
    return bool(_AT_EDGE.match(left[-1:]) and _AT_EDGE.match(right[:1]))


def ending() -> str:
    """After a name: a possessive or a plural. A lone apostrophe is one only before a further word."""
    end = f"(?!{_LETTER})"
    return f"(?:'s{end}|(?:s'|(?<=[sxz])')(?= +{_LETTER})|s{end})?"


def _in_a_row(word: str) -> str:
    """李明 may be written 李 明."""
    between = " ?" if _IS_UNSPACED.match(word) else ""
    return between.join(map(re.escape, word))


def _gap(written: str, *, before: str, after: str) -> str:
    """Between two words of a name. "Blue Heron" may be one word or a tag; "An other" may not."""
    if set(written) == {"'"}:
        return "[' ]{0,2}"
    may_be_joined = "-" in written or all(
        len(word) >= 3 or not re.match(_LETTER, word) for word in (before, after)
    )
    between = re.escape("".join(sorted(set(written + " ._-"))))
    return f"[{between}]{{{0 if may_be_joined else 1},8}}"


def _start(first: str, *, initial: bool) -> str:
    """Reads the first letter, then looks back over it."""
    letter = re.escape(first)
    if _IS_UNSPACED.match(first) or unicodedata.category(first) == "So":
        return letter
    edge = _LETTER_OR_DIGIT if initial or first.isdigit() else _LETTER
    signs = _signs_near(first)
    alone = f"(?<!{edge}{letter})" + (f"(?<![{signs}]{letter})" if signs else "")
    for script, joined in _JOINED_IN_FRONT.items():
        if re.match(script, first):
            return f"{letter}(?:{alone}|(?<=(?<!{edge})[{joined}]{letter}))"
    return letter + alone


def _end(last: str, *, initial: bool) -> str:
    """What `_END_OF_WORD` does not ask for."""
    signs = _signs_near(last)
    after_sign = _is_sign(last) and not _IS_UNSPACED.match(last)
    return (
        (f"(?![{signs}])" if signs else "")
        + (r"(?!\d)" if initial else "")
        + (f"(?!{_LETTER})" if after_sign else "")
    )


@lru_cache(maxsize=1024)
def _signs_near(character: str) -> str:
    """Signs of the same script, which go on with its letters although Python's `re` takes them for none."""
    code = ord(character)
    return "".join(filter(_is_sign, map(chr, range(max(code - 256, 0), code + 256))))


def _is_sign(character: str) -> bool:
    """A mark that is no accent, or the vowel or final consonant of a Hangul syllable."""
    if "\u1161" <= character <= "\u11ff":
        return True
    return unicodedata.category(character)[0] == "M" and not _is_unseen(character)
