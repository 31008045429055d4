"""The composition of what the chat channels share: inbox, conversation, files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from pymongo.database import Database

from services.intake.adapters.downloads import DownloadRules, HttpDownloads
from services.intake.adapters.mongo_conversations import MongoAnnouncements, MongoConversations
from services.intake.adapters.mongo_inbox import MongoInbox
from services.intake.adapters.phone_numbers import normalise_phone
from services.intake.settings.chat import ChatSettings
from services.intake.usecases.chat_ports import Announcements, Conversations, Downloads, Read
from services.intake.usecases.converse import Converse, Manners
from services.intake.usecases.fetch_files import FetchFiles
from services.intake.usecases.hear_arrivals import HearArrivals
from services.intake.usecases.measure_inbox import MeasureInbox
from services.intake.usecases.notice_silence import NoticeSilence
from services.intake.usecases.ports import Inbox
from services.intake.usecases.take_arrivals import TakeArrivals
from services.intake.wiring import Application
from services.kit.health import Probe
from services.kit.loop import Bell
from services.kit.messaging.reactions import Reaction
from services.kit.storage.mongo import is_outage
from services.kit.web.formats import spoken_moment


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatParts:
    """What a chat works on; a test brings its own, each part for itself."""

    inbox: Inbox | None = None
    conversations: Conversations | None = None
    announcements: Announcements | None = None
    downloads: Downloads | None = None


@dataclass(frozen=True, slots=True)
class ChatApplication:
    """A chat channel around the shared application. `settings` are the channel's own; `bell` wakes the workers."""

    base: Application
    settings: Any
    inbox: Inbox
    bell: Bell
    take: TakeArrivals
    silence: NoticeSilence
    measure: MeasureInbox

    @property
    def reactions(self) -> Mapping[str, Reaction]:
        """What the service consumes."""
        return self.base.reactions

    @property
    def probes(self) -> Mapping[str, Probe]:
        """What decides about readiness."""
        return self.base.probes


def build_chat(
    base: Application,
    settings: Any,
    channel: str,
    read: Read,
    database: Database[Any],
    parts: ChatParts | None = None,
) -> ChatApplication:
    """Return a chat channel on real adapters, or on those of a test. `settings.chat` says how it behaves."""
    parts = parts or ChatParts()
    clock, chat = base.clock, settings.chat
    inbox = parts.inbox or MongoInbox(database)
    conversations = parts.conversations or MongoConversations(database)
    announcements = parts.announcements or MongoAnnouncements(database)
    fetch = FetchFiles(parts.downloads or _downloads(chat), base.attachments)
    hear = HearArrivals(read, fetch, _converse(base, conversations, chat), announcements, clock)
    return ChatApplication(
        base=base,
        settings=settings,
        inbox=inbox,
        bell=Bell(),
        take=TakeArrivals(inbox, channel, hear.hear, clock, is_outage),
        silence=NoticeSilence(conversations, inbox, channel, clock),
        measure=MeasureInbox(inbox, channel, clock),
    )


def _converse(base: Application, conversations: Conversations, chat: ChatSettings) -> Converse:
    manners = Manners(
        stall=chat.stall,
        remind=chat.remind,
        tracking=_tracking(base.settings.public_url),
        spoken=spoken_moment,
        most_files=base.settings.files.limits.files,
    )
    return Converse(
        conversations,
        base.registrar,
        base.supplementer,
        base.progress,
        base.look_up,
        normalise_phone,
        base.catalog.province,
        base.clock,
        manners,
        _gate(base),
        base.attachments.hold,
    )


def _gate(base: Application) -> Callable[[str, str], None]:
    def check(channel: str, thread: str) -> None:
        base.gate.check(*base.gate.senders(**{channel: thread}))

    return check


def _tracking(portal: str) -> Callable[[str], str]:
    return lambda code: f"{portal}/tra-cuu?{urlencode({'code': code})}"


def _downloads(chat: ChatSettings) -> Downloads:
    return HttpDownloads(DownloadRules(hosts=chat.hosts, insecure=chat.insecure_files))
