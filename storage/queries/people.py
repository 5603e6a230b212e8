"""Who is who, and who chairs."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlmodel import Session, col, or_, select

from storage.models import ChairTerm, Organisation, OrganisationAlias, Person


def person_by_slack(session: Session, team_id: str, user_id: str) -> Person | None:
    """The person of that account; an empty team id matches any, as a mention names none."""
    query = select(Person).where(Person.user_id == user_id)
    if team_id:
        query = query.where(Person.team_id == team_id)
    return session.exec(query.order_by(col(Person.id))).first()


def terms_on(session: Session, day: date) -> Sequence[ChairTerm]:
    """The chair terms that hold on a day."""
    return session.exec(
        select(ChairTerm).where(
            or_(col(ChairTerm.starts_on).is_(None), col(ChairTerm.starts_on) <= day),
            or_(col(ChairTerm.ends_on).is_(None), col(ChairTerm.ends_on) >= day),
        )
    ).all()


def terms(session: Session) -> Sequence[ChairTerm]:
    """All chair terms, earliest first."""
    return session.exec(select(ChairTerm).order_by(col(ChairTerm.starts_on), col(ChairTerm.id))).all()


def acting_chairs(session: Session, terms: Iterable[ChairTerm]) -> Sequence[Person]:
    """The accounts that act as chairs under these terms: named people, and confirmed people of the organisations."""
    people = [term.person_id for term in terms if term.person_id]
    houses = [term.organisation_id for term in terms if term.organisation_id]
    if not people and not houses:
        return []
    return session.exec(
        select(Person)
        .where(
            or_(
                col(Person.id).in_(people),
                col(Person.organisation_id).in_(houses) & col(Person.confirmed),
            )
        )
        .where(~col(Person.is_gone))
        .order_by(col(Person.id))
    ).all()


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


def organisations(session: Session) -> Sequence[Organisation]:
    """All organisations by short name."""
    return session.exec(select(Organisation).order_by(col(Organisation.short_name))).all()


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


def everybody(session: Session) -> Sequence[Person]:
    """All people with an account."""
    return session.exec(select(Person).where(~col(Person.is_gone)).order_by(col(Person.name))).all()
