"""The metronome: beats at once when woken, never twice at a time, ends what runs, and is noticed when it dies."""

import threading
from collections.abc import Callable, Iterator
from threading import Event, Thread

import pytest
from apscheduler.events import EVENT_JOB_MAX_INSTANCES, EVENT_JOB_SUBMITTED
from apscheduler.schedulers.base import STATE_STOPPED

from bot.clock import system_now
from bot.deps import Deps
from bot.operations.announcements import tell
from bot.outcomes import Absent, Later, Message, Outcome, Sent, Standing
from bot.pace import Pace
from bot.tick import Beat
from bot.ticker import Ticker
from storage.engine import Units
from tests.builders import HOUSE, NOW

LONG = 10.0
"""Seconds after which a test that waits for something gives up."""


class Empty:
    """In place of Slack: nothing stands there."""

    def look_up(self, *_asked: object) -> Absent:
        return Absent()

    def history(self, *_asked: object) -> Standing:
        return Standing()


class Held(Empty):
    """A post stays on its way until it is let go."""

    def __init__(self) -> None:
        self.reached, self.go = Event(), Event()
        self.sent: list[Message] = []
        self.at_once = self.most_at_once = 0

    def send(self, message: Message) -> Outcome:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.reached.set()
        self.go.wait(LONG)
        self.sent.append(message)
        self.at_once -= 1
        return Sent("1.0")


@pytest.fixture
def post() -> Held:
    return Held()


def a_row(units: Units, receiver: str) -> None:
    with units.writing() as session:
        tell(
            session,
            receiver=receiver,
            kind="told",
            item="action",
            item_id=1,
            words="hello",
            now=NOW,
            house=HOUSE,
            slot=receiver,
        )


@pytest.fixture
def made(lite: Units) -> Iterator[Callable[..., Ticker]]:
    """Makes tickers that tick once an hour, so that only waking makes them beat; stopped at the end."""
    tickers: list[Ticker] = []

    def make(post: object, failed: Callable[[str], None] = print, **pace: object) -> Ticker:
        deps = Deps(lite, system_now, HOUSE)
        beat = Beat(deps, post, "one", Pace(tick=Pace().give_up, **pace))  # type: ignore[arg-type]
        tickers.append(Ticker(beat, failed))
        return tickers[-1]

    yield make
    for ticker in tickers:
        ticker.stop()


def until(there: Callable[[], bool]) -> None:
    for _ in range(int(LONG * 100)):
        if there():
            return
        Event().wait(0.01)
    pytest.fail("it did not happen")


def test_what_is_due_goes_out_at_the_start_and_when_woken(lite: Units, made: Callable[..., Ticker], post: Held) -> None:
    post.go.set()
    a_row(lite, "U0BEN")
    ticker = made(post)
    ticker.start()
    until(lambda: len(post.sent) == 1)
    a_row(lite, "U0ANA")
    ticker.wake()
    until(lambda: len(post.sent) == 2)


def test_waking_while_it_beats_is_not_forgotten_and_does_not_beat_twice_at_once(
    lite: Units, made: Callable[..., Ticker], post: Held
) -> None:
    a_row(lite, "U0BEN")
    ticker = made(post)
    ticker.start()
    assert post.reached.wait(LONG)
    a_row(lite, "U0ANA")
    for _ in range(5):
        ticker.wake()
    post.go.set()
    until(lambda: len(post.sent) == 2)
    assert post.most_at_once == 1


def test_stopping_in_the_moment_in_which_a_beat_begins_ends_without_a_complaint(
    made: Callable[..., Ticker], post: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    complaints: list[object] = []
    monkeypatch.setattr(threading, "excepthook", complaints.append)
    ticker = made(post)
    ticker.start()
    scheduler = ticker._scheduler
    remove, remove_all = scheduler.remove_job, scheduler.remove_all_jobs
    stopping, removing, begun = Thread(target=ticker.stop), Event(), Event()

    def begin_while_it_stops(*which: str) -> None:
        stopping.start()
        until(lambda: removing.is_set() or scheduler.state == STATE_STOPPED)
        begun.set()
        remove(*which)

    def remove_what_waits() -> None:
        removing.set()
        remove_all()

    monkeypatch.setattr(scheduler, "remove_job", begin_while_it_stops)
    monkeypatch.setattr(scheduler, "remove_all_jobs", remove_what_waits)
    ticker.wake()
    assert begun.wait(LONG)
    stopping.join(LONG)
    assert not stopping.is_alive() and not complaints


def test_waking_in_the_moment_in_which_a_beat_ends_is_not_forgotten(
    lite: Units, made: Callable[..., Ticker], post: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    post.go.set()
    ticker = made(post)
    beat, ended, noticed = ticker._beat, [], Event()

    def beat_and_be_woken() -> None:
        beat()
        ended.append(1)
        if len(ended) <= 2:
            a_row(lite, f"U0NR{len(ended)}")
            noticed.clear()
            ticker.wake()
            assert noticed.wait(LONG)

    monkeypatch.setattr(ticker, "_beat", beat_and_be_woken)
    ticker.start()
    ticker._scheduler.add_listener(lambda _: noticed.set(), EVENT_JOB_SUBMITTED | EVENT_JOB_MAX_INSTANCES)
    until(lambda: len(post.sent) == 2)


def test_stopping_lets_the_message_arrive_that_is_on_its_way_and_begins_no_other(
    lite: Units, made: Callable[..., Ticker], post: Held
) -> None:
    a_row(lite, "U0BEN")
    a_row(lite, "U0ANA")
    ticker = made(post)
    ticker.start()
    assert post.reached.wait(LONG)
    finished: list[bool] = []
    stopping = Thread(target=lambda: finished.append(ticker.stop()))
    stopping.start()
    until(ticker.beat.stopping.is_set)
    post.go.set()
    stopping.join(LONG)
    assert finished == [True]
    assert len(post.sent) == 1
    ticker.wake()
    assert len(post.sent) == 1


def test_stopping_gives_up_what_takes_too_long(lite: Units, made: Callable[..., Ticker], post: Held) -> None:
    a_row(lite, "U0BEN")
    ticker = made(post, stop=Pace().gap / 20)
    ticker.start()
    assert post.reached.wait(LONG)
    assert ticker.stop() is False
    post.go.set()


def test_stopping_one_that_never_started_is_nothing(made: Callable[..., Ticker], post: Held) -> None:
    assert made(post).stop() is True


def test_a_token_that_is_refused_is_told_at_once(lite: Units, made: Callable[..., Ticker]) -> None:
    class Revoked(Empty):
        def send(self, _message: Message) -> Outcome:
            return Later("The token has been revoked.", everywhere=True, lasting=True)

    told: list[str] = []
    a_row(lite, "U0BEN")
    ticker = made(Revoked(), told.append)
    ticker.start()
    until(lambda: told == ["The token has been revoked."])


def test_beats_that_keep_failing_are_told_and_one_that_fails_is_not(
    made: Callable[..., Ticker], post: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    beats: list[int] = []
    told: list[str] = []
    ticker = made(post, told.append)

    def fail() -> int:
        beats.append(1)
        raise OSError("the database is gone")

    monkeypatch.setattr(ticker.beat, "run", fail)
    ticker.start()
    while not told:
        ticker.wake()
        until(lambda seen=len(beats): len(beats) > seen or told)  # type: ignore[misc]
    assert len(beats) >= 3, "one that fails, or two, is not told"
    assert "cannot be sent" in told[0]
