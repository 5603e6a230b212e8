"""The promises, held against what was said and against what the table says in the end."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.operations.cadence import Audience, Facts, Spoken, days_of
from bot.operations.confirming import GONE
from bot.operations.occasions import CLOSES, OPENS, SLOT, instant
from bot.operations.sending import TOO_LATE
from bot.outcomes import Message
from bot.windows import Window
from tests.promises.simulation.changes import People, Wish
from tests.promises.simulation.database import read
from tests.promises.simulation.senders import PACE
from tests.promises.simulation.slack import Post
from tests.promises.simulation.world import World

RACE = PACE.margin
"""A post that has passed the gate may start so much later, with what was true then."""
QUIET = ("digest",)
"""Kinds that keep to working hours; a meeting in an hour, an answer and the like do not."""
ON_THE_WAY = ("looked", "marked", "posted")
"""Points at which a sender still holds what it has taken."""
HOLDS = "SELECT id, lease_until FROM announcement WHERE state = 'sending' AND lease_owner = ?"
LINES = """
SELECT line.item, coalesce(action.what, meeting.title), line.kind, line.offset_days, line.local_date
FROM announcement_line AS line
LEFT JOIN action ON line.item = 'action' AND action.id = line.item_id
LEFT JOIN meeting ON line.item = 'meeting' AND meeting.id = line.item_id
WHERE line.announcement_id = ? AND line.wanted AND line.words = ''
"""


@dataclass
class Judge:
    """Hears of every post as it happens; `broken` is what was not kept."""

    world: World
    people: People
    broken: list[str] = field(default_factory=list)
    lines: dict[tuple[object, ...], list[Post]] = field(default_factory=lambda: defaultdict(list))
    restored: bool = False
    unreadable: bool = False
    """For a while nobody could look what stands there: then what a restore has forgotten may stay."""
    _last: dict[str, datetime] = field(default_factory=dict)
    _held: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    """By row: which sender holds it, and for how long at most."""

    def forget(self) -> None:
        """An older database was brought back."""
        self.restored = True
        self._held.clear()

    def heard(self, owner: str, label: str) -> None:
        """A sender has come to a point of a send, or to another or the end: what it held is free again then."""
        if label in ON_THE_WAY:
            return
        self._held = {key: hold for key, hold in self._held.items() if hold[0] != owner}
        if label != "claimed":
            return
        now = self.world.now
        for key, until in self.world.database.ask(HOLDS, owner):
            other, lease = self._held.get(key, (owner, now))
            if lease > now:
                self._breaks("8: two hold the same row", f"{owner} takes {key}, which {other} has until {lease}")
            self._held[key] = (owner, read(until))

    def seen(self, message: Message, post: Post | None) -> None:
        """Before Slack has taken a message, and again, with the post, when it has."""
        row = self._row(message.key.hex)
        if post is None:
            if self.world.database.busy:
                self._breaks("a unit of work is open while Slack is called", message.text)
            if not self.world.stretch.freezes and (row is None or row["maybe_sent_at"] is None):
                self._breaks("1: that a send may happen was not written down before it did", message.text)
            return
        self.world.deeds["messages"] += 1
        self.world.say(f"stands in {post.receiver}: {post.text[:100]}")
        if row is not None:
            self._on_time(post, row)
        if not self.world.stretch.freezes:
            self._strictly(post, row)
        for line in self.world.database.ask(LINES, post.key.hex):
            self.lines[(post.receiver, *line)].append(post)

    def _row(self, key: str) -> dict[str, str] | None:
        names = "kind, due_at, not_after, zone, maybe_sent_at, receiver, local_date, local_time"
        rows = self.world.database.ask(f"SELECT {names} FROM announcement WHERE id = ?", key)
        return dict(zip(names.split(", "), rows[0], strict=True)) if rows else None

    def _on_time(self, post: Post, row: dict[str, str]) -> None:
        due = read(row["due_at"])
        if post.at < due:
            self._breaks("3: early", f"due {due}: {post.text}")
        planned = f"{row['local_date']} {row['local_time'][:8]}"
        there = due.astimezone(ZoneInfo(row["zone"])).strftime("%Y-%m-%d %H:%M:%S")
        if row["kind"] in QUIET and planned != there:
            self._breaks("4: not at the local time it was planned for", f"{planned}, but {there}: {post.text}")

    def _strictly(self, post: Post, row: dict[str, str] | None) -> None:
        """What only a sender that slept through its lease may break for a while."""
        if len(self.world.slack.standing(post.key)) > 1:
            self._breaks("1: twice visible", post.text)
        last = self._last.get(post.receiver)
        if last and post.at - last < timedelta(seconds=1):
            self._breaks("10: two posts within a second", post.text)
        self._last[post.receiver] = post.at
        if row is None:
            return
        late = post.at - read(row["due_at"]) > PACE.late + RACE
        if late and "sent late" not in post.text and row["kind"] != "trouble":
            self._breaks("3: late and not said", f"due {row['due_at']}: {post.text}")
        if row["not_after"] and post.at > read(row["not_after"]) + RACE:
            self._breaks("3: old news", f"not after {row['not_after']}: {post.text}")
        here = post.at.astimezone(ZoneInfo(row["zone"]))
        if row["kind"] in QUIET:
            open_ = here.weekday() < 5 and OPENS <= here.time() < CLOSES
            soon = (post.at - RACE).astimezone(here.tzinfo)  # it was open when it passed the gate
            if not open_ and not (soon.weekday() < 5 and OPENS <= soon.time() < CLOSES):
                self._breaks("5: in quiet hours", f"{here}: {post.text}")
            if post.receiver == self.world.house.channel:
                self._still_true(post)

    def _still_true(self, post: Post) -> None:
        for number in re.findall(r"#(\d+)", post.text):
            key = self.world.database.ask("SELECT id FROM action WHERE number = ?", int(number))[0][0]
            wishes = self.people.wishes.get(("action", key), [])
            dateless = f"#{number} " in post.text.partition("Looking for someone:")[2]
            if not any(
                wish.day and (dateless or wish.said in post.text) for wish in _holding(wishes, post.at - RACE, post.at)
            ):
                self._breaks("6: old news of an item that was changed", f"{wishes[-1:]}: {post.text}")

    def finish(self) -> None:
        """When all was healed for some days."""
        rows = self.world.database.ask(
            "SELECT id, state, kind, slot, due_at, reason, told_at, maybe_sent_at, ts FROM announcement "
            "WHERE due_at < ?",
            f"{self.world.end:%Y-%m-%d %H:%M:%S}",
        )
        for key, state, kind, slot, *rest in rows:
            self._ended(key, state, kind, slot, *rest)
        known = {key for (key,) in self.world.database.ask("SELECT id FROM announcement")}
        live: dict[str, int] = defaultdict(int)
        for post in self.world.slack.posts:
            live[post.key.hex] += post.live
            if post.live and post.key.hex not in known and not self.restored:
                self._breaks("2: stands there and nobody knows", post.text)
        for key, times in live.items():
            if times > 1:
                self._breaks("1: twice in the end", str(self._row(key)))
        for line, posts in self.lines.items():
            if len({post.key for post in posts if post.live}) > 1:
                self._breaks("1: the same said by two messages", f"{line}: {[post.text for post in posts]}")
        for (item, key), wishes in self.people.wishes.items():
            if item == "action":
                self._heard_of(key, wishes)

    def _ended(
        self, key: str, state: str, kind: str, slot: str, due: str, reason: str, told: str, mark: str, ts: str
    ) -> None:
        row = f"{state} {slot}, due {due}, maybe {mark}: {reason}"
        posts = [post for post in self.world.slack.posts if post.key.hex == key]
        standing = [post for post in posts if post.live]
        by_hand = any(post.gone_by == "hand" for post in posts)
        # In a person's messages nobody can tell what is gone from what has lost its key.
        forgotten = self.restored and any(post.receiver[0] == "U" and post.gone_by == "bot" for post in posts)
        if state not in ("sent", "skipped", "cancelled"):
            self._breaks("2: has not ended", row)
        if state == "skipped" and not (reason and (told or kind == "trouble")):
            self._breaks("2: left out in silence", row)
        if state == "sent" and not standing and not by_hand and not forgotten:
            self._breaks("2: sent, and nothing stands there", row)
        if state == "sent" and standing and ts != standing[0].ts:
            self._breaks("2: sent, and another stands there", f"{row}: {ts}, not {standing[0].ts}")
        if state == "skipped" and reason == GONE and (standing or not posts):
            self._breaks("2: gone, and it stands there or never did", row)
        unseen = self.restored and mark and self.unreadable
        if state == "cancelled" and standing and not unseen:
            self._breaks("6: cancelled, and it stands there", row)
        if state == "skipped" and standing and not (mark and (told or kind == "trouble")):
            self._breaks("2: left out, and it stands there", row)

    def _heard_of(self, key: int, wishes: list[Wish]) -> None:
        """Every occasion an item asked for while it stood as it did is in the plan, and came to an end there."""
        world = self.world
        ends = [*(wish.since for wish in wishes[1:]), world.end]
        for wish, end in zip(wishes, ends, strict=True):
            if wish.day is None:
                continue
            for spoken in _to_channel(wish.day):
                due = instant(spoken.on, SLOT, world.house.zone)
                if not max(wish.since, self.people.since) + RACE < due < min(end, world.end) - RACE:
                    continue
                rows = world.database.ask(
                    "SELECT announcement.state, line.wanted FROM announcement_line AS line JOIN announcement "
                    "ON announcement.id = line.announcement_id WHERE line.item = 'action' AND line.item_id = ? AND "
                    "line.kind = 'deadline' AND line.receiver = ? AND line.offset_days = ? AND line.local_date = ?",
                    key,
                    world.house.channel,
                    spoken.offset_days,
                    str(spoken.on),
                )
                changed = end < world.end
                if not rows:
                    self._breaks("2: never planned", f"action {key}: {wish} {spoken}")
                elif all(state == "cancelled" for state, _ in rows) and not changed and not self._told_of(key):
                    self._breaks("2: cancelled though it was wanted", f"action {key}: {wish} {spoken}")

    def _told_of(self, key: int) -> bool:
        """Whether the chairs heard that something of it was too late; what else the message said may be gone since."""
        told = (
            "SELECT line.words FROM announcement_line AS line JOIN action ON action.id = ? WHERE line.kind = 'trouble'"
        )
        number = f"AND line.words LIKE '%#' || action.number || '%{TOO_LATE}%'"
        return bool(self.world.database.ask(f"{told} {number}", key))

    def _breaks(self, promise: str, what: str) -> None:
        self.world.say(f"BROKEN {promise}: {what}")
        self.broken.append(f"{promise}: {what}")


def _to_channel(day: date) -> tuple[Spoken, ...]:
    """What the channel hears of a firm day."""
    facts = Facts(Window(day, day), unread=False, adopted_on=date.min, since=date.min, ends_on=None, owned=True)
    return tuple(one for one in days_of(facts) if one.audience is Audience.CHANNEL and one.kind == "deadline")


def _holding(wishes: list[Wish], first: datetime, last: datetime) -> list[Wish]:
    """Those that held at some moment between the two."""
    ends = [*(wish.since for wish in wishes[1:]), datetime.max.replace(tzinfo=last.tzinfo)]
    return [wish for wish, end in zip(wishes, ends, strict=True) if wish.since <= last and end >= first]
