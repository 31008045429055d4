"""Figures about messaging, by queue or database: names are few, so the number of series stays bounded."""

from __future__ import annotations

from prometheus_client import Counter, Gauge

HANDLED = Counter("hotline_events_settled_total", "Events acknowledged, whatever became of them.", ["queue"])
RETRIED = Counter("hotline_events_retried_total", "Events sent through the retry ladder.", ["queue"])
PARKED = Counter("hotline_events_parked_total", "Events put aside for a person.", ["queue"])
CONSUMING = Gauge("hotline_consumer_consuming", "1 while the consumer of a queue is consuming.", ["queue"])

RELAYED = Counter("hotline_relay_published_total", "Outbox entries confirmed by the broker.", ["database"])
UNROUTABLE = Gauge(
    "hotline_relay_unroutable", "Outbox entries the broker has no queue for, at the last look.", ["database"]
)
RELAY_UP = Gauge("hotline_relay_connected", "1 while the relay has its broker and database.", ["database"])
