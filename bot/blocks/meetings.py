"""Meetings to Block Kit: a line, a list, one whole, its agenda, who comes, what was changed. Pure."""

import re
from typing import Any
from zoneinfo import ZoneInfo

from bot.answers import Answer, Block
from bot.blocks import histories
from bot.blocks.parts import actions, button, clip, context, escape, fitted, header, section, words
from bot.cards import MeetingCard, long_day
from bot.meeting_cards import AgendaCard, AgendaLine, Answered, Coming, MeetingChange, MeetingPage, MeetingsCard
from bot.windows import past_midnight

ADDRESS = re.compile(r"https?://[^\s<>|]{1,450}")


def line(card: MeetingCard) -> str:
    """Number and title; below them when and where, as of an action."""
    facts = [when(card), place(card.place)] if card.place else [when(card)]
    return f"*M{card.number}* {words(card.title)}\n{'  ·  '.join(facts)}"


def place(said: str) -> str:
    """Where, as written; a lone address can be pressed, since nothing else is parsed."""
    return f"<{escape(said)}>" if ADDRESS.fullmatch(said) else words(said, 500)


def when(card: MeetingCard) -> str:
    """The local day and time with its zone, then the reader's own time; a whole day is nobody's moment."""
    if card.starts_at is None:
        return days(card)
    begins = f"{card.starts_at.astimezone(ZoneInfo(card.zone)):%H:%M}"
    yours = f"<!date^{int(card.starts_at.timestamp())}^{{time}}|{begins}{_until(card)} {_city(card)}>"
    return f"{_there(card, begins)} ({yours} for you)"


def _there(card: MeetingCard, begins: str) -> str:
    """Day and time in its own zone; where it ends on another day, each day with its time."""
    if card.last_on and card.until_time and not _one_night(card):
        return f"{long_day(card.on_date)}, {begins} to {long_day(card.last_on)}, {card.until_time:%H:%M} {_city(card)}"
    return f"{days(card)}, {begins}{_until(card)} {_city(card)}"


def days(card: MeetingCard) -> str:
    """ "Thursday 3 March 2022", or its first and last day; one that goes on past midnight has one day."""
    if card.last_on is None or _one_night(card):
        return long_day(card.on_date)
    if (card.on_date.year, card.on_date.month) == (card.last_on.year, card.last_on.month):
        return f"{card.on_date:%A} {card.on_date.day} to {long_day(card.last_on)}"
    return f"{long_day(card.on_date)} to {long_day(card.last_on)}"


def _one_night(card: MeetingCard) -> bool:
    return past_midnight(card.on_date, card.last_on, card.at_time, card.until_time)


def _until(card: MeetingCard) -> str:
    return f"–{card.until_time:%H:%M}" if card.until_time else ""


def _city(card: MeetingCard) -> str:
    return card.zone.rpartition("/")[2].replace("_", " ")


def plain_line(card: MeetingCard) -> str:
    """The same for notifications and screen readers, in the meeting's own zone."""
    when = _there(card, f"{card.at_time:%H:%M}") if card.at_time else days(card)
    place = f", {words(card.place, 200)}" if card.place else ""
    return f"M{card.number} {words(card.title, 150)}: {when}{place}"


def presses(card: MeetingCard) -> list[dict[str, Any]]:
    """What anybody may press who hears of a meeting."""
    return answers(f"M{card.number}", f"M{card.number} {card.title}")


def answers(number: str, label: str) -> list[dict[str, Any]]:
    """The same where only the number is known."""
    return [
        button("I'll come", "come", number, label=f"I'll come to {label}"),
        button("Can't", "come", f"{number} no", label=f"Can't come to {label}"),
        button("Add to calendar", "calendar", number, label=f"Add to calendar: {label}"),
    ]


def listing(card: MeetingsCard) -> Answer:
    """What is coming up, or what was; a series is one line with its next day."""
    add = [button("Add a meeting", "meeting", "add")] if card.member else []
    other = button("Coming up", "meetings") if card.past else button("Past ones", "meetings", "past")
    if not card.meetings:
        none = "There are no past meetings." if card.past else "No meeting is planned."
        text = f"{none} `{card.command} meeting add Title; when: …; where: …` adds one." if card.member else none
        return Answer(text=text, blocks=(section(text), actions([*add, other])))
    title = f"Past meetings ({card.total})" if card.past else f"Meetings ({card.total})"
    blocks: list[Block] = [header(title), *(_row(meeting) for meeting in card.meetings)]
    buttons = [*add, other, button("Calendar", "calendar")]
    rest = card.total - card.offset - len(card.meetings)
    if rest > 0:
        argument = f"{'past ' if card.past else ''}@{card.offset + len(card.meetings)}"
        buttons.insert(0, button(f"More ({rest})", "meetings", argument, label=f"{rest} more meetings"))
    text = f"{title}: " + "; ".join(plain_line(meeting) for meeting in card.meetings)
    return Answer(text=clip(text, 3000), blocks=fitted(blocks, actions(buttons)))


def _row(card: MeetingCard) -> Block:
    series = f"\nRepeats: {words(card.series, 200)}" if card.series else ""
    outcome = f"\n“{words(card.outcome, 200)}”" if card.outcome else ""
    number = f"M{card.number}"
    return section(
        f"{line(card)}{series}{outcome}", button("Show", "show", number, label=f"Show {number} {card.title}")
    )


def page(card: MeetingPage) -> Answer:
    """One meeting whole: when and where, what it is about, agenda, who comes, history, buttons."""
    meeting = card.meeting
    number = f"M{meeting.number}"
    blocks: list[Block] = [
        section(f"*{number}* {words(meeting.title, 2500)}"),
        section("\n".join(f"*{name}*  {text}" for name, text in _facts(card))),
    ]
    if card.agenda:
        blocks.append(section("*Agenda*\n" + "\n".join(map(agenda_line, card.agenda))))
    if card.coming.yes or card.coming.no or not (card.over or meeting.state == "cancelled"):
        blocks.append(section(_who_comes(card)))
    buttons = _buttons(card)
    if buttons:
        blocks.append(actions(buttons))
    last, more = histories.latest(histories.happened(card.history))
    blocks += [*last, *([actions([histories.whole_button(number)])] if more else [])]
    state = "Cancelled." if meeting.state == "cancelled" else "Past." if card.over else _count(card.coming)
    return Answer(text=f"{plain_line(meeting)}. {state}", blocks=fitted(blocks))


def whole_history(card: MeetingPage, offset: int) -> Answer:
    """All that happened to a meeting."""
    meeting = card.meeting
    return histories.listing(f"M{meeting.number}", words(meeting.title), histories.happened(card.history), offset)


def _facts(card: MeetingPage) -> list[tuple[str, str]]:
    meeting = card.meeting
    facts = [("When", when(meeting)), ("Where", place(meeting.place) if meeting.place else "not said yet")]
    if meeting.state == "cancelled":
        facts.append(("State", "*cancelled*"))
    elif card.over:
        facts.append(("State", "past"))
    if card.came_from:
        facts.append(("Came from", f"P{card.came_from}"))
    if meeting.series:
        facts.append(("Repeats", f"“{words(meeting.series, 200)}”"))
        if card.next:
            facts.append(
                ("Then", ", ".join(f"M{one.number} on {one.on_date.day} {one.on_date:%B}" for one in card.next))
            )
    if card.actions:
        facts.append(("In the programme", "; ".join(f"#{number} {words(what, 150)}" for number, what in card.actions)))
    if meeting.outcome:
        facts.append(("What came of it", f"“{words(meeting.outcome, 1000)}”"))
    if card.added_by:
        facts.append(("Added by", words(card.added_by, 80)))
    return facts


def _buttons(card: MeetingPage) -> list[dict[str, Any]]:
    number = f"M{card.meeting.number}"
    made = []
    if "answer" in card.may:
        made += presses(card.meeting)
    elif card.meeting.state == "planned" and not card.over:
        made.append(button("Add to calendar", "calendar", number))
    if "agenda" in card.may:
        made.append(button("Agenda", "agenda", number))
    if "change" in card.may:
        made += [button("Move", "meeting", f"move {number} ?"), button("Cancel it", "meeting", f"cancel {number} ?")]
    if "outcome" in card.may:
        made.append(
            button("What came of it", "outcome", f"{number} ?", style="" if card.meeting.outcome else "primary")
        )
    return made


def _who_comes(card: MeetingPage) -> str:
    lines = [f"*Who {'came' if card.over else 'comes'}*  {_count(card.coming)}"]
    lines += [f"• {_home(home)}{', '.join(words(name, 80) for name in names)}" for home, names in card.coming.yes]
    no = [words(name, 80) for _, names in card.coming.no for name in names]
    if no:
        lines.append(f"Can't: {', '.join(no)}")
    return "\n".join(lines)


def _home(short_name: str) -> str:
    return f"{words(short_name, 80)}: " if short_name else ""


def _count(coming: Coming) -> str:
    if not coming.count:
        return "Nobody has said so yet."
    homes = [home for home, _ in coming.yes if home]
    people = "one person" if coming.count == 1 else f"{coming.count} people"
    if len(homes) < len(coming.yes):  # some are of none
        return people
    return f"{people} of one organisation" if len(homes) == 1 else f"{people} of {len(homes)} organisations"


def answered(card: Answered) -> Answer:
    """What I said of coming, who comes, and the other answer."""
    meeting, yes = card.meeting, card.coming.mine
    said = "You come to" if yes else "You can't come to"
    count = _count(card.coming)
    buttons = [one for one in presses(meeting) if one["text"]["text"] != ("I'll come" if yes else "Can't")]
    if not yes:
        buttons = buttons[:1]
    text = f"{said} {line(meeting)}"
    comes = f"{count[0].upper()}{count[1:]} so far." if card.coming.count else "Nobody so far."
    blocks = (section(text), context(comes), actions([*buttons, button("Who comes", "show", f"M{meeting.number}")]))
    return Answer(text=f"{said} {plain_line(meeting)}. {comes}", blocks=blocks)


def agenda_line(one: AgendaLine) -> str:
    """One point: its place, what, minutes, whose."""
    number = f"{words(one.number, 20)} " if one.number and not one.text.startswith(one.number) else ""
    facts = [f"{one.place}. {number}{words(one.text, 200)}"]
    if one.minutes:
        facts.append(f"{one.minutes} min")
    if one.who:
        facts.append(words(one.who, 60))
    return "  ·  ".join(facts)


def agenda(card: AgendaCard) -> Answer:
    """The agenda, each point with the buttons of whoever may move or remove it."""
    number = f"M{card.meeting.number}"
    head = f"{card.sentence}: {line(card.meeting)}" if card.sentence else f"*Agenda*  {line(card.meeting)}"
    blocks: list[Block] = [section(head)]
    for one in card.items:
        remove = button("Remove", "agenda", f"{number} remove {one.place}", label=f"Remove {one.place}. {one.text}")
        blocks.append(section(agenda_line(one), remove if one.may and card.may else None))
    minutes = sum(one.minutes or 0 for one in card.items)
    if not card.items:
        blocks.append(section("No points yet."))
    elif minutes:
        blocks.append(context(f"{minutes} minutes in all."))
    buttons = [button("Add a point", "agenda", f"{number} ?", style="primary")] if card.may else []
    buttons += [
        button(
            f"Move {one.place} up", "agenda", f"{number} move {one.place} to {one.place - 1}", label=f"Up: {one.text}"
        )
        for one in card.items
        if one.may and card.may and one.place > 1
    ][:8]
    buttons += [button("Undo", "undo", str(card.undo))] if card.undo else []
    points = "; ".join(map(agenda_line, card.items)) or "No points yet."
    text = f"{card.sentence or 'Agenda'}: {plain_line(card.meeting)}. {points}"
    last = actions([*buttons, button("Show", "show", number)])
    return Answer(text=clip(text, 3000), blocks=fitted(blocks, last))


def changed(card: MeetingChange) -> Answer:
    """What was changed, as it is now stored; then the way back."""
    number = f"M{card.meeting.number}"
    series = f"\nRepeats: {words(card.meeting.series, 200)}" if card.meeting.series else ""
    blocks: list[Block] = [section(f"{card.sentence}: {line(card.meeting)}{series}")]
    if card.meeting.outcome and card.sentence == "Kept":
        blocks.append(section(f"“{words(card.meeting.outcome, 2000)}”"))
    blocks += [context(escape(sentence)) for sentence in card.also]
    buttons = [button("Undo", "undo", str(card.undo))] if card.undo else []
    if "onward" in card.may:
        buttons.append(button("Cancel the later ones too", "meeting", f"cancel {number} from here on ?"))
    if "calendar" in card.may:
        buttons.append(button("Add to calendar", "calendar", number))
    buttons.append(button("Show", "show", number, label=f"Show {number}"))
    blocks.append(actions(buttons))
    text = " ".join((f"{card.sentence}: {plain_line(card.meeting)}.", *map(escape, card.also)))
    return Answer(text=clip(text, 3000), blocks=fitted(blocks))
