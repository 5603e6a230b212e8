"""Golden files: what a message looks like is decided by reading the diff of its JSON."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, Any], None]:
    """Hold `made` against golden/NAME.json, keys sorted."""

    def hold(name: str, made: Any) -> None:
        path = GOLDEN / f"{name}.json"
        text = json.dumps(made, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
        if request.config.getoption("--write-golden"):
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"{path.name} is missing: run pytest --write-golden and read it"
        assert text == path.read_text(encoding="utf-8")

    return hold
