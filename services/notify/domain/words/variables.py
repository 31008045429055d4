"""What may stand in braces, and what it is called by those who write the words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Variable:
    """`long`: whole paragraphs that somebody wrote, which have no place in a line of their own making."""

    name: str
    vi: str
    en: str
    long: bool = False


_ALL = (
    Variable("ma", "mã phản ánh", "case code"),
    Variable("link", "đường dẫn đến trang theo dõi", "link to the tracking page"),
    Variable("tieu_de", "tiêu đề do người dân viết", "the citizen's title"),
    Variable("nguoi_dan", "tên người dân", "the citizen's name"),
    Variable("loai", "loại: phản ánh, câu hỏi, góp ý…", "kind: report, question, suggestion…"),
    Variable("luc", "thời điểm của việc này", "when this happened"),
    Variable("ma_tra_cuu", "bốn số để tra cứu", "the four digits that open the tracking page"),
    Variable("ten_co_quan", "tên cơ quan", "the agency's name"),
    Variable("han", "hạn trả lời", "when the answer is due"),
    Variable("han_cu", "hạn ban đầu", "when it was due at first"),
    Variable("ly_do_han", "hạn trả lời và lý do, một câu", "when it is due and why, a sentence"),
    Variable("ket_qua", "kết quả, một câu", "what came of it, a sentence"),
    Variable("tra_loi", "nội dung trả lời", "the answer", long=True),
    Variable("can_cu", "căn cứ, số văn bản", "what the answer refers to"),
    Variable("cau_chung", "câu cho biết đây là trả lời chung", "a sentence: this answers several people"),
    Variable("cau_hoi", "điều cơ quan muốn hỏi", "what the agency asks", long=True),
    Variable("tra_loi_truoc", "người dân trả lời trước lúc nào", "by when the citizen answers"),
    Variable("ly_do", "lý do xin thêm thời gian", "why more time is needed", long=True),
    Variable("buoc", "bước đang thực hiện", "the step that was reached"),
    Variable("ghi_chu", "ghi chú của cơ quan", "the agency's note", long=True),
    Variable("ma_buu_gui", "mã bưu gửi", "the post's tracking number"),
    Variable("ngay_hen", "ngày hẹn", "the day that was agreed"),
    Variable("tong_dai", "tên tổng đài", "the hotline's name"),
    Variable("dien_thoai", "số điện thoại tổng đài", "the hotline's telephone number"),
)
VARIABLES = {each.name: each for each in _ALL}
#: Known about every case, whatever happens to it.
ALWAYS = ("ma", "link", "tieu_de", "nguoi_dan", "tong_dai", "dien_thoai")
#: Not there for every case: words around it are left out with it.
OFTEN_MISSING = frozenset({"nguoi_dan", "ma_tra_cuu", "can_cu", "cau_chung", "ghi_chu", "ma_buu_gui", "ngay_hen"})
