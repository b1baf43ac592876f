"""What is worth a look before the room fills. Nothing here is in anybody's way. No Qt here."""

from __future__ import annotations

from enum import StrEnum

from circle.i18n import gettext as _
from circle.power import Power


class Ready(StrEnum):
    SOUND = "sound"
    DISPLAY = "display"
    POWER = "power"
    CONSENT = "consent"


def ready_words(power: Power) -> dict[Ready, str]:
    """The words of each, in their order."""
    return {
        Ready.SOUND: _("Sound tried"),
        Ready.DISPLAY: _("Display chosen"),
        Ready.POWER: _power_words(power),
        Ready.CONSENT: _("Read aloud"),
    }


def _power_words(power: Power) -> str:
    if power.percent is None:
        return _("Power")
    if power.plugged_in:
        return _("Power: plugged in")
    return _("Power: {n} %").format(n=power.percent)
