"""Settings of what goes to agencies' own systems."""

from __future__ import annotations

from dataclasses import dataclass, field

from environs import Env, validate

_POSITIVE = validate.Range(min=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewaySettings:
    """`rate` is how often one agency may call, `insecure` lets webhooks be http and inside, as in development.

    `monitor` is the broker's management API with a user that may only look; empty: queues are not watched. The others
    are working minutes: until an agency's system, or its desk, counts as offline, and until that is escalated.
    """

    rate: str = "600 per minute"
    insecure: bool = False
    monitor: str = field(default="", repr=False)
    offline_minutes: int = 30
    desk_minutes: int = 480
    escalate_minutes: int = 60


def gateway(env: Env) -> GatewaySettings:
    """Read the settings. Raises environs' errors for what is wrong."""
    return GatewaySettings(
        rate=env.str("AGENCY_API_RATE", "600 per minute"),
        insecure=env.bool("WEBHOOKS_INSECURE", False),
        monitor=env.str("RABBITMQ_MONITOR_API", ""),
        offline_minutes=env.int("PRESENCE_OFFLINE_MINUTES", 30, validate=_POSITIVE),
        desk_minutes=env.int("PRESENCE_DESK_OFFLINE_MINUTES", 480, validate=_POSITIVE),
        escalate_minutes=env.int("PRESENCE_ESCALATE_MINUTES", 60, validate=_POSITIVE),
    )
