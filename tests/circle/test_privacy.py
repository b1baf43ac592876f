"""Who appears in what leaves: what a reader of an export sees, and what they never see."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle.errors import Refused
from circle.privacy import (
    CheckFailed,
    Hit,
    Level,
    LevelRefused,
    Person,
    Replaced,
    check_level,
    find_names,
    label,
    redact,
    replace_names,
)

AMARA = Person(1, "Blue", "Amara Okafor")
ZOE = Person(2, "B", "Zoë O'Brien")
JAMES = Person(3, "Seat 3", "James Müller")
LI = Person(4, "🌻", "李明")
GWEN = Person(5, "Gwen (she/her)", "")
RAM = Person(6, "สมชาย", "राम")
MARIA = Person(7, "The Oak", "Maria de la Cruz")
GUEST = Person(8, "Person A", "")
JEAN = Person(9, "민수", "Jean-Luc Straße")
AHMED = Person(10, "אמרה", "أحمد")
IRIS = Person(11, "IRIS", "")
PEOPLE = (AMARA, ZOE, JAMES, LI, GWEN, RAM, MARIA, GUEST, JEAN, AHMED, IRIS)

FOUND = {
    "a whole name": ("Thanks to Amara Okafor.", "Thanks to someone."),
    "each part of it": ("Amara, then Mrs Okafor", "someone, then Mrs someone"),
    "an alias that is an ordinary word": ("The blue sky", "The someone sky"),
    "an alias that is a seat": ("Seat 3 spoke", "someone spoke"),
    "case": ("AMARA amara aMaRa", "someone someone someone"),
    "case of ß": ("STRASSE strasse straße", "someone someone someone"),
    "Turkish i": ("ıris İRİS iris Irıs", "someone someone someone someone"),
    "an accent left out": ("Zoe", "someone"),
    "an accent apart": ("Zoe\u0308 laughed", "someone laughed"),
    "an accent too many": ("Ámara and Gwe\u0301n\u0301!", "someone and someone!"),
    "an accent spelled out": ("Mr Mueller", "Mr someone"),
    "a possessive": ("Gwen's", "someone's"),
    "a curly possessive": ("Gwen’s GWEN’S", "someone’s someone’s"),
    "a possessive after s": ("James' book, James’ book", "someone's book, someone’s book"),
    "a second s": ("James's", "someone's"),
    "a quotation, no possessive": ("he said 'James' twice", "he said 'someone' twice"),
    "the name ends the quotation": ("'thanks to James'", "'thanks to someone'"),
    "plural": ("the Gwens came", "the someone came"),
    "plural possessive": ("the Gwens' idea", "the someone's idea"),
    "another apostrophe": ("O’Brien OʼBrien O`Brien", "someone someone someone"),
    "no apostrophe": ("Obrien", "someone"),
    "hyphens": ("Jean-Luc Jean‑Luc Jean–Luc", "someone someone someone"),
    "no hyphen": ("Jean Luc, JeanLuc", "someone, someone"),
    "half of a double name": ("Luc", "someone"),
    "no-break space": ("Amara\u00a0Okafor", "someone"),
    "a line break": ("Amara\n    Okafor", "someone"),
    "a tag": ("#AmaraOkafor @amara_okafor", "#someone @someone"),
    "an address": ("amara.okafor@example.org", "someone@example.org"),
    "emphasis": ("_Gwen_ *Gwen* `Gwen`", "_someone_ *someone* `someone`"),
    "a footnote": ("Gwen² Gwen2 Gwen™", "someone ² someone 2 someone™"),
    "first name and initial": ("with Amara O.", "with someone."),
    "initial and last name": ("with A. Okafor", "with someone"),
    "two parts of three": ("Maria Cruz, la Cruz", "someone, someone"),
    "soft hyphen inside": ("Ama\u00adra", "someone"),
    "zero width inside": ("G\u200bw\u200de\ufeffn", "someone"),
    "a zero byte inside": ("Gw\x00en", "someone"),
    "bidi controls inside": ("\u2067Gw\u2069en", "\u2067someone"),
    "bidi controls around": ("\u2068Gwen\u2069", "\u2068someone\u2069"),
    "zero width for a space": ("Gwen\u200bsaid", "someone\u200bsaid"),
    "full width": ("Ｇｗｅｎ", "someone"),
    "one letter": ("then B, and B's", "then someone, and someone's"),
    "an emoji": ("🌻🌻 🌻\ufe0f", "someone someone someone"),
    "Han, inside": ("昨天李明说", "昨天someone说"),
    "Han, with a space": ("李 明", "someone"),
    "Latin between Han": ("见Gwen了", "见someone了"),
    "Thai, inside": ("คุณสมชายใจดี", "คุณsomeoneใจดี"),
    "Hangul with an ending": ("민수는", "someone는"),
    "Hangul apart": (unicodedata.normalize("NFD", "민수") + "!", "someone!"),
    "Devanagari": ("राम।", "someone।"),
    "Arabic, pointed": ("أَحْمَد، احمد", "someone، someone"),
    "Arabic, stretched": ("أحـمد", "someone"),
    "Arabic after 'and'": ("وأحمد", "و someone"),
    "Hebrew after 'and'": ("ואמרה", "ו someone"),
}


@pytest.mark.parametrize(("text", "leaves"), FOUND.values(), ids=FOUND)
def test_a_name_leaves_as_someone(text: str, leaves: str) -> None:
    assert replace_names(text, PEOPLE, Level.NOBODY).text == leaves


LEFT_ALONE = {
    "part of a longer word": "Blueish Gwendolyn Amarante oaks",
    "an initial in the other case": "plan b",
    "an initial and a number": "vitamin B12",
    "an s after an initial": "BS",
    "small words of a name": "la voz de la noche",
    "ordinary words of an alias": "The person in the room",
    "pronouns of an alias": "she told her story",
    "another seat": "Seat 31, Seat 13",
    "another name by its vowel signs": "रामा रीमा",
    "another syllable of Hangul": "민순",
    "only the letters in another order": "明李",
    "someone": "Someone's idea, someone",
    "nothing": "",
}


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_a_word_that_names_nobody_stays(text: str) -> None:
    assert replace_names(text, PEOPLE, Level.NOBODY) == Replaced(text, ())


def test_a_two_letter_middle_name_takes_no_s() -> None:
    people = [Person(1, "Fern", "Nguyen Thi Mai")]
    assert replace_names("This is Thi.", people, Level.NOBODY).text == "This is someone."


def test_an_alias_of_words_that_make_another_word_is_not_found_in_it() -> None:
    people = [Person(1, "An Other", "")]
    assert replace_names("another", people, Level.NOBODY).text == "another"


def test_an_alias_with_an_emoji_is_found_without_it() -> None:
    people = [Person(1, "🌊Wave", ""), Person(2, "👩🏽‍🌾", "")]
    leaves = replace_names("Wave, 🌊 Wave, 👩‍🌾", people, Level.NOBODY).text
    assert leaves == "someone, someone, someone"


@pytest.mark.parametrize("alias", ["?", "—", "…", "", " ", "\u200b"])
def test_an_alias_without_letters_is_not_looked_for(alias: str) -> None:
    text = "Why? — Because …  \u200b"
    assert replace_names(text, [Person(1, alias, "")], Level.NOBODY).text == text


@pytest.mark.parametrize(
    ("level", "leaves"),
    [
        (Level.NOBODY, "someone’s hope, someone and someone; someone with someone."),
        (Level.SEATS, "Seat 1’s hope, Seat 1 and Seat 3; Seat 3 with Seat 5."),
        (Level.ALIASES, "Blue’s hope, Blue and Seat 3; Seat 3 with Gwen."),
        (Level.NAMES, "Amara’s hope, Blue and Seat 3; James with Gwen."),
    ],
)
def test_each_level_shows_what_it_says(level: Level, leaves: str) -> None:
    text = "Amara’s hope, Blue and Seat 3; James with Gwen."
    assert replace_names(text, PEOPLE, level).text == leaves


def test_at_aliases_somebody_without_one_is_someone() -> None:
    assert replace_names("Amara", [Person(1, "", "Amara")], Level.ALIASES).text == "someone"


@pytest.mark.parametrize("level", [Level.SEATS, Level.ALIASES])
def test_a_first_name_of_two_people_is_laid_to_neither(level: Level) -> None:
    people = [Person(1, "Fern", "Amara Okafor"), Person(2, "Moss", "Amara Diallo")]
    leaves = replace_names("Amara, Amara Diallo", people, level).text
    assert leaves == f"someone, {label(people[1], level)}"


def test_an_alias_that_is_the_name_of_somebody_else_does_not_stay() -> None:
    people = [Person(1, "Rose", "Ann Lee"), Person(2, "Fern", "Rose Miller")]
    assert replace_names("Rose", people, Level.ALIASES).text == "someone"


def test_an_earlier_name_of_somebody_is_theirs() -> None:
    people = [Person(1, "Fern", "Ann Lee"), Person(1, "Fern", "Ann Gray")]
    leaves = replace_names("Ann, Lee, Ann Gray", people, Level.ALIASES).text
    assert leaves == "Fern, Fern, Fern"


def test_a_hit_says_where_and_what() -> None:
    hits = replace_names("So Zoe\u0308’s idea", PEOPLE, Level.SEATS).hits
    assert hits == (Hit(3, 9, "Zoe\u0308’s", "Seat 2’s"),)


def test_what_stands_in_is_for_the_caller_to_say() -> None:
    hits = find_names("Gwen, Amara", [AMARA, GWEN], stand_in=lambda person: f"P{person.seat}")
    assert [hit.replacement for hit in hits] == ["P5", "P1"]


def test_a_stand_in_stays_apart_from_what_is_beside_it() -> None:
    assert replace_names("3李明5 李明李明", [LI], Level.SEATS).text == "3 Seat 4 5 Seat 4 Seat 4"


CHAINS = {
    "the alias someone": ([Person(1, "Someone", "Ann")], "Ann, someone", "someone, someone"),
    "a name after someone": ([Person(1, "Someone B", "Ann")], "Ann B left", "someone left"),
    "a name before someone": ([Person(1, "x someone", "Ann")], "x x Ann left", "someone left"),
    "around a name": ([Person(1, "x someone y", "Ann")], "x Ann y Ann", "someone someone"),
}


@pytest.mark.parametrize(("people", "text", "leaves"), CHAINS.values(), ids=CHAINS)
def test_what_stands_in_makes_no_new_name(people: list[Person], text: str, leaves: str) -> None:
    assert replace_names(text, people, Level.NOBODY).text == leaves


def test_a_seat_that_is_the_alias_of_another_is_laid_to_neither() -> None:
    moved = [Person(3, "Ann", ""), Person(5, "Seat 3", "")]
    assert replace_names("Ann, Seat 3", moved, Level.SEATS).text == "someone, Seat 5"


def test_everybody_has_a_label_at_each_level() -> None:
    labels = {level: label(AMARA, level) for level in Level}
    assert labels == {
        Level.NOBODY: "",
        Level.SEATS: "Seat 1",
        Level.ALIASES: "Blue",
        Level.NAMES: "Amara Okafor",
    }
    assert label(GUEST, Level.NAMES) == "Person A"


def test_names_are_refused_until_everyone_has_said_yes() -> None:
    people = [replace(person, says_yes=person.seat > 2) for person in PEOPLE]
    with pytest.raises(LevelRefused, match=r"everyone has said yes\. 2 of 11 people have not\."):
        check_level(Level.NAMES, people)
    with pytest.raises(LevelRefused, match=r"1 of 10 people has not\."):
        check_level(Level.NAMES, people[1:])


def test_names_may_leave_when_everyone_has_said_yes() -> None:
    check_level(Level.NAMES, [replace(person, says_yes=True) for person in PEOPLE])
    for level in (Level.NOBODY, Level.SEATS, Level.ALIASES):
        check_level(level, PEOPLE)


def test_texts_leave_in_their_order() -> None:
    leaves = redact(["Gwen", "", "a river", "Amara"], PEOPLE, Level.NOBODY)
    assert [text.text for text in leaves] == ["someone", "", "a river", "someone"]


def test_redact_refuses_names_too() -> None:
    with pytest.raises(LevelRefused):
        redact(["Gwen"], PEOPLE, Level.NAMES)
    agreed = [replace(person, says_yes=True) for person in PEOPLE]
    assert redact(["Gwen"], agreed, Level.NAMES) == (Replaced("Gwen", ()),)


class Broken(str):
    """A text that fails when it is read, with a name in what it says."""

    __slots__ = ()

    def __getitem__(self, key: object) -> str:
        raise KeyError("Gwen")


def test_nothing_leaves_when_the_check_breaks() -> None:
    with pytest.raises(CheckFailed, match="nothing was exported") as refused:
        redact(["a river", Broken("Gwen")], PEOPLE, Level.NOBODY)
    assert isinstance(refused.value, Refused)
    assert "Gwen" not in str(refused.value)
    assert refused.value.__suppress_context__  # a printed traceback would quote the KeyError


def test_nothing_leaves_when_replacing_goes_on_making_names() -> None:
    with pytest.raises(CheckFailed):
        redact(["x " * 60 + "Ann"], [Person(1, "x someone", "Ann")], Level.NOBODY)


@pytest.mark.timeout(30)
def test_long_notes_of_many_people_are_quick() -> None:
    many = [Person(seat, f"Alias {seat}", f"Amara{seat} Okafor-{seat}") for seat in range(40)]
    notes = [("Alias 7 an amara okafor- " * 800)[:20_000], "a" * 20_000, "- " * 10_000] * 2
    leaves = redact(notes, many, Level.SEATS)
    assert leaves[0].text.startswith("Seat 7 an amara ")


# What follows knows nothing of how names are found: it folds, and it searches with \b.

UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "HANGUL")
HIDDEN = "\u00ad\u200b\u200c\u200d\u200e\u2060\u2066\u2069\ufeff"
KNOWN = [
    *("Gwen", "Zoë", "José", "Łukasz", "Søren", "Straße", "Iğdır", "Bo", "O'Brien", "Mary-Jane"),
    *("Ngọc", "Анна", "Ёлка", "Ὀδυσσεύς", "Γιώργος", "أحمد", "מֹשֶׁה", "राम", "सीता", "李明", "王芳"),
    *("さくら", "ジョン", "민수", "สมชาย", "ﬁnn", "Ǆemal"),
]
FORMS: list[Literal["NFC", "NFD", "NFKC", "NFKD"]] = ["NFC", "NFD", "NFKC", "NFKD"]
LETTERS = st.characters(categories=["Lu", "Ll", "Lo"], exclude_characters="ꞌ")
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


@given(rooms(), WITHOUT_NAMES)
def test_no_name_can_be_read_in_what_leaves(room: Room, level: Level) -> None:
    people, text, _ = room
    stand_ins = "someone " + " ".join(label(person, level) for person in people)
    names = {name for name in identifying(people) if not seen_in(name, stand_ins)}
    leaves = replace_names(text, people, level).text
    assert not {name for name in names if seen_in(name, leaves)}


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


@given(rooms(), st.sampled_from(Level))
def test_replacing_again_changes_nothing(room: Room, level: Level) -> None:
    people, text, _ = room
    leaves = replace_names(text, people, level).text
    assert replace_names(leaves, people, level) == Replaced(leaves, ())


@given(st.text(), st.sampled_from(Level))
def test_without_people_a_text_leaves_as_it_is(text: str, level: Level) -> None:
    assert replace_names(text, (), level) == Replaced(text, ())


@given(st.lists(st.tuples(st.text(max_size=8), st.text(max_size=12)), max_size=4), st.text())
def test_any_aliases_and_any_text_are_taken(pairs: list[tuple[str, str]], text: str) -> None:
    people = [Person(seat, alias, name) for seat, (alias, name) in enumerate(pairs, 1)]
    leaves = replace_names(text, people, Level.NOBODY).text
    assert replace_names(leaves, people, Level.NOBODY) == Replaced(leaves, ())
