"""What the kit protects against and what it does not, in plain sentences: for the page in the program and for
docs/protects.md, which `script/protects` makes of them.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

from circle.i18n import gettext as _


@dataclass(frozen=True, slots=True)
class Point:
    """`what`: in a few words; `more`: the sentences that follow it."""

    what: str
    more: str


@dataclass(frozen=True, slots=True)
class Half:
    heading: str
    points: tuple[Point, ...]


def intro() -> str:
    return _(
        "No program can keep everything from everyone. This is what yours does, and what is left to you."
    )


def halves() -> tuple[Half, Half]:
    """In the language of now."""
    return (
        Half(_("Protects against"), (*_others(), *_accidents(), *_slips())),
        Half(_("Does not protect against"), (*_people(), *_computers(), *_elsewhere())),
    )


def _others() -> tuple[Point, ...]:
    return (
        Point(
            _("Somebody who finds or takes the laptop."),
            _(
                "With a passphrase the kit and its backups are encrypted: without it, or the recovery code, nobody can read them."
            ),
        ),
        Point(
            _("Somebody who sits down at it while you are away."),
            _(
                "Set a passphrase and lock the kit, or let it lock itself: nothing of it stays on the screen. While a circle runs, Ctrl L hides the notes; who sits where stays to be seen."
            ),
        ),
        Point(
            _("Somebody who opens a file on its way."),
            _("Notes that you seal with a passphrase when they leave can be opened with it alone."),
        ),
        Point(
            _("The internet."),
            _(
                "The program opens no connection. It sends nothing, looks for nothing, and needs none."
            ),
        ),
        Point(
            _("A file that means harm."),
            _(
                "Notes, lists, templates and pictures from elsewhere are read with care or refused. Nothing in them is run or fetched, and the kit stays as it was."
            ),
        ),
    )


def _accidents() -> tuple[Point, ...]:
    return (
        Point(
            _("Power that fails, and a program that stops."),
            _("What the screen showed has been saved. A turn that was open can be carried on."),
        ),
        Point(
            _("A disk that goes wrong."),
            _(
                "Each act is kept with a check on the one before it, so damage is noticed. A backup is read again before it counts. A damaged kit is set aside, and you go back to a backup or rescue what can be read."
            ),
        ),
    )


def _slips() -> tuple[Point, ...]:
    return (
        Point(
            _("A name that slips into a document."),
            _(
                "Documents name nobody unless you choose it, and never somebody who said no. File names say a day and no title."
            ),
        ),
        Point(
            _("Words that you erased."),
            _(
                "They are taken out of the kit, its search, its backups and kits that were set aside, and the program looks whether any are left."
            ),
        ),
    )


def _people() -> tuple[Point, ...]:
    return (
        Point(
            _("A forgotten passphrase."),
            _(
                "There is no back door. Without the passphrase and without the recovery code nobody can open the kit, and nobody who made the program can either."
            ),
        ),
        Point(
            _("Somebody who knows the passphrase, or sees the screen."),
            _(
                "Whoever watches you type it, or reads over your shoulder, knows what you know. One short word can be guessed. A kit without a passphrase can be read by everyone who can use the laptop or take its disk."
            ),
        ),
        Point(
            _("What people remember and tell."),
            _("Agree in the circle what may be told outside. No program can hold anyone to it."),
        ),
        Point(
            _("A story that says whose it is."),
            _(
                "Without a name somebody may still be known by what happened, when and where. Read what leaves with that in mind."
            ),
        ),
    )


def _computers() -> tuple[Point, ...]:
    return (
        Point(
            _("Harmful programs on the laptop."),
            _("What runs there beside the kit can see what you see and type."),
        ),
        Point(
            _("What the laptop itself writes down."),
            _(
                "While the kit is open its words are in memory. A laptop that sleeps deeply or is short of memory may put them on its disk; encrypting the whole disk helps."
            ),
        ),
        Point(
            _("Traces in a disk or stick."),
            _(
                "Solid-state disks and sticks keep old pieces in spare blocks. Special tools may find there what was erased, or was written before there was a passphrase."
            ),
        ),
        Point(
            _("The loss of the laptop itself."),
            _(
                "A thief cannot read an encrypted kit, but you cannot either: the backups are on the same laptop. Copy one to a stick now and then, and keep it somewhere else."
            ),
        ),
    )


def _elsewhere() -> tuple[Point, ...]:
    return (
        Point(
            _("What has left the kit."),
            _(
                "Whoever has a document, a print or notes that you did not seal can read them. Erasing reaches none of these, nor a backup that you copied to a stick."
            ),
        ),
        Point(
            _("Old copies and an old passphrase."),
            _(
                "A new passphrase does not encrypt the kit again. Whoever has an older copy of the kit’s folder and knows the old passphrase or recovery code can still open copies of the kit, newer ones too."
            ),
        ),
        Point(
            _("An owner who rewrites everything."),
            _(
                "The checks show accidents. Whoever has the whole kit and the skill can make it anew with checks that fit."
            ),
        ),
    )


def page() -> str:
    """As Markdown."""
    lines = [f"# {_('What the kit protects')}", "", intro(), ""]
    for half in halves():
        lines += [f"## {half.heading}", ""]
        lines += [f"- **{point.what}** {point.more}" for point in half.points]
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(page())
