"""One town for all of these tests: they are many, and none leaves anything that another would trip over."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.authorisation.town import Town, furnished
from tests.servers.mongo import fresh_databases


@pytest.fixture(scope="session")
def town(mongo_uri: str) -> Iterator[Town]:
    """Return the town."""
    with fresh_databases(mongo_uri) as mongo:
        yield furnished(mongo)
