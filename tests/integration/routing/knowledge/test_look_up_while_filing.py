"""While the caller talks: the knowledge base beside the answer that is given at once."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from services.routing.adapters.knowledge_files import read_sheets
from services.routing.usecases.knowledge.ports import Wanted
from tests.integration.routing.desk_calls.conftest import Centre, centre
from tests.integration.routing.knowledge.conftest import CONSOLE, GIALAI, SECOND
from tests.integration.routing.knowledge.test_knowledge_in_a_browser import looked_at
from tests.waiting import eventually

__all__ = ["centre"]

pytestmark = pytest.mark.integration


def test_an_entry_is_read_out_and_stands_in_the_case_with_its_name(centre: Centre) -> None:
    base = centre.application.knowledge
    assert base
    for file in GIALAI:
        base.import_entries(read_sheets(file.read_bytes()), CONSOLE)
    for each in base.find.list(Wanted(limit=100)).entries:
        base.publish.publish(each.code, each.version, SECOND)
    page = centre.page("/desk/calls/new")
    page.locator("#file-text").fill("Tôi không đến được nơi nộp hồ sơ thì làm sao?")
    page.keyboard.press("Alt+k")
    expect(page.locator("#known-words-file-answer")).to_be_focused()
    offered = page.locator("#known-picked-file-answer")
    expect(offered).to_contain_text("Không đến được nơi nộp hồ sơ")  # by what is being typed, before any search
    looked_at(page, "filing")
    page.keyboard.press("Enter")
    expect(page.locator("#file-answer")).to_be_focused()
    assert "bưu điện đến nhà nhận hồ sơ" in page.locator("#file-answer").input_value()
    page.locator("#file-outcome").select_option("explained")
    page.locator("#file-answer-now").click()
    if page.locator("#file-sure").count():
        page.locator("#file-sure").check()
        expect(page.locator("#source-buu-chinh-cong-ich")).to_be_checked()
        page.locator("#file-answer-now").click()
    expect(page.locator("#code")).to_be_visible()
    (code,) = centre.codes()
    answered = eventually(lambda: (centre.case(code) or {}).get("answer"), message="the promise is kept")
    assert answered["sources"] == ["buu-chinh-cong-ich"]
