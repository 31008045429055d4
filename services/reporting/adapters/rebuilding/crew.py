"""Who folds the archive: this process, or several beside it."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from services.kit.settings import CommonSettings
from services.kit.storage.mongo import connect
from services.reporting.adapters.mongo_archive import MongoArchive
from services.reporting.adapters.rebuilding.fold_stretch import FoldStretch
from services.reporting.adapters.rebuilding.projections import PROJECTIONS
from services.reporting.domain.comparison import Comparison, Difference
from services.reporting.usecases.archiving.stretch import Stretch


class OneHand:
    """Port `Crew`: folds one stretch after the other, here."""

    def __init__(self, fold: FoldStretch) -> None:
        self._fold = fold

    def fold(self, stretches: Sequence[Stretch], *, write: bool) -> Iterator[Comparison]:
        """Return what each came to."""
        return (self._fold(stretch, write=write) for stretch in stretches)

    def again(self, named: Sequence[Difference]) -> Comparison:
        """Fold these documents once more."""
        return self._fold.again(named)


class ManyHands:
    """Port `Crew`: folds several stretches at once, each in a process with a connection of its own."""

    def __init__(self, settings: CommonSettings, processes: int, here: FoldStretch) -> None:
        self._settings = settings
        self._processes = processes
        self._here = here

    def fold(self, stretches: Sequence[Stretch], *, write: bool) -> Iterator[Comparison]:
        """Return what each came to. Processes begin with nothing of this one: forked connections must not be used."""
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(self._processes, context, _begin, (self._settings,)) as pool:
            yield from pool.map(partial(_fold, write=write), stretches)

    def again(self, named: Sequence[Difference]) -> Comparison:
        """Fold these few here."""
        return self._here.again(named)


#: What a process of the crew folds with, once it has begun.
_own: list[Callable[..., Comparison]] = []


def _begin(settings: CommonSettings) -> None:
    database = connect(settings)
    _own.append(FoldStretch(database, MongoArchive(database), PROJECTIONS))


def _fold(stretch: Stretch, *, write: bool) -> Comparison:
    return _own[0](stretch, write=write)
