"""What is said of the kit's passphrase, in the window and on the command line alike."""

from __future__ import annotations

from circle.i18n import gettext as _


def before_setting() -> str:
    return _(
        "There is no back door. Whoever has neither the passphrase nor the recovery code cannot open the kit: "
        "not you, and not us. Write the code down and keep it apart from this computer."
    )


def about_code() -> str:
    return _(
        "The recovery code opens the kit when the passphrase is forgotten. It is shown this once. "
        "Write it down or print it, and keep it where you keep papers that matter."
    )


def code_is_wrong(why: str) -> str:
    return _("{why} Nothing was set yet.").format(why=why)


def other_code() -> str:
    return _("That is a whole code, and another one than the one above. Look again.")


def is_set() -> str:
    return _("From now on your kit and its backups open with the passphrase or the recovery code.")


def is_changed() -> str:
    return _("The passphrase was changed. The one before does not open the kit any more.")


def code_is_changed() -> str:
    return _("The kit has a new recovery code. The one before does not open it any more.")


def is_removed() -> str:
    return _("The passphrase was removed. Whoever can open this computer’s files can read the kit.")


def not_checked_elsewhere() -> str:
    """Of what lies where this program does not reach."""
    return _(
        "Copies of the kit that you made yourself are as they were, and so are documents that left. "
        "On some disks what was deleted can be found again for a while."
    )
