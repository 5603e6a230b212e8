"""Calls for proposals to Block Kit: the invitation, the list, the form, a change. Pure."""

import json

from bot.announcement_cards import CallCard, CallChange, CallForm, CallsCard, Notice, SpokenLine
from bot.answers import Answer, Block
from bot.blocks.forms import WHEN_HINT, opened
from bot.blocks.parts import (
    actions,
    button,
    clip,
    context,
    escape,
    field,
    fitted,
    header,
    labelled,
    modal,
    plain,
    section,
    words,
)
from bot.cards import listed, long_day


def call_title(card: CallCard) -> str:
    """ "*C2* Events for spring"."""
    return f"*C{card.number}* {words(card.title)}"


def closes(card: CallCard, days_left: int) -> str:
    """ "Closes on Monday 28 February 2022 (in 3 days)"."""
    left = {0: "today", 1: "tomorrow"}.get(days_left, f"in {days_left} days")
    return f"Closes on {long_day(card.closes_on)} ({left})"


def propose_button(card: CallCard) -> dict[str, object]:
    return button("Propose", "propose", f"call C{card.number}", style="primary", label=f"Propose for {card.title}")


def invitation(notice: Notice, command: str) -> tuple[str, tuple[Block, ...]]:
    """What the channel reads when a call is opened; once it is closed, that it is."""
    lines = [line for line in notice.lines if isinstance(line, SpokenLine)]
    if closed := [f"{words(line.words, 1000)}\n{words(line.answer, 1500)}" for line in lines if line.answer]:
        next_step = f"`{command} call` shows what came in. To propose, nobody needs a call: `{command} propose …`."
        return " ".join(closed), (*map(section, closed), context(next_step))
    text = " ".join(words(line.words, 3000) for line in lines)
    presses = [button("Propose", "propose", f"call C{line.number}", style="primary") for line in lines if line.number]
    blocks: list[Block] = [section(text)]
    blocks += [actions(presses)] if presses else []
    number = next((f" call C{line.number}" for line in lines if line.number), "")
    return text, (
        *blocks,
        context(f"Or type `{command} propose{number} event …`. `{command} call` shows what came in."),
    )


def listing(card: CallsCard) -> Answer:
    """Calls, each with what came in and from whom."""
    if not card.calls:
        how = f" `{card.command} call open “Events for spring” until 28 February` opens one." if card.chair else ""
        text = f"There is no call for proposals. You need none to propose: `{card.command} propose …`.{how}"
        press = [actions([button("Open a call", "call", "open")])] if card.chair else []
        return Answer(text=text, blocks=(section(text), *press))
    head = "Calls for proposals" if len(card.calls) > 1 else "Call for proposals"
    blocks: list[Block] = [header(head)]
    for one in card.calls:
        blocks.append(section("\n".join((call_title(one), *_facts(one, card.chair)))))
        buttons = [propose_button(one)] if "propose" in one.may else []
        if "close" in one.may:
            confirm = "The channel is told what came in and what happens next."
            label = f"Close {one.title}"
            buttons.append(button("Close", "call", f"close C{one.number}", label=label, confirm=confirm))
        blocks += [actions(buttons)] if buttons else []
    last = actions([button("Open a call", "call", "open")]) if card.chair else None
    text = "; ".join(
        f"{call_title(one).replace('*', '')}: {_standing(one)}. {escape(one.came_in)}" for one in card.calls
    )
    return Answer(text=clip(f"{head}: {text}", 3000), blocks=fitted(blocks, last))


def _standing(card: CallCard) -> str:
    return f"open until {long_day(card.closes_on)}" if card.state == "open" else "closed"


def _facts(card: CallCard, chair: bool) -> list[str]:
    by = f", opened by {words(card.opened_by, 60)}" if card.opened_by else ""
    facts = [f"{_standing(card)}  ·  <#{card.channel}>{by}", escape(card.came_in)]
    facts += [f"P{number} {words(text, 100)}" for number, text in card.proposals[:10]]
    if len(card.proposals) > 10:
        facts.append(f"and {len(card.proposals) - 10} more")
    if chair and card.silent and card.state == "open":
        facts.append(f"Nothing yet from {listed(words(name, 60) for name in card.silent)}")
    return facts


def changed(card: CallChange) -> Answer:
    """What was changed, as it is now, and the way back."""
    text = f"{escape(card.sentence)}: {call_title(card.call)}, {_standing(card.call)} in <#{card.call.channel}>"
    blocks: list[Block] = [section(text), *(context(escape(sentence)) for sentence in card.also)]
    buttons = [button("Undo", "undo", str(card.undo))] if card.undo else []
    buttons.append(button("All calls", "call"))
    blocks.append(actions(buttons))
    return Answer(text=clip(" ".join((text, *map(escape, card.also))), 3000), blocks=fitted(blocks))


def form(card: CallForm) -> Answer:
    """A new call."""
    element = {"type": "conversations_select", "action_id": "value", "filter": {"include": ["public", "private"]}}
    if card.channel:
        element["initial_conversation"] = card.channel
    element["placeholder"] = plain("Choose a channel", 150)
    blocks = [
        field("title", "What do you call for?", initial=card.title, placeholder="Events for spring"),
        field("until", "Until when?", initial=card.until, hint=WHEN_HINT),
        labelled("channel", "In which channel?", element, hint="Add me to it first, or I cannot write there."),
    ]
    return opened(modal("call", "Open a call", "Open", blocks, json.dumps({})))
