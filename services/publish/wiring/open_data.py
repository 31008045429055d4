"""The composition of open data."""

from __future__ import annotations

from dataclasses import dataclass

from services.kit.clock import Clock
from services.publish.usecases.ledger import Chain
from services.publish.usecases.open_data import ExportMonth, ListMonths, MapSite, PublishedStream


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenData:
    """What everybody may take along."""

    months: ListMonths
    export: ExportMonth
    map_site: MapSite


def build_open_data(stream: PublishedStream, chain: Chain, clock: Clock) -> OpenData:
    """Return the use cases."""
    months = ListMonths(stream, chain)
    return OpenData(months=months, export=ExportMonth(stream, chain, months, clock), map_site=MapSite(stream, months))
