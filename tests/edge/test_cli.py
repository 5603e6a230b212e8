"""`wp` in the terminal: what it prints, how it ends, and that nothing is lost when something is odd."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from subprocess import run as run_process

import pytest

from bot import cli
from bot.database import open_database
from bot.foresight import upcoming_lines
from bot.furnishing import furnish
from bot.settings import house, read_settings
from tests.edge.terminal import Wp


def test_help_needs_none_of_the_libraries_that_answering_needs() -> None:
    code = (
        "import sys; sys.argv = ['wp', '--help']; from bot.cli import app; app(standalone_mode=False);"
        "print([name for name in ('slack_bolt', 'sqlmodel', 'aiohttp', 'rich', 'dotenv') if name in sys.modules])"
    )
    done = run_process([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "manifest" in done.stdout and done.stdout.strip().endswith("[]")


def test_an_unknown_command_or_option_ends_with_2(wp: Wp) -> None:
    assert wp("serve")[0] == 2
    assert wp("import")[0] == 2
    assert wp("try", "--port", "0")[0] == 2


def test_words_of_a_date_are_explained_and_given_as_json(wp: Wp) -> None:
    code, out, _ = wp("when", "31 March 2022", "--on", "2022-01-10")
    assert code == 0 and "As written: 31 March 2022" in out
    code, out, _ = wp("when", "31/03", "--on", "2022-01-10", "--period", "2022-01-01/2022-06-30", "--json")
    assert json.loads(out)["end"] == "2022-03-31"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("when",), "Say what to read"),
        (("when", "May", "--on", "tomorrow"), "“tomorrow” is no date"),
        (("when", "May", "--period", "2022-01-01"), "is no period"),
        (("when", "May", "--period", "2022-06-30/2022-01-01"), "is no period"),
        (("manifest", "--command", "wp"), "small letters"),
        (("try", "--on", "soon"), "“soon” is no date"),
        (("try", "--programme", "none.md"), "There is no file none.md"),
    ],
)
def test_an_odd_word_on_the_command_line_is_told_with_how_to_write_it(args: tuple[str, ...], said: str, wp: Wp) -> None:
    code, out, err = wp(*args)
    assert (code, out) == (1, "") and said in err


def test_the_manifest_has_the_name_that_is_set_and_a_link(wp: Wp, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("WP_COMMAND=/plan\n", "utf-8")
    code, out, _ = wp("manifest")
    link, manifest = out.split("\n", 1)
    assert code == 0 and link.startswith("# Create the app: https://api.slack.com/apps?new_app=1&manifest_json=")
    assert 'command: "/plan"' in manifest
    assert 'command: "/other"' in wp("manifest", "--command", "/other")[1]


def test_check_ends_with_1_where_something_is_wrong(wp: Wp) -> None:
    code, out, _ = wp("check")
    assert code == 1 and "SLACK_BOT_TOKEN is not set" in out


def test_the_database_is_brought_up_to_date_once(wp: Wp, tmp_path: Path) -> None:
    assert wp("db", "upgrade")[1].startswith("Brought the database to schema")
    assert wp("db", "upgrade") == (0, "The database .local/wp.db is up to date.\n", "")


def test_what_the_bot_will_say_is_shown(wp: Wp, tmp_path: Path) -> None:
    assert wp("upcoming") == (0, "Nothing is planned for the next 14 days.\n", "")
    now = datetime(2026, 3, 10, 8, tzinfo=UTC)
    url = f"sqlite:///{tmp_path}/.local/wp.db"
    settings = read_settings({"WP_DATABASE_URL": url, "WP_CHANNEL": "C0000001"}, tmp_path)
    units = open_database(url)
    furnish(units, house(settings), now, None, lambda line: None)
    units.engine.dispose()
    lines = list(upcoming_lines(settings, now))
    assert any("C0000001" in line and "Agenda and practical note" in line for line in lines)
    assert any("  @Ines  " in line for line in lines) and not any("U0" in line for line in lines)
    assert lines == sorted(lines, key=lambda line: datetime.strptime(line[:21], "%a %d %b %Y %H:%M"))


def test_odd_settings_are_told_all_at_once(wp: Wp, document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WP_TIMEZONE", "Mars")
    monkeypatch.setenv("WP_CHAIRS", "Ana")
    code, _, err = wp("import", "plan.md")
    assert code == 1 and "WP_TIMEZONE" in err and "WP_CHAIRS" in err


def test_start_serves_where_a_token_is_set_and_opens_the_local_workspace_elsewhere(
    wp: Wp, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[str] = []
    monkeypatch.setattr(cli, "run", lambda: called.append("run"))
    monkeypatch.setattr(cli, "try_", lambda: called.append("try"))
    wp("start")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1")
    wp("start")
    assert called == ["try", "run"]


def test_a_fault_of_ours_gets_a_reference_and_a_traceback(wp: Wp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.importing.read_file", lambda path, **_more: 1 // 0)
    code, _, err = wp("import", "plan.md", "--dry-run")
    assert code == 1 and "ZeroDivisionError" in err and "(reference " in err.splitlines()[-1]
