"""Two organisations that are one: all that names the first comes to name the second."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlmodel import Session, SQLModel

from bot.cards import Done
from bot.errors import BadInput, Conflict
from bot.operations.directory import organisation_meant
from bot.operations.journal import Watched
from bot.operations.people import access_as_chair
from bot.operations.replanning import plan_touched
from bot.turn import Turn
from storage.models import (
    Assignment,
    CalendarAddress,
    ChairTerm,
    Organisation,
    OrganisationAlias,
    Person,
    Proposal,
    RegisterEntry,
    Support,
)
from storage.queries import people as queries
from storage.queries import register as register_queries
from storage.queries import support as support_queries


@dataclass(slots=True)
class Merger:
    """What is about to move from one organisation to another. Watch `rows`, then `move`."""

    source: Organisation
    into: Organisation
    held: Sequence[Assignment]
    there: Sequence[Assignment]
    others: Sequence[Person | ChairTerm | Proposal | OrganisationAlias | CalendarAddress]
    support: Sequence[Support]
    register: Sequence[RegisterEntry]
    removed: list[SQLModel] = field(default_factory=list)

    @property
    def rows(self) -> tuple[SQLModel, ...]:
        return (*self.held, *self.there, *self.others, *self.support, *self.register)

    def move(self, session: Session) -> tuple[SQLModel, ...]:
        """Point everything at the second organisation; gives the rows that are to be removed, the source last."""
        there = {(one.action_id, one.person_id): one for one in self.there}
        taken = {one.standing for one in queries.people_of(session, self.into.id or 0)}
        for assignment in self.held:
            twin = there.get((assignment.action_id, assignment.person_id))
            if twin is None:
                assignment.organisation_id = self.into.id
                continue
            if assignment.state == "holds":
                twin.state = "holds"
            self.removed.append(assignment)
        for row in self.others:
            assert self.into.id is not None
            row.organisation_id = self.into.id
            if isinstance(row, Person) and row.standing in taken:
                row.standing = ""
        backed = {one.proposal_id for one in support_queries.of_organisation(session, self.into.id or 0)}
        for given in self.support:
            if given.proposal_id in backed:
                self.removed.append(given)
            else:
                given.organisation_id = self.into.id or 0
        for entry in self.register:
            if entry.suggested_for_id == self.source.id:
                entry.suggested_for_id = self.into.id
            if entry.approached_by_id == self.source.id:
                entry.approached_by_id = self.into.id
        session.flush()
        return (*self.removed, self.source)


def merger(session: Session, source: Organisation, into: Organisation) -> Merger:
    """What would move. Raises BadInput where one of them is a group such as the Trio."""
    assert source.id is not None and into.id is not None
    if "group" in (source.kind, into.kind):
        raise BadInput("The Trio is a group of chairs and cannot be made one with an organisation.")
    return Merger(
        source=source,
        into=into,
        held=queries.assignments_of_organisation(session, source.id),
        there=queries.assignments_of_organisation(session, into.id),
        others=queries.belonging_to(session, source.id),
        support=support_queries.of_organisation(session, source.id),
        register=register_queries.naming(session, source.id),
    )


def merge(session: Session, turn: Turn, said: str, into_said: str) -> Done:
    """Make two organisations one, under the second's name. For the chairs; `undo` parts them again."""
    access_as_chair(turn, "make two organisations one")
    source, into = organisation_meant(session, turn, said), organisation_meant(session, turn, into_said)
    if source.id == into.id:
        raise Conflict(f"“{said}” and “{into_said}” are both names of {into.short_name} already.")
    planned = merger(session, source, into)
    watched = Watched(session, *planned.rows)
    entry = watched.record(
        turn, "merge", into, f"merged {source.short_name} into {into.short_name}", removed=planned.move(session)
    )
    plan_touched(session, turn, entry)
    return Done(
        sentence=f"{source.short_name} is now a name of {into.short_name}.",
        undo=entry.id or 0,
        also=(came_along(planned),),
    )


def came_along(planned: Merger) -> str:
    """What a merger has moved, as a sentence."""
    actions = len({one.action_id for one in planned.held})
    people = sum(isinstance(row, Person) for row in planned.others)
    moved = [f"{actions} action{'s' * (actions != 1)}", f"{people} {'people' if people != 1 else 'person'}"]
    return f"What was {planned.source.short_name}'s is {planned.into.short_name}'s: {' and '.join(moved)}."
