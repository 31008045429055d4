"""What the telephone system and we share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PbxCredentials:
    """The defaults are invented. `did` is the number that is called."""

    secret: str = field(default="simulated-pbx-secret", repr=False)
    did: str = "02691022"

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> PbxCredentials:
        """Read PBX_SECRET; when it is missing it keeps its default."""
        return cls(env["PBX_SECRET"]) if env.get("PBX_SECRET") else cls()

    def env(self) -> dict[str, str]:
        """Return the variables a process of ours needs to believe this telephone system."""
        return {"PBX_SECRET": self.secret}
