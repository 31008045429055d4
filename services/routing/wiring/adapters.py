"""What routing runs on: the adapters of every area, on MongoDB (`Store`) or a test's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.kit.health import Probe
from services.kit.web import Accounts
from services.routing.usecases.clocks.ports import Clocks
from services.routing.usecases.ports import AccountBook, Cases, Catalogs, Rejections
from services.routing.usecases.texts import CannedTexts
from services.routing.wiring.amending import AmendingStore
from services.routing.wiring.calls import CallStore
from services.routing.wiring.case_page import CaseStore
from services.routing.wiring.clocks import NoClocks
from services.routing.wiring.gateway import GatewayStore
from services.routing.wiring.knowledge import KnowledgeStore
from services.routing.wiring.listing import ListStore
from services.routing.wiring.merging import MergeStore
from services.routing.wiring.rules import RuleStore
from services.routing.wiring.sign_in import SignInStore
from services.routing.wiring.suggesting import SuggestionStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Adapters:
    """One field per port or area; an area without its own is left out of the application. `probes`: readiness."""

    cases: Cases
    catalogs: Catalogs
    rejections: Rejections
    account_book: AccountBook
    accounts: Accounts
    case_store: CaseStore
    clocks: Clocks = field(default_factory=NoClocks)
    gateway_store: GatewayStore | None = None
    suggestion_store: SuggestionStore | None = None
    sign_in_store: SignInStore | None = None
    list_store: ListStore | None = None
    rule_store: RuleStore | None = None
    amending_store: AmendingStore | None = None
    merge_store: MergeStore | None = None
    call_store: CallStore | None = None
    texts: CannedTexts | None = None
    knowledge_store: KnowledgeStore | None = None
    probes: Mapping[str, Probe] = field(default_factory=dict)
