"""`wp check`: what is wrong is said with its remedy, in whichever part it is, and nothing is changed by looking."""

import asyncio
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.check import Finding, Light, check
from bot.manifest import manifest
from bot.sandbox.app import App
from bot.sandbox.channels import Channel
from bot.sandbox.running import Slack, running_workspace
from bot.settings import Settings, read_settings
from storage.migrate import head

ASKED = App.from_manifest(manifest())


@pytest.fixture
def slack() -> Iterator[Slack]:
    channels = [Channel("general"), Channel("apart", bot_inside=False), Channel("old", is_archived=True)]
    with running_workspace(None, [*channels, Channel("secret", {"Ana"}, is_private=True, bot_inside=False)]) as slack:
        slack.workspace.app = ASKED
        yield slack


def settings_for(slack: Slack, database_url: str, **more: str) -> Settings:
    environ = {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url,
        "WP_DATABASE_URL": database_url,
        "WP_CHANNEL": slack.channel("general").channel_id,
    }
    return read_settings(environ | more, Path("/nowhere"))


def look(settings: Settings) -> list[Finding]:
    return asyncio.run(check(settings))


def wrong(settings: Settings) -> str:
    """The one thing that is wrong."""
    found = [one for one in look(settings) if one.light is Light.WRONG]
    assert len(found) == 1, found
    return str(found[0])


def noted(settings: Settings, about: str) -> str:
    return " ".join(str(one) for one in look(settings) if one.about == about)


def test_calendars_are_looked_for_where_the_world_would_find_them(slack: Slack, lite_url: str) -> None:
    assert "are sent as files" in noted(settings_for(slack, lite_url), "calendars")
    url = slack.server.url
    served = settings_for(slack, lite_url, WP_PUBLIC_URL=url, WP_HTTP_PORT="8080")
    assert "something else answers there" in noted(served, "calendars")
    nowhere = settings_for(slack, lite_url, WP_PUBLIC_URL="http://127.0.0.1:9", WP_HTTP_PORT="8080")
    assert "nothing answers there" in noted(nowhere, "calendars")


def test_where_all_is_well_every_part_says_so(slack: Slack, lite_url: str) -> None:
    found = look(settings_for(slack, lite_url))
    assert {one.about for one in found if one.light is Light.GOOD} == {
        "bot token",
        "app-level token",
        "scopes",
        "announcements",
        "channel",
        "database",
    }
    assert not [one for one in found if one.light is Light.WRONG]


def test_without_tokens_both_are_missing_and_nothing_else_is_asked(tmp_path: Path) -> None:
    found = look(read_settings({}, tmp_path))
    assert [one.about for one in found if one.light is Light.WRONG] == ["bot token", "app-level token"]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("error", "said"), [("token_revoked", "has been revoked"), ("account_inactive", "removed from the workspace")]
)
def test_a_token_that_no_longer_holds_is_told_with_what_to_do(
    error: str, said: str, slack: Slack, lite_url: str
) -> None:
    slack.workspace.revoke_token(error)
    sentences = [str(one) for one in look(settings_for(slack, lite_url)) if one.light is Light.WRONG]
    assert said in sentences[0] and "Install the app again" in sentences[0]
    assert not any("xoxb" in one or "xapp" in one for one in sentences)


def test_an_unknown_token_is_told_by_the_name_of_its_setting(slack: Slack, lite_url: str) -> None:
    assert "SLACK_APP_TOKEN" in wrong(settings_for(slack, lite_url, SLACK_APP_TOKEN="xapp-other"))
    assert "SLACK_BOT_TOKEN" in wrong(settings_for(slack, lite_url, SLACK_BOT_TOKEN="xoxb-other"))


def test_a_missing_scope_is_named_with_what_it_is_for(slack: Slack, lite_url: str) -> None:
    slack.workspace.app = replace(ASKED, scopes=ASKED.scopes - {"users:read"})
    assert "users:read is missing, which is for names" in wrong(settings_for(slack, lite_url))


def test_a_missing_optional_scope_and_one_too_many_are_only_noted(slack: Slack, lite_url: str) -> None:
    slack.workspace.app = replace(ASKED, scopes=ASKED.scopes - {"files:read"} | {"im:read"})
    said = noted(settings_for(slack, lite_url), "scopes")
    assert "files:read was not granted" in said and "im:read: granted, but never used" in said


def test_without_the_scope_to_see_channels_it_cannot_tell(slack: Slack, lite_url: str) -> None:
    slack.workspace.app = replace(ASKED, scopes=ASKED.scopes - {"channels:read"})
    said = noted(settings_for(slack, lite_url), "channel")
    assert said.startswith("note") and "cannot tell" in said and "channels:read" in said


@pytest.mark.parametrize(
    ("channel", "said"),
    [("apart", "/invite @wp"), ("old", "#old is archived")],
)
def test_a_channel_that_cannot_be_posted_to_is_told_with_how_to_mend_it(
    channel: str, said: str, slack: Slack, lite_url: str
) -> None:
    assert said in wrong(settings_for(slack, lite_url, WP_CHANNEL=slack.channel(channel).channel_id))


def test_a_channel_that_slack_does_not_show_is_wrong_and_a_private_one_cannot_be_told(
    slack: Slack, lite_url: str
) -> None:
    assert "WP_CHANNEL" in wrong(settings_for(slack, lite_url, WP_CHANNEL="C9999999999"))
    private = settings_for(slack, lite_url, WP_CHANNEL=slack.channel("secret").channel_id)
    assert "cannot tell" in noted(private, "channel") and "groups:read" in noted(private, "channel")


def test_slack_out_of_service_is_told_and_no_traceback(slack: Slack, lite_url: str) -> None:
    slack.faults.down = True
    found = look(settings_for(slack, lite_url))
    assert "not in service" in str(found[0])
    away = settings_for(slack, lite_url, SLACK_API_URL="http://127.0.0.1:9/api/")
    assert "cannot be reached" in str(look(away)[0])


def test_a_database_that_is_not_there_yet_is_not_made(slack: Slack, tmp_path: Path) -> None:
    said = noted(settings_for(slack, f"sqlite:///{tmp_path}/wp.db"), "database")
    assert "made at the first start" in said
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_gone_is_told(slack: Slack, tmp_path: Path) -> None:
    assert "its disk mounted" in wrong(settings_for(slack, f"sqlite:///{tmp_path}/gone/wp.db"))


def test_looking_at_a_database_leaves_no_trace(slack: Slack, lite_url: str, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    look(settings_for(slack, lite_url))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", "newer version"),
        ("DROP TABLE alembic_version", "something else"),
    ],
)
def test_another_schema_is_told(statement: str, said: str, slack: Slack, lite_url: str, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "wp.db") as connection:
        connection.execute(statement)
    connection.close()
    assert said in wrong(settings_for(slack, lite_url))


def test_a_file_that_is_no_database_is_told(slack: Slack, tmp_path: Path) -> None:
    (tmp_path / "wp.db").write_text("Priorities\n" * 200)
    assert "cannot be read: file is not a database" in wrong(settings_for(slack, f"sqlite:///{tmp_path}/wp.db"))


def test_a_locked_database_is_told(slack: Slack, lite_url: str, tmp_path: Path) -> None:
    holder = sqlite3.connect(tmp_path / "wp.db", isolation_level=None)
    holder.execute("PRAGMA journal_mode = DELETE")
    holder.execute("BEGIN EXCLUSIVE")
    (tmp_path / "wp.db-wal").touch()  # somebody has it open
    try:
        assert "database is locked" in wrong(settings_for(slack, lite_url))
    finally:
        holder.close()


def test_an_old_sqlite_is_noted_with_its_fault(slack: Slack, lite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.check.sqlite3.sqlite_version_info", (3, 51, 2))
    assert "WAL-reset" in noted(settings_for(slack, lite_url), "database")
    monkeypatch.setattr("bot.check.sqlite3.sqlite_version_info", (3, 51, 3))
    assert "WAL-reset" not in noted(settings_for(slack, lite_url), "database")


def test_a_server_that_answers_and_one_that_does_not(slack: Slack, database_url: str) -> None:
    assert f"schema {head()}" in noted(settings_for(slack, database_url), "database")
    away = settings_for(slack, "postgresql://me:secret@127.0.0.1:9/wp")
    assert "cannot be reached" in wrong(away) and "secret" not in wrong(away)


def test_whether_messages_can_be_looked_up_is_told(slack: Slack, lite_url: str) -> None:
    assert "the bot checks whether" in noted(settings_for(slack, lite_url), "announcements")
    slack.workspace.app = replace(ASKED, scopes=ASKED.scopes - {"channels:history", "groups:history"})
    said = noted(settings_for(slack, lite_url), "announcements")
    assert said.startswith("note") and "not sent again, and the chairs are told" in said
