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
from services.routing.usecases.accounts import CloseAccount, OpenAccount
from services.routing.usecases.act_on_case import ActOnCase
from services.routing.usecases.add_supplements import AddSupplements
from services.routing.usecases.dossiers import LookUpDossier
from services.routing.usecases.explain_routing import ExplainRouting
from services.routing.usecases.find_cases import FindCases
from services.routing.usecases.forward_held import ForwardHeld
from services.routing.usecases.load_catalog import LoadCatalog
from services.routing.usecases.ports import AccountBook, Catalogs, Linker
from services.routing.usecases.publications import Publications
from services.routing.usecases.route_cases import RouteCases
from services.routing.usecases.take_replies import TakeReplies
from services.routing.usecases.wording import MessageWords
from services.routing.wiring.accounts import DeskAccounts, build_accounts
from services.routing.wiring.adapters import Adapters
from services.routing.wiring.amending import Amending, build_amending
from services.routing.wiring.calls import Calls, build_calls
from services.routing.wiring.case_page import CasePage, build_case_page
from services.routing.wiring.clocks import ClockWork, build_clocks
from services.routing.wiring.dossiers import build_dossiers
from services.routing.wiring.gateway import Gateway, build_gateway
from services.routing.wiring.knowledge import Knowledge, build_knowledge
from services.routing.wiring.listing import Listing, build_listing
from services.routing.wiring.merging import Merging, build_merging
from services.routing.wiring.publications import build_publications
from services.routing.wiring.rules import Rules, build_rules
from services.routing.wiring.sign_in import SigningIn, build_sign_in
from services.routing.wiring.store import Store
from services.routing.wiring.suggesting import Suggesting, build_suggesting
from services.routing.wiring.texts import Texts, build_texts
from services.routing.wiring.wording import build_wording


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
    dossiers: LookUpDossier
    signing: SigningIn | None = None
    desk_accounts: DeskAccounts | None = None
    listing: Listing | None = None
    rules: Rules | None = None
    amending: Amending | None = None
    merging: Merging | None = None
    calls: Calls | None = None
    texts: Texts | None = None
    knowledge: Knowledge | None = None
    gateway: Gateway | None = None
    suggesting: Suggesting | None = None
    wording: MessageWords | None = None
    publications: Publications | None = None
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

    def on_withdrawals(self, events: Sequence[Event]) -> None:
        """React to `case.withdrawal_requested`."""
        self.clocks.take_withdrawals(events)

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
    on: Adapters | None = None,
    clock: Clock | None = None,
) -> Application:
    """Return routing on MongoDB (on `database`, or the one that the settings name), or on other adapters."""
    on = on or Store(connect(settings) if database is None else database).adapters()
    return _assemble(settings, clock or SystemClock(), on)


def _assemble(settings: CommonSettings, clock: Clock, on: Adapters) -> Application:
    links, find_cases, (rules, explain) = _links(settings), FindCases(on.cases), _rules(on, clock)
    case_page = build_case_page(settings, on.case_store, clock, find_cases)
    suggesting = build_suggesting(settings, on.suggestion_store, on.catalogs, clock) if on.suggestion_store else None
    act_on_case = ActOnCase(on.cases, on.catalogs, clock, links, case_page.answer_links)
    return Application(
        route_cases=_route_cases(settings, on, clock, links, suggesting),
        add_supplements=AddSupplements(on.cases, links, on.catalogs),
        forward_held=ForwardHeld(on.cases, on.catalogs, clock, links),
        take_replies=(take_replies := _take_replies(on, clock, links, case_page)),
        act_on_case=act_on_case,
        find_cases=find_cases,
        load_catalog=_load_catalog(on, clock, rules),
        explain_routing=explain,
        open_account=OpenAccount(on.account_book, on.catalogs, clock),
        close_account=CloseAccount(on.account_book, clock),
        account_book=on.account_book,
        catalogs=on.catalogs,
        accounts=on.accounts,
        links=links,
        clock=clock,
        settings=settings,
        case_page=case_page,
        dossiers=build_dossiers(settings, on.case_store.looks, clock),
        clocks=build_clocks(on.clocks, on.cases, on.catalogs, clock, links),
        gateway=_gateway(settings, on, clock, take_replies),
        suggesting=suggesting,
        rules=rules,
        amending=_amending(settings, on, clock),
        merging=_merging(on, clock, links, case_page),
        listing=build_listing(on.list_store, on.case_store.looks, on.catalogs, clock) if on.list_store else None,
        calls=build_calls(settings, on.call_store, on.cases, act_on_case, explain, clock) if on.call_store else None,
        knowledge=build_knowledge(on.knowledge_store, on.catalogs, clock) if on.knowledge_store else None,
        texts=build_texts(on.texts, on.catalogs, clock) if on.texts else None,
        signing=build_sign_in(settings, on.sign_in_store, on.account_book, clock) if on.sign_in_store else None,
        desk_accounts=_desk_accounts(on, clock),
        wording=build_wording(settings, on.sign_in_store),
        publications=build_publications(settings),
        probes=on.probes,
    )


def _rules(on: Adapters, clock: Clock) -> tuple[Rules | None, ExplainRouting]:
    rules = build_rules(on.rule_store, on.catalogs, clock) if on.rule_store else None
    return rules, ExplainRouting(on.catalogs, rules.assigner_of if rules else None)


def _load_catalog(on: Adapters, clock: Clock, rules: Rules | None) -> LoadCatalog:
    keep_rules, store = rules.keep_loaded if rules else None, on.amending_store
    return LoadCatalog(on.catalogs, catalog_files.check, clock, keep_rules, store.versions if store else None)


def _amending(settings: CommonSettings, on: Adapters, clock: Clock) -> Amending | None:
    sets = on.rule_store.sets if on.rule_store else None
    return build_amending(settings, on.amending_store, sets, clock) if on.amending_store else None


def _gateway(settings: CommonSettings, on: Adapters, clock: Clock, take_replies: TakeReplies) -> Gateway | None:
    store = on.gateway_store
    return build_gateway(settings, store, clock, on.catalogs, take_replies) if store else None


def _desk_accounts(on: Adapters, clock: Clock) -> DeskAccounts | None:
    store = on.sign_in_store
    return build_accounts(on.account_book, store.presences, on.catalogs, clock) if store else None


def _merging(on: Adapters, clock: Clock, links: Linker, page: CasePage) -> Merging | None:
    store = on.merge_store
    return build_merging(store, on.cases, on.catalogs, clock, links, page.answer_links) if store else None


def _take_replies(on: Adapters, clock: Clock, links: Linker, page: CasePage) -> TakeReplies:
    return TakeReplies(on.cases, on.catalogs, on.rejections, clock, links, page.answer_files, page.answer_links)


def _route_cases(
    settings: CommonSettings, on: Adapters, clock: Clock, links: Linker, suggesting: Suggesting | None
) -> RouteCases:
    at_once = isinstance(settings, RoutingSettings) and settings.forward_at_once
    return RouteCases(on.cases, on.catalogs, clock, links, at_once, suggesting.suggest if suggesting else None)


def _links(settings: CommonSettings) -> Linker:
    """Commands are wired with common settings only: they hand no case to anybody."""
    if isinstance(settings, RoutingSettings):
        return FileLinks(settings.files_url, settings.files_key, timedelta(days=settings.files_days))
    return no_links
