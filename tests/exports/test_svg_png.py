"""A drawing as PNG: its size, what shows through, and what is not drawn."""

import io

import pytest
from PIL import Image

from exports.svg_png import picture_png
from exports.typesetting import NotLaidOut

DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="10" height="10" fill="#2f6f62"/>{}</svg>'


def test_it_is_as_wide_as_it_was_wanted_and_what_was_not_drawn_shows_through() -> None:
    picture = Image.open(io.BytesIO(picture_png(DRAWN.format(""), width_px=400)))
    assert picture.size == (400, 200)
    assert picture.getpixel((50, 100)) == (0x2F, 0x6F, 0x62, 255)
    assert picture.getpixel((350, 100)) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    "svg",
    [
        "<svg",
        DRAWN.format('<image href="notes.typ" width="9" height="9"/>'),
        DRAWN.format('<image href="/etc/hostname" width="9" height="9"/>'),
        DRAWN.format('<image href="http://127.0.0.1/a.png" width="9" height="9"/>'),
    ],
)
def test_what_is_no_drawing_or_fetches_anything_is_refused(svg: str) -> None:
    with pytest.raises(NotLaidOut, match="could not be laid out"):
        picture_png(svg, width_px=100)
