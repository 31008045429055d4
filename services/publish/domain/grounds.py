"""Why an editor keeps a case from the public: a closed list, so that it can be counted and said to the citizen.

Slugs are stored and travel in `case.withheld`; the sentences are what citizens and statistics read.
"""

from __future__ import annotations

from dataclasses import dataclass

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Ground:
    """One of the list, as a clause: "because …"."""

    slug: str
    vi: str
    en: str


#: In the order in which they are offered, the commonest first.
_LISTED = (
    Ground("personal-data", "có thông tin cá nhân không thể ẩn hết", "it holds personal data that cannot be hidden"),
    Ground("third-person", "nói về một người khác", "it is about another person"),
    Ground("health", "có thông tin về sức khoẻ của một người", "it is about somebody's health"),
    Ground("child", "liên quan đến trẻ em", "it is about a child"),
    Ground("unproven", "có nội dung tố giác chưa được kiểm chứng", "it accuses somebody and is not verified"),
    Ground("insult", "có lời lẽ xúc phạm", "it has insulting words"),
    Ground("investigation", "vụ việc đang được cơ quan chức năng xác minh", "the authorities are looking into it"),
    Ground("not-public", "có thông tin nội bộ chưa được công bố", "it holds information that is not public"),
    Ground("wrong-answer", "câu trả lời cần được sửa lại", "its answer has to be corrected"),
    Ground(OTHER, "lý do khác", "for another reason"),
)
GROUNDS = {each.slug: each for each in _LISTED}
