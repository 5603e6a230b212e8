"""Calendars to Block Kit: which one, its address, what came of revoking it. Pure."""

from bot.answers import Answer
from bot.blocks.parts import actions, button, context, escape, section, words
from bot.meeting_cards import CalendarCard


def choice(organisation: str) -> Answer:
    """Which calendar is meant."""
    text = "Which calendar? Each has the meetings, and the dates of its actions as whole days."
    buttons = [
        button("What is mine", "calendar", "mine"),
        *([button(organisation, "calendar", organisation, label=f"What {organisation} does")] if organisation else []),
        button("The programme", "calendar", "programme"),
    ]
    return Answer(text=text, blocks=(section(text), actions(buttons)))


def address(card: CalendarCard) -> Answer:
    """The address to subscribe to, and how to be rid of it."""
    head = f"{escape(card.sentence)}:" if card.sentence else f"*{words(card.about)}*, as a calendar:"
    how = (
        "Subscribe to it in your calendar (“from URL”, “by address”): it looks again by itself. "
        "Whoever has the address can read it, so keep it to yourself."
    )
    buttons = [
        button("New address", "calendar", f"new {card.scope}", confirm="The old address will answer no more."),
        button("Revoke", "calendar", f"revoke {card.scope}", confirm="The address will answer no more."),
    ]
    text = f"{head} {escape(card.address)}"
    return Answer(text=text, blocks=(section(f"{head}\n<{escape(card.address)}>"), context(how), actions(buttons)))


def revoked(card: CalendarCard) -> Answer:
    """It answers no more."""
    text = f"{escape(card.about)}: {escape(card.sentence[0].lower() + card.sentence[1:])}."
    return Answer(text=text, blocks=(section(text),))


def sent(card: CalendarCard) -> Answer:
    """A file is on its way."""
    count = len(card.file.events) if card.file else 0
    what = "" if card.scope.startswith("M") else f" ({count} entr{'y' if count == 1 else 'ies'}, as of now)"
    text = (
        f"{words(card.about)}{what}: the calendar file is in our direct messages. Open it, and your calendar takes it."
    )
    return Answer(text=text, blocks=(section(text),))
