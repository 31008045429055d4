"""`case.received`: a citizen's case has been stored and has its code."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.attachment import Attachment
from services.kit.events.definition import Described, EventData, described, event
from services.kit.events.given_answer import GivenAnswer
from services.kit.events.vocabulary import CHANNELS, KINDS, LANGUAGES, URGENCIES


@described
class Contact(Described):
    """How to reach the citizen. Every part may be missing."""

    name: Annotated[str | None, wire.text("Name as the citizen gave it.", longest=100, optional=True)] = None
    phone: Annotated[str | None, wire.text("Telephone number, E.164.", longest=16, optional=True)] = None
    email: Annotated[str | None, wire.text("E-mail address.", longest=254, optional=True)] = None
    zalo: Annotated[str | None, wire.text("Zalo's id of the citizen for our account.", longest=64, optional=True)] = (
        None
    )
    facebook: Annotated[
        str | None, wire.text("Facebook's id of the citizen for our page.", longest=64, optional=True)
    ] = None


@described
class Place(Described):
    """Where it is, WGS 84 degrees, as the citizen's device said."""

    latitude: Annotated[float, wire.number("Degrees north.", -90, 90)]
    longitude: Annotated[float, wire.number("Degrees east.", -180, 180)]


@event("case.received")
class CaseReceived(EventData):
    """A case was accepted on a channel. Carries contact details: only internal users may bind it."""

    code: Annotated[str, wire.code()]
    channel: Annotated[str, wire.choice("The channel the citizen used.", CHANNELS)]
    received_at: Annotated[datetime, wire.moment("When the case was accepted.")]
    title: Annotated[str, wire.text("What it is about, in a line.", longest=200)]
    text: Annotated[str, wire.text("What the citizen says, NFC.", longest=10_000)]
    category: Annotated[str | None, wire.slug("Category leaf; none where a person must choose.", optional=True)]
    area: Annotated[str | None, wire.text("Code of the commune or ward.", longest=20, optional=True)] = None
    address: Annotated[str | None, wire.text("The place in words.", longest=300, optional=True)] = None
    place: Annotated[Place | None, wire.part("The place as coordinates.", Place.SCHEMA, optional=True)] = None
    urgency: Annotated[str, wire.choice("How urgent.", URGENCIES, optional=True)] = "normal"
    kind: Annotated[str, wire.choice("What the citizen wants.", KINDS, optional=True)] = "report"
    language: Annotated[str, wire.choice("Language to write to the citizen in.", LANGUAGES, optional=True)] = "vi"
    contact: Annotated[Contact | None, wire.part("How to reach the citizen.", Contact.SCHEMA, optional=True)] = None
    share_contact: Annotated[
        bool, wire.flag("The citizen agreed that the agency sees the contact.", required=False)
    ] = False
    private: Annotated[bool, wire.flag("The citizen asked not to publish.", required=False)] = False
    pin: Annotated[str, wire.text("Four digits that prove who may track the case.", longest=4, optional=True)] = ""
    attachments: Annotated[tuple[Attachment, ...], wire.parts("Files.", Attachment.SCHEMA)] = ()
    thread: Annotated[
        str | None,
        wire.text("What an answer refers to: the Message-ID of a citizen's mail.", longest=500, optional=True),
    ] = None
    related: Annotated[str | None, wire.code(required=False)] = None
    answers: Annotated[
        tuple[GivenAnswer, ...], wire.parts("Answers to the category's questions.", GivenAnswer.SCHEMA)
    ] = ()
    doubts: Annotated[tuple[str, ...], wire.words("Why a person should look first: slugs such as `burst`.")] = ()
