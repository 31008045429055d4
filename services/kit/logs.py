"""Logs are JSON lines: a fixed sentence plus fields, with case code and trace, never with personal data."""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

log = structlog.get_logger()

#: Fields that could carry personal data. They are dropped here as a last fence, whoever logged them.
PERSONAL = frozenset(
    {"name", "phone", "email", "contact", "address", "text", "title", "answer", "pin", "recipient", "body", "token"}
)


def drop_personal(_: Any, __: str, fields: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Structlog processor: remove the fields that could name a citizen."""
    for field in PERSONAL & fields.keys():
        fields[field] = "[hidden]"
    return fields


def set_up(service: str, level: str = "INFO") -> None:
    """Send structlog's and the standard library's logs to stdout as one JSON line each."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        drop_personal,
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *shared],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _name_service(service),
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for noisy in ("amqp", "pika", "pymongo", "kombu", "werkzeug"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def _name_service(service: str) -> Any:
    def add(_: Any, __: str, fields: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        fields["service"] = service
        return fields

    return add
