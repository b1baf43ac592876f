"""The audit fails for a known vulnerability, and where nobody could be asked it says so instead of calling all well."""

from __future__ import annotations

import json

from tests.supply.audit import UNREACHABLE, verdict

SOUND = {"name": "click", "version": "8.5", "vulns": []}
UNKNOWN = {"name": "typst", "skip_reason": "Dependency not found on PyPI and could not be audited"}
HURT = {"name": "lxml", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2"], "aliases": [], "description": ""}]}  # fmt: skip


def report(*found: object) -> str:
    return json.dumps({"dependencies": found, "fixes": []})


def test_a_known_vulnerability_fails_and_says_what_puts_it_right() -> None:
    assert verdict(report(SOUND, HURT, UNKNOWN)) == (True, "lxml 1: PYSEC-1, put right in 2")


def test_all_well_says_of_how_many() -> None:
    assert verdict(report(SOUND, SOUND)) == (False, "No known vulnerability in 2 of 2 packages.")


def test_what_the_service_does_not_know_is_named() -> None:
    assert verdict(report(SOUND, UNKNOWN)).said.endswith("knows nothing of typst.")


def test_where_nobody_could_be_asked_nothing_is_called_well() -> None:
    for nothing in ("", report(), report(UNKNOWN, UNKNOWN)):
        assert verdict(nothing) == (False, UNREACHABLE)
