"""Answers that say nothing: what citizens complain about most. A warning for whoever writes one, never a refusal."""

from __future__ import annotations

import re

#: Shorter answers rarely say what was done, when, by whom and what comes next.
SHORT = 100
SHORT_ANSWER, NO_TIME, EMPTY_PHRASE = "short", "no-time", "phrase"

_TIME = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}|ngày\s+\d|tháng\s+\d|\d{1,2}\s*(?:giờ|h\b|:\d\d)|hôm (?:nay|qua)", re.I)
_EMPTY = re.compile(
    r"(?:đã )?(?:tiếp nhận|ghi nhận)(?: và| ý kiến| phản ánh|[.!]|$)"
    r"|sẽ (?:xem xét|nghiên cứu|kiểm tra|xử lý)(?: sau)?\s*(?:[.!]|$)"
    r"|theo quy định(?: của pháp luật| hiện hành)?\s*(?:[.!]|$)"
    r"|chuyển (?:đến )?(?:đơn vị|cơ quan|bộ phận) (?:chức năng|liên quan)",
    re.I,
)


def doubts_about(text: str) -> tuple[str, ...]:
    """Return why an answer may tell its reader nothing: `short`, `no-time` (no date or hour), `phrase`; in this order.

    One sign alone is no reason to doubt: "Đã thay bóng đèn sáng 24/11." is short, and says it all.
    """
    short, timeless = len(text) < SHORT, _TIME.search(text) is None
    empty = (short or timeless) and _EMPTY.search(text) is not None
    signs = {SHORT_ANSWER: short, NO_TIME: timeless, EMPTY_PHRASE: empty}
    found = tuple(sign for sign, there in signs.items() if there)
    return found if len(found) > 1 else ()
