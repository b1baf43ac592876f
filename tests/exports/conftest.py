"""Documents say when a session was in the reader's own time, so here everybody lives in one zone."""

import time
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def greenwich(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures are one dot, for tests with many documents that are about words."""
    from exports.word_pictures import one_dot_png

    def one_dot(_svg: str, *, width_px: int) -> bytes:
        del width_px
        return one_dot_png("2F6F62")

    monkeypatch.setattr("exports.svg_png.picture_png", one_dot)
