"""Cases that a person must look at first, whatever the rules say."""

from __future__ import annotations

from dataclasses import replace

from services.routing.domain.assignment import Assignment
from services.routing.domain.catalog import Agency
from services.routing.domain.decision import TRIAGE

#: Why intake had doubts, by its slugs.
WORDS = {
    "busy-person": "cùng một người gửi dồn dập",
    "busy-address": "cùng một địa chỉ mạng gửi dồn dập",
    "no-device": "thiết bị không để lại dấu vết",
    "new-device": "thiết bị mới gặp lần đầu",
    "too-fast": "biểu mẫu được gửi quá nhanh",
    "honeypot": "ô bẫy máy tự động đã được điền",
    "answered-by-operator": "tổng đài viên trả lời trực tiếp",
    "burst": "nhiều phản ánh dồn dập cùng lúc",
}


def doubted(assignment: Assignment, centre: Agency, doubts: tuple[str, ...]) -> Assignment:
    """Return the first assignment at the centre instead, with the same clock and the reasons in the trace."""
    words = "; ".join(WORDS.get(each, each) for each in doubts)
    return replace(
        assignment,
        agency=centre.slug,
        agency_name=centre.name,
        rule=TRIAGE,
        triage=True,
        approval=centre.approval,
        trace=(f"Cần người xem trước: {words}; {centre.name} xem xét và phân công.",),
    )
