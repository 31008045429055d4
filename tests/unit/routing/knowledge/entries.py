"""Entries that tests start from, as editors would type them."""

from __future__ import annotations

from services.kit.clock import FixedClock
from services.routing.domain.policies import Actor
from services.routing.usecases.knowledge.ports import Entries
from services.routing.wiring.knowledge import Knowledge, build_knowledge
from tests.unit.routing.builders import NOON
from tests.unit.routing.catalogs import snapshot
from tests.unit.routing.fakes import MemoryCatalogs
from tests.unit.routing.knowledge.fakes import memory_store

EDITOR = Actor("desk:bien-tap", None, "editor")
SECOND = Actor("desk:quan-tri", None, "administrator")
OPERATOR = Actor("desk:truc-01", None, "operator")
BIRTH = "1.000001"
PROCEDURE = {
    "title_vi": "Đăng ký khai sinh (mẫu)",
    "level": "xã",
    "field": "Hộ tịch",
    "agency_name": "Ủy ban nhân dân cấp xã",
    "papers": "Tờ khai đăng ký khai sinh | 1 | 0\nGiấy chứng sinh | 1 | 0 | do cơ sở y tế cấp",
    "ways": "trực tiếp | Bộ phận Một cửa\ntrực tuyến | Cổng Dịch vụ công | https://dichvucong.example.org",
    "days": "1",
    "fee": "Miễn lệ phí nếu đúng hạn",
    "source": "Bản mẫu để thử",
    "source_day": "01/07/2025",
}
FAQ = {
    "title_vi": "Tổng đài 1022 làm việc giờ nào?",
    "body_vi": "Từ 7 giờ đến 23 giờ, thứ Hai đến thứ Sáu.",
    "source": "Bản mẫu để thử",
}
EVENT = {
    "title_vi": "Ngày hội cồng chiêng (mẫu)",
    "body_vi": "Biểu diễn ngoài trời, vào cửa tự do.",
    "from_day": "20/12/2026",
    "to_day": "22/12/2026",
    "place": "Quảng trường",
    "source": "Bản mẫu để thử",
}


def knowledge_on(entries: Entries, clock: FixedClock | None = None) -> Knowledge:
    """Return the use cases on some entries."""
    return build_knowledge(memory_store(entries), MemoryCatalogs(snapshot()), clock or FixedClock(NOON))


def publish_all(knowledge: Knowledge, **entries: tuple[str, dict[str, str]]) -> None:
    """Write and publish entries, by two people: `kind` and what is written, by code with `_` for `-`."""
    for name, (kind, written) in entries.items():
        made = knowledge.edit.create(name.replace("_", "-"), kind, written, EDITOR)  # type: ignore[arg-type]
        knowledge.publish.publish(made.code, made.version, SECOND)
