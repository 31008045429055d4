"""What people say about each category: the invented sentences and phrases that also train the desk's suggestions."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from deploy.local.state import ROOT

FOLDER = ROOT / "deploy" / "data" / "gialai" / "suggestion"
SINCE = (
    *(
        "từ hôm qua",
        "đã ba ngày nay",
        "hơn một tuần nay",
        "từ sau cơn bão",
        "cả tháng nay",
        "từ trước Tết",
        "từ sáng sớm",
    ),
    *("mấy hôm nay", "suốt hai tuần", "từ đầu mùa mưa", "hai năm nay", "từ lễ 30/4", "đêm nào cũng vậy"),
)
MORE = (
    "Chúng tôi đã báo tổ dân phố nhưng chưa ai đến.",
    "Tôi gọi điện hai lần, lần nào cũng hẹn.",
    "Năm ngoái cũng bị như vậy, xử lý xong được vài tháng.",
    "Bà con rất bức xúc và lo lắng cho các cháu nhỏ.",
    "Người già đi lại nguy hiểm, học sinh đến trường cũng khó.",
    "Tôi có chụp ảnh gửi kèm, mong được xem xét.",
    "Không biết việc này thuộc trách nhiệm của đơn vị nào.",
    "Gia đình tôi có người bệnh nên càng khó khăn.",
    "Nhiều hộ trong xóm cùng kiến nghị.",
    "Cán bộ thôn nói phải chờ kinh phí.",
)
WISHES = (
    "Kính đề nghị cơ quan chức năng kiểm tra, xử lý sớm.",
    "Mong được trả lời bằng văn bản để bà con yên tâm.",
    "Đề nghị cho biết khi nào khắc phục xong.",
    "Rất mong lãnh đạo quan tâm giải quyết dứt điểm.",
    "Xin cảm ơn tổng đài.",
    "Nhờ tổng đài hướng dẫn giúp tôi.",
)
OPENINGS = ("Kính gửi tổng đài 1022,", "Chào anh chị,", "Tôi xin phản ánh:", "Nhờ tổng đài chuyển giúp:", "Alo,", "")
STREETS = (
    *("Hùng Vương", "Phan Đình Phùng", "Trần Phú", "Lê Lợi", "Nguyễn Tất Thành", "Cách Mạng Tháng Tám", "Tăng Bạt Hổ"),
    *("Wừu", "Hai Bà Trưng", "Võ Thị Sáu", "Phạm Văn Đồng", "Lý Thái Tổ", "Trường Chinh", "An Dương Vương"),
    *("Đống Đa", "Xuân Diệu", "Ngô Mây", "Bùi Thị Xuân", "Quang Trung", "Sư Vạn Hạnh", "Nguyễn Viết Xuân"),
    *("Lê Duẩn", "Tô Vĩnh Diện", "Hoàng Văn Thụ", "Nguyễn Huệ", "Đinh Tiên Hoàng", "Ngô Quyền", "Lê Hồng Phong"),
)
ANSWERS = (
    "{agency} đã kiểm tra thực tế ngày {day} và xử lý xong. Cảm ơn ông, bà đã phản ánh.",
    "{agency} đã cử cán bộ đến tận nơi; việc ông, bà nêu là đúng và đã được khắc phục ngày {day}.",
    "{agency} trả lời tại Công văn số {number}/CV ngày {day}: việc này thuộc kế hoạch quý tới, đã bố trí kinh phí.",
    "Theo quy định hiện hành, ông, bà nộp hồ sơ tại bộ phận một cửa. {agency} sẽ trả kết quả đúng hẹn.",
    "{agency} đã nhắc nhở, lập biên bản cơ sở vi phạm ngày {day} và yêu cầu cam kết không tái phạm.",
    "{agency} đã chuyển đơn vị thi công sửa chữa theo bảo hành hợp đồng số {number}/HĐ, hoàn thành ngày {day}.",
)


def by_category() -> dict[str, tuple[list[str], list[str]]]:
    """Return for each category its sentences, and short phrases that may be titles."""
    sentences, phrases = _read(FOLDER / "train.txt"), _read(FOLDER / "phrases.txt")
    return {category: (said, phrases.get(category) or said) for category, said in sentences.items()}


def _read(path: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    category = ""
    for line in path.read_text().splitlines():
        if line.startswith("["):
            category = line.strip("[]")
        elif line and not line.startswith("#"):
            found[category].append(line)
    return found
