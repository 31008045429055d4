"""From a mail's delivery to the moment its case has an owner: what a citizen who writes a letter waits for."""

from __future__ import annotations

import smtplib
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from urllib.parse import urlsplit

from bench.stand import Stand, wait_for

PATIENCE = 60.0


def seconds_to_routed(system: Stand, count: int, per_second: float) -> list[float]:
    """Deliver mails over LMTP-backed SMTP, one by one, and return for each the seconds until its case was routed."""
    delivered = {}
    for number in range(count):
        started = time.monotonic()
        address = f"bench-{time.time_ns()}@example.org"
        _deliver(system, address, number)
        delivered[address] = datetime.now(UTC)
        time.sleep(max(0.0, 1 / per_second - (time.monotonic() - started)))
    wait_for(_all_routed(system, delivered), PATIENCE, lambda: "not every mail became a routed case")
    routed = _routed_at(system, delivered)
    return [(routed[address] - at).total_seconds() for address, at in delivered.items()]


def _deliver(system: Stand, address: str, number: int) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"] = address, system.environment["MAIL_ADDRESSES"]
    mail["Subject"], mail["Message-ID"] = f"Biển báo bị che số {number}", f"<{address}>"
    mail.set_content(f"Biển báo giao thông ở ngã ba số {number} bị cây che khuất, đề nghị cắt tỉa.")
    server = urlsplit(system.environment["MAIL_SUBMIT_URL"])
    with smtplib.SMTP(server.hostname or "", server.port or 25) as smtp:
        smtp.send_message(mail)


def _all_routed(system: Stand, delivered: dict[str, datetime]) -> Callable[[], bool]:
    return lambda: len(_routed_at(system, delivered)) == len(delivered)


def _routed_at(system: Stand, delivered: dict[str, datetime]) -> dict[str, datetime]:
    prefix = system.environment["DATABASE_PREFIX"]
    field = "submission.contact.email"
    found = system.client[prefix + "routing"]["cases"].find({field: {"$in": list(delivered)}})
    return {
        case["submission"]["contact"]["email"]: case["assignments"][0]["routed_at"].replace(tzinfo=UTC)
        for case in found
    }
