"""What settings look like, held by golden files."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest

from bot.blocks import settings
from bot.sandbox.limits import message_problems, view_problems
from bot.setting_cards import HouseSettings, PersonalSettings, SettingsCard, SettingsForm
from tests.blocks.test_actions import as_message

MINE = PersonalSettings(True, time(9), "Europe/Paris", None, organisation="CNRS")
AWAY = PersonalSettings(False, time(8, 30), "Asia/Tokyo", date(2022, 3, 14), "U0ANA", "Ana", "R&D", "Belgium")
HOUSE = HouseSettings("C0PROGRAM", time(9), "Europe/Brussels", (14, 3, 0), False)
CARDS = {
    "settings": settings.shown(SettingsCard(MINE, HOUSE, False, "/wp")),
    "settings_changed": settings.shown(SettingsCard(AWAY, HOUSE, True, "/wp", "You are away until 14 March 2022", 7)),
    "settings_form": settings.form(SettingsForm(SettingsCard(AWAY, HOUSE, True, "/wp"), "mine")),
    "settings_channel_form": settings.form(SettingsForm(SettingsCard(MINE, HOUSE, True, "/wp"), "channel")),
}


@pytest.mark.parametrize("name", CARDS)
def test_settings_look_as_reviewed(name: str, golden: Callable[[str, Any], None]) -> None:
    answer = CARDS[name]
    assert (view_problems(answer.form) if answer.form else message_problems(as_message(answer))) == []
    golden(name, answer.as_json())
