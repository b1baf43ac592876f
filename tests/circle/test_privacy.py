"""Who appears in what leaves: what a reader of an export sees, and what they never see."""

import unicodedata
from dataclasses import replace

import pytest

from circle.errors import Refused
from circle.level import Level
from circle.privacy import (
    CheckFailed,
    Hit,
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
    "a number before": ("7Gwen", "7 someone"),
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
    "an initial and a number": "vitamin B12, 4B",
    "the start of a word with a soft hyphen": "Blue\u00adish",
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


NAMED_ONCE = {
    "an s is no plural of a short middle name": (
        "Nguyen Thi Mai",
        "This is Thi",
        "This is someone",
    ),
    "a short half of a double name": ("In-ho Kim", "In-ho, in the room", "someone, in the room"),
    "one letter among the parts": ("Ann B Gray", "Ann B, or plan B", "someone, or plan B"),
    "a small word after a name": ("Amara Okafor", "Amara o Luis", "someone o Luis"),
    "a surname that is an ordinary word": ("Chris Guest", "Guest left", "someone left"),
    "two initials": ("Gwen A", "G. A big step", "G. A big step"),
    "parts that make another word": ("An Other", "another", "another"),
    "a longer word after a vowel sign": ("सीता", "सीताराम", "सीताराम"),
    "a longer word before a vowel sign": ("राम", "सीराम", "सीराम"),
    "the given part of a Han name": ("王小明", "小明和明小", "someone和明小"),
    "the given part of a Korean name": ("김민수", "민수는", "someone는"),
    "one Han letter before a number": ("山", "山3月", "someone 3月"),
}


@pytest.mark.parametrize(("name", "text", "leaves"), NAMED_ONCE.values(), ids=NAMED_ONCE)
def test_what_of_a_name_is_a_name(name: str, text: str, leaves: str) -> None:
    """Whether it was typed as a name or, as many do, as an alias."""
    assert replace_names(text, [Person(1, "Fern", name)], Level.NOBODY).text == leaves
    assert replace_names(text, [Person(1, name, "")], Level.NOBODY).text == leaves


def test_a_name_may_begin_with_any_word_and_an_alias_not() -> None:
    named = [Person(1, "Fern", "Guest Lee")]
    assert replace_names("a guest", named, Level.NOBODY).text == "a someone"
    people = [Person(1, "Voice 4", ""), Person(2, "Seat-4", ""), Person(3, "Guest-Smith Ann", "")]
    leaves = replace_names("A voice from a seat, Voice 4 and Smith", people, Level.NOBODY).text
    assert leaves == "A voice from a seat, someone and someone"


def test_an_alias_beside_a_name_is_not_taken_apart() -> None:
    people = [Person(1, "Blue Heron", "Ann Lee")]
    leaves = replace_names("Blue sky, Blue Heron, #blueheron", people, Level.NOBODY).text
    assert leaves == "Blue sky, someone, #someone"


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


def test_a_name_made_of_a_label_and_the_next_word_is_found() -> None:
    people = [Person(3, "Fern", "Ann"), Person(5, "3 B", "")]
    assert replace_names("Ann B left", people, Level.SEATS).text == "someone left"


def test_the_alias_someone_is_nobody_at_every_level() -> None:
    people = [Person(1, "Someone", "Ann")]
    assert replace_names("someone", people, Level.SEATS).text == "someone"


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
