"""The story: two cases, filed by web and by telephone, answered by the agency over AMQP, seen by everybody."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from services.kit.commands import broker_api
from services.ops.demo import backstage
from services.ops.demo.backstage import Subscriber
from services.ops.demo.narration import Narrator
from services.ops.demo.people import Citizen, Operator, Reader, Receipt
from services.ops.demo.places import Places

#: Words of the example agency's answer, by which it is recognised on page and in tracking.
ANSWER = "đã kiểm tra và xử lý xong"
MAILS = (
    ("Thư báo đã tiếp nhận", "Mail: received"),
    ("Thư báo đã chuyển cơ quan", "Mail: routed"),
    ("Thư trả lời", "Mail: answered"),
)


@dataclass(frozen=True, slots=True)
class Scene:
    """What both cases have in common."""

    category: str
    agency: str
    reader: Reader
    program: Subscriber

    def case(self, title: str, text: str) -> dict[str, Any]:
        """Return a case of the scene's category."""
        return {"title": title, "text": text, "category": self.category, "area": None}


def play(places: Places, category: str, agency: str) -> None:
    """Tell the whole story. Raises `Failure` when a step is missing 30 s after its case was filed."""
    reader = Reader(places)
    with ExitStack() as stack:
        uri = stack.enter_context(backstage.agency_connection(broker_api.from_env(), agency))
        token = stack.enter_context(backstage.operator_account())
        program = stack.enter_context(backstage.subscriber(agency, uri))
        ready = Narrator("")
        ready.wait(
            f"Chương trình mẫu nghe hàng đợi của {agency}",
            f"The example program listens to the queue of {agency}",
            lambda: program.printed("consuming"),
        )
        handled = reader.handled(agency)
        scene = Scene(category, agency, reader, program)
        _both(lambda: by_web(places, scene), lambda: by_phone(places, scene, token))
        ready = Narrator("")
        ready.wait(
            "Báo cáo đã đếm cả hai phản ánh",
            "The report counts both cases",
            lambda: reader.handled(agency) >= handled + 2,
        )


def by_web(places: Places, scene: Scene) -> None:
    """A citizen files with an e-mail address and hears of every turn."""
    citizen, narrator = Citizen(places), Narrator("web")
    case = scene.case(
        "Mặt đường sụt lún trước cổng trường",
        "Mặt đường trước cổng trường bị sụt lún khoảng 1 mét, giờ tan học rất nguy hiểm. Đề nghị sửa sớm.",
    )
    receipt = citizen.file(case)
    narrator.tell(f"Người dân gửi qua web, nhận mã {receipt.code}", f"A citizen files by web and gets {receipt.code}")
    _answered(narrator, scene, receipt)
    for count, (vi, en) in enumerate(MAILS, start=1):
        narrator.wait(vi, en, lambda count=count: len(citizen.mails()) >= count)  # type: ignore[misc]
    _seen(narrator, scene, receipt)


def by_phone(places: Places, scene: Scene, token: str) -> None:
    """An operator files for a caller without e-mail, who tracks with the last four digits of the telephone."""
    operator = Operator(places, token)
    case = scene.case(
        "Đèn tín hiệu giao thông không hoạt động",
        "Đèn tín hiệu ở ngã tư không sáng từ tối qua, xe qua lại lộn xộn. Đề nghị kiểm tra.",
    )
    waiting = Narrator("phone")
    receipt = waiting.wait(
        "Người trực tổng đài ghi nhận cuộc gọi", "An operator files for a caller", lambda: operator.file(case)
    )
    narrator = Narrator("phone")
    narrator.tell(f"Người gọi nhận mã {receipt.code}", f"The caller gets {receipt.code}")
    _answered(narrator, scene, receipt)
    _seen(narrator, scene, receipt)


def _answered(narrator: Narrator, scene: Scene, receipt: Receipt) -> None:
    narrator.wait(
        f"{scene.agency} nhận phản ánh qua AMQP và trả lời",
        f"{scene.agency} receives the case over AMQP and answers",
        lambda: scene.program.printed(receipt.code),
    )


def _seen(narrator: Narrator, scene: Scene, receipt: Receipt) -> None:
    """Published first: tracking counts tries for a case the portal does not know yet as wrong ones."""
    url = f"/ca/{receipt.code}"
    narrator.wait(f"Công khai tại {url}", f"Published at {url}", lambda: scene.reader.page(receipt.code, ANSWER))
    narrator.wait(
        f"Tra cứu bằng mã và số {receipt.pin} thấy câu trả lời",
        f"Tracking with the code and {receipt.pin} shows the answer",
        lambda: scene.reader.tracked(receipt, ANSWER),
    )


def _both(*stories: Callable[[], None]) -> None:
    """Play the stories at the same time; the first failure is everybody's."""
    with ThreadPoolExecutor(len(stories)) as pool:
        for playing in [pool.submit(story) for story in stories]:
            playing.result()
