"""Whatever the text: the contact is gone, twice is once, and long texts take no longer than they must."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.publish.domain.folding import view
from services.publish.domain.marks import MARKS
from services.publish.domain.redaction import Redactor

FAMILY = st.sampled_from(["Nguyễn", "Trần", "Lê", "Phạm", "Siu", "Rơ Châm", "Kpă", "Đặng"])
MIDDLE = st.sampled_from(["Văn", "Thị", "Hữu", "Thị Ngọc", "H'"])
GIVEN = st.sampled_from(["An", "Bé", "Đức", "Hoà", "Thuý", "Ánh", "Lan", "Ý"])
_PIECES = """ông|bà|Bà|chị|tên|chủ|quán|Nguyễn|Văn|Thị|An|Lê|Lợi|đường|trường|số|nhà|12/3|45|0905000001|xe|81A-123.45
CCCD|064|STK|-|,|và|ở|LÊ|HỒNG|H'Lan|Rơ|Châm|[tên đã ẩn]|[số nhà đã ẩn]|nguyen|van|binh|không|chín|a@b.vn|KT 12-34"""
SAID = st.lists(st.sampled_from(_PIECES.replace("\n", "|").split("|")), max_size=14).map(" ".join)
PROSE = st.text(st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạ .,;:-/()@0123456789\n"), max_size=40)
GAPS = st.sampled_from(["", " ", ".", "-", " - ", "\u00a0", "/", "–", "\u200b"])


@st.composite
def names(draw: st.DrawFn) -> str:
    return " ".join([draw(FAMILY), draw(MIDDLE), draw(GIVEN)])


@st.composite
def spelled_names(draw: st.DrawFn, name: str) -> str:
    spell = draw(st.sampled_from([str, str.upper, str.lower, view, lambda it: view(it).upper(), str.title]))
    form = draw(st.sampled_from(["NFC", "NFD"]))
    gap = draw(st.sampled_from([" ", "  ", "\n", "\u00a0", "_", "-"]))
    return gap.join(unicodedata.normalize(form, spell(name)).split(" "))


@st.composite
def spelled_numbers(draw: st.DrawFn, national: str) -> str:
    """Write a number with some prefix, grouped in any way."""
    written = draw(st.sampled_from(["0", "+84", "84", "0084", "(+84) ", "+84 0", "+84 (0) "]))
    for at, digit in enumerate(national):
        written += (draw(GAPS) if at else "") + digit
    return written


def around(draw: st.DrawFn, middle: str) -> str:
    """Put `middle` between prose, as a word of its own."""
    before, after = draw(PROSE), draw(PROSE)
    return f"{before} liên hệ {middle} nhé {after}"


@settings(deadline=None)
@given(st.data())
def test_the_name_is_found_in_every_spelling(data: st.DataObject) -> None:
    name = data.draw(names())
    text = around(data.draw, data.draw(spelled_names(name)))
    folded = re.sub(r"[\s_\-]+", " ", view(unicodedata.normalize("NFC", Redactor(name).text(text).text)))
    assert view(name) not in folded


@settings(deadline=None)
@given(st.data())
def test_the_number_is_found_in_every_spelling(data: st.DataObject) -> None:
    national = data.draw(st.sampled_from(["905000001", "2693000001", "380000002"]))
    text = around(data.draw, data.draw(spelled_numbers(national)))
    public = Redactor(phone=f"+84{national}").text(text).text
    assert national not in re.sub(r"[\s.\-–/()\u200b]", "", public)


@settings(deadline=None)
@given(st.data())
def test_a_mobile_number_is_found_without_knowing_it(data: st.DataObject) -> None:
    written = data.draw(spelled_numbers("905000001"))
    public = Redactor().text(f"liên hệ {written} nhé").text
    assert "905000001" not in re.sub(r"[\s.\-–/()\u200b]", "", public)


@settings(deadline=None)
@given(st.data())
def test_the_address_is_found_in_every_spelling(data: st.DataObject) -> None:
    address = data.draw(st.emails())
    spelled = data.draw(st.sampled_from([address, address.upper(), address.lower()]))
    public = Redactor(email=address).text(around(data.draw, spelled)).text
    assert address.lower() not in public.lower()


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.text(max_size=200), PROSE, SAID), names())
def test_redacting_twice_is_redacting_once(text: str, name: str) -> None:
    redactor = Redactor(name, "+84905000001", "an@example.org")
    for redact in (redactor.text, redactor.address):
        once = redact(text).text
        assert redact(once).text == once


@settings(deadline=None)
@given(PROSE, PROSE)
def test_spans_are_in_order_and_say_what_is_gone(before: str, after: str) -> None:
    text = unicodedata.normalize("NFC", f"{before} 0905 000 001 {after}")
    redacted = Redactor().text(text)
    parts, at = [], 0
    for span in redacted.spans:
        parts += [text[at : span.start], MARKS[span.kind]]
        at = span.end
    assert "".join([*parts, text[at:]]) == redacted.text


#: Texts that make careless patterns try every split: none may take long at the longest a case can be.
NASTY = [
    "0",
    "0 ",
    "0.",
    "a",
    "a@",
    "an ",
    "An An ",
    "@",
    "1.",
    "84",
    "+84 ",
    "(",
    "\u0301",
    "a\u0301",
    "nguyen van ",
    "khong ",
    "Nguyễn ",
    "ông An ",
    "le van ",
    "xe kt ",
    "so 1 ",
    "06 ",
    "o9 ",
    "chuyen vao ",
    "a dot ",
    "bhyt ",
    "H'",
    "Rơ Châm - ",
]


@pytest.mark.parametrize("piece", NASTY)
def test_the_longest_text_takes_no_longer_than_its_length(piece: str) -> None:
    redactor = Redactor("Nguyễn Văn An", "+84905000001", "an@example.org")
    text = (piece * 10_000)[:10_000]
    started = time.process_time()
    redactor.text(text)
    assert time.process_time() - started < 1.5
