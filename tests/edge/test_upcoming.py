"""The chairs look at what will be said, and change a message of it, through Slack."""

from bot.sandbox.running import Slack
from tests.edge.bot import Served


def test_a_chair_changes_a_message_by_form_and_takes_that_back(bot: Served, slack: Slack) -> None:
    ana = slack.person("Ana")
    ana.types("/wp meeting add Trio meeting; when: 17 January 2022 10:00", in_="programme")
    ana.answer()
    ana.types("/wp upcoming", in_="programme")
    planned = ana.answer()
    assert "Trio meeting" in planned.text
    ana.presses("Change", planned)
    form = ana.form("Change the message")
    assert "Trio meeting" in str(form.body)
    ana.submits({"what": "at", "day": "2021-12-01", "at": "09:00"})
    assert "passed" in form.errors["day"]
    ana.submits({"what": "skip"})
    answer = ana.reads("It will not be sent")
    ana.types("/wp upcoming", in_="programme")
    ana.presses("Undo", answer)
    ana.reads("Took back: left out the message")


def test_who_does_not_chair_is_told_who_may(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben")
    ben.types("/wp upcoming nonsense", in_="programme")
    assert "Only the chairs can" in ben.answer().text
