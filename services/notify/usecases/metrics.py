"""Figures about messages, by event type and state."""

from prometheus_client import Counter, Gauge

MESSAGES = Counter("hotline_messages_total", "Messages that came into a state.", ["type", "state"])
WAITING = Gauge(
    "hotline_messages_waiting", "Messages that wait, at the last look; uncertain ones may need a person.", ["state"]
)
