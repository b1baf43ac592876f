"""What the window does with the house style of a kit. No Qt here; each change can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from circle.errors import Refused
from circle.i18n import gettext as _
from circle.kit_files import OWN_DOCUMENTS
from exports.house import Paper
from exports.house_kept import (
    LARGEST_WORD_BASE,
    LONGEST,
    LONGEST_WORD_BASE_NAME,
    Part,
    checked_text,
    checked_word_base,
    paper_of,
)
from exports.logo import LARGEST, checked_logo
from exports.own_templates import NAMES, give_out, why_broken
from ui.pages.documents_shown import DocumentsShown, OwnTemplateShown, own_template_shown

if TYPE_CHECKING:
    from ui.kit_desk import KitDesk

TakeBack = Callable[[], object]
_Parts = dict[Part, bytes]


class HouseDesk:
    """Errors are Refused, and have changed nothing."""

    def __init__(self, kit: KitDesk) -> None:
        self._kit = kit

    def shown(self) -> DocumentsShown:
        """As it is kept. A logo that cannot be used any more is not shown, and told of when documents are made."""
        parts = self._kit.store.house()
        texts = {part: parts.get(part, b"").decode(errors="replace") for part in Part}
        return DocumentsShown(
            organisation=texts[Part.ORGANISATION],
            closing=texts[Part.CLOSING],
            contact=texts[Part.CONTACT],
            paper=paper_of(texts[Part.PAPER]),
            logo=parts.get(Part.LOGO, b""),
            word_base=texts[Part.WORD_BASE_NAME] if Part.WORD_BASE in parts else "",
        )

    def templates(self) -> tuple[OwnTemplateShown, ...]:
        """Tries those that there are, which takes a moment."""
        kit = self._kit.folder
        there = {name: (kit / OWN_DOCUMENTS / name).exists() for name in NAMES}
        return tuple(
            own_template_shown(
                name, there=there[name], why=why_broken(kit, name) if there[name] else ""
            )
            for name in NAMES
        )

    @property
    def folder_of_templates(self) -> Path:
        return self._kit.folder / OWN_DOCUMENTS

    @property
    def folder(self) -> Path:
        """Where files are looked for first."""
        return self._kit.export_folder()

    def write(self, part: Part, text: str) -> None:
        """A text, as far as it has been written."""
        assert part in LONGEST
        self._put({part: checked_text(part, text).encode()})

    def choose_paper(self, paper: Paper) -> None:
        self._put({Part.PAPER: paper.value.encode()})

    def take_logo(self, file: Path) -> TakeBack:
        return self._put({Part.LOGO: checked_logo(_read(file, LARGEST))})

    def drop_logo(self) -> TakeBack:
        return self._put({Part.LOGO: b""})

    def take_word_base(self, file: Path) -> TakeBack:
        data = checked_word_base(_read(file, LARGEST_WORD_BASE))
        name = file.name[:LONGEST_WORD_BASE_NAME].encode(errors="replace")
        return self._put({Part.WORD_BASE: data, Part.WORD_BASE_NAME: name})

    def drop_word_base(self) -> TakeBack:
        return self._put({Part.WORD_BASE: b"", Part.WORD_BASE_NAME: b""})

    def give_out(self, name: str, folder: Path) -> Path:
        return give_out(name, folder)

    def _put(self, parts: _Parts) -> TakeBack:
        """What is empty goes."""
        store = self._kit.store
        kept = store.house()
        before = {part: kept.get(part, b"") for part in parts}
        for part, data in parts.items():
            if data:
                store.keep_house(part, data)
            elif part in kept:
                store.drop_house(part)
        return lambda: self._put(before)


def _read(file: Path, largest: int) -> bytes:
    """One byte more than there may be is enough to know."""
    try:
        with file.open("rb") as opened:
            return opened.read(largest + 1)
    except OSError:
        raise Refused(_("That file cannot be read. What was kept before stays.")) from None
