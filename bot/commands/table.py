"""The register of verbs as a table in Markdown: the README's, so that it can never say something else."""

from collections.abc import Iterable, Iterator

from bot.commands.spec import Audience, Command, Group


def commands_table(commands: Iterable[Command]) -> str:
    """A table of all verbs that help lists, in its order, without the command's name before them."""
    rows = [command for command in commands if command.group is not Group.HIDDEN]
    lines = ["| Verb | What it does | For example |", "|---|---|---|"]
    for group in Group:
        of_group = [command for command in rows if command.group is group]
        if of_group:
            lines += [f"| **{group.value}** | | |", *_rows(of_group)]
    return "\n".join(lines) + "\n"


def _rows(commands: Iterable[Command]) -> Iterator[str]:
    for command in commands:
        verb = f"`{command.name} {command.usage}".strip() + "`"
        also = f" (or {', '.join(f'`{name}`' for name in command.synonyms)})" if command.synonyms else ""
        chairs = " Chairs only." if command.audience is Audience.CHAIRS else ""
        summary = command.summary[:1].upper() + command.summary[1:] + "."
        yield "| " + " | ".join(_cell(text) for text in (verb + also, summary + chairs, f"`{command.example}`")) + " |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
