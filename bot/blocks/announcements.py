"""What the bot says by itself, as Block Kit; and what it is going to say, and what went wrong. Pure."""

from collections.abc import Callable, Iterable

from bot.announcement_cards import Line, Notice, SpokenLine, StatusCard, TroubleLine, UpcomingCard
from bot.answers import Answer, Block
from bot.blocks import calls, digests, meeting_notices, reminders
from bot.blocks.digests import LINES, TEXT, heading_of, plain_words
from bot.blocks.meeting_notices import Rendered
from bot.blocks.parts import actions, button, clip, context, divider, escape, header, mention, section, words
from bot.cards import day_and_time, day_in_words, listed, long_day

LETTERS = {"proposal": "P", "meeting": "M", "call": "C"}
"""By what a line is about: how its number is written; an action's has "#"."""


def message(notice: Notice, command: str) -> Rendered:
    """Text for notifications and screen readers, and blocks, of what goes out."""
    draw: dict[str, Callable[[Notice, str], Rendered]] = {
        "digest": _digest,
        "meeting": digests.meeting,
        "asked": _asked,
        "confirm": _confirm,
        "moved": meeting_notices.moved,
        "outcome": meeting_notices.outcome,
        "call": calls.invitation,
        "trouble": _trouble,
    }
    answered = any(isinstance(line, SpokenLine) and line.answer for line in notice.lines)
    text, blocks = (_told if answered and notice.kind != "call" else draw.get(notice.kind, _told))(notice, command)
    text = text if text.strip() else "Work programme"
    if notice.words:
        text, blocks = f"{words(notice.words, TEXT)} {text}", (section(words(notice.words, TEXT)), *blocks)
    if notice.late:
        late = f"Planned for {day_and_time(notice.due_at)}{_collected(notice)}."
        return clip(f"{text} {late}", TEXT), (*blocks, context(late))
    return clip(text, TEXT), blocks


def _digest(notice: Notice, command: str) -> Rendered:
    return (reminders.message if notice.receiver[:1] in ("U", "W") else digests.message)(notice, command)


def _asked(notice: Notice, command: str) -> Rendered:
    text, blocks = _words(notice.lines)
    numbers = {line.number for line in notice.lines if isinstance(line, SpokenLine) and line.number}
    for number in sorted(numbers):
        blocks.append(
            actions(
                [
                    button("Accept", "claim", str(number), style="primary", label=f"Accept #{number}"),
                    button("Not us", "not-us", str(number), label=f"Not us: #{number}"),
                    button("Ask", "ask", f"{number} ?", label=f"Ask about #{number}"),
                    button("Show", "show", str(number), label=f"Show #{number}"),
                ],
                stays=str(number),
            )
        )
        blocks.append(context(f"Or type `{command} claim {number}`, `{command} ask {number} …`."))
    return text, tuple(blocks)


def _confirm(notice: Notice, command: str) -> Rendered:
    text, blocks = _words(notice.lines)
    presses = [line.press for line in notice.lines if isinstance(line, SpokenLine) and line.press]
    if presses:
        row = [button("Confirm", "confirm", press, style="primary") for press in presses]
        blocks.append(actions(row, stays=presses[0]))
    blocks.append(context(f"If it is not so, nothing has to be done. `{command} people` shows who is where."))
    return text, tuple(blocks)


def _told(notice: Notice, _command: str) -> Rendered:
    text, blocks = _words(notice.lines)
    spoken = [line for line in notice.lines if isinstance(line, SpokenLine) and line.number]
    names = [f"{LETTERS.get(line.item, '#')}{line.number}" for line in spoken]
    shown = [button("Show", "show", name.removeprefix("#"), label=f"Show {name}") for name in dict.fromkeys(names)]
    if shown and notice.receiver[:1] in ("U", "W"):
        blocks.append(actions(shown))
    return text, tuple(blocks)


def _words(lines: Iterable[Line]) -> tuple[str, list[Block]]:
    said = [plain_words(line) for line in lines]
    return " ".join(said), [section(text) for text in said[:LINES]]


def _trouble(notice: Notice, command: str) -> Rendered:
    lines = [line for line in notice.lines if isinstance(line, SpokenLine)]
    about = next((line.item for line in lines), "")
    where = f"<#{about}>" if about[:1] in ("C", "G") else "a person"
    head = f"Not everything for {where} went out as planned:"
    blocks = [section(head), *(section(f"• {words(line.words, 1000)}") for line in lines[:LINES])]
    rest = f" And {len(lines) - LINES} more." if len(lines) > LINES else ""
    blocks.append(context(f"`{command} status` shows how things stand.{rest}"))
    return f"{head} " + "; ".join(words(line.words, 300) for line in lines), tuple(blocks)


def _collected(notice: Notice) -> str:
    if notice.until is None:
        return ", sent late"
    return f", and for the days up to {long_day(notice.until)}: sent late, in one message"


def upcoming(card: UpcomingCard) -> Answer:
    """Everything that is planned, message by message."""
    if not card.notices:
        text = (
            f"Nothing is planned up to {long_day(card.until)}. Meetings, and what has a firm date in an adopted "
            "programme, are announced by themselves where a channel is set."
        )
        return Answer(text=text, blocks=(section(text),))
    title = f"Planned up to {day_in_words(card.until)} ({len(card.notices) + card.more})"
    blocks: list[Block] = [header(title)]
    for notice in card.notices:
        text = "\n".join(f"• {heading_of(line)}{plain_words(line)}" for line in notice.lines[:8])
        rest = f"\n• and {len(notice.lines) - 8} more" if len(notice.lines) > 8 else ""
        change = button("Change", "upcoming", notice.key, label=f"Change the message of {day_and_time(notice.due_at)}")
        own = f"\n{words(notice.words)}" if notice.words else ""
        head = f"*{day_and_time(notice.due_at)}*  ·  {_receiver(notice.receiver)}"
        blocks.append(section(clip(f"{head}{own}\n{text}{rest}", TEXT), change if notice.key else None))
    blocks = _that_fit(blocks)
    hidden = card.more + len(card.notices) - (len(blocks) - 1)
    if hidden:
        blocks.append(context(f"And {hidden} more after these."))
    text = "; ".join(
        f"{day_and_time(notice.due_at)}: {', '.join(map(plain_words, notice.lines))}" for notice in card.notices
    )
    return Answer(text=clip(f"{title}: {text}", TEXT), blocks=tuple(blocks))


def _that_fit(blocks: list[Block]) -> list[Block]:
    room, kept = 9000, []
    for block in blocks[:48]:
        room -= len(str(block))
        if room < 0:
            break
        kept.append(block)
    return kept


def status(card: StatusCard) -> Answer:
    """What could not be sent and why; and whether the sender is alive."""
    alive = f"The sender last ran on {day_and_time(card.last_beat)}." if card.last_beat else "No sender has run yet."
    waiting = {0: "Nothing is waiting.", 1: "One message is due and waits."}.get(
        card.waiting, f"{card.waiting} messages are due and wait."
    )
    where = f"The channel is <#{card.channel}>." if card.channel else "No channel is set: nothing is announced."
    blocks: list[Block] = [header("Status"), section(f"{alive} {waiting} {where}")]
    blocks += [section(f"*{_receiver(receiver)}*: {escape(why)}") for receiver, why in card.broken[:5]]
    blocks += [section(_cannot_look(card))] if card.blind else []
    if not card.troubles:
        good = "Everything that was due has been sent." if not card.waiting else ""
        return Answer(
            text=f"{alive} {waiting} {good}".strip(), blocks=(*blocks, section(good)) if good else tuple(blocks)
        )
    blocks += [divider(), section("*What did not go out as planned*")]
    blocks += [section(_trouble_line(line)) for line in card.troubles]
    text = f"{alive} {waiting} " + "; ".join(map(_trouble_line, card.troubles))
    return Answer(text=clip(text, TEXT), blocks=tuple(_that_fit(blocks)))


def _cannot_look(card: StatusCard) -> str:
    scopes = listed(f"`{scope}`" for scope in sorted({scope for _, scope in card.blind}))
    where = ", ".join(_receiver(receiver) for receiver, _ in card.blind[:3])
    more = f" and {len(card.blind) - 3} more" if len(card.blind) > 3 else ""
    return (
        f"I cannot see what stands in {where}{more}: nobody has granted {scopes}. Where Slack's answer is lost "
        "there, I do not send a message again, and tell the chairs."
    )


def _trouble_line(line: TroubleLine) -> str:
    about = f" ({', '.join(line.items[:10])})" if line.items else ""
    what = "digest" if line.kind == "digest" else "message"
    to = f"{what} to {_receiver(line.receiver)}{about}"
    return f"*{line.state}*  {day_and_time(line.due_at)}  ·  {to}: {escape(line.reason)}"


def _receiver(receiver: str) -> str:
    return f"<#{receiver}>" if receiver[:1] in ("C", "G") else mention(receiver)
