"""Sixty answered cases of Gia Lai, as citizens write them, and what the knowledge base has. All people are invented."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from services.kit.events import CatalogChanged, Contact, Event, KnowledgeChanged
from services.kit.events.case_answered import CaseAnswered
from services.kit.events.case_received import CaseReceived
from services.kit.events.case_routed import CaseRouted
from services.routing.catalog.load import load

CATALOG = load("deploy/data/gialai")
LAST = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
CASES = 60
FIRST_CODE = "2611230000000"
AGENCIES = {each["slug"]: each["name"] for each in CATALOG["agencies"]}
AREAS = [each for each in CATALOG["areas"] if each["parent"] == "52"]
CONTACT = Contact(name="Nguyễn Văn An", phone="+84905000001")
#: Title, question, category, agency (the commune's where there is none), answer, outcome.
MATTERS = (
    (
        "Đèn đường trước cổng trường tiểu học tắt hai tuần nay",
        (
            "Đoạn đường trước cổng trường không còn bóng đèn nào sáng. Buổi tối các cháu đi học về rất nguy hiểm. "
            "Tôi là Nguyễn Văn An, số điện thoại 0905 000 001, nhà số 12 gần đó."
        ),
        "ha-tang.chieu-sang",
        None,
        (
            "Đội quản lý điện chiếu sáng đã thay 6 bóng đèn và sửa tủ điều khiển. Tuyến đường đã sáng trở lại. "
            "Cảm ơn anh An đã báo tin."
        ),
        "fixed",
    ),
    (
        "Ổ gà lớn giữa đường liên xã, xe máy dễ ngã",
        "Mặt đường bong tróc, có ổ gà sâu khoảng 20 cm, trời mưa đọng nước không thấy được. Đã có người ngã.",
        "ha-tang.duong-dia-phuong",
        None,
        "Địa phương đã đặt biển cảnh báo và đổ cấp phối tạm. Việc thảm lại nhựa nằm trong kế hoạch quý I.",
        "scheduled",
    ),
    (
        "Thủ tục đăng ký khai sinh cho con sinh ở tỉnh khác",
        "Con tôi sinh tại bệnh viện ở tỉnh khác, tôi muốn đăng ký khai sinh tại nơi thường trú thì cần giấy tờ gì?",
        "thu-tuc-hanh-chinh.thanh-phan-ho-so",
        "trung-tam-1022",
        "Anh chị nộp giấy chứng sinh, giấy tờ của cha mẹ tại Ủy ban nhân dân xã nơi thường trú. Miễn lệ phí.",
        "explained",
    ),
    (
        "Nước sinh hoạt yếu vào giờ cao điểm",
        "Từ đầu tháng, cứ 17 giờ đến 20 giờ là nước không lên được tầng hai. Đề nghị kiểm tra áp lực đường ống.",
        "kinh-te-xa-hoi.nuoc",
        None,
        "Đơn vị cấp nước đã kiểm tra, thay van giảm áp bị kẹt. Áp lực cuối tuyến hiện đạt yêu cầu.",
        "fixed",
    ),
    (
        "Rác ùn ứ ở điểm tập kết cạnh chợ",
        "Ba ngày nay không thấy xe đến lấy rác, mùi hôi ảnh hưởng đến các hộ xung quanh.",
        "kinh-te-xa-hoi.rac-thai",
        None,
        "Xe thu gom hỏng, đã điều xe thay thế và vệ sinh điểm tập kết. Lịch thu gom hằng ngày trở lại bình thường.",
        "fixed",
    ),
    (
        "Karaoke loa kéo ồn đến khuya",
        "Quán nhậu gần nhà mở loa kéo đến 23 giờ, người già và trẻ em không ngủ được.",
        "khac.tieng-on",
        None,
        "Công an địa phương đã nhắc nhở, chủ quán cam kết tắt loa sau 22 giờ. Nếu tái phạm, xin gọi lại tổng đài.",
        "not_feasible",
    ),
)


def events() -> Iterator[Event]:
    """Yield the catalogue, then every event of every case."""
    catalogue = CatalogChanged(version=1, province="gialai", catalog=CATALOG)
    yield Event.of(catalogue, source="/routing", subject="gialai", at=LAST)
    for number in range(CASES):
        yield from _case(number)


def code(number: int) -> str:
    """Return a case's code."""
    return str(int(FIRST_CODE) + number)


def knowledge(folder: Path = Path("deploy/data/gialai/knowledge")) -> list[Event]:
    """Return questions and answers that ship with Gia Lai, published."""
    with (folder / "hoi-dap.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    return [_entry(row) for row in rows]


def _entry(row: dict[str, str]) -> Event:
    content = {"title_vi": row["Câu hỏi"], "body_vi": row["Trả lời"], "source": row["Nguồn"]}
    data = KnowledgeChanged(entry=row["Mã"], kind="faq", live=True, content=content, changed_at=LAST)
    return Event.of(data, source="/routing", subject=row["Mã"], at=LAST)


def _case(number: int) -> Iterator[Event]:
    title, text, category, agency, answer, outcome = MATTERS[number % len(MATTERS)]
    # Few places have many cases, many have few.
    area = AREAS[(number * number * 7) % 41 * 3]
    slug = agency or area["agency"]
    received = LAST - timedelta(hours=29 * number + 30)
    common: dict[str, Any] = {"code": code(number), "category": category, "area": area["code"]}
    told: dict[str, Any] = {"channel": ("web", "hotline", "zalo")[number % 3], "received_at": received}
    words: dict[str, Any] = {"title": title, "text": text, "address": f"{number + 1} Hùng Vương, {area['name']}"}
    yield _event(f"{number}r", CaseReceived(**common, **told, **words, contact=CONTACT, pin="0001"), received)
    routed = received + timedelta(minutes=12)
    due: dict[str, Any] = {"due_at": routed + timedelta(days=3), "agency": slug, "agency_name": AGENCIES[slug]}
    why = {"due_reason_vi": "3 ngày làm việc kể từ khi tiếp nhận", "due_reason_en": "3 working days from receipt"}
    routing = {**common, **told, **words, **due, **why, "assignment": 1, "kind": "report", "urgency": "normal"}
    yield _event(f"{number}o", CaseRouted(**routing, language="vi", routed_at=routed, rule="gialai"), routed)
    answered = received + timedelta(hours=26)
    given: dict[str, Any] = {"outcome": outcome, "on_time": number % 9 != 4, "answered_at": answered}
    shows = {"proof": "Công văn 145/UBND-KT"} if number % 4 == 0 else {}
    data = CaseAnswered(code=code(number), assignment=1, **due, **given, **shows, answer=answer, by=f"agency:{slug}")
    yield _event(f"{number}a", data, answered)


def _event(mark: str, data: Any, at: datetime) -> Event:
    return Event.of(data, source="/test", subject=data.code, at=at, id=f"town-{mark}")
