"""`wp import`: a document from this machine, shown, stored once, and brought up to date only when told to."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest

from bot import importing
from bot.settings import read_settings
from tests.edge.terminal import Wp, stored


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
    monkeypatch.setattr(importing, "read_document", lambda *_given, **_more: told.wait(20))
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
