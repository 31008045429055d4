"""Events and applications for notify's tests, with invented people only."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from services.kit.clock import Clock
from services.kit.events import (
    CaseAnswered,
    CaseReceived,
    CaseRouted,
    Contact,
    Event,
    MessageReported,
    MessageRequested,
)
from services.kit.events.vocabulary import CHANNELS as ORIGINS
from services.notify.adapters.policy_file import read_policy
from services.notify.adapters.templates import Templates
from services.notify.domain.message import Message
from services.notify.settings import NotifySettings
from services.notify.usecases.ports import Addressees, Ledger, Receipts, Sender, Senders, Strays, Tallies, Windows
from services.notify.wiring import Application, build
from services.notify.wiring.stores import Stores
from tests.unit.notify.memory import MemoryStrays, MemoryTallies, MemoryWindows, MemoryWordings

NOW = datetime(2026, 11, 24, 2, 12, tzinfo=UTC)  # 09:12 on a Tuesday in Vietnam
CODE = "2611234829170"
AN = Contact(name="Nguyễn Văn An", phone="+84905000011", email="an@example.org")


def received(code: str = CODE, *, contact: Contact | None = AN, **facts: Any) -> Event:
    """A citizen filed a case about a dark street."""
    facts = {"language": "vi", "pin": "0011", "title": "Đèn đường hỏng ở hẻm 12 Hùng Vương", "kind": "report"} | facts
    facts = {"channel": "web", "received_at": NOW} | facts
    data = CaseReceived(code=code, text="Tối quá.", category="ha-tang", contact=contact, **facts)
    return Event.of(data, source=f"/intake/{data.channel}", subject=code, at=NOW, id=f"{code}-received")


def routed(code: str = CODE, assignment: int = 1, **facts: Any) -> Event:
    """The case went to the Department of Construction."""
    facts = {
        "agency_name": "Sở Xây dựng",
        "triage": False,
        "kind": "report",
        "language": "vi",
        "due_reason_vi": "Hạn: 09:12 thứ Sáu 27/11/2026, vì “Việc bình thường” có hạn 3 ngày làm việc.",
        "due_reason_en": "Due 09:12 Friday 27/11/2026, because “Normal case” allows 3 working days.",
    } | facts
    data = CaseRouted(
        code=code,
        assignment=assignment,
        agency="so-xay-dung",
        category="ha-tang",
        area=None,
        address=None,
        title="Đèn đường hỏng",
        text="Tối quá.",
        urgency="normal",
        channel="web",
        received_at=NOW,
        routed_at=NOW,
        due_at=NOW + timedelta(days=3),
        rule="lighting",
        **facts,
    )
    return Event.of(data, source="/routing", subject=code, at=NOW, id=f"{code}-routed-{assignment}")


def answered(code: str = CODE, **facts: Any) -> Event:
    """The department answered."""
    facts = {"agency_name": "Sở Xây dựng", "outcome": "fixed", "answer": "Đã thay bóng đèn.\n\nCảm ơn bạn."} | facts
    data = CaseAnswered(
        code=code,
        assignment=1,
        agency="so-xay-dung",
        answered_at=NOW,
        due_at=NOW,
        on_time=True,
        by="agency:so-xay-dung",
        **facts,
    )
    return Event.of(data, source="/routing", subject=code, at=NOW, id=f"{code}-answered")


def requested(id_: str = "r1", **facts: Any) -> Event:
    """A channel wants something said."""
    facts = {
        "channel": "zalo",
        "recipient": "zalo-an",
        "language": "vi",
        "text": "Sự việc ở đâu?",
        "heard_at": NOW,
    } | facts
    return Event.of(MessageRequested(**facts), source="/intake/zalo", subject=id_, at=NOW, id=id_)


def reported(status: str, id_: str | None = None, **facts: Any) -> Event:
    """A provider says what became of a message."""
    facts = {"channel": "email", "at": NOW} | facts
    data = MessageReported(status=status, **facts)
    return Event.of(data, source="/intake/zalo", subject="report", at=data.at, id=id_)


def a_message(key: str = "2611234829170:e1:email:abc", **facts: Any) -> Message:
    """A message as the ledger claims it."""
    defaults: dict[str, Any] = {
        "key": key,
        "code": key.partition(":")[0],
        "event": "e1",
        "type": "case.received",
        "channel": "email",
        "recipient": "an@example.org",
        "recipient_name": "Nguyễn Văn An",
        "language": "vi",
        "message_id": f"{abs(hash(key)):040d}@example.org",
        "subject": "[1022-2611234829170] Đã nhận phản ánh của Ông/Bà",
        "text": "Kính gửi Nguyễn Văn An,\n\nĐã nhận.\n",
        "html": "<p>Đã nhận.</p>",
        "created_at": NOW,
        "holder": "one",
        "next_step_at": NOW + timedelta(seconds=60),
    }
    return Message(**(defaults | facts))


_SHIPPED = read_policy()
_RECEIPTS = {
    **_SHIPPED.worth["case.received"],
    "email": frozenset(ORIGINS),
    "zalo": frozenset({"zalo"}),
    "facebook": frozenset({"facebook"}),
}
#: The shipped policy, but that chats are told of receipts too: then every event has a message on every channel.
POLICY = replace(_SHIPPED, worth={**_SHIPPED.worth, "case.received": _RECEIPTS})


def settings(**changed: Any) -> NotifySettings:
    """Settings of a process on nobody's machine."""
    defaults: dict[str, Any] = {
        "amqp_uri": "amqp://nowhere.test",
        "mongo_uri": "mongodb://nowhere.test",
        "database": "notify",
        "http_host": "127.0.0.1",
        "http_port": 0,
        "admin_host": "127.0.0.1",
        "admin_port": 0,
        "log_level": "INFO",
        "drain_seconds": 5.0,
        "smtp_url": "smtp://127.0.0.1:1",
        "smtp_timeout_seconds": 2.0,
        "smtp_connections": 4,
        "mail_from": "Tổng đài 1022 <1022@example.org>",
        "public_url": "https://1022.example.org",
        "hotline_name": "Tổng đài 1022 Gia Lai",
        "hotline_phone": "(0269) 1022",
        "receipts_url": None,
        "claim_lease_seconds": 60.0,
        "give_up_after_hours": 24.0,
        "policy": POLICY,
    }
    return NotifySettings(**(defaults | changed))


#: Compiled once: compiling takes longer than most tests.
TEXTS = Templates(
    public_url="https://1022.example.org", hotline_name="Tổng đài 1022 Gia Lai", hotline_phone="(0269) 1022"
)


def application(
    addressees: Addressees,
    ledger: Ledger,
    mailer: Sender,
    clock: Clock,
    receipts: Receipts | None = None,
    *,
    senders: Senders | None = None,
    windows: Windows | None = None,
    tallies: Tallies | None = None,
    strays: Strays | None = None,
    zns_types: Collection[str] = (),
    **changed: Any,
) -> Application:
    """Notify on the given adapters. Updates are not merged unless a test says so."""
    stores = Stores(
        addressees,
        ledger,
        windows or MemoryWindows(),
        tallies or MemoryTallies(),
        strays or MemoryStrays(),
        MemoryWordings(),
    )
    return build(
        settings(**({"merge_window_seconds": 0.0} | changed)),
        stores=stores,
        senders=senders or {"email": mailer},
        receipts={"email": receipts} if receipts else {},
        texts=TEXTS,
        clock=clock,
        zns_types=zns_types,
    )
