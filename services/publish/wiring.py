"""The composition root: the one place that knows which adapters the portal runs on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from services.kit.clock import Clock, SystemClock
from services.kit.events import Event
from services.kit.health import Probe
from services.kit.storage.accounts import MongoAccounts
from services.kit.storage.catalog import MongoCatalog
from services.kit.storage.mongo import connect, ping
from services.publish.adapters.indexes import Indexes
from services.publish.adapters.mongo_attempts import MongoAttempts
from services.publish.adapters.mongo_cases import MongoCases
from services.publish.adapters.mongo_knowledge import MongoKnowledge
from services.publish.adapters.mongo_public import MongoPublicCases
from services.publish.adapters.mongo_ratings import MongoRatings
from services.publish.settings import Settings
from services.publish.usecases.approve_publication import ApprovePublication
from services.publish.usecases.decide_publication import DecidePublication
from services.publish.usecases.forget_contacts import ForgetContacts
from services.publish.usecases.knowledge import Browse, KeepKnowledge, KnowledgeStore
from services.publish.usecases.list_public import ListPublic
from services.publish.usecases.list_publications import ListPublications
from services.publish.usecases.ports import Attempts, Cases, PublicCases, Ratings
from services.publish.usecases.project_cases import ProjectCases
from services.publish.usecases.rate_answer import RateAnswer
from services.publish.usecases.read_reference import ReadReference
from services.publish.usecases.show_case import ShowCase
from services.publish.usecases.track_case import TrackCase
from services.publish.usecases.withhold_publication import WithholdPublication


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The knowledge base: kept as routing tells it, browsed by everybody."""

    keep: KeepKnowledge
    browse: Browse


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """The portal, ready to be used."""

    settings: Settings
    on_cases: ProjectCases
    approve_publication: ApprovePublication
    withhold_publication: WithholdPublication
    list_publications: ListPublications
    list_public: ListPublic
    show_case: ShowCase
    track_case: TrackCase
    rate_answer: RateAnswer
    forget_contacts: ForgetContacts
    reference: ReadReference
    published: PublicCases
    knowledge: Knowledge
    catalog: Any
    accounts: Any
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


def build(
    settings: Settings,
    *,
    cases: Cases | None = None,
    published: PublicCases | None = None,
    attempts: Attempts | None = None,
    ratings: Ratings | None = None,
    knowledge: KnowledgeStore | None = None,
    catalog: Any = None,
    accounts: Any = None,
    clock: Clock | None = None,
) -> Application:
    """Return the portal on MongoDB, or on whatever adapters are given instead."""
    clock = clock or SystemClock()
    given = (cases, published, attempts, ratings, knowledge, catalog, accounts)
    store = _Store(settings, clock) if None in given else None
    cases, published = cases or store.cases, published or store.published  # type: ignore[union-attr]
    attempts, catalog = attempts or store.attempts, catalog or store.catalog  # type: ignore[union-attr]
    accounts, ratings = accounts or store.accounts, ratings or store.ratings  # type: ignore[union-attr]
    reference = ReadReference(catalog)
    decide = DecidePublication(cases, clock)
    track_case = TrackCase(cases, attempts, clock, settings.tracking_key)
    return Application(
        settings=settings,
        on_cases=ProjectCases(cases, reference, clock, settings.tracking_key),
        approve_publication=ApprovePublication(decide),
        withhold_publication=WithholdPublication(decide),
        list_publications=ListPublications(cases),
        list_public=ListPublic(published),
        show_case=ShowCase(published),
        track_case=track_case,
        rate_answer=RateAnswer(track_case, ratings, clock),
        forget_contacts=ForgetContacts(cases, clock, settings.contact_kept),
        reference=reference,
        published=published,
        knowledge=_knowledge(knowledge or store.knowledge, clock),  # type: ignore[union-attr]
        catalog=catalog,
        accounts=accounts,
        probes={"database": store.problem} if store else {},
    )


def _knowledge(store: KnowledgeStore, clock: Clock) -> Knowledge:
    return Knowledge(KeepKnowledge(store), Browse(store, clock))


class _Store:
    """All adapters on one database."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._database = connect(settings)
        self.cases = MongoCases(self._database)
        self.published = MongoPublicCases(self._database)
        self.attempts = MongoAttempts(self._database, clock)
        self.ratings = MongoRatings(self._database)
        self.knowledge = MongoKnowledge(self._database)
        self.catalog = MongoCatalog(self._database)
        self.accounts = MongoAccounts(self._database)
        self._indexes = Indexes(self._database)

    def problem(self) -> str | None:
        """Readiness: the database answers and has its indexes."""
        self._indexes.ensure()
        ping(self._database)
        return None
