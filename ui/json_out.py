"""What a command says to programs."""

from __future__ import annotations

import click


def echo_json(record: object) -> None:
    import json

    click.echo(json.dumps(record, ensure_ascii=False, indent=2))
