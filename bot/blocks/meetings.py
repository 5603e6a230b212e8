"""Meetings to Block Kit. Pure."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.announcement_cards import MeetingChange, MeetingsCard
from bot.answers import Answer, Block
from bot.blocks.parts import actions, button, clip, context, escape, fitted, header, section, words
from bot.cards import MeetingCard

_ADDRESS = re.compile(r"https?://[^\s<>|]{1,450}")


def line(card: MeetingCard) -> str:
    """Number, title, when and where on one line."""
    facts = [f"*M{card.number}* {words(card.title)}", when(card)]
    if card.place:
        facts.append(place(card.place))
    return "  ·  ".join(facts)


def place(said: str) -> str:
    """Where, as written; a lone address can be pressed, since nothing else is parsed."""
    return f"<{escape(said)}>" if _ADDRESS.fullmatch(said) else words(said, 500)


def when(card: MeetingCard) -> str:
    """The local day and time with its zone, then the reader's own time; a whole day is nobody's moment."""
    if card.starts_at is None:
        return long_day(card.on_date)
    there = f"{card.starts_at.astimezone(ZoneInfo(card.zone)):%H:%M} {card.zone.rpartition('/')[2].replace('_', ' ')}"
    yours = f"<!date^{int(card.starts_at.timestamp())}^{{time}}|{there}>"
    return f"{long_day(card.on_date)}, {there} ({yours} for you)"


def moment(at: datetime) -> str:
    """An aware moment as Slack shows it to each reader, with words in its own zone beside for those it cannot."""
    spoken = f"{long_day(at.date())}, {at:%H:%M} {getattr(at.tzinfo, 'key', 'UTC')}"
    return f"<!date^{int(at.timestamp())}^{{date_long}} at {{time}}|{spoken}>"


def long_day(on: date) -> str:
    """ "Thursday 3 March 2022"."""
    return f"{on:%A} {on.day} {on:%B %Y}"


def plain_line(card: MeetingCard) -> str:
    """The same for notifications and screen readers, in the meeting's own zone."""
    at = f", {card.at_time:%H:%M} {card.zone}" if card.at_time else ""
    place = f", {words(card.place, 200)}" if card.place else ""
    return f"M{card.number} {words(card.title, 150)}: {long_day(card.on_date)}{at}{place}"


def listing(card: MeetingsCard) -> Answer:
    """What is coming up."""
    if not card.meetings:
        text = f"No meeting is planned. `{card.command} meeting add Title; when: …; where: …` adds one."
        return Answer(text=text, blocks=(section(text),))
    title = f"Meetings ({card.total})"
    blocks: list[Block] = [header(title), *(section(line(meeting)) for meeting in card.meetings)]
    if card.total > len(card.meetings):
        blocks.append(context(f"The next {len(card.meetings)} of {card.total}."))
    text = f"{title}: " + "; ".join(plain_line(meeting) for meeting in card.meetings)
    return Answer(text=clip(text, 3000), blocks=fitted(blocks))


def one(card: MeetingCard) -> Answer:
    """One meeting."""
    text = line(card) + ("  ·  cancelled" if card.state == "cancelled" else "")
    return Answer(text=plain_line(card), blocks=(section(text),))


def changed(card: MeetingChange) -> Answer:
    """What was changed, as it is now stored; then the way back."""
    blocks: list[Block] = [section(f"{card.sentence}: {line(card.meeting)}")]
    blocks += [context(sentence) for sentence in card.also]
    if card.undo:
        blocks.append(actions([button("Undo", "undo", str(card.undo))]))
    text = " ".join((f"{card.sentence}: {plain_line(card.meeting)}.", *card.also))
    return Answer(text=clip(text, 3000), blocks=fitted(blocks))
