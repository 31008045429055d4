"""What Zalo and we share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ZaloCredentials:
    """Ids are long numbers as text: as JSON numbers they would lose digits. The defaults are invented."""

    app_id: str = "2553928453557884079"
    oa_id: str = "3662729599332560487"
    app_secret: str = field(default="simulated-zalo-app-secret", repr=False)
    oa_secret: str = field(default="simulated-zalo-oa-secret", repr=False)
    refresh_token: str = field(default="simulated-zalo-first-refresh-token", repr=False)

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> ZaloCredentials:
        """Read the ZALO_ variables; what is missing keeps its default."""
        names = {
            "app_id": "ZALO_APP_ID",
            "oa_id": "ZALO_OA_ID",
            "app_secret": "ZALO_APP_SECRET",
            "oa_secret": "ZALO_OA_SECRET",
            "refresh_token": "ZALO_REFRESH_TOKEN",
        }
        return cls(**{field: env[name] for field, name in names.items() if env.get(name)})

    def env(self) -> dict[str, str]:
        """Return the variables a process of ours needs to talk to this account."""
        return {
            "ZALO_APP_ID": self.app_id,
            "ZALO_OA_ID": self.oa_id,
            "ZALO_APP_SECRET": self.app_secret,
            "ZALO_OA_SECRET": self.oa_secret,
            "ZALO_REFRESH_TOKEN": self.refresh_token,
        }
