"""`wp health`: a dead sender is seen, and one that has given up."""

from datetime import timedelta
from pathlib import Path

from bot.health import health
from bot.operations import pulse
from bot.outcomes import Later
from bot.pace import Pace
from storage.engine import Units
from tests.builders import NOW
from tests.promises.planned import FIRST, an_announced_action
from tests.promises.slack_that_remembers import Clock, Remembering, a_sender


def test_health_is_green_while_a_sender_beats_and_says_why_it_is_not(
    units: Units, database_url: str, clock: Clock, slack: Remembering
) -> None:
    assert health(database_url, NOW) == (False, "No bot has run on this database. wp run starts one.")
    sender = a_sender(units, slack)
    sender.run()
    assert health(database_url, NOW + 3 * Pace().tick) == (True, "Alive: the last sign of life was 45 seconds ago.")
    well, why = health(database_url, NOW + timedelta(seconds=46))
    assert not well
    assert "46 seconds ago; one comes at least every 45 seconds" in why
    assert "2 hours ahead" in health(database_url, NOW - timedelta(hours=2))[1], "the clock was set back"
    assert "was an hour ago" in health(database_url, NOW + timedelta(seconds=5403))[1]
    assert "was 3 days ago" in health(database_url, NOW + timedelta(days=3, hours=5))[1]
    with units.writing() as session:
        pulse.mark_alive(session, owner="two", version="1", now=NOW, wrong="The token was revoked.")
    assert health(database_url, NOW)[0], "another sender is alive"


def test_a_token_that_was_revoked_turns_health_red_within_the_same_beat(
    units: Units, database_url: str, clock: Clock, slack: Remembering
) -> None:
    an_announced_action(units)
    clock.to(FIRST)
    slack.faults = [lambda _: Later("The token has been revoked.", everywhere=True, lasting=True)]
    a_sender(units, slack).run()
    assert health(database_url, FIRST) == (False, "The bot gave up less than a second ago: The token has been revoked.")


def test_health_of_what_is_not_there_is_red_and_makes_nothing(tmp_path: Path) -> None:
    well, why = health(f"sqlite:///{tmp_path / 'none.db'}", NOW)
    assert not well
    assert "no bot has run" in why
    assert list(tmp_path.iterdir()) == []
