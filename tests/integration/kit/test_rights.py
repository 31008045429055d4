"""With the rights of the table every process can do its work on a real broker, and nothing else."""

import secrets
from urllib.parse import urlsplit

import pytest
import requests
from pika.exceptions import ChannelClosedByBroker, ProbableAccessDeniedError

from services.kit.commands.broker_api import BrokerApi
from services.kit.commands.broker_users import BrokerUsers
from services.kit.messaging import declare
from services.kit.messaging.rights import RIGHTS, Rights
from services.kit.messaging.topology import CONSUMERS, EXCHANGES, parked, queues
from services.kit.storage.outbox import PENDING, ensure_outbox, entry
from tests.integration.kit.stage import QUEUE, a_case
from tests.waiting import eventually

pytestmark = pytest.mark.integration

ACCESS_REFUSED = 403


class Logins:
    """Users under names of this run's own, because users are common to all virtual hosts of a broker."""

    def __init__(self, broker):
        self.broker = broker
        self.api = BrokerApi(broker.api, broker.vhost)
        self.prefix = f"thu-{secrets.token_hex(4)}."
        self.users = BrokerUsers(self.api, self.prefix)
        self.passwords = {service: secrets.token_hex(8) for service in RIGHTS}

    def uri(self, service, vhost=None):
        """Return the address for a service's user."""
        place = urlsplit(self.broker.amqp_uri)
        login = f"{self.users.name(service)}:{self.passwords[service]}"
        path = f"/{vhost}" if vhost else place.path
        return place._replace(netloc=f"{login}@{place.hostname}:{place.port}", path=path).geturl()

    def remove(self):
        """Delete the users."""
        for service in RIGHTS:
            self.api.delete("users", self.users.name(service))

    def refusal(self, service, attempt):
        """Return the code with which the broker refuses what the service attempts."""
        with declare.opened(self.uri(service)) as channel:
            channel.confirm_delivery()
            with pytest.raises(ChannelClosedByBroker) as closed:
                attempt(channel)
        return closed.value.reply_code


def logins_on(broker):
    logins = Logins(broker)
    logins.users.put(logins.passwords)
    return logins


@pytest.fixture
def working(broker, stage):
    """The users on this test's own virtual host."""
    logins = logins_on(broker)
    yield logins
    logins.remove()


@pytest.fixture(scope="module")
def logins(shared_broker):
    """The users on a virtual host for all attempts that are refused."""
    declare.apply(shared_broker.amqp_uri)
    logins = logins_on(shared_broker)
    yield logins
    logins.remove()


def test_a_consumer_takes_retries_parks_and_is_ready(stage, working):
    good, failing, bad = a_case(1), a_case(2, "fail once"), a_case(3, "reject")
    with stage.probe(AMQP_URI=working.uri("routing")) as process:
        stage.publish(good, failing, bad)
        eventually(lambda: stage.seen() == {good.id, failing.id}, within=15)
        assert stage.get(parked(QUEUE)).headers["x-reason"] == "asked-to-reject"
        assert process.readiness() == {}
    assert stage.drain(QUEUE) == set()


@pytest.mark.parametrize("attempts", [0, 1, 2, 3])
def test_a_consumer_may_use_every_rung_of_the_ladder(stage, working, attempts):
    stage.publish(a_case(1, "fail"), direct=True, headers={"x-attempts": attempts})
    with stage.probe(AMQP_URI=working.uri("routing")) as process:
        eventually(lambda: f'hotline_events_settled_total{{queue="{QUEUE}"}}' in process.metrics())
        assert process.readiness() == {}


def test_a_consumer_says_which_queue_is_missing(stage, working):
    stage.delete(QUEUE)
    with stage.probe(ready=False, AMQP_URI=working.uri("routing")) as process:
        eventually(lambda: "missing" in process.readiness().get(f"queue {QUEUE}", ""))


def test_a_consumer_without_a_right_to_its_queue_says_so(stage, working):
    with stage.probe(ready=False, AMQP_URI=working.uri("notify")) as process:
        eventually(lambda: "no right to queue" in process.readiness().get(f"queue {QUEUE}", ""))


def test_the_relay_publishes(stage, working):
    ensure_outbox(stage.database.aggregates)
    event = a_case(1)
    with stage.relay(AMQP_URI=working.uri("relay")):
        stage.database.aggregates.insert_one({"_id": 1, "outbox": [entry(event, "web")]})
        eventually(lambda: stage.database.aggregates.count_documents(PENDING) == 0)
    assert stage.drain(QUEUE) == {event.id}


@pytest.mark.parametrize("service", [name for name in RIGHTS if name != "relay"])
@pytest.mark.parametrize(
    ("exchange", "key"),
    [
        ("cases", "case.answered.so-y-te"),  # an event that nobody decided
        ("replies", "reply.answered.so-y-te"),  # the word of an agency
        ("", "{foreign}"),  # the default exchange leads into every queue
        ("", "{own}"),
        ("retry.1s", "{foreign}"),  # and so would the ladder
        ("amq.topic", "#"),
    ],
)
def test_a_consumer_cannot_publish(logins, service, exchange, key):
    own = next(name for name in CONSUMERS if name.startswith(service))
    foreign = next(name for name in CONSUMERS if not name.startswith(service))
    key = key.format(own=own, foreign=foreign)
    assert logins.refusal(service, lambda c: c.basic_publish(exchange, key, b"{}")) == ACCESS_REFUSED


@pytest.mark.parametrize("service", RIGHTS)
def test_nobody_reads_a_queue_that_is_not_its_own(logins, service):
    for queue in (each.name for each in queues()):
        if queue not in CONSUMERS or not queue.startswith(f"{service}."):
            assert logins.refusal(service, lambda c, q=queue: c.basic_get(q)) == ACCESS_REFUSED
            assert logins.refusal(service, lambda c, q=queue: c.basic_consume(q, print)) == ACCESS_REFUSED


@pytest.mark.parametrize("exchange", ["", "replies", "parked", "retry.1s"])
def test_the_relay_publishes_events_only(logins, exchange):
    assert logins.refusal("relay", lambda c: c.basic_publish(exchange, QUEUE, b"{}")) == ACCESS_REFUSED


@pytest.mark.parametrize("service", RIGHTS)
@pytest.mark.parametrize(
    "attempt",
    [
        lambda c: c.queue_declare("moi"),
        lambda c: c.queue_declare("routing.cases.parked", durable=True),
        lambda c: c.queue_bind("routing.cases", "cases", "#"),  # an owner cannot widen its own queue either
        lambda c: c.exchange_declare("moi", "topic"),
        *[lambda c, name=exchange.name: c.exchange_delete(name) for exchange in EXCHANGES],
    ],
)
def test_nobody_can_change_the_topology(logins, service, attempt):
    assert logins.refusal(service, attempt) == ACCESS_REFUSED


@pytest.mark.parametrize("service", RIGHTS)
def test_the_rights_end_at_the_virtual_host_and_do_not_reach_the_management_api(logins, service):
    with pytest.raises(ProbableAccessDeniedError), declare.opened(logins.uri(service, vhost="%2F")):
        pass
    login = (logins.users.name(service), logins.passwords[service])
    url = urlsplit(logins.broker.api)
    answer = requests.get(f"http://{url.hostname}:{url.port}/api/whoami", auth=login, timeout=10)
    assert answer.status_code == 401


def test_what_was_changed_by_hand_is_found_and_mended(working):
    user = working.users.name("notify")
    assert working.users.differences() == []
    working.api.put("permissions", working.api.vhost, user, body={"configure": "", "write": ".*", "read": ".*"})
    keys = {"exchange": "amq.topic", "write": ".*", "read": ".*"}
    working.api.put("topic-permissions", working.api.vhost, user, body=keys)
    working.api.put("users", user, body={"password": "x", "tags": "monitoring"})
    problems = [each.problem.partition(":")[0] for each in working.users.differences()]
    assert problems == ["tags", "configure", "write", "read", "routing keys differ"]
    working.users.put(working.passwords)
    assert working.users.differences() == []


def test_a_missing_user_is_found(working):
    working.api.delete("users", working.users.name("relay"))
    assert [(each.name, each.problem) for each in working.users.differences()] == [
        (f"user {working.users.name('relay')}", "missing")
    ]


def test_a_user_loses_routing_keys_that_left_the_table(working):
    narrow = BrokerUsers(working.api, working.prefix, {"notify": Rights(write="^(cases)$", keys={"cases": "^x$"})})
    narrow.put(working.passwords)
    assert narrow.differences() == []
    assert working.refusal("notify", lambda c: c.basic_publish("cases", "y", b"")) == ACCESS_REFUSED
