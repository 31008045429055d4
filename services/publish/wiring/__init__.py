"""The composition root: the one place that knows which adapters the portal runs on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from services.kit.clock import Clock, SystemClock
from services.kit.events import Event
from services.kit.health import Probe
from services.publish.settings import Settings
from services.publish.usecases.approve_publication import ApprovePublication
from services.publish.usecases.ask_withdrawal import AskWithdrawal
from services.publish.usecases.count_places import CountPlaces
from services.publish.usecases.decide_publication import DecidePublication
from services.publish.usecases.figures import ReadFigures
from services.publish.usecases.forget_contacts import ForgetContacts
from services.publish.usecases.keep_search import KeepSearch
from services.publish.usecases.list_public import ListPublic
from services.publish.usecases.ports import PublicCases
from services.publish.usecases.project_cases import ProjectCases
from services.publish.usecases.rate_answer import RateAnswer
from services.publish.usecases.read_query import ReadQuery
from services.publish.usecases.read_reference import ReadReference
from services.publish.usecases.show_case import ShowCase
from services.publish.usecases.track_case import TrackCase
from services.publish.usecases.withhold_publication import WithholdPublication
from services.publish.wiring.adapters import Adapters, on_mongo
from services.publish.wiring.editing import Editing, build_editing
from services.publish.wiring.knowledge import Knowledge, build_knowledge
from services.publish.wiring.ledger import Ledger, build_ledger
from services.publish.wiring.open_data import OpenData, build_open_data
from services.publish.wiring.search import keep_search

__all__ = ["Adapters", "Application", "build"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """The portal, ready to be used."""

    settings: Settings
    on_cases: ProjectCases
    approve_publication: ApprovePublication
    withhold_publication: WithholdPublication
    editing: Editing
    list_public: ListPublic
    figures: ReadFigures
    keep_search: KeepSearch
    count_places: CountPlaces
    show_case: ShowCase
    track_case: TrackCase
    rate_answer: RateAnswer
    ask_withdrawal: AskWithdrawal
    forget_contacts: ForgetContacts
    reference: ReadReference
    published: PublicCases
    knowledge: Knowledge
    ledger: Ledger
    open_data: OpenData
    catalog: Any
    accounts: Any
    clock: Clock = field(default_factory=SystemClock)
    probes: Mapping[str, Probe] = field(default_factory=dict)

    def on_accounts(self, events: Sequence[Event]) -> None:
        """Keep who may use the desk."""
        self.accounts.record(events)

    def on_catalog(self, events: Sequence[Event]) -> None:
        """Keep the catalogue, and decide what had to wait for it."""
        self.catalog.record(events)
        self.on_cases.settle_held()

    def on_knowledge(self, events: Sequence[Event]) -> None:
        """Keep the knowledge base."""
        self.knowledge.keep(events)

    def keep_house(self) -> None:
        """Do what is due from time to time. Safe to run in several processes at once."""
        self.on_cases.settle_held()
        self.forget_contacts()
        self.editing.sweep()
        self.ledger.sign_days()


def build(settings: Settings, adapters: Adapters | None = None, clock: Clock | None = None) -> Application:
    """Return the portal on MongoDB, or on whatever adapters are given instead."""
    clock = clock or SystemClock()
    on = adapters or on_mongo(settings, clock)
    reference = ReadReference(on.catalog)
    decide = DecidePublication(on.cases, clock)
    track_case = TrackCase(on.cases, on.attempts, clock, settings.tracking_key, settings.link_key)
    return Application(
        settings=settings,
        on_cases=ProjectCases(on.cases, reference, clock, settings.tracking_key),
        approve_publication=ApprovePublication(decide),
        withhold_publication=WithholdPublication(decide),
        editing=build_editing(on.editing, on.cases, on.published, clock),
        list_public=ListPublic(on.published, ReadQuery(on.search.vocabulary), reference),
        figures=ReadFigures(on.search.counts, clock),
        keep_search=keep_search(on.search, clock),
        count_places=CountPlaces(on.search.vocabulary, reference),
        show_case=ShowCase(on.published, on.cases),
        track_case=track_case,
        rate_answer=RateAnswer(track_case, on.ratings, clock),
        ask_withdrawal=AskWithdrawal(on.withdrawals, clock),
        forget_contacts=ForgetContacts(on.cases, clock, settings.contact_kept),
        reference=reference,
        published=on.published,
        knowledge=build_knowledge(on.knowledge, clock),
        ledger=build_ledger(settings.ledger_keys, on.ledger, clock),
        open_data=build_open_data(on.stream, on.ledger.chain, clock),
        catalog=on.catalog,
        accounts=on.accounts,
        clock=clock,
        probes=on.probes,
    )
