"""`wp try`: the local workspace opens with a programme to work on, and keeps what was tried."""

import json
import socket
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import sleep
from urllib.request import Request, urlopen
from zoneinfo import ZoneInfo

import pytest

from bot.clock import seconds
from bot.example import example_programme
from bot.furnishing import CHAIR, PEOPLE, furnish
from bot.reading.documents import read_document
from bot.reading.when import Context, read_when
from bot.sandbox.changes import PATIENCE
from bot.trying import CHANNEL
from bot.turn import House
from storage.engine import Units, open_engine
from storage.queries.announcements import planned_until
from tests.edge.process import Wp, running_wp
from tests.ports import free_port

DAY = date(2026, 3, 10)


class Page:
    """The page's way into a running local workspace."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"

    def state(self) -> dict[str, object]:
        with urlopen(f"{self.url}/page/state?as={CHAIR}&private=1", timeout=PATIENCE) as response:
            return dict(json.load(response))

    def act(self, act: str, **body: object) -> dict[str, object]:
        headers = {"Content-Type": "application/json", "Origin": self.url}
        request = Request(f"{self.url}/page/{act}", json.dumps({"as": CHAIR, **body}).encode(), headers)
        with urlopen(request, timeout=3 * PATIENCE) as response:
            return dict(json.load(response))

    def said(self) -> str:
        messages = self.state()["messages"]
        assert isinstance(messages, dict)
        return json.dumps(messages.get(CHANNEL, []), ensure_ascii=False)

    def waits_for(self, there: Callable[[str], bool]) -> str:
        """What stands in the channel, once it is as wished."""
        end = seconds() + PATIENCE
        while not there(said := self.said()):
            assert seconds() < end, said
            sleep(0.02)  # else the asking takes all the time from whoever is to answer
        return said


@pytest.fixture
def port() -> int:
    return free_port()


def tried(*args: str, port: int, folder: Path) -> "Trying":
    return Trying(args, port, folder)


class Trying:
    """`wp try` for the length of a `with`; stopped as people stop it, and it must end well."""

    def __init__(
        self, args: tuple[str, ...], port: int, folder: Path, environ: Mapping[str, str] | None = None
    ) -> None:
        self.page = Page(port)
        self._running = running_wp("try", "--port", str(port), *args, folder=folder, environ=environ or {})

    def __enter__(self) -> tuple[Wp, Page]:
        self.wp = self._running.__enter__()
        self.wp.until(f"Open {self.page.url} in your browser")
        return self.wp, self.page

    def __exit__(self, *error: object) -> None:
        try:
            if error[0] is None:
                self.wp.stop()
                assert self.wp.ends() == 0
        finally:
            self._running.__exit__(None, None, None)


def test_it_opens_with_people_an_adopted_programme_and_a_hint(port: int, tmp_path: Path) -> None:
    with tried("--on", DAY.isoformat(), port=port, folder=tmp_path) as (wp, page):
        assert "Adopted: Work Programme n°5, January 2026 – June 2026." in wp.said
        state = page.state()
        people = {one["id"]: one["title"] for one in state["people"]}  # type: ignore[attr-defined]
        assert people[CHAIR] == "NSI" and {"LSU", "FSS", "AMD", "PRC"} <= set(people.values())
        assert str(state["now"]).startswith("2026-03-10")
        hello = state["hello"]
        assert isinstance(hello, dict) and "/wp mine" in [one["line"] for one in hello["suggestions"]]
        page.waits_for(lambda said: "has adopted Work Programme n°5" in said)
        assert page.act("type", channel=CHANNEL, text="/wp mine")["ok"]
        page.waits_for(lambda said: "Agenda and practical note" in said)


def test_what_was_tried_is_there_at_the_next_start(port: int, tmp_path: Path) -> None:
    with tried("--on", DAY.isoformat(), port=port, folder=tmp_path) as (_, page):
        page.act("type", channel=CHANNEL, text="/wp done 3")
        page.waits_for(lambda said: "Done: *#3*" in said)
    with tried("--on", DAY.isoformat(), port=port, folder=tmp_path) as (wp, page):
        assert not any("Adopted" in line or "Brought" in line for line in wp.said)
        page.act("type", channel=CHANNEL, text="/wp show 3")
        page.waits_for(lambda said: "done" in said.lower() and "Minutes of the last assembly" in said)


def test_moving_the_day_lets_happen_what_is_due_until_then(port: int, tmp_path: Path) -> None:
    with tried("--on", DAY.isoformat(), port=port, folder=tmp_path) as (_, page):
        page.waits_for(lambda said: "has adopted" in said)
        moved = page.act("day", days=4)
        assert str(moved["now"]).startswith("2026-03-14")
        assert "Agenda and practical note for the assembly" in page.said()
        assert "sent late" not in page.said()
        assert page.act("day", to="2026-03-10")["ok"]


def test_a_long_move_of_the_day_leaps_over_nothing(port: int, tmp_path: Path) -> None:
    with tried("--on", DAY.isoformat(), port=port, folder=tmp_path) as (_, page):
        page.act("type", channel=CHANNEL, text="/wp add Count the chairs; who: NSI; when: 2 June 2026")
        page.waits_for(lambda said: "Count the chairs" in said)
        assert page.act("day", to="2026-06-03")["ok"]
        assert "Count the chairs\\nNSI" in page.said()


def test_a_document_brings_its_own_organisations_and_the_way_into_its_period(
    port: int, tmp_path: Path, shared: Path
) -> None:
    seed = shared / "seeds" / "alliance-work-programme-2022-h1.txt"
    with tried("--programme", str(seed), "--on", "2022-02-01", port=port, folder=tmp_path) as (wp, page):
        assert any("Adopted: Work Programme n°3" in line for line in wp.said)
        titles = {one["title"] for one in page.state()["people"]}  # type: ignore[attr-defined]
        assert "CNRS" in titles
    (other := tmp_path / "other").mkdir()
    with tried("--programme", str(seed), port=port, folder=other) as (wp, _):
        assert any("wp try --on 2022-01-01" in line for line in wp.said)


def test_a_port_that_is_taken_is_told_with_another(port: int, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        with running_wp("try", "--port", str(port), folder=tmp_path, environ={}) as wp:
            assert wp.ends() == 1
            assert f"wp try --port {port + 1}" in wp.said[-1]


def test_the_people_are_members_a_guest_and_a_stranger_in_many_zones() -> None:
    assert len({one.tz for one in PEOPLE}) == len(PEOPLE)
    assert [one.name for one in PEOPLE if one.is_restricted] == ["Gil"]
    assert [one.name for one in PEOPLE if one.is_stranger] == ["Sam"]
    assert len({one.user_id for one in PEOPLE}) == len(PEOPLE)


@pytest.mark.parametrize("today", [date(2026, 1, 1) + timedelta(days=43 * step) for step in range(9)])
def test_the_example_has_every_kind_of_who_and_when_around_any_day(today: date) -> None:
    document = read_document(example_programme(today).encode(), "example.md")
    (programme,) = document.programmes
    actions = list(programme.every_action())
    assert (len(programme.priorities), len(actions)) == (4, 17)
    assert programme.period and programme.period[0] <= today <= programme.period[1]
    windows = [read_when(one.when, Context(today, programme.period)).window for one in actions]
    ends = sorted(one.end for one in windows if one.end)
    assert ends[0] < today < ends[1] <= today + timedelta(days=14)
    assert any(one.tentative for one in windows) and any(one.ongoing for one in windows)
    assert any(one.recurring for one in windows) and any(not one.understood for one in windows)
    said = {one.who for one in actions}
    assert {"Any volunteers?", "?", "Trio", "PRC or AMD", "FSS/LSU/AMD", "All interested"} <= said


@pytest.mark.parametrize("weekday", range(7))
def test_the_channel_is_reminded_within_the_first_week_whatever_day_it_is(lite_url: str, weekday: int) -> None:
    now = datetime(2026, 3, 2 + weekday, 20, tzinfo=UTC)
    engine = open_engine(lite_url)
    units = Units(engine)
    furnish(units, House(ZoneInfo("Europe/Brussels"), CHANNEL), now, None, lambda _: None)
    with units.reading() as session:
        week = planned_until(session, now + timedelta(days=7))
        assert any(one.receiver == CHANNEL and one.due_at > now for one in week)
    engine.dispose()
