"""What a document for reading is made of: sections of blocks, in the order in which they are read.

Each template lays out every kind of block, and knows nothing of where it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from exports.figures import Figure


@dataclass(frozen=True, slots=True)
class Fact:
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Item:
    """A text with what stands before it, such as when it was written, and a line below it. Either may be empty."""

    text: str
    before: str = ""
    below: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    kind: ClassVar[str] = "sentence"
    text: str


@dataclass(frozen=True, slots=True)
class Aside:
    """A softer sentence about what stands around it."""

    kind: ClassVar[str] = "aside"
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    kind: ClassVar[str] = "question"
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    kind: ClassVar[str] = "facts"
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    kind: ClassVar[str] = "numbered"
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    kind: ClassVar[str] = "listed"
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Timed:
    """Each item with when it was."""

    kind: ClassVar[str] = "timed"
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """In the words of whoever said it."""

    kind: ClassVar[str] = "quoted"
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two columns; a place is empty where one side has fewer."""

    kind: ClassVar[str] = "sides"
    heads: tuple[str, str]
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of how many; never in the order of the counts."""

    name: str
    value: str
    percent: int


@dataclass(frozen=True, slots=True)
class Counts:
    kind: ClassVar[str] = "counts"
    heads: tuple[str, str]
    rows: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class FloorShare:
    """How long the floor was in one state; `parts` of 1000 of the session."""

    key: str
    name: str
    time: str
    share: str
    parts: int


@dataclass(frozen=True, slots=True)
class Floors:
    kind: ClassVar[str] = "floors"
    floors: tuple[FloorShare, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    kind: ClassVar[str] = "figures"
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """`seat` is "–" for somebody who is not to be known."""

    seat: str
    label: str
    roles: tuple[str, ...]
    turns: str
    time: str


@dataclass(frozen=True, slots=True)
class People:
    kind: ClassVar[str] = "people"
    people: tuple[PersonRow, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG, with its words for whoever does not see it. Where pictures cannot be, the words stand."""

    kind: ClassVar[str] = "picture"
    title: str
    description: str
    svg: str


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks under a heading of their own, one step below what they stand in."""

    kind: ClassVar[str] = "part"
    title: str
    blocks: tuple[Block, ...]
    number: int | None = None


Block = (
    Sentence
    | Aside
    | Question
    | Facts
    | Numbered
    | Listed
    | Timed
    | Quoted
    | SideBySide
    | Counts
    | Floors
    | Figures
    | People
    | Picture
    | Part
)


@dataclass(frozen=True, slots=True)
class Section:
    """`key` is unlike that of any other section of a document."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    card: bool = False
    """What is to be read first."""
