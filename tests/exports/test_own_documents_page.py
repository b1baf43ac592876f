"""docs/own-documents.md says all that a template may use, and nothing that is not there."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import Any, get_args

import pytest

from exports import blocks, figures
from exports.house import HouseStyle
from exports.own_templates import LARGEST, LONGEST_S, NAMES
from exports.report import Report
from exports.sandbox import FILTERS, LARGEST_DOCUMENT, MAY_INCLUDE
from tests.ui.typed import ROOT

PAGE = (ROOT / "docs" / "own-documents.md").read_text("utf-8")
WORDS = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`[^`]*`", PAGE))))
KINDS: tuple[Any, ...] = get_args(blocks.Block)
SHOWN = (Report, HouseStyle, figures.Figure, *(one for one in vars(blocks).values() if is_dataclass(one)))  # fmt: skip


@pytest.mark.parametrize("shown", SHOWN, ids=lambda one: one.__name__)
def test_every_field_is_named(shown: type[Any]) -> None:
    assert {one.name for one in fields(shown)} <= WORDS


@pytest.mark.parametrize("kind", KINDS, ids=lambda one: one.kind)
def test_every_kind_of_block_has_a_row_with_its_fields(kind: type[Any]) -> None:
    (row,) = re.findall(rf"^\| .*`{kind.kind}`.* \|$", PAGE.split("Every block")[1], re.MULTILINE)
    assert {one.name for one in fields(kind)} <= set(re.findall(r"\w+", row))


def test_filters_and_limits_are_those_that_hold() -> None:
    (row,) = re.findall(r"^- Jinja2’s filters (.*?)\. There", PAGE, re.MULTILINE | re.DOTALL)
    assert set(re.findall(r"`(\w+)`", row)) == set(FILTERS)
    for words in (
        *NAMES,
        MAY_INCLUDE,
        f"{LARGEST // 1000} kB",
        f"{LONGEST_S} seconds",
        f"{LARGEST_DOCUMENT // 1_000_000} million letters",
    ):
        assert words in PAGE
