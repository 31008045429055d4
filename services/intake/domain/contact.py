"""How the citizen can be reached, and which categories must know it.

Nobody has to say who they are unless the category's policy says so, and an urgent case never waits for a name
(as Bình Dương's 1022 regulation of 2021 has it). What a contact must hold follows Nghị định 92/2017/NĐ-CP: name and
telephone, or e-mail.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from services.intake.domain.fault import Fault
from services.intake.domain.wording import clean_line

MOST_NAME = 100
MOST_EMAIL = 254
MOST_PHONE_AS_TYPED = 40

#: Returns the number in E.164, or None when nobody can be called there.
NormalisePhone = Callable[[str], str | None]

# Deliberately loose: one @, a dotted domain, nothing that could break a mail header. The mail itself is the proof.
_EMAIL = re.compile(r"[^@\s<>\"(),:;\\]{1,64}@(?:[^@\s<>\"(),:;\\.]+\.)+[^@\s<>\"(),:;\\.\d][^@\s<>\"(),:;\\.]+")
# 1022 itself, 113, 114, 115, 112, and our own line with its area code: numbers that one calls, not citizens' own.
_SHORT_CODE = re.compile(r"(?:\(?0269\)?[\s.\-]*)?1\d{2,3}")


@dataclass(frozen=True, slots=True)
class Reachable:
    """A checked contact; each part may be missing. `phone` is E.164."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None

    @property
    def empty(self) -> bool:
        """Whether the citizen left nothing."""
        return not (self.name or self.phone or self.email)


def read_contact(name: str, phone: str, email: str, normalise: NormalisePhone) -> tuple[Reachable, list[Fault]]:
    """Return what can be used of a contact as it was typed, and what is wrong with the rest."""
    name, phone, email = clean_line(name), clean_line(phone), clean_line(email)
    number = normalise(phone) if phone and len(phone) <= MOST_PHONE_AS_TYPED and not is_short_code(phone) else None
    faults = [*_name_faults(name), *_phone_faults(phone, number), *_email_faults(email)]
    return Reachable(name or None, number, email or None), faults


def is_short_code(phone: str) -> bool:
    """Return whether `phone` is a service number such as 1022 or (0269)1022, which no citizen can be called on."""
    return bool(_SHORT_CODE.fullmatch(phone.strip()))


def policy_faults(identity: str, urgent: bool, contact: Reachable) -> Iterator[Fault]:
    """Yield what the category's `identity` policy (none, phone, name_phone) misses. Urgent cases are never held up."""
    if urgent or identity == "none":
        return
    if not contact.phone:
        yield Fault(
            "contact/phone",
            "phone-required",
            "Lĩnh vực này cần số điện thoại để cơ quan giải quyết liên hệ với bạn.",
            "This category needs a telephone number, so that the agency can reach you.",
        )
    if identity == "name_phone" and not contact.name:
        yield Fault(
            "contact/name",
            "name-required",
            "Lĩnh vực này cần họ tên của bạn.",
            "This category needs your name.",
        )


def _name_faults(name: str) -> Iterator[Fault]:
    if len(name) > MOST_NAME:
        yield Fault(
            "contact/name",
            "name-too-long",
            f"Họ tên dài quá {MOST_NAME} ký tự.",
            f"The name is longer than {MOST_NAME} characters.",
        )


def _phone_faults(phone: str, number: str | None) -> Iterator[Fault]:
    if is_short_code(phone):
        yield Fault(
            "contact/phone",
            "phone-is-service-number",
            "Đây là số tổng đài. Xin ghi số điện thoại của bạn, hoặc để trống.",
            "This is a service number. Please give your own telephone number, or leave it empty.",
        )
    elif phone and not number:
        yield Fault(
            "contact/phone",
            "phone-not-valid",
            "Số điện thoại không đúng. Ví dụ đúng: 0905 000 012 hoặc +84 905 000 012.",
            "This is not a telephone number. For example: 0905 000 012 or +84 905 000 012.",
        )


def _email_faults(email: str) -> Iterator[Fault]:
    if email and (len(email) > MOST_EMAIL or not _EMAIL.fullmatch(email)):
        yield Fault(
            "contact/email",
            "email-not-valid",
            "Địa chỉ thư điện tử không đúng. Ví dụ đúng: ten@example.org.",
            "This is not an e-mail address. For example: name@example.org.",
        )
