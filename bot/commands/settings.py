"""`settings`: my reminders, an absence; for chairs, the channel and how it is told."""

import re

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import settings as blocks
from bot.commands.arguments import first_word
from bot.commands.spec import Audience, Command, Form, Group
from bot.errors import Misread
from bot.operations import preferences
from bot.operations.preferences import HouseWishes, Wishes
from bot.setting_cards import SettingsCard, SettingsForm
from bot.turn import Turn

_UNTIL = re.compile(r"(?:until|till|to|through)\b\s*", re.IGNORECASE)
_DEPUTY = re.compile(r"[;,·]?\s*(?:deputy:?\s*|with\s+)?<@([UW][A-Z0-9]+)(?:\|[^>]*)?>\s*", re.IGNORECASE)
_SOMEBODY = re.compile(r"(?:\bdeputy\b:?|\bwith\b|@)\s*(\S.*)", re.IGNORECASE)
"""Somebody named otherwise than by a mention: words that must not be lost."""
_CHANNEL = re.compile(r"channel:?\s*<#([CG][A-Z0-9]+)(?:\|[^>]*)?>", re.IGNORECASE)
_LATE = re.compile(r"late in (?:the )?channel:?\s*(on|off|yes|no)", re.IGNORECASE)


def parse(text: str) -> Wishes | HouseWishes | str:
    if match := _LATE.fullmatch(text.strip()):
        return HouseWishes(late_in_channel=match[1].casefold() in ("on", "yes"))
    if match := _CHANNEL.fullmatch(text.strip()):
        return HouseWishes(channel=match[1])
    word, rest = first_word(text)
    match word.casefold().rstrip(":"):
        case "" | "mine" | "channel":
            return word.casefold()
        case "on" | "off":
            return Wishes(reminded=word.casefold() == "on")
        case "at" | "hours" | "hour":
            return Wishes(at=rest)
        case "away":
            return _away(rest)
        case "back" | "here":
            return Wishes(away="")
        case "country" | "holidays":
            return Wishes(country=rest)
        case "days" | "deadlines":
            return HouseWishes(deadline_days=rest)
        case "digest":
            return HouseWishes(digest_at=rest.removeprefix("at").strip())
    raise Misread(
        lambda wp: (
            f"I know no setting “{word[:50]}”. Try `{wp} settings off`, `{wp} settings at 8:30`, "
            f"`{wp} settings away until 14 March`, `{wp} settings back` or `{wp} settings country Belgium`; for chairs "
            f"`{wp} settings channel`, `{wp} settings days 14, 3, 0`, `{wp} settings digest at 9:30`, "
            f"`{wp} settings late in channel on`."
        )
    )


def _away(text: str) -> Wishes:
    deputy = _DEPUTY.search(text)
    if unknown := _SOMEBODY.search(_DEPUTY.sub(" ", text)):
        name = unknown[1].strip()[:50]
        raise Misread(
            lambda wp: (
                f"Who hears instead? I can't tell who “{name}” is. Choose them from Slack's list after typing @, as in "
                f"`{wp} settings away until 14 March @deputy`, or use the form: `{wp} settings mine`."
            )
        )
    until = _UNTIL.sub("", _DEPUTY.sub(" ", text).strip(" ;,"), count=1).strip(" ;,")
    return Wishes(away=until or "?", deputy=deputy[1] if deputy else None)


def submitted(form: Form) -> Wishes | HouseWishes:
    if "digest_at" in form.values:
        return HouseWishes(
            channel=form.text("channel"),
            digest_at=form.text("digest_at"),
            deadline_days=form.text("deadline_days"),
            late_in_channel=form.text("late_in_channel") == "yes",
        )
    return Wishes(
        reminded=form.text("reminded") != "off",
        at=form.text("at"),
        away=form.text("away"),
        deputy=form.text("deputy") or None,
    )


def run(session: Session, turn: Turn, asked: Wishes | HouseWishes | str) -> SettingsCard | SettingsForm:
    match asked:
        case Wishes():
            return preferences.change_mine(session, turn, asked)
        case HouseWishes():
            return preferences.change_house(session, turn, asked)
        case "":
            return preferences.settings(session, turn)
    return preferences.settings_form(session, turn, asked)


def render(card: SettingsCard | SettingsForm, _turn: Turn) -> Answer:
    return blocks.form(card) if isinstance(card, SettingsForm) else blocks.shown(card)


COMMAND = Command(
    name="settings",
    group=Group.PEOPLE,
    usage="[on, off, at 8:30, away until 14 March @deputy, back, country Belgium]",
    example="settings away until 14 March",
    summary="your reminders: on, off, when, who hears while you are away; for chairs, the channel",
    audience=Audience.MEMBERS,
    parse=parse,
    run=run,
    render=render,
    synonyms=("setting", "preferences"),
    changes=True,
    submitted=submitted,
    channels=True,
    fields=("reminded", "at", "away", "deputy", "channel", "digest_at", "deadline_days", "late_in_channel"),
)
