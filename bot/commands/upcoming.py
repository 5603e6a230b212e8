"""`upcoming`: what the bot is going to say; by its button, one message of that, to change, move or leave out."""

from contextlib import suppress
from datetime import date, time

from sqlmodel import Session

from bot.announcement_cards import MessageForm, Rescheduled, UpcomingCard
from bot.answers import Answer
from bot.blocks import announcements as blocks
from bot.blocks import rescheduling as forms
from bot.commands.spec import Audience, Command, Form, Group
from bot.operations import outlook, rescheduling
from bot.operations.rescheduling import Wish
from bot.turn import Turn


def submitted(form: Form) -> Wish:
    day, at = None, None
    with suppress(ValueError):
        day, at = date.fromisoformat(form.text("day")), time.fromisoformat(form.text("at"))
    chosen = form.values.get("leave_out") or []
    out = tuple(int(one) for one in chosen if str(one).isdecimal())
    return Wish(form.argument, form.text("what") or "at", day, at, form.text("words"), out)


def run(session: Session, turn: Turn, asked: str | Wish) -> UpcomingCard | MessageForm | Rescheduled:
    if isinstance(asked, Wish):
        return rescheduling.reschedule(session, turn, asked)
    if asked:
        return rescheduling.message_form(session, turn, asked)
    return outlook.upcoming(session, turn)


def render(card: UpcomingCard | MessageForm | Rescheduled, turn: Turn) -> Answer:
    match card:
        case MessageForm():
            return forms.form(card, turn.house.command)
        case Rescheduled():
            return forms.changed(card, turn.house.command)
    return blocks.upcoming(card)


COMMAND = Command(
    name="upcoming",
    group=Group.MEETINGS,
    usage="",
    example="upcoming",
    summary="every message the bot will post in the next 14 days, to change, move or leave out",
    audience=Audience.CHAIRS,
    parse=str.strip,
    run=run,
    render=render,
    changes=True,
    submitted=submitted,
    fields=("what", "day", "at", "words", "leave_out"),
)
