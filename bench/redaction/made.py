"""Texts made from sentences with places for identifiers, seeded: many spellings of each, not many ways to speak."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from bench.redaction.texts import MarkedText, read
from bench.redaction.values import MAKERS, plain

SENTENCES = {
    "phone": (
        "Xin gọi lại cho tôi số {} sau 17 giờ.",
        "Liên hệ {} nhé",
        "sđt {}",
        "Máy của chủ xe: {}, gọi không nghe.",
    ),
    "email": ("Gửi kết quả vào {} giúp tôi.", "Thư điện tử: {}", "Mail {} nhưng không ai trả lời."),
    "plate": ("Xe {} chở đất làm rơi vãi ngày 12/10/2026.", "Xe khách biển số {} nhồi khách", "Biển kiểm soát {}."),
    "identity": ("Tôi có {} nhưng hệ thống báo sai.", "Giấy tờ của mẹ tôi: {}, cấp năm 2021."),
    "account": ("Chuyển 2.500.000 đồng vào {} ngày 3/11/2026.", "Xin đổi {} sang tài khoản khác của cháu."),
    "house": ("Trước {} có ổ gà sâu 30 cm.", "Rác ở {} không ai lấy từ 05/11/2026."),
    "name": (
        "Đề nghị kiểm tra {} lấn chiếm lòng đường.",
        "Cảm ơn {} đã giúp tôi.",
        "Người đánh cháu tôi là {} ở thôn 3.",
    ),
}
#: Nothing in these is anybody's.
FRIENDS = (
    "Căn cứ Quyết định {d}/QĐ-UBND ngày {d}/11/2026 của Ủy ban nhân dân tỉnh.",
    "Đoạn đường Trần Hưng Đạo dài {d} m có {d} ổ gà, sửa hết {d}.500.000 đồng.",
    "Trường THCS Nguyễn Huệ thu {d}0.000 đồng một học sinh, lớp 9A có {d} em.",
    "Thửa đất số {d}, tờ bản đồ số {d}, diện tích {d},5 m2, chưa có giấy.",
    "Km {d}+{d}00 quốc lộ 19 sạt lở, ngã tư Hoàng Văn Thụ ngập {d} cm.",
    "Mất điện từ {h}h30 đến {h}h45 ngày {h}/10/2026 ở tổ {h}, hẻm {d} Lê Duẩn.",
    "Hồ sơ H21.{d}-261003-00{h} nộp tại Trung tâm Phục vụ hành chính công, 69 Hùng Vương.",
    "Gọi (0269)1022 hoặc 1900 1022 được trả lời sau {h} phút, mã phản ánh 2611234829170.",
    "Bà con làng Kép mong có {d} cột đèn, vốn {d} triệu đồng theo Nghị định {h}/2025/NĐ-CP.",
)
_EVERY_FOURTH = 4


def made(seed: int, most: int) -> list[MarkedText]:
    """Return `most` texts: one in five has nothing to hide, one in four is typed without diacritics."""
    return [read(line) for line in _lines(Random(seed), most)]


def _lines(chance: Random, most: int) -> Iterator[str]:
    kinds = tuple(MAKERS)
    for number in range(most):
        if number % (_EVERY_FOURTH + 1) == _EVERY_FOURTH:
            line = chance.choice(FRIENDS)
            while "{d}" in line or "{h}" in line:
                line = line.replace("{d}", str(chance.randrange(12, 98)), 1).replace(
                    "{h}", str(chance.randrange(10, 23)), 1
                )
        else:
            kind = kinds[number % len(kinds)]
            line = chance.choice(SENTENCES[kind]).replace("{}", MAKERS[kind](chance))
        yield plain(line) if chance.randrange(_EVERY_FOURTH) == 0 else line
