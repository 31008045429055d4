"""Servers in containers, where a Docker engine answers."""

import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import requests
from pymongo import MongoClient

from tests.servers.broker import RabbitMQ
from tests.waiting import eventually

RABBITMQ_IMAGE = "rabbitmq:4.0-management"
MONGO_IMAGE = "mongo:7.0"


def engine_answers() -> bool:
    """Tell whether a Docker engine is there and has, or can get, the images."""
    import docker
    from docker.errors import DockerException

    if not _socket_answers(os.environ.get("DOCKER_HOST", "unix:///var/run/docker.sock")):
        return False
    try:
        with closing(docker.from_env(timeout=300)) as client:
            _have(client, RABBITMQ_IMAGE)
            _have(client, MONGO_IMAGE)
    except DockerException:
        return False
    return True


def _socket_answers(host: str) -> bool:
    """Look before asking: the client leaves its socket open when nobody listens behind a file left over."""
    if not host.startswith("unix://"):
        return True
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(host.removeprefix("unix://")) == 0


def _have(client: Any, image: str) -> None:
    """Get the image unless it is here. Raises DockerException where it cannot be had."""
    if not client.images.list(name=image):
        client.images.pull(image)


@contextmanager
def rabbitmq() -> Iterator[RabbitMQ]:
    """Run RabbitMQ with its management plugin until the block ends."""
    from testcontainers.core.container import DockerContainer

    user, password = "hotline-admin", secrets.token_hex()
    login = {"RABBITMQ_DEFAULT_USER": user, "RABBITMQ_DEFAULT_PASS": password}
    with DockerContainer(RABBITMQ_IMAGE).with_envs(**login).with_exposed_ports(5672, 15672) as container:
        host, amqp, management = (container.get_container_host_ip(), *map(container.get_exposed_port, (5672, 15672)))
        api = f"http://{user}:{password}@{host}:{management}"
        eventually(lambda: _listens(api), within=90, message="RabbitMQ in a container")
        yield RabbitMQ(f"amqp://{user}:{password}@{host}:{amqp}/%2F", api)


def _listens(api: str) -> bool:
    try:
        return requests.get(f"{api}/api/health/checks/port-listener/5672", timeout=5).ok
    except requests.RequestException:
        return False


@contextmanager
def mongo_uri() -> Iterator[str]:
    """Run a one-node replica set until the block ends and give its address."""
    from testcontainers.core.container import DockerContainer

    with (
        DockerContainer(MONGO_IMAGE)
        .with_command("mongod --replSet rs0 --bind_ip_all")
        .with_exposed_ports(27017) as container
    ):
        uri = (
            f"mongodb://{container.get_container_host_ip()}:{container.get_exposed_port(27017)}/?directConnection=true"
        )
        with MongoClient[dict[str, Any]](uri, serverSelectionTimeoutMS=60_000) as client:
            member = {"_id": 0, "host": "127.0.0.1:27017"}
            client.admin.command("replSetInitiate", {"_id": "rs0", "members": [member]})
            eventually(lambda: client.admin.command("hello")["isWritablePrimary"], within=60, message="a primary")
        yield uri
