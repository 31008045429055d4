"""The contracts between services: one module per event type, plus the CloudEvents envelope around them.

Producers build `Event.of(data, ...)` and store `encode(event)` in an outbox; consumers get what `decode(body)` returns.
Readers ignore fields they do not know. A change that would break a reader is a new version beside the old one.
"""

from services.kit.events.account_changed import AccountChanged
from services.kit.events.agency_presence import AgencyPresence
from services.kit.events.attachment import Attachment, AttachmentLink
from services.kit.events.call_ended import CallEnded
from services.kit.events.case_accepted import CaseAccepted
from services.kit.events.case_answered import CaseAnswered
from services.kit.events.case_classified import CaseClassified
from services.kit.events.case_contributed import CaseContributed
from services.kit.events.case_due_soon import CaseDueSoon
from services.kit.events.case_extended import CaseExtended
from services.kit.events.case_info_requested import CaseInfoRequested
from services.kit.events.case_merged import CaseMerged
from services.kit.events.case_moved import CaseMoved
from services.kit.events.case_overdue import CaseOverdue
from services.kit.events.case_progressed import CaseProgressed
from services.kit.events.case_published import CasePublished
from services.kit.events.case_rated import CaseRated
from services.kit.events.case_received import CaseReceived, Contact, Place
from services.kit.events.case_reopened import CaseReopened
from services.kit.events.case_resumed import CaseResumed
from services.kit.events.case_returned import CaseReturned
from services.kit.events.case_routed import CaseRouted
from services.kit.events.case_supplemented import CaseSupplemented
from services.kit.events.case_withdrawal_requested import CaseWithdrawalRequested
from services.kit.events.case_withdrawn import CaseWithdrawn
from services.kit.events.case_withheld import CaseWithheld
from services.kit.events.catalog_changed import CatalogChanged
from services.kit.events.contribution_routed import ContributionRouted
from services.kit.events.definition import EventData, all_types, validate
from services.kit.events.envelope import Event, Undecodable, decode, encode
from services.kit.events.extension_refused import ExtensionRefused
from services.kit.events.given_answer import GivenAnswer
from services.kit.events.incident_changed import IncidentChanged
from services.kit.events.knowledge_changed import KnowledgeChanged
from services.kit.events.message_arrived import MessageArrived
from services.kit.events.message_reported import MessageReported
from services.kit.events.message_requested import Choice, MessageRequested
from services.kit.events.notification_failed import NotificationFailed
from services.kit.events.notification_told import NotificationTold
from services.kit.events.reply_accepted import ReplyAccepted
from services.kit.events.reply_answered import ReplyAnswered
from services.kit.events.reply_extension_requested import ReplyExtensionRequested
from services.kit.events.reply_info_requested import ReplyInfoRequested
from services.kit.events.reply_progressed import ReplyProgressed
from services.kit.events.reply_rejected import ReplyRejected
from services.kit.events.reply_returned import ReplyReturned
from services.kit.events.supplement_routed import SupplementRouted

__all__ = [
    "AccountChanged",
    "AgencyPresence",
    "Attachment",
    "AttachmentLink",
    "CallEnded",
    "CaseAccepted",
    "CaseAnswered",
    "CaseClassified",
    "CaseContributed",
    "CaseDueSoon",
    "CaseExtended",
    "CaseInfoRequested",
    "CaseMerged",
    "CaseMoved",
    "CaseOverdue",
    "CaseProgressed",
    "CasePublished",
    "CaseRated",
    "CaseReceived",
    "CaseReopened",
    "CaseResumed",
    "CaseReturned",
    "CaseRouted",
    "CaseSupplemented",
    "CaseWithdrawalRequested",
    "CaseWithdrawn",
    "CaseWithheld",
    "CatalogChanged",
    "Choice",
    "Contact",
    "ContributionRouted",
    "Event",
    "EventData",
    "ExtensionRefused",
    "GivenAnswer",
    "IncidentChanged",
    "KnowledgeChanged",
    "MessageArrived",
    "MessageReported",
    "MessageRequested",
    "NotificationFailed",
    "NotificationTold",
    "Place",
    "ReplyAccepted",
    "ReplyAnswered",
    "ReplyExtensionRequested",
    "ReplyInfoRequested",
    "ReplyProgressed",
    "ReplyRejected",
    "ReplyReturned",
    "SupplementRouted",
    "Undecodable",
    "all_types",
    "decode",
    "encode",
    "validate",
]
