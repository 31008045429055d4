"""What an SMSC writes into a delivery receipt (SMPP 3.4, appendix B): `id:… stat:DELIVRD err:000 …`."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FIELD = re.compile(r"\b(id|stat|err):\s*(\S*)", re.IGNORECASE)
#: Our words for the final states. What is on its way, or unknown to the SMSC, is no news.
STATES = {
    "DELIVRD": "delivered",
    "ACCEPTD": "accepted",
    "EXPIRED": "failed",
    "DELETED": "failed",
    "UNDELIV": "failed",
    "REJECTD": "failed",
}
#: The same as numbers, in the optional parameter `message_state`.
NUMBERS = {2: "DELIVRD", 3: "EXPIRED", 4: "DELETED", 5: "UNDELIV", 6: "ACCEPTD", 8: "REJECTD"}


@dataclass(frozen=True, slots=True)
class SmscReceipt:
    """`status` is one of `message.reported`, None while nothing is decided."""

    id: str
    status: str | None
    reason: str | None


def parse(text: str) -> SmscReceipt:
    """Read a receipt. What is missing stays empty: an SMSC may leave out or add fields."""
    found = {
        name.lower(): value
        for name, value in reversed(_FIELD.findall(re.split(r"\btext:", text, flags=re.IGNORECASE)[0]))
    }
    state = found.get("stat", "").upper()[:7]
    status = STATES.get(state)
    return SmscReceipt(found.get("id", ""), status, f"{state} {found.get('err', '')}".strip() if status else None)


def first_words(text: str) -> str:
    """Return the beginning of the message a receipt is about, which most SMSCs repeat; empty where not."""
    return text[found.end() :].strip() if (found := re.search(r"\btext:", text, re.IGNORECASE)) else ""


#: How `submit_sm_resp` and the receipt write the same id, by the setting's name. Empty: as text.
BASES = {"same": ("", ""), "hex-dec": ("hex", "dec"), "dec-hex": ("dec", "hex")}


def canonical_id(id_: str, base: str) -> str:
    """Return an id in one form for both: some SMSCs answer in hexadecimal and report in decimal, or the other way."""
    try:
        return str(int(id_, {"hex": 16, "dec": 10}[base])) if base else id_
    except ValueError:
        return id_
