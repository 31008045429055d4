"""Editors' pages at the desk, with the real portal behind them: compare, hide, cover, decide, on to the next."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from services.kit.events import Attachment
from services.kit.failures import Rejected
from services.routing.adapters.http_publications import HttpPublications
from services.routing.usecases.publications import PublishAway
from services.routing.web.publication_pieces import Piece, pieces
from tests.unit.publish.builders import CONDUCT, Portal, a_case
from tests.unit.publish.memory_editing import a_photo
from tests.unit.publish.site import ACCOUNTS, DESK_KEY, a_site, on_behalf
from tests.unit.routing.settings_desk.conftest import SettingsSite

FIRST, SECOND = "2611231111118", "2611232222227"
PICTURE, CARD = "01JAAAAAAAAAAAAAAAAAAAAAAA", "01JBBBBBBBBBBBBBBBBBBBBBBB"
TEXT = "Cán bộ cáu gắt. Gọi tôi 0905 000 001, điện lực 0269 3824 567."


class _Answer:
    def __init__(self, answer: Any) -> None:
        self.content = answer.data
        self.json = lambda: answer.json


class PortalInside(HttpPublications):
    """Port `Publications` on the portal's own site, with no process between; `away` is what can happen on the way."""

    def __init__(self) -> None:
        self.portal = Portal(accounts=ACCOUNTS, desk_key=DESK_KEY)
        self.client = a_site(self.portal).test_client()
        self.away = False

    def asked(self, method: str, path: str, account: str | None = None, **more: Any) -> Any:
        if self.away:
            raise PublishAway("away")
        named = {"editor-1": "bien-tap", "shift_lead-1": "truong-ca"}[str(account)]
        answer = self.client.open(
            f"/api{path}",
            method=method,
            json=more.get("json"),
            query_string=more.get("params"),
            **on_behalf(named, DESK_KEY),
        )
        if answer.status_code >= 400:
            said = answer.get_json(force=True)
            raise Rejected(said["slug"], said["detail"], said["detail_en"])
        return _Answer(answer)


class Editors(SettingsSite):
    """`see` opens a page below /desk/publications, `send` fills a form of it."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = PortalInside()
        files = tuple(_picture(name, caution) for name, caution in ((PICTURE, None), (CARD, "id-card")))
        for code in (FIRST, SECOND):
            self.inside.portal.app.on_cases(a_case(code, category=CONDUCT, text=TEXT, attachments=files).history())
        self.inside.portal.editing.pictures.by_id[PICTURE] = a_photo()
        self.app.extensions["routing"] = replace(self.app.extensions["routing"], publications=self.inside)

    def see(self, path: str = "", who: str = "editor") -> Any:
        return self.app.test_client().get(f"/desk/publications{path}", headers=self._as(who))

    def send(self, path: str, who: str = "editor", **form: str) -> Any:
        browser = self.app.test_client()
        page = browser.get(f"/desk/publications/{path.split('/')[0]}", headers=self._as(who)).text
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)
        version = re.search(r'name="version" value="([^"]+)"', page)
        assert token and version
        form = {"version": version[1], **form, "csrf_token": token[1]}
        return browser.post(f"/desk/publications/{path}", data=form, headers=self._as(who))

    def _as(self, who: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.tokens[who]}"}


def _picture(name: str, caution: str | None) -> Attachment:
    return Attachment(
        id=name,
        name="anh.jpg",
        media_type="image/jpeg",
        kind="image",
        size=1000,
        sha256="0" * 64,
        caution=caution,
    )


@pytest.fixture
def desk() -> Editors:
    return Editors()


def test_the_queue_lists_what_waits_and_counts_the_rest(desk: Editors) -> None:
    page = desk.see().text
    assert page.count(f'href="/desk/publications/{FIRST}"') == 1 and "Chờ duyệt (2)" in page
    assert "0905" not in page


def test_only_editors_and_shift_leads_come_in(desk: Editors) -> None:
    assert desk.see(who="shift_lead").status_code == 200
    for who in ("operator", "administrator", "leader"):
        assert desk.see(who=who).status_code == 403


def test_a_code_that_is_typed_opens_its_case(desk: Editors) -> None:
    answer = desk.see(f"?code={FIRST[:6]} {FIRST[6:]}")
    assert (answer.status_code, answer.location) == (303, f"/desk/publications/{FIRST}")


def test_the_original_stands_beside_the_public_text_and_each_hidden_part_says_its_kind(desk: Editors) -> None:
    page = desk.see(f"/{FIRST}").text
    assert re.search(r"ẩn \(số điện thoại\):</span>0905 000 001<sup", page)
    assert "Gọi tôi [số điện thoại đã ẩn]" in page
    assert [look.account for look in desk.inside.portal.editing.looks.all] == ["bien-tap"]


def test_only_what_may_be_shown_again_is_offered(desk: Editors) -> None:
    page = desk.see(f"/{FIRST}").text
    assert "“0269 3824 567” (số điện thoại)" in page and "“0905 000 001”" not in page


def test_words_are_hidden_from_the_page(desk: Editors) -> None:
    assert desk.send(f"{FIRST}/hide", part="text", words="điện lực").status_code == 303
    assert "[nội dung đã ẩn]" in desk.see(f"/{FIRST}").text


def test_a_refusal_stands_on_the_page_with_what_was_typed(desk: Editors) -> None:
    answer = desk.send(f"{FIRST}/hide", part="text", words="không có ở đây")
    assert answer.status_code == 422
    assert "Không thấy các từ này" in answer.text and 'value="không có ở đây"' in answer.text


def test_after_a_decision_the_next_case_is_opened_and_after_the_last_the_list(desk: Editors) -> None:
    first = desk.send(f"{FIRST}/publish")
    assert (first.status_code, first.location) == (303, f"/desk/publications/{SECOND}?done={FIRST}")
    last = desk.send(f"{SECOND}/withhold", ground="insult")
    assert last.location == f"/desk/publications?done={SECOND}"
    assert desk.inside.portal.case(SECOND).answer.ground == "insult"


def test_another_ground_needs_words(desk: Editors) -> None:
    answer = desk.send(f"{FIRST}/withhold", ground="other", reason=" ")
    assert answer.status_code == 422 and '<option value="other" selected>' in answer.text


def test_the_second_of_two_editors_is_told(desk: Editors) -> None:
    old = re.search(r'name="version" value="([^"]+)"', desk.see(f"/{FIRST}").text)
    assert old
    desk.send(f"{FIRST}/hide", who="shift_lead", part="text", words="điện lực")
    answer = desk.send(f"{FIRST}/publish", version=old[1])
    assert answer.status_code == 409 and "vừa được truong-ca thay đổi" in answer.text


def test_a_picture_goes_out_with_what_was_covered_by_numbers(desk: Editors) -> None:
    covered = {"left-0": "10", "top-0": "10", "width-0": "50", "height-0": "50", "left-1": "5"}
    answer = desk.send(f"{FIRST}/photos/{PICTURE}", alt="Quầy tiếp dân", **covered)
    assert answer.status_code == 303
    photo = desk.inside.portal.case(FIRST).photos[0]
    assert (photo.covers, photo.alt) == (1, "Quầy tiếp dân")
    assert desk.see(f"/drawings/{photo.id}").mimetype == "image/jpeg"
    assert desk.send(f"{FIRST}/photos/{PICTURE}", do="take-out").status_code == 303
    assert desk.inside.portal.case(FIRST).photos == ()


def test_a_card_is_not_even_shown(desk: Editors) -> None:
    page = desk.see(f"/{FIRST}").text
    assert f"/tep/{PICTURE}/xem" in page and CARD not in page and "giấy tờ tuỳ thân" in page


def test_while_the_portal_is_away_the_page_says_so(desk: Editors) -> None:
    desk.inside.away = True
    assert "tạm thời không trả lời" in desk.see().text
    assert desk.see(f"/{FIRST}").status_code == 503


def test_a_text_is_cut_where_it_is_hidden() -> None:
    spans = [{"start": 4, "end": 6, "kind": "name", "may_show": True}]
    text = {"public": "Anh [tên đã ẩn].", "original": "Anh An.", "spans": spans}
    assert list(pieces(text)) == [Piece("Anh "), Piece("An", "name", 4, 6, True), Piece(".")]
    assert list(pieces({"public": "đã ẩn", "original": None, "spans": []})) == [Piece("đã ẩn")]
