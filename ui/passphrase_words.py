"""What is said of the kit's passphrase, in the window and on the command line alike."""

from __future__ import annotations

from circle.i18n import gettext as _


def before_setting() -> str:
    return _(
        "There is no back door. Without the passphrase and without the recovery code, which comes next, nobody can "
        "open the kit any more, you included. Several words that you can remember are best."
    )


def about_code() -> str:
    return _(
        "The recovery code opens the kit when the passphrase is forgotten. It is shown this once. "
        "Write it down or print it, keep it apart from this computer, and type it here to be sure."
    )


def code_is_wrong(why: str) -> str:
    return _("{why} Nothing was set yet.").format(why=why)


def other_code() -> str:
    return _("That is a whole code, and another one than the one above. Look again.")


def is_set() -> str:
    return _("From now on your kit and its backups open with the passphrase or the recovery code.")


def is_changed() -> str:
    return _("The passphrase was changed. The old one no longer opens the kit.")


def code_is_changed() -> str:
    return _("The kit has a new recovery code. The old one no longer opens it.")


def is_removed() -> str:
    return _("The passphrase was removed. Whoever can open this computer’s files can read the kit.")


def not_checked_elsewhere() -> str:
    """Of what lies where this program does not reach."""
    return _(
        "Older copies, on a stick for example, and documents that left can still be read without it. Some disks keep "
        "for a while what was deleted."
    )
