"""The notes as pictures of their pages, as they will look on paper."""

from __future__ import annotations

from circle.session_notes import SessionNotes
from exports.house import PLAIN, HouseStyle
from exports.markdown import render


def pages(notes: SessionNotes, house: HouseStyle = PLAIN, *, dpi: int = 96) -> tuple[bytes, ...]:
    """A PNG for each page. To be called through `exports.aside`: the typesetter keeps memory."""
    import typst

    source = f'#set page(paper: "{house.paper.value}")\n#text(sys.inputs.words)'
    words = {"words": render(notes, house).decode()}
    made = typst.compile(source.encode(), format="png", ppi=dpi, sys_inputs=words)
    found = made if isinstance(made, list) else [made]
    return tuple(one for one in found if isinstance(one, bytes))
