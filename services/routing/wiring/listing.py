"""The composition of lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pymongo.database import Database

from services.kit.clock import Clock
from services.routing.adapters.mongo_case_lists import MongoCaseLists
from services.routing.adapters.mongo_news import MongoNews
from services.routing.adapters.mongo_views import MongoViews
from services.routing.adapters.mongo_words import MongoWords
from services.routing.usecases.listing import CaseLists, IndexWords, ListCases, Views, WordIndex
from services.routing.usecases.listing.find_by_phone import FindByPhone
from services.routing.usecases.listing.news import NewsRoom
from services.routing.usecases.listing.workload import ShowWorkload
from services.routing.usecases.looking import Looks
from services.routing.usecases.ports import Catalogs


@dataclass(frozen=True, slots=True, kw_only=True)
class ListStore:
    """The adapters."""

    lists: CaseLists
    words: WordIndex
    views: Views
    database: Database[Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The use cases."""

    list_cases: ListCases
    find_by_phone: FindByPhone
    show_workload: ShowWorkload
    index_words: IndexWords
    views: Views
    lists: CaseLists
    room: NewsRoom
    pass_on_news: Callable[[], bool]


def list_store(database: Database[Any]) -> ListStore:
    """Return the adapters on a database."""
    return ListStore(
        lists=MongoCaseLists(database), words=MongoWords(database), views=MongoViews(database), database=database
    )


def prepare(database: Database[Any]) -> None:
    """Create the indexes. Safe to repeat."""
    MongoCaseLists(database).prepare()
    MongoWords(database).prepare()
    MongoViews(database).prepare()


def build_listing(store: ListStore, looks: Looks, catalogs: Catalogs, clock: Clock) -> Listing:
    """Return the use cases."""
    room = NewsRoom()
    return Listing(
        list_cases=ListCases(store.lists, catalogs, clock),
        find_by_phone=FindByPhone(store.lists, looks, clock),
        show_workload=ShowWorkload(store.lists, catalogs, clock),
        index_words=IndexWords(store.words),
        views=store.views,
        lists=store.lists,
        room=room,
        pass_on_news=_quiet if store.database is None else MongoNews(store.database, room),
    )


def _quiet() -> bool:
    """Without a database there is no news."""
    return False
