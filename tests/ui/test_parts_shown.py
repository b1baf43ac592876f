"""The words in the middle of the circle in a round with parts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from circle import moves
from circle.events import RoundPlan
from tests.circle.story import FORMS, Story
from ui.pages.live_shown import circle_shown

PLAN = RoundPlan("", length_ms=600_000, suggested_ms=120_000)


@pytest.mark.parametrize(
    ("form", "about"),
    [
        ("dyad", "about 2 min for each part"),
        ("small_groups", "about 10 min"),
        ("fishbowl", "about 2 min each"),
    ],
)
def test_no_time_is_suggested_where_times_are_not_measured(form: str, about: str) -> None:
    def lower(*, measured: bool) -> str:
        plan = replace(PLAN, form=form, measured=measured)
        story = Story(4).at(1_000)
        story.does(moves.begin_round(story.state, form=FORMS[form], plan=plan))
        if form == "fishbowl":
            story.gives("Ann").centres()
        return circle_shown(story.state, at_ms=2_000).lower

    assert about in lower(measured=True)
    assert "about" not in lower(measured=False)
