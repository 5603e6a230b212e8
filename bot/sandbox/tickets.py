"""What an interaction hands to the bot for a while: trigger ids (3 s, once) and response urls (30 min, 5 times)."""

from dataclasses import dataclass
from secrets import token_hex

from bot.sandbox.stamps import Stamps

TRIGGER_SECONDS = 3
RESPONSE_URL_SECONDS = 30 * 60
RESPONSE_URL_USES = 5


@dataclass(slots=True)
class Trigger:
    user_id: str
    born: float
    view_id: str = ""
    """The modal it came from, if any."""
    used: bool = False


@dataclass(slots=True)
class ResponseUrl:
    user_id: str
    channel: str
    born: float
    message_ts: str = ""
    """The message the pressed element was on, if any."""
    thread_ts: str = ""
    typed: str = ""
    """The command as typed, shown once before an answer to the whole channel."""
    uses: int = 0


class Tickets:
    """Ages are told by the workspace's clock, so that a test can let them expire by moving it."""

    def __init__(self, stamps: Stamps) -> None:
        self._stamps = stamps
        self._triggers: dict[str, Trigger] = {}
        self._urls: dict[str, ResponseUrl] = {}

    def trigger(self, user_id: str, view_id: str = "") -> str:
        number = int(self._stamps.seconds() * 1000)
        name = f"{number}.{len(self._triggers)}.{token_hex(16)}"
        self._triggers[name] = Trigger(user_id, self._stamps.seconds(), view_id)
        return name

    def exchange(self, name: str) -> Trigger | str:
        """The trigger, used up by this; or Slack's error."""
        trigger = self._triggers.get(name)
        if trigger is None:
            return "invalid_trigger_id"
        if trigger.used:
            return "exchanged_trigger_id"
        if self._stamps.seconds() - trigger.born >= TRIGGER_SECONDS:
            return "expired_trigger_id"
        trigger.used = True
        return trigger

    def response_url(
        self, user_id: str, channel: str, message_ts: str = "", thread_ts: str = "", typed: str = ""
    ) -> str:
        """The secret last part of a new response url."""
        name = token_hex(16)
        born = self._stamps.seconds()
        self._urls[name] = ResponseUrl(user_id, channel, born, message_ts, thread_ts, typed)
        return name

    def known(self, name: str) -> ResponseUrl:
        """A response url of which no use is counted: for what the bot says in its acknowledgement."""
        return self._urls[name]

    def use(self, name: str) -> ResponseUrl | str:
        """The response url, one use less; or the error its 404 carries."""
        url = self._urls.get(name)
        if url is None:
            return "no_such_url"
        if self._stamps.seconds() - url.born > RESPONSE_URL_SECONDS:
            return "expired_url"
        if url.uses >= RESPONSE_URL_USES:
            return "used_url"
        url.uses += 1
        return url
