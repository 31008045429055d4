"""Contacts as people type them, and what the categories need."""

import pytest

from services.intake.adapters.phone_numbers import normalise_phone
from services.intake.domain.contact import Reachable, policy_faults, read_contact


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0905 000 012", "+84905000012"),  # as people write it
        ("0905.000.012", "+84905000012"),
        ("+84 905 000 012", "+84905000012"),
        ("84905000012", "+84905000012"),  # without the plus
        ("0084905000012", "+84905000012"),  # dialled from abroad
        ("(0269) 3822 345", "+842693822345"),  # a fixed line in Gia Lai
        ("+1 650 253 0000", "+16502530000"),  # foreigners may file too (Nghị định 20/2008/NĐ-CP)
    ],
)
def test_numbers_are_kept_in_one_form(typed: str, kept: str) -> None:
    contact, faults = read_contact("", typed, "", normalise_phone)
    assert (contact.phone, faults) == (kept, [])


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("1022", "phone-is-service-number"),
        ("(0269)1022", "phone-is-service-number"),  # our own line
        ("0269 1022", "phone-is-service-number"),
        ("113", "phone-is-service-number"),
        ("01201234567", "phone-not-valid"),  # eleven digits ended in 2018
        ("1800 1091", "phone-not-valid"),  # toll-free: nobody can be called back there
        ("0905 000", "phone-not-valid"),
        ("không có", "phone-not-valid"),
        ("0905000012" * 9, "phone-not-valid"),
    ],
)
def test_numbers_nobody_can_be_called_on_are_refused(typed: str, slug: str) -> None:
    contact, faults = read_contact("", typed, "", normalise_phone)
    assert contact.phone is None
    assert [fault.slug for fault in faults] == [slug]


@pytest.mark.parametrize(
    ("email", "fine"),
    [
        ("an.nguyen@example.org", True),
        ("an@mail.example.org", True),
        ("an@example", False),  # no dot
        ("an@@example.org", False),
        ("an nguyen@example.org", False),
        ("an@example.org, binh@example.org", False),  # one person, one address
        ("an@example.org\nBcc: all@example.org", False),  # nothing that could become a mail header
        ("@example.org", False),
        ("a" * 65 + "@example.org", False),
    ],
)
def test_email_addresses(email: str, fine: bool) -> None:
    _, faults = read_contact("", "", email, normalise_phone)
    assert [fault.slug for fault in faults] == ([] if fine else ["email-not-valid"])


def test_a_long_name_is_refused() -> None:
    _, faults = read_contact("Nguyễn " * 20, "", "", normalise_phone)
    assert [fault.slug for fault in faults] == ["name-too-long"]


NOTHING = Reachable()
PHONE = Reachable(phone="+84905000012")
BOTH = Reachable(name="Nguyễn Văn An", phone="+84905000012")


@pytest.mark.parametrize(
    ("identity", "urgent", "contact", "slugs"),
    [
        ("none", False, NOTHING, []),
        ("phone", False, NOTHING, ["phone-required"]),
        ("phone", False, PHONE, []),
        ("name_phone", False, NOTHING, ["phone-required", "name-required"]),
        ("name_phone", False, PHONE, ["name-required"]),
        ("name_phone", False, BOTH, []),
        ("name_phone", True, NOTHING, []),  # nobody in danger is asked for a name
    ],
)
def test_policies(identity: str, urgent: bool, contact: Reachable, slugs: list[str]) -> None:
    assert [fault.slug for fault in policy_faults(identity, urgent, contact)] == slugs
