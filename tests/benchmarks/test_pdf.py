"""What documents cost, beside the least that makes the same."""

# typst and WeasyPrint leave types open.
# pyright: reportUnknownMemberType=false, reportMissingImports=false, reportUnknownVariableType=false

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from circle.level import Level
from circle.session_notes import SessionNotes
from exports import aside, html, pdf
from exports.house import PLAIN
from exports.paged import in_our_letters, manuscript
from exports.typesetting import TEMPLATES
from tests.benchmarks.made import a_long_session
from tests.benchmarks.side_by_side import Row, in_turn, tell
from tests.notes import make_notes

ROUNDS = 15
MOST_KIB = 20 * 1024
"""So much a window may grow while twenty PDFs are made beside it."""

_TWENTY_PDFS = """
if __name__ == "__main__":
    from dataclasses import replace
    from circle.level import Level
    from tests.notes import make_notes
    from exports import pdf
    from tests.benchmarks.made import a_long_session
    from tests.benchmarks.readings import proportional_kib
    notes = make_notes("k3fa9c21d0b4", a_long_session(), Level.ALIASES)
    before = proportional_kib()
    for n in range(20):
        pdf.render(replace(notes, title=f"Evening {n}"))
    print(before, proportional_kib())
"""


@pytest.fixture(scope="module")
def long_notes() -> SessionNotes:
    return make_notes("k3fa9c21d0b4", a_long_session(), Level.ALIASES)


def _each_anew(notes: SessionNotes) -> Iterator[SessionNotes]:
    """The same but for a letter: the typesetter remembers what it has laid out before."""
    n = 0
    while True:
        n += 1
        yield replace(notes, title=f"Evening {n:03}")


def test_pdf(
    benchmark: BenchmarkFixture, long_notes: SessionNotes, capsys: pytest.CaptureFixture[str]
) -> None:
    import typst

    template = (TEMPLATES / "notes.typ").read_bytes()
    fonts = typst.Fonts(False, False, [TEMPLATES.parents[1] / "assets" / "fonts"])
    new = _each_anew(long_notes)
    now: list[SessionNotes] = [next(new)]
    data: list[str] = []

    def lay_out_anew() -> None:
        now[0] = next(new)
        given = in_our_letters(manuscript(now[0], PLAIN).data)
        data[:] = [json.dumps({**given, "logo": None})]

    def bare() -> bytes:
        return typst.compile(
            template,
            font_paths=fonts,
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"report": data[0]},
            pdf_standards=["ua-1", "a-3a"],
            timestamp=manuscript(now[0], PLAIN).day,
        )

    lay_out_anew()
    assert bare() == pdf.render(now[0])
    taken = in_turn(
        benchmark,
        floor=bare,
        ours=lambda: pdf.render(now[0]),
        rounds=ROUNDS,
        warm=3,
        before_floor=lay_out_anew,
    )
    aside.stop()
    rows = [taken.scaled(1000).row("PDF", "bare typst", "ms", 1.3)]
    weasyprint = find_spec("weasyprint") is not None
    rows += [_beside_weasyprint(long_notes, rows[0])] if weasyprint else []
    tell(benchmark, *rows)
    if not weasyprint:
        with capsys.disabled():
            print("\nPDF beside WeasyPrint: left out, WeasyPrint is not installed.")


def _beside_weasyprint(notes: SessionNotes, ours: Row) -> Row:
    import time

    from weasyprint import HTML

    page = html.render(notes).decode()
    begun = time.perf_counter()
    HTML(string=page).write_pdf()
    taken_ms = 1000 * (time.perf_counter() - begun)
    return Row("PDF", "WeasyPrint, once", "ms", taken_ms, ours.ours, 0.1, 1)


def test_pdf_memory_of_the_window(benchmark: BenchmarkFixture) -> None:
    grown: list[int] = []

    def twenty() -> None:
        ran = subprocess.run(
            [sys.executable, "-c", _TWENTY_PDFS], capture_output=True, check=True, timeout=300
        )
        before, after = map(int, ran.stdout.split())
        grown.append(after - before)

    benchmark.pedantic(twenty, rounds=1, iterations=1)
    row = Row("memory after 20 PDFs", "20 MiB", "MiB", MOST_KIB / 1024, grown[0] / 1024, 1, 1)
    tell(benchmark, row)
