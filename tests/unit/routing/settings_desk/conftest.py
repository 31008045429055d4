"""The desk in memory over Gia Lai's catalogue, where its catalogue can be changed."""

from __future__ import annotations

import re
from typing import Any

import pytest

from services.routing.web.site import create_site
from services.routing.wiring import build
from services.routing.wiring.adapters import Adapters
from services.routing.wiring.amending import AmendingStore
from services.routing.wiring.rules import RuleStore
from tests.unit.routing.amending.fakes import MemoryHoldings, Office
from tests.unit.routing.case_fakes import memory_case_store
from tests.unit.routing.case_site import employed
from tests.unit.routing.fakes import MemoryAccountBook, MemoryCases, MemoryRejections
from tests.unit.routing.rule_fakes import MemoryPastCases
from tests.unit.routing.site import SETTINGS

ROLES = ("operator", "shift_lead", "administrator", "leader", "editor")


class SettingsSite(Office):
    """`call` opens an address below /desk/settings as somebody."""

    def __init__(self) -> None:
        super().__init__(so_y_te=3)
        self.book = MemoryAccountBook()
        on = Adapters(
            cases=MemoryCases(),
            catalogs=self.versions,
            rejections=MemoryRejections(),
            account_book=self.book,
            accounts=self.book,
            case_store=memory_case_store(),
            rule_store=RuleStore(sets=self.sets, cases=MemoryPastCases()),
            amending_store=AmendingStore(
                amendments=self.amendments, versions=self.versions, holdings=MemoryHoldings(so_y_te=3)
            ),
        )
        self.tokens = {role: employed(self.book, f"{role}-1", role, None) for role in ROLES}
        self.app = create_site(build(SETTINGS, on=on, clock=self.clock))

    def call(self, who: str | None, method: str, path: str = "", **form: Any) -> Any:
        """Return the answer; a form brings the guard of the browser it comes from."""
        headers = {"Authorization": f"Bearer {self.tokens[who]}"} if who else {}
        browser = self.app.test_client()
        if method == "POST" and who:
            form |= {"csrf_token": self._guard(browser)}
        return browser.open(f"/desk/settings{path}", method=method, headers=headers, data=form or None)

    def get(self, path: str = "", who: str = "administrator") -> str:
        """Return a page's words."""
        answer = self.call(who, "GET", path)
        assert answer.status_code == 200, answer.text
        return str(answer.text)

    def post(self, path: str, who: str = "administrator", **form: Any) -> Any:
        """Return the answer to a form."""
        return self.call(who, "POST", path, **form)

    def form(self, path: str) -> dict[str, str]:
        """Return what a page's first form of fields would send, as a browser does."""
        page = self.get(path)
        body = page[page.index('<form class="settings-form"') :]
        return dict(_inputs(body[: body.index("</form>")]))

    def _guard(self, browser: Any) -> str:
        page = browser.get(
            "/desk/settings/agencies/_moi", headers={"Authorization": f"Bearer {self.tokens['administrator']}"}
        ).text
        found = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert found
        return found[1]


def _inputs(body: str):
    from html import unescape

    for tag in re.findall(r"<input [^>]*>", body):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and name[1] != "csrf_token" and ('type="checkbox"' not in tag or " checked" in tag):
            yield name[1], unescape(value[1]) if value else ""
    for name, content in re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', body, re.DOTALL):
        yield name, unescape(content)
    for name, content in re.findall(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', body, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', content) or re.search(
            r'<option value="([^"]*)"', content
        )
        yield name, unescape(chosen[1]) if chosen else ""


@pytest.fixture
def site() -> SettingsSite:
    return SettingsSite()
