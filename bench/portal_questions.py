"""What visitors of the portal ask for: what everybody asks, and what is hard to answer."""

from __future__ import annotations

from urllib.parse import quote

_PAGE = "/phan-anh?"

#: The list itself, the first page of old addresses, and one far back.
LISTS = ("/", "/phan-anh", "/phan-anh?page=2", "/phan-anh?page=50", "/phan-anh?page=500", "/phan-anh?thang=2025-03")

_WORDS = (
    "den duong",  # frequent ones that meet often
    "đèn đường",
    "đường",
    "duong",  # in most cases
    "hùng vương",
    "rác thải chợ",
    "hồ sơ đất đai chậm",
    "karaoke ồn",
    "phường quy nhơn ngập",
    "tiếng ồn lúc nửa đêm",
    "ky thi tuyen sinh heo",  # words that hardly ever meet
    "karaoke học phí giấy phép lái xe",
    "bão wifi tiêm chủng",
    "013556",  # one of a million
    "công văn 1105",
    "kính gửi tổng đài cảm ơn bà con bức xúc lo lắng",  # eight words that everybody writes
    "an dương vương đường dương",
    "xã không bảo hiểm ngập karaoke tuyển sinh",
)
SEARCHES = tuple(f"{_PAGE}q={quote(words)}" for words in _WORDS)

_NARROWED = (
    "category=ha-tang",
    "category=ha-tang.chieu-sang",
    "agency=so-y-te",
    "agency=ubnd-xa-vinh-son",
    "area=21583",
    "area=2021-622",
    "thang=2025-11",
    "category=kinh-te-xa-hoi.rac-thai&area=21583",
    "category=ha-tang&agency=so-y-te",  # a pair that never meets
    "category=ha-tang.giao-thong&area=21787&thang=2026-02",
    "agency=ubnd-phuong-quy-nhon&thang=2025-09",
    f"category=ha-tang&q={quote('ngập')}",
    f"area=21583&q={quote('đèn đường')}&thang=2026-03",
    f"agency=so-y-te&category=kinh-te-xa-hoi.y-te&q={quote('chờ khám')}",
    f"area=21787&category=khac.tieng-on&q={quote('karaoke')}&page=2",
)
FILTERS = tuple(_PAGE + narrowed for narrowed in _NARROWED)

_WRONG = (
    "dduwowngf ngaapj",  # no keyboard program
    "d9en2 d9uo7ng2 hu7",
    "denduong",  # no spaces
    "racthaichovuahe",
    "karaokke",  # a letter too many
    "duogn ngap",  # two in the wrong order
    "chieu xang",  # sounds the same
    "ngiêng trụ đien",
    "hồ xơ đất đai",
    "zzzzqqq",  # nothing like it
    "đèn zzzzqqq",
    "bảo hiễm y tê",
)
TYPED_WRONG = tuple(f"{_PAGE}q={quote(words)}" for words in _WRONG)
