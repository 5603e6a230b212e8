"""Settings to Block Kit: what is set, in full, and its two forms. Pure."""

from bot.answers import Answer, Block
from bot.blocks.forms import opened
from bot.blocks.parts import actions, button, context, escape, field, labelled, mention, modal, section, select, words
from bot.cards import day_in_words
from bot.setting_cards import HouseSettings, PersonalSettings, SettingsCard, SettingsForm, days_before


def shown(card: SettingsCard) -> Answer:
    """The change first, then all that is set."""
    mine = personal(card.personal)
    first = f"{escape(card.sentence)}." if card.sentence else ""
    blocks: list[Block] = [section(f"*{first}*")] if first else []
    blocks.append(section("*Your settings*\n" + "\n".join(mine)))
    flip = button("Turn reminders off", "settings", "off") if card.personal.reminded else None
    buttons = [button("Undo", "undo", str(card.undo))] if card.undo else []
    buttons += [flip or button("Turn reminders on", "settings", "on"), button("Change …", "settings", "mine")]
    if card.personal.away_until:
        buttons.append(button("I'm back", "settings", "back"))
    blocks.append(actions(buttons))
    said = [first, *mine]
    if card.chair:
        everybody = house(card.house)
        blocks += [
            section("*The channel's settings*\n" + "\n".join(everybody)),
            actions([button("Change the channel's …", "settings", "channel")]),
        ]
        said += everybody
    blocks.append(context(f"Typed: `{card.command} settings at 8:30`, `{card.command} settings away until 14 March`."))
    return Answer(text=" ".join(filter(None, said)), blocks=tuple(blocks))


def personal(card: PersonalSettings) -> list[str]:
    """Sentences about one person's settings."""
    when = f"on weekdays at {card.at:%H:%M} ({escape(card.zone)}, from your Slack profile)"
    said = [f"Reminders of what is yours: {when}." if card.reminded else "Reminders: off."]
    if card.away_until:
        last = day_in_words(card.away_until)
        deputy = f"{mention(card.deputy, card.deputy_name)} hears instead" if card.deputy else "nobody hears instead"
        said.append(f"Away until {last}; {deputy}.")
    if card.organisation:
        name = words(card.organisation, 80)
        observed = (
            f"the days off of {escape(card.country)} are observed" if card.country else "no days off are observed"
        )
        said.append(f"For {name}, {observed}.")
    return said


def house(card: HouseSettings) -> list[str]:
    """Sentences about how the channel is told."""
    where = f"Announcements go to <#{card.channel}>" if card.channel else "No channel is set, so nothing is announced"
    late = "is said there too" if card.late_in_channel else "is not said there"
    return [
        f"{where}; on weekdays at {card.digest_at:%H:%M} ({escape(card.zone)}).",
        f"Deadlines are announced {days_before(card.deadline_days)}. What is late {late}.",
    ]


def form(card: SettingsForm) -> Answer:
    """One half of the settings to fill in."""
    return _channel_form(card.card.house) if card.of == "channel" else _my_form(card.card.personal)


def _my_form(card: PersonalSettings) -> Answer:
    at = {"type": "timepicker", "action_id": "value", "initial_time": f"{card.at:%H:%M}"}
    deputy = {"type": "users_select", "action_id": "value"} | ({"initial_user": card.deputy} if card.deputy else {})
    until = {"type": "datepicker", "action_id": "value"}
    if card.away_until:
        until["initial_date"] = card.away_until.isoformat()
    choices = (("on", "On"), ("off", "Off"))
    blocks = [
        select("reminded", "Reminders of what is mine", choices, initial="on" if card.reminded else "off"),
        labelled("at", "At", at, hint=f"On weekdays, in the time of your Slack profile ({card.zone})."),
        labelled("away", "I am away until", until, optional=True, hint="The last day; empty where you are here."),
        labelled("deputy", "Who hears instead?", deputy, optional=True),
    ]
    return opened(modal("settings", "Your settings", "Save", blocks))


def _channel_form(card: HouseSettings) -> Answer:
    channel = {
        "type": "conversations_select",
        "action_id": "value",
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    if card.channel:
        channel["initial_conversation"] = card.channel
    at = {"type": "timepicker", "action_id": "value", "initial_time": f"{card.digest_at:%H:%M}"}
    days = ", ".join(map(str, card.deadline_days))
    late = (("no", "Not in the channel"), ("yes", "In the channel too"))
    blocks = [
        labelled("channel", "Channel", channel, hint="I have to be a member there."),
        labelled("digest_at", "Message of the day at", at, hint=f"On weekdays, in the time of {card.zone}."),
        field(
            "deadline_days", "Days before a deadline", initial=days, hint="0 is the day itself. For example: 14, 3, 0"
        ),
        select("late_in_channel", "What is late is said", late, initial="yes" if card.late_in_channel else "no"),
    ]
    return opened(modal("settings", "The channel's settings", "Save", blocks))
