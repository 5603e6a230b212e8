"""`wp` in the terminal: what it prints, how it ends, and that nothing is lost when something is odd."""

import json
import sqlite3
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from subprocess import run as run_process
from threading import Event

import pytest
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from bot import cli, importing
from bot.database import database_trouble, open_database
from bot.errors import SetupError
from bot.example import example_programme
from bot.foresight import upcoming_lines
from bot.furnishing import furnish
from bot.settings import DEFAULTS, house, read_settings
from storage.engine import Units, open_engine
from storage.models import Action, Programme

Wp = Callable[..., tuple[int, str, str]]
"""A call of `wp` in the test's folder: exit code, what it printed, what it said on the other stream."""


@pytest.fixture
def wp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Wp:
    monkeypatch.chdir(tmp_path)
    for name in DEFAULTS:
        monkeypatch.delenv(name, raising=False)

    def call(*args: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["wp", *args])
        try:
            cli.main()
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "plan.md"
    path.write_text(example_programme(date(2026, 3, 10)), "utf-8")
    return path


def stored(path: Path) -> tuple[int, int]:
    """How many programmes and actions."""
    engine = open_engine(f"sqlite:///{path}")
    with Units(engine).reading() as session:
        found = len(session.exec(select(Programme)).all()), len(session.exec(select(Action)).all())
    engine.dispose()
    return found


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


def test_a_document_is_stored_once_however_often_it_is_imported(wp: Wp, document: Path, tmp_path: Path) -> None:
    code, out, _ = wp("import", "plan.md")
    assert code == 0
    assert "Stored 17 actions of Work Programme n°5, as a draft." in out and "/wp programme adopt" in out
    assert stored(tmp_path / ".local" / "wp.db") == (1, 17)
    code, out, _ = wp("import", "plan.md")
    assert (code, out) == (0, "Work Programme n°5 was stored before; nothing was changed.\n")
    assert stored(tmp_path / ".local" / "wp.db") == (1, 17)


def test_a_dry_run_shows_every_row_and_stores_nothing(wp: Wp, document: Path, tmp_path: Path) -> None:
    code, out, _ = wp("import", "plan.md", "--dry-run")
    assert code == 0
    assert "2026-01-01 to 2026-06-30" in out and "1. Make our assembly worth the journey (5 actions)" in out
    assert "Joint statement on open data\n          FSS/LSU/AMD · May 2026 (tbc)\n" in out
    assert "Nobody holds it (" in out
    assert [path.name for path in tmp_path.iterdir()] == ["plan.md"]


def test_a_newer_version_is_shown_first_and_applied_only_when_told_to(wp: Wp, document: Path, tmp_path: Path) -> None:
    wp("import", "plan.md")
    text = (tmp_path / "plan.md").read_text("utf-8")
    gone = next(line for line in text.splitlines(keepends=True) if "Joint statement on open data" in line)
    (tmp_path / "v2.md").write_text(text.replace(gone, "").replace("May 2026 (tbc)", "June 2026"), "utf-8")
    code, out, err = wp("import", "v2.md")
    assert code == 1 and "add --yes" in err
    assert "A new version of Work Programme n°5:" in out and "Not in it any more (kept here): #" in out
    assert wp("import", "v2.md", "--dry-run", "--gone", "drop")[1].count("Not in it any more (dropped): #") == 1
    code, out, _ = wp("import", "v2.md", "--yes", "--gone", "drop")
    assert code == 0 and "Brought up to date: Work Programme n°5: 1 dropped." in out
    assert stored(tmp_path / ".local" / "wp.db") == (1, 17)
    assert "stored already, just so." in wp("import", "v2.md", "--dry-run")[1]
    code, out, _ = wp("import", "plan.md", "--another")
    assert code == 0 and "Stored 17 actions" in out and stored(tmp_path / ".local" / "wp.db") == (2, 34)


@pytest.mark.parametrize(("answer", "said"), [(True, "Brought up to date"), (False, "Nothing was changed.")])
def test_somebody_at_the_terminal_is_asked(document: Path, lite_url: str, answer: bool, said: str) -> None:
    settings, lines, asked = read_settings({"WP_DATABASE_URL": lite_url}, document.parent), [], []

    def ask(question: str) -> bool:
        asked.append(question)
        return answer

    def store() -> None:
        importing.store(
            settings, document, importing.How(), now=datetime(2026, 3, 10, tzinfo=UTC), say=lines.append, ask=ask
        )

    store()
    assert asked == [], "a first version changes nothing that is there"
    document.write_text(document.read_text("utf-8").replace("May 2026 (tbc)", "June 2026"), "utf-8")
    store()
    assert asked == ["Apply this?"] and lines[-1].startswith(said)


def test_a_choice_the_document_does_not_leave_is_told(wp: Wp, document: Path) -> None:
    code, _, err = wp("import", "plan.md", "--same", "Mars=Venus")
    assert code == 1 and "leaves no such choice" in err
    assert wp("import", "plan.md", "--gone", "burn")[0] == 2


def test_a_dry_run_as_json_gives_who_and_when_as_written(wp: Wp, document: Path, tmp_path: Path) -> None:
    code, out, _ = wp("import", "plan.md", "--dry-run", "--json")
    read = json.loads(out)
    assert code == 0 and read["period"] == {"start": "2026-01-01", "end": "2026-06-30"}
    assert read["priorities"][1]["actions"][1]["when"] == "May 2026 (tbc)"
    assert not (tmp_path / ".local").exists()
    assert wp("import", "plan.md", "--json") == (
        1,
        "",
        "--json shows what was read and stores nothing: add --dry-run.\n",
    )


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: None, "There is no file"),
        (lambda path: path.mkdir(), "is a folder"),
        (lambda path: path.write_bytes(b""), ""),
        (lambda path: path.write_text("Dear all, lunch is at noon."), ""),
        (lambda path: path.write_bytes(b"PK\x03\x04 no zip"), ""),
    ],
)
def test_a_file_that_is_no_programme_is_refused_with_a_sentence(
    make: Callable[[Path], object], said: str, wp: Wp, tmp_path: Path
) -> None:
    make(tmp_path / "some.docx")
    code, out, err = wp("import", "some.docx")
    assert (code, out) == (1, "")
    assert said in err and "some.docx" in err and "Traceback" not in err
    assert not (tmp_path / ".local").exists()


def test_what_takes_long_says_so_beside_the_answer(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said, told = [], Event()

    class Terminal:
        def write(self, text: str) -> None:
            said.append(text)
            told.set()

    monkeypatch.setattr(importing, "PATIENCE", 0)
    monkeypatch.setattr(importing, "read_document", lambda *_given, **_more: told.wait(5))
    monkeypatch.setattr("sys.stderr", Terminal())
    importing.read_file(document)
    assert said == ["Reading plan.md …\n"]


def test_a_file_of_50_mb_is_refused_before_it_is_read(wp: Wp, tmp_path: Path) -> None:
    with (tmp_path / "huge.docx").open("wb") as file:
        file.truncate(60 * 1024 * 1024)
    code, _, err = wp("import", "huge.docx")
    assert code == 1 and "huge.docx has 60 MB" in err


def test_an_import_into_a_database_of_ones_own(wp: Wp, document: Path, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("WP_DATABASE_URL=sqlite:///mine.db\n", "utf-8")
    assert wp("import", "plan.md")[0] == 0
    assert stored(tmp_path / "mine.db") == (1, 17)


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


def broken(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()


def test_a_database_newer_than_the_program_is_left_alone(
    wp: Wp, document: Path, lite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken(tmp_path / "wp.db", "UPDATE alembic_version SET version_num = '9999'")
    monkeypatch.setenv("WP_DATABASE_URL", lite_url)
    code, _, err = wp("import", "plan.md")
    assert code == 1 and "newer version of this program (schema 9999" in err and "Nothing was changed" in err
    assert stored(tmp_path / "wp.db") == (0, 0)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("sqlite:///gone/wp.db", "is its disk mounted?"),
        ("sqlite:///plan.md", "is no SQLite database"),
        ("sqlite:///file:wp.db?mode=ro&uri=true", "may only be read"),
        ("postgresql://me:secret@127.0.0.1:9/wp", "cannot be reached"),
    ],
)
def test_a_database_that_cannot_be_used_is_told_in_a_sentence(
    url: str, said: str, wp: Wp, document: Path, lite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WP_DATABASE_URL", url)
    code, _, err = wp("import", "plan.md")
    assert code == 1 and said in err
    assert "Traceback" not in err and "secret" not in err


def test_a_locked_database_is_told_in_a_sentence(lite_url: str, tmp_path: Path) -> None:
    holder = sqlite3.connect(tmp_path / "wp.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    engine = open_engine(lite_url, busy_seconds=0.05)
    with pytest.raises(DBAPIError) as caught, Units(engine).writing() as session:
        session.add(Programme(title="x", fingerprint="x"))
    holder.close()
    engine.dispose()
    assert "in use by another program" in database_trouble(caught.value, lite_url)


def test_a_database_of_the_other_kind_says_what_is_wrong_with_its_address(postgres: str) -> None:
    with pytest.raises(SetupError, match="lacks what the address names"):
        open_database(postgres.replace("/postgres?", "/nowhere?"))
