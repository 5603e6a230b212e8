"""The rules of the house that no tool checks by itself."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted(
    path
    for folder in ("bot", "storage")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations/versions" not in path.as_posix()
)
LONGEST = 300
CLOCK = re.compile(r"datetime\.(?:now|utcnow|today)\(|date\.today\(|time\.time\(|\bfrom time import\b")
CATCH_ALL = re.compile(r"except(?: Exception)?:\s*(?:pass)?$", re.MULTILINE)
ALLOWED_CATCH_ALLS = {"bot/app.py", "bot/commands/router.py", "bot/tick.py", "bot/ticker.py", "bot/cli.py"}
"""Where the unforeseen ends: each logs it in full and tells the person."""


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_rooms_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_only_the_clock_asks_the_time() -> None:
    asking = [p.name for p in SOURCES if p.name != "clock.py" and CLOCK.search(p.read_text(encoding="utf-8"))]
    assert asking == []


def test_the_unforeseen_is_caught_in_few_places() -> None:
    catching = {p.relative_to(ROOT).as_posix() for p in SOURCES if CATCH_ALL.search(p.read_text(encoding="utf-8"))}
    assert catching <= ALLOWED_CATCH_ALLS


def test_lock_files_have_hashes_and_no_addresses() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        pinned = [line for line in text.splitlines() if re.match(r"[a-z0-9]", line)]
        assert all("==" in line for line in pinned) and text.count("--hash=sha256:") >= len(pinned)
