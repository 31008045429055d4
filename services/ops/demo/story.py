"""The story: two cases, filed by web and by telephone, answered by the agency over AMQP, seen by everybody."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass

from services.kit.commands import broker_api
from services.ops.demo import backstage
from services.ops.demo.backstage import Subscriber
from services.ops.demo.narration import Narrator
from services.ops.demo.people import Citizen, Operator, Reader, Receipt
from services.ops.demo.places import Places

#: Words of the example agency's answer, by which it is recognised on page and in tracking.
ANSWER = "đã kiểm tra và xử lý xong"
MAILS = (
    ("Thư báo đã tiếp nhận", "A mail: received"),
    ("Thư báo đã chuyển cơ quan", "A mail: passed to the agency"),
    ("Thư báo có câu trả lời", "A mail: answered"),
)
BY_WEB = {
    "title": "Mặt đường sụt lún trước cổng trường",
    "text": "Mặt đường trước cổng trường bị sụt lún khoảng 1 mét, giờ tan học rất nguy hiểm. Đề nghị sửa sớm.",
}
BY_PHONE = {
    "title": "Đèn tín hiệu giao thông không hoạt động",
    "text": "Đèn tín hiệu ở ngã tư không sáng từ tối qua, xe qua lại lộn xộn. Đề nghị kiểm tra.",
}


@dataclass(frozen=True, slots=True)
class Scene:
    """What both cases have in common. `within`: seconds after filing in which every step must be seen."""

    places: Places
    category: str
    agency: str
    within: float
    program: Subscriber
    reader: Reader

    def narrator(self, who: str) -> Narrator:
        """Return a narrator whose clock starts now."""
        return Narrator(who, self.within)


def play(places: Places, category: str, agency: str, within: float) -> None:
    """Tell the whole story. Raises `Failure` when a step is missing `within` seconds after its case was filed."""
    reader = Reader(places)
    with ExitStack() as stack:
        uri = stack.enter_context(backstage.agency_connection(broker_api.from_env(), agency))
        token = stack.enter_context(backstage.operator_account())
        program = stack.enter_context(backstage.subscriber(agency, uri))
        _story_of_two(Scene(places, category, agency, within, program, reader), token)


def _story_of_two(scene: Scene, token: str) -> None:
    scene.narrator("").wait(
        f"Chương trình mẫu nghe hàng đợi của {scene.agency}",
        f"The example program listens to the queue of {scene.agency}",
        lambda: scene.program.printed("consuming"),
    )
    handled, narrator = scene.reader.handled(scene.agency), scene.narrator("")
    _both(lambda: by_web(scene), lambda: by_phone(scene, token))
    narrator.wait(
        "Báo cáo đã đếm cả hai phản ánh",
        "The report counts both cases",
        lambda: scene.reader.handled(scene.agency) >= handled + 2,
    )


def by_web(scene: Scene) -> None:
    """A citizen files with an e-mail address and hears of every turn."""
    narrator, citizen = scene.narrator("web"), Citizen(scene.places)
    receipt = citizen.file({**BY_WEB, "category": scene.category})
    narrator.tell(f"Người dân gửi qua web, nhận mã {receipt.code}", f"A citizen files by web and gets {receipt.code}")
    _answered(narrator, scene, receipt)
    for count, (vi, en) in enumerate(MAILS, start=1):
        narrator.wait(vi, en, _mails_at_least(citizen, count))
    _seen(narrator, scene, receipt)


def by_phone(scene: Scene, token: str) -> None:
    """An operator files for a caller without e-mail, who tracks with the last four digits of the telephone."""
    operator = Operator(scene.places, token)
    case = {**BY_PHONE, "category": scene.category}
    receipt = scene.narrator("phone").wait(
        "Người trực tổng đài đăng nhập, ghi cuộc gọi",
        "An operator signs in and files for a caller",
        lambda: operator.file(case),
    )
    narrator = scene.narrator("phone")
    narrator.tell(f"Người gọi nhận mã {receipt.code}", f"The caller gets {receipt.code}")
    _answered(narrator, scene, receipt)
    _seen(narrator, scene, receipt)


def _mails_at_least(citizen: Citizen, count: int) -> Callable[[], bool]:
    return lambda: len(citizen.mails()) >= count


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
    """Play the stories at the same time. Raises the first story's failure, else the second's."""
    with ThreadPoolExecutor(len(stories)) as pool:
        for playing in [pool.submit(story) for story in stories]:
            playing.result()
