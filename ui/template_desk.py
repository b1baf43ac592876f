"""What the window does with templates in the kit. No Qt here; each change can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from circle import own_templates
from circle.templates import SessionTemplate, Shelf

if TYPE_CHECKING:
    from ui.kit_desk import KitDesk


@dataclass(frozen=True, slots=True)
class Change:
    """A template was put into the kit, or taken out of it. `before`: the text that was there."""

    template: SessionTemplate
    before: str | None


class TemplateDesk:
    """The templates that ship, and those of one kit. Errors are Refused, and have changed nothing."""

    def __init__(self, kit: KitDesk, shipped: Shelf, assets: Path) -> None:
        self._kit, self._shipped, self._assets = kit, shipped, assets
        self.shelf = shipped
        """What there is to choose from, as it was last looked at."""

    def look(self) -> Shelf:
        """Reads the kit again."""
        self.shelf = self._shipped.with_own(self._own, self._kit.store.decks())
        return self.shelf

    @property
    def _own(self) -> dict[str, str]:
        return self._kit.store.templates()

    def take_in(self, file: Path) -> Change:
        """Takes the place of one of the same name that was taken in before."""
        return self._keep(*own_templates.read_file(file, self._shipped.forms))

    def duplicate(self, template: SessionTemplate) -> Change:
        return self.save(own_templates.copy_of(template, self.look()))

    def save(self, template: SessionTemplate) -> Change:
        return self._keep(*own_templates.checked(template, self._shipped.forms))

    def remove(self, template: SessionTemplate) -> Change:
        before = self._own.get(template.name)
        self._kit.store.drop_template(template.name)
        self.look()
        return Change(template, before)

    def take_back(self, change: Change) -> None:
        if change.before is None:
            self._kit.store.drop_template(change.template.name)
        else:
            self._kit.store.keep_template(change.template.name, change.before)
        self.look()

    def give_out(self, template: SessionTemplate, folder: Path) -> Path:
        return own_templates.give_out(
            template.name, folder, shipped=self._shipped, own=self._own, assets=self._assets
        )

    @cached_property
    def folder(self) -> Path:
        """Where files are looked for first, and afterwards where they were last."""
        return self._kit.export_folder()

    def _keep(self, template: SessionTemplate, text: str) -> Change:
        before = self._own.get(template.name)
        self._kit.store.keep_template(template.name, text)
        self.look()
        return Change(template, before)
