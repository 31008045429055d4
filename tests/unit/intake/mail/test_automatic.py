"""Who wrote: a person or a machine; which case it is about; in which language."""

import pytest

from services.intake.adapters.mime_reader import read_letter
from services.intake.domain.mail import automatic, subjects
from services.intake.domain.mail.languages import language
from tests.unit.intake.mail.fakes import OWN, a_mail

CODE = "2611304829176"


def reason(raw: bytes, **spam: str) -> str | None:
    return automatic.reason(read_letter(raw), {OWN}, spam)


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"Auto_Submitted": "auto-generated"}, "auto-submitted"),
        ({"Auto_Submitted": "auto-replied; owner-email=a@example.org"}, "auto-submitted"),
        ({"Auto_Submitted": "no"}, None),
        ({"Precedence": "bulk"}, "bulk"),
        ({"Precedence": "JUNK"}, "bulk"),
        ({"Precedence": "first-class"}, None),
        ({"List_Id": "<a.example.org>"}, "list"),
        ({"List_Unsubscribe": "<mailto:a@example.org>"}, "list"),
        ({"Return_Path": "<>"}, "bounce"),
        ({"Return_Path": "<an@example.org>"}, None),
        ({"From": "MAILER-DAEMON@example.org"}, "bounce"),
        ({"From": "Postmaster <postmaster@example.org>"}, "bounce"),
        ({"X_Failed_Recipients": "a@example.org"}, "bounce"),
        ({"X_Autoreply": "yes"}, "autoreply"),
        ({"X_Autoreply": "no"}, None),
        ({"X_Autorespond": "vacation"}, "autoreply"),
        ({"From": f"Tổng đài <{OWN.upper()}>"}, "own-address"),
        ({"Subject": "Automatic reply: Đèn hỏng"}, "absence"),
        ({"Subject": "Out of Office: until Monday"}, "absence"),
        ({"Subject": "Trả lời tự động: Đèn hỏng"}, "absence"),
        ({"Subject": "Tự động trả lời"}, "absence"),
        # Citizens speak of these things, too.
        ({"Subject": "Cán bộ phường vắng mặt cả tuần"}, None),
        ({"Subject": "Vắng mặt người trực tại trạm y tế"}, None),
        ({"Subject": "Re: Trả lời tự động: Đèn hỏng"}, None),
        ({"Subject": "Office of the ward is closed"}, None),
    ],
)
def test_machines_are_told_from_people(headers: dict[str, str], expected: str | None) -> None:
    assert reason(a_mail(**headers)) == expected


def test_spam_is_marked_by_the_headers_that_the_settings_name() -> None:
    flagged = a_mail(X_Spam_Flag="YES")
    assert reason(flagged) is None
    assert automatic.reason(read_letter(flagged), {OWN}, {"x-spam-flag": "yes"}) == "spam"
    assert automatic.reason(read_letter(a_mail(X_Spam_Flag="NO")), {OWN}, {"x-spam-flag": "yes"}) is None


RECEIPT = (
    b"From: an@example.org\r\nSubject: Read: x\r\n"
    b"Content-Type: multipart/report; report-type=disposition-notification; boundary=B\r\n\r\n"
    b"--B\r\nContent-Type: text/plain\r\n\r\nRead.\r\n--B\r\nContent-Type: message/disposition-notification\r\n\r\n"
    b"Disposition: manual-action/MDN-sent-manually; displayed\r\n--B--\r\n"
)


def test_a_read_receipt_is_one() -> None:
    assert reason(RECEIPT) == "receipt"


@pytest.mark.parametrize(
    ("subject", "cleaned"),
    [
        ("Re: Đèn hỏng", "Đèn hỏng"),
        ("RE: Re: Fwd: Đèn hỏng", "Đèn hỏng"),
        ("Trả lời: Chuyển tiếp: Đèn hỏng", "Đèn hỏng"),
        ("Re[2]: Đèn hỏng", "Đèn hỏng"),
        (f"Re: [1022-{CODE}] Đèn hỏng", "Đèn hỏng"),
        (f"[1022-{CODE}] Re: Đèn hỏng", "Đèn hỏng"),
        ("Reo hò: ồn ào", "Reo hò: ồn ào"),
        ("Ct: ", ""),
    ],
)
def test_a_subject_is_what_the_writer_wrote_there(subject: str, cleaned: str) -> None:
    assert subjects.cleaned(subject) == cleaned


@pytest.mark.parametrize(
    ("references", "subject", "code"),
    [
        ([f"1022.{CODE}.0123456789abcdef01234567@1022.test"], "x", CODE),
        (["other@example.org", f"1022.{CODE}.0123456789abcdef01234567@1022.test"], "x", CODE),
        ([], f"Re: [1022-{CODE}] x", CODE),
        ([], "Re: [1022-261130 482917 6] x", CODE),
        ([], "Re: [1022-2611304829175] x", None),  # one digit wrong
        ([], f"Re: 1022-{CODE} x", None),  # not our mark
        (["1022.2611304829175.0123456789abcdef01234567@1022.test"], "x", None),
        (["1022.0.0123456789abcdef01234567@1022.test"], "x", None),  # a question of ours, about no case
        ([f"x1022.{CODE}.0123456789abcdef01234567@1022.test"], "x", None),
    ],
)
def test_a_case_is_known_by_our_ids_and_our_mark(references: list[str], subject: str, code: str | None) -> None:
    assert subjects.code_named(references, subject) == code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The street light in front of my house is broken since Monday.", "en"),
        ("Đèn đường trước nhà tôi bị hỏng.", "vi"),
        ("Den duong truoc nha toi bi hong, kinh mong sua gap.", "vi"),
        ("Please, my address is 12 Hùng Vương; the light is broken.", "vi"),
        ("ok", "vi"),
        ("", "vi"),
    ],
)
def test_the_language_is_vietnamese_unless_it_is_clearly_english(text: str, expected: str) -> None:
    assert language(text) == expected
