"""Settings come from the environment, are checked once at start, and secrets have no default."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from environs import Env, EnvError
from marshmallow.validate import OneOf

Settings = TypeVar("Settings")


class BadSettings(Exception):  # noqa: N818
    """The environment does not describe a program that could run. The message names the variable, not its value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonSettings:
    """What every process needs to know."""

    amqp_uri: str
    mongo_uri: str
    database: str
    http_host: str
    http_port: int
    admin_host: str
    admin_port: int
    log_level: str
    drain_seconds: float


def common(env: Env, service: str) -> dict[str, object]:
    """Return the fields of `CommonSettings` for a service's own settings class to add to."""
    return {
        "amqp_uri": env.str("AMQP_URI"),
        "mongo_uri": env.str("MONGO_URI"),
        "database": env.str("DATABASE_PREFIX", "") + service,
        "http_host": env.str("HTTP_HOST", "127.0.0.1"),
        "http_port": env.int("HTTP_PORT", 0),
        "admin_host": env.str("ADMIN_HOST", "127.0.0.1"),
        "admin_port": env.int("ADMIN_PORT", 0),
        "log_level": env.str("LOG_LEVEL", "INFO", validate=OneOf(("DEBUG", "INFO", "WARNING", "ERROR"))),
        "drain_seconds": env.float("DRAIN_SECONDS", 25.0),
    }


def read(build: Callable[[Env], Settings]) -> Settings:
    """Run `build` over the environment. Raises `BadSettings` naming the first variable that is wrong."""
    try:
        return build(Env())
    except EnvError as error:
        raise BadSettings(_without_value(error)) from None


def _without_value(error: EnvError) -> str:
    """Return the variable's name only: environs' own message would repeat a secret's value."""
    text = str(error)
    quoted = text.split('"')
    return f"{quoted[1]} is missing or not valid" if len(quoted) > 1 else "a setting is missing or not valid"
