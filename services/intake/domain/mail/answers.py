"""What we say to a citizen whose mail, or a part of it, could not be taken. One friendly answer, and what to do now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST_SUBJECT = 300


@dataclass(frozen=True, slots=True)
class Sentence:
    """The same in both languages."""

    vi: str
    en: str

    def in_(self, language: str) -> str:
        """Return it in `language`."""
        return self.en if language == "en" else self.vi


GREETING = Sentence("Kính gửi ông/bà,", "Hello,")
FAREWELL = Sentence("Trân trọng,\nTổng đài 1022", "Kind regards,\nHotline 1022")
_AGAIN = Sentence(
    "Xin trả lời thư này và viết rõ: việc gì, ở đâu (xã, phường, số nhà hoặc địa điểm), từ khi nào.",
    "Please answer this mail and say what it is about, where it is (commune or ward, house or place), and since when.",
)
WHY = {
    "text-too-short": Sentence(
        "Chúng tôi đã nhận được thư của ông/bà, nhưng nội dung quá ngắn nên chưa thể tiếp nhận.",
        "We have your mail, but it is too short for us to act on.",
    ),
    "empty": Sentence(
        "Chúng tôi đã nhận được thư của ông/bà, nhưng trong thư không có nội dung.",
        "We have your mail, but there are no words in it.",
    ),
    "only-files": Sentence(
        "Chúng tôi đã nhận được thư của ông/bà, nhưng thư chỉ có tệp đính kèm mà không có nội dung.",
        "We have your mail, but it holds only files and no words.",
    ),
    "closed": Sentence(
        "Chúng tôi đã nhận được thư của ông/bà, nhưng thư được mã hoá nên chúng tôi không đọc được.",
        "We have your mail, but it is encrypted and we cannot read it.",
    ),
}
_FILES = Sentence(
    "Nội dung của ông/bà đã được tiếp nhận, nhưng các tệp sau không nhận được:",
    "What you wrote has been accepted, but these files could not be taken:",
)
_CUT = Sentence(
    "Thư của ông/bà quá lớn: nội dung đã được tiếp nhận, nhưng tệp đính kèm thì không. Xin gửi lại tệp nhỏ hơn.",
    "Your mail is too large: what you wrote has been accepted, the files have not. Please send smaller ones.",
)


def please_say_more(reason: str, language: str, refusal: Sentence | None = None) -> str:
    """Return the answer to a mail that cannot be a case. `refusal` says why where `reason` is none of `WHY`."""
    why = WHY.get(reason) or refusal or WHY["empty"]
    return _letter(language, why.in_(language), _AGAIN.in_(language))


def about_files(refused: Sequence[tuple[str, Sentence]], language: str, *, cut: bool) -> str:
    """Return the answer about files that were not kept, each with its reason."""
    lines = [f"- {name}: {why.in_(language)}" for name, why in refused]
    parts = [_CUT.in_(language)] if cut else []
    parts += ["\n".join([_FILES.in_(language), *lines])] if lines else []
    return _letter(language, *parts)


def answer_subject(subject: str, language: str) -> str:
    """Return "Re: …" of a cleaned subject."""
    fallback = "Your mail to 1022" if language == "en" else "Thư của ông/bà gửi Tổng đài 1022"
    return f"Re: {subject or fallback}"[:MOST_SUBJECT]


def _letter(language: str, *parts: str) -> str:
    return "\n\n".join([GREETING.in_(language), *parts, FAREWELL.in_(language)])
