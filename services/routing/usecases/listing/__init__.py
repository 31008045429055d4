"""Lists of cases: inboxes, filters, search."""

from services.routing.usecases.listing.inboxes import INBOXES, Inbox, inboxes_of
from services.routing.usecases.listing.index_words import IndexWords
from services.routing.usecases.listing.list_cases import ListCases
from services.routing.usecases.listing.ports import CaseLists, Listed, Row, SavedView, Views, Wanted, WordIndex

__all__ = [
    "INBOXES",
    "CaseLists",
    "Inbox",
    "IndexWords",
    "ListCases",
    "Listed",
    "Row",
    "SavedView",
    "Views",
    "Wanted",
    "WordIndex",
    "inboxes_of",
]
