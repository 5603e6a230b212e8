"""Calls for proposals: opened with a last day, and closed with what came in and what happens next."""

import re
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from bot.announcement_cards import CallCard, CallChange, CallForm, CallsCard
from bot.cards import day_in_words, long_day
from bot.errors import BadInput, Conflict, NotFound
from bot.operations import journal
from bot.operations.actions import typed_text
from bot.operations.announcements import plan_gone, tell
from bot.operations.call_clock import answers_of, card_of, closed_on, plan_call
from bot.operations.channels import access_channel
from bot.operations.journal import Watched
from bot.operations.people import access_as_chair, access_as_reader
from bot.operations.whens import read_for
from bot.turn import Turn
from storage.models import Call, JournalEntry, Person
from storage.queries import calls as queries
from storage.queries.numbers import next_number

RIGHT = "open and close calls for proposals"
SHOWN = 10
LONGEST = 150
_CHANNEL = re.compile(r"<#([CG][A-Z0-9]+)(?:\|[^>]*)?>|([CG][A-Z0-9]{6,})")
_NUMBER = re.compile(r"[Cc]?#?(\d{1,9})")


@dataclass(frozen=True, slots=True)
class NewCall:
    """A call as a chair typed it, or sent it by form."""

    title: str
    until: str
    channel: str = ""
    """As Slack writes it, <#C…|name>; the programme's where empty."""


def form(session: Session, turn: Turn, filled: NewCall) -> CallForm:
    """The form, with what was typed already."""
    access_as_chair(turn, RIGHT)
    match = _CHANNEL.fullmatch(filled.channel.strip())
    return CallForm(filled.title, filled.until, (match[1] or match[2]) if match else turn.house.channel)


def open_call(session: Session, turn: Turn, new: NewCall) -> CallChange:
    """Invite everybody of a channel to propose until a day. Raises BadInput saying what is missing."""
    access_as_chair(turn, RIGHT)
    example = f"`{turn.house.command} call open “Events for spring” until 28 February`"
    title = typed_text(new.title, "title").strip("“”\"'„ ")
    if not title or len(title) > LONGEST:
        long = f"That title has {len(title)} characters; {LONGEST} is the most."
        raise BadInput(f"{long if title else 'What is the call about?'} For example: {example}", field="title")
    last = _last_day(session, turn, new.until, example)
    channel = _channel(turn, new.channel)
    unseen = access_channel(turn, channel)
    call = Call(
        number=next_number(session, "call"),
        title=title,
        until_said=new.until.strip(),
        closes_on=last,
        channel=channel,
        opened_by_id=turn.actor.id,
        opened_at=turn.now,
    )
    session.add(call)
    session.flush()
    entry = Watched(session).record(turn, "open", call, f"opened C{call.number} {title}", added=(call,))
    words = f"{turn.actor.full_name} calls for proposals: “{title}”, until {long_day(last)}. "
    _tell(session, turn, call, "call", f"{words}Whatever you propose gets a number at once, and an answer.", entry)
    plan_call(session, call, now=turn.now, house=turn.house)
    also = (
        "The channel hears of it now, and again before it closes; so do the contacts who have not answered by then.",
        *([unseen] if unseen else []),
    )
    return CallChange("Opened", _card(session, turn, call), undo=entry.id or 0, also=also)


def close_call(session: Session, turn: Turn, asked: str, then: str = "") -> CallChange:
    """End a call; the channel reads what came in and what happens next, `then` or what usually does."""
    access_as_chair(turn, RIGHT)
    call = _meant(session, turn, asked)
    if call.state == "closed":
        raise Conflict(f"C{call.number} “{call.title}” is closed already. Nothing was changed.")
    watched = Watched(session, call)
    call.state, call.closed_at = "closed", turn.now
    then = typed_text(then, "then")
    entry = watched.record(turn, "end", call, f"closed C{call.number} {call.title}", why=then)
    came_in = card_of(call, answers_of(session, call)).came_in
    words = f"{turn.actor.full_name} has closed the call “{call.title}”. {came_in}"
    _tell(session, turn, call, "told", f"{words} “{then}”" if then else words, entry)
    plan_call(session, call, now=turn.now, house=turn.house)
    also = ("The channel hears what came in.",)
    return CallChange("Closed", _card(session, turn, call), undo=entry.id or 0, also=also)


def take_back(session: Session, turn: Turn, entry: JournalEntry) -> tuple[str, ...]:
    """What `undo` does to a call: opened again, or gone where nothing has come in; the channel hears."""
    access_as_chair(turn, RIGHT)
    call = session.get_one(Call, entry.noun_id)
    if entry.verb == "open" and queries.answers(session, [call.id or 0]):
        raise Conflict(
            f"Proposals have come in on C{call.number}, so it stays: `{turn.house.command} call close C{call.number}` "
            "ends it. Nothing was changed."
        )
    stands = "not open after all" if entry.verb == "open" else f"open again until {day_in_words(call.closes_on)}"
    words = f"{turn.actor.full_name} has taken that back: the call “{call.title}” is {stands}."
    back = journal.undo(session, turn, entry)
    _tell(session, turn, call, "told", words, back)
    if entry.verb == "open":
        plan_gone(session, "call", entry.noun_id, now=turn.now)
    else:
        session.refresh(call)
        plan_call(session, call, now=turn.now, house=turn.house)
    return ("The channel will hear of it.",)


def overview(session: Session, turn: Turn) -> CallsCard:
    """Open calls by their last day, then those that were closed last."""
    access_as_reader(turn)
    calls = tuple(_card(session, turn, call) for call in queries.every(session, SHOWN))
    return CallsCard(calls, turn.actor.chair, turn.house.command)


def one(session: Session, turn: Turn, asked: str) -> CallsCard:
    """One call, by number or by words of its title."""
    access_as_reader(turn)
    return CallsCard((_card(session, turn, _meant(session, turn, asked)),), turn.actor.chair, turn.house.command)


def to_answer(session: Session, turn: Turn, number: int) -> Call:
    """The open call that somebody proposes to. Raises NotFound, or Conflict where it is closed."""
    call = _meant(session, turn, f"C{number}")
    if call.closed_at:
        day = day_in_words(closed_on(call, turn.house))
        raise Conflict(
            f"The call “{call.title}” closed on {day}. You can propose without it: "
            f"`{turn.house.command} propose …`. Nothing was sent."
        )
    return call


def _card(session: Session, turn: Turn, call: Call) -> CallCard:
    opener = session.get(Person, call.opened_by_id) if call.opened_by_id else None
    may = frozenset({"propose"} if turn.actor.member else ()) | frozenset({"close"} if turn.actor.chair else ())
    return card_of(
        call, answers_of(session, call), opener.name if opener else "", may if call.state == "open" else frozenset()
    )


def _meant(session: Session, turn: Turn, asked: str) -> Call:
    asked = asked.strip().strip("“”\"'")
    match = _NUMBER.fullmatch(asked)
    if match:
        call = queries.by_number(session, int(match[1]))
        found = [call] if call else []
    else:
        found = [one for one in queries.open_ones(session) if asked.casefold() in one.title.casefold()]
    if len(found) == 1:
        return queries.by_number(session, found[0].number) or found[0]
    names = "; ".join(f"C{one.number} {one.title}" for one in found)
    if names:
        raise NotFound(
            f"Which call? {names}. Give its number, as in `{turn.house.command} call close C{found[0].number}`."
        )
    which = f"I know no open call “{asked[:50]}”" if asked else "No call is open"
    raise NotFound(f"{which}. `{turn.house.command} call` lists them.")


def _last_day(session: Session, turn: Turn, said: str, example: str) -> date:
    if not said.strip():
        raise BadInput(f"Until when is it open? For example: {example}", field="until")
    window = read_for(session, turn, None, said.strip()).window
    day = window.end or window.start
    if day is None:
        raise BadInput(f"I can't see a day in “{said.strip()[:100]}”. For example: {example}", field="until")
    if day < turn.today:
        raise BadInput(f"{day_in_words(day)} is past. For example: {example}", field="until")
    return day


def _channel(turn: Turn, said: str) -> str:
    match = _CHANNEL.fullmatch(said.strip())
    if said.strip() and not match:
        raise BadInput(
            f"I can't tell which channel “{said.strip()[:50]}” is. Choose it in the form: "
            f"`{turn.house.command} call open`.",
            field="channel",
        )
    channel = (match[1] or match[2]) if match else turn.house.channel
    if not channel:
        raise BadInput("No channel is set, so say in which one: `… in #channel`.", field="channel")
    return channel


def _tell(session: Session, turn: Turn, call: Call, kind: str, words: str, entry: JournalEntry) -> None:
    tell(
        session,
        receiver=call.channel,
        kind=kind,
        item="call",
        item_id=call.id or 0,
        words=words.strip(),
        now=turn.now,
        house=turn.house,
        slot=f"{call.channel}:call:{entry.id}",
    )
