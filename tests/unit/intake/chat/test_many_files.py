"""No draft holds more files than a case may: the others are counted, said once, and not even fetched."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.chat import talk
from services.intake.domain.chat.talk import Heard
from services.intake.usecases.chat_ports import Incoming, RemoteFile
from services.intake.usecases.fetch_files import FetchFiles
from services.intake.usecases.hear_arrivals import HearArrivals
from services.intake.usecases.ports import Arrival
from services.kit.clock import FixedClock
from services.kit.files.limits import Limits
from tests.unit.intake.chat.chatting import LAMP, Chat, at
from tests.unit.intake.chat.fakes import InMemoryAnnouncements, ScriptedDownloads
from tests.unit.intake.chat.house import House
from tests.unit.intake.chat.test_taking import KeepsAll
from tests.unit.intake.fakes import MONDAY

MOST = Limits().files
SENTENCE = f"tối đa {MOST} tệp"


def files(number: int, first: int = 0) -> tuple[str, ...]:
    return tuple(f"file {first + each}" for each in range(number))


@given(st.lists(st.integers(0, 2 * MOST), max_size=8))
def test_however_they_come_the_first_are_kept_and_the_others_counted(messages: list[int]) -> None:
    chat = Chat()
    chat.hear(LAMP)
    for position, number in enumerate(messages):
        chat.hear(attachments=files(number, sum(messages[:position])))
    total, draft = sum(messages), chat.conversation.draft
    assert draft.attachments == files(min(total, MOST))
    assert draft.left_out == max(0, total - MOST)
    assert sum(SENTENCE in each.text for each in chat.said) == (total > MOST)


def test_the_case_says_how_many_were_left_out() -> None:
    chat = Chat()
    chat.hear(LAMP, attachments=files(MOST + 2))
    chat.hear(unfetched=3)
    for text in ("không rõ", "không rõ", "không cần", "gửi"):
        chat.hear(text)
    (filed,) = chat.filed
    assert filed.draft.text == f"{LAMP}\n[thêm 5 tệp không nhận]"
    assert len(filed.draft.attachments) == MOST


def test_it_is_told_even_where_the_next_message_is_at_hand() -> None:
    chat = Chat()
    chat.hear(LAMP, attachments=files(MOST))
    chat.hear(attachments=files(1, MOST))
    assert not chat.steps[-1].passing
    chat.hear(attachments=files(1, MOST + 1))
    assert chat.steps[-1].passing


def test_files_alone_are_no_words() -> None:
    chat = Chat()
    chat.hear(attachments=files(2 * MOST))
    assert chat.stage == talk.TELL


def test_what_is_left_out_is_neither_received_nor_noted() -> None:
    chat = at(talk.GROUP, attachments=files(MOST), left_out=1)
    said = chat.hear(unfetched=1)
    assert (SENTENCE in said, "Đã nhận tệp" in said, chat.stage) == (False, False, talk.GROUP)
    assert said == chat.hear("", unfetched=1)


def test_the_question_which_case_it_is_tells_it_too() -> None:
    chat = Chat()
    chat.hear(LAMP)
    for text in ("không rõ", "không rõ", "không cần", "gửi"):
        chat.hear(text)
    chat.answered = True
    chat.hear("Đèn lại hỏng.", attachments=files(MOST))
    assert chat.stage == talk.WHICH
    assert SENTENCE in chat.hear(attachments=files(1, MOST))


class Listening:
    """A house whose messages come raw, each with one picture that can be fetched."""

    def __init__(self) -> None:
        self.house, self.downloads = House(), ScriptedDownloads(picture=b"good")
        fetch, announcements = FetchFiles(self.downloads, KeepsAll()), InMemoryAnnouncements()
        self.listener = HearArrivals(self._read, fetch, self.house.converse(), announcements, FixedClock(MONDAY))
        self.count = 0

    def picture(self, text: str = "") -> None:
        self.count += 1
        times: dict[str, Any] = {"sent_at": MONDAY, "received_at": MONDAY}
        self.listener.hear(
            Arrival(id=f"p{self.count}", channel="zalo", thread="an", body=text.encode() or b"{}", **times)
        )

    def _read(self, arrival: Arrival) -> Incoming:
        text = "" if arrival.body == b"{}" else arrival.body.decode()
        heard = Heard(id=arrival.id, at=arrival.sent_at, text=text)
        return Incoming(heard=heard, files=(RemoteFile(url="picture", kind="image"),))


def test_what_there_is_no_room_for_is_not_fetched() -> None:
    listening = Listening()
    for text in (LAMP, *[""] * (MOST + 1)):
        listening.picture(text)
    draft = listening.house.conversations.kept["zalo", "an"].draft
    assert (len(listening.downloads.asked), len(draft.attachments), draft.left_out) == (MOST, MOST, 2)


def test_words_with_a_file_that_is_not_fetched_are_the_matter_and_no_command() -> None:
    listening = Listening()
    for text in (LAMP, *[""] * (MOST - 1), "huỷ"):
        listening.picture(text)
    assert listening.house.conversations.kept["zalo", "an"].draft.text == f"{LAMP}\nhuỷ\n[thêm 1 tệp không nhận]"


def test_files_that_were_thrown_away_make_room() -> None:
    listening = Listening()
    for text in (LAMP, *[""] * (MOST - 1)):
        listening.picture(text)
    listening.house.gone = {b"good"}  # type: ignore[arg-type]
    assert listening.house.converse().takes_files("zalo", "an")
    assert listening.house.converse().takes_files("zalo", "binh")
