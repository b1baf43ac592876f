"""What somebody might write to do more than be read."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from itertools import chain

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tests.exports.an_evening import Words

# Repeatable, so that a red run is red again.
FEW = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)

ATTACKS: Mapping[str, tuple[str, ...]] = {
    "HTML and script": (
        *("<script>alert(1)</script>", "</style><img src=x onerror=alert(1)>", "<!--", "]]>", "&lt;"),
        *("&#60;b&#62;", '" onclick="x', "' autofocus '", "<a href=//x.org>", "<?xml?>", "<!DOCTYPE a>"),
    ),
    "templates": ("{{ 7*7 }}", "{% raw %}", "{# #}", "${7*7}", "%s%n"),
    "formulas": (
        *("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'=1", '"=1'),
        *("＝1+1", "＋1", "－1", "＠SUM(A1)", "_x003D_1", "=DDE(1)", "\x00=1"),
    ),
    "cells and lines": ('"', ",", ";", "'", "|", "\r\nBEGIN:VEVENT", "END:VCALENDAR", ";;", "<NA>"),
    "Markdown": (
        *("# head", "## ", "- item", "* item", "1. one", "2) two", "> quoted", "```", "~~~", "    code"),
        *("**bold**", "_it_", "`code`", "![i](http://x.org/i.png)", "[l](javascript:alert(1))", "---"),
        *("===", "| a | b |", "|---|---|", "<http://x.org>", "http://x.org/a", "www.x.org", "a@x.org"),
        *("[1]: http://x.org", "[^1]", "~~no~~", "$x$", "\\", "\\\\", "*[HTML]: x", ": term", "&nbsp;"),
    ),
    "typst": ('#read("/etc/passwd")', '#import "@preview/x:1.0.0"', "#{ 1 + 1 }", "$ sum $", "<label>", "/* a */", "// b"),
    "control and bidi": (
        *("\u202eevil", "\u2066left", "\u2067", "\u202d", "\u061c", "\u200b", "\ufeff", "\x00", "\x1b[31m", "\x07"),
        *("\x85", "\u2028", "\ufffe", "\U000e0001"),
    ),
    "file names": ("CON", "aux.txt", "../../x", "C:\\x", "/etc/passwd", "~", ".x"),
    "long": ("x" * 300, "字" * 300),
}  # fmt: skip
"""By what they mean to do."""

_AMONG_THEM = (
    *(
        "שלום",
        "مرحبا",
        "👩‍👩‍👧",
        "é",
        "word",
        "said",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "\xa0",
    ),
)
PIECES = (*chain.from_iterable(ATTACKS.values()), *_AMONG_THEM)

hostile_text = st.lists(
    st.sampled_from(PIECES) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    min_size=1,
    max_size=6,
).map("".join)


def visible(text: str) -> bool:
    return any(unicodedata.category(letter)[0] in "LNPS" for letter in text)


aliases = st.lists(hostile_text.filter(visible), min_size=6, max_size=6, unique=True).map(tuple)


def hostile_words() -> st.SearchStrategy[Words]:
    """No text is empty where a document would show less because of it."""
    text = hostile_text.filter(visible)
    return st.builds(
        Words,
        title=text,
        circle=text,
        confidentiality=text,
        agreement=text,
        prompt=text,
        round_title=text,
        theme=text,
        note=text,
        outside=text,
        key_point=text,
        intention=text,
        place=text,
        template=text,
        wording=text,
        shape=text,
        deck=text,
        read=text,
        rule=text,
        material=text,
        said_later=text,
        changed_prompt=text,
        form_title=text,
        aliases=aliases,
    )
