"""A meeting from its adding to what came of it, and its calendars, as people go through them."""

import re
import socket
from datetime import date
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

import pytest
import vobject

from bot.clock import ShiftedClock
from bot.sandbox.running import Slack
from tests.builders import HOUSE
from tests.edge.bot import Served, serving
from tests.ports import free_port


def test_a_meeting_is_added_by_form_answered_moved_and_cancelled(bot: Served, slack: Slack) -> None:
    ana, ben, chloe = slack.person("Ana"), slack.person("Ben"), slack.person("Chloe")
    ben.types("/wp meeting add", in_="programme")
    ben.form("Add a meeting")
    wrong = ben.submits({"title": "Trio meeting", "when": "2 February 2022 10:00", "lasts": "9:00"})
    assert "before it begins" in wrong.errors.get("lasts", ""), wrong
    ben.submits({"lasts": "90 minutes", "where": "Lisbon"})
    added = ben.answer()
    assert "M1 Trio meeting Wednesday 2 February 2022, 10:00–11:30 Brussels" in flat(added.words)

    ben.types("/wp meeting move M1 3 February 2022; why: the room is taken", in_="programme")
    ben.answer()
    moved = ana.reads(
        "is moved from Wednesday 2 February 2022, 10:00–11:30 Brussels to Thursday 3 February", "programme"
    )
    ana.presses("I'll come", moved)
    assert "You come to M1" in flat(ana.answer().words)
    chloe.presses("Can't", moved)
    assert "You can't come to M1" in flat(chloe.answer().words)

    chloe.types("/wp agenda M1 #1; 10", in_="programme")
    assert "On the agenda" in chloe.answer().words
    ben.types("/wp show M1", in_="programme")
    shown = flat(ben.answer().words)
    assert "1. #1 Draft the brief · 10 min · Chloe" in shown
    assert "Who comes one person of one organisation • ZSI: Ana Can't: Chloe" in shown

    ben.presses("Cancel it")
    ben.form("Cancel M1")
    ben.submits({"why": "the host is ill"})
    assert ana.reads("M1 Trio meeting on Thursday 3 February 2022, 10:00–11:30 Brussels is cancelled", "programme")
    ana.presses("I'll come", moved)
    assert "M1 is cancelled." in ana.answer().words


def flat(words: str) -> str:
    return " ".join(words.replace("*", "").split())


def test_a_guest_and_a_stranger_are_refused_politely(bot: Served, slack: Slack) -> None:
    gus = slack.person("Gus")
    gus.types("/wp meeting add Trio; when: 2 February 2022", in_="programme")
    assert "Nothing was changed" in gus.answer().words or "member" in gus.answer().words


def test_a_meeting_arrives_as_a_calendar_file_in_the_direct_message(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben")
    ben.types(
        "/wp meeting add Trio meeting; when: 2 February 2022 10:00 for 90 minutes; where: Lisbon", in_="programme"
    )
    ben.answer()
    ben.presses("Add to calendar")
    sent = ben.reads("M1 Trio meeting, for your calendar", "dm")
    slack.wait(lambda: next((message for message in slack.person("Ben").sees("dm") if message.files), None))
    (key,) = next(message for message in ben.sees("dm") if message.files).files
    file = slack.workspace.files[key]
    assert file.name == "m1-trio-meeting.ics" and file.data and sent
    event = vobject.readOne(file.data.decode()).vevent
    assert (event.summary.value, event.location.value) == ("Trio meeting", "Lisbon")
    assert event.dtstart.value.isoformat() == "2022-02-02T10:00:00+01:00"


def test_after_it_who_added_it_is_asked_and_lines_become_actions(
    bot: Served, slack: Slack, clock: ShiftedClock
) -> None:
    ben = slack.person("Ben")
    ben.types("/wp meeting add Trio meeting; when: 11 January 2022 10:00", in_="programme")
    ben.answer()
    clock.move_to(date(2022, 1, 11), HOUSE.zone)
    ben.types("/wp meetings past", in_="programme")
    ben.answer()
    ben.types("/wp release 1", in_="programme")
    ben.answer()
    bot_wakes(bot, slack, clock)
    asked = ben.reads("What came of M1 Trio meeting, Tuesday 11 January?", "dm", 20)  # at the next beat at the latest
    ben.presses("What came of it", asked)
    ben.form("Outcome of M1")
    wrong = ben.submits({"outcome": "We go to Lisbon", "actions": "Book the hall; DLR-PT; end of March\n; CNRS"})
    assert wrong.errors["actions"].startswith("Line 2, “; CNRS”")
    ben.submits({"actions": "Book the hall; DLR-PT; end of March\nWrite to all"})
    assert "Kept: M1 Trio meeting" in flat(ben.reads("Added #6, #7", "dm").words)
    ben.types("/wp show 7", in_="programme")
    assert ben.reads("Write to all", "programme")


def bot_wakes(bot: Served, slack: Slack, clock: ShiftedClock) -> None:
    """A day on; somebody changes something, so the sender looks at once."""
    clock.move_to(date(2022, 1, 12), HOUSE.zone)
    ana = slack.person("Ana")
    ana.types("/wp note 5 on it", in_="programme")
    ana.answer()


@pytest.fixture
def port() -> int:
    return free_port()


def asked(address: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
    parts = urlsplit(address)
    line = HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    line.request(method, parts.path, headers=headers)
    answer = line.getresponse()
    body = answer.read()
    line.close()
    return answer, body


def test_a_calendar_is_subscribed_to_kept_fresh_and_revoked(
    slack: Slack, programme_url: str, clock: ShiftedClock, port: int
) -> None:
    home = f"http://127.0.0.1:{port}"
    with serving(slack, programme_url, clock, public_url=home, http_port=port):
        ben = slack.person("Ben")
        ben.types("/wp meeting add Trio meeting; when: 2 February 2022 10:00", in_="programme")
        ben.answer()
        ben.types("/wp calendar mine", in_="programme")
        found = re.search(r"http://[^\s<>|]+\.ics", ben.answer().words)
        assert found
        first, body = asked(found[0])
        assert (first.status, first.getheader("Content-Type")) == (200, "text/calendar; charset=utf-8")
        calendar = vobject.readOne(body.decode())
        assert [event.summary.value for event in calendar.vevent_list] == ["Trio meeting"]
        again, nothing = asked(found[0], **{"If-None-Match": first.getheader("ETag") or ""})
        assert (again.status, nothing) == (304, b"")
        head, none = asked(found[0], "HEAD")
        assert (head.status, none) == (200, b"")
        for method in ("POST", "PUT", "DELETE"):
            assert asked(found[0], method)[0].status == 405
        for path in (
            "",
            "/calendar/",
            "/calendar/nobody-has-this-token-at-all.ics",
            "/calendar/../etc/passwd",
            "/x.ics",
        ):
            assert asked(home + path)[0].status == 404

        ben.types("/wp meeting cancel M1 the host is ill", in_="programme")
        ben.answer()
        changed, body = asked(found[0], **{"If-None-Match": first.getheader("ETag") or ""})
        event = vobject.readOne(body.decode()).vevent
        assert (changed.status, event.status.value, int(event.sequence.value)) == (200, "CANCELLED", 1)

        ben.types("/wp calendar new mine", in_="programme")
        newer = re.search(r"http://[^\s<>|]+\.ics", ben.answer().words)
        assert newer and newer[0] != found[0]
        assert (asked(found[0])[0].status, asked(newer[0])[0].status) == (404, 200)
        ben.types("/wp calendar revoke", in_="programme")
        assert "no longer works" in ben.answer().words
        assert asked(newer[0])[0].status == 404
    with pytest.raises(OSError):
        asked(newer[0])


def test_a_port_that_is_taken_is_said_and_nothing_runs_on(
    slack: Slack, programme_url: str, clock: ShiftedClock, port: int
) -> None:
    from bot.errors import SetupError

    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("0.0.0.0", port))
        taken.listen()
        with (
            pytest.raises(SetupError, match=f"port {port} cannot be had"),
            serving(slack, programme_url, clock, wait=False, public_url="http://x", http_port=port) as served,
        ):
            served.thread.join(20)
