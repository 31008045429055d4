"""The inbox that an address asks for."""

from __future__ import annotations

from flask import request

from services.routing.usecases.listing import Inbox, Wanted, inboxes_of
from services.routing.web.current import actor

SEARCH = Inbox("search", Wanted(order="newest"))


def asked_for() -> Inbox:
    """Return the inbox in the address, else the first of the role's; `search` stands for all cases ever."""
    slug = request.args.get("box")
    mine = inboxes_of(actor())
    return SEARCH if slug == SEARCH.slug else next((each for each in mine if each.slug == slug), mine[0])
