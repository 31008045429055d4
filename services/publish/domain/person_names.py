"""Names of people in running text: who they are to the writer is not known, only how names are written.

A name is told by what stands before it ("ông", "chủ quán", "tên"), by a family name with capitals after it, or, where
nobody typed capitals, by a family name with "văn" or "thị". Streets, schools and firms are named after people, too:
what a place word stands before, or whose name is on street signs, is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from services.publish.domain.folding import view
from services.publish.domain.known_names import (
    DOUBLE_FAMILIES,
    FAMILIES,
    MIDDLES,
    PLACE_PHRASES,
    PLACE_WORDS,
    PLAIN_FAMILIES,
    PLAIN_MIDDLES,
    PLAIN_PUBLIC_NAMES,
    PUBLIC_NAMES,
    SURE_MIDDLES,
    UNSURE_FAMILIES,
    UNSURE_PLAIN_FAMILIES,
)
from services.publish.domain.marks import HOUSE, MARKS

_WORD = re.compile(r"(?<![\w'’])[^\W\d_]+(?:['’][^\W\d_]+)?(?![\w'’])")
_MARKED = re.compile(r"[^\x00-\x7f]")
#: Characters between a title and its name, between two words of a name, between two streets that meet.
_AFTER_TITLE = re.compile(r"[ \u00a0]{0,2}:?[ \u00a0\n]{1,2}")
_WITHIN = re.compile(r"[ \u00a0]{1,2}")
_MEETS = re.compile(r" ?[-–—/,] ?| (?:và|với|va|voi) ")
#: "45 Lê Duẩn" is a street, also where the number is hidden; "0905 000 001 Lê Duẩn" may be anybody.
_NUMBER_BEFORE = re.compile(
    rf"(?:(?<![\d/])(?<!\d[ .\-])\d{{1,4}}[a-zA-Z]?(?:[/\-]\d{{1,4}}[a-zA-Z]?){{0,4}}|{re.escape(MARKS[HOUSE])}) $"
)
_BEFORE = 30
_LONGEST = 5
_PLAIN_SURE_MIDDLES = frozenset({"van", "thi"})
#: Above this part of capitals, capitals say nothing.
_MOSTLY = 0.6


def _words(listed: str) -> frozenset[str]:
    return frozenset(each.strip() for each in listed.replace("\n", " ").split(","))


#: The last word before a name.
TITLES = _words("""
ông, bà, anh, chị, cô, chú, bác, em, dì, cậu, mợ, thím, dượng, cụ, cháu, bé, thầy, mr, mrs, ms, miss, tên, nhân,
shipper, dâu, rể, nghi, danh, chồng, vợ, tk, ts, ths, bs, a, c, e
""")
TITLE_PHRASES = _words("""
đồng chí, bác sĩ, bác sỹ, y sĩ, cô giáo, thầy giáo, giáo viên, chủ nhà, chủ quán, chủ tiệm, chủ thầu, chủ hộ, chủ xe,
chủ tk, chủ trọ, chủ đất, chủ vườn, chủ cơ sở, tài xế, lái xe, bị hại, khách hàng, già làng, trưởng thôn, thôn trưởng,
tổ trưởng, chi bộ, an viên, cán bộ, giám đốc, chủ tịch, bí thư, kế toán, văn thư, con tôi, con gái, con trai, mẹ tôi,
bố tôi, ba tôi, vợ tôi, chồng tôi, anh tôi, chị tôi, em tôi, trai tôi, gái tôi, cháu tôi, gặp thay, đứng tên, nó là,
tôi là, đốc là, bảo vệ, công dân, địa chính, hàng xóm, thí sinh, học sinh, sinh viên, bệnh nhân, điều dưỡng, làm đơn,
ký tên, tư pháp, đại diện, phó phòng, trưởng phòng, y tá, nhân viên, kinh doanh, hiệu trưởng, thượng tá, đại úy, đại
uý, thiếu tá, trung tá, trung úy, thượng úy, ty là, nhà là, quán là, xe là, diện hộ, nạn nhân, người nộp, người gửi,
người ký, người viết, người thuê, thầu là, hộ là, anh là, chị là, ông là, bà là
""")
#: In texts without diacritics, where "có" and "cô", "thấy" and "thầy" look alike.
PLAIN_TITLES = frozenset(
    {"anh", "ong", "chi", "ba", "em", "chu", "bac", "thay", "co", "ten", "chau", "mr", "ms", "mrs"}
)
_PLAIN_PHRASES = frozenset(view(each) for each in TITLE_PHRASES)
#: Capitals after a title that are nobody's name.
_NOT_NAMES = _words("""
hồ, táo, rịa, nà, tô, trưng, hoả, con, hùng, ấy, ta, sơn la, thần, đồ, tổ, đẻ, em, chị, bà, ông, cô, nội, ngoại, bộ,
gái, trai, phòng, ban, sở, công, ủy, uỷ, thanh tra, cục, chi, trung, trường, việt, kính, đội, tổng, quản, đảng, nhà,
nước, và, là, có, được, không, tại, ở, đã, đang, sẽ, bị, xin, đề, cho, hội, quận, huyện, xã, phường, thôn, làng, tỉnh,
thị, số, đường, hẻm, tôi, mình, này, kia, thì, mà, nên, với, thành, bến, khu
""") - {"thành", "thanh tra", "hùng", "công", "trung", "việt", "đẻ", "thị", "chi"}


@dataclass(frozen=True, slots=True)
class _Word:
    said: str
    start: int
    end: int
    capital: bool
    shouted: bool


def person_names(text: str, folded: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of what looks like somebody's name. Parts that are blank in `folded` are not read."""
    reading = _Reading(text, folded)
    at = 0
    while at < len(reading.words):
        length, is_name = reading.at(at)
        if is_name:
            yield reading.words[at].start, reading.words[at + length - 1].end
        at += length


class _Reading:
    """One text, word by word."""

    def __init__(self, text: str, folded: str) -> None:
        self._text, self._folded = text, folded
        found = [match.span() for match in _WORD.finditer(folded)]
        self.words = [_word(text[start:end], start, end) for start, end in found]
        letters = "".join(text[start:end] for start, end in found)
        self._plain = not _MARKED.search(letters)
        shouted = sum(each.shouted for each in self.words)
        self._quiet = shouted > _MOSTLY * len(self.words) and len(self.words) > _LONGEST
        self._place_until = -1

    def at(self, at: int) -> tuple[int, bool]:
        """Return how many words from `at` on belong together, and whether they are somebody's name."""
        titled = self._titled(at)
        if self.words[at].capital and not self._quiet:
            return self._written(at, titled)
        length = self._careless(at, titled)
        return length or 1, length > 0

    def _written(self, at: int, titled: bool) -> tuple[int, bool]:
        run = self._run(at)
        if titled and self._may_follow_title(at, run):
            return run, True
        if self._in_place(at):
            self._place_until = self.words[at + run - 1].end
            return run, False
        if public := self._public(at, run):
            self._place_until = self.words[at + public - 1].end
            return public, False
        is_name = run >= self._least(at)
        return (run if is_name else 1), is_name

    def _least(self, at: int) -> int:
        """Return how many words a name must have without a title before it; more than there can be for no name."""
        if not self._has_family(at):
            return 3 if self._perhaps_family(at) else _LONGEST + 1
        return 3 if self.words[at].said in UNSURE_FAMILIES else 2

    def _run(self, at: int) -> int:
        """Return how many words with capitals stand together from `at`."""
        length, shouted = 1, self.words[at].shouted
        while length < _LONGEST and at + length < len(self.words):
            following = self.words[at + length]
            alike = following.shouted == shouted or len(following.said) == 1
            if not (following.capital and alike):
                break
            if not _WITHIN.fullmatch(self._between(at + length)):
                break
            length += 1
        return length

    def _may_follow_title(self, at: int, run: int) -> bool:
        """Return False for what is no name after a title either: "bà con", "cô UBND", "Chủ tịch Hồ Chí Minh"."""
        word = self.words[at]
        if self._phrase(at, 3) == "hồ chí minh" or (word.said in _NOT_NAMES and not (run > 1 and self._has_family(at))):
            return False
        if run == 1:
            return len(word.said) > 1 and not (word.shouted and len(word.said) < _LONGEST)
        return not word.shouted or self._has_family(at)

    def _has_family(self, at: int) -> bool:
        said = self.words[at].said
        if said in DOUBLE_FAMILIES and at + 1 < len(self.words):
            return True
        return said in PLAIN_FAMILIES or (not self._plain and said in FAMILIES)

    def _perhaps_family(self, at: int) -> bool:
        """Return whether a word of a text without diacritics, and the one behind it, begin a name: "Le Van …"."""
        following = self.words[at + 1].said if at + 1 < len(self.words) else ""
        begins = self.words[at].said in UNSURE_PLAIN_FAMILIES
        return self._plain and begins and (following in PLAIN_MIDDLES or "'" in following)

    def _public(self, at: int, run: int) -> int:
        """Return how many of the words are the name of a street, a school or a place; 0 for none."""
        names = PLAIN_PUBLIC_NAMES if self._plain else PUBLIC_NAMES
        return next((length for length in range(run, 1, -1) if self._phrase(at, length) in names), 0)

    def _careless(self, at: int, titled: bool) -> int:
        """Return how many words a name without capitals has: a family, "văn" or "thị" (after a title others, too), one
        more.
        """
        if at + 2 >= len(self.words) or not self._begins_careless(at, titled) or not self._together(at, 3):
            return 0
        return 0 if not titled and (self._public(at, 4) or self._in_place(at)) else 3

    def _begins_careless(self, at: int, titled: bool) -> bool:
        family, middle = self.words[at].said, self.words[at + 1].said
        if self._plain:
            return (family in PLAIN_FAMILIES or titled) and middle in _PLAIN_SURE_MIDDLES
        return family in FAMILIES and middle in (MIDDLES if titled else SURE_MIDDLES)

    def _titled(self, at: int) -> bool:
        """Return whether the word before says that a name follows: "ông", "chủ quán", "tên"."""
        if not at or not self._is_title(at - 1):
            return False
        last = self.words[at - 1]
        if len(last.said) == 1 and last.capital:
            return False  # "khu A", "lớp 4C"; in small letters they are short for anh, chị, em
        return bool(_AFTER_TITLE.fullmatch(self._between(at))) and not self._is_place(at - 1)

    def _is_title(self, at: int) -> bool:
        last = self.words[at].said
        phrase = f"{self.words[at - 1].said} {last}" if at else ""
        if self._plain:
            return last in PLAIN_TITLES or phrase in _PLAIN_PHRASES
        return last in TITLES or phrase in TITLE_PHRASES

    def _in_place(self, at: int) -> bool:
        """Return whether a street, school, office or firm is named so: told by what is before it, or what it meets."""
        if self._is_place(at):
            return True
        start = self.words[at].start
        if self._place_until >= 0 and _MEETS.fullmatch(self._text[self._place_until : start].lower()):
            return True
        return bool(_NUMBER_BEFORE.search(self._text[max(0, start - _BEFORE) : start]))

    def _is_place(self, at: int) -> bool:
        if not at or not _WITHIN.fullmatch(self._between(at)):
            return False
        last = self.words[at - 1].said
        if self._plain:
            return last in _PLAIN_PLACES
        return last in PLACE_WORDS or (at > 1 and f"{self.words[at - 2].said} {last}" in PLACE_PHRASES)

    def _phrase(self, at: int, length: int) -> str:
        return " ".join(each.said for each in self.words[at : at + length])

    def _between(self, at: int) -> str:
        return self._folded[self.words[at - 1].end : self.words[at].start]

    def _together(self, at: int, length: int) -> bool:
        return all(_WITHIN.fullmatch(self._between(each)) for each in range(at + 1, at + length))


#: "cau" is a bridge and an uncle, "ba" a lady and three: only what is no title.
_PLAIN_PLACES = frozenset(
    {"duong", "pho", "hem", "truong", "thcs", "thpt", "phuong", "xa", "thon", "lang", "cho", "vien", "ty"}
)


def _word(written: str, start: int, end: int) -> _Word:
    return _Word(written.lower(), start, end, written[0].isupper(), len(written) > 1 and written.isupper())
