"""The pictures of a session: sound SVG that says no more than the level lets, in print without colour too."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import example, given

from circle import events as e
from circle.level import Level
from circle.log import Log
from circle.people import Question
from exports import svg
from exports.blocks import Picture
from exports.charts import pictures
from exports.drawn_floors import CONFIDENTIAL, FILLS, UNMEASURED
from exports.followed import followed
from exports.svg import Fill, Lines
from tests.benchmarks.made import LONG_MS, a_long_session
from tests.exports.an_evening import SESSION, Evening, people
from tests.exports.hostile import FEW, hostile_text
from tests.notes import make_notes

SPACE = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"svg", "title", "desc", "g", "rect", "circle", "path", "text"}
FORBIDDEN = re.compile(r"url\(|href|style=|class=|\bon\w+=|var\(|<!|&(?!amp;|lt;|gt;|quot;|#x27;)")
ALIASES = ("Ceri", "Dev", "Gwen", "Hamid", "Ines", "Jo")


class Circle(Evening):
    """Six people, or others, whose rounds are told by who holds the piece."""

    def __init__(self, aliases: tuple[str, ...] = ALIASES) -> None:
        super().__init__()
        self.does(e.SessionOpened("An evening", people(aliases)))

    def goes(self, *seats: int, **planned: object) -> Circle:
        """A round of turns of a minute; 0 is a silence, and -1 a break."""
        plan = replace(e.RoundPlan("open", title="A round", length_ms=480_000), **planned)
        self.begins("open", plan, after_ms=5000)
        began = {0: e.SilenceBegan(), -1: e.BreakBegan()}
        ended = {0: e.SilenceEnded(), -1: e.BreakEnded()}
        for seat in seats:
            self.does(began.get(seat) or e.PieceGiven(f"p{seat}"))
            self.now_ms += 60_000
            if seat in ended:
                self.does(ended[seat])
        self.does(e.RoundEnded())
        return self

    def closes(self) -> Log:
        return self.does(e.SessionClosed(), after_ms=1000).log


def drawn(log: Log, level: Level = Level.ALIASES) -> tuple[Picture, ...]:
    return pictures(make_notes(SESSION, log, level))


def titles(log: Log, level: Level) -> list[str]:
    return [one.title for one in drawn(log, level)]


def words_in(picture: Picture) -> list[str]:
    """What can be read in the drawing, without its title and description."""
    root = ElementTree.fromstring(picture.svg)
    return [one.text or "" for one in root.iter(f"{SPACE}text")]


def everything(aliases: tuple[str, ...] = ALIASES) -> Log:
    circle = Circle(aliases).goes(1, 2, 0, 3, 3, -1, 4).goes(5, 6, confidential=True)
    circle.goes(2, 4, measured=False).goes(6, 0, 6, 1, length_ms=0)
    return circle.closes()


@pytest.mark.parametrize("level", [Level.NOBODY, Level.SEATS, Level.ALIASES])
@pytest.mark.parametrize("log", [everything(), a_long_session()], ids=["all", "long"])
def test_every_picture_is_svg_that_every_reader_draws_and_says_what_it_shows(
    log: Log, level: Level
) -> None:
    found = drawn(log, level)
    ids = [one for picture in found for one in re.findall(r' id="([^"]+)"', picture.svg)]
    assert len(ids) == len({*ids}) == 2 * len(found)
    for picture in found:
        root = ElementTree.fromstring(picture.svg)
        tags = {one.tag.removeprefix(SPACE) for one in root.iter()}
        assert tags <= ELEMENTS
        assert not FORBIDDEN.search(picture.svg)
        assert root.get("role") == "img"
        assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
        assert [one.tag for one in root][:2] == [f"{SPACE}title", f"{SPACE}desc"]
        assert [one.text for one in root][:2] == [picture.title, picture.description]


def test_the_same_session_is_drawn_the_same() -> None:
    assert drawn(everything()) == drawn(everything())


def test_at_each_level_the_pictures_are_those_that_it_lets_be_drawn() -> None:
    of_people = [
        "How the talking moved",
        "Who held the piece after whom",
        "What was planned and what it took",
    ]
    assert titles(everything(), Level.SEATS) == of_people
    assert titles(everything(), Level.ALIASES) == of_people
    of_the_group = ["How the time moved, round by round", "What was planned and what it took"]
    assert titles(everything(), Level.NOBODY) == of_the_group


def test_of_fewer_than_five_people_below_aliases_only_the_plan_is_drawn() -> None:
    four = Circle(ALIASES[:4]).goes(1, 2, 3, 4).closes()
    assert (
        titles(four, Level.NOBODY)
        == titles(four, Level.SEATS)
        == ["What was planned and what it took"]
    )
    assert len(titles(four, Level.ALIASES)) == 3
    assert len(titles(Circle(ALIASES[:5]).goes(1, 2, 3, 4, 5).closes(), Level.SEATS)) == 3


def test_without_names_sessions_that_differ_only_in_who_spoke_are_drawn_alike() -> None:
    one = Circle().goes(1, 2, 0, 3, 1, 4).goes(2, 3, 4, 5, 6, 1).closes()
    other = Circle().goes(6, 5, 0, 2, 6, 3).goes(1, 1, 5, 4, 3, 2).closes()
    assert drawn(one, Level.NOBODY) == drawn(other, Level.NOBODY)
    assert drawn(one, Level.SEATS) != drawn(other, Level.SEATS)


def test_without_names_the_notes_hold_no_stretch_that_would_say_when_a_turn_began() -> None:
    assert make_notes(SESSION, everything(), Level.NOBODY).floors == ()
    assert make_notes(SESSION, everything(), Level.SEATS).floors


def test_no_stretch_of_a_confidential_or_unmeasured_round_is_in_the_notes() -> None:
    circle = Circle().goes(1, 0, 2).goes(3, 0, 4, confidential=True)
    notes = make_notes(SESSION, circle.goes(5, 0, measured=False).closes(), Level.ALIASES)
    assert {one.round for one in notes.floors} == {None, 1}
    assert [one.floors_ms is None for one in notes.rounds] == [False, True, True]


@pytest.mark.parametrize("level", [Level.NOBODY, Level.SEATS])
def test_below_aliases_no_picture_calls_anybody_by_one(level: Level) -> None:
    said = " ".join(one.svg + one.description for one in drawn(everything(), level))
    assert not [alias for alias in ALIASES if alias in said]


def test_the_lines_are_in_the_order_of_the_seats_whoever_spoke() -> None:
    timeline, *_rest = drawn(Circle().goes(6, 6, 6, 2, 2, 1).closes())
    assert [one for one in words_in(timeline) if one in ALIASES] == [*ALIASES]


def test_all_who_are_not_to_be_known_have_one_line_and_one_mark_after_the_seats() -> None:
    circle = Circle()
    for person in ("p2", "p4"):
        circle.does(e.ConsentSaid(person, False, Question.NOTED))
    timeline, ring, _planned = drawn(circle.goes(1, 2, 4, 3).closes())
    labels = ["Ceri", "Gwen", "Ines", "Jo", "Someone"]
    assert [one for one in words_in(timeline) if one in labels] == labels
    assert [one for one in words_in(ring) if one in labels] == labels
    assert words_in(ring)[:5] == ["1", "3", "5", "6", "–"]


def test_a_turn_is_drawn_where_it_was_with_the_pause_left_out() -> None:
    circle = Circle().goes(1)
    circle.begins("open", e.RoundPlan("open"))
    circle.does(e.PieceGiven("p2")).does(e.Paused(), after_ms=60_000)
    circle.does(e.Resumed(), after_ms=60_000).does(e.PieceCentred(), after_ms=60_000)
    timeline, *_rest = drawn(circle.closes())
    (turns,) = re.findall(rf'<path d="([^"]+)" fill="{svg.CLAY}"', timeline.svg)
    assert turns.count("z") == 3
    assert "A pause of 1 min began after 2:05." in timeline.description


def test_of_a_confidential_or_unmeasured_round_there_is_only_a_band_with_words() -> None:
    log = Circle().goes(1, 2).goes(3, 4, confidential=True).goes(5, 6, measured=False).closes()
    timeline, _ring, _planned = drawn(log)
    (turns,) = re.findall(rf'<path d="([^"]+)" fill="{svg.CLAY}"', timeline.svg)
    assert turns.count("z") == 2
    assert words_in(timeline).count("Confidential round") == 2  # on the band, and in the key
    assert words_in(timeline).count("Round without measuring") == 2
    by_round, _planned = drawn(log, Level.NOBODY)
    assert words_in(by_round).count("Confidential round") == 2
    assert "2. Open round, 2 min: Confidential round." in by_round.description


def test_a_turn_follows_another_in_the_same_round_over_a_silence_and_not_over_a_break() -> None:
    log = Circle().goes(1, 2, 0, 2, 5, -1, 6, 1).goes(3, 2, 3, 2).closes()
    found = followed(make_notes(SESSION, log, Level.SEATS))
    assert found.counts == {(1, 2): 1, (2, 2): 1, (2, 3): 1, (2, 5): 1, (3, 2): 2, (6, 1): 1}
    assert found.moves == 7
    assert found.between(neighbours=True) == 5
    assert found.between(neighbours=False) == 1
    assert found.to_the_same == 1


def test_who_followed_whom_is_said_without_naming_anybody() -> None:
    _timeline, ring, _planned = drawn(Circle().goes(1, 2, 0, 2, 5).closes())
    said = "The piece moved on 3 times: 1 to the seat beside, 1 across the circle, 1 to the same seat again."
    assert ring.description.endswith(said)
    assert not [alias for alias in ALIASES if alias in ring.description]


def test_where_there_are_many_ways_those_taken_seldom_are_left_out_and_it_says_so() -> None:
    names = tuple(f"Person {n}" for n in range(1, 41))
    once = random.Random(5).choices(range(1, 41), k=300)
    log = Circle(names).goes(*once, *[1, 2, 3] * 4).closes()
    found = followed(make_notes(SESSION, log, Level.SEATS))
    assert found.least == 2
    assert 0 < len(found.drawn) <= 96 < len(found.counts)
    _timeline, ring, _planned = drawn(log, Level.SEATS)
    assert "Ways that the piece took once are not drawn." in words_in(ring)
    assert "Ways that the piece took once are not drawn." in ring.description


def test_what_was_planned_stands_beside_what_was_held_and_nothing_says_which_is_better() -> None:
    log = Circle().goes(*range(1, 7)).goes(*[1, 2] * 5).goes(1, 2, length_ms=0).closes()
    *_others, planned = drawn(log)
    said = words_in(planned)
    assert "8 min planned, took 6 min" in said
    assert "8 min planned, took 10 min" in said
    assert "untimed, took 2 min" in said
    words = " ".join((*said, planned.description)).lower()
    assert not re.search(r"\b(over|late|under|short|long\w+ than|too|limit)\b", words)


def test_where_nothing_was_planned_or_held_there_is_no_picture_of_it() -> None:
    assert titles(Circle().closes(), Level.ALIASES) == ["How the talking moved"]
    assert titles(Circle().goes(1, length_ms=0).closes(), Level.NOBODY) == [
        "How the time moved, round by round"
    ]


@FEW
@given(hostile_text, hostile_text)
@example("<script>alert(1)</script>" * 20, "\ufffe\uffff\x00\u202e" + "é" * 300)
@example("]]></svg>", "א" * 200)
def test_what_people_write_is_words_in_a_picture(label: str, title: str) -> None:
    log = Circle((label or "x", *ALIASES[1:])).goes(1, 2, 3, title=title).closes()
    plain = Circle().goes(1, 2, 3).closes()
    for picture, usual in zip(drawn(log), drawn(plain), strict=True):
        root = ElementTree.fromstring(picture.svg)
        tags = [one.tag for one in root.iter()]
        assert tags == [one.tag for one in ElementTree.fromstring(usual.svg).iter()]
        said = "".join(root.itertext())
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]", said)


def test_words_that_are_too_long_end_in_an_ellipsis_and_keep_their_accents() -> None:
    assert svg.cut("Gwen", 100, 12) == "Gwen"
    assert svg.cut("Maximiliana-Alexandra von der Heide", 80, 12).endswith("…")
    assert svg.wide(svg.cut("W" * 90, 80, 12), 12) <= 80
    accented = svg.cut("e\u0301" * 40, 80, 12)
    assert accented == "e\u0301" * (len(accented) // 2) + "…"
    two = [svg.cut_within(f"Wolfeschlegelsteinhausen{one}", 100, 12) for one in ("dorff", "berg")]
    assert two[0].startswith("Wolf")
    assert two[0].endswith("…ndorff"[-5:])
    assert two[0] != two[1]
    assert all(svg.wide(one, 12) <= 100 for one in two)
    marked = svg.cut_within("e\u0301" * 40, 80, 12)
    assert marked.count("\u0301") == marked.count("e") == len(marked) // 2
    assert svg.cut_within("Gwen", 100, 12) == "Gwen"
    assert svg.cut("a\nb\x07\u202ec", 100, 12) == "a bc"


def luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_without_colour_every_fill_is_unlike_every_other() -> None:
    fills: list[Fill] = [*FILLS.values(), CONFIDENTIAL, UNMEASURED]
    for one, other in combinations(fills, 2):
        alike = one.lines is other.lines and one.step / other.step > 0.5
        assert not alike or contrast(one.ground, other.ground) > 3, (one, other)


def test_shapes_and_words_stand_out_from_the_page() -> None:
    grounds = (svg.WHITE, svg.BAND)
    for fill in (*FILLS.values(), CONFIDENTIAL, UNMEASURED):
        assert all(contrast(fill.edge, ground) >= 3 for ground in grounds)
        assert fill.lines is Lines.NONE or contrast(fill.edge, fill.ground) >= 3
    for ink in (svg.INK, svg.SOFT):
        assert all(contrast(ink, ground) >= 4.5 for ground in grounds)
    assert contrast(svg.WHITE, svg.CLAY) >= 4.5
    assert all(contrast(svg.MOSS, ground) >= 3 for ground in grounds)


@pytest.mark.parametrize("count", [3, 8, 24, 40, 120, 200])
@pytest.mark.parametrize("minutes", [5, 360])
def test_however_many_and_however_long_a_picture_fits_a_page_and_nothing_lies_outside(
    count: int, minutes: int
) -> None:
    names = tuple(f"A person with a long name {n}" for n in range(1, count + 1))
    circle = Circle(names).goes(*range(1, 6), *[1 + n % count for n in range(20)], -1, 3)
    circle.now_ms = max(circle.now_ms, minutes * 60_000)
    for picture in drawn(circle.closes()):
        root = ElementTree.fromstring(picture.svg)
        wide, high = float(root.get("width", 0)), float(root.get("height", 0))
        assert high / wide < 1.5
        for one in root.iter(f"{SPACE}text"):
            size, x = float(one.get("font-size", 0)), float(one.get("x", 0))
            assert size >= 9
            assert 0 < float(one.get("y", 0)) < high
            long = svg.wide(one.text or "", size)
            back = {"middle": long / 2, "end": long}.get(one.get("text-anchor", ""), 0)
            if one.get("transform") is None:
                assert x - back > -3, one.text
                assert x - back + long < wide + 6, one.text


def test_the_long_session_of_the_bench_is_as_long_as_it_says() -> None:
    notes = make_notes(SESSION, a_long_session(), Level.SEATS)
    assert notes.length_ms == LONG_MS
    assert (len(notes.people), len(notes.turns)) == (24, 500)
    assert len(notes.notes) + len(notes.key_points) == 60


def test_people_who_are_called_alike_at_first_are_told_apart_in_every_picture() -> None:
    long = tuple(f"Wolfeschlegelsteinhausenbergerberger{one}" for one in ("dorff", "berg"))
    log = Circle((*long, *ALIASES[2:])).goes(1, 2, 3, 1).closes()
    for picture in drawn(log)[:2]:
        cut = {words for words in words_in(picture) if words.startswith("Wolf")}
        assert {words[-4:] for words in cut} == {"orff", "berg"}, picture.title
