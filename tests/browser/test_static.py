"""The page's own files: small, plain, and nothing in them from or to another machine."""

import re
from pathlib import Path

import pytest

from bot.sandbox.server import STATIC

FILES = sorted(STATIC.iterdir())
LONGEST = 300
ELSEWHERE = re.compile(
    r"(?:https?:)?//(?!www\.w3\.org/2000/svg)[\w-]+\.[\w.]+|@import|innerHTML|outerHTML|insertAdjacent"
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_is_fetched_from_elsewhere_and_words_never_become_markup(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ELSEWHERE.findall(text) == []
    assert len(text.splitlines()) <= LONGEST


def test_every_module_and_style_is_used() -> None:
    everything = "".join(path.read_text(encoding="utf-8") for path in FILES)
    unused = [path.name for path in FILES if path.name != "index.html" and f"/{path.name}" not in everything]
    assert unused == []
