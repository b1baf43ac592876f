"""What the page of the documents shows, derived by pure functions. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

from circle.errors import quoted
from circle.i18n import gettext as _
from exports.house import Paper


@dataclass(frozen=True, slots=True)
class DocumentsShown:
    """`word_base`: what the Word document was called; empty where there is none."""

    organisation: str = ""
    closing: str = ""
    contact: str = ""
    paper: Paper = Paper.A4
    logo: bytes = b""
    word_base: str = ""


@dataclass(frozen=True, slots=True)
class OwnTemplateShown:
    """`wrong`: it is there, and cannot be used."""

    name: str
    title: str
    state: str
    wrong: bool = False


def own_template_shown(name: str, *, there: bool, why: str) -> OwnTemplateShown:
    """`why`: what is wrong with it."""
    title = _("Web page") if name == "notes.html.j2" else _("Markdown")
    if not there:
        return OwnTemplateShown(name, title, _("As it comes with Circlekeeper."))
    if why:
        return OwnTemplateShown(name, title, why, wrong=True)
    state = _("Your own is used: {file}.").format(file=quoted(name))
    return OwnTemplateShown(name, title, state)


def paper_words(paper: Paper) -> str:
    return {Paper.A4: _("A4"), Paper.LETTER: _("Letter")}[paper]
