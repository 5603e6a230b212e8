"""Where I belong: said by oneself, it counts for seeing; confirmed, it gives rights."""

from sqlmodel import Session

from bot.cards import Done
from bot.errors import BadInput, Conflict, NotAllowed
from bot.operations.announcements import tell
from bot.operations.directory import may_confirm, nearest, organisation_named, outsider, person_card
from bot.operations.journal import Watched
from bot.operations.owners import person_mentioned
from bot.operations.people import access_as_member, access_as_reader, chair_user_ids
from bot.operations.replanning import plan_touched
from bot.people_cards import MeCard, Nearest, PlaceForm
from bot.reading.names import fold
from bot.turn import Turn
from storage.models import JournalEntry, Organisation, Person
from storage.queries import people as queries


def who_am_i(session: Session, turn: Turn) -> MeCard:
    """Who I am here, and what that lets me do."""
    access_as_reader(turn)
    person = session.get(Person, turn.actor.id)
    assert person is not None
    home = session.get(Organisation, person.organisation_id) if person.organisation_id else None
    waiting = home is not None and not person.confirmed
    return MeCard(
        person=person_card(turn, person, home),
        member=turn.actor.member,
        chair=turn.actor.chair,
        confirmers=_in_words(session, turn, person, home) if waiting and home else "",
    )


def place_form(session: Session, turn: Turn) -> PlaceForm:
    """What there is to choose from, for the form."""
    access_as_reader(turn)
    names = [one.short_name for one in queries.organisations(session) if one.kind != "group"]
    return PlaceForm(tuple(names), chosen=turn.actor.organisation)


def belong(session: Session, turn: Turn, said: str) -> Done | Nearest:
    """Say where I belong. At once for seeing; a chair's own word is confirmed, all others' is asked for.

    Raises Conflict where it is so already. An unknown name changes nothing and gives those that come close.
    """
    access_as_reader(turn)
    home = organisation_named(session, said)
    if home is None:
        return nearest(session, turn, said)
    if home.kind == "group":
        raise BadInput(
            f"{home.short_name} is not an organisation but whoever chairs, chaired last and chairs next. "
            f"Name your own: `{turn.house.command} me CNRS`",
            field="organisation",
        )
    person = queries.lock_person(session, turn.actor.id)
    if person.organisation_id == home.id and (person.confirmed or not turn.actor.chair):
        so_far = "" if person.confirmed else f" {_in_words(session, turn, person, home)}"
        raise Conflict(f"You belong to {home.short_name} already.{so_far}")
    watched = Watched(session, person)
    if person.organisation_id != home.id:
        person.organisation_id, person.standing = home.id, ""
    person.confirmed = turn.actor.chair
    entry = watched.record(turn, "me", person, f"{person.name} belongs to {home.short_name}")
    plan_touched(session, turn, entry)
    also: tuple[str, ...] = ()
    if not person.confirmed:
        _ask(session, turn, person, home)
        also = (
            _in_words(session, turn, person, home, asked=True),
            f"Until then you see {home.short_name}'s actions as yours, and cannot change them in its name.",
        )
    return Done(sentence=f"You belong to {home.short_name} now.", undo=entry.id or 0, also=also)


def _confirmers(session: Session, turn: Turn, person: Person, home: Organisation) -> tuple[list[str], str]:
    """User ids of those who are asked to confirm it, and who they are in words: contact, else deputy, else chairs."""
    if not outsider(person):
        theirs = [one for one in queries.people_of(session, home.id or 0) if one.confirmed and one.id != person.id]
        for standing in ("contact", "deputy"):
            first = [one for one in theirs if one.standing == standing]
            if first:
                return [first[0].user_id], f"{first[0].name}, {standing} of {home.short_name}"
    chairs = [one for one in chair_user_ids(session, today=turn.today, house=turn.house) if one != person.user_id]
    return chairs, "the chairs" if chairs else ""


def _in_words(session: Session, turn: Turn, person: Person, home: Organisation, *, asked: bool = False) -> str:
    _, who = _confirmers(session, turn, person, home)
    if not who:
        return "Nobody can confirm it yet, since I know no chair. Whoever runs this bot can name one with WP_CHAIRS."
    comma = "," if "," in who else ""
    return f"I have asked {who}{comma} to confirm it." if asked else f"Still to be confirmed by {who}."


def _ask(session: Session, turn: Turn, person: Person, home: Organisation) -> None:
    receivers, _ = _confirmers(session, turn, person, home)
    kind = f" ({outsider(person)})" if outsider(person) else ""
    words = (
        f"{person.name}{kind} says that they belong to {home.short_name}. "
        f"Once you confirm it, they can change actions in {home.short_name}'s name."
    )
    for receiver in receivers:
        tell(
            session,
            receiver=receiver,
            kind="confirm",
            item="person",
            item_id=turn.actor.id,
            words=words,
            now=turn.now,
            house=turn.house,
            slot=f"{receiver}:confirm:{person.id}:{home.id}:{turn.now.isoformat()}",
        )


def confirm(session: Session, turn: Turn, user_id: str, said: str = "") -> Done:
    """Confirm that a person belongs where they say; for the chairs, and the organisation's contact or deputy.

    `said` is the organisation that whoever confirms has before their eyes: Conflict where it has changed since.
    """
    access_as_member(turn)
    met = person_mentioned(session, user_id)
    assert met.id is not None
    person = queries.lock_person(session, met.id)
    home = session.get(Organisation, person.organisation_id) if person.organisation_id else None
    if home is None or person.is_gone:
        raise Conflict(f"{person.name} does not say where they belong at the moment. Nothing was changed.")
    if said and fold(said) != fold(home.short_name):
        raise Conflict(
            f"{person.name} now says that they belong to {home.short_name}, not {said}. Nothing was changed."
        )
    if person.confirmed:
        raise Conflict(f"{person.name} is confirmed as one of {home.short_name} already.")
    if not may_confirm(turn, person):
        who = "a chair" if outsider(person) else f"a chair or the contact of {home.short_name}"
        raise NotAllowed(f"Only {who} can confirm where {person.name} belongs.")
    watched = Watched(session, person)
    person.confirmed = True
    entry = watched.record(turn, "confirm", person, f"confirmed that {person.name} belongs to {home.short_name}")
    plan_touched(session, turn, entry)
    words = (
        f"{turn.actor.full_name} has confirmed that you belong to {home.short_name}: "
        f"you can now change its actions. `{turn.house.command} ours` lists them."
    )
    told = tell_person(session, turn, person, words, f"entry:{entry.id}")
    return Done(sentence=f"Confirmed: {person.name} belongs to {home.short_name}.", undo=entry.id or 0, also=told)


def tell_person(session: Session, turn: Turn, person: Person, words: str, deed: str) -> tuple[str, ...]:
    """Tell somebody what was decided about them, once for each deed; gives what to say to whoever decided.

    Nobody is told of their own deed.
    """
    if person.id == turn.actor.id or person.is_gone:
        return ()
    tell(
        session,
        receiver=person.user_id,
        kind="told",
        item="person",
        item_id=person.id or 0,
        words=words,
        now=turn.now,
        house=turn.house,
        slot=f"{person.user_id}:told:{deed}",
    )
    return (f"I have told {person.name}.",)


def taken_back(session: Session, turn: Turn, entry: JournalEntry) -> tuple[str, ...]:
    """Tell those whose place somebody had decided, and has now put back as it was."""
    if entry.verb not in ("confirm", "set"):
        return ()
    people = [session.get(Person, change["id"]) for change in entry.changes if change["table"] == "person"]
    words = f"{turn.actor.full_name} has taken that back: {entry.summary}."
    deed = f"back:{entry.id}"
    return tuple(told for person in people if person for told in tell_person(session, turn, person, words, deed))
