"""What the channel reads of a day in one message, and the lines it is made of; and a meeting's own post. Pure."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from bot.announcement_cards import (
    CallLine,
    DeadlineLine,
    Line,
    MeetingLine,
    Notice,
    ProposalLine,
    ReminderLine,
    SettledLine,
    SpokenLine,
    SummaryLine,
    UnclaimedLine,
)
from bot.answers import Block
from bot.blocks import answering
from bot.blocks.dates import said_and_read
from bot.blocks.meeting_notices import Rendered
from bot.blocks.meeting_notices import row as meeting_row
from bot.blocks.meetings import plain_line
from bot.blocks.parts import actions, button, clip, context, packed, section, title, words
from bot.reading.who import Who, read_who

LINES = 20
"""Lines of one message; what is beyond is counted and pointed at."""
TEXT = 3000
A_WEEK = 3
"""Actions that look for somebody and are named in one week: where there are fewer, those are all."""
LOOKING = "Looking for someone"
SETTLED = "Settled since"
CHAIRS = "For the chairs"
HEADINGS = {
    "late": "Past its date",
    "later": "You asked to be reminded",
    "date": "Is there a date yet?",
    "unread": "When is it?",
    "ongoing": "Still going?",
}


def message(notice: Notice, command: str) -> Rendered:
    """What closes, which meetings come, and once a week what looks for somebody."""
    lines = sorted(notice.lines, key=_place)
    groups: list[list[Block]] = []
    for name, several in groupby(lines[:LINES], key=heading):
        rows = [row(line) for line in several]
        groups += [[section(f"*{name}*"), *rows[0]], *rows[1:]]
    blocks, shown = packed(groups)
    if rest := len(lines) - shown:
        blocks.append(context(f"And {rest} more: `{command} list` has the actions, `{command} meetings` the meetings."))
    if sum(isinstance(line, UnclaimedLine) for line in lines) >= A_WEEK:
        blocks.append(context(f"`{command} open` shows all that looks for someone."))
    said = ((name, clip(", ".join(map(plain_words, several)), 1500)) for name, several in groupby(lines, key=heading))
    coming_up = "Coming up. " if isinstance(lines[0], DeadlineLine | MeetingLine) else ""
    return coming_up + sentences(f"{called(name)}{text}" for name, text in said), tuple(blocks)


def sentences(said: Iterable[str]) -> str:
    """Each with one full stop, for notifications and screen readers."""
    return " ".join(f"{one.rstrip('.')}." for one in said if one.strip())


def _place(line: Line) -> tuple[int, int, str]:
    match line:
        case DeadlineLine():
            return (0, line.days_left, heading(line))
        case MeetingLine():
            return (1, line.days_left, "")
        case UnclaimedLine():
            return (3, 0, "")
        case SettledLine():
            return (4, 0, "")
    return (2, 0, heading(line))


def heading(line: Line) -> str:
    """Under what a line stands in its message."""
    match line:
        case DeadlineLine() | ReminderLine(kind="deadline"):
            return coming(line)
        case MeetingLine():
            return f"Meeting {in_days(line.days_left)}"
        case UnclaimedLine():
            return LOOKING
        case SettledLine():
            return SETTLED
        case ReminderLine():
            return HEADINGS.get(line.kind, CHAIRS)
        case SummaryLine():
            return CHAIRS
        case ProposalLine() | CallLine():
            return answering.heading(line)
    return ""


def coming(line: DeadlineLine | ReminderLine) -> str:
    """ "Closes in 3 days"; a day of its own does not close, it comes."""
    left = line.days_left or 0
    if left < 0:
        return "Past its date"
    when_it_is = in_days(left)
    if line.window.start is None:
        return f"Due {when_it_is}"
    if line.window.start == line.window.end:
        return when_it_is[:1].upper() + when_it_is[1:]
    return f"Closes {when_it_is}"


def in_days(days: int) -> str:
    """ "today", "tomorrow", "in 3 days", "3 days ago"."""
    if days < 0:
        return "yesterday" if days == -1 else f"{-days} days ago"
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def row(line: Line) -> list[Block]:
    """A line with its buttons."""
    match line:
        case DeadlineLine():
            number, label = str(line.number), f"#{line.number} {line.what}"
            press = (
                button("Show", "show", number, label=f"Show {label}")
                if line.holders
                else button("I'll take it", "claim", number, label=f"I'll take {label}")
            )
            return [section(f"*#{number}* {title(line.what)}\n{owners(line)}  ·  {when(line)}", press)]
        case UnclaimedLine():
            return _unclaimed(line)
        case SettledLine():
            text = f"*{line.name}* {title(line.what)}\n{words(line.news)}"
            verb = "call" if line.letter == "C" else "show"
            press = button("Show", verb, line.name.removeprefix("#"), label=f"Show {line.name} {line.what}")
            return [section(text, press)]
        case MeetingLine():
            return meeting_row(line)
        case ProposalLine() | CallLine():
            return answering.row(line)
    return [section(plain_words(line))]


def _unclaimed(line: UnclaimedLine) -> list[Block]:
    number, label = str(line.number), f"#{line.number} {line.what}"
    said = f"\n{when(line)}" if line.when_said.strip() else ""
    return [
        section(f"*#{number}* {title(line.what)}{said}"),
        actions(
            [
                button("I'll take it", "claim", number, label=f"I'll take {label}"),
                button("My organisation will", "claim", f"{number} ours", label=f"My organisation will take {label}"),
            ]
        ),
    ]


@lru_cache(maxsize=1024)
def _who(said: str) -> Who:
    """A plan that is looked at says the same of an action again and again."""
    return read_who(said)


def owners(line: DeadlineLine) -> str:
    """Who as written; behind it who holds it now, where that is somebody else; or that nobody does yet."""
    who = _who(line.who_said)
    said = "" if who.nobody else title(line.who_said, 100)
    if named := line.holders or line.asked:
        others = any(name.casefold() not in line.who_said.casefold() for name in named)
        now = ", ".join(words(name, 80) for name in named) if others else ""
        return " → ".join(filter(None, (said, now))) + (" (asked, no answer yet)" if not line.holders else "")
    if who.seeking:
        return said
    return f"{said} (nobody holds it yet)" if said else "looking for someone"


def when(line: DeadlineLine | UnclaimedLine | ReminderLine) -> str:
    """The words as written first, then what was understood, where that says more."""
    near = not isinstance(line, UnclaimedLine) and line.days_left is not None
    return said_and_read(line.when_said, line.window, long=True, near=near)


def plain_words(line: Line) -> str:
    """A line without its buttons, for texts and lists."""
    match line:
        case DeadlineLine():
            return f"#{line.number} {title(line.what)} · {owners(line)} · {when(line)}"
        case UnclaimedLine():
            return f"#{line.number} {title(line.what)}"
        case MeetingLine():
            return plain_line(line.meeting)
        case ReminderLine():
            return f"#{line.number} {title(line.what)} · {when(line) if line.when_said.strip() else 'no date'}"
        case SettledLine():
            return f"{line.name} {title(line.what)} · {words(line.news)}"
        case SummaryLine():
            return f"{len(line.actions)} {_summed(line)}: {numbers(line)}"
        case ProposalLine() | CallLine():
            return answering.plain(line)
        case SpokenLine(answer=""):
            return words(line.words, TEXT)
        case SpokenLine():
            return f"{words(line.words, 1000)}\n{words(line.answer, 1500)}"


def _summed(line: SummaryLine) -> str:
    one = len(line.actions) == 1
    if line.kind == "closed before":
        return f"{'action' if one else 'actions'} of {words(line.programme, 100)} had closed before its adoption"
    return f"{'action' if one else 'actions'} of {words(line.programme, 100)} {'names' if one else 'name'} nobody"


def numbers(line: SummaryLine) -> str:
    """ "#3, #5 and 4 more"."""
    shown = ", ".join(f"#{number}" for number, _ in line.actions[:10])
    rest = len(line.actions) - 10
    return f"{shown} and {rest} more" if rest > 0 else shown


def heading_of(line: Line) -> str:
    """The heading before a line that stands alone."""
    return called(heading(line))


def called(name: str) -> str:
    """A heading before what stands under it; a question needs no colon."""
    return f"{name}{'' if name.endswith('?') else ':'} " if name else ""


def meeting(notice: Notice, _command: str) -> Rendered:
    """Meetings that begin in an hour, or today."""
    name = "Today" if all(_whole_day(line) for line in notice.lines) else "In one hour"
    blocks = [block for line in notice.lines[:LINES] for block in row(line)]
    return f"{name}: " + "; ".join(map(plain_words, notice.lines)), (section(f"*{name}*"), *blocks)


def _whole_day(line: Line) -> bool:
    return isinstance(line, MeetingLine) and line.meeting.at_time is None
