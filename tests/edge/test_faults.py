"""What goes wrong between Slack and the bot: every answer finds another way, nothing is done twice, nobody waits."""

from dataclasses import replace

import pytest

from bot.sandbox.app import Command
from bot.sandbox.running import Slack
from tests.edge.bot import Served


def test_where_the_response_address_is_spent_the_answer_comes_all_the_same(bot: Served, slack: Slack) -> None:
    slack.faults.fail("response_url", status=404)
    ben = slack.person("Ben")
    ben.types("/wp mine", in_="programme")
    assert "Draft the brief" in ben.answer().text
    assert len(slack.calls("chat.postEphemeral")) == 1


def test_where_the_bot_is_not_in_the_channel_the_answer_comes_by_direct_message(bot: Served, slack: Slack) -> None:
    slack.faults.fail("response_url", status=404)
    ben = slack.person("Ben")
    ben.types("/wp mine", in_="elsewhere")
    assert ben.reads("Draft the brief", "dm")


def test_a_form_whose_three_seconds_have_passed_is_offered_again(bot: Served, slack: Slack) -> None:
    slack.faults.refuse("views.open", "expired_trigger_id")
    ben = slack.person("Ben")
    ben.types("/wp note 1", in_="programme")
    offered = ben.answer()
    assert "three seconds" in offered.text
    ben.presses("Open the form", offered)
    assert ben.form("Note on #1")


def test_a_form_that_slack_does_not_open_is_said_in_a_sentence(bot: Served, slack: Slack) -> None:
    slack.faults.fail("views.open", status=503)
    ben = slack.person("Ben")
    ben.types("/wp note 1", in_="programme")
    assert "Slack did not answer" in ben.answer().text


def test_where_slack_does_not_say_who_somebody_is_the_person_is_asked_to_try_again(bot: Served, slack: Slack) -> None:
    slack.faults.fail("users.info", status=503)
    newt = slack.person("Newt")
    newt.types("/wp mine", in_="programme")
    assert "could not ask Slack who that is" in newt.answer().text
    newt.types("/wp mine", in_="programme")
    assert "Your actions" in newt.answer().text


def test_a_failure_of_ours_is_a_reference_number_and_changes_nothing(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben")
    with bot.units.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE note RENAME TO note_away")
    ben.types("/wp note 1 hello", in_="programme")
    answer = ben.answer()
    assert "reference" in answer.text and "Nothing was changed" in answer.text
    with bot.units.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE note_away RENAME TO note")
    ben.types("/wp note 1 hello", in_="programme")
    assert "Noted on" in ben.answer().text


@pytest.fixture
def pings(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cut line is noticed within a second."""
    monkeypatch.setattr("bot.line.PING_SECONDS", 1)


@pytest.mark.usefixtures("pings")
def test_after_a_refresh_and_a_cut_line_commands_are_answered_again(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben")
    slack.refresh()
    slack.connected()
    ben.types("/wp mine", in_="programme")
    assert ben.answer()
    slack.drop()
    slack.connected()
    ben.types("/wp mine", in_="programme")
    assert ben.answer()


def test_an_event_of_no_interest_is_acknowledged_and_not_brought_again(bot: Served, slack: Slack) -> None:
    slack.emit({"type": "team_rename", "name": "Other"})
    ben = slack.person("Ben")
    ben.types("/wp mine", in_="programme")
    ben.answer()
    slack.retry_events()
    ben.types("/wp mine")
    ben.answer()
    assert len(slack.deliveries("team_rename")) == 1


def test_another_command_of_the_same_app_is_answered_with_the_right_name(bot: Served, slack: Slack) -> None:
    app = slack.workspace.app
    slack.workspace.app = replace(app, commands=(*app.commands, Command("/work")))
    ben = slack.person("Ben")
    ben.types("/work mine", in_="programme")
    assert "I answer to `/wp`" in ben.answer().text
