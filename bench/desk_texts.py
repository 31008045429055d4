"""What citizens write, invented: enough words and places that a search has something to do, always the same ones."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

#: Category, title, and what is wrong, as people say it.
TROUBLES = (
    ("ha-tang.chieu-sang", "Đèn đường không sáng", "đèn chiếu sáng tắt mấy đêm nay, cả đoạn đường tối om"),
    ("ha-tang.chieu-sang", "Trụ đèn bị nghiêng", "trụ đèn bị xe tải va vào đang nghiêng hẳn ra lòng đường"),
    (
        "ha-tang.giao-thong",
        "Ổ gà lớn trên đường",
        "mặt đường hư hỏng nặng, ổ gà sâu cả gang tay, người đi xe máy hay ngã",
    ),
    ("ha-tang.giao-thong", "Nắp cống bị mất", "nắp hố ga bị mất, chỉ cắm tạm một cành cây cho người ta biết mà tránh"),
    (
        "ha-tang.giao-thong",
        "Đèn tín hiệu hỏng",
        "đèn tín hiệu giao thông ở ngã tư không hoạt động, giờ tan học rất lộn xộn",
    ),
    ("ha-tang.thoat-nuoc", "Ngập sau mưa", "cứ mưa lớn là nước ngập vào nhà dân, cống thoát nước hình như bị nghẹt"),
    (
        "kinh-te-xa-hoi.rac-thai",
        "Rác không được thu gom",
        "rác sinh hoạt chất đống cả tuần không thấy xe đến gom, mùi hôi nồng nặc",
    ),
    ("kinh-te-xa-hoi.moi-truong", "Khói từ lò đốt", "cơ sở sản xuất đốt than xả khói đen, trẻ con trong xóm ho suốt"),
    (
        "khac.tieng-on",
        "Hát karaoke quá khuya",
        "quán nhậu mở loa hát karaoke đến hơn mười hai giờ đêm, không ai ngủ được",
    ),
    ("ha-tang.cap-nuoc", "Mất nước sinh hoạt", "nước máy yếu rồi mất hẳn, cả khu phải đi xin nước giếng"),
    ("ha-tang.dien-luc", "Mất điện liên tục", "điện chập chờn rồi cúp liên tục, tủ lạnh tivi trong nhà hư hết"),
    ("khac.trat-tu-do-thi", "Lấn chiếm vỉa hè", "hàng quán bày bàn ghế kín vỉa hè, người đi bộ phải xuống lòng đường"),
    ("kinh-te-xa-hoi.xay-dung", "Xây dựng không phép", "có hộ đang xây nhà lấn ra hẻm chung, vật liệu đổ tràn lan"),
    (
        "kinh-te-xa-hoi.dat-dai",
        "Hồ sơ đất đai chậm trả",
        "hồ sơ chuyển mục đích sử dụng đất nộp đã lâu, hẹn ba lần vẫn chưa có kết quả",
    ),
    (
        "kinh-te-xa-hoi.y-te",
        "Chờ khám quá lâu",
        "đi khám bảo hiểm phải chờ từ sáng đến trưa, nhân viên trả lời thiếu nhã nhặn",
    ),
    (
        "kinh-te-xa-hoi.giao-duc",
        "Khoản thu đầu năm học",
        "nhà trường thu nhiều khoản tự nguyện nhưng phụ huynh không dám không đóng",
    ),
    (
        "kinh-te-xa-hoi.nong-nghiep",
        "Heo chết vứt xuống suối",
        "có người vứt xác heo chết xuống suối, nước bốc mùi, sợ dịch tả lợn lây lan",
    ),
    ("ha-tang.vien-thong", "Sóng điện thoại yếu", "làng trên đồi không có sóng di động, gọi cấp cứu cũng không được"),
)
STREETS = (
    *("Hùng Vương", "Phan Đình Phùng", "Trần Phú", "Lê Lợi", "Nguyễn Tất Thành", "Cách Mạng Tháng Tám", "Tăng Bạt Hổ"),
    *("Wừu", "Hai Bà Trưng", "Võ Thị Sáu", "Phạm Văn Đồng", "Lý Thái Tổ", "Trường Chinh", "An Dương Vương"),
    *("Đống Đa", "Xuân Diệu", "Ngô Mây", "Bùi Thị Xuân", "Quang Trung", "Sư Vạn Hạnh", "Nguyễn Viết Xuân"),
)
PLACES = (
    *("trước cổng trường tiểu học", "gần chợ", "sát trạm y tế", "đoạn qua cầu", "ngay ngã ba", "cạnh nhà văn hóa thôn"),
    *("đối diện cây xăng", "trong khu dân cư", "đầu hẻm", "cuối làng", "dọc bờ kè", "trước trụ sở ủy ban"),
)
SINCE = ("từ hôm qua", "đã ba ngày", "hơn một tuần nay", "từ sau bão", "cả tháng nay", "từ trước Tết", "từ sáng sớm")
BEFORE = (
    "Chúng tôi đã báo tổ dân phố nhưng chưa ai đến.",
    "Tôi gọi điện hai lần, lần nào cũng hẹn.",
    "Năm ngoái cũng bị như vậy, sửa xong được vài tháng.",
    "Bà con rất bức xúc và lo lắng cho các cháu nhỏ.",
    "Xe cấp cứu vào cũng khó, người già đi lại nguy hiểm.",
    "Tôi có chụp ảnh gửi kèm, mong được xem xét.",
    "Không biết việc này thuộc trách nhiệm của đơn vị nào.",
)
WISHES = (
    "Kính đề nghị cơ quan chức năng kiểm tra, xử lý sớm.",
    "Mong được trả lời bằng văn bản để bà con yên tâm.",
    "Đề nghị cho biết khi nào khắc phục xong.",
    "Rất mong lãnh đạo quan tâm giải quyết dứt điểm.",
    "Xin cảm ơn tổng đài.",
)
OPENINGS = ("Kính gửi tổng đài 1022,", "Chào anh chị,", "Tôi xin phản ánh:", "Nhờ tổng đài chuyển giúp:", "")


@dataclass(frozen=True, slots=True)
class Told:
    """One citizen's words."""

    category: str
    title: str
    text: str
    address: str


def told(chance: Random, number: int) -> Told:
    """Return what one citizen says; each mentions a pole, a plot or a file that no other does."""
    category, title, trouble = chance.choice(TROUBLES)
    street, place = chance.choice(STREETS), chance.choice(PLACES)
    said = [
        f"{chance.choice(OPENINGS)} {place} đường {street} {trouble}, {chance.choice(SINCE)}.",
        *chance.sample(BEFORE, 3),
        f"Số trụ gần nhất là {number:06d}.",
        *chance.sample(WISHES, 2),
    ]
    return Told(category, f"{title} ở đường {street}", " ".join(said).strip(), f"{chance.randrange(1, 400)} {street}")
