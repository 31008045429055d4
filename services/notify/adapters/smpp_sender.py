"""Text messages over SMPP 3.4, in parts where they are long."""

from __future__ import annotations

import time
from typing import Any

from services.notify.adapters.provider_http import NoAnswer, NotSent
from services.notify.adapters.provider_sender import Verdict, out_of_reach
from services.notify.adapters.smpp_link import SmppLink
from services.notify.adapters.smpp_references import References
from services.notify.adapters.smpp_statuses import judge, must_wait
from services.notify.domain.message import Message
from services.notify.domain.outcome import Accepted, Refused, Unknown
from services.notify.domain.sms import alphabet, joining
from services.notify.domain.sms.number import international
from services.notify.domain.sms.parts import Coding, coding_of, split
from services.notify.domain.sms.receipt import canonical_id
from services.notify.domain.sms.shorten import Style

UDHI = 0x40
INTERNATIONAL, ALPHANUMERIC, NUMBERING_PLAN = 1, 5, 1
#: Receipts: for the last part in any case, for the others when they fail.
FINAL, FAILURE_ONLY = 1, 2
THROTTLE_SECONDS = 0.5


class SmppSender:
    """Parts go one after another, each when the one before was accepted."""

    def __init__(
        self, link: SmppLink, sender: str, style: Style, references: References, *, timeout: float, base: str = ""
    ) -> None:
        """`timeout` is for a whole message; `base` is how the SMSC writes ids in its answers."""
        self._link, self._sender, self._style, self._references = link, sender, style, references
        self._timeout, self._base = timeout, base

    def try_one(self, message: Message) -> Verdict:
        """Send one message and judge the answers."""
        phone = international(message.recipient)
        if phone is None:
            return Verdict(Refused("not a mobile number", "bad-number"))
        units = self._units(message, phone)
        ids: list[str] = []
        until = time.monotonic() + self._timeout
        for unit in units:
            verdict = self._submitted(unit, message.message_id, ids, until)
            if verdict:
                return _in_the_middle(verdict, len(ids), len(units))
        return Verdict(Accepted(ids[-1], settled=False))

    def _submitted(self, unit: dict[str, Any], tracking: str, ids: list[str], until: float) -> Verdict | None:
        """Hand over one part; None when it was accepted. Later parts are offered again while the SMSC is busy."""
        while True:
            try:
                answer = self._link.submit(unit, tracking, max(0.1, until - time.monotonic()))
            except (NotSent, NoAnswer) as error:
                return out_of_reach(error)
            if answer.status == 0:
                ids.append(canonical_id(answer.message_id, self._base))
                self._references.note(ids[-1], tracking)
                return None
            if not (ids and must_wait(answer.status)) or time.monotonic() + THROTTLE_SECONDS > until:
                return judge(answer.status)
            time.sleep(THROTTLE_SECONDS)

    def _units(self, message: Message, phone: str) -> list[dict[str, Any]]:
        text = self._style.written(message.text)
        coding, parts = coding_of(text), split(text)
        shared = {**self._addresses(phone), "data_coding": int(coding)}
        if len(parts) == 1:
            return [{**shared, "short_message": _octets(text, coding), "registered_delivery": FINAL}]
        reference = self._references.next(phone, message.message_id)
        return [
            {
                **shared,
                "esm_class": UDHI,
                "short_message": joining.header(joining.Place(reference, len(parts), number)) + _octets(part, coding),
                "registered_delivery": FINAL if number == len(parts) else FAILURE_ONLY,
            }
            for number, part in enumerate(parts, 1)
        ]

    def _addresses(self, phone: str) -> dict[str, Any]:
        number = self._sender.lstrip("+")
        return {
            "source_addr_ton": INTERNATIONAL if number.isdigit() else ALPHANUMERIC,
            "source_addr_npi": NUMBERING_PLAN if number.isdigit() else 0,
            "source_addr": number if number.isdigit() else self._sender,
            "dest_addr_ton": INTERNATIONAL,
            "dest_addr_npi": NUMBERING_PLAN,
            "destination_addr": phone,
        }


def _octets(text: str, coding: Coding) -> bytes:
    return alphabet.encode(text) if coding is Coding.GSM7 else text.encode("utf-16-be")


def _in_the_middle(verdict: Verdict, accepted: int, total: int) -> Verdict:
    """Once a part is with the SMSC, sending anew would send that part twice: nobody but a person may decide it."""
    if not accepted:
        return verdict
    reason = getattr(verdict.outcome, "reason", "")
    return Verdict(Unknown(f"part {accepted + 1} of {total}: {reason}"), verdict.alarm, verdict.pause)
