"""Which case may follow which: asked about two cases, beside what the actor may do."""

from __future__ import annotations

from services.routing.domain.case import Case, State
from services.routing.domain.policies.verdict import ALLOWED, Refuse, Verdict
from services.routing.domain.submission import Contact

MOST_FOLLOWERS = 5_000


def may_follow(case: Case, primary: Case) -> Verdict:
    """Return whether `case` may get the answer to `primary`."""
    if case.code == primary.code:
        return Refuse("merged-with-itself", "Không thể gộp phản ánh với chính nó.", "A case cannot follow itself.")
    if primary.state is State.MERGED:
        return Refuse(
            "follows-another",
            f"Phản ánh đó đang được xử lý chung với {primary.merged_into}; xin gộp vào phản ánh ấy.",
            f"That case follows {primary.merged_into} itself; please join that one.",
        )
    if primary.state is State.WITHDRAWN:
        return Refuse(
            "primary-withdrawn",
            "Người gửi đã rút phản ánh đó; xin gộp vào phản ánh khác.",
            "Its citizen has taken that case back; please join another one.",
        )
    if primary.submission.private and not _from_the_same_person(case, primary):
        return Refuse(
            "private-primary",
            "Không gộp vào phản ánh riêng tư của người khác: câu trả lời chỉ dành cho người đã gửi.",
            "Nobody's case joins another person's private one: its answer is for its sender alone.",
        )
    if len(primary.followers) >= MOST_FOLLOWERS:
        return Refuse("too-many-followers", "Đã gộp quá nhiều phản ánh.", "Too many cases follow that one.")
    return ALLOWED


def _from_the_same_person(case: Case, primary: Case) -> bool:
    one, other = case.submission, primary.submission
    return one.private and bool(_reached_at(one.contact) & _reached_at(other.contact))


def _reached_at(contact: Contact | None) -> frozenset[str]:
    return frozenset(each for each in (contact and contact.phone, contact and contact.email) if each)
