"""Accounts: what a name and an address must look like, which role belongs to an agency, what a change says."""

from __future__ import annotations

import re

from services.routing.domain.roles import AGENCY_LEADER, OFFICER

LONGEST_NAME, LONGEST_DISPLAY_NAME, LONGEST_EMAIL = 64, 100, 254
_NAME = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_EMAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\".]+")
#: Roles of people who belong to one agency and see its cases only.
OF_AGENCIES = frozenset({OFFICER, AGENCY_LEADER})
COMMAND = "command:"


def is_name(name: str) -> bool:
    """Return whether this can be an account's name: what people type easily and read out without mistakes."""
    return len(name) <= LONGEST_NAME and bool(_NAME.fullmatch(name))


def is_email(address: str) -> bool:
    """Return whether this looks like an address; whether it exists, only a mail would tell."""
    return len(address) <= LONGEST_EMAIL and bool(_EMAIL.fullmatch(address))


def needs_agency(role: str) -> bool:
    """Return whether an account of this role belongs to an agency; all others must not."""
    return role in OF_AGENCIES


def is_person(who: str) -> bool:
    """Return whether this is an account, and not whoever ran a command."""
    return not who.startswith(COMMAND)
