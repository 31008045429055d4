"""Settings that all intake services share; a channel with settings of its own has a module beside this one."""

from __future__ import annotations

from dataclasses import dataclass, field

from environs import Env

from services.intake.settings.abuse import AbuseSettings, abuse
from services.intake.settings.files import FileSettings, files
from services.intake.settings.keys import SECRET
from services.kit.dossiers.settings import DossierSettings, dossiers
from services.kit.own_links import LINK_KEY
from services.kit.settings import CommonSettings, common


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeSettings(CommonSettings):
    """`public_url` is the portal where cases are tracked. `secret_key` guards the form,
    `link_key` opens the proofs with which the portal sends citizens here to add something. `rate_limit` is per address
    ("600 per minute"; empty means none). `proxies` is the number of trusted reverse proxies in front.
    """

    public_url: str
    secret_key: str
    link_key: str = field(default="", repr=False)
    rate_limit: str
    proxies: int
    files: FileSettings
    abuse: AbuseSettings = field(default_factory=AbuseSettings)
    dossiers: DossierSettings = field(default_factory=DossierSettings)


def load(env: Env) -> IntakeSettings:
    """Read the settings. Raises environs' errors for what is missing or wrong."""
    return IntakeSettings(
        **common(env, "intake"),  # type: ignore[arg-type]
        public_url=env.str("PUBLIC_URL", "http://127.0.0.1:8080").rstrip("/"),
        secret_key=env.str("SECRET_KEY", validate=SECRET),
        link_key=env.str("LINK_KEY", "", validate=LINK_KEY),
        rate_limit=env.str("RATE_LIMIT", "600 per minute"),
        proxies=env.int("TRUSTED_PROXIES", 0),
        files=files(env),
        abuse=abuse(env),
        dossiers=dossiers(env),
    )
