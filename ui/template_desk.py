"""What the window does with templates in the kit. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from circle import own_templates
from circle.templates import SessionTemplate
from ui.own_desk import OwnDesk


class TemplateDesk(OwnDesk[SessionTemplate]):
    """The templates that ship, and those of one kit."""

    def give_out(self, one: SessionTemplate, folder: Path) -> Path:
        there = self.there
        return own_templates.give_out(
            one.name, folder, shipped=there.shipped, own=self._own(), assets=there.assets
        )

    def _own(self) -> Mapping[str, str]:
        return self.there.kit.store.templates()

    def _put(self, name: str, text: str) -> None:
        self.there.kit.store.keep_template(name, text)

    def _drop(self, name: str) -> None:
        self.there.kit.store.drop_template(name)

    def _read(self, file: Path) -> tuple[SessionTemplate, str]:
        return own_templates.read_file(file, self.there.shipped.forms)

    def _checked(self, one: SessionTemplate) -> tuple[SessionTemplate, str]:
        return own_templates.checked(one, self.there.shipped.forms)

    def _copy_of(self, one: SessionTemplate) -> SessionTemplate:
        return own_templates.copy_of(one, self.shelf)
