"""How a citizen's contact looks to whoever has not asked to see it: enough to recognise, too little to use."""

from __future__ import annotations

from services.routing.domain.submission import Contact

#: What is put in the place of what is hidden.
HIDDEN = "x"
_SHOWN_FIRST, _SHOWN_LAST = 2, 2
#: Shorter numbers show nothing: two and two digits of six are most of it.
_SHORTEST = 8


def masked(contact: Contact) -> Contact:
    """Return the contact with initials, a few digits and the mail's domain only."""
    return Contact(
        name=contact.name and masked_name(contact.name),
        phone=contact.phone and masked_phone(contact.phone),
        email=contact.email and masked_email(contact.email),
    )


def masked_name(name: str) -> str:
    """Return initials: "Nguyễn Văn An" becomes "N. V. A."."""
    return " ".join(f"{word[0].upper()}." for word in name.split())


def masked_phone(phone: str) -> str:
    """Return a number as people write it, middle hidden: "+84905000012" becomes "09xx xxx x12"."""
    digits = _dialled(phone)
    if len(digits) < _SHORTEST:
        return HIDDEN * len(digits)
    hidden = HIDDEN * (len(digits) - _SHOWN_FIRST - _SHOWN_LAST)
    return _grouped(digits[:_SHOWN_FIRST] + hidden + digits[-_SHOWN_LAST:])


def readable_phone(phone: str) -> str:
    """Return a number as people read it out: "+84905000012" becomes "0905 000 012"."""
    digits = _dialled(phone)
    return _grouped(digits) if len(digits) >= _SHORTEST else digits


def masked_email(email: str) -> str:
    """Return the first letter and the domain: "an@example.org" becomes "a…@example.org"."""
    local, at, domain = email.rpartition("@")
    return f"{local[:1]}…{at}{domain}" if at else "…"


def _dialled(phone: str) -> str:
    digits = "".join(each for each in phone if each.isdigit())
    return "0" + digits[2:] if phone.startswith("+84") else digits


def _grouped(digits: str) -> str:
    return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
