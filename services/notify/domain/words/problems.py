"""What can be wrong with words, as one sentence in each language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from services.notify.domain.words.occasions import Occasion
from services.notify.domain.words.template import names_in, strays_in
from services.notify.domain.words.variables import OFTEN_MISSING, VARIABLES

#: Language and part → most characters that may be written.
LONGEST = {"subject": 150, "letter": 4_000, "chat": 1_000, "sms": 450}


@dataclass(frozen=True, slots=True)
class Problem:
    """`language` and `part` say where; `variable` is the one it is about, if it is about one."""

    language: str
    part: str
    slug: str
    vi: str
    en: str
    variable: str = ""


def problems_of(occasion: Occasion, language: str, part: str, words: str) -> Iterator[Problem]:
    """Yield what is wrong with the words as they stand, whatever the case."""
    if not words:
        yield Problem(language, part, "words-empty", "Chưa có lời nào.", "There are no words.")
        return
    if len(words) > LONGEST[part]:
        most = f"{LONGEST[part]:,}".replace(",", ".")
        vi, en = f"Dài quá: nhiều nhất {most} ký tự.", f"Too long: at most {LONGEST[part]:,} characters."
        yield Problem(language, part, "words-too-long", vi, en)
    if strays_in(words):
        yield Problem(
            language,
            part,
            "words-brackets",
            "Có dấu { }, [[ hoặc ]] không thành cặp, sai chỗ, hoặc [[ ]] trùm qua nhiều đoạn.",
            "Braces or [[ ]] do not belong together, or [[ ]] reaches over more than one paragraph.",
        )
        return
    yield from _variables(occasion, language, part, words)
    yield from _markup(language, part, words)


def _variables(occasion: Occasion, language: str, part: str, words: str) -> Iterator[Problem]:
    offered = occasion.offers(part)
    for name, may_go in dict.fromkeys(names_in(words)):
        if name not in offered:
            vi = f"Ở đây không có mục {{{name[:40]}}}."
            yield Problem(language, part, "words-unknown-variable", vi, f"There is no {{{name[:40]}}} here.", name[:40])
        elif name in OFTEN_MISSING and not may_go:
            yield Problem(
                language,
                part,
                "words-may-be-missing",
                f"{{{name}}} ({VARIABLES[name].vi}) không phải lúc nào cũng có: đặt cả câu chứa nó trong [[ ]].",
                f"{{{name}}} ({VARIABLES[name].en}) is not always there: put the sentence with it into [[ ]].",
                name,
            )


def _markup(language: str, part: str, words: str) -> Iterator[Problem]:
    if any(f"<{letter}" in words.lower() for letter in "abcdefghijklmnopqrstuvwxyz/!"):
        yield Problem(
            language,
            part,
            "words-markup",
            "Không dùng mã HTML: thư được trình bày từ lời văn.",
            "No HTML: a mail's looks are made from its words.",
        )


def left_out_problem(language: str, part: str, name: str) -> Problem:
    """Return that citizens need something that is not said."""
    known = VARIABLES[name]
    vi = f"Thiếu {{{name}}}: người dân cần biết {known.vi}."
    return Problem(language, part, "words-left-out", vi, f"{{{name}}} is left out: citizens need the {known.en}.", name)


def nothing_said_problem(language: str, part: str) -> Problem:
    """Return that there are cases about which nothing would be said."""
    vi, en = "Có trường hợp không còn lời nào.", "There are cases about which nothing would be said."
    return Problem(language, part, "words-empty", vi, en)


def chat_problem(language: str, length: int, most: int) -> Problem:
    """Return that a chat message may become longer than Zalo and Facebook take."""
    vi = f"Tin dài nhất sẽ có {length} ký tự; Zalo và Facebook nhận nhiều nhất {most}."
    en = f"The longest message would have {length} characters; Zalo and Facebook take {most}."
    return Problem(language, "chat", "words-too-long", vi, en)


def parts_problem(language: str, parts: int, most: int) -> Problem:
    """Return that a text message needs more parts than are paid for."""
    vi = f"Tin SMS sẽ có {parts} phần; hệ thống gửi nhiều nhất {most}, phần thừa bị cắt."
    en = f"The text message would have {parts} parts; at most {most} are sent, and words would be dropped."
    return Problem(language, "sms", "words-too-many-parts", vi, en)


def problem_of_letters(language: str) -> Problem:
    """Return that a text message has letters that networks do not carry."""
    vi = "SMS gửi không dấu và chỉ có chữ Latinh: có chữ không gửi được."
    en = "Text messages go without diacritics, in Latin letters: there are letters that cannot be sent."
    return Problem(language, "sms", "words-letters", vi, en)
