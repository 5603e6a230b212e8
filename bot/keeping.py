"""`wp health`, `wp backup`, `wp restore`, `wp db upgrade`: for whoever keeps the bot running. Thin, as `cli`."""

from pathlib import Path
from typing import Annotated

import typer

from bot.terminal import say, settings_here

keeping = typer.Typer(rich_markup_mode=None)
database = typer.Typer(help="The database.", no_args_is_help=True, rich_markup_mode=None)
keeping.add_typer(database, name="db")


@keeping.command()
def health() -> None:
    """Tell whether a sender is alive: exit 0, or 1 with why not."""
    from bot.clock import system_now
    from bot.health import health as look

    well, sentence = look(settings_here().database_url, system_now())
    say(sentence)
    if not well:
        raise typer.Exit(1)


@keeping.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file; nothing is overwritten.")],
) -> None:
    """Write the whole database into one file, also while the bot runs."""
    from bot.backup import back_up

    back_up(settings_here().database_url, file, say=say)


@keeping.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What wp backup wrote.")],
    yes: Annotated[bool, typer.Option("--yes", help="Also where the database holds something.")] = False,
) -> None:
    """Bring a backup back, while the bot is stopped; nothing is announced again."""
    from bot import backup as room
    from bot.clock import system_now

    room.restore(settings_here().database_url, file, yes=yes, now=system_now(), say=say)


@database.command("upgrade")
def upgrade() -> None:
    """Bring the database to the schema of this version. Starting the bot does so too."""
    from bot.database import open_database, shown

    url = settings_here().database_url
    open_database(url, say=say).engine.dispose()
    say(f"The database {shown(url, Path.cwd())} is up to date.")
