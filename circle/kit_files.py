"""What lies in the folder of a kit, by name."""

from __future__ import annotations

KIT = "circlekeeper.kit"
"""The SQLite file, beside it -wal while it is open."""

KEY = "circlekeeper.key"
"""What a passphrase opens; there only where one was set (circle/vault.py)."""

RESERVE = "circlekeeper.reserve"
"""Room that is kept for a circle whose disk fills up (circle/reserve.py)."""

LOG = "circlekeeper.log"
"""What the program met with, without anybody's words (circle/program_log.py)."""

BACKUPS = "backups"
"""A folder (circle/backup.py)."""

SET_ASIDE = "set_aside"
"""A folder of kits that another took the place of, as they were (circle/restoring.py)."""
