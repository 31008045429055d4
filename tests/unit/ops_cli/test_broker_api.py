"""Addresses of the broker as they are written down."""

import pytest

from services.kit.commands.broker_api import vhost_of


@pytest.mark.parametrize(
    ("uri", "vhost"),
    [
        ("amqp://a:b@host:5672/%2F", "/"),  # the usual way to write the default one
        ("amqp://a:b@host:5672/", "/"),  # none named
        ("amqp://a:b@host:5672", "/"),
        ("amqps://a:b@host/hotline", "hotline"),
        ("amqp://a:b@host/gia%20lai%2F1022", "gia lai/1022"),
    ],
)
def test_an_amqp_uri_names_its_virtual_host(uri: str, vhost: str) -> None:
    assert vhost_of(uri) == vhost
