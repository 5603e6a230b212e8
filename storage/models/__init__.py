"""The tables, one noun a file. Importing this makes the metadata whole, as migrations and tests need it."""

from storage.models.action import Action, Assignment, Note
from storage.models.announcement import Announcement, AnnouncementLine, Attempt, ChannelPace, Heartbeat
from storage.models.bookkeeping import Counter, InboundSeen, Meta
from storage.models.calendar import CalendarAddress
from storage.models.call import Call
from storage.models.chair import ChairTerm
from storage.models.considering import HeldDecision, ProposalNote
from storage.models.document import WaitingDocument
from storage.models.journal import JournalEntry
from storage.models.meeting import AgendaItem, Attendance, Meeting, MeetingSeries
from storage.models.organisation import Organisation, OrganisationAlias
from storage.models.person import Person
from storage.models.programme import Priority, Programme
from storage.models.proposal import Proposal
from storage.models.register import RegisterEntry
from storage.models.reminder import ReminderAnswer
from storage.models.setting import Setting
from storage.models.support import Support

__all__ = [
    "Action",
    "AgendaItem",
    "Announcement",
    "AnnouncementLine",
    "Assignment",
    "Attempt",
    "Attendance",
    "CalendarAddress",
    "Call",
    "ChairTerm",
    "ChannelPace",
    "Counter",
    "Heartbeat",
    "HeldDecision",
    "InboundSeen",
    "JournalEntry",
    "Meeting",
    "MeetingSeries",
    "Meta",
    "Note",
    "Organisation",
    "OrganisationAlias",
    "Person",
    "Priority",
    "Programme",
    "Proposal",
    "ProposalNote",
    "RegisterEntry",
    "ReminderAnswer",
    "Setting",
    "Support",
    "WaitingDocument",
]
