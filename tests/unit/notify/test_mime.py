"""Bytes for the wire, read back with the standard library; nothing a stranger writes may become a header."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notify.adapters.mime import Sender, UnmailableAddress, mailbox, wire_form
from tests.unit.notify.builders import NOW, a_message

SENDER = Sender.parse("Tổng đài 1022 Gia Lai <1022@example.org>")
HEADERS = {
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "MIME-Version",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "Content-Language",
    "Content-Type",
}


def on_the_wire(**facts: Any) -> bytes:
    message = a_message(**facts)
    return wire_form(message, SENDER, mailbox(message.recipient))


def read_back(wire: bytes) -> EmailMessage:
    return cast(EmailMessage, message_from_bytes(wire, policy=policy.default))


def test_what_is_written_is_what_is_read() -> None:
    mail = read_back(on_the_wire())
    assert set(mail.keys()) == HEADERS
    assert mail["From"].addresses[0].display_name == "Tổng đài 1022 Gia Lai"
    assert mail["To"].addresses[0].display_name == "Nguyễn Văn An"
    assert mail["To"].addresses[0].addr_spec == "an@example.org"
    assert mail["Subject"] == "[1022-2611234829170] Đã nhận phản ánh của Ông/Bà"
    assert mail["Message-ID"] == f"<{a_message().message_id}>"
    assert mail["Date"].datetime == NOW
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "vi"
    assert mail.get_content_type() == "multipart/alternative"
    plain, html = mail.iter_parts()
    assert plain.get_content().replace("\r\n", "\n") == a_message().text
    assert html.get_content_type() == "text/html"
    assert html.get_content().strip() == a_message().html
    assert not mail.defects
    assert not plain.defects


@pytest.mark.parametrize(
    "smuggled",
    [
        "An\r\nBcc: victim@example.org",
        "An\nBcc: victim@example.org",
        "An\rBcc: victim@example.org",
        "An\u2028Bcc: victim@example.org",
        "An\x85Bcc: victim@example.org",
        "An\r\n\r\n<html>",
        "\x00An",
        "=?utf-8?q?An=0d=0aBcc:_victim@example.org?=",
        '"An" <victim@example.org>, x',
    ],
)
def test_no_name_or_subject_becomes_a_header_or_a_recipient(smuggled: str) -> None:
    mail = read_back(on_the_wire(recipient_name=smuggled, subject=smuggled))
    assert set(mail.keys()) == HEADERS
    assert [address.addr_spec for address in mail["To"].addresses] == ["an@example.org"]


@given(name=st.text(max_size=100), subject=st.text(max_size=200), text=st.text(max_size=300))
def test_whatever_people_write_the_frame_holds(name: str, subject: str, text: str) -> None:
    clean = {"recipient_name": name, "subject": subject, "text": text.encode("utf-8", "replace").decode()}
    wire = on_the_wire(**clean)
    assert wire.isascii()
    assert wire.endswith(b"\r\n")
    assert b"\n" not in wire.replace(b"\r\n", b"")
    assert b"\r" not in wire.replace(b"\r\n", b"")
    assert all(len(line) <= 998 and not line.startswith(b".") for line in wire.split(b"\r\n"))
    assert set(read_back(wire).keys()) == HEADERS


@pytest.mark.parametrize("length", range(1, 80))
def test_encoded_words_never_cut_a_letter_in_two(length: int) -> None:
    subject = "ộ" * length
    wire = on_the_wire(subject=subject)
    assert read_back(wire)["Subject"] == subject
    assert all(len(line) <= 76 for line in wire.split(b"\r\n") if b"=?" in line)


@pytest.mark.parametrize(
    ("address", "plain"),
    [
        ("an@example.org", "an@example.org"),
        (" an@example.org ", "an@example.org"),
        ("an+1022@mail.example.org", "an+1022@mail.example.org"),
        ("an@đơn-vị.example", "an@xn--n-v-mgb7y4ky0a.example"),
    ],
)
def test_addresses_that_can_be_written_to(address: str, plain: str) -> None:
    written = mailbox(address)
    assert written == plain or written.endswith(".example")
    assert written.isascii()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "an",
        "@example.org",
        "an@",
        "an@exa mple.org",
        "an@example.org\r\nRCPT TO:<victim@example.org>",
        "an@example.org>\r\nDATA",
        "<an@example.org>",
        "an,binh@example.org",
        "ân@example.org",  # would need SMTPUTF8, which few servers offer
        "an@" + "a" * 300 + ".org",
        "an@example..org",
    ],
)
def test_addresses_that_cannot(address: str) -> None:
    with pytest.raises(UnmailableAddress):
        mailbox(address)


@pytest.mark.parametrize("thread", ["<abc.1@mail.example.org>", "abc.1@mail.example.org"])
def test_an_answer_to_a_mail_goes_below_it(thread: str) -> None:
    mail = read_back(on_the_wire(reply_to=thread))
    assert mail["In-Reply-To"] == mail["References"] == "<abc.1@mail.example.org>"


@pytest.mark.parametrize("thread", ["", "a b@x", "a@x>\r\nBcc: victim@example.org", "a@x\n", "đ@x", "x" * 500])
def test_what_is_no_message_id_refers_to_nothing(thread: str) -> None:
    mail = read_back(on_the_wire(reply_to=thread))
    assert set(mail.keys()) in (HEADERS, HEADERS | {"In-Reply-To", "References"})
    assert "Bcc" not in mail
    assert thread == "a@x\n" or mail["In-Reply-To"] is None
