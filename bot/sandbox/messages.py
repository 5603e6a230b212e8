"""Messages, and the words in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.sandbox.people import TEAM

Blocks = tuple[dict[str, object], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it stands now. `ts` is unique in the workspace and grows."""

    channel: str
    ts: str
    user: str
    text: str = ""
    blocks: Blocks = ()
    metadata: Mapping[str, object] | None = None
    thread_ts: str = ""
    edited: str = ""
    """ts of the last edit."""
    visible_to: str = ""
    """User id of the only person who sees it (an ephemeral message), else empty."""
    files: tuple[str, ...] = ()
    by_app: bool = False
    by_slackbot: bool = False

    @property
    def words(self) -> str:
        """All that a reader sees: the blocks' words where there are blocks, else the text."""
        return "\n".join(words_of(self.blocks)) if self.blocks else self.text

    def labels(self) -> list[str]:
        """The words on its buttons, in order."""
        return [
            str(text.get("text"))
            for element in elements_of(self.blocks)
            if element.get("type") == "button" and isinstance(text := element.get("text"), Mapping)
        ]

    def as_payload(self, app_id: str, bot_id: str) -> dict[str, object]:
        """Slack's message object, without metadata and files (who asks for them adds them)."""
        body: dict[str, object] = {"type": "message", "user": self.user, "ts": self.ts, "text": self.text}
        if self.by_app:
            body |= {"bot_id": bot_id, "app_id": app_id}
        if self.blocks:
            body["blocks"] = list(self.blocks)
        if self.thread_ts:
            body["thread_ts"] = self.thread_ts
        if self.edited:
            body["edited"] = {"user": self.user, "ts": self.edited}
        return {**body, "team": TEAM}


def words_of(part: object) -> Iterator[str]:
    """Every visible string under a structure of blocks, in order; values, ids and urls are not words."""
    if isinstance(part, Mapping):
        for key, value in part.items():
            if key in ("text", "alt_text", "fallback", "caption") and isinstance(value, str):
                yield value
            elif key not in ("value", "action_id", "block_id", "confirm", "options", "style"):
                yield from words_of(value)
    elif isinstance(part, list | tuple):
        for one in part:
            yield from words_of(one)


def elements_of(blocks: object) -> Iterator[dict[str, object]]:
    """Every interactive element in blocks, each with the `block_id` of its block beside it."""
    for block in blocks if isinstance(blocks, list | tuple) else ():
        inside = [block.get("accessory"), block.get("element"), *(block.get("elements") or ())]
        for element in inside:
            if isinstance(element, dict) and "action_id" in element:
                yield {**element, "block_id": block.get("block_id", "")}
