"""What Facebook and we share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FacebookCredentials:
    """The page's id and its secrets. The defaults are invented."""

    page_id: str = "104522334455667"
    app_secret: str = field(default="simulated-facebook-app-secret", repr=False)
    verify_token: str = field(default="simulated-facebook-verify-token", repr=False)
    page_token: str = field(default="simulated-facebook-page-token", repr=False)

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> FacebookCredentials:
        """Read the FACEBOOK_ variables; what is missing keeps its default."""
        names = {name: f"FACEBOOK_{name.upper()}" for name in ("page_id", "app_secret", "verify_token", "page_token")}
        return cls(**{field: env[name] for field, name in names.items() if env.get(name)})

    def env(self) -> dict[str, str]:
        """Return the variables a process of ours needs to talk to this page."""
        return {
            "FACEBOOK_PAGE_ID": self.page_id,
            "FACEBOOK_APP_SECRET": self.app_secret,
            "FACEBOOK_VERIFY_TOKEN": self.verify_token,
            "FACEBOOK_PAGE_TOKEN": self.page_token,
        }
