"""The workspace: people, channels, messages, views and files, kept in memory, and what both sides do to them.

All of it changes on one asyncio loop, the server's. Whether the bot may do a thing is asked in `api`; what a person
does is in `member`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from secrets import token_hex

from bot.clock import Now, system_now
from bot.errors import NotFound
from bot.sandbox.app import App
from bot.sandbox.changes import Changes
from bot.sandbox.channels import Channel
from bot.sandbox.faults import Faults
from bot.sandbox.files import File
from bot.sandbox.messages import Message
from bot.sandbox.people import TEAM, Person
from bot.sandbox.stamps import Stamps
from bot.sandbox.tickets import Tickets
from bot.sandbox.views import State, Views
from bot.sandbox.wire import Wire

SLACKBOT = "USLACKBOT"


class Workspace:
    """One workspace with one app installed. `now` is the day it lives on; it may be moved."""

    def __init__(self, app: App | None = None, *, now: Now = system_now, name: str = "Local workspace") -> None:
        self.app = app or App()
        self.name = name
        self.now = now
        self.domain = "local-workspace"
        self.bot_token = f"xoxb-local-{token_hex(12)}"
        self.app_token = f"xapp-1-local-{token_hex(12)}"
        self.token_error = ""
        """What every call with the bot's token is answered: token_revoked, account_inactive, or nothing."""
        self.base = ""
        """The server's address, once it listens: http://127.0.0.1:PORT"""
        self.stamps = Stamps(now)
        self.changes = Changes()
        self.wire = Wire(self.changes)
        self.faults = Faults()
        self.tickets = Tickets(self.stamps)
        self.views = Views(self.stamps)
        self.people: dict[str, Person] = {}
        self.channels: dict[str, Channel] = {}
        self.files: dict[str, File] = {}
        self.typed: dict[tuple[str, str], State] = {}
        """(user id, ts) → what a person chose in a message's menus and has on screen."""
        self.suggested: dict[tuple[str, str], list[dict[str, object]]] = {}
        """(user id, action_id) → the options an external menu was last given."""
        self._messages: dict[str, dict[str, Message]] = {}
        self._replies: dict[tuple[str, str], list[str]] = {}
        bot = Person(self.app.name, is_bot=True, tz="UTC", user_id=self.app.bot_user_id)
        self.people[bot.user_id] = bot

    # People and channels

    def seed(self, people: Iterable[Person] = (), channels: Iterable[Channel] = ()) -> None:
        """Add people, then channels. A channel's members may be given by name; none given means everybody."""
        for person in people:
            self.add_person(person)
        for channel in channels:
            self.add_channel(channel)

    def add_person(self, person: Person) -> Person:
        there = replace(person, user_id=person.user_id or self.stamps.id("U"))
        self.people[there.user_id] = there
        self.changes.tell("person", user_id=there.user_id)
        return there

    def change_person(self, person: Person) -> None:
        """Replace what is known of somebody (name, zone, deleted …), by user_id."""
        self.people[person.user_id] = person
        self.changes.tell("person", user_id=person.user_id)

    def add_channel(self, channel: Channel) -> Channel:
        members = {self.person(one).user_id for one in channel.members} or {
            one.user_id for one in self.people.values() if not one.is_bot and not one.deleted
        }
        there = replace(
            channel,
            channel_id=channel.channel_id or self.stamps.id("C"),
            members=members | ({self.app.bot_user_id} if channel.bot_inside else set()),
            created=channel.created or int(self.stamps.seconds()),
            is_shared=channel.is_shared or any(self.people[one].is_stranger for one in members),
        )
        self.channels[there.channel_id] = there
        self.changes.tell("channel", channel=there.channel_id)
        return there

    def person(self, who: str) -> Person:
        """By user id or name; NotFound otherwise."""
        wanted = who.lstrip("@")
        for one in self.people.values():
            if wanted == one.user_id or wanted.lower() in (one.name.lower(), one.username, one.shown.lower()):
                return one
        raise NotFound(f"Nobody here is called {who}.")

    def channel(self, which: str) -> Channel:
        """By channel id or name, with or without its #; NotFound otherwise."""
        wanted = which.lstrip("#")
        for one in self.channels.values():
            if wanted == one.channel_id or (one.name and wanted == one.name):
                return one
        raise NotFound(f"There is no channel {which}.")

    def dm(self, user_id: str) -> Channel:
        """The direct message between this person and the bot, opened if it was not."""
        for one in self.channels.values():
            if one.with_user == user_id:
                return one
        opened = Channel(
            with_user=user_id,
            members={user_id, self.app.bot_user_id},
            channel_id=self.stamps.id("D"),
            created=int(self.stamps.seconds()),
        )
        self.channels[opened.channel_id] = opened
        self.changes.tell("channel", channel=opened.channel_id)
        return opened

    # Messages

    def post(self, message: Message) -> Message:
        """Put a message into its channel with a new ts, and tell everybody who listens."""
        posted = replace(message, ts=self.stamps.ts())
        self._messages.setdefault(posted.channel, {})[posted.ts] = posted
        if posted.thread_ts and not posted.visible_to:
            self._replies.setdefault((posted.channel, posted.thread_ts), []).append(posted.ts)
        for name in posted.files:
            self.files[name].shared_in.add(posted.channel)
        self.changes.tell("message", message=posted)
        return posted

    def message(self, channel: str, ts: str) -> Message | None:
        return self._messages.get(channel, {}).get(ts)

    def replace_message(self, before: Message, after: Message) -> Message:
        self._messages[before.channel][before.ts] = after
        self.changes.tell("message", message=after)
        return after

    def remove_message(self, message: Message) -> None:
        del self._messages[message.channel][message.ts]
        if message.ts in (thread := self._replies.get((message.channel, message.thread_ts), [])):
            thread.remove(message.ts)
        self.changes.tell("removed", message=message)

    def messages(self, channel: str, user_id: str = "") -> list[Message]:
        """Oldest first: what everybody sees, and with a person named what only that one sees as well."""
        there = list(self._messages.get(channel, {}).values())
        return [one for one in there if one.visible_to in ("", user_id or None)]

    def replies(self, message: Message) -> list[Message]:
        """The answers in the thread that begins with this message, the oldest first."""
        names = self._replies.get((message.channel, message.ts), ())
        return [self._messages[message.channel][name] for name in names]

    def permalink(self, message: Message) -> str:
        return f"{self.base}/archives/{message.channel}/p{message.ts.replace('.', '')}"

    def payload(self, message: Message, *, metadata: bool = False) -> dict[str, object]:
        """Slack's message object, with files, replies and, where asked, metadata."""
        body = message.as_payload(self.app.app_id, self.app.bot_id)
        if message.files:
            body["files"] = [self.files[name].as_payload(self.base) for name in message.files]
        if metadata and message.metadata:
            body["metadata"] = dict(message.metadata)
        replies = self.replies(message)
        if replies:
            body |= {
                "thread_ts": message.ts,
                "reply_count": len(replies),
                "reply_users": sorted({one.user for one in replies}),
                "latest_reply": replies[-1].ts,
            }
        if message.by_app:
            body["bot_profile"] = {
                "id": self.app.bot_id,
                "app_id": self.app.app_id,
                "name": self.app.name,
                "team_id": TEAM,
                "deleted": False,
            }
        return body

    def say_to(self, user_id: str, channel: str, text: str) -> Message:
        """A private line of Slack's own, such as the error of a command that was not answered."""
        return self.post(Message(channel, "", SLACKBOT, text, visible_to=user_id, by_slackbot=True))

    # Files

    def add_file(self, name: str, data: bytes, user: str) -> File:
        made = File(self.stamps.id("F"), name, len(data), user, int(self.stamps.seconds()), data)
        self.files[made.id] = made
        return made

    def revoke_token(self, error: str = "token_revoked") -> None:
        """From now on every call with the bot's token is refused with this error."""
        self.token_error = error

    def team(self) -> Mapping[str, object]:
        return {"id": TEAM, "domain": self.domain}
