"""The inbox: what came is on disk before it is acknowledged, and replies are on disk before they are sent.

One SQLite file. Whatever is killed when: an event that was acknowledged is here, an event that comes twice is here
once, a reply goes out until the hotline has taken it. Several threads may use one inbox.
"""

import json
import logging
import sqlite3
import threading
import uuid
from collections.abc import Callable, Iterable
from typing import Any

Json = dict[str, Any]
log = logging.getLogger("inbox")

TABLES = """
create table if not exists events (id text primary key, body text not null, handled integer not null default 0);
create table if not exists replies (id text primary key, body text not null, sent integer not null default 0);
"""


class NotAnEvent(ValueError):  # noqa: N818 - what the bytes are
    """The bytes are no CloudEvent: nothing that could be kept."""


def read(body: bytes) -> Json:
    """Return the event in `body`. Fields that are not known are kept and passed over. Raises `NotAnEvent`."""
    try:
        event: Json = json.loads(body)
        id_, type_, data = event["id"], event["type"], event["data"]
    except (ValueError, KeyError, TypeError) as error:
        raise NotAnEvent from error
    if not (isinstance(id_, str) and isinstance(type_, str) and isinstance(data, dict)):
        raise NotAnEvent
    return event


def reply_to(event: Json, number: int, agency: str, type_: str, data: Json) -> Json:
    """Return a reply in a CloudEvents 1.0 envelope.

    Its id follows from the event it replies to, so a reply that is sent twice is recognised and counted once.
    """
    return {
        "specversion": "1.0",
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{event['id']}/{number}/{type_}")),
        "source": f"/agency/{agency}",
        "type": type_,
        "subject": event["subject"],
        "datacontenttype": "application/json",
        "dataschema": f"{type_}/1",
        **{name: event[name] for name in ("traceparent",) if event.get(name)},
        "data": {"code": event["subject"], **data},
    }


class Inbox:
    """Events in, replies out, both safe on disk."""

    def __init__(self, path: str, agency: str) -> None:
        self._agency = agency
        self._lock = threading.Lock()
        self._db = sqlite3.connect(path, check_same_thread=False)
        self._db.execute("pragma synchronous = full")
        self._db.executescript(TABLES)

    def keep(self, event: Json) -> None:
        """Store an event; one that is known stays as it is. When this returns it may be acknowledged."""
        with self._lock, self._db:
            self._db.execute("insert or ignore into events (id, body) values (?, ?)", (event["id"], json.dumps(event)))

    def holds_refusal_of(self, reply: str) -> bool:
        """Return whether the hotline's refusal of a reply has come. For the check: it looks at every event."""
        bodies = (json.loads(body) for _, body in self._rows("select id, body from events"))
        return any(event["type"] == "reply.rejected" and event["data"].get("reply") == reply for event in bodies)

    def work(self, handle: Callable[[Json], Iterable[tuple[str, Json]]]) -> None:
        """Let `handle` see every event it has not dealt with yet; what it raises is tried again at the next call."""
        for id_, body in self._rows("select id, body from events where not handled order by rowid limit 200"):
            event = json.loads(body)
            try:
                replies = [
                    reply_to(event, number, self._agency, type_, data)
                    for number, (type_, data) in enumerate(handle(event))
                ]
            except Exception:
                log.exception("event %s could not be handled and will be tried again", id_)
                continue
            self._settle(id_, replies)

    def unsent(self) -> list[Json]:
        """Return replies that the hotline has not taken yet, in the order they were made."""
        found = self._rows("select id, body from replies where not sent order by rowid limit 200")
        return [json.loads(body) for _, body in found]

    def sent(self, reply: Json) -> None:
        """Note that a reply has reached the hotline, whatever it says to it."""
        with self._lock, self._db:
            self._db.execute("update replies set sent = 1 where id = ?", (reply["id"],))

    def send(self, replies: list[Json]) -> None:
        """Store replies of your own making; they are sent with the others."""
        with self._lock, self._db:
            self._store(replies)

    def _settle(self, id_: str, replies: list[Json]) -> None:
        with self._lock, self._db:
            self._store(replies)
            self._db.execute("update events set handled = 1 where id = ?", (id_,))

    def _store(self, replies: list[Json]) -> None:
        rows = [(reply["id"], json.dumps(reply)) for reply in replies]
        self._db.executemany("insert or ignore into replies (id, body) values (?, ?)", rows)

    def _rows(self, query: str) -> list[tuple[str, str]]:
        with self._lock:
            return self._db.execute(query).fetchall()
