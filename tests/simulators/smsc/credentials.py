"""What the carrier's SMSC and we share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MOST_SYSTEM_ID, MOST_PASSWORD = 15, 8


@dataclass(frozen=True, slots=True)
class SmscCredentials:
    """The defaults are invented. ValueError for what the protocol has no room for."""

    system_id: str = "hotline"
    password: str = field(default="smpp1022", repr=False)

    def __post_init__(self) -> None:
        if len(self.system_id) > MOST_SYSTEM_ID or len(self.password) > MOST_PASSWORD:
            raise ValueError(f"SMPP allows {MOST_SYSTEM_ID} characters for the name, {MOST_PASSWORD} for the password")

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> SmscCredentials:
        """Read the SMPP_ variables; what is missing keeps its default."""
        names = {"system_id": "SMPP_SYSTEM_ID", "password": "SMPP_PASSWORD"}
        return cls(**{field: env[name] for field, name in names.items() if env.get(name)})

    def env(self) -> dict[str, str]:
        """Return the variables a process of ours needs to bind to this SMSC."""
        return {"SMPP_SYSTEM_ID": self.system_id, "SMPP_PASSWORD": self.password}
