"""Mails as real programs write and break them: what can be read is read, and nothing fails."""

import base64
import quopri
import struct
import time
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.intake.adapters.html_text import text_of
from services.intake.adapters.mime_reader import read_letter
from services.intake.domain.mail.identity import mail_key, message_id
from tests.unit.intake.mail.old_typewriters import tcvn, windows_1258

TEXT = "Đèn đường hỏng trước số 12 Hùng Vương, phường Pleiku."
PNG = (
    base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
    * 6
)


def mail(head: str, body: bytes = b"") -> bytes:
    return head.strip().replace("\n", "\r\n").encode("utf-8", "surrogateescape") + b"\r\n\r\n" + body


def multipart(kind: str, *parts: bytes) -> bytes:
    inside = b"".join(b"--B\r\n" + part + b"\r\n" for part in parts)
    return mail(f"Subject: x\nContent-Type: multipart/{kind}; boundary=B", inside + b"--B--\r\n")


PLAIN = mail("Content-Type: text/plain; charset=utf-8", TEXT.encode())
HTML = mail("Content-Type: text/html; charset=utf-8", f"<p>{TEXT}</p>".encode())
IMAGE = mail('Content-Type: image/png; name="anh.png"\nContent-Transfer-Encoding: base64', base64.encodebytes(PNG))


@pytest.mark.parametrize(
    "raw",
    [
        mail("Content-Type: text/plain", TEXT.encode()),  # no charset
        mail("", TEXT.encode()),  # no header at all
        mail("Content-Type: text/plain; charset=iso-8859-1", TEXT.encode()),
        mail("Content-Type: text/plain; charset=iso-8859-1", windows_1258(TEXT)),
        mail("Content-Type: text/plain; charset=windows-1258", windows_1258(TEXT)),
        mail("Content-Type: text/plain; charset=us-ascii", tcvn(TEXT)),
        mail('Content-Type: text/plain; charset="utf-8', TEXT.encode()),  # quote never closed
        mail("Content-Type: text; charset=utf-8", TEXT.encode()),  # half a type
        mail(
            "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64",
            base64.b64encode(TEXT.encode()),
        ),
        mail("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8-bit", TEXT.encode()),
        mail(
            "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable",
            quopri.encodestring(TEXT.encode()),
        ),
        mail("Content-Type: text/plain; charset=utf-8", b"\xef\xbb\xbf" + TEXT.encode() + b"\x00"),
        mail("Content-Type: text/html", b"<meta charset='windows-1258'><p>" + windows_1258(TEXT)),
        multipart("alternative", PLAIN, HTML),
        multipart("alternative", mail("Content-Type: text/plain", b" \r\n"), HTML),  # an empty plain part
        multipart("alternative", HTML, mail("Content-Type: text/calendar", b"BEGIN:VCALENDAR")),
        multipart("related", HTML, IMAGE),
        multipart("signed", PLAIN, mail("Content-Type: application/pkcs7-signature; name=smime.p7s", b"x")),
        multipart("mixed", multipart("alternative", PLAIN, HTML).replace(b"=B", b"=C").replace(b"--B", b"--C"), IMAGE),
        multipart("mixed", PLAIN).replace(b"--B--", b""),  # never closed
        mail("Content-Type: multipart/mixed", TEXT.encode()),  # multipart without a boundary
        mail('Content-Type: text/plain; charset="utf-8"; format=flowed', TEXT.replace("số ", "số \r\n").encode()),
    ],
)
def test_the_text_is_found(raw: bytes) -> None:
    assert read_letter(raw).text.strip().replace("\x00", "") == TEXT


@pytest.mark.parametrize(
    "subject",
    [
        "=?utf-8?B?" + base64.b64encode("Đèn hỏng".encode()).decode() + "?=",
        "=?utf-8?b?" + base64.b64encode("Đèn hỏng".encode()[:1]).decode() + "?=\n =?utf-8?b?"
        + base64.b64encode("Đèn hỏng".encode()[1:]).decode() + "?=",  # one letter in two words
        "=?UTF-8?Q?=C4=90=C3=A8n_h=E1=BB?= =?UTF-8?Q?=8Fng?=",
        "=?utf-8?Q?=C4=90=C3=A8n h=E1=BB=8Fng?=",  # a blank inside
        "=?utf-8?B?" + base64.b64encode("Đèn hỏng".encode()).decode().rstrip("=") + "?=",  # padding lost
        "=?iso-8859-1?B?" + base64.b64encode("Đèn hỏng".encode()).decode() + "?=",  # wrong label
        "=?windows-1258?B?" + base64.b64encode(windows_1258("Đèn hỏng")).decode() + "?=",
        "Đèn hỏng",  # bytes without a label
        '"=?utf-8?B?' + base64.b64encode("Đèn hỏng".encode()).decode() + '?="',
    ],
)  # fmt: skip
def test_subjects_are_read_however_they_were_broken(subject: str) -> None:
    assert read_letter(mail(f"Subject: {subject}")).subject.strip('"') == "Đèn hỏng"


@pytest.mark.parametrize(
    "header",
    [
        "attachment; filename*=utf-8''%C4%90%C3%A8n%20h%E1%BB%8Fng.png",
        "attachment; filename*0*=utf-8''%C4%90%C3%A8n; filename*1*=%20h%E1%BB%8Fng.png",
        'attachment; filename="=?utf-8?B?' + base64.b64encode("Đèn hỏng.png".encode()).decode() + '?="',
        'attachment; filename="Đèn hỏng.png"',
    ],
)
def test_names_of_files_are_read_however_they_were_written(header: str) -> None:
    part = mail(f"Content-Type: image/png\nContent-Disposition: {header}", PNG)
    (file,) = read_letter(multipart("mixed", PLAIN, part)).files
    assert (file.name, file.media_type) == ("Đèn hỏng.png", "image/png")


@pytest.mark.parametrize(
    ("header", "name", "email"),
    [
        ("Nguyễn Văn An <an@example.org>", "Nguyễn Văn An", "an@example.org"),
        ('"An, Nguyễn Văn" <AN@Example.org>', "An, Nguyễn Văn", "an@example.org"),
        (
            "=?utf-8?B?" + base64.b64encode(b"An <x@y.z>").decode() + "?= <an@example.org>",
            "An <x@y.z>",
            "an@example.org",
        ),
        ("an@example.org", "", "an@example.org"),
        ("<an@example.org", "", "an@example.org"),
        ("An an@example.org (home)", None, "an@example.org"),
    ],
)
def test_senders_are_read(header: str, name: str | None, email: str) -> None:
    sender = read_letter(mail(f"From: {header}")).sender
    assert sender is not None
    assert sender.email == email
    assert name is None or sender.name == name


def test_headers_cannot_be_smuggled_in() -> None:
    letter = read_letter(mail("Subject: =?utf-8?Q?a=0D=0ABcc:_x@example.org?=\nFrom: An <an@example.org>"))
    assert "\n" not in letter.subject + letter.headers["subject"]
    assert "bcc" not in letter.headers


def test_a_mail_inside_is_read_with_who_wrote_it() -> None:
    inner = mail("From: =?utf-8?Q?B=C3=ACnh?= <b@example.org>\nSubject: Nắp cống vỡ", TEXT.encode())
    letter = read_letter(
        multipart("mixed", mail("Content-Type: text/plain", b"FYI"), mail("Content-Type: message/rfc822", inner))
    )
    assert letter.forwards
    assert all(part in letter.text for part in ("FYI", "Bình <b@example.org>", "Nắp cống vỡ", TEXT))


def test_what_is_encrypted_is_known_as_such() -> None:
    part = mail("Content-Type: application/pgp-encrypted", b"Version: 1")
    assert read_letter(multipart("encrypted", part)).closed
    assert read_letter(mail("Content-Type: application/pkcs7-mime; smime-type=enveloped-data", b"x")).closed


def test_pictures_inside_the_text_come_after_what_was_attached() -> None:
    inline = mail(
        "Content-Type: image/png; name=logo.png\nContent-ID: <1>\nContent-Transfer-Encoding: base64",
        base64.encodebytes(PNG),
    )
    letter = read_letter(multipart("mixed", HTML, inline, IMAGE))
    assert [file.name for file in letter.files] == ["anh.png", "logo.png"]


def winmail(body: bytes, name: bytes, content: bytes) -> bytes:
    def attribute(level: int, number: int, data: bytes) -> bytes:
        return struct.pack("<BII", level, number, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)

    out = struct.pack("<IH", 0x223E9F78, 1)
    out += attribute(1, 0x00089006, struct.pack("<I", 0x00010000)) + attribute(
        1, 0x00069007, struct.pack("<II", 1252, 0)
    )
    out += attribute(1, 0x0002800C, body) + attribute(2, 0x00069002, bytes(14))
    return out + attribute(2, 0x00018010, name + b"\x00") + attribute(2, 0x0006800F, content)


def test_winmail_is_unpacked() -> None:
    packed = winmail(TEXT.encode(), b"anh.png", PNG)
    part = mail(
        "Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64",
        base64.encodebytes(packed),
    )
    letter = read_letter(multipart("mixed", part))
    assert letter.text.strip() == TEXT
    assert [(file.name, file.content) for file in letter.files] == [("anh.png", PNG)]


@given(st.binary(max_size=400))
def test_a_broken_winmail_is_kept_as_a_file(content: bytes) -> None:
    packed = winmail(TEXT.encode(), b"anh.png", PNG)[: len(content)] + content
    part = mail(
        "Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64",
        base64.encodebytes(packed),
    )
    read_letter(multipart("mixed", part))


@pytest.mark.parametrize(
    "raw",
    [
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(3000)),
        b"Content-Type: message/rfc822\r\n\r\n" * 3000,
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 100_000,
        mail("Content-Type: text/html", b"<div>" * 200_000 + b"x"),
        mail("Content-Type: text/html", b"<" * 300_000),
        b"Subject: " + b"=?utf-8?Q?=41?= " * 50_000,
        b"From: " + b"<" * 50_000,
        b"From: " + b"a@b, " * 50_000,
        b"References: " + b"<a@b> " * 50_000,
        b"Subject: a\r" * 20_000,
        mail("Content-Type: text/plain", b"On " * 100_000 + b"\r\n" + b"T\xe1\xbb\xab: x\r\n" * 20_000),
        mail("", b"V\xc3\xa0o " + b"a <" * 100_000),
        mail("Content-Type: text/plain" + "; x=y" * 20_000),
    ],
    ids=range(13),
)
def test_absurd_mails_cost_little(raw: bytes) -> None:
    began = time.process_time()
    letter = read_letter(raw)
    mail_key(raw)
    assert time.process_time() - began < 5
    assert len(letter.files) <= 300


words = st.sampled_from(
    [b"Subject: ", b"From: ", b"Content-Type: multipart/mixed; boundary=B", b"\r\n", b"\r\n\r\n", b"--B", b"--B--",
     b"Content-Type: text/html; charset=", b"message/rfc822", b"Content-Transfer-Encoding: base64\r\n", b"=?utf-8?Q?",
     b"?=", b"<a@b>", b"\x00", b"\r", b"\xff", b"\xc4\x90", b"*0*=", b"; name*=", b"utf-8''%C4", b"<p>", b">",
     b"Content-", b"multipart/report", b"message/delivery-status", b"Content-Disposition: attachment; filename=", b'"',
     b"idna", b" "]
)  # fmt: skip


@settings(max_examples=400)
@given(st.one_of(st.binary(max_size=600), st.lists(st.one_of(words, st.binary(max_size=8)), max_size=40).map(b"".join)))
def test_any_bytes_are_some_mail(raw: bytes) -> None:
    letter = read_letter(raw)
    assert "\x00" not in letter.subject
    assert len(mail_key(raw)) == 64
    assert " " not in message_id(raw)


def test_the_key_is_the_same_however_the_mail_came_and_another_for_another_mail() -> None:
    raw = mail("Message-ID: <1@example.org>\nFrom: an@example.org\nSubject: x", TEXT.encode())
    came_so = b"Received: from somewhere\r\nX-Spam: no\r\n" + raw.replace(b"\r\n", b"\n") + b"\n"
    assert mail_key(came_so) == mail_key(raw)
    assert mail_key(raw.replace(b"12", b"13")) != mail_key(raw)
    assert mail_key(raw.replace(b"<1@", b"<2@")) != mail_key(raw)


def test_html_reads_well() -> None:
    html = """<style>p{color:red}</style><p>Kính gửi <b>1022</b>,</p><ul><li>đèn hỏng<li>ổ gà</ul>
    <p>Xem <a href="https://example.org/a">ảnh</a> <span style="display:none">ẩn</span></p>
    <blockquote>thư cũ</blockquote>"""
    assert text_of(html) == "Kính gửi 1022,\n\n- đèn hỏng\n- ổ gà\n\nXem ảnh (https://example.org/a)\n\n> thư cũ\n>"


def test_a_composed_mail_comes_back() -> None:
    made = EmailMessage()
    made["Subject"] = "Đèn hỏng"
    made["From"] = "Nguyễn Văn An <an@example.org>"
    made.set_content(TEXT)
    made.add_attachment(PNG, maintype="image", subtype="png", filename="ảnh.png")
    letter = read_letter(made.as_bytes())
    assert (letter.subject, letter.text.strip(), letter.files[0].name) == ("Đèn hỏng", TEXT, "ảnh.png")
