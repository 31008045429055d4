"""What the carrier's SMSC and we share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SmscCredentials:
    """SMPP allows 15 characters for the name and 8 for the password. The defaults are invented."""

    system_id: str = "hotline"
    password: str = field(default="smpp1022", repr=False)

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> SmscCredentials:
        """Read the SMPP_ variables; what is missing keeps its default."""
        names = {"system_id": "SMPP_SYSTEM_ID", "password": "SMPP_PASSWORD"}
        return cls(**{field: env[name] for field, name in names.items() if env.get(name)})

    def env(self) -> dict[str, str]:
        """Return the variables a process of ours needs to bind to this SMSC."""
        return {"SMPP_SYSTEM_ID": self.system_id, "SMPP_PASSWORD": self.password}
