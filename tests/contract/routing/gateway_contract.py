"""What every store of agencies' messages and connections must do, whatever it is made of."""

from __future__ import annotations

from datetime import timedelta

from services.routing.domain.gateway.connection import Connection, Key, Secret
from services.routing.domain.gateway.patience import Circuit
from services.routing.domain.gateway.presence import Presence
from services.routing.usecases.gateway.ports import Arrived
from tests.unit.routing.builders import NOON


def arrived(id_: str, agency: str = "xa") -> Arrived:
    return Arrived(agency=agency, id=id_, type="case.routed", body=f'{{"id":"{id_}"}}')


class MessagesContract:
    """Port `Messages`; the subclass has `messages`."""

    def test_what_came_waits_in_order_and_once(self, messages):
        assert messages.keep([arrived("b"), arrived("a"), arrived("c")], NOON) == 3
        assert messages.keep([arrived("a"), arrived("d")], NOON + timedelta(seconds=1)) == 1
        found = messages.waiting("xa", "", 10)
        assert [each.id for each in found] == ["b", "a", "c", "d"]
        assert found[0].body == '{"id":"b"}'
        assert [each.id for each in messages.waiting("xa", found[1].position, 1)] == ["c"]

    def test_one_event_for_two_agencies_is_two_messages(self, messages):
        assert messages.keep([arrived("a"), arrived("a", "huyen")], NOON) == 2
        assert messages.acknowledge("xa", ["a"], NOON) == 1
        assert [each.id for each in messages.waiting("huyen", "", 10)] == ["a"]

    def test_acknowledging_again_or_what_is_unknown_does_nothing(self, messages):
        messages.keep([arrived("a")], NOON)
        assert messages.acknowledge("xa", ["a", "a", "khong-co"], NOON) == 1
        assert messages.acknowledge("xa", ["a"], NOON) == 0
        assert messages.keep([arrived("a")], NOON) == 0  # it came again
        assert messages.waiting("xa", "", 10) == []

    def test_a_failed_message_is_due_when_its_time_has_come(self, messages):
        messages.keep([arrived("a"), arrived("b")], NOON)
        first, _ = messages.due("xa", NOON, 10)
        messages.failed(first, 1, NOON + timedelta(minutes=5), "http-500")
        assert [each.id for each in messages.due("xa", NOON, 10)] == ["b"]
        later = messages.due("xa", NOON + timedelta(minutes=5), 10)
        assert [(each.id, each.tries, each.why) for each in later] == [("a", 1, "http-500"), ("b", 0, "")]

    def test_hurry_moves_what_waits_and_leaves_what_was_given_up(self, messages):
        messages.keep([arrived("a"), arrived("b")], NOON)
        first, second = messages.due("xa", NOON, 10)
        messages.failed(first, 1, NOON + timedelta(hours=5), "too-slow")
        messages.failed(second, 12, None, "too-slow")
        assert messages.agencies_due(NOON) == set()
        messages.hurry("xa", NOON)
        assert [each.id for each in messages.due("xa", NOON, 10)] == ["a"]
        assert [each.given_up for each in messages.waiting("xa", "", 10)] == [False, True]
        assert messages.try_again("xa", NOON) == 2
        assert [(each.id, each.tries) for each in messages.due("xa", NOON, 10)] == [("a", 0), ("b", 0)]
        assert messages.agencies_due(NOON) == {"xa"}

    def test_a_heap_counts_what_waits_and_knows_when_something_was_taken(self, messages):
        messages.keep([arrived("a")], NOON)
        messages.keep([arrived("b"), arrived("c"), arrived("a", "huyen")], NOON + timedelta(minutes=1))
        messages.failed(messages.due("xa", NOON + timedelta(minutes=1), 10)[1], 12, None, "x")
        messages.acknowledge("xa", ["a"], NOON + timedelta(minutes=2))
        heaps = messages.heaps()
        own = heaps["xa"]
        assert (own.waiting, own.given_up) == (2, 1)
        assert (own.oldest_at, own.taken_at) == (NOON + timedelta(minutes=1), NOON + timedelta(minutes=2))
        assert (heaps["huyen"].waiting, heaps["huyen"].taken_at) == (1, None)

    def test_forgetting_takes_what_waits_and_nobody_elses(self, messages):
        messages.keep([arrived("a"), arrived("b"), arrived("a", "huyen")], NOON)
        assert messages.forget("xa") == 2
        assert messages.waiting("xa", "", 10) == []
        assert len(messages.waiting("huyen", "", 10)) == 1


class ConnectionsContract:
    """Port `Connections`; the subclass has `connections`."""

    def test_a_connection_comes_back_as_it_was_put(self, connections):
        whole = Connection(
            agency="xa",
            delivery="webhook",
            url="https://example.org/",
            keys=(Key(sha256="a" * 64), Key(sha256="b" * 64, until=NOON)),
            secrets=(Secret(value="whsec_x"),),
            circuit=Circuit(failures=6, closed_until=NOON),
            changed_at=NOON,
        )
        connections.put(whole)
        assert connections.get("xa") == whole
        assert connections.all() == [whole]
        assert connections.remove("xa")
        assert not connections.remove("xa")
        assert connections.get("xa") is None

    def test_a_key_opens_while_it_holds(self, connections):
        keys = (Key(sha256="a" * 64), Key(sha256="b" * 64, until=NOON))
        connections.put(Connection(agency="xa", delivery="pull", keys=keys, changed_at=NOON))
        assert connections.of_key("a" * 64, NOON).agency == "xa"
        assert connections.of_key("b" * 64, NOON - timedelta(seconds=1)).agency == "xa"
        assert connections.of_key("b" * 64, NOON) is None
        assert connections.of_key("c" * 64, NOON) is None

    def test_messages_are_kept_for_those_who_fetch_or_are_called(self, connections):
        for agency, delivery in (("a", "pull"), ("b", "webhook"), ("c", "amqp"), ("d", "desk")):
            connections.put(Connection(agency=agency, delivery=delivery, changed_at=NOON))
        assert connections.kept_here({"a", "b", "c", "d", "khong-co"}) == {"a", "b"}

    def test_a_sign_of_life_and_a_circuit_are_noted(self, connections):
        connections.put(Connection(agency="xa", delivery="webhook", changed_at=NOON))
        connections.seen("xa", NOON)
        connections.set_circuit("xa", Circuit(failures=2))
        connections.set_circuit("khong-co", Circuit(failures=2))
        found = connections.get("xa")
        assert (found.seen_at, found.circuit) == (NOON, Circuit(failures=2))
        assert connections.get("khong-co") is None


class PresencesContract:
    """Port `Presences`; the subclass has `presences`."""

    def test_of_two_watchers_the_first_wins(self, presences):
        first, second = presence(0), presence(1)
        assert presences.save(None, first, ())
        assert not presences.save(None, second, ())
        assert presences.all() == [first]
        assert presences.save(first, second, ())
        assert not presences.save(first, presence(2), ())
        assert presences.all() == [second]
        presences.remove("xa")
        assert presences.all() == []


def presence(minute: int) -> Presence:
    at = NOON + timedelta(minutes=minute)
    return Presence(
        agency="xa",
        delivery="pull",
        waiting=minute,
        parked=0,
        consumers=0,
        progress="",
        idle_since=None,
        last_seen_at=None,
        online=True,
        changed_at=NOON,
        observed_at=at,
    )
