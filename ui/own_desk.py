"""What the window does with what is in the kit besides sessions: templates, decks. No Qt here; each change
can be taken back.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from circle.templates import Shelf
    from ui.kit_desk import KitDesk


class Named(Protocol):
    """`name`: that of its file. `title`: what people call it."""

    @property
    def name(self) -> str: ...

    @property
    def title(self) -> str: ...


Kind = TypeVar("Kind", bound=Named)


@dataclass(frozen=True, slots=True)
class Change(Generic[Kind]):
    """Something was put into the kit, or taken out of it. `take_back` raises Refused."""

    what: Kind
    take_back: Callable[[], object]


class KitShelf:
    """What there is to choose from: what ships, and what one kit has besides."""

    def __init__(self, kit: KitDesk, shipped: Shelf, assets: Path) -> None:
        self.kit, self.shipped, self.assets = kit, shipped, assets
        self.now = shipped
        """As it was last looked at."""

    def look(self) -> Shelf:
        """Reads the kit again."""
        store = self.kit.store
        self.now = self.shipped.with_own(store.templates(), store.decks())
        return self.now

    @cached_property
    def folder(self) -> Path:
        """Where files are looked for first, and afterwards where they were last."""
        return self.kit.export_folder()


class OwnDesk(ABC, Generic[Kind]):
    """One kind of what is on the shelf. Errors are Refused, and have changed nothing."""

    def __init__(self, there: KitShelf) -> None:
        self.there = there

    @property
    def shelf(self) -> Shelf:
        """As it was last looked at."""
        return self.there.now

    def look(self) -> Shelf:
        return self.there.look()

    def take_in(self, file: Path) -> Change[Kind]:
        """Takes the place of one of the same name that was taken in before."""
        return self._keep(*self._read(file))

    def duplicate(self, one: Kind) -> Change[Kind]:
        self.look()
        return self.save(self._copy_of(one))

    def save(self, one: Kind) -> Change[Kind]:
        return self._keep(*self._checked(one))

    def remove(self, one: Kind) -> Change[Kind]:
        before = self._own().get(one.name)
        self._drop(one.name)
        self.look()
        return self._change(one, before)

    @abstractmethod
    def give_out(self, one: Kind, folder: Path) -> Path: ...

    def _keep(self, one: Kind, text: str) -> Change[Kind]:
        before = self._own().get(one.name)
        self._put(one.name, text)
        self.look()
        return self._change(one, before)

    def _change(self, one: Kind, before: str | None) -> Change[Kind]:
        """`before`: the text that was there."""

        def take_back() -> None:
            if before is None:
                self._drop(one.name)
            else:
                self._put(one.name, before)
            self.look()

        return Change(one, take_back)

    @abstractmethod
    def _own(self) -> Mapping[str, str]:
        """The texts in the kit, by name."""

    @abstractmethod
    def _put(self, name: str, text: str) -> None: ...

    @abstractmethod
    def _drop(self, name: str) -> None: ...

    @abstractmethod
    def _read(self, file: Path) -> tuple[Kind, str]: ...

    @abstractmethod
    def _checked(self, one: Kind) -> tuple[Kind, str]: ...

    @abstractmethod
    def _copy_of(self, one: Kind) -> Kind: ...
