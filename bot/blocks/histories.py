"""What happened to one thing, to Block Kit: the latest of it on its page, all of it on pages of its own. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from bot.answers import Answer, Block
from bot.blocks.parts import actions, button, clip, context, header, packed, section, words
from bot.cards import HistoryLine, day_in_words

Happened = tuple[date, str, str, str]
"""On which day, who, what, and why where a reason was given."""
LATEST = 1700
"""Characters of a history on the page of what it is about; Slack takes 2,000 in such a block."""
LINES = 20


def happened(journal: Iterable[HistoryLine]) -> list[Happened]:
    """Lines of a journal, as every history is shown."""
    return [(line.at.date(), line.who, line.text, line.why) for line in journal]


def latest(lines: Sequence[Happened]) -> tuple[list[Block], bool]:
    """As much of the history as fits, the newest in any case; and whether something is left out."""
    shown: list[str] = []
    for line in reversed([_said(one, 300) for one in lines]):
        if shown and sum(map(len, shown)) + len(line) + len(shown) > LATEST:
            break
        shown.append(line)
    left = len(lines) - len(shown)
    before = [f"{left} more before that: [Whole history] lists {'them' if left > 1 else 'it'}."] if left else []
    text = "\n".join(("*History*", *before, *reversed(shown)))
    return ([context(text)] if shown else []), left > 0


def whole_button(name: str) -> dict[str, Any]:
    """The way to all of it, for "#15" or "P7"."""
    return button("Whole history", "show", f"{name.removeprefix('#')} history", label=f"Whole history of {name}")


def listing(name: str, title: str, lines: Sequence[Happened], offset: int) -> Answer:
    """All that happened to "P7", the latest first, and the way on to what came before."""
    rows = list(reversed(lines))
    offset = offset if offset < len(rows) else 0
    groups = [[section(_said(one, 1200))] for one in rows[offset : offset + LINES]]
    blocks, count = packed(groups)
    head = f"History of {name} ({len(rows)})"
    number = name.removeprefix("#")
    rest = len(rows) - offset - count
    buttons = [button(f"Earlier ({rest})", "show", f"{number} history @{offset + count}")] if rest else []
    buttons.append(button(f"Show {name}", "show", number))
    text = f"{head}: " + "; ".join(_said(one, 200) for one in rows[offset : offset + count])
    return Answer(text=clip(text, 3000), blocks=(header(head), context(title), *blocks, actions(buttons)))


def _said(line: Happened, limit: int) -> str:
    on, who, what, why = line
    reason = f" – “{words(why, limit)}”" if why else ""
    return f"{day_in_words(on)}  {words(who, 60)}: {words(what, limit)}{reason}"
