"""Where templates of one's own are laid out: they see the report and a few filters, and can do nothing else.

Time and memory are bounded by `own_templates`, which has this done beside the program.
"""

# Jinja2 leaves the type of its filters open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache
from traceback import walk_tb
from typing import TYPE_CHECKING, Any, TypeVar, cast

from circle.errors import Refused, quoted
from circle.i18n import gettext as _
from circle.i18n import ngettext
from exports import html, markdown
from exports.blocks import Part, Picture
from exports.layout import TEMPLATES
from exports.report import Report

if TYPE_CHECKING:
    from jinja2 import Environment, nodes
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    from exports.blocks import Block

LARGEST_DOCUMENT = 5_000_000
"""Letters."""
MAY_INCLUDE = "notes.css"
FILTERS = (
    *("batch", "capitalize", "count", "default", "e", "escape", "first", "int", "join", "last", "length", "list"),
    *("lower", "map", "reject", "rejectattr", "replace", "reverse", "round", "select", "selectattr", "slice"),
    *("string", "title", "trim", "unique", "upper"),
)  # fmt: skip
"""Of Jinja2's own; none puts people in the order of a figure."""
TESTS = ("defined", "undefined", "none", "equalto", "eq", "ne", "lt", "gt", "le", "ge", "in", "odd", "even", "divisibleby", "string", "number", "mapping", "sequence", "true", "false")  # fmt: skip
GLOBALS = ("_", "gettext", "ngettext", "range")
_OF_TEXT = frozenset({"upper", "lower", "title", "capitalize", "strip", "startswith", "endswith", "split"})  # fmt: skip
_MOST_OF_ONE = 100_000
"""Letters or things that one sum may make."""
_LONGEST_NUMBER = 300
"""Digits."""

_T = TypeVar("_T")


class Broken(Refused):
    """A template of one's own cannot be used. The text names the file, the line and what is wrong with it."""


class _Wild(str):
    """What people wrote and nobody has made inert yet."""

    __slots__ = ()


def lay_out(name: str, text: str, shown: Report) -> str:
    """The document that a template makes of a report. Raises Broken."""
    import jinja2

    try:
        made = _environment(name, _drawings(shown))
        _check(made.parse(text), name)
        code = made.compile(text, name, name)
        template = jinja2.Template.from_code(made, code, made.make_globals(None))
        return _bounded(template.generate(report=_tamed(shown, wild=name.endswith(".md.j2"))), name)
    except Broken:
        raise
    except jinja2.TemplateSyntaxError as error:
        raise broken(name, error.lineno, _sentence(quoted(error.message, longest=120))) from None
    except Exception as error:
        raise broken(name, _line(error, name), _what_happened(error, text)) from None


def broken(name: str, line: int | None, why: str) -> Broken:
    where = _("{file}, line {line}: {why}") if line else _("{file}: {why}")
    do = _(
        "In this form nothing was written, and your notes are as they were. Put the template right, or take its "
        "file away: then the one that comes with Circlekeeper is used."
    )
    return Broken(f"{where.format(file=quoted(name), line=line, why=why)} {do}")


def _bounded(pieces: Iterator[str], name: str) -> str:
    made, letters = list[str](), 0
    for piece in pieces:
        made.append(piece)
        letters += len(piece)
        if letters > LARGEST_DOCUMENT:
            raise broken(name, None, _("The document grows beyond 5 million letters."))
    return "".join(made)


def _environment(name: str, drawings: frozenset[str]) -> Environment:
    """`drawings`: the pictures of the report, which alone may be shown without being escaped."""
    from jinja2 import FunctionLoader
    from markupsafe import Markup

    def safe(text: str) -> Markup:
        if text not in drawings:
            raise _NotDrawn
        return Markup(text)

    is_html = not name.endswith(".md.j2")
    made = _sandbox()(
        loader=FunctionLoader(_included),
        autoescape=is_html,
        undefined=_not_there(),
        finalize=None if is_html else _finalized,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(_, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals = {one: made.globals[one] for one in GLOBALS}
    made.filters = {one: made.filters[one] for one in FILTERS}
    made.filters.update(html.FILTERS if is_html else markdown.FILTERS)
    if is_html:
        made.filters["safe"] = safe
    made.tests = {one: made.tests[one] for one in TESTS}
    return made


class _NotDrawn(Exception):
    """Something else than a picture of the report was to be shown without being escaped."""


@cache
def _sandbox() -> type[ImmutableSandboxedEnvironment]:
    from jinja2.exceptions import SecurityError
    from jinja2.runtime import LoopContext, Macro
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Sandbox(ImmutableSandboxedEnvironment):
        intercepted_binops = frozenset({"*", "**", "%"})

        def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
            if is_dataclass(obj):
                return attr == "kind" or attr in {one.name for one in fields(obj)}
            if isinstance(obj, str):
                return attr in _OF_TEXT
            known = isinstance(obj, (LoopContext, Macro))
            return known and super().is_safe_attribute(obj, attr, value)

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            if operator == "*":
                times, what = (left, right) if isinstance(left, int) else (right, left)
                if hasattr(what, "__len__") and len(what) * max(0, times) > _MOST_OF_ONE:
                    raise OverflowError
            if not isinstance(left, (int, float)) and operator != "*":
                raise SecurityError  # a text that is filled in may be as long as it says
            if operator == "**" and len(f"{left:.0f}") * abs(right) > _LONGEST_NUMBER:
                raise OverflowError
            return super().call_binop(context, operator, left, right)

    return Sandbox


@cache
def _not_there() -> type[Any]:
    from jinja2 import StrictUndefined

    class NotThere(StrictUndefined):
        """Says what was asked for, and no more."""

        __slots__ = ()

        @property
        def _undefined_message(self) -> str:
            return str(self._undefined_name)

    return NotThere


def _included(name: str) -> str | None:
    return (TEMPLATES / name).read_text("utf-8") if name == MAY_INCLUDE else None


def _check(tree: nodes.Template, name: str) -> None:
    from jinja2 import nodes

    for one in tree.find_all((nodes.EvalContextModifier, nodes.ScopedEvalContextModifier)):
        why = _("what people wrote is always escaped; take “autoescape” out.")
        raise broken(name, one.lineno, why)


def _finalized(value: Any) -> Any:
    """What a template for Markdown shows of what people wrote, where it forgot to make it inert."""
    return markdown.inert_line(value) if isinstance(value, _Wild) else value


def _tamed(shown: Report, *, wild: bool) -> Report:
    """The report as a template sees it: without templates, and for Markdown with every text marked."""
    house = replace(shown.house, templates={}, word_base=b"")
    shown = replace(shown, house=house)
    return _wild(shown) if wild else shown


def _wild(value: _T) -> _T:
    if isinstance(value, str) and not isinstance(value, Enum):
        return cast("_T", _Wild(value))
    if isinstance(value, tuple):
        return cast("_T", tuple(map(_wild, cast("tuple[Any, ...]", value))))
    if is_dataclass(value) and not isinstance(value, type):
        found = {one.name: _wild(getattr(value, one.name)) for one in fields(value)}
        return cast("_T", replace(cast("Any", value), **found))
    return value


def _drawings(shown: Report) -> frozenset[str]:
    return frozenset(svg for section in shown.sections for svg in _svgs(section.blocks))


def _svgs(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Picture):
            yield block.svg
        elif isinstance(block, Part):
            yield from _svgs(block.blocks)


def _line(error: BaseException, name: str) -> int | None:
    """The last line of the template that was being worked on."""
    lines = [
        line for frame, line in walk_tb(error.__traceback__) if frame.f_code.co_filename == name
    ]
    return lines[-1] if lines else None


def _what_happened(error: Exception, text: str) -> str:
    """In words that hold nothing of the notes: what is quoted stands in the template."""
    import jinja2
    from jinja2.exceptions import SecurityError

    match error:
        case jinja2.UndefinedError(message=str(name)) if name and name in text:
            return _("there is no {name}. docs/own-documents.md lists what there is.").format(
                name=quoted(name)
            )
        case jinja2.UndefinedError():
            return _(
                "something is asked for that is not there. docs/own-documents.md lists what there is."
            )
        case SecurityError():
            return _("that is not open to templates. docs/own-documents.md lists what is.")
        case jinja2.TemplateNotFound():
            return _("only “notes.css” can be included.")
        case _NotDrawn():
            return _("“safe” is for the drawings of pictures; all else is escaped.")
        case OverflowError() | MemoryError() | RecursionError():
            return _("that is too much at once.")
        case _other:
            return _("that cannot be worked out ({kind}).").format(kind=type(error).__name__)


def _sentence(text: str) -> str:
    return _("Jinja2 says {text}.").format(text=text)
