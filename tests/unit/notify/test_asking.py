"""When a platform is asked about a message, what a silent one means, and what may go again without asking."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from services.kit.clock import FixedClock
from services.notify.adapters.repeats import RepeatsAtGateway, RepeatsUnderComments
from services.notify.adapters.sms_profile import load
from services.notify.domain.conversation import Conversation, Said
from services.notify.domain.finding import Answer
from services.notify.domain.message import Message
from services.notify.usecases import metrics
from services.notify.usecases.ask_conversation import AskConversation
from services.notify.usecases.ports import CannotAsk
from tests.unit.notify.builders import NOW, a_message
from tests.unit.notify.memory_ledger import MemoryLedger

OVER = timedelta(seconds=68)


@dataclass
class Platform:
    """`Conversations` that a test fills; remembers who was asked about, and since when."""

    ours: list[Said] = field(default_factory=list)
    trouble: str = ""
    asked: list[tuple[str, datetime]] = field(default_factory=list)

    def read(self, recipient: str, since: datetime) -> Conversation:
        self.asked.append((recipient, since))
        if self.trouble:
            raise CannotAsk(self.trouble)
        return Conversation(tuple(self.ours), datetime.min.replace(tzinfo=UTC))


class Scene:
    """An uncertain message in a ledger, and a platform that can be asked about it."""

    def __init__(self) -> None:
        self.ledger, self.platform, self.clock = MemoryLedger(), Platform(), FixedClock(NOW + OVER)
        claimed = a_message("k", channel="zalo", recipient="u1", text="Đã nhận phản ánh.")
        self.ledger.claim_new([claimed])
        self.ledger.expire_claims(NOW + OVER)
        self.asking = AskConversation(self.ledger, self.platform, self.clock, OVER, 2000)

    def message(self) -> Message:
        return self.ledger.messages["k"]


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_nobody_asks_while_the_message_may_be_on_its_way(scene: Scene) -> None:
    scene.clock.at = NOW + OVER - timedelta(seconds=1)
    finding = scene.asking.ask(scene.message())
    assert (finding.answer, finding.ask_at, scene.platform.asked) == (Answer.NOBODY_KNOWS, NOW + OVER, [])


def test_the_platform_is_asked_about_the_citizen_since_before_the_claim(scene: Scene) -> None:
    scene.platform.ours = [Said("m1", NOW, "Đã nhận phản ánh.")]
    finding = scene.asking.ask(scene.message())
    assert (finding.answer, finding.provider_id) == (Answer.ACCEPTED, "m1")
    assert scene.platform.asked == [("u1", NOW - timedelta(minutes=5))]


def test_what_was_cut_on_its_way_is_found_as_it_was_cut(scene: Scene) -> None:
    scene.asking.most = 10
    scene.platform.ours = [Said("m1", NOW, "Đã nhận…")]
    assert scene.asking.ask(scene.message()).answer is Answer.ACCEPTED


def test_a_platform_that_cannot_answer_is_counted_and_left_alone_for_a_while(scene: Scene) -> None:
    count = metrics.UNANSWERED.labels("zalo")._value
    before = count.get()
    scene.platform.trouble = "HTTP 503"
    assert [scene.asking.ask(scene.message()).answer for _ in range(3)] == [Answer.NOBODY_KNOWS] * 3
    assert (len(scene.platform.asked), count.get()) == (1, before + 1)
    scene.platform.trouble, scene.clock.at = "", scene.clock.at + timedelta(seconds=5)
    assert scene.asking.ask(scene.message()).answer is Answer.NOT_ACCEPTED


@pytest.mark.parametrize(
    ("age", "answer"),
    [
        (timedelta(minutes=1), Answer.SAFE_TO_REPEAT),
        (timedelta(hours=24, seconds=-1), Answer.SAFE_TO_REPEAT),
        (timedelta(hours=24), Answer.NOBODY_KNOWS),
    ],
)
def test_a_gateway_repeats_as_long_as_it_remembers(age: timedelta, answer: Answer) -> None:
    gateway = RepeatsAtGateway(load("esms"), FixedClock(NOW + age))
    assert gateway.ask(a_message(channel="sms")).answer is answer


def test_an_answer_to_a_comment_may_go_again_and_a_chat_is_asked_about(scene: Scene) -> None:
    page = RepeatsUnderComments(scene.asking)
    assert page.ask(replace(scene.message(), recipient="comment:1_5")).answer is Answer.SAFE_TO_REPEAT
    assert scene.platform.asked == []
    assert page.ask(scene.message()).answer is Answer.NOT_ACCEPTED
