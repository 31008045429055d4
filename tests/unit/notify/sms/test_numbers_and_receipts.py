"""Telephone numbers, ids, receipts and their addresses: the small things that differ from network to network."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notify.domain.sms import callback
from services.notify.domain.sms.number import international, national
from services.notify.domain.sms.receipt import BASES, SmscReceipt, canonical_id, first_words, parse


@pytest.mark.parametrize(
    ("given_", "found"),
    [
        ("0905000011", "84905000011"),
        ("+84905000011", "84905000011"),
        ("84905000011", "84905000011"),
        ("0084905000011", "84905000011"),
        ("0905 000 011", "84905000011"),
        ("(090) 500-00.11", "84905000011"),
        ("0359000011", "84359000011"),
        # a fixed line takes no text messages
        ("02693822222", None),
        # eleven digits: gone since 2018
        ("01205000011", None),
        # another country, a short code, no number at all
        ("+14155550100", None),
        ("1022", None),
        ("an@example.org", None),
        ("", None),
    ],
)
def test_numbers_in_any_spelling_become_one(given_: str, found: str | None) -> None:
    assert international(given_) == found
    assert national(given_) == (f"0{found[2:]}" if found else None)


RECEIPT = "id:7f3a sub:001 dlvrd:001 submit date:2611240912 done date:2611240913 stat:{} err:{} text:Phan anh 261123"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (RECEIPT.format("DELIVRD", "000"), SmscReceipt("7f3a", "delivered", "DELIVRD 000")),
        (RECEIPT.format("UNDELIV", "027"), SmscReceipt("7f3a", "failed", "UNDELIV 027")),
        (RECEIPT.format("EXPIRED", "001"), SmscReceipt("7f3a", "failed", "EXPIRED 001")),
        (RECEIPT.format("REJECTD", "001"), SmscReceipt("7f3a", "failed", "REJECTD 001")),
        (RECEIPT.format("DELETED", "001"), SmscReceipt("7f3a", "failed", "DELETED 001")),
        (RECEIPT.format("ACCEPTD", "000"), SmscReceipt("7f3a", "accepted", "ACCEPTD 000")),
        # on its way: no news
        (RECEIPT.format("ENROUTE", "000"), SmscReceipt("7f3a", None, None)),
        (RECEIPT.format("UNKNOWN", "000"), SmscReceipt("7f3a", None, None)),
        # fields missing, in capitals, in another order
        ("Stat:DELIVRD ID:99", SmscReceipt("99", "delivered", "DELIVRD")),
        ("id:5 stat:DELIVRD text:id:6 stat:UNDELIV", SmscReceipt("5", "delivered", "DELIVRD")),
        ("hello", SmscReceipt("", None, None)),
        ("", SmscReceipt("", None, None)),
    ],
)
def test_a_receipt_says_what_became_of_which_message(text: str, found: SmscReceipt) -> None:
    assert parse(text) == found


def test_a_receipt_repeats_the_first_words() -> None:
    assert first_words(RECEIPT.format("DELIVRD", "000")) == "Phan anh 261123"
    assert first_words("id:1 stat:DELIVRD") == ""


@pytest.mark.parametrize(
    ("setting", "in_answer", "in_receipt", "same"),
    [
        ("same", "0A1f", "0A1f", True),
        ("same", "0A1F", "0a1f", False),
        ("hex-dec", "00001F40", "8000", True),
        ("hex-dec", "1f40", "0000008000", True),
        ("dec-hex", "8000", "1F40", True),
        ("dec-hex", "8000", "8000", False),
        # an id that is no number stays itself
        ("hex-dec", "msg-7", "msg-7", True),
    ],
)
def test_ids_in_two_spellings_are_one(setting: str, in_answer: str, in_receipt: str, same: bool) -> None:
    answer, receipt = BASES[setting]
    assert (canonical_id(in_answer, answer) == canonical_id(in_receipt, receipt)) is same


@given(st.text())
def test_no_receipt_is_a_problem(text: str) -> None:
    assert isinstance(parse(text).id, str)


def test_an_address_for_reports_is_good_for_its_message_alone() -> None:
    address = callback.address("https://notify.example.org/", "1022.2611234829170.ab12", "s" * 16)
    *_, tracking, token = address.split("/")
    assert address.startswith("https://notify.example.org/webhooks/sms/receipts/1022.2611234829170.ab12/")
    assert callback.is_ours(tracking, token, "s" * 16)
    assert not callback.is_ours("1022.2611234829170.ab13", token, "s" * 16)
    assert not callback.is_ours(tracking, token, "t" * 16)
    assert not callback.is_ours(tracking, "ế" * 40, "s" * 16)
