"""A report with something of every kind, of a circle that never met: what templates of one's own are tried on."""

from __future__ import annotations

from circle.confidentiality import CIRCLE
from circle.i18n import gettext as _
from exports import blocks as b
from exports.figures import Figure
from exports.house import PLAIN, HouseStyle
from exports.report import Report
from exports.words import confidentiality_words

_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 4"><rect width="10" height="4"/></svg>'
)


def sample_report(house: HouseStyle = PLAIN) -> Report:
    return Report(
        language="en",
        direction="ltr",
        kind=_("Notes of a listening circle"),
        title=_("A sample circle"),
        rim=((0.0, -1.0), (0.866, 0.5), (-0.866, 0.5)),
        facts=(
            b.Fact(_("Date"), "11 May 2026"),
            b.Fact(_("Confidentiality"), confidentiality_words(CIRCLE)),
        ),
        level=_("Without names"),
        reader=_("For the report"),
        sections=(
            b.Section("said", _("What was said"), _of_every_kind(), card=True),
            b.Section("rounds", _("Rounds"), (_round(),)),
        ),
        closing=_("Nobody said any of this."),
        house=house,
    )


def _round() -> b.Part:
    return b.Part(_("Arriving"), (b.Question("<Why> *here*?"), b.Aside("_aside_")), number=1)


def _of_every_kind() -> tuple[b.Block, ...]:
    items = (b.Item("One <b>& two</b>", "18:30", "below *it*"), b.Item("- three\n# four"))
    return (
        b.Sentence("Everyone was offered the piece."),
        b.Aside("An aside."),
        b.Question("What did you hear?"),
        b.Facts((b.Fact("Silence", "3:10"),)),
        b.Numbered(items),
        b.Listed(items),
        b.Timed(items),
        b.Quoted(items),
        b.SideBySide(("Old", "New"), (("one", "two"), ("three", ""))),
        b.Counts(("Noticed", "Of six"), (b.Counted("to understand", "4 of 6", 67),)),
        b.Floors((b.FloorShare("held", "Held", "40:00", "67 %", 667), b.FloorShare("silence", "Silence", "20:00", "33 %", 333))),
        b.Figures((Figure("Share to move", "12 %", "How much."),)),
        b.People((b.PersonRow("1", "A|n", ("Scribe",), "2", "3:00"), b.PersonRow("–", "Someone", (), "1", "1:00"))),
        b.Picture("How the talking moved", "A strip in three parts.", _SVG),
        b.Part("A part", (b.Sentence("Within."),)),
    )  # fmt: skip
