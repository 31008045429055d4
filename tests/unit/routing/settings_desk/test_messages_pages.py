"""What citizens are sent, on pages: written by one, put in force by another, and nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.routing.usecases.wording import NotedWords
from services.routing.web.wording_diff import GONE, NEW, SAME, Piece, differences
from tests.unit.routing.settings_desk.conftest import SettingsSite
from tests.unit.routing.settings_desk.wording_fakes import MemoryAuditNotes, WordsInside

PLACE = "/messages/case.answered/sms"
MINE = {"vi-sms": "1022: {ma} đã có trả lời: {link}", "en-sms": "1022: {ma} is answered: {link}"}


@pytest.fixture
def audit() -> MemoryAuditNotes:
    return MemoryAuditNotes()


@pytest.fixture
def words(site: SettingsSite, audit: MemoryAuditNotes) -> WordsInside:
    inside = WordsInside()
    known = site.app.extensions["routing"]
    site.app.extensions["routing"] = replace(known, wording=NotedWords(inside, audit))
    return inside


def drafted(site: SettingsSite, **more: str) -> None:
    assert site.post(PLACE, version="0", note="gọn hơn", **(MINE | more)).status_code == 303


def test_the_list_says_what_is_changed_and_what_waits(site, words) -> None:
    page = site.get("/messages")
    assert page.count('href="/desk/settings/messages/') == 30
    assert "Đã sửa" not in page
    drafted(site)
    assert "administrator-1 soạn nháp" in site.get("/messages")
    assert site.post(f"{PLACE}/in-force", who="shift_lead", version="1").status_code == 303
    page = site.get("/messages")
    assert "Đã sửa" in page and "Bản 1" in page


def test_whoever_wrote_it_does_not_put_it_in_force(site, words) -> None:
    drafted(site)
    page = site.get(PLACE)
    assert "Đưa vào dùng" not in page and "Người đã soạn không được tự đưa vào dùng" in page
    answer = site.post(f"{PLACE}/in-force", version="1")
    assert answer.status_code == 403 and "người thứ hai" in answer.text
    assert "Đưa vào dùng" in site.get(PLACE, who="shift_lead")


def test_the_second_person_sees_the_difference_and_what_citizens_would_get(site, words) -> None:
    drafted(site)
    page = site.get(PLACE, who="shift_lead")
    assert "<ins>" in page and "<del>" in page
    assert "1022: 261123 482917 0 da co tra loi: https://1022.example.org/tra-cuu?code=2611234829170" in page
    assert "1 tin" in page and "gọn hơn" in page
    assert "Lưu bản nháp" not in page, "the second person does not write"


def test_what_is_wrong_is_said_beside_the_fields_and_what_was_typed_is_kept(site, words) -> None:
    answer = site.post(PLACE, version="0", **(MINE | {"vi-sms": "Xong rồi <b>{ma_tra_cuu}</b>"}))
    assert answer.status_code == 422
    assert "Không dùng mã HTML" in answer.text and 'href="#vi-sms"' in answer.text
    assert "Xong rồi &lt;b&gt;{ma_tra_cuu}&lt;/b&gt;" in answer.text


def test_a_preview_keeps_nothing(site, words) -> None:
    whole = site.post(f"{PLACE}/preview", version="0", **MINE)
    assert whole.status_code == 200 and "chưa lưu" in whole.text and "da co tra loi:" in whole.text
    assert "soạn nháp" not in site.get("/messages")


def test_a_page_that_asks_while_somebody_types_gets_that_part_alone(site, words) -> None:
    form = MINE | {"csrf_token": ""}
    browser = site.app.test_client()
    headers = {"Authorization": f"Bearer {site.tokens['administrator']}", "HX-Request": "true"}
    form["csrf_token"] = site._guard(browser)
    answer = browser.post(f"/desk/settings{PLACE}/preview", data=form, headers=headers)
    assert answer.status_code == 200 and "<html" not in answer.text and "da co tra loi:" in answer.text


def test_one_goes_back_a_version_or_to_the_programs_own(site, words) -> None:
    drafted(site)
    site.post(f"{PLACE}/in-force", who="shift_lead", version="1")
    assert "Lùi một bản" in site.get(PLACE, who="shift_lead")
    assert site.post(f"{PLACE}/back", who="shift_lead", version="2", to="default").status_code == 303
    page = site.get(PLACE)
    assert "về lời mặc định" in page and "Đang dùng lời mặc định" in page
    assert site.post(f"{PLACE}/back", version="3", to="before").status_code == 409


def test_a_draft_is_given_up(site, words) -> None:
    drafted(site)
    assert site.post(f"{PLACE}/withdraw", version="1").status_code == 303
    assert "Bản nháp chờ" not in site.get(PLACE)


def test_somebody_quicker_is_noticed(site, words) -> None:
    drafted(site)
    answer = site.post(PLACE, version="0", **(MINE | {"vi-sms": "Khác {ma} {link}"}))
    assert answer.status_code == 409 and "Người khác vừa thay đổi" in answer.text and "Khác {ma} {link}" in answer.text


def test_while_notify_is_away_the_pages_say_so_and_keep_what_was_typed(site, words) -> None:
    words.away = True
    assert "chưa xem được danh sách" in site.get("/messages")
    answer = site.post(PLACE, version="0", **MINE)
    assert answer.status_code == 503
    assert "không trả lời" in answer.text and "1022: {ma} đã có trả lời: {link}" in answer.text


def test_everything_that_was_done_is_in_the_record_once_whoever_lost_an_answer(site, words, audit) -> None:
    words.loses = True
    assert site.post(PLACE, version="0", **MINE).status_code == 503
    words.loses = False
    assert audit.entries == {}, "this process never heard that it was done"
    site.get(PLACE)
    site.post(f"{PLACE}/in-force", who="shift_lead", version="1")
    site.get(PLACE)
    assert [(each.what, each.who, each.about) for each in audit.entries.values()] == [
        ("wording-drafted", "administrator-1", "case.answered/sms"),
        ("wording-put_in_force", "shift_lead-1", "case.answered/sms"),
    ]
    assert audit.written == 2


def test_there_is_no_such_message(site, words) -> None:
    assert site.call("administrator", "GET", "/messages/case.answered/fax").status_code == 404
    assert site.post("/messages/case.eaten/sms", version="0").status_code == 404


@pytest.mark.parametrize("path", ["", "/preview"])
def test_only_an_administrator_writes(site, words, path: str) -> None:
    assert site.post(f"{PLACE}{path}", who="shift_lead", version="0", **MINE).status_code == 403


def test_differences_are_told_word_by_word() -> None:
    [found] = differences({"vi": {"sms": "Mã {ma} xong."}}, {"vi": {"sms": "Mã {link} xong."}})
    assert found.pieces == (
        Piece(SAME, "Mã "),
        Piece(GONE, "{ma}"),
        Piece(NEW, "{link}"),
        Piece(SAME, " xong."),
    )
    assert differences({"vi": {"sms": "a"}}, {"vi": {"sms": "a"}}) == []
