"""Where the demo finds the running system."""

from __future__ import annotations

from dataclasses import dataclass, field

from environs import Env


@dataclass(frozen=True, slots=True)
class Places:
    """Base URLs of the sites, without a slash at the end. `lab` is where the simulated providers are played with.

    `imap` is the hotline's mailbox on a mail server that has one for every citizen of the demo too; empty: only the
    mail catcher is asked what arrived.
    """

    portal: str
    intake_web: str
    intake_hotline: str
    intake_mobile: str
    desk: str
    reporting: str
    mail: str
    lab: str
    imap: str = field(repr=False)


def from_env(env: Env) -> Places:
    """Read the addresses; the ports are those of `make up`, moved by PORT_OFFSET, where nothing else is given."""
    offset = env.int("PORT_OFFSET", 0)

    def place(name: str, port: int) -> str:
        return env.str(name, f"http://127.0.0.1:{port + offset}").rstrip("/")

    return Places(
        portal=place("PUBLIC_URL", 8080),
        intake_web=place("INTAKE_WEB_URL", 8081),
        intake_hotline=place("INTAKE_HOTLINE_URL", 8082),
        intake_mobile=place("INTAKE_MOBILE_URL", 8090),
        desk=place("ROUTING_URL", 8083),
        reporting=place("REPORTING_URL", 8084),
        mail=place("MAIL_URL", 8025),
        lab=place("LAB_URL", 8095),
        imap=env.str("IMAP_URL", ""),
    )
