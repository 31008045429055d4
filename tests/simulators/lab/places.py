"""Where the running system is, and where the lab listens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr


@dataclass(frozen=True, slots=True)
class Places:
    """Base URLs without a slash at the end. `lab` is where providers' files are fetched from, `lab_host` what it
    listens on; `open311` is where GeoReport v2 lives on intake-mobile.
    """

    lab: str
    lab_host: str
    lab_port: int
    smpp_port: int
    intake_zalo: str
    intake_facebook: str
    intake_mobile: str
    intake_sms: str
    intake_hotline: str
    intake_web: str
    notify: str
    portal: str
    mail: str
    mail_submit: str
    mail_to: str
    open311: str

    def servers(self) -> dict[str, str]:
        """Return what must run for each panel of the page."""
        return {
            "zalo": self.intake_zalo,
            "facebook": self.intake_facebook,
            "sms": self.intake_sms,
            "phone": self.intake_hotline,
            "web": self.intake_web,
            "mobile": self.intake_mobile,
            "mail": self.mail,
        }


def from_env(env: Mapping[str, str]) -> Places:
    """Read the addresses; the ports are those of `make up`, moved by PORT_OFFSET, where nothing else is given."""
    offset = int(env.get("PORT_OFFSET") or 0)

    def place(name: str, port: int) -> str:
        return (env.get(name) or f"http://127.0.0.1:{port + offset}").rstrip("/")

    mobile = place("INTAKE_MOBILE_URL", 8090)
    return Places(
        lab=place("LAB_URL", int(env.get("LAB_PORT") or 8095 + offset) - offset),
        lab_host=env.get("LAB_HOST") or "127.0.0.1",
        lab_port=int(env.get("LAB_PORT") or 8095 + offset),
        smpp_port=int(env.get("SMPP_PORT") or 8096 + offset),
        intake_zalo=place("INTAKE_ZALO_URL", 8088),
        intake_facebook=place("INTAKE_FACEBOOK_URL", 8089),
        intake_mobile=mobile,
        intake_sms=place("INTAKE_SMS_URL", 8091),
        intake_hotline=place("INTAKE_HOTLINE_URL", 8082),
        intake_web=place("INTAKE_WEB_URL", 8081),
        notify=place("NOTIFY_URL", 8085),
        portal=place("PUBLIC_URL", 8080),
        mail=place("MAIL_URL", 8025),
        mail_submit=env.get("MAIL_SUBMIT_URL") or f"smtp://127.0.0.1:{2525 + offset}",
        mail_to=env.get("MAIL_TO") or parseaddr(env.get("MAIL_FROM", ""))[1] or "1022@example.org",
        open311=(env.get("OPEN311_URL") or f"{mobile}/v2").rstrip("/"),
    )
