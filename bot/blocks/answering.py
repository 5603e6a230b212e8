"""Lines of a day's message on proposals that wait for an answer, and on calls for proposals. Pure."""

from bot.announcement_cards import CallLine, ProposalLine
from bot.answers import Block
from bot.blocks.calls import call_title, closes, propose_button
from bot.blocks.parts import actions, button, escape, section, words
from bot.cards import day_in_words, long_day

Answering = ProposalLine | CallLine
HEADINGS = {
    "waits": "Waiting for the chairs' answer",
    "back": "Back with the chairs, as put off",
    "revise": "The chairs asked for a revision",
    "closes": "Call for proposals",
    "answer": "Call for proposals",
    "closed": "Call for proposals",
}


def heading(line: Answering) -> str:
    """Under what it stands."""
    return HEADINGS[line.kind]


def row(line: Answering) -> list[Block]:
    """The line with its buttons."""
    if isinstance(line, CallLine):
        said = section(f"{call_title(line.call)}\n{_call_facts(line)}")
        return [said] if line.kind == "closed" else [said, actions([propose_button(line.call)])]
    name, label = f"P{line.number}", f"P{line.number} {line.what}"
    show = button("Show", "show", name, label=f"Show {label}")
    text = f"*{name}* {words(line.what)}\n{_facts(line)}"
    if line.kind != "revise":
        return [section(text, show)]
    change = button("Change it", "edit", name, style="primary", label=f"Change {label}")
    withdraw = button("Withdraw", "withdraw", name, label=f"Withdraw {label}")
    return [section(text), actions([change, show, withdraw])]


def plain(line: Answering) -> str:
    """The line without its buttons."""
    if isinstance(line, CallLine):
        return f"{call_title(line.call).replace('*', '')}: {_call_facts(line)}"
    return f"P{line.number} {words(line.what, 150)} · {_facts(line)}"


def _facts(line: ProposalLine) -> str:
    if line.kind == "revise":
        reason = f"“{words(line.reason, 500)}”  ·  " if line.reason else ""
        return f"{reason}asked {line.days} day{'s' * (line.days != 1)} ago"
    by = f"by {words(line.by, 200)}"
    if line.kind == "back" and line.until:
        return f"{by}  ·  put off until {day_in_words(line.until)}"
    met = f", {line.meetings} meeting{'s' * (line.meetings != 1)} since" if line.meetings else ""
    return f"{by}  ·  has waited {line.days} day{'s' * (line.days != 1)}{met}"


def _call_facts(line: CallLine) -> str:
    if line.kind == "closed":
        return f"It closed on {long_day(line.call.closes_on)}. {escape(line.call.came_in)}"
    if line.kind == "answer":
        ends = f"{closes(line.call, line.days_left)}. Nothing has come from {words(line.organisation, 200)} yet"
        return f"{ends}; if there is nothing to propose, nothing has to be done."
    return f"{closes(line.call, line.days_left)}. {escape(line.call.came_in)}"
