"""Templates of one's own: they lay out the report, can do nothing else, and say in which line they are wrong."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt

from circle.errors import Refused
from circle.kit_files import OWN_DOCUMENTS
from circle.level import Level
from exports import aside, markdown
from exports import html as html_format
from exports.formats import format_of
from exports.house import HouseStyle
from exports.own_templates import (
    LARGEST,
    NAMES,
    check_document,
    give_out,
    own_document,
    read_own,
    why_broken,
)
from exports.report import Report, report
from exports.sample_report import sample_report
from exports.sandbox import Broken, lay_out
from exports.writing import export
from tests.exports.an_evening import SESSION, Words, an_evening
from tests.exports.hostile import FEW, hostile_words
from tests.exports.pictures import png
from tests.notes import make_notes

HTML, MD = NAMES
FIRST = """<p>{{ report.level }} {{ report.reader }}</p>
{% for one in report.facts %}<p>{{ one.value }}</p>{% endfor %}
"""
PLAIN_HTML = (
    FIRST
    + """<h1>{{ report.title }}</h1>
{% macro all(blocks) %}{% for one in blocks %}
{% if one.kind in ("sentence", "aside", "question") %}<p title="{{ one.text }}">{{ one.text }}</p>
{% elif one.kind in ("numbered", "listed", "timed", "quoted") %}
{% for each in one.items %}<p class={{ loop.index }}>{{ each.before ~ each.text ~ each.below }}</p>{% endfor %}
{% elif one.kind == "part" %}<h3>{{ one.title }}</h3>{{ all(one.blocks) }}{% endif %}
{% endfor %}{% endmacro %}
{% for one in report.sections %}<h2>{{ one.title }}</h2>{{ all(one.blocks) }}{% endfor %}
"""
)
PLAIN_MD = """{{ report.level }} {{ report.reader }}
{% for one in report.facts %}
{{ one.value }}
{% endfor %}

{{ report.title }}
{% for section in report.sections %}{% for one in section.blocks %}
{% if one.kind in ("sentence", "aside", "question") %}{{ one.text }}
{% elif one.kind in ("numbered", "listed", "quoted") %}{% for each in one.items %}{{ each.text }}
{% endfor %}{% endif %}
{% endfor %}{% endfor %}"""


@pytest.fixture(scope="module", autouse=True)
def ended() -> Iterator[None]:
    yield
    aside.stop()


@pytest.fixture(scope="module")
def shown() -> Report:
    return sample_report(HouseStyle(organisation="Bridge <House>", logo=png(), contact="a@b.org"))


def why(text: str, shown: Report, name: str = HTML) -> str:
    with pytest.raises(Broken) as broken:
        lay_out(name, FIRST + text, shown)
    return str(broken.value)


# What they can do


@pytest.mark.parametrize("name", NAMES)
def test_the_template_that_comes_with_the_program_gives_the_same_document(
    name: str, shown: Report, tmp_path: Path
) -> None:
    file = give_out(name, tmp_path)
    own = own_document(name, file.read_text("utf-8"), shown).decode()
    shipped = (html_format if name == HTML else markdown).lay_out(shown)
    assert own.replace("\\", "") == shipped.replace("\\", "")


def test_a_session_leaves_through_a_template_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / OWN_DOCUMENTS).mkdir()
    (tmp_path / OWN_DOCUMENTS / HTML).write_text(PLAIN_HTML, "utf-8")
    house = HouseStyle(templates=read_own(tmp_path))
    notes = make_notes(SESSION, an_evening(), Level.SEATS)
    page, text = (format_of(one).render(notes, house).decode() for one in ("html", "md"))
    assert page.startswith("<p>With seats For the report</p>")
    assert "<h2>Rounds</h2>" in page
    assert text == format_of("md").render(notes).decode(), "there is none for Markdown"


def test_what_a_template_is_tried_on_has_something_of_every_kind(shown: Report) -> None:
    from typing import get_args

    from exports import blocks

    kinds = {one.kind for section in shown.sections for one in section.blocks}
    assert kinds == {one.kind for one in get_args(blocks.Block)}


def test_drawings_of_the_report_may_be_shown_and_nothing_else_unescaped(shown: Report) -> None:
    draw = "{% for one in report.sections[0].blocks if one.kind == 'picture' %}{{ one.svg | safe }}{% endfor %}"
    assert "<svg xmlns=" in lay_out(HTML, draw, shown)
    assert "line 3: “safe” is for the drawings" in why("{{ report.title | safe }}", shown)


# What they cannot do

ESCAPES = (
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''['__class__'] }}",
    "{{ '' | attr('__class__') }}",
    "{{ [''] | map(attribute='__class__') | join }}",
    "{{ [''] | map('attr', '__class__') | list }}",
    "{{ '{0.__class__}'.format('') }}",
    "{{ '{x.__class__}'.format_map({'x': ''}) }}",
    "{{ '%s' % report.house }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ report.__init__.__globals__ }}",
    "{{ report.__dataclass_fields__ }}",
    "{{ report.house.__class__ }}",
    "{{ report.__reduce__() }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ loop.__class__ }}",
    "{% for a in [1] %}{{ loop.__init__.__globals__ }}{% endfor %}",
    "{% macro m() %}{% endmacro %}{{ m.__init__.__globals__ }}",
    "{% macro m() %}{{ caller.__globals__ }}{% endmacro %}{% call m() %}{% endcall %}",
    "{{ m.gi_frame }}",
    "{{ _.__globals__ }}",
    "{{ gettext.__globals__ }}",
    "{{ range.__class__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__ }}",
    "{{ joiner.__init__ }}",
    "{{ namespace.__init__ }}",
    "{{ dict.mro() }}",
    "{{ config }}{{ request }}",
    "{{ undefined_name.__class__ }}",
    "{% include '/etc/passwd' %}",
    "{% include '../words.py' %}",
    "{% include 'notes.html.j2' %}",
    "{% extends 'notes.html.j2' %}",
    "{% import 'notes.md.j2' as m %}",
    "{% from 'notes.css' import a %}{{ a }}",
    "{% autoescape false %}{{ report.title }}{% endautoescape %}",
    "{% set x = [] %}{{ x.append(1) }}",
    "{% do report %}",
    "{{ report.house.logo.decode() }}",
    "{{ report.rim.__class__ }}",
    "{{ report.facts | tojson }}",
    "{{ report.facts | pprint }}",
    "{{ report.facts | sort(attribute='value') }}",
    "{{ report | xmlattr }}",
    "{{ report.title.encode('utf-16') }}",
    "{{ report.title.translate({}) }}",
    "{% if report is callable %}x{% endif %}",
    "{% if 'e' is filter %}x{% endif %}",
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("escape", ESCAPES)
def test_no_template_gets_out_of_the_report(escape: str, name: str, shown: Report) -> None:
    with pytest.raises(Broken):
        lay_out(name, f"{escape}", shown)


@pytest.mark.parametrize(
    "much",
    [
        "{% for a in range(1000000000) %}{% endfor %}",
        "{{ 'a' * 1000000000 }}",
        "{{ 1000000000 * [1] }}",
        "{{ 10 ** 64 ** 64 }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% for a in range(99999) %}{{ 'long ' * 999 }}{% endfor %}",
    ],
)
def test_a_template_that_wants_too_much_is_stopped(much: str, shown: Report) -> None:
    assert "too much at once" in why(much, shown) or "5 million" in why(much, shown)


def test_a_loop_within_loops_is_stopped_and_the_next_document_is_made(shown: Report) -> None:
    loops = "".join(f"{{% for a{n} in range(99999) %}}" for n in range(3)) + "{% endfor %}" * 3
    too_long = r"“notes.html.j2”: it was not done after 1 seconds.*In this form nothing was written"
    with pytest.raises(Broken, match=too_long):
        own_document(HTML, FIRST + loops, shown, longest_s=1)
    with pytest.raises(Broken, match=too_long):  # as the window does it
        aside.run(own_document, HTML, FIRST + loops, shown, longest_s=1)
    assert own_document(HTML, PLAIN_HTML, shown)


def test_a_page_that_takes_for_ever_to_look_through_is_stopped(shown: Report) -> None:
    with pytest.raises(Broken, match="it was not done after 1 seconds"):
        own_document(HTML, FIRST + "<a " * 60_000, shown, longest_s=1)


def test_a_page_that_is_no_html_is_refused(shown: Report) -> None:
    with pytest.raises(Broken, match=r"cannot be read as HTML\. Look for “<!\[”"):
        own_document(HTML, PLAIN_HTML + "<![\u2028", shown)


def test_a_template_that_fills_the_memory_is_stopped(shown: Report) -> None:
    grows = "{% macro m(s, n) %}{{ m(s ~ s, n - 1) if n else s | length }}{% endmacro %}{{ m('a' * 9999, 30) }}"
    with pytest.raises(Broken, match="too much"):
        own_document(HTML, FIRST + grows, shown)


# What is wrong, and in which line


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n{{ nothing }}", "“notes.html.j2”, line 4: there is no “nothing”."),
        ("{{ report.titel }}", "line 3: there is no “titel”. docs/own-documents.md lists what there is."),
        ("{% if %}", "line 3: Jinja2 says “Expected an expression, got 'end of statement block'”."),
        ("{% for a in [1] %}\n\n", "line 4: Jinja2 says “Unexpected end of template."),
        ("{{ 1 | nofilter }}", "line 3: Jinja2 says “No filter named 'nofilter'.”"),
        ("\n\n{{ 1 / 0 }}", "line 5: that cannot be worked out (ZeroDivisionError)."),
        ("{% macro m() %}\n{{ 1 + '' }}{% endmacro %}\n\n{{ m() }}", "line 4: that cannot be worked out"),
        ("{{ report.__class__ }}", "line 3: that is not open to templates."),
        ("{% include 'a.css' %}", "line 3: only “notes.css” can be included."),
        ("{% autoescape false %}{% endautoescape %}", "line 3: what people wrote is always escaped"),
        ("{{ range(10 ** 9) }}", "line 3: that is too much at once."),
    ],
)  # fmt: skip
def test_a_sentence_names_the_file_and_the_line(text: str, said: str, shown: Report) -> None:
    told = why(text, shown)
    assert said in told
    assert told.endswith(
        "Put the template right, or take its file away: then the one that comes with Circlekeeper is used."
    )


def test_no_sentence_holds_anything_of_the_notes(shown: Report) -> None:
    secret = replace(shown, title="Gwen", facts=())
    for text in ("{{ report[report.title] }}", "{{ {}[report.title] }}", "{{ 1 + report.title }}"):
        assert "Gwen" not in why(text, secret)


@pytest.mark.parametrize(
    ("data", "told"),
    [(b"\xff", "is not UTF-8"), (b"a" * (LARGEST + 1), "larger than 256 kB"), (b"", "is empty")],
)
def test_a_file_that_cannot_be_read_is_told_of_and_holds_up_only_its_format(
    data: bytes, told: str, tmp_path: Path
) -> None:
    (tmp_path / OWN_DOCUMENTS).mkdir()
    (tmp_path / OWN_DOCUMENTS / MD).write_bytes(data)
    assert told in why_broken(tmp_path, MD)
    house = HouseStyle(templates=read_own(tmp_path))
    notes = make_notes(SESSION, an_evening(), Level.NOBODY)
    assert format_of("html").render(notes, house) == format_of("html").render(notes)
    with pytest.raises(Broken, match=r"“notes.md.j2”: it cannot be read"):
        format_of("md").render(notes, house)


def test_a_broken_template_writes_nothing(tmp_path: Path) -> None:
    house = HouseStyle(templates={MD: "{{ nothing }}"})
    with pytest.raises(Broken, match="In this form nothing was written"):
        export(make_notes(SESSION, an_evening(), Level.NOBODY), [format_of("md")], tmp_path, house)
    assert [*tmp_path.iterdir()] == []


def test_a_folder_without_templates_is_no_trouble(tmp_path: Path) -> None:
    assert read_own(tmp_path) == {}
    (tmp_path / OWN_DOCUMENTS / HTML).mkdir(parents=True)
    assert read_own(tmp_path) == {HTML: ""}, "a folder in place of the file"


# What has to be in every document


@pytest.mark.parametrize("name", NAMES)
def test_level_reader_and_rule_have_to_be_on_the_first_page(name: str, shown: Report) -> None:
    own_document(name, FIRST, shown)
    for left_out in ("{{ report.level }}", "{{ report.reader }}", "{{ one.value }}"):
        with pytest.raises(Broken, match="has to stand on the first page"):
            own_document(name, FIRST.replace(left_out, ""), shown)
    with pytest.raises(Broken, match="“Without names” has to stand"):
        own_document(name, "<p>" + "long " * 700 + FIRST, shown)


@pytest.mark.parametrize(
    ("made", "what"),
    [
        ("<script>1</script>", "script"),
        ("<img src='https://example.org/a.png'>", "src"),
        ("<link rel=stylesheet href=a.css>", "link"),
        ("<p onclick='a()'>", "onclick"),
        ("<style>@import 'a'</style>", "url"),
        ("<style>p { background: url(//example.org) }</style>", "url"),
        ("<p style='background: url(a.png)'>", "url"),
        ("<a href=' javascript:a()'>", "javascript"),
        ("<meta http-equiv=refresh content='0; https://example.org'>", "refresh"),
        ("<meta http-equiv=' refresh' content='0; https://example.org'>", "refresh"),
        ("<a href='java\nscript:a()'>", "javascript"),
        ("<svg><image href='https://example.org/a.png'/></svg>", "image"),
        ("<svg><use xlink:href='a.svg#b'/></svg>", "use"),
        ("<svg><path fill='url(https://example.org)'/></svg>", "url"),
        ("<a ping=https://example.org href=#a>", "ping"),
        ("<iframe srcdoc=a>", "iframe"),
        ("<form action=a>", "form"),
    ],
)
def test_a_page_that_would_fetch_or_run_something_is_refused(
    made: str, what: str, shown: Report
) -> None:
    told = "".join(f"<p>{one}</p>" for one in (shown.level, shown.reader, shown.facts[1].value))
    check_document(HTML, f"{told}<a href='https://example.org'>ours</a><img src='data:x'>", shown)
    with pytest.raises(Refused, match=rf"\(“{what}”\)"):
        check_document(HTML, told + made, shown)


@settings(FEW, max_examples=15)
@given(words=hostile_words())
def test_hostile_text_is_inert_on_a_page_that_forgot_nothing(words: Words) -> None:
    notes = make_notes(SESSION, an_evening(words), Level.NOBODY)
    shown = report(notes)
    page = lay_out(HTML, PLAIN_HTML, shown)
    check_document(HTML, page, shown)
    assert "<script" not in page
    assert html.escape(shown.title) in page or "'" in shown.title or '"' in shown.title


@settings(FEW, max_examples=15)
@given(words=hostile_words())
def test_hostile_text_is_inert_in_markdown_even_where_nobody_made_it_so(words: Words) -> None:
    shown = report(make_notes(SESSION, an_evening(words), Level.NOBODY))
    text = lay_out(MD, PLAIN_MD, shown)
    check_document(MD, text, shown)
    kinds = {token.type for token in MarkdownIt("commonmark", {"html": True}).parse(text)}
    assert kinds <= {"paragraph_open", "paragraph_close", "inline"}
