"""The tables, one noun a file. Importing this makes the metadata whole, as migrations and tests need it."""

from storage.models.action import Action, Assignment, Note
from storage.models.announcement import Announcement, AnnouncementLine, Attempt, ChannelPace, Heartbeat
from storage.models.bookkeeping import Counter, InboundSeen, Meta
from storage.models.chair import ChairTerm
from storage.models.document import WaitingDocument
from storage.models.journal import JournalEntry
from storage.models.meeting import Meeting
from storage.models.organisation import Organisation, OrganisationAlias
from storage.models.person import Person
from storage.models.programme import Priority, Programme
from storage.models.proposal import Proposal

__all__ = [
    "Action",
    "Announcement",
    "AnnouncementLine",
    "Assignment",
    "Attempt",
    "ChairTerm",
    "ChannelPace",
    "Counter",
    "Heartbeat",
    "InboundSeen",
    "JournalEntry",
    "Meeting",
    "Meta",
    "Note",
    "Organisation",
    "OrganisationAlias",
    "Person",
    "Priority",
    "Programme",
    "Proposal",
    "WaitingDocument",
]
