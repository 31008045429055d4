"""How people sign in at the desk."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from environs import Env
from marshmallow.validate import Range

from services.kit.events.vocabulary import ROLES
from services.routing.settings.single_sign_on import SingleSignOnSettings, single_sign_on


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInSettings:
    """`idle` and `longest` are how long a session lives with nobody there, and at most. Roles in `second_factor` cannot
    work without one. `memory_kib` is what one argon2 hash needs.
    """

    idle: timedelta = timedelta(minutes=30)
    longest: timedelta = timedelta(hours=12)
    second_factor: frozenset[str] = frozenset({"administrator", "shift_lead"})
    memory_kib: int = 65_536
    single_sign_on: SingleSignOnSettings = field(default_factory=SingleSignOnSettings)


def sign_in(env: Env) -> SignInSettings:
    """Read the settings. Raises environs' errors."""
    roles = frozenset(env.list("SECOND_FACTOR_ROLES", ["administrator", "shift_lead"]))
    unknown = roles - set(ROLES)
    if unknown:
        raise ValueError(f"SECOND_FACTOR_ROLES names no role: {', '.join(sorted(unknown))}")
    return SignInSettings(
        idle=timedelta(minutes=env.float("SESSION_IDLE_MINUTES", 30.0, validate=Range(min=0, min_inclusive=False))),
        longest=timedelta(hours=env.float("SESSION_HOURS", 12.0, validate=Range(min=0, min_inclusive=False))),
        second_factor=roles,
        memory_kib=env.int("ARGON2_MEMORY_KIB", 65_536, validate=Range(min=8_192)),
        single_sign_on=single_sign_on(env),
    )
