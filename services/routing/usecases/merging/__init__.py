"""Cases about one matter: found, joined, answered together."""

from services.routing.usecases.merging.find_duplicates import Duplicate, FindDuplicates
from services.routing.usecases.merging.ports import Around, Followers, Heap, Neighbours
from services.routing.usecases.merging.regroup import Regroup
from services.routing.usecases.merging.settle_followers import SettleFollowers
from services.routing.usecases.merging.succeed import Succeed

__all__ = [
    "Around",
    "Duplicate",
    "FindDuplicates",
    "Followers",
    "Heap",
    "Neighbours",
    "Regroup",
    "SettleFollowers",
    "Succeed",
]
