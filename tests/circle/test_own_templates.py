"""Templates of one's own: written as TOML and read again, cleaned, called and copied."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle import own_templates as own
from circle.paths import assets
from circle.plain import to_plain
from circle.shelf_names import name_for
from circle.template_texts import cleaned
from circle.template_toml import toml_of
from circle.templates import (
    BrokenTemplate,
    PlannedRound,
    SessionTemplate,
    read_shelf,
    read_template,
)

SHELF = read_shelf(assets())
COUNCIL = SHELF.template("council")
ODD = st.one_of(st.text(), st.text(alphabet="\"'\\\n\r\t\0\x1b\x7f\x85\u2028\u202e #[]=aé字😀"))
ROUNDS = st.builds(
    PlannedRound,
    form=st.sampled_from(sorted(SHELF.forms)),
    title=ODD,
    prompt=ODD,
    minutes=st.integers(0, 1440),
    once_until_all=st.sampled_from([None, True, False]),
)
TEMPLATES = st.builds(
    SessionTemplate,
    name=st.from_regex(r"[a-z][a-z0-9_-]{4,59}", fullmatch=True),
    title=ODD.map(lambda text: f"T{text}"),
    about=ODD,
    rounds=st.lists(ROUNDS, min_size=1, max_size=4).map(tuple),
    agreements=st.lists(ODD, max_size=3).map(tuple),
    credit=ODD,
    place=st.integers(-5, 200),
)


def read(text: str) -> SessionTemplate:
    return read_template(text, source="mine.toml", forms=SHELF.forms)


@given(TEMPLATES)
def test_what_is_written_says_exactly_what_there_was(template: SessionTemplate) -> None:
    plain = to_plain(template)
    table = tomllib.loads(toml_of(template))
    assert {**plain, **table, "rounds": plain["rounds"]} == plain
    for written, asked in zip(table["rounds"], plain["rounds"], strict=True):
        assert {**asked, **written} == asked


@given(TEMPLATES)
def test_what_was_read_is_written_and_read_again_as_it_was(template: SessionTemplate) -> None:
    kept = read(toml_of(template))
    assert kept == cleaned(template)
    assert read(toml_of(kept)) == kept
    assert cleaned(kept) == kept


@pytest.mark.parametrize("template", SHELF.templates, ids=lambda one: one.name)
def test_every_shipped_one_is_written_and_read_again(template: SessionTemplate) -> None:
    assert read(toml_of(template)) == template


def test_what_nobody_decided_is_left_out() -> None:
    rounds = (PlannedRound("open", "One"), PlannedRound("open", "Two", minutes=5))
    assert toml_of(SessionTemplate("ours", "Ours", "", rounds, ("We listen",))) == (
        'name = "ours"\ntitle = "Ours"\nabout = ""\nagreements = [\n  "We listen",\n]\n'
        '\n[[rounds]]\nform = "open"\ntitle = "One"\n'
        '\n[[rounds]]\nform = "open"\ntitle = "Two"\nminutes = 5\n'
    )


@dataclass(frozen=True)
class Deeper:
    title: str
    points: tuple[PlannedRound, ...] = ()
    measured: bool = True
    inner: PlannedRound | None = None


@dataclass(frozen=True)
class Richer:
    """As a template that has fields which it has not today."""

    rounds: tuple[Deeper, ...]
    roles: tuple[str, ...] = ("host",)
    shape: str = "plain"


def test_fields_that_are_yet_to_come_are_written_too() -> None:
    point = PlannedRound("open", "P")
    richer = Richer((Deeper("A", (point,), measured=False, inner=point),), roles=(), shape="x")
    table = tomllib.loads(toml_of(richer))
    short = {"form": "open", "title": "P"}
    assert table["roles"] == []
    assert table["shape"] == "x"
    (deeper,) = table["rounds"]
    assert deeper["points"] == [short]
    assert deeper["measured"] is False
    assert deeper["inner"] | short == deeper["inner"]


HEAD = 'name = "mine"\ntitle = "{title}"\nabout = "{about}"\n'
ROUND = '[[rounds]]\nform = "go_round"\ntitle = "{title}"\n'


@pytest.mark.parametrize(
    ("written", "title", "about"),
    [
        ("Our\\n  circle ", "Our circle", "Our\ncircle"),
        ("a\\u001b[31mb\\u0000", "a[31mb", "a[31mb"),
        ("\\u202Eevil\\u202C\\u2066x", "evilx", "evilx"),
        ("a\\r\\nb\\u2028c", "a b c", "a\nb\nc"),
        ("עב\\u200F\\u200D", "עב\u200f\u200d", "עב\u200f\u200d"),
        ("e\\u0301", "é", "é"),
    ],
)
def test_odd_letters_go_and_a_title_is_one_line(written: str, title: str, about: str) -> None:
    text = HEAD.format(title=written, about=written) + ROUND.format(title=written)
    template = read(text)
    assert (template.title, template.rounds[0].title, template.about) == (title, title, about)


def test_a_title_of_nothing_that_can_be_seen_is_refused() -> None:
    with pytest.raises(BrokenTemplate, match="line 2: “title” is empty"):
        read(HEAD.format(title="\\u0007 \\n", about="") + ROUND.format(title=""))


def test_a_hundred_rounds_are_enough() -> None:
    head = HEAD.format(title="Mine", about="")
    assert len(read(head + 100 * ROUND).rounds) == 100
    with pytest.raises(BrokenTemplate) as broken:
        read(head + 101 * ROUND)
    line = 4 + 3 * 100
    why = f"mine.toml, line {line}: there are 101 rounds; a template has at most 100."
    assert str(broken.value) == why


@pytest.mark.parametrize("name", ["con", "nul", "com1", "lpt9", "aux"])
def test_a_name_that_is_a_device_on_windows_is_refused(name: str) -> None:
    text = HEAD.format(title="Mine", about="").replace("mine", name) + ROUND.format(title="")
    with pytest.raises(BrokenTemplate, match=f"line 1: “name” is “{name}”, which Windows keeps"):
        read(text)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Our circle", "our_circle"),
        ("  Café – Übung! ", "cafe_ubung"),
        ("Круг", "my_template"),
        ("聴く会 3", "3"),
        ("", "my_template"),
        ("Con", "my_con"),
        ("x" * 90, "x" * 50),
        ("Council", "council_2"),
    ],
)
def test_a_name_is_made_of_the_title(title: str, name: str) -> None:
    assert name_for(title, {"council"}, fallback="my_template") == name


@given(st.text(max_size=80), st.integers(0, 3))
def test_a_name_that_is_made_can_always_be_used_and_is_nobody_elses(title: str, n: int) -> None:
    taken = set[str]()
    for _turn in range(n + 1):
        name = name_for(title, taken, fallback="my_template")
        assert name not in taken
        taken.add(name)
        assert own.checked(replace(COUNCIL, name=name), SHELF.forms)[0].name == name


def test_titles_in_other_scripts_get_names_of_their_own() -> None:
    assert name_for("Круг", {"my_template"}, fallback="my_template") == "my_template_2"


def test_a_copy_is_the_same_but_for_its_title_and_name() -> None:
    copy = own.copy_of(COUNCIL, SHELF)
    assert (copy.title, copy.name) == ("Council (2)", "council_2")
    assert replace(copy, title=COUNCIL.title, name=COUNCIL.name) == COUNCIL


def plan(base: SessionTemplate | None, title: str, shelf=SHELF) -> SessionTemplate:
    rounds = (PlannedRound("open", "One", minutes=3),)
    return own.from_plan(base, title=title, rounds=rounds, shelf=shelf)


def test_a_plan_keeps_all_else_of_the_template_it_came_from() -> None:
    made = plan(COUNCIL, "  Council ")
    assert (made.title, made.name, made.credit) == ("Council", "council_2", COUNCIL.credit)
    assert made.rounds == (PlannedRound("open", "One", minutes=3),)
    assert plan(None, "Ours").about == ""


def test_a_plan_takes_the_place_of_ones_own_of_that_title_only() -> None:
    shelf = SHELF.with_own({"council_2": toml_of(plan(None, "Council"))})
    assert plan(COUNCIL, "COUNCIL", shelf).name == "council_2"
    assert plan(COUNCIL, "Listening round", shelf).name == "listening_round_2"


def test_the_name_of_one_in_the_kit_that_cannot_be_used_is_not_taken() -> None:
    shelf = SHELF.with_own({"ours": "name = 7"})
    assert plan(None, "Ours", shelf).name == "ours_2"
