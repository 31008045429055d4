"""Headings and definitions of the columns, Vietnamese and English, in the words of the province's own monthly form."""

from __future__ import annotations

from services.reporting.domain.table import Kind
from services.reporting.domain.words import Words

#: Figure → heading above it and its neighbours.
_STATE = Words("Đang xử lý", "Open")
_DONE = Words("Đã xử lý", "Handled")
_SPEED = Words("Thời gian xử lý (giờ)", "Time to answer (hours)")
_WORD = Words("Người dân đánh giá", "Citizens' ratings")
_RATE = Words("Tỉ lệ (%)", "Share (%)")
_PARTS = Words("Phần việc phối hợp", "Parts asked of others")
GROUPS: dict[str, Words] = {
    **dict.fromkeys(("handled", "handled_on_time", "handled_late"), _DONE),
    **dict.fromkeys(("open", "not_due", "due_soon", "overdue", "not_accepted", "waiting"), _STATE),
    **dict.fromkeys(("median_hours", "ninetieth_hours"), _SPEED),
    **dict.fromkeys(("satisfied", "acceptable", "unsatisfied", "unrated"), _WORD),
    **dict.fromkeys(
        ("on_time_percent", "first_time_percent", "satisfied_percent", "qd766_on_time_percent",
         "qd766_satisfied_percent"), _RATE,
    ),
    **dict.fromkeys(("parts_asked", "parts_on_time", "parts_late"), _PARTS),
}  # fmt: skip

KINDS: dict[str, Kind] = {"median_hours": Kind.HOURS, "ninetieth_hours": Kind.HOURS}
#: Figures that should be zero.
ALARMS = frozenset({"overdue", "handled_late", "unsatisfied", "parts_late", "returned_twice", "not_reached"})

HEADINGS: dict[str, Words] = {
    "carried_over": Words("Tồn kỳ trước", "Carried over"),
    "received": Words("Nhận mới", "Received"),
    "reopened": Words("Mở lại trong kỳ", "Reopened"),
    "to_handle": Words("Cần xử lý", "To handle"),
    "returns": Words("Trả lại", "Given back"),
    "handled": Words("Tổng số", "Total"),
    "handled_on_time": Words("Sớm/đúng hạn", "On time"),
    "handled_late": Words("Trễ hạn", "Late"),
    "withdrawn": Words("Người dân rút", "Withdrawn"),
    "open": Words("Tổng số", "Total"),
    "not_due": Words("Trong hạn", "Not due"),
    "due_soon": Words("Sắp trễ", "Due soon"),
    "overdue": Words("Quá hạn", "Overdue"),
    "not_accepted": Words("Chưa nhận", "Not accepted"),
    "waiting": Words("Chờ người dân", "Waiting for citizen"),
    "extensions": Words("Gia hạn", "Extensions"),
    "extensions_refused": Words("Không cho gia hạn", "Extensions refused"),
    "on_time_percent": Words("Đúng hạn", "On time"),
    "first_time_percent": Words("Đúng hạn ban đầu", "By the first due time"),
    "median_hours": Words("Trung vị", "Median"),
    "ninetieth_hours": Words("90 % không quá", "90 % within"),
    "reopenings": Words("Lượt mở lại", "Reopenings"),
    "satisfied": Words("Hài lòng", "Satisfied"),
    "acceptable": Words("Chấp nhận", "Acceptable"),
    "unsatisfied": Words("Không hài lòng", "Not satisfied"),
    "unrated": Words("Không phản hồi", "No response"),
    "satisfied_percent": Words("Hài lòng", "Satisfied"),
    "qd766_on_time_percent": Words("QĐ 766: đúng hạn", "Decision 766: on time"),
    "qd766_satisfied_percent": Words("QĐ 766: hài lòng", "Decision 766: satisfied"),
    "refused": Words("Không thể thực hiện", "Not feasible"),
    "referred": Words("Ngoài thẩm quyền, chuyển nơi khác", "Outside competence, passed on"),
    "refused_percent": Words("Tỉ lệ từ chối, chuyển (%)", "Refused or passed on (%)"),
    "shared": Words("Có nhiều cơ quan", "Several agencies"),
    "parts_asked": Words("Được giao", "Asked"),
    "parts_on_time": Words("Góp đúng hạn", "Given on time"),
    "parts_late": Words("Góp trễ", "Given late"),
    "returned_once": Words("Phản ánh từng bị trả lại", "Cases given back"),
    "returned_twice": Words("Bị trả lại từ 2 lần", "Given back twice or more"),
    "moves": Words("Chuyển sang cơ quan khác", "Moved to others"),
    "merged": Words("Gộp vào phản ánh khác", "Merged into others"),
    "related": Words("Người dân gửi lại", "Sent again by the same citizen"),
    "questions": Words("Lượt hỏi lại người dân", "Questions to citizens"),
    "not_reached": Words("Tin không đến được", "Messages not delivered"),
    "published": Words("Công khai", "Published"),
    "withheld": Words("Không công khai", "Not published"),
    "undecided": Words("Chưa quyết định", "Not decided"),
    "published_percent": Words("Tỉ lệ công khai (%)", "Published (%)"),
}

MEANINGS: dict[str, Words] = {
    "carried_over": Words("Còn đang xử lý lúc bắt đầu kỳ.", "Open when the period began."),
    "received": Words("Tiếp nhận trong kỳ.", "Received in the period."),
    "reopened": Words(
        "Đã trả lời trước kỳ, người dân chưa đồng ý nên mở lại trong kỳ.",
        "Answered before the period, opened again in it because the citizen was not content.",
    ),
    "to_handle": Words(
        "Tồn kỳ trước + Nhận mới + Mở lại trong kỳ = Đã xử lý + Người dân rút + Đang xử lý.",
        "Carried over + received + reopened = handled + withdrawn + open.",
    ),
    "returns": Words(
        "Số lượt cơ quan trả lại trong kỳ vì không thuộc thẩm quyền; tính cho cơ quan đã trả lại.",
        "How often the agency gave cases back in the period as not its own.",
    ),
    "handled_on_time": Words(
        "Trả lời trước hoặc đúng lúc hết hạn, tính cả thời gian được gia hạn.",
        "Answered at the due time or before, extensions included.",
    ),
    "overdue": Words(
        "Đã quá hạn mà chưa trả lời. Trong lúc chờ người dân bổ sung, đồng hồ dừng.",
        "Past its due time without an answer. The clock stands still while the citizen is asked.",
    ),
    "not_accepted": Words(
        "Cơ quan chưa xác nhận đã nhận; là một phần của Đang xử lý.",
        "Not confirmed by the agency; part of the open ones.",
    ),
    "waiting": Words(
        "Chờ người dân bổ sung; là một phần của Đang xử lý.", "Waits for the citizen; part of the open ones."
    ),
    "extensions": Words("Số lượt được gia hạn trong kỳ.", "How often more time was granted in the period."),
    "on_time_percent": Words(
        "100 % − (quá hạn đang xử lý + trễ đã xử lý) / Cần xử lý.", "100 % − (overdue + handled late) / to handle."
    ),
    "first_time_percent": Words(
        "Trả lời trong hạn đặt ra lúc đầu, không kể gia hạn / Đã xử lý.",
        "Answered by the first due time, whatever was granted later / handled.",
    ),
    "median_hours": Words(
        "Một nửa số phản ánh đã xử lý được trả lời không lâu hơn, tính theo giờ đồng hồ từ lúc tiếp nhận.",
        "Half of the handled cases took no longer, by the clock from receipt.",
    ),
    "ninetieth_hours": Words(
        "Chín phần mười số phản ánh đã xử lý được trả lời không lâu hơn.", "Nine of ten handled cases took no longer."
    ),
    "reopenings": Words("Số lượt người dân mở lại trong kỳ.", "How often citizens reopened cases in the period."),
    "unrated": Words("Đã xử lý mà người dân không đánh giá.", "Handled, and the citizen said nothing."),
    "satisfied_percent": Words(
        "(Hài lòng + chấp nhận) / số người có đánh giá.", "(Satisfied + acceptable) / those who said anything."
    ),
    "qd766_on_time_percent": Words(
        "Số xử lý trước hoặc đúng hạn / số thuộc thẩm quyền × 100 (QĐ 766/QĐ-TTg ngày 23/06/2022). Không tính phản "
        "ánh đã chuyển ra ngoài hệ thống và phản ánh người dân rút.",
        "Handled by the due time / within competence × 100 (Decision 766/QĐ-TTg, 23/06/2022). Without what was "
        "passed on outside the system, and what was withdrawn.",
    ),
    "qd766_satisfied_percent": Words(
        "(Tổng số − không hài lòng hoặc phản ánh về kết quả − quá hạn) / tổng số × 100 (QĐ 766/QĐ-TTg). Tổng số gồm đã "
        "xử lý thuộc thẩm quyền và đang quá hạn: để quá hạn cũng là không hài lòng.",
        "(Total − not satisfied or complained about − overdue) / total × 100 (Decision 766/QĐ-TTg). The total is "
        "what was handled within competence and what is overdue: leaving a case counts as not satisfied.",
    ),
    "refused": Words("Trả lời rằng không thể thực hiện.", "Answered that it cannot be done."),
    "referred": Words(
        "Trả lời rằng đã chuyển đến nơi ngoài hệ thống.", "Answered that it was passed to a body outside the system."
    ),
    "refused_percent": Words(
        "(Không thể thực hiện + chuyển nơi khác) / Đã xử lý.", "(Not feasible + passed on) / handled."
    ),
    "shared": Words("Có ít nhất một cơ quan phối hợp.", "At least one other agency was asked for its part."),
    "parts_asked": Words("Số phần việc được giao phối hợp trong kỳ.", "Parts asked of this agency in the period."),
    "related": Words(
        "Người dân nói đây là việc họ đã phản ánh trước đó. Không lưu thông tin về người gửi.",
        "The citizen pointed to an earlier case. Nothing is kept about who they are.",
    ),
    "merged": Words("Chờ, hoặc nhận, câu trả lời của phản ánh khác.", "Waits for, or got, the answer to another case."),
    "undecided": Words("Đã trả lời, chưa quyết định công khai.", "Answered, publication not decided."),
    "published_percent": Words("Công khai / Đã xử lý.", "Published / handled."),
}  # fmt: skip
