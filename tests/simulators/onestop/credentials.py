"""What the one-stop system and we share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class OneStopCredentials:
    """The default is invented."""

    key: str = field(default="simulated-one-stop-key", repr=False)

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> OneStopCredentials:
        """Read DOSSIER_KEY; when it is missing the key keeps its default."""
        return cls(env["DOSSIER_KEY"]) if env.get("DOSSIER_KEY") else cls()
