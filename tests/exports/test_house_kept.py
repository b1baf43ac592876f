"""What an organisation puts on its documents: taken in where it only shows, refused with a sentence where not."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from circle.errors import Refused
from circle.store import Store
from exports.house import PLAIN, Paper
from exports.house_kept import LONGEST, Part, checked_text, checked_word_base, house_of
from exports.logo import LARGEST, checked_logo, data_uri, media_type, size_of
from tests.exports.pictures import DOT, chunk, comment, jpeg, png, svg

INKSCAPE = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- made by Ceri -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 60 30"
  xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:export-filename="/home/ceri/logo.png">
<metadata><author xmlns="">Ceri</author></metadata><i:view name="Ceri"><rect/></i:view>
<defs><linearGradient id="a"><stop offset="0" stop-color="red"/></linearGradient></defs>
<style>.b &gt; rect { fill: url(#a) }</style>
<g class="b" style="fill:url(#a)"><use xlink:href="#a"/><text>R &amp; D &lt;x></text></g>
</svg>"""


def test_the_kit_keeps_the_parts_until_they_are_taken_out(tmp_path: Path) -> None:
    with closing(Store.open(tmp_path)) as store:
        assert house_of(store.house(), {}) == PLAIN
        store.keep_house(Part.ORGANISATION, b"An old name")
        store.keep_house(Part.ORGANISATION, "Häuser der Begegnung".encode())
        store.keep_house(Part.LOGO, png())
        store.keep_house(Part.PAPER, b"us-letter")
    with closing(Store.open(tmp_path)) as store:
        house = house_of(store.house(), {"notes.md.j2": "x"})
        assert house.organisation == "Häuser der Begegnung"
        assert (house.logo, house.paper) == (png(), Paper.LETTER)
        assert house.templates == {"notes.md.j2": "x"}
        store.drop_house(Part.LOGO)
        assert house_of(store.house(), {}).logo == b""


@pytest.mark.parametrize(
    ("logo", "kind", "size"),
    [
        (png(120, 40), "image/png", (120, 40)),
        (jpeg(120, 40), "image/jpeg", (120, 40)),
        (svg(), "image/svg+xml", (80, 40)),
        (svg(root='viewBox="0 0 60 30"'), "image/svg+xml", (60, 30)),
        (
            svg(root='width="1in" height="10mm"'),
            "image/svg+xml",
            (96, pytest.approx(37.8, abs=0.1)),
        ),
        (b"\xef\xbb\xbf" + svg(), "image/svg+xml", (80, 40)),
    ],
)
def test_a_picture_is_taken_in_with_its_size(
    logo: bytes, kind: str, size: tuple[float, float]
) -> None:
    clean = checked_logo(logo)
    assert (media_type(clean), size_of(clean)) == (kind, size)
    assert checked_logo(clean) == clean
    assert data_uri(clean).startswith(f"data:{kind};base64,")


@pytest.mark.parametrize(
    "logo",
    [
        png(also=chunk(b"tEXt", b"Author\0Ceri") + chunk(b"eXIf", b"Ceri")),
        jpeg(also=comment(b"Ceri")),
        jpeg()[:-2] + comment(b"Ceri") + b"\xff\xd9",
        jpeg() + jpeg(also=comment(b"Ceri")),
        jpeg(also=b"\xff\xe2\0\x0aMPF\0Ceri" + b"\xff\xe0\0\x0bJFXX\0Ceri"),
        svg(f"{DOT}<!-- Ceri --><metadata>Ceri</metadata>", before="<?hello Ceri?>"),
        INKSCAPE.encode(),
    ],
    ids=["png", "jpeg", "after the dots", "a second picture", "beside it", "svg", "inkscape"],
)
def test_who_made_a_picture_and_where_does_not_come_in(logo: bytes) -> None:
    clean = checked_logo(logo)
    assert b"ceri" in logo.lower()
    assert b"ceri" not in clean.lower()


def test_what_a_drawing_program_writes_still_draws() -> None:
    clean = checked_logo(INKSCAPE.encode()).decode()
    assert size_of(clean.encode()) == (60, 30)
    assert '<g class="b" style="fill:url(#a)"><use xlink:href="#a"></use>' in clean
    assert "<text>R &amp; D &lt;x&gt;</text>" in clean
    assert ".b &gt; rect { fill: url(#a) }" in clean
    assert "inkscape" not in clean


@pytest.mark.parametrize(
    ("inner", "why"),
    [
        ("<script>alert(1)</script>", "“script”"),
        ('<rect onclick="alert(1)"/>', "“onclick”"),
        ('<rect ONLOAD="alert(1)"/>', "“ONLOAD”"),
        ("<foreignObject><p>hello</p></foreignObject>", "“foreignObject”"),
        ('<image href="https://example.org/a.png"/>', "“image”"),
        ('<use href="https://example.org/a.svg#a"/>', "from elsewhere"),
        ('<use xmlns:x="http://www.w3.org/1999/xlink" x:href="//example.org"/>', "from elsewhere"),
        ('<a href="javascript:alert(1)"><rect/></a>', "“a”"),
        ('<set attributeName="href" to="x"/>', "“set”"),
        ('<animate attributeName="x"/>', "“animate”"),
        ("<style>@import 'https://example.org/a.css'</style>", "from elsewhere"),
        ("<style>rect { fill: url( https://example.org/a ) }</style>", "from elsewhere"),
        ("<style>rect { fill: u\\72l(https://example.org/a) }</style>", "from elsewhere"),
        ("<rect style=\"fill:url('data:x')\"/>", "from elsewhere"),
        ('<rect fill="url(a.svg#b)"/>', "from elsewhere"),
        ("<g>" * 100 + "</g>" * 100, "“g”"),
        ('<use href="#a"/>' * 30, "“use”"),
        ("<rect>", "not well-formed, in line 1"),
        ("&bomb;", "not well-formed"),
    ],
)
def test_an_svg_that_would_do_more_than_draw_is_refused(inner: str, why: str) -> None:
    with pytest.raises(Refused, match=why) as refused:
        checked_logo(svg(inner))
    assert "What was kept before stays." in str(refused.value)


@pytest.mark.parametrize(
    ("logo", "why"),
    [
        (svg(before='<!DOCTYPE svg [<!ENTITY a "aaaa">]>'), "entities"),
        (svg(before='<!DOCTYPE svg [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>'), "entities"),
        (svg().decode().encode("utf-16"), "neither PNG nor JPEG nor SVG"),
        (svg("\xff").decode().encode("latin-1"), "not UTF-8"),
        (svg(root=""), "says no size"),
        (svg(root='width="9999" height="1"'), "more than 4000 dots"),
        (b"<html><svg xmlns='http://www.w3.org/2000/svg'/></html>", "no SVG picture"),
        (png(4001, 1), "more than 4000 dots"),
        (png(0, 0), "more than 4000 dots"),
        (png()[:-6], "damaged"),
        (png().replace(b"IDAT", b"IDAX"), "damaged"),
        (png()[:8] + chunk(b"IDAT", b""), "damaged"),
        (jpeg()[:-2], "damaged"),
        (b"\xff\xd8\xff\xe0\xff\xff", "damaged"),
        (b"\xff\xd8\xff\xe0\0\0" + b"\0" * 30, "damaged"),
        (b"GIF89a" + b"\0" * 40, "neither PNG nor JPEG nor SVG"),
        (b"", "neither PNG nor JPEG nor SVG"),
        (png() + b"\0" * LARGEST, "larger than 500 kB"),
    ],
)
def test_what_is_no_picture_of_a_sane_size_is_refused(logo: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        checked_logo(logo)


def test_what_comes_after_the_end_of_a_picture_stays_outside() -> None:
    assert checked_logo(png() + b"<script>") == png()
    assert checked_logo(jpeg() + b"<script>") == jpeg()


def test_a_text_is_kept_without_what_nobody_sees() -> None:
    said = checked_text(Part.CONTACT, "  Mill\u202e Lane\x00 4 \r\n\r\nRing twice\u2028")
    assert said == "Mill Lane 4\n\nRing twice"
    assert checked_text(Part.ORGANISATION, "Two\nlines") == "Two lines"


@pytest.mark.parametrize("part", LONGEST)
def test_a_text_that_is_too_long_is_refused_with_how_long_it_may_be(part: Part) -> None:
    most = LONGEST[part]
    assert len(checked_text(part, "a" * most)) == most
    with pytest.raises(Refused, match=rf"{most + 1} letters; {most} is the most\. What was kept"):
        checked_text(part, "a" * (most + 1))
    if part is not Part.ORGANISATION:
        with pytest.raises(Refused, match="9 lines"):
            checked_text(part, "\n".join("abcdefghi"))


def test_a_damaged_part_in_the_kit_is_refused_when_it_is_used() -> None:
    with pytest.raises(Refused, match="script"):
        house_of({Part.LOGO: svg("<script/>")}, {})
    assert house_of({Part.PAPER: b"\xff"}, {}).paper is Paper.A4


@pytest.mark.parametrize(
    ("base", "why"),
    [
        (b"hello", "no Word document"),
        (b"PK\x03\x04 word/document.xml", "no Word document"),
        (b"PK\x03\x04" + b"word/document.xml" * 300_000, "larger than 5 MB"),
    ],
)
def test_what_is_no_plain_word_document_is_refused(base: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        checked_word_base(base)
