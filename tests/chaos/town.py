"""A whole hotline of a test's own, with citizens who keep filing, an agency that answers, and somebody who counts."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pika
import requests
from pymongo import MongoClient

from deploy.local import mongod, rabbitmq, sandbox, servers
from deploy.local.procfile import Processes
from deploy.local.state import ROOT, State
from deploy.local.system import urls
from services.kit.messaging.topology import CONSUMERS, parked
from tests.waiting import eventually

#: Routed to one department whatever the place, published without an editor, no contact needed.
CATEGORY, AGENCY = "ha-tang.giao-thong", "so-xay-dung"
OFFSET = 6000
INTAKE = f"http://127.0.0.1:{8081 + OFFSET}/api/cases"
MAILS = f"http://127.0.0.1:{8025 + OFFSET}/messages"
PAUSE = 0.1
EVENTS = ("received", "routed", "answered")


@dataclass
class Citizens:
    """File cases one after another, each with a key of its own, and try again until told that it was accepted."""

    first: int
    accepted: dict[str, str] = field(default_factory=dict)
    statuses: Counter[str] = field(default_factory=Counter)
    _stopping: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """File until told to stop."""
        number = self.first
        while not self._stopping.is_set():
            number += 1
            self._file(number)
            self._stopping.wait(PAUSE)

    def stop(self) -> None:
        """Finish the case in hand and no other."""
        self._stopping.set()

    def _file(self, number: int) -> None:
        email = f"an{number}@example.org"
        while True:
            try:
                answer = requests.post(INTAKE, json=_case(email), headers={"Idempotency-Key": f"k{number}"}, timeout=30)
                self.statuses[str(answer.status_code)] += 1
                if answer.status_code in (200, 201):
                    self.accepted[answer.json()["code"]] = email
                    return
            except requests.RequestException as error:
                self.statuses[type(error).__name__] += 1
            if self._stopping.wait(0.2):
                return


class Town:
    """The system and the ways to disturb it."""

    def __init__(self, state: State, logs: Path) -> None:
        self.state = state
        servers.start(state)
        known = servers.environment(state) | servers.mail_environment(state)
        self.environment = sandbox.make(known, port_offset=OFFSET, smtp_port=2525 + OFFSET)
        self.environment |= urls(OFFSET) | {"SMTP_RECEIPTS_URL": MAILS + "/{message_id}", "SMTP_TIMEOUT_SECONDS": "1"}
        self.environment |= {"CLAIM_LEASE_SECONDS": "3", "RATE_LIMIT": "", "MAILBOX_LEASE_SECONDS": "3"}
        # Each event in a message of its own: then it can be counted who was told what.
        self.environment |= {"MERGE_WINDOW_SECONDS": "0"}
        sandbox.furnish(self.environment)
        self.processes = Processes(self.environment, logs)
        self._agency = self._start_agency(logs)
        self._earlier: list[Citizens] = []
        self._operators = 0
        self._mongo: MongoClient[dict[str, Any]] = MongoClient(self.environment["MONGO_URI"])
        self.processes.start()
        self.await_ready()

    def close(self) -> None:
        """Take everything down."""
        self.processes.stop()
        self._agency.kill()
        self._agency.wait()
        self._mongo.close()
        sandbox.remove(self.environment)

    @contextmanager
    def filing(self) -> Iterator[Citizens]:
        """Citizens file while the block runs. The mailbox is empty when they begin."""
        requests.delete(MAILS, timeout=30).raise_for_status()
        citizens = Citizens(first=10_000 * len(self._earlier))
        self._earlier.append(citizens)
        thread = threading.Thread(target=citizens.run)
        thread.start()
        try:
            eventually(lambda: len(citizens.accepted) >= 10, within=30)
            yield citizens
        finally:
            citizens.stop()
            thread.join(60)

    def await_ready(self) -> None:
        """Wait until every process is ready."""
        eventually(lambda: self.processes.problems() == {} or _say(self.processes.problems()), within=60)

    def kill_and_restart(self, name: str) -> None:
        """Kill one process with -9, as a machine that dies does, and start it again."""
        self.processes.kill(name)
        self.processes.start([name])

    @contextmanager
    def broker_stopped(self) -> Iterator[None]:
        """RabbitMQ is away while the block runs."""
        rabbitmq.stop(self.state)
        try:
            yield
        finally:
            rabbitmq.start(self.state)

    @contextmanager
    def broker_blocking(self) -> Iterator[None]:
        """RabbitMQ believes that its memory is used up and blocks whoever publishes, while the block runs."""
        rabbitmq.control(self.state, "set_vm_memory_high_watermark", "0.000001")
        try:
            yield
        finally:
            rabbitmq.control(self.state, "set_vm_memory_high_watermark", "0.4")

    def restart_database(self) -> None:
        """Stop mongod and start it again."""
        mongod.stop(self.state)
        mongod.start(self.state)

    def account_for(self, citizens: Citizens, within: float = 120.0) -> None:
        """Assert that every accepted case went the whole way exactly once."""
        codes = {code for each in self._earlier for code in each.accepted}
        eventually(lambda: self._codes("routing", "cases", {"state": "answered"}) == codes, within, 0.5, "answered")
        eventually(lambda: self._codes("publish", "cases", {"state": "published"}) == codes, within, 0.5, "published")
        counted = {"published": {"$ne": None}, "answered": {"$ne": None}}
        eventually(lambda: self._codes("reporting", "facts", counted) == codes, within, 0.5, "counted")
        eventually(lambda: self._mailed() == self._owed(citizens), within, 0.5, "mailed once for each event")
        eventually(lambda: self._ledger_states() == {"sent"}, within, 0.5, "every message known to be sent")
        assert self._codes("intake", "cases", {}) == codes, "nothing was stored that nobody was told of"
        assert self.parked() == {}
        sandbox.hotline(self.environment, "reconcile")

    def operator_token(self) -> str:
        """Return the token of an operator's account."""
        self._operators += 1
        name = f"truc-{self._operators:02d}"
        return sandbox.hotline(self.environment, "user", "add", name, "--role", "operator").strip()

    def filed_by(self, part: str) -> Counter[str]:
        """Return how many cases each citizen has, by a part of the contact: email, zalo or facebook."""
        field = f"data.contact.{part}"
        found = self._intake("cases").find({field: {"$ne": None}}, {field: 1})
        return Counter(each["data"]["contact"][part] for each in found)

    def words_of(self, channel: str, who: str) -> str:
        """Return what a citizen of a chat has in cases, additions included."""
        found = self._intake("cases").find({f"data.contact.{channel}": who})
        return "\n".join(
            text for each in found for text in (each["data"]["text"], *(a["text"] for a in each.get("supplements", ())))
        )

    def mailed(self) -> Counter[str]:
        """Return how many mails each address got."""
        return self._mailed()

    def settle(self) -> None:
        """Assert that nothing is left over: no message in doubt, nothing parked, and every case adds up."""
        eventually(self._all_sent, 120, 0.5)
        waiting = {"state": {"$ne": "done"}}
        eventually(lambda: self._intake("inbox").count_documents(waiting) == 0, 60, 0.5, "every arrival worked on")
        assert self._intake("mails").count_documents({"outcome": "parked"}) == 0
        assert self.parked() == {}
        sandbox.hotline(self.environment, "reconcile")

    def _intake(self, collection: str) -> Any:
        return self._mongo[self.environment["DATABASE_PREFIX"] + "intake"][collection]

    def parked(self) -> dict[str, int]:
        """Return how many events are parked, by queue."""
        with pika.BlockingConnection(pika.URLParameters(self.environment["AMQP_URI"])) as connection:
            channel = connection.channel()
            names = [parked(queue) for queue in (*CONSUMERS, f"agency.{AGENCY}")]
            depths = {name: channel.queue_declare(name, passive=True).method.message_count for name in names}
        return {name: depth for name, depth in depths.items() if depth}

    def _codes(self, service: str, collection: str, query: dict[str, Any]) -> set[str]:
        database = self._mongo[self.environment["DATABASE_PREFIX"] + service]
        return {each["_id"] for each in database[collection].find(query, {"_id": 1})}

    def _mailed(self) -> Counter[str]:
        """Return how many mails each address got."""
        return Counter(to for mail in requests.get(MAILS, timeout=30).json()["messages"] for to in mail["to"])

    def _ledger_states(self) -> set[str]:
        """Return the states messages are in: an uncertain one may be sent, but nobody knows yet."""
        return set(self._mongo[self.environment["DATABASE_PREFIX"] + "notify"].messages.distinct("state"))

    def _all_sent(self) -> bool:
        """Assert that every message is known to be sent; what is not is shown without its words."""
        unsure = self._mongo[self.environment["DATABASE_PREFIX"] + "notify"].messages.find(
            {"state": {"$nin": ["sent", "merged"]}}, {"channel": 1, "type": 1, "state": 1, "reason": 1, "history": 1}
        )
        assert list(unsure) == []
        return True

    def _owed(self, citizens: Citizens) -> Counter[str]:
        return Counter(dict.fromkeys(citizens.accepted.values(), len(EVENTS)))

    def _start_agency(self, logs: Path) -> subprocess.Popen[bytes]:
        """The example agency, as an agency would run it."""
        credentials = sandbox.connect_agency(self.environment, AGENCY)
        with (logs / "agency.log").open("ab") as log:
            command = [sys.executable, str(ROOT / "examples" / "agency" / "subscriber.py")]
            return subprocess.Popen(command, env=credentials, stdout=log, stderr=subprocess.STDOUT)


def _case(email: str) -> dict[str, Any]:
    return {
        "title": "Ổ gà lớn trên đường Hùng Vương",
        "text": "Trước cổng trường có ổ gà lớn, học sinh đi xe đạp rất dễ ngã, đề nghị sửa chữa sớm.",
        "category": CATEGORY,
        "contact": {"name": "Nguyễn Văn An", "email": email},
    }


def _say(problems: dict[str, str]) -> bool:
    raise AssertionError(f"not ready: {problems}")


def seconds_since(start: float) -> float:
    """Return how long ago a monotonic moment was."""
    return time.monotonic() - start
