"""What the program does and is killed in. A new row is a class with `make`, `act` and `look` (tests/reliability/moment.py), a
name for it here, and in tests/reliability/kills.py how often it is killed.
"""

from __future__ import annotations

from circle.erasing import What
from circle.kit import VERSION
from tests.reliability.moment import Moment
from tests.reliability.moments_in_the_window import Locking, Turn, Typing, WindowOpens
from tests.reliability.moments_of_backups import BackedUp, Erases
from tests.reliability.moments_of_evenings import AfterAKill, Evening
from tests.reliability.moments_of_files import Archive, Documents, Export, Import, Migration

ERASED = (What.NOTES, What.SESSION, What.PERSON, What.EVERYTHING)

MOMENTS: dict[str, Moment] = {
    "first start": Evening(turns=6, others=0),
    "window": WindowOpens(),
    "evening": Evening(turns=400, others=3),
    "turn": Turn(),
    "typing": Typing(),
    "lock": Locking(),
    "start after a kill": AfterAKill(),
    "documents": Documents(),
    "documents on a stick": Documents(links=False),
    "documents written in place": Documents(in_place=True),
    "export": Export(),
    "archive": Archive(),
    "import": Import(),
    **{name: BackedUp(name) for name in ("backup", "restore", "salvage")},
    **{f"erasing {what}": Erases(what) for what in ERASED},
    **{f"migration from {version}": Migration(version) for version in range(1, VERSION)},
}
