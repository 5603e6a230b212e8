"""The line between page and server: lost and found again."""

from playwright.sync_api import Page, expect
from slack_sdk import WebClient

from bot.sandbox.changes import PATIENCE
from bot.sandbox.people import default_people
from bot.sandbox.running import running_workspace
from tests.sandbox.conftest import APP, CHANNELS


def test_a_server_that_goes_and_comes_back_is_told_and_nothing_is_lost(tab: Page) -> None:
    with running_workspace(default_people(), CHANNELS, app=APP, ack_seconds=PATIENCE) as slack:
        api = WebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[])
        tab.goto(f"{slack.server.url}/#bea/general")
        tab.locator("#line").fill("half a sente")
        channel, bea = slack.channel("general").channel_id, slack.person("Bea").user_id
        api.chat_postEphemeral(channel=channel, user=bea, text="For you alone")
        expect(tab.locator("#messages")).to_contain_text("For you alone")
        slack.run(slack.server.stop())
        expect(tab.get_by_role("alert")).to_contain_text("does not answer")
        slack.run(slack.server.start())
        expect(tab.get_by_role("alert")).to_have_count(0)
        expect(tab.get_by_role("radio", name="Bea Member")).to_be_checked()
        expect(tab.locator("#messages")).to_contain_text("For you alone")
        expect(tab.locator("#line")).to_have_value("half a sente")
