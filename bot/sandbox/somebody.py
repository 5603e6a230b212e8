"""A person in a test: acts, and sees what came of it, without await."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from bot.errors import NotFound
from bot.sandbox.changes import PATIENCE
from bot.sandbox.entries import Entered
from bot.sandbox.member import Member
from bot.sandbox.messages import Message, words_of
from bot.sandbox.outcome import Outcome
from bot.sandbox.people import Person
from bot.sandbox.stamps import ts_moment
from bot.sandbox.views import View

if TYPE_CHECKING:
    from bot.sandbox.running import Slack

T = TypeVar("T")


class Somebody:
    """One person's hands and eyes. `in_` is a channel by name or id, `dm` the direct message with the bot.

    Without `in_` it happens where the person was last, at first in their first channel.
    """

    DM = "dm"

    def __init__(self, slack: "Slack", user_id: str) -> None:
        self._slack = slack
        self._member = Member(slack.workspace, slack.server.links, user_id)
        self._where = ""
        self._since = "0"

    @property
    def user_id(self) -> str:
        return self._member.user_id

    @property
    def person(self) -> Person:
        return self._member.person

    # What they do

    def goes_to(self, channel: str) -> "Somebody":
        self._where = self._place(channel)
        return self

    def _place(self, channel: str) -> str:
        if channel == self.DM:
            return self._slack.call(lambda: self._slack.workspace.dm(self.user_id)).channel_id
        if channel:
            return self._slack.workspace.channel(channel).channel_id
        if not self._where:
            mine = self._member.channels()
            self._where = mine[0].channel_id if mine else self._place(self.DM)
        return self._where

    def types(self, line: str, in_: str = "", thread_ts: str = "") -> Outcome:
        """A command where it begins with a slash, else a message. Back once the bot has acknowledged."""
        where = self._place(in_)
        self._where = where
        if line.startswith("/"):
            return self._act(lambda: self._member.command(line, where, thread_ts))
        return self._act(lambda: self._member.write(line, where, thread_ts))

    def presses(
        self,
        what: str,
        in_message: Message | None = None,
        *,
        value: Entered = None,
        block_id: str = "",
        entered: Mapping[str, Entered] | None = None,
        confirmed: bool = True,
    ) -> Outcome:
        """Press or choose in that message; else in the open modal, the newest message that has it, or the Home tab."""
        on = in_message or self._screen(what, value, block_id)

        def press() -> Any:
            return self._member.press(what, on, value=value, block_id=block_id, entered=entered, confirmed=confirmed)

        return self._act(press)

    def _screen(self, what: str, value: Entered, block_id: str) -> Message | View:
        from bot.sandbox.pressing import element_called

        seen = [one for channel in self._member.channels() for one in self._member.sees(channel.channel_id)]
        newest = sorted(seen, key=lambda one: ts_moment(one.edited or one.ts), reverse=True)
        places: list[Message | View | None] = [self.modal] if self.modal else [*newest, self.home]
        for one in places:
            if one and element_called(what, one, value, block_id):
                return one
        raise NotFound(f"{self.person.name} sees nothing called {what}.")

    def fills(self, entered: Mapping[str, Entered]) -> None:
        view = self._open()
        self._slack.call(lambda: self._member.fill(view, entered))

    def submits(self, entered: Mapping[str, Entered] | None = None) -> Outcome:
        """Send the open modal, with these entered first (by label, block_id or action_id)."""
        view = self._open()
        return self._act(lambda: self._member.submit(view, entered))

    def closes(self, *, everything: bool = False) -> Outcome:
        view = self._open()
        return self._act(lambda: self._member.close(view, everything=everything))

    def options(self, what: str, typed: str, in_message: Message | None = None) -> list[dict[str, Any]]:
        on = in_message or self._open()
        return self._slack.run(self._member.options(what, on, typed))

    def shortcut(self, name: str, on: Message | None = None) -> Outcome:
        return self._act(lambda: self._member.shortcut(name, on))

    def opens_home(self) -> Outcome:
        return self._act(self._member.open_home)

    def uploads(self, name: str, data: bytes, in_: str = "", text: str = "") -> Outcome:
        where = self._place(in_)
        return self._act(lambda: self._member.upload(name, data, where, text))

    def joins(self, channel: str) -> Outcome:
        return self._act(lambda: self._member.join(self._place(channel)))

    def leaves(self, channel: str) -> Outcome:
        return self._act(lambda: self._member.leave(self._place(channel)))

    def _act(self, act: Callable[[], Any]) -> Outcome:
        async def there() -> Outcome:
            self._since = self._slack.workspace.stamps.ts()
            outcome: Outcome = await act()
            return outcome

        return self._slack.run(there())

    def _open(self) -> View:
        if self.modal is None:
            raise NotFound(f"{self.person.name} has no form open.")
        return self.modal

    # What they see

    @property
    def modal(self) -> View | None:
        """The topmost form on the screen."""
        return self._slack.workspace.views.top(self.user_id)

    @property
    def home(self) -> View | None:
        return self._slack.workspace.views.homes.get(self.user_id)

    def sees(self, channel: str = "") -> list[Message]:
        """What stands in a channel for this person now, private answers among it, the oldest first."""
        if channel == self.DM and not self._has_dm():
            return []
        return self._member.sees(self._place(channel))

    def _has_dm(self) -> bool:
        return any(one.with_user == self.user_id for one in list(self._slack.workspace.channels.values()))

    @property
    def private(self) -> list[Message]:
        """Every private answer on the screen, in any channel, the oldest first."""
        found = [
            one
            for channel in list(self._slack.workspace.channels)
            for one in self._slack.workspace.messages(channel, self.user_id)
            if one.visible_to == self.user_id
        ]
        return sorted(found, key=lambda one: ts_moment(one.ts))

    # What they wait for

    def answer(self, seconds: float = PATIENCE) -> Message:
        """The private answer to what was done last: the newest one posted or changed since, waited for."""
        return self._new(lambda: self.private, seconds)

    def hears(self, channel: str = "", seconds: float = PATIENCE) -> Message:
        """The bot's newest message in a channel since what was done last, for all or for this person alone."""
        where = self._place(channel)
        return self._new(lambda: [one for one in self._member.sees(where) if one.by_app], seconds)

    def _new(self, seen: Callable[[], list[Message]], seconds: float) -> Message:
        since = ts_moment(self._since)

        def newest() -> Message | None:
            new = [one for one in seen() if max(ts_moment(one.ts), ts_moment(one.edited)) > since]
            return max(new, key=lambda one: max(ts_moment(one.ts), ts_moment(one.edited)), default=None)

        return self._slack.wait(newest, seconds)

    def reads(self, words: str, channel: str = "", seconds: float = PATIENCE) -> Message:
        """The newest message in a channel that says this, waited for."""
        where = self._place(channel)

        def there() -> Message | None:
            return next((one for one in self._member.sees(where)[::-1] if words in one.words), None)

        return self._slack.wait(there, seconds)

    def form(self, title: str = "", seconds: float = PATIENCE) -> View:
        """The topmost form, once there is one (of that title)."""
        return self._slack.wait(lambda: self._titled(title), seconds)

    def _titled(self, title: str) -> View | None:
        return self.modal if self.modal and title in ("", self.modal.title) else None

    def sees_home(self, words: str = "", seconds: float = PATIENCE) -> View:
        """The Home tab, once it says this."""
        return self._slack.wait(
            lambda: self.home if self.home and words in "\n".join(words_of(self.home.blocks)) else None,
            seconds,
        )
