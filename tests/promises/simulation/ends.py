"""What everything came to, when all was healed for some days."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from bot.operations.confirming import GONE
from bot.pace import Pace
from tests.promises.simulation.asked import Asked, asked_of, spoken_of
from tests.promises.simulation.changes import People, Wish
from tests.promises.simulation.database import read, stored
from tests.promises.simulation.slack import Post
from tests.promises.simulation.world import World

Said = dict[tuple[object, ...], list[Post]]
"""(receiver, item, title, kind, days before, local day) of every line to the posts that said it."""
SETTLED = ("Done", "Dropped", "Cancelled")


class Row(NamedTuple):
    """An announcement that was due."""

    id: str
    state: str
    kind: str
    slot: str
    receiver: str
    due_at: str
    not_after: str | None
    local_date: str
    local_time: str
    reason: str
    told_at: str | None
    maybe_sent_at: str | None
    amend_at: str | None
    was_late: int
    ts: str
    confirms: int
    next_try_at: str | None

    def __str__(self) -> str:
        return f"{self.state} {self.slot}, due {self.due_at}, maybe {self.maybe_sent_at}: {self.reason}"

    @property
    def named(self) -> str:
        """As the chairs are told of it: "of Monday 31 January, 09:00"."""
        return f"{_named(date.fromisoformat(self.local_date))}{self.local_time[:5]}"


@dataclass
class Ends:
    """Held against the table, against what stands in Slack, and against what people wanted."""

    world: World
    people: People
    said: Said
    breaks: Callable[[str, str], None]
    race: timedelta
    restored: bool
    unreadable: bool

    def check(self) -> None:
        ask, world = self.world.database.ask, self.world
        self.posts: dict[str, list[Post]] = defaultdict(list)
        for post in world.slack.posts:
            self.posts[post.key.hex].append(post)
        rows = {
            row[0]: Row(*row)
            for row in ask(f"SELECT {', '.join(Row._fields)} FROM announcement WHERE due_at < ?", stored(world.end))
        }
        for row in rows.values():
            self._ended(row)
        known = {key for (key,) in ask("SELECT id FROM announcement")}
        for key, posts in self.posts.items():
            live = [post for post in posts if post.live]
            if len(live) > 1 and not any(post.kept for post in live):
                self.breaks("1: twice in the end", f"{rows.get(key)}: {live[0].text}")
            if live and key not in known and not self.restored:
                self.breaks("2: stands there and nobody knows", live[0].text)
        # Where the bot does not know of a restore, nobody can tell what a forgotten message had taken in.
        for line, posts in self.said.items() if not self.world.deeds["files put back"] else ():
            if len({post.key for post in posts if post.live and not self._forgotten(post, line, rows, posts)}) > 1:
                self.breaks("1: the same said by two messages", f"{line}: {[post.text for post in posts]}")
        for (item, key), wishes in self.people.wishes.items():
            self._heard_of(item, key, wishes)

    def _forgotten(self, post: Post, line: tuple[object, ...], rows: dict[str, Row], posts: list[Post]) -> bool:
        """Whether a restore has forgotten the message, so that by its key nobody finds it.

        One that stands there on the day of the digest that would say the same is seen all the same.
        """
        if not self.restored or post.key.hex in rows:
            return False
        zone = self.world.house.zone
        digests = [rows[one.key.hex] for one in posts if one.key.hex in rows]
        same_day = post.at.astimezone(zone).date().isoformat() == line[-1]
        return not (same_day and any(row.kind == "digest" for row in digests))

    def _ended(self, row: Row) -> None:
        posts = self.posts[row.id]
        standing = [post for post in posts if post.live]
        # The daily look through all would hide it for long: what stands there twice goes at once, not some day.
        lately = self.world.now - timedelta(days=1)
        if (
            row.state not in ("planned", "sending")
            and row.confirms < 2
            and read(row.next_try_at or row.due_at) < lately
        ):
            self.breaks("1: to be looked at again, and nobody does", str(row))
        match row.state:
            case "sent":
                self._sent(row, posts, standing)
            case "skipped":
                self._skipped(row, posts, standing)
            case "cancelled":
                unseen = row.maybe_sent_at and self.unreadable
                if standing and not unseen and not any(post.kept for post in standing):
                    self.breaks("6: cancelled, and it stands there", str(row))
            case _:
                self.breaks("2: has not ended", str(row))

    def _sent(self, row: Row, posts: list[Post], standing: list[Post]) -> None:
        if not standing:
            by_hand = any(post.gone_by == "hand" for post in posts)
            # In a person's messages nobody can tell what is gone from what has lost its key; and where the bot does not
            # know of the restore, it does not look for what it has removed itself.
            unknown = self.world.deeds["files put back"] > 0
            forgotten = self.restored and any(
                (unknown or post.receiver[0] == "U") and post.gone_by == "bot" for post in posts
            )
            if not by_hand and not forgotten:
                self.breaks("2: sent, and nothing stands there", str(row))
            return
        post = standing[0]
        if row.ts != post.ts:
            self.breaks("2: sent, and another stands there", f"{row}: {row.ts}, not {post.ts}")
        if post.at - read(row.due_at) > Pace().late + self.race and "sent late" not in post.text and not post.kept:
            self.breaks("3: it stands there late, and does not say so", f"{row}: {post.text}")
        if row.amend_at:
            self.breaks("6: it waits to be amended", str(row))
        if row.kind in ("digest", "meeting") and not self.restored and not post.kept:
            self._is_so(row, post)

    def _is_so(self, row: Row, post: Post) -> None:
        """What was changed after it was said, and before it was of no use any more, says what became of it."""
        for item, number, said in spoken_of(post.text):
            wish = self.people.wishes[self.people.item(item, number)][-1]
            useful = row.not_after is None or read(row.not_after) > wish.since - Pace().useful
            if wish.since <= post.at or not useful:
                continue
            if wish.day is None and not any(word in said for word in SETTLED):
                self.breaks("6: what it says has ended", f"{wish}: {post.text}")
            dated = said.startswith((" · ", ":")) and not said.startswith(" · Taken by")
            if wish.day and dated and wish.said not in said:
                self.breaks("6: what it says has changed", f"{wish}: {post.text}")

    def _skipped(self, row: Row, posts: list[Post], standing: list[Post]) -> None:
        if not row.reason:
            self.breaks("2: left out without a reason", str(row))
        if row.reason == GONE and (standing or not posts):
            self.breaks("2: gone, and it stands there or never did", str(row))
        if row.kind == "trouble":
            return
        if standing and not (row.maybe_sent_at and row.told_at):
            self.breaks("2: left out, and it stands there", str(row))
        if not row.told_at or not self._told(row.receiver, row.named, ""):
            self.breaks("2: left out, and the chairs have not heard of it", str(row))

    def _told(self, receiver: str, named: str, about: str) -> bool:
        """Whether a chair has read that something was wrong with the message, and which of its items that was about.

        What Slack did not take of that either is not told on.
        """
        query = (
            "SELECT told.id, told.state FROM announcement_line AS line JOIN announcement AS told "
            "ON told.id = line.announcement_id WHERE line.kind = 'trouble' AND line.item = ? "
            "AND instr(line.words, ?) AND line.words LIKE ?"
        )
        found = self.world.database.ask(query, receiver, named, f"%{about}%")
        return any(
            state == "skipped" or any(named in post.first_text for post in self.posts[key]) for key, state in found
        )

    def _heard_of(self, item: str, key: int, wishes: list[Wish]) -> None:
        """Every line an item asked for while it stood as it did was said, or the chairs were told that it was not."""
        world = self.world
        ends = [*(wish.since for wish in wishes[1:]), world.end]
        for wish, end in zip(wishes, ends, strict=True):
            for asked in asked_of(item, wish):
                known = max(wish.since, self.people.since) + self.race < asked.due_at
                if known and asked.due_at < min(end, world.end) - self.race:
                    self._said(item, key, wish, asked, changed=wish is not wishes[-1])

    def _said(self, item: str, key: int, wish: Wish, asked: Asked, *, changed: bool) -> None:
        number, title = self.people.names[item, key]
        letter = "#" if item == "action" else "M"
        line = (wish.house.channel, item, title, asked.kind, asked.offset_days, str(asked.local_date))
        if self.said.get(line):
            return
        found = self.world.database.ask(
            f"SELECT {', '.join(f'a.{name}' for name in Row._fields)} FROM announcement_line AS line JOIN announcement "
            "AS a ON a.id = line.announcement_id WHERE line.item = ? AND line.item_id = ? AND line.kind = ? "
            "AND line.receiver = ? AND line.offset_days = ? AND line.local_date = ?",
            item,
            key,
            asked.kind,
            wish.house.channel,
            asked.offset_days,
            str(asked.local_date),
        )
        what = f"{letter}{number} {title}: {wish} {asked} {[str(Row(*row)) for row in found]}"
        if not found:
            self.breaks("2: never planned", what)
            return
        # By the day of its own message, or of the one that it was taken into after an outage.
        names = {_named(asked.local_date), *(Row(*row).named for row in found)}
        about = f"{letter}{number}"
        if not changed and not any(self._told(wish.house.channel, name, about) for name in names):
            self.breaks("2: wanted, and neither said nor told", what)


def _named(day: date) -> str:
    return f" of {day:%A} {day.day} {day:%B}, "
