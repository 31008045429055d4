"""/bo-sung without JavaScript: sent here by the portal, a citizen adds to their own case, once, and to no other."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient

from services.intake.usecases.ports import Progress
from services.intake.web.site import web_site
from services.kit import own_links
from tests.contract.channels.test_web_form import hidden
from tests.contract.channels.worlds import World, in_memory
from tests.unit.intake.fakes import MONDAY

KEY, CODE = "a link key for tests", "2611234829170"


def proof(purpose: str = own_links.ADD, until: datetime = MONDAY + timedelta(hours=2)) -> str:
    return own_links.token(CODE, KEY, purpose, until)


class Visit:
    """A browser at intake's site; the case is there."""

    def __init__(self, *, asked: str | None = None, status: str = "routed") -> None:
        self.world: World = in_memory()
        app = self.world.application
        progress = Progress(code=CODE, status="waiting" if asked else status, changed_at=MONDAY, question=asked)
        app.progress.known[CODE] = progress  # type: ignore[attr-defined]
        self.app = replace(app, settings=replace(app.settings, link_key=KEY))
        self.client: FlaskClient = web_site(self.app).test_client()

    @property
    def added(self) -> list[Any]:
        return self.world.parts["supplements"].kept.get(CODE, [])

    def send(self, **typed: Any) -> Any:
        page = self.client.get("/bo-sung").text
        form = {"csrf_token": hidden(page, "csrf_token"), "client_key": hidden(page, "client_key"), **typed}
        return self.client.post("/bo-sung", data=form)


def test_whoever_the_portal_sends_adds_words_once_however_often_they_are_sent() -> None:
    visit = Visit(asked="Cột đèn số mấy?")
    first = visit.client.get(f"/bo-sung/{proof()}")
    assert (first.status_code, first.location) == (303, "/bo-sung")
    assert first.headers.getlist("Referrer-Policy") == ["no-referrer"]
    page = visit.client.get("/bo-sung")
    assert "Cột đèn số mấy?" in page.text and page.headers["Cache-Control"] == "no-store"
    form = {name: hidden(page.text, name) for name in ("csrf_token", "client_key")} | {"text": "Cột số P12."}
    for _ in range(2):
        assert visit.client.post("/bo-sung", data=form).location == "/bo-sung/da-nhan"
    assert [(each.channel, each.text) for each in visit.added] == [("web", "Cột số P12.")]
    assert f"/tra-cuu/{CODE}" in visit.client.get("/bo-sung/da-nhan").text


def test_a_file_alone_is_enough() -> None:
    visit = Visit()
    visit.client.get(f"/bo-sung/{proof()}")
    text = (io.BytesIO("Cột P12, trước cổng trường.".encode()), "ghi-chu.txt")
    assert visit.send(text="", files=text).status_code == 303
    assert [each.name for each in visit.added[0].attachments] == ["ghi-chu.txt"]


@pytest.mark.parametrize("status", ["answered", "withdrawn"])
def test_what_nobody_reads_any_more_is_not_taken_and_the_words_stay(status: str) -> None:
    visit = Visit(status=status)
    visit.client.get(f"/bo-sung/{proof()}")
    refused = visit.send(text="Lại tắt rồi.")
    assert refused.status_code == 409 and "Lại tắt rồi." in unescape(refused.text) and not visit.added


def test_nothing_at_all_is_no_addition() -> None:
    visit = Visit()
    visit.client.get(f"/bo-sung/{proof()}")
    assert visit.send(text=" ").status_code == 422 and not visit.added


def test_without_the_portals_proof_nobody_adds_anything() -> None:
    visit = Visit()
    assert visit.client.get("/bo-sung").location.endswith("/tra-cuu")
    assert visit.client.post("/bo-sung", data={"text": "Cột số P12."}).location.endswith("/tra-cuu")
    assert visit.client.get(f"/bo-sung/{proof(own_links.LOOK)}").status_code == 403
    assert visit.client.get(f"/bo-sung/{proof(until=MONDAY - timedelta(hours=1))}").status_code == 410
    assert not visit.added


def test_a_form_from_elsewhere_is_shown_again_with_the_words() -> None:
    visit = Visit()
    visit.client.get(f"/bo-sung/{proof()}")
    answer = visit.client.post("/bo-sung", data={"csrf_token": "elsewhere", "text": "Cột số P12."})
    assert answer.status_code == 400 and "Cột số P12." in unescape(answer.text) and not visit.added
