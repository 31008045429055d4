"""Three hundred open cases of every kind on a real MongoDB, and the lists over them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from pymongo.database import Database

from bench.desk_cases import Owner, documents
from services.kit.clock import SystemClock
from services.kit.messaging import declare
from services.routing.adapters.mongo_case_lists import MongoCaseLists
from services.routing.adapters.mongo_catalogs import MongoCatalogs
from services.routing.adapters.mongo_words import MongoWords
from services.routing.usecases.listing import Listed, Row, Wanted
from services.routing.wiring import build
from tests.integration.routing.case_page.conftest import PLACE_OF_PROCESS, SECRETS, _put_in_force
from tests.integration.routing.listing.newsroom import Newsroom
from tests.servers.broker import Broker
from tests.servers.fixtures import Start
from tests.servers.mongo import Mongo
from tests.unit.routing.builders import received
from tests.unit.routing.case_site import employed
from tests.unit.routing.catalogs import HEALTH, LOCAL
from tests.unit.routing.site import SETTINGS

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
OWNERS = (Owner("ubnd-phuong-pleiku", "UBND phường Pleiku", "23575"), Owner("so-y-te", "Sở Y tế", "52"))
COUNT = 300
PEOPLE = {
    "operator": ("truc-01", "operator", None),
    "shift_lead": ("truong-ca", "shift_lead", None),
    "administrator": ("quan-tri", "administrator", None),
    "leader": ("lanh-dao", "leader", None),
    "editor": ("bien-tap", "editor", None),
    "ward": ("can-bo-phuong", "agency_officer", LOCAL),
    "ward_leader": ("lanh-dao-phuong", "agency_leader", LOCAL),
    "health": ("can-bo-y-te", "agency_officer", HEALTH),
}


@dataclass(frozen=True)
class Stock:
    """The cases as stored, and the lists."""

    database: Database[Any]
    lists: MongoCaseLists
    documents: list[dict[str, Any]]

    def page(self, **asked: Any) -> Listed:
        """Return one page."""
        return self.lists.find(Wanted(**asked), NOW)

    def codes(self, **asked: Any) -> list[str]:
        """Return the codes of a page."""
        return [row.code for row in self.page(**asked).rows]

    def leafed(self, **asked: Any) -> Iterator[Row]:
        """Yield all rows, page by page, until there is none."""
        after = None
        while True:
            listed = self.page(**asked, after=after)
            yield from listed.rows
            after = listed.after
            if after is None:
                return


@pytest.fixture(scope="module")
def stock(shared_mongo: Mongo) -> Stock:
    database = shared_mongo.database("routing")
    stored = list(documents(range(COUNT), COUNT, OWNERS, NOW))
    database.cases.insert_many(stored)
    lists, words = MongoCaseLists(database), MongoWords(database)
    lists.prepare()
    words.prepare()
    while words.index_due(97):
        pass
    return Stock(database, lists, list(database.cases.find({}, {"outbox": 0})))


@pytest.fixture
def room(broker: Broker, mongo: Mongo, start: Start) -> Iterator[Newsroom]:
    declare.apply(broker.amqp_uri)
    database = mongo.database("routing")
    _put_in_force(MongoCatalogs(database))
    application = build(SETTINGS, database=database, clock=SystemClock())
    tokens = {who: employed(application.account_book, *facts) for who, facts in PEOPLE.items()}
    application.route_cases([received(number, received_at=SystemClock().now()) for number in (1, 2)])
    with start(PLACE_OF_PROCESS, **SECRETS) as process:
        yield Newsroom(process, application, tokens)
