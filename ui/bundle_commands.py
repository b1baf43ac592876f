"""The commands about bundles: what is in one, before anything of it is taken in."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from circle.i18n import gettext as _
from ui.json_out import echo_json
from ui.passphrase import passphrase_option, read_passphrase, unsealed


@click.group(help=_("What is in a file from somebody else, before it is imported."))
def bundle() -> None:
    pass


@bundle.command(
    help=_(
        "Say what is in a bundle, or in any file that can be imported. Nothing is changed, and no kit is needed."
    ),
    epilog=_("Example: circlekeeper bundle inspect evening.circle"),
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@passphrase_option
@click.option("--json", "as_json", is_flag=True, help=_("As JSON, for programs."))
def inspect(file: Path, passphrase_file: Path | None, *, as_json: bool) -> None:
    from circle.errors import NotRead, Refused, quoted
    from circle.preview import preview
    from ui.preview_text import preview_record, preview_text
    from ui.session_text import plain

    if file.is_dir():
        why = _(
            "{folder} is a folder. Name a file in it; “circlekeeper import --dry-run {path}” says what would come in."
        )
        raise Refused(why.format(folder=quoted(file.name or file), path=plain(str(file))))
    passphrase = read_passphrase(passphrase_file) if passphrase_file else ""
    seen = unsealed(partial(preview, None), file, passphrase)
    if seen.outcome == "newer version":
        raise NotRead(seen.why)
    if as_json:
        echo_json(preview_record(seen))
    else:
        click.echo("\n".join(preview_text(seen)))
