"""HTTPS to public addresses alone, looked at where it counts: at the connection that was made.

A name that was looked up before may lead elsewhere a moment later, and be meant to.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool


class NotPublic(Exception):  # noqa: N818 - says what the address is
    """The address is not one of the internet's: somebody's inside, or this machine."""


def check_public(address: str) -> None:
    """Return when the address is one of the internet's. Raises `NotPublic`."""
    if not ipaddress.ip_address(address.partition("%")[0]).is_global:
        raise NotPublic


class _PublicConnection(HTTPSConnection):
    """Hangs up before a word is said to anybody inside."""

    def _new_conn(self) -> socket.socket:
        connected = super()._new_conn()
        try:
            check_public(connected.getpeername()[0])
        except BaseException:
            connected.close()
            raise
        return connected


class _PublicPool(HTTPSConnectionPool):
    ConnectionCls = _PublicConnection


class PublicHttps(HTTPAdapter):
    """For `requests.Session.mount("https://", …)`."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make the pool of connections."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"https": _PublicPool}
