"""What an agency's RabbitMQ user may do: read its own queue, reply under its own name, nothing else."""

from __future__ import annotations

import re
from typing import Any

from services.kit.messaging.rights import NOTHING, exactly
from services.kit.messaging.topology import EVENTS, REPLIES, REPLIES_OF_AGENCIES

USER_PREFIX = "agency."


def user_name(agency: str) -> str:
    """Return the agency's user, which is also its queue. The broker checks this name as `user_id` of its replies."""
    return f"{USER_PREFIX}{agency}"


def permissions(agency: str) -> dict[str, Any]:
    """Return the user's rights on exchanges and queues.

    No `configure`: it can create and delete nothing. `write` on the replies exchange only, so it can neither publish
    events nor bind its queue to more than its own keys (binding needs write on the queue). `read` on its queue only.
    """
    return {"configure": NOTHING, "write": exactly([REPLIES]), "read": exactly([user_name(agency)])}


def topic_permissions(agency: str) -> list[dict[str, Any]]:
    """Return the routing keys the user may use, per topic exchange.

    RabbitMQ lets a user without topic permissions use every key, so the events exchange is named here too: a second
    fence, should the first ever be opened by hand.
    """
    own_replies = rf"^reply\.({'|'.join(REPLIES_OF_AGENCIES)})\.{re.escape(agency)}$"
    return [
        {"exchange": REPLIES, "write": own_replies, "read": NOTHING},
        {"exchange": EVENTS, "write": NOTHING, "read": NOTHING},
    ]


#: An agency's program needs one connection; a few more let it be restarted. A runaway loop must not exhaust the broker.
LIMITS = {"max-connections": 10, "max-channels": 50}
