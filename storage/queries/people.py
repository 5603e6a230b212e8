"""Who is who, and who chairs."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func
from sqlmodel import Session, col, or_, select

from storage.models import (
    Action,
    Assignment,
    CalendarAddress,
    ChairTerm,
    Organisation,
    OrganisationAlias,
    Person,
    Proposal,
)


def person_by_slack(session: Session, team_id: str, user_id: str) -> Person | None:
    """The person of that account; an empty team id matches any, as a mention names none."""
    query = select(Person).where(Person.user_id == user_id)
    if team_id:
        query = query.where(Person.team_id == team_id)
    return session.exec(query.order_by(col(Person.id))).first()


def terms_on(session: Session, day: date) -> Sequence[ChairTerm]:
    """The chair terms that hold on a day."""
    found: Sequence[ChairTerm] = session.exec(_terms_on(), params={"day": day}).all()
    return found


@cache
def _terms_on() -> Any:
    day: Any = bindparam("day")
    return select(ChairTerm).where(
        or_(col(ChairTerm.starts_on).is_(None), col(ChairTerm.starts_on) <= day),
        or_(col(ChairTerm.ends_on).is_(None), col(ChairTerm.ends_on) >= day),
    )


def terms(session: Session) -> Sequence[ChairTerm]:
    """All chair terms, earliest first."""
    return session.exec(select(ChairTerm).order_by(col(ChairTerm.starts_on), col(ChairTerm.id))).all()


def acting_chairs(session: Session, terms: Iterable[ChairTerm]) -> Sequence[Person]:
    """The accounts that act as chairs under these terms: named people, and confirmed people of the organisations.

    A guest or stranger whom nobody has put in an organisation is left out: chairs must be able to act.
    """
    people = [term.person_id for term in terms if term.person_id]
    houses = [term.organisation_id for term in terms if term.organisation_id]
    if not people and not houses:
        return []
    found: Sequence[Person] = session.exec(_acting(), params={"people": people, "houses": houses}).all()
    return found


@cache
def _acting() -> Any:
    belong = col(Person.organisation_id).in_(bindparam("houses", expanding=True)) & col(Person.confirmed)
    return (
        select(Person)
        .where(or_(col(Person.id).in_(bindparam("people", expanding=True)), belong))
        .where(or_(col(Person.confirmed), ~col(Person.is_guest) & ~col(Person.is_stranger)))
        .where(~col(Person.is_gone))
        .order_by(col(Person.id))
    )


def organisation_by_name(session: Session, folded: str) -> Organisation | None:
    """The organisation that answers to a folded name."""
    return session.exec(
        select(Organisation)
        .join(OrganisationAlias, col(OrganisationAlias.organisation_id) == Organisation.id)
        .where(OrganisationAlias.folded == folded)
    ).first()


def known_names(session: Session) -> Sequence[str]:
    """Every name any organisation answers to."""
    return session.exec(select(OrganisationAlias.alias)).all()


def lock_person(session: Session, person_id: int) -> Person:
    """The person as stored now, held until the unit ends so that no other unit changes them in between."""
    query = select(Person).where(Person.id == person_id).with_for_update()
    return session.exec(query.execution_options(populate_existing=True)).one()


def organisations(session: Session) -> Sequence[Organisation]:
    """All organisations by short name, in any case; groups last."""
    return session.exec(
        select(Organisation).order_by(col(Organisation.kind) == "group", func.lower(Organisation.short_name))
    ).all()


def aliases(session: Session) -> Sequence[OrganisationAlias]:
    """All names of all organisations."""
    return session.exec(select(OrganisationAlias).order_by(col(OrganisationAlias.id))).all()


def people_of(session: Session, organisation_id: int) -> Sequence[Person]:
    """The people who say they belong to an organisation, its contact and deputy first."""
    return session.exec(
        select(Person)
        .where(Person.organisation_id == organisation_id, ~col(Person.is_gone))
        .order_by(col(Person.standing) == "", col(Person.standing), col(Person.name))
    ).all()


def people_in(session: Session, organisation_ids: Collection[int]) -> Sequence[Person]:
    """The people of several organisations, contacts and deputies first, then by name."""
    return session.exec(
        select(Person)
        .where(col(Person.organisation_id).in_(organisation_ids), ~col(Person.is_gone))
        .order_by(col(Person.standing) == "", col(Person.standing), func.lower(Person.name), col(Person.id))
    ).all()


def placeless(session: Session) -> Sequence[Person]:
    """People with an account who belong to no organisation yet."""
    return session.exec(
        select(Person)
        .where(col(Person.organisation_id).is_(None), ~col(Person.is_gone))
        .order_by(func.lower(Person.name), col(Person.id))
    ).all()


def aliases_of(session: Session, organisation_ids: Collection[int]) -> Sequence[OrganisationAlias]:
    """All names of several organisations, in the order they came."""
    return session.exec(
        select(OrganisationAlias)
        .where(col(OrganisationAlias.organisation_id).in_(organisation_ids))
        .order_by(col(OrganisationAlias.id))
    ).all()


def open_held(session: Session, organisation_ids: Collection[int]) -> dict[int | None, int]:
    """By organisation: how many open actions it holds. Those that hold none are left out."""
    rows = session.exec(
        select(Assignment.organisation_id, func.count(func.distinct(col(Assignment.action_id))))
        .join(Action, col(Action.id) == col(Assignment.action_id))
        .where(
            col(Assignment.organisation_id).in_(organisation_ids),
            Assignment.state == "holds",
            Action.state == "open",
        )
        .group_by(col(Assignment.organisation_id))
    ).all()
    return dict(rows)


def assignments_of_organisation(session: Session, organisation_id: int) -> Sequence[Assignment]:
    """What an organisation holds or is asked to, of any state."""
    return session.exec(
        select(Assignment).where(Assignment.organisation_id == organisation_id).order_by(col(Assignment.id))
    ).all()


def named_on(session: Session, person_id: int) -> Sequence[tuple[Assignment, Action]]:
    """Open actions that name a person as holding them or being asked."""
    return session.exec(
        select(Assignment, Action)
        .join(Action, col(Action.id) == col(Assignment.action_id))
        .where(Assignment.person_id == person_id, Action.state == "open")
        .order_by(col(Action.number), col(Assignment.id))
    ).all()


def belonging_to(
    session: Session, organisation_id: int
) -> list[Person | ChairTerm | Proposal | OrganisationAlias | CalendarAddress]:
    """People (also gone), terms, proposals, aliases and addresses of calendars that name an organisation."""
    return [
        *session.exec(select(CalendarAddress).where(CalendarAddress.organisation_id == organisation_id)).all(),
        *session.exec(select(Person).where(Person.organisation_id == organisation_id)).all(),
        *session.exec(select(ChairTerm).where(ChairTerm.organisation_id == organisation_id)).all(),
        *session.exec(select(Proposal).where(Proposal.organisation_id == organisation_id)).all(),
        *session.exec(select(OrganisationAlias).where(OrganisationAlias.organisation_id == organisation_id)).all(),
    ]


def everybody(session: Session) -> Sequence[Person]:
    """All people with an account."""
    return session.exec(select(Person).where(~col(Person.is_gone)).order_by(col(Person.name))).all()
