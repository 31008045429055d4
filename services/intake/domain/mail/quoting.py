"""What the writer of a mail wrote, without the mail that is answered and without the signature.

Cutting may never lose the writer's own words: in doubt everything stays. A mail is a stranger's: no pattern may
take time that grows faster than the length of what it reads, so quantifiers that touch are possessive.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.intake.domain.mail.signatures import without_signature

_DATE_WORDS = r"(?:vào|on|ngày|lúc|le|am|el)"
_WROTE = re.compile(
    rf"^[*_\s]*+(?:{_DATE_WORDS}\b.{{1,300}}?|.{{1,200}}[<(][^\s<>()@]++@[^\s<>()@]++[>)].{{0,60}}?)"
    r"(?:đã viết|viết|wrote|đã ghi|ha scritto|schrieb|a écrit)\s*+[:：]?[*_\s]*+$",
    re.IGNORECASE | re.DOTALL,
)
_DIVIDER = re.compile(
    r"^[\s>*]*+[-_=]{2,}+\s*+(?:thư gốc|thư ban đầu|tin nhắn gốc|original message|original e-?mail|reply message)"
    r"\s*+[-_=]{2,}+\s*$",
    re.IGNORECASE,
)
_LINE = re.compile(r"^\s*(?:_{10,}|-{20,}|={20,})\s*$")
_FROM = re.compile(r"^[\s*]*(?:từ|from|người gửi)\s*:[*\s]*\S", re.IGNORECASE)
_OTHER_FIELDS = re.compile(
    r"^[\s*]*(?:ngày gửi|đã gửi|gửi lúc|thời gian|ngày|sent|date|đến|tới|gửi đến|người nhận|to|cc|chủ đề|tiêu đề"
    r"|subject)\s*:",
    re.IGNORECASE,
)
_PASSED_ON = re.compile(
    r"^[^\S\n]*+(?:[>*][^\S\n]*+)*+(?:[-_=]{2,}+[^\S\n]*+"
    r"(?:forwarded message|thư (?:đã )?(?:được )?chuyển tiếp|tin nhắn chuyển tiếp|chuyển tiếp thư)"
    r"|begin forwarded message|bắt đầu thư (?:đã )?được chuyển tiếp)",
    re.IGNORECASE | re.MULTILINE,
)
#: How many lines a program may wrap "On … wrote:" into, and how far a block of header lines may reach.
_WRAPPED, _BLOCK = 3, 5
#: No program writes more than this into "On … wrote:"; longer lines are the writer's.
MOST_HEADER = 600


def own_words(text: str, *, answers: bool, forwards: bool) -> str:
    """Return what the writer wrote. `answers`: the mail answers another one; `forwards`: the case is in what it quotes.

    When nothing would be left, everything is kept.
    """
    if forwards or _PASSED_ON.search(text):
        return text.strip()
    kept = _unquoted(text.split("\n")) if answers else text.split("\n")
    return without_signature("\n".join(kept)).strip() or without_signature(text).strip() or text.strip()


def _unquoted(lines: list[str]) -> list[str]:
    for place in range(len(lines)):
        length = _header_at(lines, place)
        if length:
            return _split(lines, place, place + length)
    return _without_marked(lines)


def _split(lines: list[str], start: int, rest: int) -> list[str]:
    """Cut at a header of a quoted mail: what is marked with ">" goes, else all to the end."""
    before, after = lines[:start], lines[rest:]
    if any(_marked(line) for line in after[:_BLOCK]):
        own = _without_marked(after, quoted=True)
        return [*before, *own] if own != after else lines
    return before


def _without_marked(lines: list[str], *, quoted: bool = False) -> list[str]:
    """Drop the lines marked with ">" unless the writer answers between them, for then they tell what is answered.

    Without a header before it, a single such line may be the writer's own.
    """
    marks = [place for place, line in enumerate(lines) if _marked(line)]
    if not marks or (not quoted and len(marks) < 2):
        return lines
    if any(line.strip() and not _marked(line) for line in lines[marks[0] : marks[-1]]):
        return lines
    return [line for line in lines if not _marked(line)]


def _header_at(lines: Sequence[str], place: int) -> int:
    """Return how many lines from `place` on introduce a quoted mail, 0 for none."""
    if not lines[place].strip():
        return 0
    if _DIVIDER.match(lines[place]):
        return 1 + _block_after(lines, place)
    if _LINE.match(lines[place]):
        block = _block_after(lines, place)
        return block and 1 + block
    if _FROM.match(lines[place]):
        return _block_at(lines, place)
    return next((length for length in range(1, _WRAPPED + 1) if _says_who_wrote(lines[place : place + length])), 0)


def _says_who_wrote(lines: Sequence[str]) -> bool:
    """Whether these lines together are "On … wrote:", and not only the last of them: the first may be the writer's."""
    if sum(map(len, lines)) > MOST_HEADER or not all(line.strip() for line in lines):
        return False
    if not _WROTE.match("\n".join(lines)):
        return False
    return not any(_WROTE.match("\n".join(lines[start:])) for start in range(1, len(lines)))


def _block_after(lines: Sequence[str], place: int) -> int:
    """Return how many lines after a dividing line belong to it: blank ones and a block of headers, 0 without one."""
    for start in range(place + 1, min(place + 3, len(lines))):
        if _FROM.match(lines[start]):
            return start - place - 1 + max(1, _block_at(lines, start))
        if lines[start].strip():
            break
    return 0


def _block_at(lines: Sequence[str], place: int) -> int:
    """Outlook, Zimbra: a line "Từ:", then at least two of "Ngày gửi:", "Đến:", "Chủ đề:"."""
    fields = [n for n, line in enumerate(lines[place + 1 : place + 1 + _BLOCK], 1) if _OTHER_FIELDS.match(line)]
    return fields[-1] + 1 if len(fields) >= 2 else 0


def _marked(line: str) -> bool:
    return line.lstrip().startswith(">")
