"""The words of the report, Vietnamese and English, in the order of the province's own monthly form."""

from __future__ import annotations

LANGUAGES = ("vi", "en")

#: What stands where a case has no agency, category or channel.
NOBODY = {
    "agency": {"vi": "Chưa phân công", "en": "Not assigned yet"},
    "category": {"vi": "Chưa phân loại", "en": "Not classified yet"},
    "group": {"vi": "Chưa phân loại", "en": "Not classified yet"},
    "channel": {"vi": "Không rõ", "en": "Unknown"},
    "area": {"vi": "Chưa rõ địa bàn", "en": "Place unknown"},
    "kind": {"vi": "Không rõ", "en": "Unknown"},
    "person": {"vi": "Chưa trả lời", "en": "Not answered yet"},
    "outcome": {"vi": "Chưa trả lời", "en": "Not answered yet"},
    "shown": {"vi": "Chưa quyết định", "en": "Not decided yet"},
}

KINDS = {
    "report": {"vi": "Phản ánh", "en": "Report"},
    "question": {"vi": "Hỏi đáp", "en": "Inquiry"},
    "suggestion": {"vi": "Góp ý, kiến nghị", "en": "Suggestion"},
    "praise": {"vi": "Khen", "en": "Praise"},
    "service": {"vi": "Yêu cầu dịch vụ", "en": "Service request"},
    "postal": {"vi": "Bưu chính công ích", "en": "Public post"},
}

OUTCOMES = {
    "fixed": {"vi": "Đã khắc phục", "en": "Fixed"},
    "scheduled": {"vi": "Đã có lịch thực hiện", "en": "Scheduled"},
    "explained": {"vi": "Đã giải thích", "en": "Explained"},
    "not_feasible": {"vi": "Không thể thực hiện", "en": "Not feasible"},
    "transferred": {"vi": "Đã chuyển nơi khác", "en": "Passed on"},
}

CHANNELS = {
    "web": {"vi": "Trang web", "en": "Website"},
    "hotline": {"vi": "Điện thoại 1022", "en": "Telephone 1022"},
    "email": {"vi": "Thư điện tử", "en": "E-mail"},
    "zalo": {"vi": "Zalo", "en": "Zalo"},
    "facebook": {"vi": "Facebook", "en": "Facebook"},
    "mobile": {"vi": "Ứng dụng di động", "en": "Mobile app"},
}

#: Name of a figure (an attribute of `Tally`) → its column heading.
FIGURES = {
    "received": {"vi": "Đã tiếp nhận", "en": "Received"},
    "carried_over": {"vi": "Tồn kỳ trước", "en": "Carried over"},
    "reopened": {"vi": "Mở lại trong kỳ", "en": "Reopened"},
    "to_handle": {"vi": "Cần xử lý", "en": "To handle"},
    "handled": {"vi": "Đã xử lý", "en": "Handled"},
    "handled_on_time": {"vi": "Đã xử lý sớm/đúng hạn", "en": "Handled on time"},
    "handled_late": {"vi": "Đã xử lý trễ hạn", "en": "Handled late"},
    "withdrawn": {"vi": "Người dân rút", "en": "Withdrawn"},
    "open": {"vi": "Đang xử lý", "en": "Open"},
    "overdue": {"vi": "Đang xử lý trễ hạn", "en": "Open, overdue"},
    "due_soon": {"vi": "Đang xử lý sắp trễ hạn", "en": "Open, due soon"},
    "not_due": {"vi": "Đang xử lý chưa đến hạn", "en": "Open, not due yet"},
    "not_accepted": {"vi": "Chưa nhận", "en": "Not accepted"},
    "late_percent": {"vi": "Tỉ lệ trễ hạn (%)", "en": "Late (%)"},
    "on_time_percent": {"vi": "Tỉ lệ đúng hạn (%)", "en": "On time (%)"},
    "qd766_on_time_percent": {"vi": "Đúng hạn theo QĐ 766/QĐ-TTg (%)", "en": "On time, Decision 766/QĐ-TTg (%)"},
}

DIMENSIONS = {
    "agency": {"vi": "Cơ quan", "en": "Agency"},
    "category": {"vi": "Lĩnh vực", "en": "Category"},
    "channel": {"vi": "Kênh tiếp nhận", "en": "Channel"},
    "month": {"vi": "Tháng", "en": "Month"},
}
TOTAL = {"vi": "Tổng cộng", "en": "Total"}
