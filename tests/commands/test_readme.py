"""The README says what the code does: its table of verbs, its settings, its commands."""

import re
from pathlib import Path

from typer.main import get_command

from bot.cli import PORT, app
from bot.commands import COMMANDS
from bot.commands.spec import Group
from bot.commands.table import commands_table
from bot.settings import DEFAULTS

README = Path(__file__).resolve().parents[2] / "README.md"
PLACE = re.compile(r"(?<=<!-- commands -->\n).*?(?=<!-- /commands -->)", re.DOTALL)


def text() -> str:
    return README.read_text("utf-8")


def test_the_table_of_verbs_is_the_register() -> None:
    """To write it anew: python -m tests.commands.test_readme"""
    assert PLACE.search(text())
    assert PLACE.findall(text()) == [commands_table(COMMANDS)]


def test_every_verb_that_help_lists_is_in_the_table_once_under_its_heading() -> None:
    table = commands_table(COMMANDS)
    for command in COMMANDS:
        rows = [line for line in table.splitlines() if re.match(rf"\| `{re.escape(command.name)}[ `]", line)]
        assert len(rows) == (command.group is not Group.HIDDEN), command.name


def test_no_cell_breaks_the_table() -> None:
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in commands_table(COMMANDS).splitlines()} == {4}


def test_every_setting_stands_in_the_readme_with_its_default() -> None:
    for name, default in DEFAULTS.items():
        row = next(line for line in text().splitlines() if line.startswith(f"| `{name}` |"))
        assert not default or f"`{default}`" in row
    assert set(re.findall(r"\b(?:WP|SLACK)_[A-Z_]+\b", text())) <= set(DEFAULTS)


def test_the_commands_the_readme_names_are_there() -> None:
    known = set(getattr(get_command(app), "commands", {}))
    named = set(
        re.findall(
            r"(?:\.venv/bin/)?\bwp ([a-z]+)", " ".join(re.findall(r"`([^`/]*wp [^`]*|\.venv/bin/wp [^`]*)`", text()))
        )
    )
    assert named <= known and {"manifest", "check", "import", "run", "db", "try"} <= named
    assert f"http://127.0.0.1:{PORT}" in text()


if __name__ == "__main__":
    README.write_text(PLACE.sub(lambda _: commands_table(COMMANDS), text()), "utf-8")
