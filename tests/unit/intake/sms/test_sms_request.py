"""What citizens type to ask about a case, in all the ways thumbs type it."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.case_code import make_code
from services.intake.domain.sms_request import Request, Slip, StatusWanted, StopWanted, Unclear, read_request

CODE = make_code(date(2026, 11, 30), 482917)
SPOKEN = f"{CODE[:6]} {CODE[6:12]} {CODE[12:]}"
#: One wrong digit, which the check digit shows.
MISTYPED = CODE[:-1] + str((int(CODE[-1]) + 1) % 10)


@pytest.mark.parametrize(
    "text",
    [
        f"1022 TC {CODE}",
        f"1022 tc {CODE}",
        f"1022TC{CODE}",
        f"TC {CODE}",  # the service's name is forgotten
        f"tc{CODE}",
        f"  1022   TC   {SPOKEN}  ",
        f"1022 TC {SPOKEN.replace(' ', '.')}",
        f"1022-TC-{SPOKEN.replace(' ', '-')}",
        f"1022 TC: {SPOKEN.replace(' ', '–')}.",
        f"1022 TC #{CODE}",
        f"Tra cứu {CODE}",
        f"1022 TRA CỨU {CODE}",
        f"1022 TC\n{CODE}",
        f"1022 TC {CODE} xin cảm ơn",
        f"１０２２　ＴＣ　{CODE.translate(str.maketrans('0123456789', '０１２３４５６７８９'))}",
        CODE,  # the code alone can be nothing else
        SPOKEN,
        f"1022 {CODE}",
        f"1022 TC\u200b {CODE}",  # pasted from a page
    ],
)
def test_a_code_is_understood_however_it_is_typed(text: str) -> None:
    assert read_request(text) == StatusWanted(CODE)


@pytest.mark.parametrize("text", [f"1022 TC {CODE} 0012", f"tc {SPOKEN} 00 12", f"{CODE}0012", f"TC {CODE}-0012"])
def test_a_pin_may_follow(text: str) -> None:
    assert read_request(text) == StatusWanted(CODE, "0012")


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        (f"1022 TC {MISTYPED}", Slip()),
        (f"1022 TC {CODE[:-1]}", Slip()),
        (f"1022 TC {CODE} 12", Slip()),  # half a pin
        (f"TC {MISTYPED} 0012", Slip()),
        ("1022 TC 9999999999999", Slip()),
        ("STOP", StopWanted()),
        ("stop.", StopWanted()),
        ("Huỷ", StopWanted()),
        ("HỦY", StopWanted()),
        ("1022 HUY", StopWanted()),
        ("Từ chối", StopWanted()),
        ("", Unclear()),
        ("1022", Unclear()),
        ("1022 TC", Unclear()),
        (MISTYPED, Unclear()),  # thirteen digits without a word may be anything
        ("0905000012", Unclear()),
        ("Đèn đường hỏng trước số 12 Hùng Vương", Unclear()),
        ("Xin dừng xe ở đây", Unclear()),
        (f"Mã của tôi là {CODE} phải không", Unclear()),
    ],
)
def test_what_else_it_may_be(text: str, request_: Request) -> None:
    assert read_request(text) == request_


DIGITS = st.lists(st.tuples(st.sampled_from(["", " ", ".", "-", "  ", ", "])), min_size=13, max_size=13)
PREFIXES = st.sampled_from(["TC ", "tc", "1022 TC ", "1022tc:", "1022 Tra cứu ", "1022.TC.", "", "１０２２ ＴＣ "])


@given(st.dates(date(2021, 1, 1), date(2099, 12, 31)), st.integers(0, 999_999), PREFIXES, DIGITS, st.data())
def test_every_code_is_found_between_pauses_in_every_normal_form(
    day: date, number: int, prefix: str, pauses: list[tuple[str]], data: st.DataObject
) -> None:
    code = make_code(day, number)
    pin = data.draw(st.sampled_from(["", "0000", "1234"]))
    typed = prefix + "".join(digit + pause for digit, (pause,) in zip(code, pauses, strict=True)) + pin
    form = data.draw(st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
    assert read_request(unicodedata.normalize(form, typed)) == StatusWanted(code, pin)  # type: ignore[arg-type]


@given(st.integers(0, 999_999), st.integers(0, 12), st.integers(1, 9))
def test_one_wrong_digit_is_never_another_case(number: int, place: int, change: int) -> None:
    code = make_code(date(2026, 11, 30), number)
    wrong = code[:place] + str((int(code[place]) + change) % 10) + code[place + 1 :]
    assert read_request(f"1022 TC {wrong}") == Slip()


@given(st.text(max_size=400))
def test_whatever_is_written_is_read_without_a_failure(text: str) -> None:
    assert isinstance(read_request(text), (StatusWanted, Slip, StopWanted, Unclear))
