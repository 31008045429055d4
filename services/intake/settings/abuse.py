"""Settings against abuse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from environs import Env, EnvError

from services.intake.domain.abuse.limits import LIMITS, Limit, read_limits


@dataclass(frozen=True, slots=True, kw_only=True)
class AbuseSettings:
    """`limits` is how much a sender of each kind may send. `proof_numbers` is how much work a proof takes: so many
    hashes at most, half of them on average.
    """

    limits: Mapping[str, Limit] = field(default_factory=lambda: LIMITS)
    proof_numbers: int = 60_000


def abuse(env: Env) -> AbuseSettings:
    """Read the settings. Raises environs' errors for what is wrong."""
    try:
        limits = read_limits(env.list("SENDER_LIMITS", []))
    except ValueError:
        raise EnvError('Environment variable "SENDER_LIMITS" invalid') from None
    return AbuseSettings(limits=limits, proof_numbers=env.int("PROOF_NUMBERS", 60_000))
