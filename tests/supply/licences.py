"""The list of licences, docs/licences.md: `script/licences` makes it again."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.supply.locked import ROOT, Dependency, locked

ALLOWED = frozenset(
    {
        *("MIT", "MIT-0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "ISC", "Zlib"),
        *("PSF-2.0", "LGPL-3.0-only", "OFL-1.1", "Public domain"),
    }
)
"""Under which the program may be given on with what it needs. Of “A OR B” one is enough."""

_BEGINS = {
    "SIL Open Font License, Version 1.1": "OFL-1.1",
    "SIL OPEN FONT LICENSE Version 1.1": "OFL-1.1",
    "ISC License": "ISC",
}
_WITHIN = (
    ("Qt", "PySide6-Essentials", "LGPL-3.0-only"),
    ("SQLCipher, SQLite", "sqlcipher3", "BSD-3-Clause, public domain"),
    ("OpenSSL", "cryptography, sqlcipher3", "Apache-2.0"),
    ("libxml2, libxslt", "lxml", "MIT"),
    (
        "Libertinus, New Computer Modern, DejaVu Sans Mono",
        "typst",
        "OFL-1.1, GUST Font License, Bitstream Vera",
    ),
)
"""What those bring with them as machine code, and say themselves."""


@dataclass(frozen=True)
class Drawn:
    """Fonts or icons that ship: the file of their licence, and what it is."""

    name: str
    file: Path
    licence: str
    of: tuple[Path, ...]


def allowed(licence: str) -> bool:
    return any(one.strip(" ()") in ALLOWED for one in licence.split(" OR "))


def not_allowed(dependencies: Iterable[Dependency]) -> list[Dependency]:
    return [one for one in dependencies if not allowed(one.licence)]


def drawn() -> list[Drawn]:
    """By the licences that lie beside them."""
    return [*_drawn("fonts", ".ttf"), *_drawn("icons", ".svg")]


def _drawn(folder: str, ending: str) -> Iterator[Drawn]:
    for file in sorted((ROOT / "assets" / folder).glob("*-LICENSE.txt")):
        name = file.name.removesuffix("-LICENSE.txt")
        text = " ".join(file.read_text("utf-8").split())
        licence = next((short for words, short in _BEGINS.items() if words in text), "")
        files = [one for one in file.parent.iterdir() if one.suffix == ending]
        own = [one for one in files if one.name.startswith(name)] if folder == "fonts" else files
        yield Drawn(name, file, licence, tuple(own))


def page(dependencies: Sequence[Dependency]) -> str:
    """As Markdown."""
    lines = [
        "# Licences",
        "",
        "Circlekeeper is under the MIT licence ([LICENSE](../LICENSE)). What it needs to run, and what ships with it,",
        "is under these. `script/licences` makes this page of what the parts say of themselves.",
        "",
        *_table(("part", "version", "licence"), ((one.name, one.version, one.licence) for one in dependencies)),
        *_table(("what they bring with them", "in", "licence"), _WITHIN),
        *_table(("fonts and icons", "licence", "its text"), ((one.name, one.licence, f"[{one.file.name}](../{one.file.relative_to(ROOT).as_posix()})") for one in drawn())),
    ]  # fmt: skip
    return "\n".join(lines)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for row in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(row)} |"
    yield ""


if __name__ == "__main__":
    sys.stdout.write(page(locked()))
