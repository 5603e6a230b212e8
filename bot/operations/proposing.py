"""Proposing: what somebody suggests into the queue, with its receipt."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from sqlmodel import Session

from bot.cards import day_in_words
from bot.errors import BadInput
from bot.operations import calls
from bot.operations.actions import priority_meant, typed_text
from bot.operations.announcements import tell
from bot.operations.forms import priorities_of
from bot.operations.journal import Watched
from bot.operations.owners import MENTION
from bot.operations.people import access_as_member, chair_user_ids
from bot.operations.programmes import current_programme
from bot.operations.proposals import KINDS, SPOKEN, card_of
from bot.operations.replanning import plan_proposals
from bot.operations.showing import store_window
from bot.operations.traces import named
from bot.operations.whens import read_for
from bot.proposal_cards import DETAILS, ProposalCard, ProposalForm, Received
from bot.turn import Turn
from storage.models import Proposal
from storage.queries import meetings as meeting_queries
from storage.queries import people as people_queries
from storage.queries.numbers import next_number

ANSWER_DAYS = timedelta(days=30)
"""How long a proposal may wait for the chairs."""
EXAMPLES = {
    "event": "event Science diplomacy day in Vienna; when: autumn",
    "contact": "contact Jane Roe; organisation: Ministry of Research; role: head of unit",
    "media": "media Open Science Podcast; audience: students",
    "idea": "idea One calendar for all of us; why: our meetings collide",
}
"""By kind: what one could type."""


@dataclass(frozen=True, slots=True)
class NewProposal:
    """A proposal as somebody typed it."""

    text: str
    kind: str = "idea"
    when: str = ""
    link: str = ""
    why: str = ""
    priority: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    """By name, of DETAILS."""
    message_by: str = ""
    """Who wrote the message it is made from, by name."""
    message_link: str = ""
    call: int = 0
    """Number of the call it answers."""

    @property
    def said(self) -> dict[str, str]:
        """By field, beside the text."""
        own = {"when": self.when, "link": self.link, "why": self.why, "priority": self.priority}
        return {name: words for name, words in (own | dict(self.details)).items() if words}


def proposal_form(
    session: Session, turn: Turn, filled: NewProposal, alike: tuple[ProposalCard, ...] = ()
) -> ProposalForm:
    """An empty form, or one filled from a message, or from what was said so far."""
    access_as_member(turn)
    return ProposalForm(
        kind=filled.kind,
        text=MENTION.sub(lambda match: _name(session, match[1], match[0]), filled.text),
        said=filled.said,
        priorities=priorities_of(session, current_programme(session, turn)),
        message_by=filled.message_by,
        message_link=filled.message_link,
        call=filled.call,
        call_title=calls.to_answer(session, turn, filled.call).title if filled.call else "",
        alike=alike,
    )


def _name(session: Session, user_id: str, instead: str) -> str:
    person = people_queries.person_by_slack(session, "", user_id)
    return f"@{person.name}" if person else instead


def propose(session: Session, turn: Turn, new: NewProposal) -> Received:
    """Put a suggestion in the queue; the chairs are told that it is there. Gives the receipt."""
    access_as_member(turn)
    proposal = Proposal(
        number=0,
        text="",
        proposer_id=turn.actor.id,
        organisation_id=turn.actor.organisation_id if turn.actor.confirmed else None,
        proposed_at=turn.now,
        message_by=new.message_by[:200],
        message_link=new.message_link,
        call_id=calls.to_answer(session, turn, new.call).id if new.call else None,
    )
    shown = say(session, turn, proposal, new)
    proposal.number = next_number(session, "proposal")
    session.add(proposal)
    session.flush()
    entry = Watched(session).record(turn, "propose", proposal, f"proposed P{proposal.number}", added=(proposal,))
    plan_proposals(session, turn, entry)
    did = f"proposes {SPOKEN[proposal.kind]}, {named(proposal)}."
    told = tell_chairs(session, turn, proposal, did, f"proposed:{proposal.number}")
    return Received("Received", card_of(session, turn, proposal), also=(*shown, next_step(session, turn, told)))


def say(session: Session, turn: Turn, proposal: Proposal, new: NewProposal) -> tuple[str, ...]:
    """Put somebody's words into a proposal; gives how its date was read. Raises BadInput beside its field."""
    text = typed_text(new.text, "text")
    if not text:
        raise BadInput(
            "What do you propose? For example: "
            f"`{turn.house.command} propose {EXAMPLES.get(new.kind, EXAMPLES['event'])}`",
            field="text",
        )
    if new.kind not in KINDS:
        raise BadInput(f"A proposal is one of: {', '.join(KINDS)}. “{new.kind[:50]}” is none of them.", field="kind")
    programme = current_programme(session, turn)
    priority = priority_meant(session, turn, programme, new.priority) if programme else None
    proposal.programme_id = programme.id if programme else None
    proposal.priority_id = priority.id if priority else None
    proposal.kind, proposal.text = new.kind, text
    proposal.link, proposal.why = typed_text(new.link, "link"), typed_text(new.why, "why")
    said = {name: typed_text(new.details.get(name, ""), name) for name in DETAILS}
    proposal.details = {name: words for name, words in said.items() if words}
    reading = read_for(session, turn, programme, typed_text(new.when, "when"), reminded=False)
    store_window(proposal, reading.said, reading.window, reading.unread)
    return reading.shown


def next_step(session: Session, turn: Turn, told: bool) -> str:
    """What happens to a proposal now, and by when."""
    last = turn.today + ANSWER_DAYS
    meeting = next(
        (one for one in meeting_queries.from_day(session, turn.today) if not one.proposal_id and one.on_date <= last),
        None,
    )
    by = f"within {ANSWER_DAYS.days} days, by {day_in_words(last)}"
    if meeting:
        by = f"by the next meeting, M{meeting.number} {meeting.title} on {day_in_words(meeting.on_date)}"
    hears = "They have been told" if told else "It waits for them"
    return f"Next: the chairs look at it {by}. {hears}, and you hear by direct message what they decide."


def tell_chairs(session: Session, turn: Turn, proposal: Proposal, did: str, deed: str) -> bool:
    """Each chair but whoever acts hears what somebody did; whether there was one to tell."""
    assert proposal.id is not None
    chairs = [one for one in chair_user_ids(session, today=turn.today, house=turn.house) if one != turn.actor.user_id]
    who = f"{turn.actor.name} ({turn.actor.organisation})" if turn.actor.confirmed else turn.actor.name
    for receiver in chairs:
        tell(
            session,
            receiver=receiver,
            kind="told",
            item="proposal",
            item_id=proposal.id,
            words=f"{who} {did} `{turn.house.command} proposals` lists what waits for the chairs.",
            now=turn.now,
            house=turn.house,
            slot=f"{receiver}:{deed}",
        )
    return bool(chairs)
