"""Settings that the chat channels share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from environs import Env


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatSettings:
    """`stall` is how long an optional question is left open before a case is filed as it is; `remind` after how long a
    forgotten draft is mentioned, None for never. `hosts` are the names (and their subdomains) files are fetched from;
    `insecure_files` allows http and private addresses, for tests and the lab only. `most_bytes` limits a webhook.
    """

    stall: timedelta = timedelta(minutes=15)
    remind: timedelta | None = None
    hosts: tuple[str, ...] = ()
    insecure_files: bool = False
    most_bytes: int = 512 * 1024


def chat(env: Env, hosts: list[str]) -> ChatSettings:
    """Read the settings; `hosts` are the provider's own file servers as public integrations name them (unverified)."""
    hours = env.float("CHAT_REMIND_HOURS", 0)
    return ChatSettings(
        stall=timedelta(minutes=env.float("CHAT_STALL_MINUTES", 15)),
        remind=timedelta(hours=hours) if hours else None,
        hosts=tuple(each.strip().lower() for each in env.list("ATTACHMENT_HOSTS", hosts) if each.strip()),
        insecure_files=env.bool("ATTACHMENTS_INSECURE", False),
        most_bytes=env.int("WEBHOOK_MOST_KB", 512) * 1024,
    )
