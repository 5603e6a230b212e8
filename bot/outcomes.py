"""What is asked of Slack for what nobody waits for, and what may come of it. No Slack, no network: plain data.

Slack has no send-once key. So each message carries its announcement's key in its metadata, to be looked up by it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.answers import Block


@dataclass(frozen=True, slots=True)
class Message:
    """One message, ready to go. `key` is all that its metadata says: other apps and members can read it."""

    receiver: str
    text: str
    blocks: Sequence[Block]
    key: UUID


@dataclass(frozen=True, slots=True)
class Sent:
    """It stands there."""

    ts: str
    channel: str = ""
    """Where: the D… id of the conversation where the receiver is a person. Changing or removing needs it."""


@dataclass(frozen=True, slots=True)
class Refused:
    """This message will never be taken; it was not posted."""

    why: str


@dataclass(frozen=True, slots=True)
class Later:
    """It was not posted, and may be after a while."""

    why: str
    wait: float = 0
    """Seconds Slack asks to wait; 0 where it does not say."""
    broken: bool = False
    """Nothing gets through to this receiver until somebody mends it; `why` says how."""
    everywhere: bool = False
    """Nothing gets through to anybody."""
    lasting: bool = False
    """Nothing will until somebody mends token or scopes; `why` says how."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have been posted, and may not."""

    why: str


Outcome = Sent | Refused | Later | Unknown


@dataclass(frozen=True, slots=True)
class Stands:
    """A message with this key stands there; the earliest, where there are several."""

    ts: str
    channel: str = ""
    """As in Sent."""


@dataclass(frozen=True, slots=True)
class Absent:
    """No message with this key stands there."""

    others: Mapping[UUID, tuple[str, ...]] = field(default_factory=dict)
    """What of the bot's stands there instead, as in Standing."""
    channel: str = ""
    """As in Sent."""


@dataclass(frozen=True, slots=True)
class Standing:
    """All that the bot has said to a receiver and that stands there."""

    messages: Mapping[UUID, tuple[str, ...]] = field(default_factory=dict)
    """Key to the ts of every message with it, the earliest first."""
    channel: str = ""
    """As in Sent."""


@dataclass(frozen=True, slots=True)
class Blind:
    """Nobody could look, so nothing is known."""

    why: str
    missing_scope: str = ""
    """What looking needs and nobody has granted; empty where it may work after a while."""
    wait: float = 0
    """Seconds Slack asks to wait; 0 where it does not say."""
    broken: bool = False
    """Nobody can look there until somebody mends it; `why` says how."""
    everywhere: bool = False
    """Nobody can look anywhere."""
    lasting: bool = False
    """Nothing at all will work until somebody mends the token; `why` says how."""


@dataclass(frozen=True, slots=True)
class Done:
    """The message was changed, or removed."""


@dataclass(frozen=True, slots=True)
class Gone:
    """No such message stands there any more: somebody has removed it."""


Amended = Done | Gone | Refused | Later | Unknown
"""What came of changing or removing. Both may be done again: the second time changes nothing more."""


class Poster(Protocol):
    """What sends, or what a test has in its place. `receiver` is a C… or U… id, or the D… id once it is known."""

    def send(self, message: Message) -> Outcome: ...

    def look_up(self, receiver: str, key: UUID, since: datetime) -> Stands | Absent | Blind:
        """Whether a message with this key stands at the receiver, among those posted after `since`."""
        ...

    def history(self, receiver: str, since: datetime) -> Standing | Blind:
        """All messages with a key of ours that were posted to the receiver after `since`."""
        ...

    def delete(self, receiver: str, ts: str) -> Amended: ...

    def update(self, receiver: str, ts: str, text: str, blocks: Sequence[Block]) -> Amended:
        """Say something else in the same place. The key stays."""
        ...
