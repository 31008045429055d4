"""The desk in memory, as somebody with a browser meets it."""

from __future__ import annotations

import hashlib
from typing import Any

from services.routing.usecases.account_events import change
from services.routing.usecases.ports import AccountBook, AccountState
from tests.unit.routing import catalogs
from tests.unit.routing.builders import NOON
from tests.unit.routing.catalogs import FARMING, LOCAL
from tests.unit.routing.site import DeskSite

STAGES = [
    {"slug": "khao-sat", "vi": "Đã khảo sát", "en": "Inspected", "tell": True},
    {"slug": "thi-cong", "vi": "Đang sửa", "en": "Being repaired", "tell": True},
]


def catalog() -> dict[str, Any]:
    """Return a catalogue where the ward's leader approves answers, and street lights have known steps."""
    base = catalogs.snapshot()
    agencies = [{**each, "approval": "leader"} if each["slug"] == LOCAL else each for each in base["agencies"]]
    categories = [
        {**each, "stages": STAGES} if each["slug"] == "ha-tang.chieu-sang" else each for each in base["categories"]
    ]
    return catalogs.snapshot(agencies=agencies, categories=categories)


class CaseSite(DeskSite):
    """`page` opens any address as somebody; a token stands for their session."""

    def __init__(self, snapshot: dict[str, Any] | None = None) -> None:
        super().__init__(snapshot)
        people = {
            "shift_lead": ("truong-ca", "shift_lead", None),
            "administrator": ("quan-tri", "administrator", None),
            "ward_leader": ("lanh-dao-phuong", "agency_leader", LOCAL),
            "farming": ("can-bo-nn", "agency_officer", FARMING),
        }
        self.tokens |= {who: employed(self.book, *facts) for who, facts in people.items()}

    def page(self, who: str | None, method: str, path: str, **more: Any) -> Any:
        """Return the answer."""
        headers = {"Authorization": f"Bearer {self.tokens[who]}"} if who else {}
        return self.app.test_client().open(path, method=method, headers=headers, **more)


def employed(book: AccountBook, name: str, role: str, agency: str | None) -> str:
    """Put an account into the book and return its token."""
    token = f"token of {name}"
    hashed = hashlib.sha256(token.encode()).hexdigest()
    account = AccountState(name=name, role=role, agency=agency, token_sha256=hashed, active=True, changed_at=NOON)
    book.change(change(None, account, by="command:test", what="account-opened"))
    return token
