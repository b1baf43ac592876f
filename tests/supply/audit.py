"""What pip-audit found, in a line or two: `script/audit` gives its report in, and fails where this does.

pip-audit calls it no fault when the service knows nothing of a package, as a mirror does; so that is looked for here.
"""

from __future__ import annotations

import json
import sys
from typing import Any, NamedTuple


class Verdict(NamedTuple):
    fails: bool
    said: str


UNREACHABLE = (
    "The advisory service could not be reached, so known vulnerabilities were NOT looked for. "
    "Run script/audit where it can be."
)


def verdict(report: str) -> Verdict:
    """`report`: pip-audit's JSON; "" where it made none because nobody answered."""
    if not report.strip():
        return Verdict(fails=False, said=UNREACHABLE)
    found: list[dict[str, Any]] = json.loads(report)["dependencies"]
    looked_up = [one for one in found if "vulns" in one]
    unknown = [one["name"] for one in found if "vulns" not in one]
    lines = [
        f"{one['name']} {one['version']}: {vulnerability['id']}, put right in {', '.join(vulnerability['fix_versions']) or 'no release yet'}"
        for one in looked_up
        for vulnerability in one["vulns"]
    ]
    if lines:
        return Verdict(fails=True, said="\n".join(lines))
    if not looked_up:
        return Verdict(fails=False, said=UNREACHABLE)
    said = f"No known vulnerability in {len(looked_up)} of {len(found)} packages."
    if unknown:
        said += f" The service knows nothing of {', '.join(unknown)}."
    return Verdict(fails=False, said=said)


if __name__ == "__main__":
    fails, said = verdict(sys.stdin.read())
    print(said)
    sys.exit(fails)
