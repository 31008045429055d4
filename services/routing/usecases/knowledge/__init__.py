"""The knowledge base: written, published by a second person, found while somebody asks."""

from services.routing.usecases.knowledge.edit_entry import EditEntry
from services.routing.usecases.knowledge.find_entries import FindEntries, Offered
from services.routing.usecases.knowledge.ports import Change, Entries, Listed, Wanted
from services.routing.usecases.knowledge.publish_entries import PublishEntries
from services.routing.usecases.knowledge.reading import Reading

__all__ = [
    "Change",
    "EditEntry",
    "Entries",
    "FindEntries",
    "Listed",
    "Offered",
    "PublishEntries",
    "Reading",
    "Wanted",
]
