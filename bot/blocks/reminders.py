"""What one person is reminded of in a day, as one direct message whose buttons do the work. Pure."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from bot.announcement_cards import CallLine, Line, Notice, ProposalLine, ReminderLine, SettledLine, SummaryLine
from bot.answers import Block
from bot.blocks import answering, digests
from bot.blocks.digests import called, heading, in_days, numbers, plain_words, sentences, when
from bot.blocks.meeting_notices import Rendered
from bot.blocks.parts import actions, button, clip, context, packed, section, title, words

WHOLE = 5
"""Actions of one message that have all their buttons; further ones lead to theirs."""
NAMED = 3
"""Actions that are counted for the chairs: so few are also named."""
LATER = "Remind me in 3 days"
BUTTONS = {
    "late": ("done", "on-track", "when", "later", "assign"),
    "deadline": ("done", "on-track", "when", "later", "assign"),
    "later": ("done", "on-track", "when", "later", "assign"),
    "date": ("when", "on-track", "later", "assign"),
    "unread": ("when", "done", "assign"),
    "ongoing": ("on-track", "note", "done", "assign"),
    "nobody": ("assign", "when"),
}
LABELS = {
    "done": "Done",
    "on-track": "Still on track",
    "when": "New date",
    "later": LATER,
    "assign": "Hand over",
    "note": "Add a note",
}
FOR_ALL = frozenset({"later", "note"})
"""What those may do who cannot change the action: they only stand in for somebody."""
BY_FORM = frozenset({"when", "assign", "note"})


def message(notice: Notice, command: str) -> Rendered:
    """Late first, then what closes, then what is asked; each says what, when, why me; at the end what stops it."""
    lines = notice.lines
    groups: list[list[Block]] = []
    for name, several in _grouped(lines):
        rows = [_row(line, whole=number < WHOLE) for number, line in several]
        groups += [[*([section(f"*{name}*")] if name else []), *rows[0]], *rows[1:]]
    blocks, shown = packed(groups)
    if rest := len(lines) - shown:
        blocks.append(context(f"And {rest} more: `{command} mine` and `{command} ours` list them."))
    if ending := _ending(lines, command):
        blocks.append(context(ending))
    said = (f"{called(name)}{', '.join(_plain(line) for _, line in several)}" for name, several in _grouped(lines))
    return clip(sentences(said), 3000), tuple(blocks)


def _grouped(lines: tuple[Line, ...]) -> Iterator[tuple[str, list[tuple[int, Line]]]]:
    for name, several in groupby(enumerate(lines), key=lambda one: heading(one[1])):
        yield name, list(several)


def _row(line: Line, *, whole: bool) -> list[Block]:
    if isinstance(line, ProposalLine | CallLine):
        return answering.row(line)
    if isinstance(line, SettledLine):
        return digests.row(line)
    if isinstance(line, SummaryLine):
        return [section(_summary(line), _show_them(line))]
    if not isinstance(line, ReminderLine):
        return [section(plain_words(line))]
    number, label = str(line.number), f"#{line.number} {line.what}"
    text = f"*#{number}* {title(line.what)}\n{'  ·  '.join(filter(None, _facts(line)))}"
    verbs = [verb for verb in BUTTONS.get(line.kind, ()) if line.may or verb in FOR_ALL]
    show = button("Show", "show", number, label=f"Show {label}")
    if not verbs or not whole:
        return [section(text, show)]
    presses = [_press(verb, line) for verb in verbs]
    return [section(text), actions(presses if line.may else [*presses, show], stays=number)]


def _press(verb: str, line: ReminderLine) -> dict[str, Any]:
    name = "Set a date" if verb == "when" and line.kind in ("date", "unread") else LABELS[verb]
    name = "Ask someone" if verb == "assign" and not line.held else name
    first = line.may and BUTTONS[line.kind][0] == verb
    argument = f"{line.number} ?" if verb in BY_FORM else str(line.number)
    return button(name, verb, argument, style="primary" if first else "", label=f"{name}: #{line.number} {line.what}")


def _facts(line: ReminderLine) -> tuple[str, ...]:
    said, why = when(line), words(line.why, 200)
    match line.kind:
        case "late":
            last = "The chairs hear of it next, if nobody says anything" if line.last else ""
            return f"{said}, {_over(line)}", why, last
        case "later":
            return f"{said}, {_over(line)}" if line.days_left is not None else said, why
        case "date":
            return f"{said}, begins {in_days(line.days_left or 0)}", why
        case "unread":
            return f"I see no date in “{words(line.when_said, 200)}”, so nothing is announced", why
        case "unanswered":
            return f"{said}, {_over(line)}", f"no word from {why}"
        case "unheard":
            return f"{said}, {_over(line)}", f"nobody of {why} is here to be reminded"
        case "nobody":
            return f"{said}, {_over(line)}", f"no answer from {why}" if why else "nobody holds it"
    return said, why


def _over(line: ReminderLine) -> str:
    """ "10 days ago"; of more than a day, what was then: "ended 10 days ago", "due 10 days ago"."""
    left = line.days_left or 0
    if line.window.start is None:
        return f"due {in_days(left)}"
    if line.window.start == line.window.end:
        return in_days(left)
    return f"{'ended' if left < 0 else 'ends'} {in_days(left)}"


def _show_them(line: SummaryLine) -> dict[str, Any]:
    if len(line.actions) == 1:
        number, what = line.actions[0]
        return button("Show", "show", str(number), label=f"Show #{number} {what}")
    if line.kind == "closed before":
        return button("Show them", "list", "late", label="Show late actions")
    return button("Show them", "open", label="Show what looks for someone")


def _named(line: SummaryLine) -> str:
    """Few by name, many by number."""
    if len(line.actions) > NAMED:
        return numbers(line)
    return "; ".join(f"#{number} {title(what, 80)}" for number, what in line.actions)


def _summary(line: SummaryLine) -> str:
    many = len(line.actions) != 1
    count = f"{len(line.actions)} actions" if many else "One action"
    of = words(line.programme, 100)
    if line.kind == "closed before":
        return (
            f"{count} of {of} had closed before it was adopted: {_named(line)}. "
            f"Nobody is reminded of {'them' if many else 'it'}; a new date changes that."
        )
    return f"{count} of {of} {'name' if many else 'names'} nobody: {_named(line)}. The channel is asked each Monday."


def _ending(lines: tuple[Line, ...], command: str) -> str:
    kinds = {line.kind for line in lines if isinstance(line, ReminderLine) and line.may}
    parts = []
    if kinds & {"late", "deadline", "later"}:
        parts.append("Done or a new date ends these reminders, “Still on track” holds them back.")
    if kinds & {"unread", "date"}:
        parts.append("A date is asked for once.")
    if "ongoing" in kinds:
        parts.append("What goes on is asked about once a month.")
    if parts:
        parts.append(f"`{command} settings` sets when I write to you.")
    return " ".join(parts)


def _plain(line: Line) -> str:
    return (_summary(line) if isinstance(line, SummaryLine) else plain_words(line)).rstrip(".")
