"""What lies in the folder of a kit, by name."""

from __future__ import annotations

KIT = "circlekeeper.kit"
"""The SQLite file, beside it -wal while it is open."""

NEXT = "circlekeeper.kit.next"
"""Another kit, whole, that takes the place of the one there: there only while that is done, or where the power
went meanwhile (circle/restoring.py)."""

READY = NEXT + ".part"
"""The other kit while it is made ready. Whatever has that name was never finished."""

WORK = ".circlekeeper-rescue-"
"""What folders begin with in which a damaged kit is rescued; one that is left was never finished."""

KEY = "circlekeeper.key"
"""What a passphrase opens; there only where one was set (circle/vault.py)."""

RESERVE = "circlekeeper.reserve"
"""Room that is kept for a circle whose disk fills up (circle/reserve.py)."""

LOG = "circlekeeper.log"
"""What the program met with, without anybody's words (circle/program_log.py)."""

OLDER_LOG = "circlekeeper.log.1"
"""What it met with before that."""

CRASH = "circlekeeper.crash"
"""There while the window is open; with something in it when the program broke down (ui/watch.py)."""

NOT_WHOLE = "circlekeeper.not_whole"
"""Why the last backup was refused, where the kit was not as it was written; gone with the next one that is made."""

BACKUPS = "backups"
"""A folder (circle/backup.py)."""

SET_ASIDE = "set_aside"
"""A folder of kits that another took the place of, as they were (circle/restoring.py)."""

ERASING = "circlekeeper.erasing"
"""What is being erased, by ids; there only until that was done and told (circle/erasing_files.py)."""

PREFERENCES = "circlekeeper.preferences.json"
"""How the program suits a person and a room (circle/preferences.py): nobody's words."""

OWN_DOCUMENTS = "document_templates"
"""A folder of what a person made for their organisation (exports/own_templates.py), where somebody has made one. It goes
with everything only where that is asked for."""

PARTS = ("", "-wal", "-journal")
"""What the names of SQLite's own files end in: the kit, and what may stand beside it."""
