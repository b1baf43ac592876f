"""How soon the list of a large archive is there, beside a table that holds all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QTableWidget, QTableWidgetItem, QWidget
from pytest_benchmark.fixture import BenchmarkFixture

from circle.archived import SessionLine
from circle.paths import assets
from tests.benchmarks.side_by_side import in_turn, tell
from tests.fakes import AN_EVENING
from ui.review_desk import PAGE
from ui.theme import Look
from ui.widgets.archive_list import ArchiveList

SESSIONS = (100, 1_000, 10_000)
ROUNDS = 9
_FIRST = SessionLine(
    "", "An evening", "Kitchen table", 1, AN_EVENING, 5_400_000, 11, 10, 100, "", 400, exported=True
)


def _lines(sessions: int) -> list[SessionLine]:
    """The newest first."""
    return [
        replace(
            _FIRST,
            id=f"{n:012x}",
            number=n,
            opened=AN_EVENING + timedelta(hours=n),
            comments=n % 3,
            arrived=n % 2 == 0,
        )
        for n in range(sessions, 0, -1)
    ]


class Archive:
    """Gives pages, as the desk does."""

    def __init__(self, look: Look, lines: Sequence[SessionLine]) -> None:
        self.lines, self.list = lines, ArchiveList(look)
        self.list.page_asked.connect(lambda _those, last: self.add(last))

    def show(self) -> QWidget:
        self.list.resize(300, 700)
        self.list.show_page(self.lines[:PAGE], len(self.lines), more=True)
        return self.list

    def add(self, last: SessionLine) -> None:
        at = self.lines.index(last) + 1
        self.list.add_page(self.lines[at : at + PAGE], more=at + PAGE < len(self.lines))


def a_table(lines: Sequence[SessionLine]) -> QWidget:
    table = QTableWidget(len(lines), 4)
    for row, line in enumerate(lines):
        cells = (f"{line.circle} · {line.number}", f"{line.opened:%d %B %Y}", str(line.people), str(line.length_ms // 60_000))  # fmt: skip
        for column, text in enumerate(cells):
            table.setItem(row, column, QTableWidgetItem(text))
    table.resize(300, 700)
    return table


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    look = Look(assets())
    look.apply(qapp)
    yield look
    look.deleteLater()


def _seen(widget: QWidget) -> QWidget:
    widget.show()
    widget.grab()
    return widget


def _put_away(shown: list[QWidget]) -> None:
    while shown:
        shown[-1].hide()
        shown.pop().deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.mark.parametrize("sessions", SESSIONS)
def test_list(benchmark: BenchmarkFixture, look: Look, sessions: int) -> None:
    """Until it is painted."""
    lines, shown = _lines(sessions), list[QWidget]()

    samples = in_turn(
        benchmark,
        floor=lambda: shown.append(_seen(a_table(lines))),
        before_ours=lambda: _put_away(shown),
        ours=lambda: shown.append(_seen(Archive(look, lines).show())),
        after_ours=lambda: _put_away(shown),
        rounds=ROUNDS,
        warm=1,
    ).scaled(1000)
    what = f"archive: the list of {sessions:,} sessions is shown"
    most = 0.1 if sessions == max(SESSIONS) else None
    tell(benchmark, samples.row(what, "a QTableWidget of them", "ms", most))
