"""Every block and element, drawn and worked."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from slack_sdk import WebClient

from bot.sandbox.changes import PATIENCE
from bot.sandbox.people import default_people
from bot.sandbox.running import Slack, running_workspace
from tests.browser import kit
from tests.sandbox.conftest import APP, CHANNELS
from tests.sandbox.forms import field, modal
from tests.sandbox.plain_bot import PlainBot, plain_bot


@pytest.fixture
def slack() -> Iterator[Slack]:
    with running_workspace(default_people(), CHANNELS, app=APP, ack_seconds=PATIENCE) as slack:
        yield slack


def answer(envelope: dict[str, Any]) -> Any:
    if envelope["payload"].get("type") == "block_suggestion":
        return {"options": [kit.option(f"Found {envelope['payload']['value']}", "f")]}
    return None


@pytest.fixture(autouse=True)
def bot(slack: Slack) -> Iterator[PlainBot]:
    with plain_bot(slack, answer) as bot:
        yield bot


@pytest.fixture
def api(slack: Slack) -> WebClient:
    return WebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[])


@pytest.fixture
def message(page: Page, slack: Slack, api: WebClient) -> Locator:
    """A message with one of each block in it."""
    channel, ana = slack.channel("general").channel_id, slack.person("Ana").user_id
    api.chat_postMessage(channel=channel, text="All", blocks=kit.message(channel, ana))
    return page.get_by_role("listitem").filter(has_text="Work programme")


@pytest.fixture
def form(page: Page, bot: PlainBot, api: WebClient) -> Locator:
    """A modal with one of each field in it."""
    page.locator("#line").fill("/wp form")
    page.locator("#line").press("Enter")
    api.views_open(trigger_id=bot.waits("slash_commands")[0]["payload"]["trigger_id"], view=kit.form())
    return page.get_by_role("dialog", name="Everything")


def pressed(bot: PlainBot, many: int) -> list[dict[str, Any]]:
    return [one["payload"]["actions"][0] for one in bot.waits("interactive", many)]


def test_mrkdwn_is_shown_as_slack_shows_it_in_my_zone(message: Locator, page: Page) -> None:
    expect(message.locator("strong").first).to_have_text("bold")
    expect(message.locator("em").first).to_have_text("italic")
    expect(message.locator("s")).to_have_text("gone")
    expect(message.locator("code")).to_have_text("code")
    expect(message.locator("blockquote").first).to_have_text("quoted well\ntwice")
    expect(message.locator("pre").first).to_have_text("let x = 1 < 2")
    expect(message.get_by_role("link", name="a link")).to_have_attribute("href", "https://example.org/a?b=1&c=2")
    expect(message.locator(".mention.mine").first).to_have_text("@Ana")
    expect(message.get_by_role("button", name="#general")).to_be_visible()
    # A picture where there is a font for it, else its name: never an empty box.
    expect(message.get_by_role("img", name="tada").or_(message.get_by_text(":tada:"))).to_be_visible()
    expect(message).to_contain_text("@here 2*3*4 snake_case_name")
    expect(message.locator(".mention.loud")).to_have_count(0)
    moment = message.locator("time[title='18 January 2022']")
    expect(moment).to_have_text("Tuesday, January 18, 2022 at 10:00")
    page.get_by_role("radio", name="Bea Member").click()
    expect(moment).to_have_text("Tuesday, January 18, 2022 at 11:00")


def test_words_are_never_markup(message: Locator) -> None:
    expect(message).to_contain_text("<b>not bold</b>")
    expect(message.locator("b", has_text="not bold")).to_have_count(0)


def test_pictures_of_other_machines_are_shown_in_words_only(message: Locator) -> None:
    expect(message).to_contain_text("A map of Europe")
    expect(message.locator("img")).to_have_count(0)


def test_tables_and_rich_text_have_their_structure(message: Locator) -> None:
    expect(message.get_by_role("columnheader")).to_have_text(["What?", "How many"])
    expect(message.get_by_role("cell")).to_have_text(["Draft the brief", "3"])
    expect(message.locator("ol li")).to_have_text(["first", "second"])
    expect(message.locator("pre").last).to_have_text("*stays*")


def test_buttons_menus_and_pickers_tell_the_app_what_was_chosen(message: Locator, page: Page, bot: PlainBot) -> None:
    message.get_by_role("button", name="Mark 15 done").click()
    pressed(bot, 1)
    message.get_by_role("combobox", name="Priority").click()
    page.get_by_role("option", name="Careers").click()
    expect(message.get_by_role("combobox", name="Priority")).to_have_value("Careers")
    pressed(bot, 2)
    message.locator("input[type=date]").fill("2022-04-01")
    pressed(bot, 3)
    message.get_by_role("combobox", name="Someone").click()
    page.keyboard.type("carl")
    page.keyboard.press("Enter")
    pressed(bot, 4)
    message.get_by_role("button", name="More", exact=True).click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    pressed(bot, 5)
    message.get_by_role("checkbox").first.check()
    got = pressed(bot, 6)
    assert got[0]["value"] == "1"
    assert got[1]["selected_option"]["value"] == "2"
    assert got[2]["selected_date"] == "2022-04-01"
    assert got[3]["selected_user"] == bot.slack.person("Carl").user_id
    assert got[4]["selected_option"]["value"] == "drop"
    assert [one["value"] for one in got[5]["selected_options"]] == ["1"]


def test_a_confirmation_is_asked_first(message: Locator, page: Page, bot: PlainBot) -> None:
    asked = page.get_by_role("alertdialog", name="Are you sure?")
    message.get_by_role("button", name="Drop", exact=True).click()
    expect(asked).to_contain_text("It is gone then.")
    asked.get_by_role("button", name="Keep it").click()
    expect(asked).to_have_count(0)
    message.get_by_role("button", name="Drop", exact=True).click()
    asked.get_by_role("button", name="Drop it").click()
    pressed(bot, 1)
    message.get_by_role("button", name="Mark 15 done").click()
    assert [one["action_id"] for one in pressed(bot, 2)] == ["drop", "button"]


def test_every_field_of_a_form_arrives_as_it_was_filled_in(form: Locator, page: Page, bot: PlainBot) -> None:
    form.get_by_label("Text").fill("One <b> line")
    form.get_by_label("Lines").fill("two\nlines")
    form.get_by_label("Number").fill("12")
    form.get_by_label("Address").fill("ana@example.org")
    form.get_by_label("Day", exact=False).first.fill("2022-03-31")
    form.get_by_label("Time").fill("09:30")
    form.get_by_label("Moment").fill("2022-07-01T12:00")
    for name, choices in (("One", ["Open science"]), ("Many", ["Science diplomacy", "Careers"])):
        for choice in choices:
            form.get_by_role("combobox", name=name).click()
            page.get_by_role("option", name=choice).click()
    for name, words in (("Person", "bea"), ("People", "gil"), ("Place", "#random"), ("Channel", "gen"), ("Found", "x")):
        form.get_by_role("combobox", name=name).fill(words)
        page.get_by_role("option").first.click()
    form.get_by_role("checkbox", name="Science diplomacy").check()
    form.get_by_role("radio", name="Careers").check()
    form.get_by_label("File").set_input_files({"name": "a.md", "mimeType": "text/markdown", "buffer": b"# A"})
    expect(form.get_by_role("button", name="Remove a.md")).to_be_visible()
    form.get_by_role("button", name="Save").click()
    expect(form).to_have_count(0)
    sent = bot.waits("interactive", 2)[-1]["payload"]  # what the external menu was asked came before
    state = {name: next(iter(held.values())) for name, held in sent["view"]["state"]["values"].items()}
    slack = bot.slack
    assert state["text"]["value"] == "One <b> line"
    assert state["lines"]["value"] == "two\nlines"
    assert (state["number"]["value"], state["email"]["value"]) == ("12", "ana@example.org")
    assert (state["day"]["selected_date"], state["time"]["selected_time"]) == ("2022-03-31", "09:30")
    assert state["moment"]["selected_date_time"] == 1656673200  # noon in Lisbon's summer
    assert state["one"]["selected_option"]["value"] == "3"
    assert [one["value"] for one in state["many"]["selected_options"]] == ["1", "2"]
    assert state["person"]["selected_user"] == slack.person("Bea").user_id
    assert state["people"]["selected_users"] == [slack.person("Gil").user_id]
    assert state["place"]["selected_conversation"] == slack.channel("random").channel_id
    assert state["channel"]["selected_channel"] == slack.channel("general").channel_id
    assert state["found"]["selected_option"]["text"]["text"] == "Found x"
    assert [one["value"] for one in state["boxes"]["selected_options"]] == ["1", "2"]
    assert state["radio"]["selected_option"]["value"] == "2"
    assert [one["name"] for one in state["file"]["files"]] == ["a.md"]


def test_a_form_waits_for_the_file_that_is_on_its_way(page: Page, bot: PlainBot, api: WebClient, slack: Slack) -> None:
    trigger = slack.workspace.tickets.trigger(slack.person("Ana").user_id)
    file = {"type": "file_input", "action_id": "file_in", "max_files": 1}
    api.views_open(trigger_id=trigger, view=modal({**field(name="file"), "element": file}))
    form = page.get_by_role("dialog", name="Form")
    held: list[Route] = []
    page.route("**/page/upload**", lambda route: held.append(route))
    with page.expect_request("**/page/upload**"):
        form.get_by_label("File").set_input_files({"name": "a.md", "mimeType": "text/markdown", "buffer": b"# A"})
    form.get_by_role("button", name="Save").click()
    expect(form.locator("form")).to_have_attribute("aria-busy", "true")
    assert not bot.of("interactive")
    held[0].continue_()
    expect(form).to_have_count(0)
    page.unroute("**/page/upload**")
    values = bot.waits("interactive", 1)[0]["payload"]["view"]["state"]["values"]
    assert [one["name"] for one in values["file"]["file_in"]["files"]] == ["a.md"]


def test_what_is_being_typed_outlives_a_change_of_the_form(
    form: Locator, page: Page, bot: PlainBot, api: WebClient
) -> None:
    form.get_by_label("Lines").fill("half a sen")
    view = {**kit.form(), "title": kit.plain("Changed")}
    api.views_update(view_id=bot.slack.person("Ana").modal.id, view=view)
    lines = page.get_by_role("dialog", name="Changed").get_by_label("Lines")
    expect(lines).to_have_value("half a sen")
    expect(lines).to_be_focused()


def test_a_form_on_a_form_leads_back_to_the_one_below(form: Locator, page: Page, bot: PlainBot, api: WebClient) -> None:
    form.get_by_label("Text").fill("kept")
    below = bot.slack.person("Ana").modal.id
    view = {**kit.form(), "title": kit.plain("On top"), "blocks": [*kit.form()["blocks"][:1], _press()]}
    api.views_update(view_id=below, view={**kit.form(), "blocks": [*kit.form()["blocks"], _press()]})
    form.get_by_role("button", name="Deeper").click()
    api.views_push(trigger_id=bot.waits("interactive")[0]["payload"]["trigger_id"], view=view)
    top = page.get_by_role("dialog", name="On top")
    top.get_by_role("button", name="Back").click()
    expect(form.get_by_label("Text")).to_have_value("kept")
    form.get_by_role("button", name="Close").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def _press() -> dict[str, Any]:
    return {"type": "actions", "elements": [kit.element("button", text=kit.plain("Deeper"))]}
