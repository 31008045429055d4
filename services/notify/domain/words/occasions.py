"""What citizens hear of, on which kinds of channel, and what each message must not leave out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.notify.domain.message import CHATS, EMAIL
from services.notify.domain.words.variables import ALWAYS, VARIABLES

MAIL_WORDS, CHAT_WORDS, SMS_WORDS = "email", "chat", "sms"
SUBJECT, LETTER = "subject", "letter"
LANGUAGES = ("vi", "en")
#: Kind of channel → the parts that are written for it. Zalo and Facebook say the same.
PARTS: Mapping[str, tuple[str, ...]] = {
    MAIL_WORDS: (SUBJECT, LETTER),
    CHAT_WORDS: (CHAT_WORDS,),
    SMS_WORDS: (SMS_WORDS,),
}
#: Of one line, so that nothing that somebody wrote at length has a place in them.
LINES = frozenset({SUBJECT, SMS_WORDS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """`facts` are the variables it has beside those of every case; `needs`: what a part must say, by part."""

    slug: str
    vi: str
    en: str
    facts: tuple[str, ...] = ()
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def variables(self) -> tuple[str, ...]:
        """Return what may stand in braces."""
        return (*ALWAYS, *self.facts)

    def offers(self, part: str) -> tuple[str, ...]:
        """Return what may stand in braces in one part."""
        return tuple(each for each in self.variables if part not in LINES or not VARIABLES[each].long)

    def must_say(self, part: str) -> tuple[str, ...]:
        """Return what a part has to say wherever it is known. The frames of mails and chats add code and link."""
        own = self.needs.get(part, ())
        if part == SMS_WORDS:
            return ("ma", "link", *own)
        return ("ma", *own) if part == CHAT_WORDS else own


def _both(*names: str) -> dict[str, tuple[str, ...]]:
    return {LETTER: names, CHAT_WORDS: names}


_ALL = (
    Occasion(
        slug="case.received",
        vi="Đã tiếp nhận",
        en="Received",
        facts=("loai", "luc", "ma_tra_cuu"),
        needs={**_both("ma_tra_cuu"), SMS_WORDS: ("ma_tra_cuu",)},
    ),
    Occasion(
        slug="case.routed",
        vi="Đã chuyển cơ quan xử lý",
        en="Passed to an agency",
        facts=("loai", "ten_co_quan", "han", "ly_do_han"),
        needs={LETTER: ("ten_co_quan", "ly_do_han"), CHAT_WORDS: ("ten_co_quan", "han")},
    ),
    Occasion(
        slug="case.routed.triage",
        vi="Tổng đài đang xem xét",
        en="The hotline looks into it",
        facts=("loai", "han", "ly_do_han"),
        needs={LETTER: ("ly_do_han",), CHAT_WORDS: ("han",)},
    ),
    Occasion(
        slug="case.answered",
        vi="Đã có câu trả lời",
        en="Answered",
        facts=("ten_co_quan", "luc", "ket_qua", "ngay_hen", "cau_chung", "tra_loi", "can_cu"),
        needs=_both("ten_co_quan", "ket_qua", "tra_loi"),
    ),
    Occasion(
        slug="case.info_requested",
        vi="Cần người dân cho biết thêm",
        en="The citizen is asked",
        facts=("ten_co_quan", "cau_hoi", "tra_loi_truoc"),
        needs={**_both("ten_co_quan", "cau_hoi", "tra_loi_truoc"), SMS_WORDS: ("tra_loi_truoc",)},
    ),
    Occasion(
        slug="case.extended",
        vi="Được gia hạn",
        en="More time was granted",
        facts=("ten_co_quan", "han", "han_cu", "ly_do"),
        needs={**_both("han", "ly_do"), SMS_WORDS: ("han",)},
    ),
    Occasion(slug="case.merged", vi="Xử lý chung với phản ánh cùng sự việc", en="Joined with others"),
    Occasion(slug="case.reopened", vi="Được mở lại để xem xét", en="Looked at again"),
    Occasion(slug="case.withdrawn", vi="Đã rút theo yêu cầu", en="Taken back"),
    Occasion(
        slug="case.progressed",
        vi="Đến một bước thực hiện",
        en="A step was reached",
        facts=("buoc", "ma_buu_gui", "ngay_hen", "ghi_chu"),
        needs={LETTER: ("buoc",), CHAT_WORDS: ("buoc",), SMS_WORDS: ("buoc",)},
    ),
)
OCCASIONS = {each.slug: each for each in _ALL}


def kind_of(channel: str) -> str:
    """Return whose words a channel speaks: those of mails, of chats, or of text messages, as a ZNS does too."""
    return MAIL_WORDS if channel == EMAIL else CHAT_WORDS if channel in CHATS else SMS_WORDS
