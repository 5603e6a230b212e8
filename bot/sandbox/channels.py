"""Channels and direct messages with the bot."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.sandbox.people import TEAM


@dataclass(slots=True)
class Channel:
    """A public or private channel, or a direct message (`with_user` set). Members are user ids.

    When seeding, `members` may be names and `channel_id` empty; an empty `members` then means everybody.
    """

    name: str = ""
    members: set[str] = field(default_factory=set)
    is_private: bool = False
    is_archived: bool = False
    is_shared: bool = False
    """Shared with another workspace by Slack Connect."""
    bot_inside: bool = True
    """For seeding: whether the bot has been invited."""
    with_user: str = ""
    channel_id: str = ""
    created: int = 0

    @property
    def is_im(self) -> bool:
        return bool(self.with_user)

    @property
    def kind(self) -> str:
        """As scopes are named: channels, groups or im."""
        return "im" if self.is_im else "groups" if self.is_private else "channels"

    @property
    def channel_type(self) -> str:
        """As events name it."""
        return "im" if self.is_im else "group" if self.is_private else "channel"

    @property
    def shown(self) -> str:
        """What payloads give as the channel's name."""
        return "directmessage" if self.is_im else "privategroup" if self.is_private else self.name

    def as_conversation(self, bot_user_id: str, now: datetime) -> dict[str, object]:
        """Slack's conversation object, as the bot sees it."""
        common: dict[str, object] = {
            "id": self.channel_id,
            "created": self.created,
            "is_archived": self.is_archived,
            "is_im": self.is_im,
            "is_org_shared": False,
            "context_team_id": TEAM,
            "updated": int(now.timestamp() * 1000),
        }
        if self.is_im:
            return {**common, "user": self.with_user, "is_user_deleted": False, "priority": 0}
        return {
            **common,
            "name": self.name,
            "name_normalized": self.name,
            "is_channel": not self.is_private,
            "is_group": self.is_private,
            "is_private": self.is_private,
            "is_mpim": False,
            "is_general": self.name == "general",
            "is_shared": self.is_shared,
            "is_ext_shared": self.is_shared,
            "is_member": bot_user_id in self.members,
            "num_members": len(self.members),
            "creator": "",
            "topic": {"value": "", "creator": "", "last_set": 0},
            "purpose": {"value": "", "creator": "", "last_set": 0},
        }
