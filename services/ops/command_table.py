"""Every command of `hotline`: where its code lives and what it is for, in both languages.

Help is printed from this table, so that asking for it imports no service, and a service that cannot be imported
takes only its own commands with it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A command: `place` is `module:attribute`, `vi` and `en` say what it is for."""

    place: str
    vi: str
    en: str


COMMANDS: dict[str, Entry] = {
    "topology": Entry(
        "services.kit.commands.topology:topology",
        "Khai báo và kiểm tra hàng đợi, tài khoản dịch vụ trên RabbitMQ.",
        "Declare and check queues and services' users on RabbitMQ.",
    ),
    "catalog": Entry(
        "services.routing.commands.catalog:catalog",
        "Nạp danh mục: lĩnh vực, cơ quan, địa bàn, quy tắc, thời hạn.",
        "Load reference data: categories, agencies, areas, rules, deadlines.",
    ),
    "rules": Entry(
        "services.routing.commands.rules:rules",
        "Bộ quy tắc phân công: dự thảo, chạy thử, duyệt, áp dụng từ một ngày, quay lại.",
        "Rule sets: draft, simulate over past cases, approve, activate from a day, roll back.",
    ),
    "suggestions": Entry(
        "services.routing.commands.suggestions:suggestions",
        "Huấn luyện và áp dụng mô hình gợi ý lĩnh vực từ nội dung.",
        "Train and put in force the model that suggests categories.",
    ),
    "texts": Entry(
        "services.routing.commands.texts:texts",
        "Nạp và xem các mẫu câu trả lời.",
        "Load and show canned texts.",
    ),
    "knowledge": Entry(
        "services.routing.commands.knowledge:knowledge",
        "Kho tri thức: nhập, xuất, xuất bản, báo lại cho cổng công khai.",
        "The knowledge base: import, export, publish, tell the portal again.",
    ),
    "user": Entry(
        "services.routing.commands.user:user",
        "Quản lý tài khoản của người trực, cán bộ và biên tập viên.",
        "Manage the accounts of operators, officers and editors.",
    ),
    "ledger": Entry(
        "services.publish.commands.ledger:ledger",
        "Tạo khoá ký Sổ công khai.",
        "Make keys that sign the public ledger.",
    ),
    "agency": Entry(
        "services.routing.commands.agency:agency",
        "Kết nối hệ thống của cơ quan: AMQP, HTTP, webhook; bộ tài liệu; ai vắng mặt.",
        "Connect agencies' own systems: AMQP, HTTP, webhook; their kit; who is away.",
    ),
    "parked": Entry(
        "services.kit.commands.parked:parked",
        "Xem và xử lý sự kiện bị tạm giữ.",
        "Look at parked events and settle them.",
    ),
    "inbox": Entry(
        "services.intake.commands.inbox:inbox",
        "Xem và xử lý tin đến bị tạm giữ của các kênh.",
        "Look at raw messages of the channels that were put aside, and settle them.",
    ),
    "calls": Entry(
        "services.intake.commands.calls:calls",
        "Xem và đọc lại tín hiệu tổng đài mà hệ thống chưa hiểu.",
        "Look at signals of telephone systems nobody understood, and read them again.",
    ),
    "block": Entry(
        "services.intake.commands.block:block",
        "Chặn người gửi phá rối trong một thời gian; nhận lại tin bị giữ nhầm.",
        "Block abusive senders for a while; file what was trapped by mistake.",
    ),
    "messages": Entry(
        "services.notify.commands.messages:messages",
        "Xem tin nhắn gửi người dân, xử lý tin chưa rõ kết quả.",
        "Look at messages to citizens, settle uncertain ones.",
    ),
    "zalo": Entry(
        "services.notify.commands.zalo:zalo",
        "Uỷ quyền cho Zalo OA, xem tình trạng mã truy cập.",
        "Authorise the Zalo OA, look at the state of its tokens.",
    ),
    "report": Entry(
        "services.reporting.commands.report:report",
        "Xuất báo cáo ra màn hình hoặc CSV.",
        "Export reports to the screen or as CSV.",
    ),
    "reporting": Entry(
        "services.reporting.commands.reporting:reporting",
        "Dựng lại số liệu từ kho lưu sự kiện; báo cáo gửi qua thư.",
        "Make the figures anew from the archive; reports by mail.",
    ),
    "reconcile": Entry(
        "services.ops.commands.reconcile:reconcile",
        "Đối soát: mọi phản ánh đã nhận đều đang ở đâu đó.",
        "Reconcile: every case that was received is accounted for.",
    ),
    "status": Entry(
        "services.ops.commands.status:status",
        "Tình trạng tiến trình, hàng đợi, sự kiện chờ gửi và bị tạm giữ.",
        "State of processes, queues, outboxes and parked events.",
    ),
    "contracts": Entry(
        "services.ops.commands.contracts:contracts",
        "Viết và kiểm tra hợp đồng AsyncAPI, OpenAPI, JSON Schema.",
        "Write and check the AsyncAPI, OpenAPI and JSON Schema contracts.",
    ),
    "demo": Entry(
        "services.ops.commands.demo:demo",
        "Chạy thử hai phản ánh trên hệ thống đang chạy.",
        "Take two cases through the running system.",
    ),
}
