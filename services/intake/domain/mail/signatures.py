"""The end of a mail: the courtesy, the name, what the telephone adds. Cut only where it cannot be anything else."""

from __future__ import annotations

import re

_DASHES = re.compile(r"^--\s?$")
_COURTESY = re.compile(
    r"^[\s*]*(?:xin\s+)?(?:trân trọng|tran trong|kính thư|kính chào|trân trọng cảm ơn|trân trọng kính chào|thân ái|"
    r"best regards|kind regards|warm regards|regards|sincerely|yours (?:sincerely|faithfully|truly))"
    r"(?:\s+(?:cảm ơn|cám ơn|kính chào|và cảm ơn))?(?:\s+(?:quý\s+)?(?:cơ quan|tổng đài|anh chị))?\s*[.,!*]*\s*$",
    re.IGNORECASE,
)
_DEVICE = re.compile(
    r"^\s*(?:sent from (?:my|outlook|yahoo|mail)\b.{0,60}|get outlook for .{0,60}|"
    r"(?:được )?gửi từ (?:iphone|ipad|outlook|yahoo|thiết bị|điện thoại|samsung|mail|gmail|máy)\b.{0,60}|"
    r"đã gửi từ .{0,60}|nhận outlook (?:cho|dành cho) .{0,60})\s*$",
    re.IGNORECASE,
)
MOST_LINES = 8
#: A longer line is a sentence, not a name, an office or an address.
MOST_LINE = 80
#: What a telephone adds is not longer.
MOST_DEVICE = 200


def without_signature(text: str) -> str:
    """Return the text without its end, where that is a signature and something is left before it."""
    lines = text.rstrip().split("\n")
    while lines and (not lines[-1].strip() or _is_device(lines[-1])):
        lines.pop()
    for place in range(_last_lines(lines), len(lines)):
        if _is_end(lines, place) and any(line.strip() for line in lines[:place]):
            return "\n".join(lines[:place]).rstrip()
    return "\n".join(lines)


def _is_device(line: str) -> bool:
    return len(line) <= MOST_DEVICE and _DEVICE.match(line) is not None


def _last_lines(lines: list[str]) -> int:
    """Return the first place after which there are no more lines than a signature has."""
    filled = [place for place, line in enumerate(lines) if line.strip()]
    return filled[-MOST_LINES - 1] if len(filled) > MOST_LINES else 0


def _is_end(lines: list[str], place: int) -> bool:
    if len(lines[place].strip()) > MOST_LINE or not (_DASHES.match(lines[place]) or _COURTESY.match(lines[place])):
        return False
    after = [line for line in lines[place + 1 :] if line.strip()]
    return len(after) <= MOST_LINES and all(len(line) <= MOST_LINE for line in after)
