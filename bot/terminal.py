"""What every command of the terminal needs: the settings of this folder, and a way to say something."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.settings import Settings


def say(line: str) -> None:
    """Print at once, also where the output goes into a file or a pipe."""
    print(line, flush=True)


def settings_here(*, tokens: bool = False) -> "Settings":
    """What is set for the folder the program was started in. Raises SetupError."""
    from bot.settings import read_settings

    return read_settings(os.environ, Path.cwd(), tokens=tokens)
