"""Slack in the simulation: takes posts, loses replies, lags behind, breaks; and remembers all of it with the moment."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from bot.answers import Block
from bot.outcomes import (
    Absent,
    Amended,
    Blind,
    Done,
    Gone,
    Later,
    Message,
    Outcome,
    Refused,
    Sent,
    Standing,
    Stands,
    Unknown,
)
from bot.post import CHANNEL, PERSON


@dataclass(slots=True)
class Post:
    """One message that Slack accepted."""

    at: datetime
    """When, by the clock that all live by."""
    ts: str
    receiver: str
    key: UUID
    text: str
    shown_from: datetime
    """When the history begins to show it."""
    gone_at: datetime | None = None
    gone_by: str = ""
    """"bot", or "hand" where somebody else removed it."""
    first_text: str = ""
    kept: bool = False
    """Slack has refused for good to change or remove it."""

    @property
    def live(self) -> bool:
        return self.gone_at is None


@dataclass(slots=True)
class Weather:
    """How often what goes wrong, as a share of the calls."""

    lost: float = 0.04
    """Accepted, and the reply is lost."""
    failed: float = 0.03
    """503 or a timeout, and nothing was accepted."""
    unreachable: float = 0.02
    limited: float = 0.04
    refused: float = 0.005
    blind: float = 0.05
    """A look into the history that fails."""
    unamended: float = 0.1
    """A change or removal whose answer is lost, with or without effect."""
    lag: float = 45
    """Seconds by which the history lags at most."""

    def clear(self) -> None:
        self.lost = self.failed = self.unreachable = self.limited = self.refused = self.blind = self.unamended = 0


@dataclass
class SimulatedSlack:
    """Implements Poster. `seen` hears of every post before it is accepted, and of every one that was."""

    rng: Random
    now: Callable[[], datetime]
    weather: Weather = field(default_factory=Weather)
    posts: list[Post] = field(default_factory=list)
    broken: dict[str, str] = field(default_factory=dict)
    """Receiver to the error every post there meets."""
    closed: dict[str, str] = field(default_factory=dict)
    """Person to the error by which Slack lets nobody write to them."""
    down: bool = False
    revoked: bool = False
    unreadable: bool = False
    """Nobody has granted the scopes for the history."""
    seen: Callable[[Message, Post | None], None] = lambda _message, _post: None
    looked: int = 0
    forced: list[str] = field(default_factory=list)
    """What happens to the next posts, whatever the weather: names of its shares."""
    _last: int = 0

    def send(self, message: Message) -> Outcome:
        self.seen(message, None)
        outcome = self._refusal(message.receiver)
        if outcome is not None:
            return outcome
        if message.receiver in self.closed:
            return Refused(PERSON[self.closed[message.receiver]])
        forced = self.forced.pop(0) if self.forced else ""
        if self._happens("limited", forced):
            return Later("Slack asks to be called less often.", wait=self.rng.choice([1, 30, 240]))
        if self._happens("refused", forced):
            return Refused("Slack does not take it (invalid_blocks).")
        if self._happens("failed", forced):
            return Unknown(self.rng.choice(["HTTP status 503", "TimeoutError"]))
        post = self._accept(message)
        if self._happens("lost", forced):
            return Unknown(self.rng.choice(["ConnectionResetError", "HTTP status 503", "fatal_error"]))
        return Sent(post.ts, _place(post.receiver))

    def _happens(self, what: str, forced: str) -> bool:
        return what == forced or self.rng.random() < getattr(self.weather, what)

    def _refusal(self, receiver: str) -> Later | None:
        if self.revoked:
            return Later("The token was revoked.", everywhere=True, lasting=True)
        if self.down or self.rng.random() < self.weather.unreachable:
            return Later("Slack cannot be reached.", everywhere=True)
        if receiver in self.broken:
            return Later(CHANNEL[self.broken[receiver]], broken=True)
        return None

    def _accept(self, message: Message) -> Post:
        moment = self.now()
        self._last = max(self._last + 1, round(moment.timestamp() * 1_000_000))
        post = Post(
            moment,
            f"{self._last / 1_000_000:.6f}",
            message.receiver,
            message.key,
            message.text,
            moment + timedelta(seconds=self.rng.uniform(0, self.weather.lag)),
            first_text=message.text,
        )
        self.posts.append(post)
        self.seen(message, post)
        return post

    def look_up(self, receiver: str, key: UUID, since: datetime) -> Stands | Absent | Blind:
        found = self.history(receiver, since)
        if isinstance(found, Blind):
            return found
        there = found.messages.get(key)
        return Stands(there[0], _place(receiver)) if there else Absent(found.messages, _place(receiver))

    def history(self, receiver: str, since: datetime) -> Standing | Blind:
        receiver = _owner(receiver)
        self.looked += 1
        if self.revoked:
            return Blind("The token was revoked.", lasting=True)
        if self.down or self.rng.random() < self.weather.blind:
            return Blind("Slack cannot be reached.")
        if self.unreadable:
            return Blind("The scope channels:history is missing.", missing_scope="channels:history")
        if self.broken.get(receiver) in ("channel_not_found", "not_in_channel"):
            return Blind(CHANNEL[self.broken[receiver]])
        if receiver in self.closed:
            return Blind(f"Looking failed ({PERSON[self.closed[receiver]]})")
        found: dict[UUID, tuple[str, ...]] = {}
        for post in self.posts:
            if post.receiver == receiver and post.live and post.at > since and post.shown_from <= self.now():
                found[post.key] = (*found.get(post.key, ()), post.ts)
        return Standing(found, _place(receiver))

    def delete(self, receiver: str, ts: str) -> Amended:
        def remove(post: Post) -> None:
            post.gone_at, post.gone_by = self.now(), "bot"

        return self._amend(receiver, ts, remove)

    def update(self, receiver: str, ts: str, text: str, blocks: Sequence[Block]) -> Amended:
        def change(post: Post) -> None:
            post.text = text

        return self._amend(receiver, ts, change)

    def _amend(self, receiver: str, ts: str, change: Callable[[Post], None]) -> Amended:
        receiver = _owner(receiver)
        refusal = self._refusal(receiver)
        if refusal is not None:
            return refusal
        if receiver in self.closed:
            for post in self.posts:
                post.kept |= post.ts == ts
            return Refused(PERSON[self.closed[receiver]])
        bad = self.rng.random() < self.weather.unamended
        if bad and self.rng.random() < 0.5:
            return Unknown("TimeoutError")
        post = next((post for post in self.posts if post.ts == ts and post.receiver == receiver and post.live), None)
        if post is None:
            return Unknown("TimeoutError") if bad else Gone()
        change(post)
        return Unknown("ConnectionResetError") if bad else Done()

    def standing(self, key: UUID) -> list[Post]:
        """What stands there of a key, the earliest first."""
        return [post for post in self.posts if post.key == key and post.live]


def _place(receiver: str) -> str:
    """Where the receiver's messages stand: direct messages have an id of their own."""
    return f"D{receiver[1:]}" if receiver[0] == "U" else receiver


def _owner(place: str) -> str:
    return f"U{place[1:]}" if place[0] == "D" else place
