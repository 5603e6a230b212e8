"""The promises, held against what was said and against what the table says in the end."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from traceback import format_exception
from typing import Any
from zoneinfo import ZoneInfo

from bot.operations.occasions import CLOSES, OPENS
from bot.outcomes import Message
from tests.promises.simulation.asked import asked_of, spoken_of
from tests.promises.simulation.changes import People, Wish
from tests.promises.simulation.database import read
from tests.promises.simulation.ends import Ends
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
SELECT line.item, coalesce(action.number, meeting.number), coalesce(action.what, meeting.title), line.kind,
  line.offset_days, line.local_date
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
    slips: Callable[[], list[timedelta]] = lambda: [timedelta()]
    """By how much the clock of each sender is ahead."""
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
            other, lease = self._held.get(key, ("", None))
            if lease and lease > max(now + slip for slip in self.slips()):
                self._breaks("8: two hold the same row", f"{owner} takes {key}, which {other} has until {lease}")
            self._held[key] = (owner, read(until))

    def seen(self, message: Message, post: Post | None) -> None:
        """Before Slack has taken a message, and again, with the post, when it has."""
        try:
            self._see(message, post)
        except Exception as error:  # the sender would take it for a fault of Slack's
            self._breaks("the judge has failed", "".join(format_exception(error)))

    def _see(self, message: Message, post: Post | None) -> None:
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
            item, _, title, *_ = line
            if title and title in post.text:
                self.lines[(post.receiver, item, *line[2:])].append(post)
                if not self.world.stretch.freezes:
                    self._still_asked(post, line)

    def _row(self, key: str) -> dict[str, str] | None:
        names = "kind, due_at, not_after, zone, maybe_sent_at, receiver, local_date, local_time"
        rows = self.world.database.ask(f"SELECT {names} FROM announcement WHERE id = ?", key)
        return dict(zip(names.split(", "), rows[0], strict=True)) if rows else None

    def _on_time(self, post: Post, row: dict[str, str]) -> None:
        due = read(row["due_at"])
        if max(self._clocks(post)) < due:
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
        # Where clocks differ, what one has written down another reads wrongly: then Slack says so with a 429.
        if last and post.at - last < timedelta(seconds=1) and len(set(self.slips())) == 1:
            self._breaks("10: two posts within a second", post.text)
        self._last[post.receiver] = post.at
        if row is None:
            return
        self._late_is_said(post, row)
        if row["not_after"] and post.at > read(row["not_after"]) + RACE:
            self._breaks("3: old news", f"not after {row['not_after']}: {post.text}")
        if row["kind"] in QUIET:
            self._open(post, ZoneInfo(row["zone"]))
            self._not_away(post, ZoneInfo(row["zone"]))
        if row["kind"] in ("digest", "meeting"):
            self._still_true(post)

    def _open(self, post: Post, zone: ZoneInfo) -> None:
        """It is in working hours, or was when it passed the gate."""
        moments = [moment.astimezone(zone) for at in self._clocks(post) for moment in (at, at - RACE)]
        if not any(here.weekday() < 5 and OPENS <= here.time() < CLOSES for here in moments):
            self._breaks("5: in quiet hours", f"{moments[0]}: {post.text}")

    def _not_away(self, post: Post, zone: ZoneInfo) -> None:
        """Nobody is reminded who is away that day, or wants no reminders; half a minute after saying so."""
        known = self.people.reminded.get(post.receiver, [])
        ends = [*(since for since, _, _ in known[1:]), datetime.max.replace(tzinfo=post.at.tzinfo)]
        held = [one[1:] for one, end in zip(known, ends, strict=False) if end >= post.at - RACE]
        days = {moment.astimezone(zone).date() for moment in self._clocks(post)}
        if known and not any(reminded and (away is None or max(days) > away) for reminded, away in held):
            self._breaks("6: a reminder to somebody who is away or wants none", f"{held}: {post.text}")

    def _late_is_said(self, post: Post, row: dict[str, str]) -> None:
        """What is late names the moment it was planned for; what is not does not call itself late."""
        due = read(row["due_at"])
        late = [moment - due for moment in self._clocks(post)]
        here = due.astimezone(ZoneInfo(row["zone"]))
        planned = f"Planned for {here:%A} {here.day} {here:%B}, {here:%H:%M}"
        if min(late) > PACE.late + RACE and not (planned in post.text and "sent late" in post.text):
            self._breaks("3: late and not said", f"due {due}: {post.text}")
        if max(late) <= PACE.late and "sent late" in post.text:
            self._breaks("3: called late, and is not", f"due {due}: {post.text}")

    def _still_true(self, post: Post) -> None:
        """Every item stands as it is said, or stood so half a minute ago."""
        for item, number, said in spoken_of(post.text):
            wishes = self._wishes(item, number, post)
            dated = said.startswith((" · ", ":"))  # who looks for somebody does not say when
            if not any(wish.day and (not dated or wish.said in said) for wish in wishes):
                self._breaks("6: old news of an item that was changed", f"{wishes}: {post.text}")

    def _still_asked(self, post: Post, line: tuple[Any, ...]) -> None:
        """A line to the channel is one that its item asks for, and is news."""
        item, number, _, kind, offset, day = line
        if post.receiver[0] != "C" or kind not in ("deadline", "meeting"):
            return
        asked = [
            one
            for wish in self._wishes(item, number, post)
            for one in asked_of(item, wish)
            if (one.kind, one.offset_days, str(one.local_date)) == (kind, offset, day)
            and wish.house.channel == post.receiver
        ]
        if not any(one.due_at <= max(self._clocks(post)) and post.at <= one.not_after + RACE for one in asked):
            self._breaks("3: a line that is old news, early, or not asked for", f"{line} {asked}: {post.text}")

    def _wishes(self, item: str, number: int, post: Post) -> list[Wish]:
        return self.people.wishes_at(self.people.item(item, number), post.at - RACE, post.at)

    def _clocks(self, post: Post) -> list[datetime]:
        """What the clocks of the senders show as it is posted."""
        return [post.at + slip for slip in self.slips()]

    def finish(self) -> None:
        """When all was healed for some days."""
        Ends(
            self.world, self.people, self.lines, self._breaks, RACE, restored=self.restored, unreadable=self.unreadable
        ).check()

    def _breaks(self, promise: str, what: str) -> None:
        self.world.say(f"BROKEN {promise}: {what}")
        self.broken.append(f"{promise}: {what}")
