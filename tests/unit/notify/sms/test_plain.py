"""Vietnamese without diacritics: every network can carry what comes out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notify.domain.sms import alphabet
from services.notify.domain.sms.plain import plain


@pytest.mark.parametrize(
    ("said", "sent"),
    [
        ("Đường Hùng Vương bị ngập, đề nghị xử lý", "Duong Hung Vuong bi ngap, de nghi xu ly"),
        # the same word decomposed, as macOS writes it
        ("Đa\u0323i lo\u0323\u0302", "Dai lo"),
        # every vowel with every mark
        ("ăâêôơư ẮẶẪỀỖỘỚỨỰ ỳỵỷỹý", "aaeoou AAAEOOOUU yyyyy"),
        ("“Trích dẫn” — ‘trong’ – ngoài…", "\"Trich dan\" - 'trong' - ngoai..."),
        ("50.000 ₫ hay 2 €", "50.000 d hay 2 EUR"),
        # extension table: allowed in GSM-7 at double price, so spelt otherwise
        ("[a] {b} ~c ^d \\ |", "(a) (b) -c d / /"),
        ("hẹn\u00a010\u202fgiờ\u200b", "hen 10 gio"),
        ("việc xong 👍🏽 cảm ơn", "viec xong  cam on"),
        ("½ km", "1/2 km"),
        ("Straße, smørrebrød", "Strasse, smorrebrod"),
        # another script is not guessed at, and not dropped without a trace
        ("北京 Москва", "?? ??????"),
        ("dòng 1\r\ndòng 2\tcột", "dong 1\ndong 2 cot"),
        ("https://1022.example.org/t/2611234829170?a=1&b=2#c", "https://1022.example.org/t/2611234829170?a=1&b=2#c"),
    ],
)
def test_words_stay_readable(said: str, sent: str) -> None:
    assert plain(said) == sent


@given(st.text())
def test_nothing_comes_out_that_a_network_could_refuse(text: str) -> None:
    sent = plain(text)
    assert sent.isascii()
    assert alphabet.is_gsm(sent)
    assert not set(sent) & set(alphabet.EXTENSION)


@given(st.text())
def test_what_is_plain_already_stays(text: str) -> None:
    assert plain(plain(text)) == plain(text)
