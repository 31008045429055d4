"""Words that speak of people in danger: those who write them are told at once whom to call, and go on being heard.

A wrong alarm costs one sentence, so phrases are taken broadly; but a lamp that "cháy" is only broken.
"""

from __future__ import annotations

import re

from services.intake.domain.chat.plain import nfc_lower, plain

_DANGER = re.compile(
    r"\b(?:chay (?:nha|rung|lon|xe|cho|kho|no)|dang chay|boc chay|hoa hoan|no gas|tai nan|cap cuu|nguy kich"
    r"|bat tinh|chet nguoi|duoi nuoc|dien giat|ro ri gas|sat lo|lu quet|lu lut|mac ket|giet|cuop|hanh hung|danh nhau"
    r"|bao hanh|xam hai|tu tu|bat coc|on fire|accident|ambulance|drowning|bleeding|robbery|landslide|emergency)\b"
)
_ONLY_A_LAMP = re.compile(r"\b(?:bong|den|cau chi)(?: \w+){0,2} (?:bi )?chay|\bchay (?:bong|den)\b")


# Without diacritics they could be "cháy".
_RUNNING = re.compile("chạy|chảy|chày")


def speaks_of_danger(text: str) -> bool:
    """Return whether somebody may need the police, the fire brigade, an ambulance or rescue now."""
    words = _ONLY_A_LAMP.sub(" ", plain(_RUNNING.sub(" ", nfc_lower(text))))
    return words in ("chay", "cuu", "cuu voi", "fire") or bool(_DANGER.search(words))
