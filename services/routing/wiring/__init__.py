"""The composition root: the one place that knows which adapters routing runs on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from pymongo.database import Database

from services.kit.clock import Clock, SystemClock
from services.kit.events import Event
from services.kit.health import Probe
from services.kit.messaging.delivery import Delivery
from services.kit.settings import CommonSettings
from services.kit.storage.mongo import connect
from services.kit.web import Accounts
from services.routing import catalog as catalog_files
from services.routing.adapters.file_links import FileLinks, no_links
from services.routing.settings import RoutingSettings
from services.routing.usecases.act_on_case import ActOnCase
from services.routing.usecases.add_supplements import AddSupplements
from services.routing.usecases.clocks.ports import Clocks
from services.routing.usecases.close_account import CloseAccount
from services.routing.usecases.explain_routing import ExplainRouting
from services.routing.usecases.find_cases import FindCases
from services.routing.usecases.forward_held import ForwardHeld
from services.routing.usecases.load_catalog import LoadCatalog
from services.routing.usecases.open_account import OpenAccount
from services.routing.usecases.ports import AccountBook, Cases, Catalogs, Linker, Rejections
from services.routing.usecases.route_cases import RouteCases
from services.routing.usecases.take_replies import TakeReplies
from services.routing.wiring.case_page import CasePage, CaseStore, build_case_page
from services.routing.wiring.clocks import ClockWork, NoClocks, build_clocks
from services.routing.wiring.gateway import Gateway, GatewayStore, build_gateway
from services.routing.wiring.store import Store
from services.routing.wiring.suggesting import Suggesting, SuggestionStore, build_suggesting


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """What the process and the commands do, ready to be used."""

    route_cases: RouteCases
    add_supplements: AddSupplements
    forward_held: ForwardHeld
    take_replies: TakeReplies
    act_on_case: ActOnCase
    find_cases: FindCases
    load_catalog: LoadCatalog
    explain_routing: ExplainRouting
    open_account: OpenAccount
    close_account: CloseAccount
    account_book: AccountBook
    catalogs: Catalogs
    accounts: Accounts
    links: Linker
    clock: Clock
    settings: CommonSettings
    case_page: CasePage
    clocks: ClockWork
    gateway: Gateway | None = None
    suggesting: Suggesting | None = None
    probes: Mapping[str, Probe] = field(default_factory=dict)

    def on_cases(self, events: Sequence[Event]) -> None:
        """React to `case.received`."""
        self.route_cases(events)

    def on_supplements(self, events: Sequence[Event]) -> None:
        """React to `case.supplemented`."""
        self.add_supplements(events)

    def on_told(self, events: Sequence[Event]) -> None:
        """React to `notification.told`."""
        self.case_page.keep_told(events)

    def on_rated(self, events: Sequence[Event]) -> None:
        """React to `case.rated`."""
        self.clocks.take_ratings(events)

    def on_gateway(self, deliveries: Sequence[Delivery]) -> None:
        """React to what goes to agencies, as it goes."""
        if self.gateway:
            self.gateway.keep_messages(deliveries)

    def on_replies(self, deliveries: Sequence[Delivery]) -> None:
        """React to what agencies sent, as they sent it."""
        self.take_replies(deliveries)


def build(
    settings: CommonSettings,
    *,
    database: Database[Any] | None = None,
    cases: Cases | None = None,
    catalogs: Catalogs | None = None,
    rejections: Rejections | None = None,
    account_book: AccountBook | None = None,
    accounts: Accounts | None = None,
    clock: Clock | None = None,
    case_store: CaseStore | None = None,
    clocks: Clocks | None = None,
    gateway_store: GatewayStore | None = None,
    suggestion_store: SuggestionStore | None = None,
) -> Application:
    """Return routing on MongoDB, or on whatever adapters are given instead (all of them or none)."""
    clock = clock or SystemClock()
    if cases and catalogs and rejections and account_book and accounts and case_store:
        return _assemble(
            settings,
            clock,
            cases,
            catalogs,
            rejections,
            account_book,
            accounts,
            case_store,
            gateway_store,
            suggestion_store,
            clocks or NoClocks(),
            {},
        )
    store = Store(connect(settings) if database is None else database)
    return _assemble(
        settings,
        clock,
        cases or store.cases,
        catalogs or store.catalogs,
        rejections or store.rejections,
        account_book or store.account_book,
        accounts or store.accounts,
        case_store or store.case_store,
        gateway_store or store.gateway_store,
        suggestion_store or store.suggestion_store,
        clocks or store.clocks,
        {"database": store.problem, "catalogue": store.no_catalogue},
    )


def _assemble(
    settings: CommonSettings,
    clock: Clock,
    cases: Cases,
    catalogs: Catalogs,
    rejections: Rejections,
    account_book: AccountBook,
    accounts: Accounts,
    case_store: CaseStore,
    gateway_store: GatewayStore | None,
    suggestion_store: SuggestionStore | None,
    clocks: Clocks,
    probes: Mapping[str, Probe],
) -> Application:
    find_cases = FindCases(cases)
    links, at_once = _links(settings), isinstance(settings, RoutingSettings) and settings.forward_at_once
    case_page = build_case_page(settings, case_store, clock, find_cases)
    take_replies = TakeReplies(
        cases, catalogs, rejections, clock, links, case_page.answer_files, case_page.answer_links
    )
    suggesting = build_suggesting(settings, suggestion_store, catalogs, clock) if suggestion_store else None
    suggest = suggesting.suggest if suggesting else None
    return Application(
        route_cases=RouteCases(cases, catalogs, clock, links, at_once, suggest),
        add_supplements=AddSupplements(cases, links, catalogs),
        forward_held=ForwardHeld(cases, catalogs, clock, links),
        take_replies=take_replies,
        act_on_case=ActOnCase(cases, catalogs, clock, links, case_page.answer_links),
        find_cases=find_cases,
        load_catalog=LoadCatalog(catalogs, catalog_files.check, clock),
        explain_routing=ExplainRouting(catalogs),
        open_account=OpenAccount(account_book, catalogs, clock),
        close_account=CloseAccount(account_book, clock),
        account_book=account_book,
        catalogs=catalogs,
        accounts=accounts,
        links=links,
        clock=clock,
        settings=settings,
        case_page=case_page,
        clocks=build_clocks(clocks, cases, catalogs, clock, links),
        gateway=build_gateway(settings, gateway_store, clock, catalogs, take_replies) if gateway_store else None,
        suggesting=suggesting,
        probes=probes,
    )


def _links(settings: CommonSettings) -> Linker:
    """Commands are wired with common settings only: they hand no case to anybody."""
    if isinstance(settings, RoutingSettings):
        return FileLinks(settings.files_url, settings.files_key, timedelta(days=settings.files_days))
    return no_links
