"""What all stories of the demo have in common, and the way every case goes after it was filed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.ops.demo.backstage import Subscriber
from services.ops.demo.lab import Lab
from services.ops.demo.narration import Narrator
from services.ops.demo.people import HELD, TRIAGE, Citizen, Operator, Reader, Receipt
from services.ops.demo.places import Places

#: Words of the example agency's answer, by which it is recognised on page and in tracking.
ANSWER = "đã kiểm tra và xử lý xong"


@dataclass(frozen=True, slots=True)
class Scene:
    """One person, one agency, one operator. `within`: seconds after filing in which every step must be seen.

    `group` and `leaf` are the names of the category, as a citizen chooses them in a chat.
    """

    places: Places
    category: str
    group: str
    leaf: str
    agency: str
    within: float
    program: Subscriber
    reader: Reader
    operator: Operator
    citizen: Citizen
    lab: Lab

    def narrator(self, who: str) -> Narrator:
        """Return a narrator whose clock starts now."""
        return Narrator(who, self.within)


def answered(narrator: Narrator, scene: Scene, receipt: Receipt) -> None:
    """The case reaches the agency, by itself or with the operator's help, and is answered."""
    state = narrator.wait(
        "Hệ thống đã phân công",
        "The system has decided who is responsible",
        lambda: scene.operator.state(receipt.code),
    )
    if state == HELD:
        scene.operator.forward(receipt.code)
        narrator.tell(
            "Chưa đến giờ chuyển; người trực chuyển ngay", "Outside the forwarding hours; the operator sends it off"
        )
    elif state == TRIAGE:
        scene.operator.assign(receipt.code, scene.agency)
        narrator.tell(f"Người trực phân công {scene.agency}", f"The operator assigns {scene.agency}")
    narrator.wait(
        f"{scene.agency} nhận phản ánh qua AMQP và trả lời",
        f"{scene.agency} receives the case over AMQP and answers",
        lambda: scene.program.printed(receipt.code),
    )


def told(narrator: Narrator, where: tuple[str, str], arrived: Callable[[], bool]) -> None:
    """The answer reaches the citizen on the channel they used."""
    narrator.wait(f"Câu trả lời đến {where[0]}", f"The answer arrives {where[1]}", arrived)


def seen(narrator: Narrator, scene: Scene, receipt: Receipt) -> None:
    """Published first: tracking counts tries for a case the portal does not know yet as wrong ones."""
    url = f"/ca/{receipt.code}"
    narrator.wait(f"Công khai tại {url}", f"Published at {url}", lambda: scene.reader.page(receipt.code, ANSWER))
    tracked(narrator, scene, receipt)


def tracked(narrator: Narrator, scene: Scene, receipt: Receipt) -> None:
    """The citizen tracks the case."""
    narrator.wait(
        f"Tra cứu bằng mã và số {receipt.pin} thấy câu trả lời",
        f"Tracking with the code and {receipt.pin} shows the answer",
        lambda: scene.reader.tracked(receipt, ANSWER),
    )
