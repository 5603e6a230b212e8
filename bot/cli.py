"""`wp` in the terminal. Thin: each command reads its options and calls one room, imported only then."""

import asyncio
import gc
import os
import sys
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import BadInput, WorkError
from bot.keeping import keeping
from bot.terminal import say, settings_here

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


PORT = 8044

app = typer.Typer(
    name="wp",
    help="A Slack bot that keeps the work programme of an alliance.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class Gone(StrEnum):
    """What becomes of rows that a newer version no longer has."""

    KEEP = "keep"
    DROP = "drop"


@app.command()
def start() -> None:
    """Do run where Slack tokens are set, else try."""
    settings = settings_here()
    if settings.bot_token or settings.app_token:
        run()
    else:
        say("No Slack tokens are set: opening the local workspace instead (wp run serves a Slack).")
        try_()


@app.command()
def run() -> None:
    """Serve the Slack whose tokens are set, until stopped."""
    settings = settings_here(tokens=True)
    with _no_rubbish():
        from bot.greeting import greeting
        from bot.serve import serve

    _log()
    for line in greeting(settings.database_url, Path.cwd()):
        say(line)
    serve(settings, say=say)


@app.command("try")
def try_(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port of the page.")] = PORT,
    on: Annotated[str, typer.Option(metavar="DATE", help="The day the local workspace lives on, 2026-03-31.")] = "",
    programme: Annotated[Path | None, typer.Option(metavar="FILE", help="A document instead of the example.")] = None,
) -> None:
    """Open a local workspace to try the bot in. Needs no Slack."""
    settings = settings_here()
    with _no_rubbish():
        from bot.trying import try_out

    _log()
    try_out(settings, port=port, on=_day(on), programme=programme, folder=Path.cwd(), say=say)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The programme's document.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only read and show; store nothing.")] = False,
    json: Annotated[bool, typer.Option("--json", help="With --dry-run: what was read, as JSON.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Apply a newer version without being asked.")] = False,
    gone: Annotated[Gone, typer.Option(help="What becomes of rows that a newer version no longer has.")] = Gone.KEEP,
    another: Annotated[bool, typer.Option("--another", help="It is another programme, not a newer version.")] = False,
    version_of: Annotated[str, typer.Option(metavar="TITLE", help="It is a newer version of this programme.")] = "",
    same: Annotated[
        list[str] | None, typer.Option(metavar="NAME=ORG", help="A name in it, and the organisation it means.")
    ] = None,
) -> None:
    """Load a programme's document as a draft, or the newer version of one; what would change is shown first."""
    from bot import importing
    from bot.clock import system_now

    how = importing.How(yes, gone.value, another, version_of, tuple(same or ()))

    if json and not dry_run:
        raise BadInput("--json shows what was read and stores nothing: add --dry-run.")
    if json:
        say(importing.as_json(importing.read_file(file, anything=True)))
    elif dry_run:
        draft = importing.read_file(file, anything=True)
        for line in importing.shown(settings_here(), draft, file.name, how, now=system_now()):
            say(line)
    else:
        ask = typer.confirm if sys.stdin.isatty() else None
        importing.store(settings_here(), file, how, now=system_now(), say=say, ask=ask)


@app.command()
def export(
    programme: Annotated[str, typer.Argument(help="Number or part of the title; else the current one.")] = "",
    format_: Annotated[str, typer.Option("--format", help="docx, md, xlsx, csv or json; else by FILE's ending.")] = "",
    output: Annotated[Path | None, typer.Option("--output", metavar="FILE", help="Where to; - for a pipe.")] = None,
) -> None:
    """Write a programme into a document: its own words, and where each action stands."""
    from bot.clock import system_now
    from bot.exporting import write_out

    def aside(line: str) -> None:
        print(line, file=sys.stderr)

    tell = aside if output == Path("-") else say
    content = write_out(
        settings_here(), programme, kind=format_, output=output, now=system_now(), folder=Path.cwd(), say=tell
    )
    if content is not None:
        sys.stdout.buffer.write(content)


@app.command()
def when(
    phrase: Annotated[str, typer.Argument(help="Words such as “Last week of November”.")] = "",
    on: Annotated[str, typer.Option(metavar="DATE", help="The day it is read on; today where left out.")] = "",
    period: Annotated[str, typer.Option(metavar="FROM/TO", help="The programme's period, as two dates.")] = "",
    lang: Annotated[str, typer.Option(help="Language of the words: en, fr, de, es.")] = "",
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="JSON lines from standard input, answers one a line.")] = False,
) -> None:
    """Explain how the words of a date are read."""
    from json import dumps

    from bot.clock import system_now
    from bot.reading.when import Context, answer, answer_lines, explain, read_when

    today = _day(on) or system_now().astimezone(settings_here().zone).date()
    if jsonl:
        for line in answer_lines(sys.stdin, today=today):
            print(line)
        return
    if not phrase:
        raise BadInput('Say what to read, for example: wp when "Last week of November"')
    reading = read_when(phrase, Context(today, _period(period), lang))
    say(dumps(answer(reading), ensure_ascii=False) if json else explain(reading))


@app.command()
def check() -> None:
    """Tell what is wrong with tokens, channel and database."""
    from bot.check import Light
    from bot.check import check as look

    findings = asyncio.run(look(settings_here()))
    for finding in findings:
        say(str(finding))
    if any(finding.light is Light.WRONG for finding in findings):
        raise typer.Exit(1)


@app.command()
def upcoming() -> None:
    """Show what the bot will say in the next 14 days."""
    from bot.clock import system_now
    from bot.foresight import upcoming_lines

    for line in upcoming_lines(settings_here(), system_now()):
        say(line)


@app.command()
def manifest(
    command: Annotated[str, typer.Option(help="Name of the command, with its slash; else WP_COMMAND's.")] = "",
) -> None:
    """Print the manifest of the Slack app, and a link that makes the app."""
    from bot.manifest import as_yaml, creation_link

    name = command or settings_here().command
    say(f"# Create the app: {creation_link(name)}")
    print(as_yaml(name), end="")


app.add_typer(keeping)


def _day(said: str) -> "date | None":
    from datetime import date

    try:
        return date.fromisoformat(said) if said else None
    except ValueError as error:
        raise BadInput(f"“{said}” is no date. Write it as 2026-03-31.") from error


def _period(said: str) -> "tuple[date, date] | None":
    if not said:
        return None
    first, last = (_day(part) for part in (said.split("/", 1) if "/" in said else (said, "")))
    if first is None or last is None or last < first:
        raise BadInput(f"“{said}” is no period. Write two dates, the first first: 2026-01-01/2026-06-30.")
    return first, last


@contextmanager
def _no_rubbish() -> "Iterator[None]":
    """What is imported here stays for good: looking through it for rubbish again and again takes a tenth of a start."""
    gc.disable()
    yield
    gc.freeze()
    gc.enable()


def _log() -> None:
    import logging

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")


def main() -> None:
    """The entry point: a WorkError becomes its sentence, anything else a reference number with a traceback."""
    try:
        app()
    except WorkError as error:
        _fail(error.sentence)
    except BrokenPipeError:
        # Whoever read our output has gone; nothing is left to be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:
        _fail(_trouble(error))


def _trouble(error: Exception) -> str:
    from bot.database import database_trouble

    if said := database_trouble(error):
        return said
    import traceback
    from uuid import uuid4

    reference = uuid4().hex[:6]
    traceback.print_exc()
    return f"Something went wrong that should not have (reference {reference}; the lines above say where)."


def _fail(sentence: str) -> None:
    print(sentence, file=sys.stderr)
    sys.exit(1)
