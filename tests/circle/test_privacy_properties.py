"""Names in any disguise, in any text, against an oracle that knows nothing of how they are found.

The oracle folds (NFKD, no marks, no hidden characters, no case) and searches with \\b.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from circle.level import Level
from circle.privacy import Person, Replaced, label, replace_names

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "HANGUL")
HIDDEN = "\u00ad\u200b\u200c\u200d\u200e\u2060\u2066\u2069\ufeff"
KNOWN = [
    *("Gwen", "Zoë", "José", "Łukasz", "Søren", "Straße", "Iğdır", "Bo", "O'Brien", "Mary-Jane"),
    *("Ngọc", "Анна", "Ёлка", "Ὀδυσσεύς", "Γιώργος", "أحمد", "מֹשֶׁה", "राम", "सीता", "李明", "王芳"),
    *("さくら", "ジョン", "민수", "สมชาย", "ﬁnn", "Ǆemal"),
]
FORMS: list[Literal["NFC", "NFD", "NFKC", "NFKD"]] = ["NFC", "NFD", "NFKC", "NFKD"]
HOLDING_AN_APOSTROPHE = "ꞌŉ"
LETTERS = st.characters(categories=["Lu", "Ll", "Lo"], exclude_characters=HOLDING_AN_APOSTROPHE)
NAMES = st.one_of(
    st.sampled_from(KNOWN),
    st.text("aábcdeéIi", min_size=2, max_size=4),
    st.text(LETTERS, min_size=2, max_size=6).filter(lambda name: len(folded(name)) > 1),
)
FULL_NAMES = st.lists(NAMES, min_size=1, max_size=3).map(" ".join)
ALIASES = st.one_of(NAMES, st.sampled_from(["Blue", "Seat 3", "Oak", "Person A", "someone", "3"]))
PAIRS = st.lists(st.tuples(ALIASES, FULL_NAMES), max_size=6)


def folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(c for c in decomposed if unicodedata.category(c) not in ("Mn", "Me", "Cf"))


def seen_in(name: str, text: str) -> bool:
    first = next((c for c in name if c.isalpha()), "-")
    if unicodedata.name(first, "").startswith(UNSPACED):
        return folded(name) in folded(text)
    return re.search(rf"\b{re.escape(folded(name))}\b", folded(text)) is not None


def identifying(people: Sequence[Person]) -> set[str]:
    """Names, parts of names that are not small middle words, and aliases."""
    words = {person.alias for person in people} | {person.name for person in people}
    for person in people:
        parts = person.name.split()
        words |= {parts[0], parts[-1]} | {part for part in parts if not part.islower()}
    return {word for word in words if len(folded(word)) > 1 and word != "someone"}


@st.composite
def disguises(draw: st.DrawFn, name: str) -> str:
    case = draw(st.sampled_from([str, str.upper, str.lower, str.casefold, str.title]))
    form = draw(st.sampled_from(FORMS))
    name = unicodedata.normalize(form, case(name))
    if draw(st.booleans()):
        name = "".join(c for c in name if unicodedata.combining(c) < 200)
    name = name.replace(" ", draw(st.sampled_from([" ", "\u00a0", "\n", "  ", "\u2009", "-"])))
    if draw(st.booleans()):
        mark = draw(st.sampled_from(["\u0301", "\u0308", "\u0327"]))
        name = re.sub(r"([a-zA-Zа-яα-ω])", rf"\1{mark}", name)
    if draw(st.booleans()):
        name = draw(st.sampled_from(HIDDEN)).join(name)
    return name


Room = tuple[tuple[Person, ...], str, list[tuple[int, int]]]


@st.composite
def rooms(draw: st.DrawFn) -> Room:
    """People, a note, and where in it somebody is written."""
    pairs = draw(PAIRS)
    people = tuple(Person(seat, alias, name) for seat, (alias, name) in enumerate(pairs, 1))
    pool = sorted(identifying(people))
    fillers = st.sampled_from(["and the river", "I heard", "了。", "12", "’", "...", "\n\n"])
    text = ""
    places: list[tuple[int, int]] = []
    for _turn in range(draw(st.integers(0, 6))):
        text += draw(fillers) + " "
        if pool:
            before, after = draw(st.sampled_from(["", "(", "“", "_", "*", "@", "\u2068"])), ""
            name = draw(disguises(draw(st.sampled_from(pool))))
            after = draw(st.sampled_from(["", "'s", "’s", "'", ".", ")", "_", "!", "\u2069", ","]))
            start = len(text) + len(before)
            places.append((start, start + len(name)))
            text += before + name + after + " "
    return people, text, places


WITHOUT_NAMES = st.sampled_from([Level.NOBODY, Level.SEATS])


@unhurried
@given(rooms(), WITHOUT_NAMES)
def test_no_name_can_be_read_in_what_leaves(room: Room, level: Level) -> None:
    people, text, _ = room
    stand_ins = "someone " + " ".join(label(person, level) for person in people)
    names = {name for name in identifying(people) if not seen_in(name, stand_ins)}
    leaves = replace_names(text, people, level).text
    assert not {name for name in names if seen_in(name, leaves)}


@unhurried
@given(rooms(), st.sampled_from([Level.SEATS, Level.ALIASES, Level.NAMES]), st.data())
def test_whoever_said_no_can_be_read_at_no_level(
    room: Room, level: Level, data: st.DataObject
) -> None:
    people, text, _ = room
    people = tuple(replace(person, unnamed=data.draw(st.booleans())) for person in people)
    others = [person for person in people if not person.unnamed]
    stand_ins = "someone " + " ".join(label(person, level) for person in others)
    gone = [person for person in people if person.unnamed]
    names = {name for name in identifying(gone) if not seen_in(name, stand_ins)}
    leaves = replace_names(text, people, level)
    assert not {name for name in names if seen_in(name, leaves.text)}
    assert replace_names(leaves.text, people, level) == Replaced(leaves.text, ())


@unhurried
@given(rooms())
def test_each_place_where_somebody_is_written_is_a_hit(
    room: Room,
) -> None:
    people, text, places = room
    hits = replace_names(text, people, Level.NOBODY).hits
    covered = {i for hit in hits for i in range(hit.start, hit.end)}
    for start, end in places:
        missed = {i for i in range(start, end) if text[i].isalpha()} - covered
        assert not missed, text[start:end]


@unhurried
@given(rooms(), st.sampled_from(Level))
def test_only_hits_change(room: Room, level: Level) -> None:
    people, text, _ = room
    leaves = replace_names(text, people, level)
    rebuilt, end = "", 0
    for hit in leaves.hits:
        assert end <= hit.start < hit.end
        assert text[hit.start : hit.end] == hit.found != hit.replacement
        rebuilt += text[end : hit.start] + hit.replacement
        end = hit.end
    assert rebuilt + text[end:] == leaves.text


@unhurried
@given(rooms(), st.sampled_from(Level))
def test_replacing_again_changes_nothing(room: Room, level: Level) -> None:
    people, text, _ = room
    leaves = replace_names(text, people, level).text
    assert replace_names(leaves, people, level) == Replaced(leaves, ())


@unhurried
@given(st.text(), st.sampled_from(Level))
def test_without_people_a_text_leaves_as_it_is(text: str, level: Level) -> None:
    assert replace_names(text, (), level) == Replaced(text, ())


@unhurried
@given(st.lists(st.tuples(st.text(max_size=8), st.text(max_size=12)), max_size=4), st.text())
def test_any_aliases_and_any_text_are_taken(pairs: list[tuple[str, str]], text: str) -> None:
    people = [Person(seat, alias, name) for seat, (alias, name) in enumerate(pairs, 1)]
    leaves = replace_names(text, people, Level.NOBODY).text
    assert replace_names(leaves, people, Level.NOBODY) == Replaced(leaves, ())
