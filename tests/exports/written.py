"""What somebody might write into what a circle leaves behind, to do more than be read."""

from __future__ import annotations

from dataclasses import fields

from hypothesis import strategies as st

from tests.exports.five_sessions import Written
from tests.exports.hostile import hostile_text, visible

_NO_WORDS = ("deck", "theme", "aliases")


def hostile_written() -> st.SearchStrategy[Written]:
    """No text is empty where a document would show less because of it."""
    text = hostile_text.filter(visible)
    names = [one.name for one in fields(Written) if one.name not in _NO_WORDS]
    aliases = st.lists(text, min_size=6, max_size=6, unique=True).map(tuple)
    return st.builds(Written, aliases=aliases, **dict.fromkeys(names, text))
