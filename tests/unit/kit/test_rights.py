"""Every right of every service is pinned here word by word: a wider one has to be written down twice."""

import re

import pytest

from deploy.local.state import BROKER_USERS
from services.kit.messaging.rights import RIGHTS, owner
from services.kit.messaging.topology import CONSUMERS, EXCHANGES, parked, queues

NOTHING = "^$"
SEND_ON = r"^(parked|retry\.1s|retry\.10s|retry\.1m|retry\.10m)$"
QUEUES = {
    "routing": r"^(routing\.cases|routing\.feedback|routing\.gateway|routing\.replies)$",
    "notify": r"^(notify\.cases|notify\.messages|notify\.reference)$",
    "publish": r"^publish\.cases$",
    "reporting": r"^reporting\.cases$",
    "intake": r"^(intake\.reference|intake\.progress|intake\.sms)$",
}


def test_the_relay_publishes_events_and_can_do_nothing_else():
    relay = RIGHTS["relay"]
    assert (relay.configure, relay.write, relay.read) == (NOTHING, r"^cases$", NOTHING)
    assert relay.keys == {"cases": ".*"}


@pytest.mark.parametrize("service", QUEUES)
def test_a_consumer_reads_its_own_queues_and_sends_on_what_failed(service):
    rights, own = RIGHTS[service], QUEUES[service]
    assert (rights.configure, rights.write, rights.read) == (own, SEND_ON, own)
    rungs = ("retry.1s", "retry.10s", "retry.1m", "retry.10m")
    assert rights.keys == {"cases": NOTHING, "replies": NOTHING} | dict.fromkeys(rungs, own)


def test_every_reader_of_the_topology_has_a_user_and_nobody_else_has():
    assert set(RIGHTS) == {"relay", *map(owner, CONSUMERS)} == set(BROKER_USERS)


def test_nobody_may_use_the_default_exchange():
    """The broker checks the right to it under this name."""
    assert [name for name, rights in RIGHTS.items() if re.search(rights.write, "amq.default")] == []


def test_nobody_may_read_what_is_parked_or_waits_on_the_ladder():
    unread = [queue.name for queue in queues() if queue.name not in CONSUMERS]
    assert parked("routing.cases") in unread
    assert [name for name in unread for rights in RIGHTS.values() if re.search(rights.read, name)] == []


def test_routing_keys_are_named_for_every_topic_exchange_a_user_may_write():
    """RabbitMQ lets a user use every routing key of a topic exchange that is not named."""
    topics = [exchange.name for exchange in EXCHANGES if exchange.type == "topic"]
    for rights in RIGHTS.values():
        assert {name for name in topics if re.search(rights.write, name)} <= set(rights.keys)
