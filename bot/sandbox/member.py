"""What a person does in the workspace: types, presses, fills in, submits, opens, writes, joins and leaves.

Every act goes to the bot as Slack would send it, and comes back as an `Outcome`: what the person would notice.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.sandbox import payloads
from bot.sandbox.channels import Channel
from bot.sandbox.entries import Entered, fill
from bot.sandbox.forms import complaints, fields, held, values
from bot.sandbox.links import Links
from bot.sandbox.messages import Message
from bot.sandbox.modals import Modals
from bot.sandbox.outcome import NOT_CONFIRMED, Outcome
from bot.sandbox.people import Person
from bot.sandbox.pressing import action, element_called, options_in, place
from bot.sandbox.responses import Responses
from bot.sandbox.typed import escaped
from bot.sandbox.views import State, View
from bot.sandbox.workspace import Workspace


class Member:
    """One person's hands. All methods run on the server's loop."""

    def __init__(self, workspace: Workspace, links: Links, user_id: str) -> None:
        self.workspace = workspace
        self.links = links
        self.user_id = user_id
        self.responses = Responses(workspace)
        self.modals = Modals(workspace, links, self.responses)

    @property
    def person(self) -> Person:
        return self.workspace.people[self.user_id]

    def channels(self) -> list[Channel]:
        """Where this person is, the direct message with the bot last."""
        return [one for one in self.workspace.channels.values() if self.user_id in one.members]

    def sees(self, channel: str) -> list[Message]:
        """What this person can read there now, the oldest first; nothing where the door is shut."""
        there = self.workspace.channels[channel]
        reads = self.user_id in there.members or (
            there.kind == "channels" and not self.person.is_restricted and not self.person.is_stranger
        )
        return self.workspace.messages(channel, self.user_id) if reads else []

    # Typing

    async def command(self, line: str, channel: str, thread_ts: str = "") -> Outcome:
        """A line that begins with a slash. Only members of this workspace have the app's commands."""
        word, _, text = line.strip().partition(" ")
        there = self.workspace.channels[channel]
        if word == "/invite":
            return self._invite(text, there)
        command = self.workspace.app.command(word)
        refused = ""
        if command is None or self.person.is_stranger:
            refused = f"{word} is not a valid command."
        elif thread_ts:
            refused = f"{word} is not supported in threads."
        elif self.user_id not in there.members or there.is_archived or self._read_only(there):
            refused = f"{word} cannot be used here."
        if command is None or refused:
            self.workspace.say_to(self.user_id, channel, refused)
            return Outcome("refused", refused)
        if command.should_escape:
            text = escaped(text, self.workspace.people.values(), self._linkable())
        secret = self.workspace.tickets.response_url(self.user_id, channel, typed=line)
        payload = payloads.slash_command(
            self.workspace,
            self.person,
            there,
            command.name,
            text.strip(),
            self.workspace.tickets.trigger(self.user_id),
            self.responses.address(secret),
        )
        ack = await self.links.deliver("slash_commands", payload, accepts=True)
        if not ack.ok:
            self.workspace.say_to(self.user_id, channel, f'{word} failed with the error "{ack.error}".')
            return Outcome(ack.error)
        if ack.payload and (ack.payload.get("text") or ack.payload.get("blocks")):
            self._said_in_ack(secret, ack.payload)
        return Outcome(ack=ack.payload)

    def _said_in_ack(self, secret: str, payload: Mapping[str, Any]) -> None:
        workspace = self.workspace
        exchange = workspace.wire.start("slack", "ack", payload, workspace.stamps.seconds())
        refused = self.responses.say(workspace.tickets.known(secret), payload)
        workspace.wire.end(exchange, error=refused.split(":")[0])

    def _read_only(self, there: Channel) -> bool:
        app = self.workspace.app
        return there.is_im and (app.messages_read_only or not app.messages_tab)

    def _linkable(self) -> Iterable[Channel]:
        return [one for one in self.workspace.channels.values() if not one.is_private or self.user_id in one.members]

    def _invite(self, text: str, there: Channel) -> Outcome:
        """Slack's own /invite: bring somebody, or the bot, into the channel."""
        there.members.add(self.workspace.person(text.strip()).user_id)
        self.workspace.changes.tell("channel", channel=there.channel_id)
        return Outcome()

    async def write(self, text: str, channel: str, thread_ts: str = "", files: tuple[str, ...] = ()) -> Outcome:
        """A message into a channel, a direct message or a thread; the bot hears it where it is subscribed."""
        there = self.workspace.channels[channel]
        if self.user_id not in there.members or there.is_archived or self._read_only(there):
            return Outcome("refused", "You cannot write here.")
        marked = escaped(text, self.workspace.people.values(), self._linkable(), labels=False)
        posted = self.workspace.post(Message(channel, "", self.user_id, marked, thread_ts=thread_ts, files=files))
        inner = {
            **self.workspace.payload(posted),
            "channel": channel,
            "channel_type": there.channel_type,
            "event_ts": posted.ts,
        }
        if files:
            inner["subtype"] = "file_share"
        if self.workspace.app.bot_user_id in there.members:
            self._event(f"message.{there.kind}", inner)
            if f"<@{self.workspace.app.bot_user_id}>" in marked:
                self._event("app_mention", {**inner, "type": "app_mention"})
        return Outcome(message=posted)

    async def upload(self, name: str, data: bytes, channel: str, text: str = "") -> Outcome:
        """A file into a channel or direct message."""
        file = self.workspace.add_file(name, data, self.user_id)
        return await self.write(text, channel, files=(file.id,))

    def _event(self, kind: str, inner: dict[str, object]) -> None:
        if self.workspace.app.hears(kind):
            self.links.tell(payloads.event(self.workspace, inner))

    # Pressing and choosing

    async def press(
        self,
        what: str,
        on: Message | View,
        *,
        value: Entered = None,
        block_id: str = "",
        entered: Mapping[str, Entered] | None = None,
        confirmed: bool = True,
    ) -> Outcome:
        """Press a button (by action_id, words or label), or choose `value` in a menu or picker, on a message or view.

        Where several answer to `what`, `value` (of a button) or `block_id` says which; else it is the first.
        `entered` is put into the form's other fields before. Without `confirmed` a confirmation is answered no.
        """
        element = element_called(what, on, value, block_id)
        if element is None:
            return Outcome("refused", f"There is nothing called {what} to press.")
        if element.get("confirm") and not confirmed:
            return Outcome(NOT_CONFIRMED)
        typed = self._typed(on)
        self.fill(on, entered or {})
        pressed = action(self.workspace, self.user_id, element, value, typed)
        trigger = self.workspace.tickets.trigger(self.user_id, on.id if isinstance(on, View) else "")
        if isinstance(on, View):
            payload = payloads.view_press(self.workspace, self.person, on, [pressed], trigger)
        else:
            secret = self.workspace.tickets.response_url(self.user_id, on.channel, on.ts, on.thread_ts)
            url = self.responses.address(secret)
            payload = payloads.message_press(self.workspace, self.person, on, [pressed], typed, trigger, url)
        ack = await self.links.deliver("interactive", payload, shown="block_actions")
        return Outcome(ack.error, ack=ack.payload)

    def _typed(self, on: Message | View) -> State:
        return on.typed if isinstance(on, View) else self.workspace.typed.setdefault((self.user_id, on.ts), {})

    def fill(self, on: Message | View, entered: Mapping[str, Entered]) -> None:
        """Put something into fields, named by label, block_id or action_id, without sending anything."""
        fill(self.workspace, self.user_id, on.blocks, self._typed(on), entered)

    async def options(self, what: str, on: Message | View, typed: str) -> list[dict[str, Any]]:
        """What an external menu offers for what was typed into it."""
        element = element_called(what, on)
        if element is None:
            return []
        where = place(self.workspace, on)
        payload = payloads.suggestion(self.workspace, self.person, element, typed, where)
        ack = await self.links.deliver("interactive", payload, accepts=True, shown="block_suggestion")
        given = options_in(ack.payload or {})
        self.workspace.suggested[(self.user_id, str(element["action_id"]))] = given
        return given

    # Forms

    async def submit(self, view: View, entered: Mapping[str, Entered] | None = None) -> Outcome:
        """Send a modal off. What Slack's own client refuses never reaches the bot."""
        if not view.body.get("submit"):
            return Outcome("refused", "This form has no button to send it.")
        self.fill(view, entered or {})
        state = values(view.blocks, view.typed)
        view.errors = complaints(view.blocks, state, self.workspace.files)
        view.trouble = ""
        if view.errors:
            self.workspace.changes.tell("view", user_id=self.user_id)
            return Outcome("refused", errors=view.errors)
        for _, element in fields(view.blocks):
            if element["type"] == "file_input":
                self._hand_over(held(state[self._block_of(view, element)][str(element["action_id"])]))
        return await self.modals.submit(view, self.person)

    def _block_of(self, view: View, wanted: Mapping[str, object]) -> str:
        return next(str(block["block_id"]) for block, element in fields(view.blocks) if element is wanted)

    def _hand_over(self, files: object) -> None:
        for one in files if isinstance(files, list) else ():
            self.workspace.files[str(one["id"])].for_app = True

    async def close(self, view: View, *, everything: bool = False) -> Outcome:
        return await self.modals.close(view, self.person, everything=everything)

    # Shortcuts and the Home tab

    async def shortcut(self, callback_id: str, message: Message | None = None) -> Outcome:
        """A shortcut of the app by callback_id or name, on a message or a global one."""
        known = [
            one
            for one in self.workspace.app.shortcuts
            if callback_id in (one.callback_id, one.name) and one.on_message == (message is not None)
        ]
        hidden = self.person.is_stranger or (message is not None and bool(message.visible_to))
        if not known or hidden or "commands" not in self.workspace.app.scopes:
            return Outcome("refused", f"There is no shortcut {callback_id} here.")
        trigger = self.workspace.tickets.trigger(self.user_id)
        name = known[0].callback_id
        if message is None:
            payload = payloads.global_shortcut(self.workspace, self.person, name, trigger)
        else:
            thread = message.thread_ts or message.ts
            secret = self.workspace.tickets.response_url(
                self.user_id, message.channel, thread_ts="" if thread == message.ts else thread
            )
            url = self.responses.address(secret)
            payload = payloads.message_shortcut(self.workspace, self.person, name, message, trigger, url)
        ack = await self.links.deliver("interactive", payload, shown=str(payload["type"]))
        return Outcome(ack.error, ack=ack.payload)

    async def open_home(self, tab: str = "home") -> Outcome:
        """Open the app's Home tab (or its messages); the bot is told and may publish."""
        if self.person.is_stranger or not self.workspace.app.home_tab:
            return Outcome("refused", "There is no Home tab here.")
        inner: dict[str, object] = {
            "type": "app_home_opened",
            "user": self.user_id,
            "channel": self.workspace.dm(self.user_id).channel_id,
            "tab": tab,
        }
        home = self.workspace.views.homes.get(self.user_id)
        if home and tab == "home":
            inner["view"] = payloads.view_object(self.workspace, home)
        self._event("app_home_opened", inner)
        return Outcome()

    # Coming and going

    async def join(self, channel: str) -> Outcome:
        there = self.workspace.channels[channel]
        if there.kind != "channels" or self.person.is_restricted or self.person.is_stranger:
            return Outcome("refused", "Somebody has to invite you to this channel.")
        there.members.add(self.user_id)
        return self._moved(there, "member_joined_channel")

    async def leave(self, channel: str) -> Outcome:
        there = self.workspace.channels[channel]
        there.members.discard(self.user_id)
        return self._moved(there, "member_left_channel")

    def _moved(self, there: Channel, kind: str) -> Outcome:
        self.workspace.changes.tell("channel", channel=there.channel_id)
        if self.workspace.app.bot_user_id in there.members:
            inner = {"type": kind, "user": self.user_id, "channel": there.channel_id, "channel_type": "C"}
            self._event(kind, {**inner, "team": self.person.team_id})
        return Outcome()
