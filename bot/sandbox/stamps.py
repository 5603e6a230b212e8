"""What a workspace hands out: timestamps that only grow, ids, and the ids Slack adds to blocks left without."""

from copy import deepcopy
from itertools import count
from secrets import token_hex

from bot.clock import Now


class Stamps:
    """Unique `ts` (seconds and microseconds since 1970, as text, growing even when the day is moved back) and ids."""

    def __init__(self, now: Now) -> None:
        self.now = now
        self._last = 0
        self._counts: dict[str, count[int]] = {}

    def ts(self) -> str:
        self._last = max(self._last + 1, int(self.now().timestamp() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    def id(self, prefix: str) -> str:
        """The next id of a kind, the same ones in the same order each time a workspace is made."""
        return f"{prefix}{next(self._counts.setdefault(prefix, count(1))):010d}"

    def hash(self) -> str:
        return f"{int(self.now().timestamp())}.{token_hex(4)}"

    def seconds(self) -> float:
        return self.now().timestamp()


def ts_moment(ts: str) -> float:
    """Seconds since 1970 of a message's timestamp; 0 where it is none."""
    try:
        return float(ts)
    except ValueError:
        return 0.0


def completed(blocks: object) -> tuple[dict[str, object], ...]:
    """Blocks as Slack gives them back: with block_id and action_id where they were left out, and text flags set."""
    done = []
    for block in deepcopy(blocks) if isinstance(blocks, list | tuple) else ():
        block.setdefault("block_id", token_hex(3)[:5])
        for element in [block.get("accessory"), block.get("element"), *(block.get("elements") or ())]:
            if isinstance(element, dict) and element.get("type") not in (*_NOT_PRESSED, None):
                element.setdefault("action_id", token_hex(3)[:5])
        _flags(block)
        done.append(_without_nothing(block))
    return tuple(done)


_NOT_PRESSED = (
    "image",
    "plain_text",
    "mrkdwn",
    "rich_text_section",
    "rich_text_list",
    "rich_text_preformatted",
    "rich_text_quote",
    "card",
)


def _flags(part: object) -> None:
    if isinstance(part, dict):
        if part.get("type") == "plain_text":
            part.setdefault("emoji", True)
        elif part.get("type") == "mrkdwn":
            part.setdefault("verbatim", False)
        for value in part.values():
            _flags(value)
    elif isinstance(part, list):
        for one in part:
            _flags(one)


def _without_nothing(block: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in block.items() if value is not None}
