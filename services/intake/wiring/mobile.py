"""The composition root of the mobile channel: the shared application, and what GeoReport needs beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from services.intake.adapters.mongo_cases import MongoCases
from services.intake.adapters.mongo_known_cases import MongoKnownCases
from services.intake.settings.mobile import MobileSettings
from services.intake.usecases.file_service_request import FileServiceRequest
from services.intake.usecases.find_service_requests import FindServiceRequests, KnownCases
from services.intake.usecases.gate_ports import Counters
from services.intake.usecases.ports import Cases
from services.intake.usecases.prove_ownership import ProveOwnership
from services.intake.wiring import Application
from services.intake.wiring import build as build_common
from services.intake.wiring.gate import counters_on
from services.kit.clock import Clock
from services.kit.events import Attachment
from services.kit.health import Probe
from services.kit.messaging.reactions import Reaction
from services.kit.storage.mongo import connect
from services.kit.web.links import signed

#: How long a link to one's own picture works: as long as a telephone shows it.
LINK_FOR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class MobileApplication:
    """`base` is what all channels share; `file` and `find` are GeoReport's two sides."""

    base: Application
    settings: MobileSettings
    file: FileServiceRequest
    find: FindServiceRequests
    reactions: Mapping[str, Reaction]
    probes: Mapping[str, Probe]


def build(settings: MobileSettings) -> MobileApplication:
    """Return the application on real adapters. Does not wait for any server."""
    database = connect(settings)
    return assemble(
        settings,
        build_common(settings, database=database),
        cases=MongoCases(database),
        known=MongoKnownCases(database),
        counters=counters_on(settings, database),
    )


def assemble(
    settings: MobileSettings, base: Application, *, cases: Cases, known: KnownCases, counters: Counters
) -> MobileApplication:
    """Return the application on these parts."""
    ownership = ProveOwnership(counters, base.clock)
    return MobileApplication(
        base=base,
        settings=settings,
        file=FileServiceRequest(base.gate, base.attachments.keep, cases, base.registrar, base.clock),
        find=FindServiceRequests(
            known, base.progress, base.catalog, ownership, _links(settings, base.clock), _pages(settings)
        ),
        reactions=base.reactions,
        probes=base.probes,
    )


def _pages(settings: MobileSettings) -> Callable[[str], str]:
    """The portal shows a published case under its code."""
    return lambda code: f"{settings.public_url}/ca/{code}"


def _links(settings: MobileSettings, clock: Clock) -> Callable[[Attachment], str]:
    def link(file: Attachment) -> str:
        path = f"/tep/{file.id}/xem"
        return settings.files_url + signed(path, settings.files.key, holder="mobile", until=clock.now() + LINK_FOR)

    return link
