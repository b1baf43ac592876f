"""What is done with templates or decks on a page: done, told of in the bar, offered to be undone."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic

from PySide6.QtCore import QObject

from circle.errors import Refused, quoted
from circle.i18n import gettext as _
from ui.main_window import MainWindow
from ui.own_desk import Change, Kind, OwnDesk

AnyChange = Change[Any]


@dataclass(frozen=True, slots=True)
class ActWords:
    """`kinds`: of files, as a file chooser has them. `{title}` stands for what it was done with."""

    copied: str
    removed: str
    which: str
    kinds: str
    where: str


class OwnActs(QObject, Generic[Kind]):
    def __init__(self, window: MainWindow, desk: OwnDesk[Kind], words: ActWords) -> None:
        super().__init__(window)
        self._window, self.desk, self._words = window, desk, words

    @abstractmethod
    def show(self) -> None:
        """The page, as the kit was last looked at."""

    @abstractmethod
    def _focus(self, name: str) -> None:
        """What has that name on the page, or what stands in its place."""

    @abstractmethod
    def _usable_text(self, one: Kind) -> str: ...

    def duplicate(self, one: Kind) -> None:
        self.change(lambda: self.desk.duplicate(one), self._words.copied)

    def remove(self, one: Kind) -> None:
        self.change(lambda: self.desk.remove(one), self._words.removed)

    def choose_file(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        there = self.desk.there
        chosen, _kind = QFileDialog.getOpenFileNames(
            self._window, self._words.which, str(there.folder), self._words.kinds
        )
        if chosen:
            there.folder = Path(chosen[0]).parent
            self.take_in(tuple(map(Path, chosen)))

    def take_in(self, files: Iterable[Path]) -> None:
        """Each as if it were the only one; what cannot be used is told of after the others."""
        self.tell(*self.taken_in(files))

    def taken_in(self, files: Iterable[Path]) -> tuple[list[AnyChange], list[str]]:
        """What changed, and what there is to say."""
        changes, usable, said = list[AnyChange](), list[str](), list[str]()
        for file in files:
            try:
                changes.append(change := self.desk.take_in(file))
                usable.append(self._usable_text(change.what))
            except Refused as why:
                said.append(str(why))
        return changes, [*usable, *said]

    def export(self, one: Kind) -> None:
        from PySide6.QtWidgets import QFileDialog

        there = self.desk.there
        folder = QFileDialog.getExistingDirectory(
            self._window, self._words.where, str(there.folder)
        )
        if not folder:
            return
        there.folder = Path(folder)
        try:
            file = self.desk.give_out(one, Path(folder))
        except Refused as why:
            self._window.say(str(why))
            return
        words = _("{file} is in {folder}.")
        folder_words = quoted(file.parent, longest=300)
        self._window.say_done(words.format(file=quoted(file.name), folder=folder_words))

    def change(
        self,
        act: Callable[[], Change[Kind]],
        words: str,
        *,
        then: Callable[[], object] | None = None,
    ) -> Change[Kind] | None:
        """`then`: what is also done when it is undone."""
        try:
            change = act()
        except Refused as why:
            self._window.say(str(why))
            return None
        self.tell([change], [words.format(title=change.what.title)], then=then)
        return change

    def tell(
        self,
        changes: list[AnyChange],
        said: list[str],
        *,
        then: Callable[[], object] | None = None,
    ) -> None:
        def undo() -> None:
            self._take_back(changes)
            if then is not None:
                then()

        self.show()
        if changes:
            self._focus(changes[-1].what.name)
        if changes:
            self._window.say_done("\n".join(said), (_("Undo"), undo))
        else:
            self._window.say("\n".join(said))

    def _take_back(self, changes: list[AnyChange]) -> None:
        try:
            for change in reversed(changes):
                change.take_back()
        except Refused as why:
            self._window.say(str(why))
        self.show()
        self._focus(changes[-1].what.name)
