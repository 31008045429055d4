"""A gateway's or an SMSC's receipt as the event that every report is."""

from __future__ import annotations

from hashlib import sha256

from services.kit.events import Event, MessageReported


def received(report: MessageReported) -> Event:
    """Return the event. The same report, said twice, is the same event."""
    names = "\n".join((report.status, report.provider_id or "", report.tracking or ""))
    id_ = f"sms-{sha256(names.encode()).hexdigest()[:26]}"
    code = (report.tracking or "").split(".")[1:2]
    return Event.of(report, source="/notify", subject=code[0] if code else "0", at=report.at, id=id_)
