"""SVG that draws and does nothing else: written anew from what was read of it, without what editors put in."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from circle.errors import Refused, quoted
from circle.i18n import gettext as _

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_DRAWS = frozenset(
    ("svg", "g", "defs", "symbol", "use", "title", "desc", "style", "switch", "path", "rect", "circle", "ellipse", "line",
     "polyline", "polygon", "text", "tspan", "textPath", "linearGradient", "radialGradient", "stop", "pattern", "clipPath",
     "mask", "marker", "filter", "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feFlood", "feFuncA",
     "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feMerge", "feMergeNode", "feMorphology", "feOffset", "feDropShadow")
)  # fmt: skip
_LEFT_OUT = frozenset({"metadata"})
_DEEPEST, _MOST_USES = 60, 20
_ELSEWHERE = re.compile(r"url\(\s*['\"]?\s*(?!['\"]?\s*#)|@import|javascript:|\\", re.IGNORECASE)
_LENGTH = re.compile(r"\s*([0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:px|pt|mm|cm|in|pc)?\s*")
_PIXELS = {"px": 1.0, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "pc": 16.0}


def checked_svg(data: bytes) -> bytes:
    """It as documents may carry it. Raises Refused where it is not well-formed, or would do more than draw."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refused(_("That SVG picture is not UTF-8.")) from None
    if "<!ENTITY" in text or "\0" in text:
        raise _refused(_("That SVG picture declares entities."))
    return _Written().of(text).encode()


def size_of_svg(data: bytes) -> tuple[float, float]:
    """As it says: by its width and height, or by its view box; (0, 0) where it says neither."""
    found = re.search(r"<svg\b[^>]*>", data.decode())
    root = found.group() if found else ""
    sides = [_length(_attribute(root, name)) for name in ("width", "height")]
    if all(sides):
        return sides[0], sides[1]
    numbers = re.findall(r"[-+.0-9eE]+", _attribute(root, "viewBox"))
    try:
        box = [float(one) for one in numbers]
    except ValueError:
        return 0.0, 0.0
    return (box[2], box[3]) if len(box) == 4 else (0.0, 0.0)


def _attribute(root: str, name: str) -> str:
    found = re.search(rf"\s{name}=[\"']([^\"']*)[\"']", root)
    return found.group(1) if found else ""


def _length(text: str) -> float:
    found = _LENGTH.fullmatch(text)
    return float(found.group(1)) * _PIXELS.get(text.strip()[-2:], 1.0) if found else 0.0


class _Written:
    """What is read of a picture, written anew."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._open: list[str] = []
        self._outside = 0
        """How deep in something that is left out."""
        self._uses = 0

    def of(self, text: str) -> str:
        from xml.parsers.expat import ExpatError, ParserCreate

        parser: XMLParserType = ParserCreate("utf-8", " ")
        parser.buffer_text = True
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        isfinal = True  # it takes no word for it
        try:
            parser.Parse(text.encode(), isfinal)
        except ExpatError as error:
            raise _refused(
                _("That SVG picture is not well-formed, in line {line}.").format(line=error.lineno)
            ) from None
        return "".join(self._out)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        space, _space, tag = name.rpartition(" ")
        if self._outside or (space != _SVG and self._open) or tag in _LEFT_OUT:
            self._outside += 1
            return
        if (space, tag) != (_SVG, "svg") and not self._open:
            raise _refused(_("That is no SVG picture."))
        self._uses += tag == "use"
        if tag not in _DRAWS or len(self._open) > _DEEPEST or self._uses > _MOST_USES:
            raise _refused(
                _("That SVG picture holds {what}, and a logo only draws.").format(what=quoted(tag))
            )
        first = "" if self._open else f' xmlns="{_SVG}" xmlns:xlink="{_XLINK}"'
        kept = "".join(_kept(one, value) for one, value in attributes.items())
        self._out.append(f"<{tag}{first}{kept}>")
        self._open.append(tag)

    def _end(self, _name: str) -> None:
        if self._outside:
            self._outside -= 1
        else:
            self._out.append(f"</{self._open.pop()}>")

    def _text(self, text: str) -> None:
        if self._outside or not self._open:
            return
        if self._open[-1] == "style":
            _check_reference(text)
        self._out.append(escape(text, quote=False))


def _kept(name: str, value: str) -> str:
    """An attribute, written anew; empty: one that an editor put in."""
    space, _space, short = name.rpartition(" ")
    if short.lower().startswith("on"):
        what = _("That SVG picture holds {what}, and a logo only draws.")
        raise _refused(what.format(what=quoted(short)))
    if short == "href":
        if not value.startswith("#"):
            raise _refused(_("That SVG picture fetches something from elsewhere."))
        return f' xlink:href="{escape(value)}"'
    if space:
        return ""
    _check_reference(value)
    return f' {short}="{escape(value)}"'


def _check_reference(text: str) -> None:
    if _ELSEWHERE.search(text):
        raise _refused(_("That SVG picture fetches something from elsewhere."))


def _refused(why: str) -> Refused:
    choose = _("Choose another, or save it as PNG. What was kept before stays.")
    return Refused(f"{why} {choose}")
