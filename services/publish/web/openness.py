"""What lets others check, take along and show what is published: the ledger and its kin, as the site registers them."""

from __future__ import annotations

from services.publish.web.ledger import ledger
from services.publish.web.ledger_api import ledger_api

OPEN_PAGES = (ledger,)
OPEN_OPERATIONS = (ledger_api,)
