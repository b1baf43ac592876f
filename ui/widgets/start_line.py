"""A few words on the Start page with ways to go on; nothing waits for them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Words


class StartLine(Card):
    def __init__(
        self,
        look: Look,
        words: str,
        *ways: tuple[str, Callable[[], object]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent=parent)
        self.body.addWidget(Words(look, words))
        flow = Flow(gap=4, down=0)
        for said, act in ways:
            button = KeyButton(look, said, kind=Kind.QUIET, small=True)
            button.clicked.connect(act)
            flow.addWidget(button)
        self.body.addLayout(flow)
