"""What people do meanwhile: add, move, move back, end, revive, take, cancel; and what they then expect to hear."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlmodel import Session, col, select

from bot.errors import WorkError
from bot.operations import actions, claims, meeting_changes, meetings
from bot.operations.actions import New
from bot.operations.meeting_changes import MeetingEdit
from bot.operations.meetings import NewMeeting
from bot.turn import Turn
from storage.models import Action, Meeting, Person
from tests.builders import a_turn
from tests.promises.simulation.world import World


@dataclass(frozen=True, slots=True)
class Wish:
    """How an item stood from a moment on: the day and words it was to be announced with; None for not at all."""

    since: datetime
    day: date | None
    said: str = ""
    at: time | None = None
    """Of a meeting."""


class People:
    """Ana chairs, Ben and Chloe hold what they take. All of them enter at the operations."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.wishes: dict[tuple[str, int], list[Wish]] = {}
        """By ("action" or "meeting", id), every state the item was in, the latest last."""
        self.former: dict[int, str] = {}
        self.since = world.now
        """What was changed before was lost by a restore, or never was."""

    def furnish(self) -> None:
        for doing in (self._add_action, self._add_action, self._add_meeting)[: self.world.rng.choice([1, 2, 3])]:
            self._do(doing)

    def change_something(self) -> None:
        doings: list[tuple[int, Callable[[Session, Turn], None]]] = [
            (2, self._add_action),
            (1, self._add_meeting),
            (4, self._move),
            (3, self._move_back),
            (2, self._done),
            (1, self._reopen),
            (1, self._drop),
            (2, self._claim),
            (1, self._cancel),
            (1, self._move_meeting),
        ]
        self._do(self.world.rng.choices([doing for _, doing in doings], [weight for weight, _ in doings])[0])

    def _do(self, doing: Callable[[Session, Turn], None]) -> None:
        world = self.world
        who = world.rng.choice(["Ana", "Ana", "Ben", "Chloe"])
        try:
            with world.database.units.writing() as session:
                person = session.exec(select(Person).where(Person.name == who)).one()
                doing(session, a_turn(session, person, now=world.now, house=world.house))
        except WorkError:
            return
        world.deeds["changes"] += 1
        world.say(f"{who} changes something: {doing.__name__.strip('_')}")
        self.note()

    def restored(self) -> None:
        """Only what the backup knows still holds, and it holds from now on."""
        self.since = self.world.now
        self.wishes.clear()
        self.former.clear()
        self.note()

    def note(self) -> None:
        """Write down how every item stands now."""
        now = self.world.now
        ask = self.world.database.ask
        rows = ask("SELECT id, ends_on, when_said, state FROM action WHERE starts_on = ends_on OR starts_on IS NULL")
        for key, day, said, state in rows:
            wanted = date.fromisoformat(day) if day and state == "open" else None
            self._note(("action", key), Wish(now, wanted, said if wanted else ""))
        for key, day, at, state in ask("SELECT id, on_date, at_time, state FROM meeting"):
            wanted = date.fromisoformat(day) if state == "planned" else None
            clock = time.fromisoformat(at) if at and wanted else None
            self._note(("meeting", key), Wish(now, wanted, _words(wanted) if wanted else "", clock))

    def _note(self, item: tuple[str, int], wish: Wish) -> None:
        known = self.wishes.setdefault(item, [])
        if not known or replace(known[-1], since=wish.since) != wish:
            known.append(wish)

    def wishes_at(self, item: tuple[str, int], first: datetime, last: datetime) -> list[Wish]:
        """Those of an item that held at some moment between the two."""
        wishes = self.wishes.get(item, [])
        ends = [*(wish.since for wish in wishes[1:]), datetime.max.replace(tzinfo=last.tzinfo)]
        return [wish for wish, end in zip(wishes, ends, strict=True) if wish.since <= last and end >= first]

    def _day(self) -> date:
        """A day ahead, rather soon than late."""
        world = self.world
        return world.now.astimezone(world.house.zone).date() + timedelta(days=world.rng.choice([0, 1, 3, 4, 9, 15, 20]))

    def _add_action(self, session: Session, turn: Turn) -> None:
        who = self.world.rng.choice(["", "CNRS", "DLR-PT"])
        actions.add(session, turn, New(f"Paper {self.world.rng.getrandbits(40):x}", who=who, when=_words(self._day())))

    def _add_meeting(self, session: Session, turn: Turn) -> None:
        day = self._day() + timedelta(days=1)
        at = self.world.rng.choice(["", " 10:00", " 07:30", " 22:15"])
        meetings.add(
            session,
            turn,
            NewMeeting(
                f"Meeting {self.world.rng.getrandbits(40):x}", f"{_words(day)}{at}", "https://meet.example.org/trio"
            ),
        )

    def _number(self, session: Session, *states: str) -> str:
        found = session.exec(select(Action.number).where(col(Action.state).in_(states)).order_by(col(Action.id))).all()
        return f"#{self.world.rng.choice(found)}" if found else "#999"

    def _move(self, session: Session, turn: Turn) -> None:
        asked = self._number(session, "open")
        action = session.exec(select(Action).where(Action.number == int(asked[1:]))).one_or_none()
        if action:
            self.former[action.number] = action.when_said
        actions.when(session, turn, asked, _words(self._day()), "the partner asked for it")

    def _move_back(self, session: Session, turn: Turn) -> None:
        if self.former:
            number, said = self.world.rng.choice(sorted(self.former.items()))
            actions.when(session, turn, f"#{number}", said, "so it was before")

    def _done(self, session: Session, turn: Turn) -> None:
        actions.done(session, turn, self._number(session, "open"), "")

    def _reopen(self, session: Session, turn: Turn) -> None:
        actions.reopen(session, turn, self._number(session, "done", "dropped"))

    def _drop(self, session: Session, turn: Turn) -> None:
        actions.drop(session, turn, self._number(session, "open"), "no money")

    def _claim(self, session: Session, turn: Turn) -> None:
        claims.claim(session, turn, self._number(session, "open"))

    def _meeting(self, session: Session) -> str:
        found = session.exec(select(Meeting.number).where(Meeting.state == "planned").order_by(col(Meeting.id))).all()
        return f"M{self.world.rng.choice(found)}" if found else "M999"

    def _cancel(self, session: Session, turn: Turn) -> None:
        meeting_changes.cancel(session, turn, self._meeting(session), "nobody can come")

    def _move_meeting(self, session: Session, turn: Turn) -> None:
        day = self._day() + timedelta(days=1)
        edit = MeetingEdit(when=f"{_words(day)} 11:00", why="the room is taken")
        meeting_changes.change(session, turn, self._meeting(session), edit)


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
