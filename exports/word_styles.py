"""The styles of Word documents: our own look, and what an organisation's own document lacks of it.

The letters are Arial's: it is on Windows and macOS, has Hebrew, Arabic, Greek and Cyrillic, and elsewhere Liberation Sans
stands in for it with the same widths, so a page ends where it ended. No letters are carried in the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

FONT, STAND_IN = "Arial", "Liberation Sans"
INK, SOFT, LINE, MOSS, CLAY = "2A2730", "625D69", "D9CFBF", "2F6F62", "B9552F"
MOSS_SOFT, TRACK = "E3EEE9", "ECE6DB"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NUMBERS, BULLETS = "Notes numbers", "Notes bullets"
"""The names of our two kinds of list."""

TWIPS_PER_MM = 1440 / 25.4


@dataclass(frozen=True, slots=True)
class Style:
    """Sizes and spaces are in points. `name` is Word's own for those that it knows in every language."""

    name: str
    kind: str = "paragraph"
    based: str = "Normal"
    follows: str = ""
    size: float = 0
    bold: bool | None = None
    italic: bool = False
    colour: str = ""
    shade: str = ""
    before: float | None = None
    after: float | None = None
    line: float = 0
    """How many lines' height a line takes."""
    left: float = 0
    hanging: float = 0
    beside: str = ""
    """The colour of a bar beside it."""
    ruled: str = ""
    """The colour of a line above and below."""
    tab: float = 0
    keeps_next: bool = False
    whole: bool = False
    outline: int | None = None
    number: str = ""

    @property
    def id(self) -> str:
        return self.name.title().replace(" ", "")


STYLES = (
    Style("Title", follows="Subtitle", size=26, bold=True, after=3, line=1.05, keeps_next=True),
    Style("Subtitle", size=11, colour=SOFT, after=9, keeps_next=True),
    Style(
        "heading 1",
        follows="Normal",
        size=16,
        bold=True,
        before=24,
        after=7,
        line=1.1,
        keeps_next=True,
        whole=True,
        outline=0,
    ),
    Style(
        "heading 2",
        follows="Normal",
        size=12.5,
        bold=True,
        before=16,
        after=4,
        line=1.15,
        keeps_next=True,
        whole=True,
        outline=1,
    ),
    Style(
        "heading 3",
        follows="Normal",
        size=10.5,
        bold=True,
        colour=SOFT,
        before=10,
        after=3,
        keeps_next=True,
        whole=True,
        outline=2,
    ),
    Style("List Number", after=5, left=22, hanging=22, whole=True, number=NUMBERS),
    Style("List Bullet", after=5, left=22, hanging=22, whole=True, number=BULLETS),
    Style("List Continue", size=9.5, colour=SOFT, after=6, left=22, whole=True),
    Style(
        "Quote", size=11.5, italic=True, before=4, after=8, left=14, beside=MOSS, colour=INK, whole=True
    ),
    Style("caption", size=9.5, colour=SOFT, after=12),
    Style("Notes Organisation", size=10, bold=True, colour=SOFT, after=14, keeps_next=True),
    Style("Notes Level", after=14, line=1.6),
    Style("Notes Facts", after=0, left=92, hanging=92, tab=92, ruled=LINE, line=1.5, whole=True),
    Style("Notes Sentence", size=13.5, bold=True, after=6, line=1.25, whole=True),
    Style("Notes Aside", colour=SOFT, after=8),
    Style(
        "Notes Question", size=12, before=4, after=9, left=14, beside=CLAY, keeps_next=True, whole=True
    ),
    Style("Notes Counts", size=9.5, after=6, line=1.35),
    Style("Notes Timed", after=4, left=44, hanging=44, tab=44),
    Style("Notes Picture", before=6, after=4, line=1, keeps_next=True),
    Style("Notes Head", size=9, colour=SOFT, after=0, line=1.2),
    Style("Notes Cell", after=0, line=1.2),
    Style("Notes Gap", size=6, after=0, line=1),
    Style("Notes Closing", before=22, after=6, keeps_next=True),
    Style("Notes End", after=6),
    Style("Notes Footer", size=8.5, colour=SOFT, after=0),
    Style("Notes Soft", kind="character", based="", colour=SOFT, bold=False),
    Style("Notes Small", kind="character", based="", colour=SOFT, size=9.5),
    Style("Notes Strong", kind="character", based="", bold=True),
    Style("Notes Moss", kind="character", based="", bold=True, colour=MOSS),
    Style("Notes Mark", kind="character", based="", bold=True, colour=MOSS, shade=MOSS_SOFT, size=9.5),
)  # fmt: skip
TABLE, FOOTER = "Notes Table", "Notes Footer"


def twips(points: float) -> int:
    return round(points * 20)


def style_xml(style: Style, ids: Mapping[str, str], lists: Mapping[str, str]) -> str:
    """`ids`: of the styles of the document by their names in small letters; `lists`: of its lists."""
    marked = 'w:customStyle="1" ' if style.name.startswith("Notes") else ""
    refers = f'<w:basedOn w:val="{ids[style.based.lower()]}"/>' if style.based else ""
    if style.follows:
        refers += f'<w:next w:val="{ids[style.follows.lower()]}"/>'
    paragraph = f"<w:pPr>{_of_paragraph(style, lists)}</w:pPr>" if style.kind == "paragraph" else ""
    return (
        f'<w:style xmlns:w="{W}" w:type="{style.kind}" {marked}w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/>{refers}<w:uiPriority w:val="1"/><w:qFormat/>'
        f"{paragraph}<w:rPr>{_of_letters(style)}</w:rPr></w:style>"
    )


def _of_paragraph(style: Style, lists: Mapping[str, str]) -> str:
    parts = "<w:keepNext/>" * style.keeps_next + "<w:keepLines/>" * style.whole
    if style.number:
        parts += f'<w:numPr><w:numId w:val="{lists[style.number]}"/></w:numPr>'
    parts += _borders(style)
    if style.tab:
        parts += f'<w:tabs><w:tab w:val="left" w:pos="{twips(style.tab)}"/></w:tabs>'
    parts += _space(style)
    if style.left:
        hanging = f' w:hanging="{twips(style.hanging)}"' if style.hanging else ""
        parts += f'<w:ind w:left="{twips(style.left)}"{hanging}/>'
    if style.outline is not None:
        parts += f'<w:outlineLvl w:val="{style.outline}"/>'
    return parts


def _borders(style: Style) -> str:
    line = '<w:{} w:val="single" w:sz="{}" w:space="{}" w:color="{}"/>'
    if style.beside:
        return f"<w:pBdr>{line.format('left', 18, 10, style.beside)}</w:pBdr>"
    if style.ruled:
        sides = (line.format(side, 4, 6, style.ruled) for side in ("top", "bottom"))
        return f"<w:pBdr>{''.join(sides)}</w:pBdr>"
    return ""


def _space(style: Style) -> str:
    given = "" if style.before is None else f' w:before="{twips(style.before)}"'
    given += "" if style.after is None else f' w:after="{twips(style.after)}"'
    given += f' w:line="{round(style.line * 240)}" w:lineRule="auto"' if style.line else ""
    return f"<w:spacing{given}/>" if given else ""


def _of_letters(style: Style) -> str:
    parts = ""
    if style.bold is not None:
        on = "" if style.bold else ' w:val="0"'
        parts += f"<w:b{on}/><w:bCs{on}/>"
    parts += "<w:i/><w:iCs/>" if style.italic else ""
    parts += f'<w:color w:val="{style.colour}"/>' if style.colour else ""
    if style.size:
        halves = round(style.size * 2)
        parts += f'<w:sz w:val="{halves}"/><w:szCs w:val="{halves}"/>'
    if style.shade:
        parts += f'<w:shd w:val="clear" w:color="auto" w:fill="{style.shade}"/>'
    return parts


def table_style_xml(ids: Mapping[str, str]) -> str:
    """Lines between rows, none between columns; the heads are soft, and who a row is about stands out."""
    line = '<w:{} w:val="single" w:sz="4" w:space="0" w:color="' + LINE + '"/>'
    based = ids.get("normal table", "")
    refers = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style xmlns:w="{W}" w:type="table" w:customStyle="1" w:styleId="NotesTable">'
        f'<w:name w:val="{TABLE}"/>{refers}<w:uiPriority w:val="1"/><w:qFormat/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"<w:tblBorders>{line.format('bottom')}{line.format('insideH')}</w:tblBorders>"
        '<w:tblCellMar><w:top w:w="55" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        '<w:bottom w:w="55" w:type="dxa"/><w:right w:w="170" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )


def list_xml(name: str, number: int) -> str:
    """How a kind of list looks: three steps of it."""
    levels = (_number_level(at) if name == NUMBERS else _bullet_level(at) for at in range(3))
    return (
        f'<w:abstractNum xmlns:w="{W}" w:abstractNumId="{number}"><w:multiLevelType w:val="hybridMultilevel"/>'
        f'<w:name w:val="{name}"/>{"".join(levels)}</w:abstractNum>'
    )


def _number_level(at: int) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%{at + 1}."/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{440 * (at + 1)}" w:hanging="440"/></w:pPr>'
        f'<w:rPr><w:b/><w:bCs/><w:i w:val="0"/><w:color w:val="{MOSS}"/></w:rPr></w:lvl>'
    )


def _bullet_level(at: int) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{440 * (at + 1)}" w:hanging="440"/></w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/><w:color w:val="{MOSS}"/></w:rPr></w:lvl>'
    )


@cache
def own_styles_xml() -> str:
    """All that a document needs that has none, before ours are added."""
    fonts = f'w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"'
    return (
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>'
        f'<w:color w:val="{INK}"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        '<w:lang w:val="en-GB" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="312" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style></w:styles>'
    )
