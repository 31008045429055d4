"""What an SMSC hands us: receipts for what we sent, and texts that citizens wrote. Stored before it is answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from services.kit.clock import Clock
from services.kit.events import Event, MessageReported
from services.kit.logs import log
from services.notify.adapters.smpp_references import References
from services.notify.adapters.smpp_session import OK
from services.notify.adapters.sms_report import received
from services.notify.domain.message import SMS
from services.notify.domain.sms import alphabet, joining, receipt
from services.notify.domain.sms.arrival import Piece
from services.notify.domain.sms.joining import Place

UDHI, TYPE, RECEIPT = 0x40, 0x3C, 0x04
LATIN1, UCS2 = 3, 8

TakeReports = Callable[[list[Event]], None]
#: Finds our own id of a message whose answer never came: (the SMSC's id, telephone, first words of the text).
Trace = Callable[[str, str, str], str | None]


class Arrivals(Protocol):
    """Keeps what citizens wrote, until it was passed on."""

    def keep(self, piece: Piece) -> None:
        """Keep a text or a part of one; the same one again changes nothing."""


class SmppInbound:
    """`bases` are how the SMSC writes ids in its answers and in its receipts."""

    def __init__(
        self,
        take_reports: TakeReports,
        arrivals: Arrivals,
        references: References,
        trace: Trace,
        clock: Clock,
        bases: tuple[str, str] = ("", ""),
    ) -> None:
        self._take_reports, self._arrivals, self._trace = take_reports, arrivals, trace
        self._references, self._clock, self._bases = references, clock, bases

    def handle(self, unit: Any) -> int:
        """Store a deliver_sm and return the status of its answer. Raises what the database raises."""
        octets = unit.short_message or unit.message_payload or b""
        if (unit.esm_class or 0) & TYPE == RECEIPT:
            self._report(unit, octets)
        else:
            self._arrivals.keep(_piece(unit, octets))
        return OK

    def late(self, tracking: str, status: int, message_id: str) -> None:
        """Take an answer that came after its question had been given up: the message was accepted after all."""
        if status == OK:
            self._tell("accepted", receipt.canonical_id(message_id, self._bases[0]), tracking, None)

    def _report(self, unit: Any, octets: bytes) -> None:
        words = octets.decode("latin-1")
        found = receipt.parse(words)
        named = _text(unit.receipted_message_id)
        id_ = receipt.canonical_id(named, self._bases[0]) if named else receipt.canonical_id(found.id, self._bases[1])
        status = found.status or receipt.STATES.get(receipt.NUMBERS.get(unit.message_state or 0, ""))
        if not status or not id_:
            log.info("receipt says nothing final")
            return
        tracking = self._references.tracking(id_) or self._trace(
            id_, _text(unit.source_addr), receipt.first_words(words)
        )
        self._tell(status, id_, tracking, found.reason)

    def _tell(self, status: str, id_: str, tracking: str | None, reason: str | None) -> None:
        report = MessageReported(
            channel=SMS, status=status, at=self._clock.now(), provider_id=id_[:200], tracking=tracking, reason=reason
        )
        self._take_reports([received(report)])


def _piece(unit: Any, octets: bytes) -> Piece:
    place, content = joining.parse(octets) if (unit.esm_class or 0) & UDHI else (_sar(unit), octets)
    return Piece(
        sender=_text(unit.source_addr), recipient=_text(unit.destination_addr), text=_words(unit, content), place=place
    )


def _sar(unit: Any) -> Place | None:
    """Return the place of a part that is told by optional parameters instead of a header."""
    if not unit.sar_total_segments or not unit.sar_segment_seqnum:
        return None
    return Place(unit.sar_msg_ref_num or 0, unit.sar_total_segments, unit.sar_segment_seqnum)


def _words(unit: Any, content: bytes) -> str:
    if unit.data_coding == UCS2:
        return content.decode("utf-16-be", "replace")
    return content.decode("latin-1") if unit.data_coding == LATIN1 else alphabet.decode(content)


def _text(value: Any) -> str:
    return (value.decode("latin-1") if isinstance(value, bytes) else value or "").rstrip("\0")
