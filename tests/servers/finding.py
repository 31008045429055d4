"""Where servers come from: given addresses first, then containers, then the machine's own binaries.

`TEST_SERVERS=local` or `TEST_SERVERS=containers` decides between the last two.
"""

import os
from urllib.parse import urlsplit

from tests.servers import containers
from tests.servers.broker import RabbitMQ


def given_rabbitmq() -> RabbitMQ | None:
    """Return the broker of AMQP_URI; its management API is RABBITMQ_API, or port 15672 of the same host."""
    uri = os.environ.get("AMQP_URI")
    if not uri:
        return None
    parts = urlsplit(uri)
    login = f"{parts.username}:{parts.password}@{parts.hostname}"
    return RabbitMQ(uri, os.environ.get("RABBITMQ_API") or f"http://{login}:15672")


def given_mongo_uri() -> str | None:
    """Return MONGO_URI, or None where it is not set."""
    return os.environ.get("MONGO_URI") or None


def wants_containers() -> bool:
    """Tell whether servers shall come from containers."""
    choice = os.environ.get("TEST_SERVERS", "")
    return choice == "containers" or (choice != "local" and containers.engine_answers())
