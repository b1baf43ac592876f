"""Names of people in this session are marked while somebody writes them, and a soft line says so. It holds up nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QSizePolicy

from circle.errors import Refused
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.privacy import Hit, Person, find_names
from circle.session import State
from ui.widgets.labels import Soft

if TYPE_CHECKING:
    from ui.widgets.note_field import NoteField
    from ui.widgets.written_list import RowEditor

    MarkedField = NoteField | RowEditor

_OF_SOMEBODY = re.compile("['’]s?$")
_MOST = 3
"""So many names are said; more are marked alone."""


class NamesMarked(QObject):
    """`line`: under the fields. `people`: whose names are meant, as they are by then."""

    def __init__(self, line: Soft, people: Callable[[], Iterable[Person]]) -> None:
        super().__init__(line)
        self._line, self._people = line, people
        self._field: MarkedField | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._look)
        policy = line.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Maximum)
        line.setSizePolicy(policy)
        line.hide()

    def watch(self, field: MarkedField) -> None:
        """From now on; what is in it already counts, too."""

        def changed(*_text: object) -> None:
            self._field = field
            self._soon.start()

        field.textChanged.connect(changed)
        field.destroyed.connect(lambda *_which: self._forget(field))
        if field.written_text():
            changed()

    def _forget(self, field: MarkedField) -> None:
        if self._field is field:
            self._field = None
            self._soon.stop()
            self._line.hide()

    def _look(self) -> None:
        """Once the key has done what it does."""
        if self._field is None:
            return
        text = self._field.written_text()
        hits = hits_in(text, self._people())
        self._field.show_names([(_place(text, hit.start), _place(text, hit.end)) for hit in hits])
        self._line.setText(names_words(hits))
        self._line.setVisible(bool(hits))


def people_here(state: State) -> tuple[Person, ...]:
    """Everyone who is or was in the session, as they are called now."""
    return tuple(
        Person(0, one.participant.alias, one.participant.name) for one in state.people.values()
    )


def hits_in(text: str, people: Iterable[Person]) -> tuple[Hit, ...]:
    """None where the check cannot run: it runs again, and fails closed, before anything leaves."""
    if not text.strip():
        return ()
    try:
        return find_names(text, people, stand_in=lambda _person: "")
    except Refused:
        return ()


def names_words(hits: Sequence[Hit]) -> str:
    found = tuple(dict.fromkeys(_OF_SOMEBODY.sub("", hit.found) for hit in hits))
    if not found:
        return ""
    names = _(", ").join(_("“{name}”").format(name=name) for name in found[:_MOST])
    if len(found) > _MOST:
        names = _("{names} and others").format(names=names)
    return ngettext(
        "{names} is somebody’s name here. Enter keeps it as it is.",
        "{names} are names of people here. Enter keeps them as they are.",
        len(found),
    ).format(names=names)


def _place(text: str, at: int) -> int:
    """A place in a text as Qt counts, which takes some letters for two."""
    return len(text[:at].encode("utf-16-le")) // 2
