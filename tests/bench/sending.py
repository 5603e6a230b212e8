"""The plan and the beat: held against raw statements on the same rows, and against themselves with little to do."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from threading import Thread
from time import perf_counter, sleep
from typing import Any
from uuid import uuid4

from sqlmodel import Session

from bot.deps import Deps
from bot.operations import sending
from bot.operations.actions import New, add
from bot.operations.announcements import plan_programme, tell
from bot.outcomes import Message, Sent
from bot.pace import Pace
from bot.tick import Beat
from bot.windows import Window
from storage.engine import Units, open_engine, refresh_statistics
from storage.migrate import upgrade
from tests.builders import HOUSE, NOW, a_cast, a_programme, a_turn, an_action
from tests.promises.slack_that_remembers import Clock, Remembering

ROUNDS = 5
CLAIMS = 400


@contextmanager
def _database() -> Iterator[tuple[Units, Path]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "wp.db"
        engine = open_engine(f"sqlite:///{path}")
        upgrade(engine)
        yield Units(engine), path
        engine.dispose()


@contextmanager
def _raw(path: Path) -> Iterator[sqlite3.Connection]:
    """The driver alone, as durable as we are."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=30)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    yield connection
    connection.close()


def planning_against_raw() -> tuple[float, float]:
    """Planning 10,000 actions at once / writing the same rows with executemany; and our seconds."""
    ratios, seconds = zip(*(_planning_against_raw(10_000) for _ in range(3)), strict=True)
    return median(ratios), median(seconds)


def _planning_against_raw(count: int) -> tuple[float, float]:
    with _database() as (units, path):
        with units.writing() as session:
            programme = a_programme(session)
            for number in range(count):
                day = date(2022, 1, 17) + timedelta(days=number % 45)
                an_action(session, programme, f"Step {number}", when=f"{day}", window=Window(day, day), number=number)
            key = programme.id or 0
        begun = perf_counter()
        with units.writing() as session:
            plan_programme(session, key, now=NOW, house=HOUSE)
        ours = perf_counter() - begun
        with _raw(path) as raw:
            tables = {
                name: raw.execute(f"SELECT * FROM {name}").fetchall()
                for name in ("announcement", "announcement_line", "channel_pace")
            }
            assert len(tables["announcement_line"]) > count
            seconds = []
            for _ in range(ROUNDS):
                for name in reversed(tables):
                    raw.execute(f"DELETE FROM {name}")
                begun = perf_counter()
                raw.execute("BEGIN IMMEDIATE")
                for name, rows in tables.items():
                    if rows:
                        raw.executemany(f"INSERT INTO {name} VALUES ({','.join('?' * len(rows[0]))})", rows)
                raw.execute("COMMIT")
                seconds.append(perf_counter() - begun)
    return ours / median(seconds), ours


def idle_beats(few: int = 1_000, many: int = 1_000_000) -> tuple[float, float]:
    """A beat that finds nothing to do with many announcements in the table / with few; seconds with many."""
    with _filled(few) as small, _filled(many) as large:
        small(), large()
        pairs = [(_seconds(small, 20), _seconds(large, 20)) for _ in range(ROUNDS)]
    return median(b / a for a, b in pairs), median(b for _, b in pairs)


@contextmanager
def _filled(count: int) -> Iterator[Callable[[], Any]]:
    """A beat on a table of which nine in ten were sent and the rest is due later."""
    with _database() as (units, path):
        with units.writing() as session:
            a_cast(session)
            tell(
                session,
                receiver=HOUSE.channel,
                kind="told",
                item="action",
                item_id=1,
                words="A pattern",
                now=NOW,
                house=HOUSE,
                slot="pattern",
            )
        with _raw(path) as raw:
            raw.execute("PRAGMA synchronous = OFF")
            names = [row[1] for row in raw.execute("PRAGMA table_info(announcement)")]
            minutes = "CASE WHEN n % 10 THEN -n % 500000 ELSE n % 80000 + 1440 END"
            due = f"datetime('2022-01-10', ({minutes}) || ' minutes')"
            other = {
                "id": "printf('%032x', n)",
                "slot": "'slot ' || n",
                "state": "CASE WHEN n % 10 THEN 'sent' ELSE 'planned' END",
                "due_at": f"{due} || '.000000'",
                "local_date": f"date({due})",
                "local_time": f"time({due}) || '.000000'",
                "zone": "'UTC'",
                "posted_at": "CASE WHEN n % 10 THEN '2022-01-09 08:00:00.000000' END",
                "confirms": "2",
                "ts": "n",
            }
            columns = ", ".join(other.get(name, name) for name in names)
            raw.execute(
                "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?) "
                f"INSERT INTO announcement SELECT {columns} FROM numbers, (SELECT * FROM announcement)",
                (count,),
            )
            raw.execute("UPDATE announcement SET state = 'sent' WHERE slot = 'pattern'")
            raw.execute("UPDATE channel_pace SET swept_at = '2022-01-10 09:00:00.000000'")  # nothing to look through
        refresh_statistics(units.engine)
        clock = Clock()
        yield Beat(Deps(units, clock, HOUSE), Remembering(clock), "one", Pace()).run


def claims_against_raw() -> tuple[float, float]:
    """Claiming a row / the bare statement that takes the oldest one, both durable; and claims a second."""
    pairs = []
    for _ in range(ROUNDS):
        with _database() as (units, path):
            _due(units, CLAIMS)
            bare = _seconds(lambda: _claim_raw(path))
        with _database() as (units, _):
            _due(units, CLAIMS)
            pairs.append((bare, _seconds(lambda: _claim_ours(units))))
    return median(ours / bare for bare, ours in pairs), CLAIMS / median(ours for _, ours in pairs)


def _due(units: Units, count: int) -> None:
    with units.writing() as session:
        for number in range(count):
            _tell(session, f"U0NR{number}", NOW)


def _tell(session: Session, receiver: str, now: datetime) -> None:
    words = f"Number {uuid4()}"
    tell(
        session,
        receiver=receiver,
        kind="told",
        item="action",
        item_id=1,
        words=words,
        now=now,
        house=HOUSE,
        slot=words,
    )


BARE = """
UPDATE announcement SET state = 'sending', lease_owner = 'bare', lease_until = ?, attempts = attempts + 1
WHERE id = (SELECT id FROM announcement WHERE state IN ('planned','sending') AND due_at <= ? AND state = 'planned'
ORDER BY due_at, id LIMIT 1) RETURNING *
"""


def _claim_raw(path: Path) -> None:
    with _raw(path) as raw:
        for _ in range(CLAIMS):
            raw.execute("BEGIN IMMEDIATE")
            taken = raw.execute(BARE, ("2022-01-10 09:02:00.000000", "2022-01-10 09:00:01.000000")).fetchall()
            raw.execute("COMMIT")
            assert len(taken) == 1


def _claim_ours(units: Units) -> None:
    pace, now = Pace(), NOW + timedelta(seconds=1)
    for _ in range(CLAIMS):
        with units.writing() as session:
            assert sending.take_due(session, now, "one", pace)


class Slow(Remembering):
    """A Slack that takes its time to answer."""

    def send(self, message: Message) -> Sent:
        sleep(0.02)
        return self.keep(message)


def commands_beside_a_beat() -> tuple[float, float]:
    """A change somebody makes while a beat sends to a slow Slack / with no beat: medians; and the longest but a few."""
    with _database() as (units, _):
        with units.writing() as session:
            a_cast(session)
            a_programme(session)
        alone = _changes(units)
        with units.writing() as session:
            for number in range(200):
                _tell(session, f"U0NR{number}", NOW)
        clock = Clock()
        clock.pass_by(seconds=1)
        beat = Beat(Deps(units, clock, HOUSE), Slow(clock), "one", Pace())
        running = Thread(target=beat.run)
        running.start()
        beside = _changes(units)
        beat.stopping.set()
        running.join()
    return median(beside) / median(alone), quantiles(beside, n=20)[-1]


def _changes(units: Units, count: int = 60) -> list[float]:
    from storage.models import Person

    seconds = []
    for number in range(count):
        begun = perf_counter()
        with units.writing() as session:
            turn = a_turn(session, session.get_one(Person, 1))
            add(session, turn, New(f"Thing {number}", when="31 January 2022"))
        seconds.append(perf_counter() - begun)
        sleep(0.005)
    return seconds


def _seconds(work: Callable[[], Any], times: int = 1) -> float:
    begun = perf_counter()
    for _ in range(times):
        work()
    return perf_counter() - begun
