"""Settings through Slack: by form and by button."""

from bot.sandbox.messages import Message
from bot.sandbox.running import Slack
from bot.sandbox.somebody import Somebody
from tests.edge.bot import CHANNEL, Served


def test_a_member_sets_an_absence_by_form_and_hears_all_that_is_set(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben")
    ben.types("/wp settings", in_="programme")
    ben.presses("Change …", ben.answer())
    form = ben.form("Your settings")
    ben.submits({"reminded": "on", "at": "06:00", "away": "2022-03-14", "deputy": "U0CHLOE"})
    assert "working hours" in form.errors["at"]
    ben.submits({"reminded": "on", "at": "08:30", "away": "2022-03-14", "deputy": "U0CHLOE"})
    answer = ben.reads("You are away until 14 March 2022")
    assert "at 08:30" in answer.text and "hears instead" in answer.text
    ben.presses("I'm back", answer)
    assert ben.reads("You are back")


def test_a_chair_chooses_the_channel_by_form(bot: Served, slack: Slack) -> None:
    ana = slack.person("Ana")
    ana.types("/wp settings", in_="programme")
    ana.presses("Change the channel's …", ana.answer())
    form = ana.form("The channel's settings")
    assert CHANNEL in str(form.body)
    ana.submits({"channel": CHANNEL, "digest_at": "08:00", "deadline_days": "10, 2", "late_in_channel": "yes"})
    assert "10 and 2 days before" in ana.reads("The channel's message of the day comes at 08:00").text
    ana.types("/wp settings channel #elsewhere", in_="programme")
    refused = "I am not in #elsewhere, so I could say nothing there. Type `/invite @wp` in it, then send this again."
    assert refused in ana.answer().text
    ana.presses("Change the channel's …", _settings(ana))
    form = ana.form("The channel's settings")
    elsewhere = slack.workspace.channel("elsewhere").channel_id
    sent = {"channel": elsewhere, "digest_at": "08:00", "deadline_days": "10, 2", "late_in_channel": "yes"}
    ana.submits(sent)
    assert refused.replace("`", "") in form.errors["channel"]
    ana.types("/invite @wp", in_="elsewhere")
    ana.submits(sent)
    moved = ana.reads("Announcements go to another channel from now on", "programme")
    assert f"<#{elsewhere}>" in moved.text and "&lt;" not in str(moved.blocks)


def _settings(who: Somebody) -> Message:
    who.types("/wp settings", in_="programme")
    return who.answer()
