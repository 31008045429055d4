"""What lets others check, take along and show what is published: the ledger and its kin, as the site registers them."""

from __future__ import annotations

from services.publish.web.embeds import embeds
from services.publish.web.feeds import feeds
from services.publish.web.ledger import ledger
from services.publish.web.ledger_api import ledger_api
from services.publish.web.open_data import open_data

OPEN_PAGES = (ledger, open_data, feeds, embeds)
OPEN_OPERATIONS = (ledger_api,)
