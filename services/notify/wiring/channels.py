"""The senders of all channels. A channel whose credentials are not set has none and is passed over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pymongo.database import Database

from services.kit.clock import Clock
from services.notify.adapters.mime import Sender as Mailbox
from services.notify.adapters.provider_sender import ProviderSender
from services.notify.adapters.smtp_mailer import SmtpMailer
from services.notify.adapters.smtp_session import Server
from services.notify.domain.message import EMAIL
from services.notify.settings import NotifySettings
from services.notify.usecases.ports import Sender, Senders
from services.notify.wiring.facebook import facebook
from services.notify.wiring.sms import sms
from services.notify.wiring.zalo import zalo

#: Makes the senders of one provider, by channel; none where its credentials are missing.
Maker = Callable[[NotifySettings, Database[Any] | None, Clock], Mapping[str, Sender]]


def mail(settings: NotifySettings, _: Database[Any] | None, __: Clock) -> Mapping[str, Sender]:
    """Mail is always set up."""
    sender = SmtpMailer(
        Server.parse(settings.smtp_url),
        Mailbox.parse(settings.mail_from),
        timeout=settings.smtp_timeout_seconds,
        connections=settings.smtp_connections,
    )
    return {EMAIL: sender}


#: A new provider adds its maker here.
MAKERS: tuple[Maker, ...] = (mail, zalo, facebook, sms)


def real_senders(settings: NotifySettings, database: Database[Any] | None, clock: Clock) -> Senders:
    """Return one sender per channel that is set up."""
    return {channel: sender for make in MAKERS for channel, sender in make(settings, database, clock).items()}


def upkeep(senders: Senders) -> Callable[[], bool]:
    """Return one turn of what providers need though nobody sends anything: fresh tokens, texts that miss a part."""
    kept = [sender for sender in senders.values() if isinstance(sender, ProviderSender)]

    def turn() -> bool:
        for sender in kept:
            sender.upkeep()
        return False

    return turn
