"""What the kit protects is said once: the page in the program and the one in docs/ agree."""

from __future__ import annotations

from pathlib import Path

from circle.protects import halves, intro, page

PUBLISHED = Path(__file__).parents[2] / "docs" / "protects.md"


def test_the_page_in_the_docs_is_the_one_in_the_program() -> None:
    """script/protects makes it again."""
    assert PUBLISHED.read_text("utf-8") == page()


def test_it_is_in_plain_sentences() -> None:
    for half in halves():
        assert len(half.points) >= 8
        for point in half.points:
            for text in (point.what, point.more):
                assert text[0].isupper(), text
                assert text.endswith("."), text
                assert not any(sign in text for sign in "!*_`<>"), text
            assert max(len(one.split()) for one in point.more.split(". ")) <= 32, point.more
    assert intro().endswith(".")


def test_the_security_policy_leads_to_it() -> None:
    assert "docs/protects.md" in (PUBLISHED.parents[1] / "SECURITY.md").read_text("utf-8")
