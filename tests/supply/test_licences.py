"""Everything that is needed to run, or ships, has a licence under which it may be given on, and the page that lists them is true."""

from __future__ import annotations

from importlib import metadata

import pytest

from tests.supply.licences import ALLOWED, allowed, drawn, not_allowed, page
from tests.supply.locked import ROOT, Dependency, locked


def test_what_is_locked_is_what_is_installed() -> None:
    """Else the licences would be those of something else."""
    there = {one.name: metadata.version(one.name) for one in locked() if _is_here(one.name)}
    assert there == {one.name: one.version for one in locked() if one.name in there}
    assert {"pyside6-essentials", "sqlcipher3", "cryptography", "lxml"} <= set(there)
    assert not {"pytest", "ruff", "pip-audit"} & {one.name for one in locked()}


def _is_here(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def test_each_has_a_licence_that_is_on_the_list() -> None:
    assert not_allowed(locked()) == []


def test_fonts_and_icons_have_theirs_beside_them() -> None:
    for one in drawn():
        assert one.licence in ALLOWED, one.file
        assert one.of, one.file
    ship = {*(ROOT / "assets" / "fonts").glob("*.ttf"), *(ROOT / "assets" / "icons").glob("*.svg")}
    assert {file for one in drawn() for file in one.of} == ship


@pytest.mark.skipif(
    any(not _is_here(one.name) for one in locked()),
    reason="a part that only another system needs is not installed here",
)
def test_the_page_is_true() -> None:
    """script/licences makes it again."""
    assert (ROOT / "docs" / "licences.md").read_text("utf-8") == page(locked())


@pytest.mark.parametrize(
    ("licence", "may"),
    [
        ("MIT", True),
        ("LGPL-3.0-only OR GPL-2.0-only", True),
        ("(GPL-3.0-only OR ISC)", True),
        ("AGPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("MITRE", False),
        ("", False),
    ],
)
def test_of_several_to_choose_from_one_is_enough(licence: str, may: bool) -> None:
    assert allowed(licence) is may
    assert bool(not_allowed([Dependency("a", "1", licence)])) is not may
