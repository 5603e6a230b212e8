"""Settings: what is read from where, and that everything odd is told at once, with its remedy."""

from pathlib import Path

import pytest

from bot.errors import SetupError
from bot.settings import DEFAULTS, house, read_settings

TOKENS = {"SLACK_BOT_TOKEN": "xoxb-1-a", "SLACK_APP_TOKEN": "xapp-1-b"}


def problems(environ: dict[str, str], folder: Path, *, tokens: bool = False) -> str:
    with pytest.raises(SetupError) as error:
        read_settings(environ, folder, tokens=tokens)
    return error.value.sentence


def test_nothing_set_is_a_whole_configuration_without_slack(tmp_path: Path) -> None:
    settings = read_settings({}, tmp_path)
    assert settings.database_url == f"sqlite:///{tmp_path}/.local/wp.db"
    assert (settings.bot_token, settings.app_token, settings.api_url) == ("", "", "https://slack.com/api/")
    assert (settings.zone.key, settings.command, settings.channel) == ("Europe/Brussels", "/wp", "")
    assert not (tmp_path / ".local").exists()


def test_the_file_is_read_and_the_environment_goes_before_it(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(
        "\ufeffWP_COMMAND=/plan\nWP_TIMEZONE='Europe/Lisbon' # here\nexport WP_CHAIRS=U0000001, W0000002,\n", "utf-8"
    )
    settings = read_settings({"WP_COMMAND": "/work", "WP_TIMEZONE": ""}, tmp_path)
    assert (settings.command, settings.zone.key) == ("/work", "Europe/Lisbon")
    assert house(settings).named_chairs == {"U0000001", "W0000002"}


def test_both_missing_tokens_are_told_with_where_they_stand(tmp_path: Path) -> None:
    said = problems({}, tmp_path, tokens=True)
    assert said.startswith("2 settings need a look")
    assert "SLACK_BOT_TOKEN is not set. It begins with xoxb-" in said
    assert "SLACK_APP_TOKEN is not set. It begins with xapp-" in said and "connections:write" in said


def test_every_odd_setting_is_told_at_once_with_its_remedy(tmp_path: Path) -> None:
    said = problems(
        {
            "SLACK_BOT_TOKEN": "hello",
            "SLACK_APP_TOKEN": "",
            "SLACK_API_URL": "slack.com",
            "WP_DATABASE_URL": "mysql://x",
            "WP_TIMEZONE": "Europe/Brusels",
            "WP_CHANNEL": "#general",
            "WP_CHAIRS": "U0000001, ana",
            "WP_COMMAND": "wp",
            "WP_PUBLIC_URL": "wp.example.org",
            "WP_HTTP_PORT": "http",
        },
        tmp_path,
        tokens=True,
    )
    assert said.startswith("10 settings need a look")
    assert all(f"- {name} " in said for name in DEFAULTS)
    for remedy in ("Did you mean Europe/Brussels?", "begins with C", "Copy member ID", "such as /wp", "postgresql://"):
        assert remedy in said
    assert "“ana”" in said and "U0000001" not in said


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WP_TIMEZONE", "Europe"),
        ("WP_TIMEZONE", "../../etc/passwd"),
        ("WP_COMMAND", "/Wp"),
        ("WP_COMMAND", "/" + "x" * 32),
        ("WP_COMMAND", "/"),
        ("WP_CHANNEL", "D0000000001"),
        ("WP_DATABASE_URL", "sqlite://"),
        ("WP_DATABASE_URL", "sqlite:///:memory:"),
        ("SLACK_API_URL", "http://localhost:notaport/api"),
        ("WP_PUBLIC_URL", "https://"),
        ("WP_PUBLIC_URL", "https://wp.example.org?a=b"),
        ("WP_HTTP_PORT", "0"),
        ("WP_HTTP_PORT", "70000"),
        ("SLACK_BOT_TOKEN", "xoxb-with blank"),
    ],
)
def test_an_odd_value_is_named_and_stops_the_start(name: str, value: str, tmp_path: Path) -> None:
    assert f"- {name} " in problems({name: value}, tmp_path)


def test_calendars_are_served_where_both_settings_say_so_and_half_of_them_is_told(tmp_path: Path) -> None:
    both = read_settings({"WP_PUBLIC_URL": "https://wp.example.org/", "WP_HTTP_PORT": "8080"}, tmp_path)
    assert (both.public_url, both.http_port, house(both).calendars) == (
        "https://wp.example.org",
        8080,
        "https://wp.example.org",
    )
    assert house(read_settings({}, tmp_path)).calendars == ""
    assert "WP_HTTP_PORT is not set, but WP_PUBLIC_URL is" in problems({"WP_PUBLIC_URL": "https://a.org"}, tmp_path)
    assert "WP_PUBLIC_URL is not set, but WP_HTTP_PORT is" in problems({"WP_HTTP_PORT": "8080"}, tmp_path)


def test_swapped_tokens_are_told_without_being_shown(tmp_path: Path) -> None:
    said = problems({"SLACK_BOT_TOKEN": "xapp-1-secret", "SLACK_APP_TOKEN": "xoxb-1-secret"}, tmp_path)
    assert "SLACK_BOT_TOKEN is the app-level token, not this one" in said
    assert "SLACK_APP_TOKEN is the bot's token, not this one" in said
    assert "secret" not in said


def test_a_misspelt_name_is_told_with_the_right_one(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("WP_CHANEL=C0000000001\n", "utf-8")
    assert "WP_CHANEL is not a setting. Did you mean WP_CHANNEL?" in problems({}, tmp_path)
    assert read_settings({"WP_CLI_PHP": "x", "SLACK_TEAM": "x", "WPFOO": "x"}, tmp_path / "elsewhere")


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"WP_COMMAND=\xff\xfe")
    assert "UTF-8" in problems({}, tmp_path)


def test_tokens_and_passwords_are_in_no_printed_settings(tmp_path: Path) -> None:
    settings = read_settings(TOKENS | {"WP_DATABASE_URL": "postgresql://me:secret@db/wp"}, tmp_path, tokens=True)
    assert not any(hidden in repr(settings) for hidden in ("xoxb", "xapp", "secret"))


def test_the_address_of_the_web_api_ends_in_a_slash_and_the_database_in_an_absolute_path(tmp_path: Path) -> None:
    settings = read_settings(
        {"SLACK_API_URL": "http://127.0.0.1:8044/api", "WP_DATABASE_URL": "sqlite:///a/b.db"}, tmp_path
    )
    assert settings.api_url == "http://127.0.0.1:8044/api/"
    assert settings.database_url == f"sqlite:///{tmp_path}/a/b.db"
    there = read_settings({"WP_DATABASE_URL": "sqlite:////srv/wp.db"}, tmp_path)
    assert there.database_url == "sqlite:////srv/wp.db"
