"""Facts about the case itself."""

from __future__ import annotations

from services.kit.events import CaseClassified, CaseMerged, CaseReceived, CaseWithdrawn
from services.reporting.domain.facts import Classified, Fact, Merged, Received, Stamp, Withdrawn
from services.reporting.domain.sheet import Slot, slot_of


def of_received(data: CaseReceived, stamp: Stamp) -> tuple[Slot, Fact]:
    """Return what `case.received` says; the citizen's words and contact are left behind."""
    fact = Received(
        stamp, data.received_at, data.channel, data.category, data.area, data.urgency, data.kind, data.related
    )
    return ("received",), fact


def of_classified(data: CaseClassified, stamp: Stamp) -> tuple[Slot, Fact]:
    """Return what `case.classified` says."""
    fact = Classified(stamp, data.classified_at, data.category, data.area, data.urgency, data.kind)
    return ("classified", slot_of(data.classified_at)), fact


def of_merged(data: CaseMerged, stamp: Stamp) -> tuple[Slot, Fact]:
    """Return what `case.merged` says."""
    return ("merged", slot_of(data.merged_at)), Merged(stamp, data.merged_at, data.agency)


def of_withdrawn(data: CaseWithdrawn, stamp: Stamp) -> tuple[Slot, Fact]:
    """Return what `case.withdrawn` says; agencies that owed a part are told the same, of the same moment."""
    return ("withdrawn",), Withdrawn(stamp, data.withdrawn_at)
