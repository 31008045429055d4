"""Connect an agency: the way it gets its messages, and credentials that are shown once."""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass, field, replace
from datetime import timedelta
from urllib.parse import urlsplit

from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.routing.domain.gateway.connection import DESK, KEPT_HERE, WEBHOOK, Connection, Key, Secret
from services.routing.domain.gateway.patience import Circuit
from services.routing.usecases.gateway.ports import Connections, Messages

#: Standard Webhooks' mark of a symmetric secret.
SECRET_MARK = "whsec_"  # noqa: S105 - says what follows, keeps nothing


@dataclass(frozen=True, slots=True)
class Shown:
    """Credentials to be shown once. None: there are none for this way, or they stay as they were."""

    key: str | None = field(default=None, repr=False)
    secret: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class ConnectAgency:
    """Makes, renews and ends connections. The broker's side of them is the command's: see `BrokerAdmin`."""

    connections: Connections
    messages: Messages
    clock: Clock
    insecure: bool = False

    def add(self, agency: str, delivery: str, url: str | None = None) -> Shown:
        """Connect an agency, or change its way or address; what it proves itself by stays.

        Raises `Rejected("no-webhook-url" | "messages-waiting")`.
        """
        now, before = self.clock.now(), self.connections.get(agency)
        self._check_url(delivery, url)
        if before and before.delivery in KEPT_HERE and delivery not in KEPT_HERE:
            self._nothing_waits(agency)
        connection = replace(
            before or Connection(agency=agency, delivery=delivery, changed_at=now),
            delivery=delivery,
            url=url if delivery == WEBHOOK else None,
            circuit=Circuit(),
            changed_at=now,
        )
        self.connections.put(connection)
        missing = not connection.keys or (delivery == WEBHOOK and not connection.secrets)
        return self.renew(agency, timedelta()) if delivery in KEPT_HERE and missing else Shown()

    def renew(self, agency: str, grace: timedelta) -> Shown:
        """Make new credentials; the old ones go on working for `grace`. Raises `Rejected("not-connected")`."""
        connection, now = self.known(agency), self.clock.now()
        if connection.delivery == DESK:
            return Shown()
        key, secret = secrets.token_urlsafe(32), None
        if connection.delivery == WEBHOOK:
            secret = SECRET_MARK + base64.b64encode(secrets.token_bytes(32)).decode()
        hashed = Key(sha256=hashlib.sha256(key.encode()).hexdigest())
        signing = Secret(value=secret) if secret else None
        self.connections.put(connection.renewed(hashed, signing, now, now + grace))
        return Shown(key, secret)

    def remove(self, agency: str, *, force: bool) -> bool:
        """End a connection and what waits for it; return whether there was one.

        Raises `Rejected("messages-waiting")` unless `force`.
        """
        if not force:
            self._nothing_waits(agency)
        self.messages.forget(agency)
        return self.connections.remove(agency)

    def known(self, agency: str) -> Connection:
        """Return a connection. Raises `Rejected("not-connected")`."""
        found = self.connections.get(agency)
        if found is None:
            raise Rejected(
                "not-connected", f"Cơ quan {agency} chưa được kết nối.", f"Agency {agency} is not connected."
            )
        return found

    def resume(self, agency: str) -> int:
        """Call a receiver again that was given up or had asked for no more; return how many messages it will get."""
        self.known(agency)
        self.connections.set_circuit(agency, Circuit())
        return self.messages.try_again(agency, self.clock.now())

    def _check_url(self, delivery: str, url: str | None) -> None:
        if delivery != WEBHOOK:
            return
        parts = urlsplit(url or "")
        schemes = ("https", "http") if self.insecure else ("https",)
        if parts.scheme not in schemes or not parts.hostname or parts.username or parts.fragment:
            raise Rejected(
                "no-webhook-url",
                "Cần địa chỉ https:// của hệ thống nhận (--url), không kèm tên đăng nhập.",
                "A webhook needs the receiver's https:// address (--url), without a login in it.",
            )

    def _nothing_waits(self, agency: str) -> None:
        heap = self.messages.heaps().get(agency)
        if heap and heap.waiting:
            raise Rejected(
                "messages-waiting",
                f"Còn {heap.waiting} tin chờ cơ quan {agency} nhận.",
                f"{heap.waiting} messages wait for agency {agency}.",
            )
