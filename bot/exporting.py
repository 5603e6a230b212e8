"""`wp export`: a programme out of the database, as a file on this machine."""

import os
from datetime import datetime
from pathlib import Path

from bot.database import Say, open_database
from bot.errors import BadInput
from bot.operations.exporting import whole
from bot.operations.loading import NOBODY
from bot.operations.steering import programme_meant
from bot.settings import Settings, house
from bot.turn import Turn
from bot.writing.export import FORMATS, export, file_name


def kind_of(kind: str, output: Path | None) -> str:
    """The kind that was asked for, else the one that the file's name says, else Word's. BadInput where it is none."""
    ending = output.suffix.lstrip(".").lower() if output else ""
    wanted = kind.lower().lstrip(".") or ending or FORMATS[0]
    if wanted not in FORMATS:
        raise BadInput(f"I write {', '.join(FORMATS)}; “{wanted}” is none of these. For example: --format docx")
    return wanted


def write_out(
    settings: Settings, asked: str, *, kind: str, output: Path | None, now: datetime, folder: Path, say: Say
) -> bytes | None:
    """Write the programme into a file and say which; with "-" for the file, give its bytes back instead.

    A file that is there already is replaced only where its name was said.
    """
    kind = kind_of(kind, None if output == Path("-") else output)
    units = open_database(settings.database_url, say=say)
    try:
        with units.reading() as session:
            turn = Turn(actor=NOBODY, now=now, house=house(settings))
            programme = whole(session, turn, programme_meant(session, turn, asked))
    finally:
        units.engine.dispose()
    content = export(programme, kind)
    if output == Path("-"):
        return content
    path = _free(output, folder / file_name(programme, kind))
    try:
        path.write_bytes(content)
    except OSError as error:
        raise BadInput(f"{path} cannot be written ({error.strerror}).") from error
    count = len(programme.every_action)
    shown = os.path.relpath(path, folder) if path.is_relative_to(folder) else path
    say(f"Wrote {programme.card.title} with {count} action{'' if count == 1 else 's'} into {shown}.")
    return None


def _free(output: Path | None, usual: Path) -> Path:
    if output is not None and output.is_dir():
        return _free(None, output / usual.name)
    if output is None and usual.exists():
        raise BadInput(f"{usual.name} is there already. Say --output {usual.name} to replace it, or another name.")
    return output or usual
