"""What a person notices of what they did."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.sandbox.messages import Message

NOT_CONFIRMED = "not_confirmed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`error` is empty when all went well; else `refused` (by Slack's own client or rules), `not_confirmed`,

    `operation_timeout` (no answer within 3 s) or `dispatch_failed` (no bot connected).
    """

    error: str = ""
    said: str = ""
    """The sentence of Slack's own, where it has one."""
    errors: Mapping[str, str] = field(default_factory=dict)
    """block_id → the sentence beside a form's field."""
    ack: Mapping[str, object] | None = None
    """What the bot sent in its acknowledgement."""
    message: Message | None = None
    """The person's own message, where one was written."""

    @property
    def ok(self) -> bool:
        return not self.error
