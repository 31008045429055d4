"""`message.requested`: a channel wants something said to a citizen who has just written."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import Described, EventData, described, event
from services.kit.events.vocabulary import LANGUAGES, REPLY_CHANNELS


@described
class Choice(Described):
    """A button under a chat message: what it says, and what comes back when it is pressed."""

    title: Annotated[str, wire.text("Words on the button.", shortest=1, longest=60)]
    payload: Annotated[str, wire.text("What the channel hears when it is pressed.", shortest=1, longest=200)]


@event("message.requested")
class MessageRequested(EventData):
    """One message, to be sent once, now, on the channel the citizen used. Carries an address: internal users only.

    Notify owns sending, its ledger and its tokens; a channel never calls a provider to say something.
    """

    channel: Annotated[str, wire.choice("How to send it.", REPLY_CHANNELS)]
    recipient: Annotated[str, wire.text("Address, number or the provider's user id.", shortest=1, longest=254)]
    name: Annotated[str | None, wire.text("The citizen's name, where known.", longest=100, optional=True)] = None
    language: Annotated[str, wire.choice("Language of the words.", LANGUAGES)]
    subject: Annotated[str, wire.text("Subject, for e-mail only.", longest=300)] = ""
    text: Annotated[str, wire.text("The words.", shortest=1, longest=10_000)]
    choices: Annotated[tuple[Choice, ...], wire.parts("Buttons, for chats only.", Choice.SCHEMA)] = ()
    code: Annotated[str | None, wire.code(required=False)] = None
    reply_to: Annotated[
        str | None, wire.text("The provider's id of the message answered.", longest=500, optional=True)
    ] = None
    heard_at: Annotated[datetime, wire.moment("When the citizen last wrote: the windows of Zalo and Facebook.")]
    human: Annotated[bool, wire.flag("A person typed these words.", required=False)] = False
