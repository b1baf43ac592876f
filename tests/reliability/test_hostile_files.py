"""A template, a deck, a list, a record, a Word document or a logo that means harm is refused in a sentence, in little memory."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.reliability.hostile_files import CANARY, cases
from tests.reliability.hostile_runs import MOST_KB, Went, went

MAY_BE_TAKEN = 12
"""So many are large or odd, and no harm; what they are taken as is as small as any other."""


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[Went]:
    folder = tmp_path_factory.mktemp("hostile")
    made = went(cases(), folder)
    assert {one.name.partition("-")[0] for one in folder.iterdir()} == {"hostile"}
    return made


def test_there_are_some_for_every_reader(reports: list[Went]) -> None:
    assert len({one.name for one in reports}) == len(reports) >= 150
    each = Counter(one.name.partition(":")[0] for one in reports)
    assert len(each) == 11
    assert min(each.values()) >= 6, each


def test_each_is_refused_for_what_is_wrong_with_it(reports: list[Went]) -> None:
    assert {one.name: one.said for one in reports if one.wanted not in one.said} == {}
    taken = [one.name for one in reports if not one.said]
    assert len(taken) <= MAY_BE_TAKEN, taken


def test_each_sentence_is_one_for_a_person_and_quotes_no_story(reports: list[Went]) -> None:
    for one in reports:
        assert CANARY not in one.said.lower(), one
        assert "\n" not in one.said
        assert len(one.said) < 700, one
        assert one.said.endswith(".") or not one.said, one


def test_none_takes_much_memory(reports: list[Went]) -> None:
    assert [one for one in reports if one.grown_kb > MOST_KB] == []
