"""What the SMS gateway and we share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SmsCredentials:
    """The defaults are invented. `brandname` is registered; `number` is where citizens send to."""

    api_key: str = field(default="simulated-sms-api-key", repr=False)
    secret_key: str = field(default="simulated-sms-secret-key", repr=False)
    webhook_secret: str = field(default="simulated-sms-webhook-secret", repr=False)
    brandname: str = "1022GIALAI"
    number: str = "02691022"

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> SmsCredentials:
        """Read the SMS_ variables; what is missing keeps its default."""
        names = {name: f"SMS_{name.upper()}" for name in ("api_key", "secret_key", "webhook_secret")}
        names["brandname"] = "SMS_SENDER"
        return cls(**{field: env[name] for field, name in names.items() if env.get(name)})

    def env(self) -> dict[str, str]:
        """Return the variables a process of ours needs to use this gateway."""
        return {
            "SMS_API_KEY": self.api_key,
            "SMS_SECRET_KEY": self.secret_key,
            "SMS_WEBHOOK_SECRET": self.webhook_secret,
            "SMS_SENDER": self.brandname,
        }
