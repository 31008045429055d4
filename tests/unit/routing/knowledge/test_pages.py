"""The knowledge base at the desk: who may do what, forms that keep what was typed, import with a preview."""

from __future__ import annotations

from typing import Any

import pytest

from services.routing.domain.knowledge.entry import Kind, Stage
from tests.unit.routing.knowledge.entries import EDITOR, FAQ, PROCEDURE
from tests.unit.routing.knowledge.site import EVERYBODY, KnowledgeSite

BASE = "/desk/knowledge"
GOOD = "Loại;Mã;Câu hỏi;Trả lời;Nguồn\nhỏi đáp;moi;Hỏi mới?;Đáp.;Bản mẫu\n"


@pytest.fixture
def site() -> KnowledgeSite:
    return KnowledgeSite()


@pytest.fixture(scope="module")
def door() -> KnowledgeSite:
    """A site that is only asked who may enter."""
    return KnowledgeSite()


def text(answer: Any) -> str:
    return str(answer.get_data(as_text=True))


READING = [
    ("GET", BASE),
    ("GET", f"{BASE}/entries/khai-sinh"),
    ("GET", f"{BASE}/suggest?q=khai"),
    ("POST", f"{BASE}/suggest"),
    ("GET", f"{BASE}/export.xlsx"),
    ("GET", f"{BASE}/template.xlsx"),
    ("GET", "/api/desk/knowledge?q=khai"),
]
WRITING = [
    ("GET", f"{BASE}/new"),
    ("GET", f"{BASE}/new?kind=faq"),
    ("GET", f"{BASE}/entries/khai-sinh/edit"),
    ("POST", f"{BASE}/save"),
    ("POST", f"{BASE}/publish"),
    ("POST", f"{BASE}/entries/khai-sinh/publish"),
    ("POST", f"{BASE}/entries/khai-sinh/withdraw"),
    ("GET", f"{BASE}/import"),
    ("POST", f"{BASE}/import"),
    ("POST", f"{BASE}/import/x"),
    ("GET", f"{BASE}/proposals"),
    ("POST", f"{BASE}/proposals/y/dismiss"),
]


@pytest.mark.parametrize("role", [*EVERYBODY, None])
@pytest.mark.parametrize(("method", "path"), READING + WRITING)
def test_everybody_at_the_desk_reads_and_editors_write(
    door: KnowledgeSite, role: str | None, method: str, path: str
) -> None:
    status = door.ask(role, method, path).status_code
    if role is None:
        assert status in (302, 303, 401)
    elif (method, path) in WRITING and role not in ("editor", "second_editor", "administrator"):
        assert status == 403
    else:
        assert status not in (401, 403, 500)


def test_every_address_of_these_pages_is_in_the_table_above(site: KnowledgeSite) -> None:
    served = {rule.rule for rule in site.app.url_map.iter_rules() if "/desk/knowledge" in rule.rule}
    known = {
        path.partition("?")[0]
        .replace("khai-sinh", "<code>")
        .replace("import/x", "import/<id_>")
        .replace("proposals/y", "proposals/<id_>")
        for _, path in READING + WRITING
    }
    assert served == known


def test_an_entry_is_written_by_one_and_published_by_another(site: KnowledgeSite) -> None:
    typed = {"kind": "faq", "code": "Moi", "version": "0", **FAQ, "title_vi": "Câu hỏi mới?"}
    made = site.ask("editor", "POST", f"{BASE}/save", data=typed)
    assert made.headers["Location"] == f"{BASE}/entries/moi?done=saved"
    own = site.ask("editor", "POST", f"{BASE}/entries/moi/publish", data={"version": "1"})
    assert own.status_code == 403 and "người thứ hai" in text(own)
    stale = site.ask("second_editor", "POST", f"{BASE}/entries/moi/publish", data={"version": "7"})
    assert stale.status_code == 409
    assert site.ask("second_editor", "POST", f"{BASE}/entries/moi/publish", data={"version": "1"}).status_code == 303
    assert site.entries.find("moi").is_live


def test_a_form_that_is_refused_keeps_what_was_typed_and_says_why(site: KnowledgeSite) -> None:
    typed = {"kind": "procedure", "code": "Có Dấu", "version": "0", **PROCEDURE, "papers": "Tờ khai | nhiều"}
    answer = site.ask("editor", "POST", f"{BASE}/save", data=typed)
    page = text(answer)
    assert answer.status_code == 422
    assert "Tờ khai | nhiều" in page and "số bản phải là số" in page and "Có Dấu".lower() in page.lower()
    assert 'href="#file-papers"' in page and 'id="file-papers"' in page


def test_two_editors_do_not_overwrite_each_other(site: KnowledgeSite) -> None:
    version = str(site.entries.find("khai-sinh").version)
    typed = {"kind": "procedure", "code": "khai-sinh", "version": version, **PROCEDURE}
    assert site.ask("editor", "POST", f"{BASE}/save", data={**typed, "fee": "Một"}).status_code == 303
    late = site.ask("second_editor", "POST", f"{BASE}/save", data={**typed, "fee": "Hai"})
    assert late.status_code == 409 and "Hai" in text(late)


def test_what_waits_is_shown_beside_what_is_public(site: KnowledgeSite) -> None:
    version = str(site.entries.find("khai-sinh").version)
    typed = {"kind": "procedure", "code": "khai-sinh", "version": version, **PROCEDURE, "fee": "8.000 đồng"}
    site.ask("editor", "POST", f"{BASE}/save", data=typed)
    page = text(site.ask("second_editor", "GET", f"{BASE}/entries/khai-sinh"))
    assert "Khác bản đang công khai ở: Phí, lệ phí." in page and "8.000 đồng" in page
    old = text(site.ask("operator", "GET", f"{BASE}/entries/khai-sinh?revision=1"))
    assert PROCEDURE["fee"] in old and "8.000 đồng" not in old


def test_the_list_is_narrowed_and_searched(site: KnowledgeSite) -> None:
    assert "Ngày hội cồng chiêng" in text(site.ask("leader", "GET", f"{BASE}?q=cong%20chieng"))
    page = text(site.ask("leader", "GET", f"{BASE}?kind=faq&level=&stage=published"))
    assert "Tổng đài 1022" in page and "khai sinh" not in page
    assert "Không tìm thấy" in text(site.ask("leader", "GET", f"{BASE}?level=province"))
    assert site.ask("leader", "GET", f"{BASE}?kind=x&page=999999999999&stage=<").status_code == 200


def test_several_are_published_at_once_and_one_s_own_is_refused_by_name(site: KnowledgeSite) -> None:
    base = site.application.knowledge
    for code in ("mot", "hai"):
        base.edit.create(code, Kind.FAQ, {**FAQ, "title_vi": code}, EDITOR)
    base.edit.create("ba", Kind.FAQ, {**FAQ, "title_vi": "ba"}, type(EDITOR)("desk:bien-tap-2", None, "editor"))
    ticked = {"entry": ["mot/1", "hai/1", "ba/1"]}
    answer = site.ask("second_editor", "POST", f"{BASE}/publish", data=ticked)
    assert answer.status_code == 409 and "<code>ba</code>" in text(answer)
    assert [site.entries.find(code).stage for code in ("mot", "hai", "ba")] == [
        Stage.PUBLISHED,
        Stage.PUBLISHED,
        Stage.DRAFT,
    ]
    assert site.ask("second_editor", "POST", f"{BASE}/publish").status_code == 409


def upload(site: KnowledgeSite, content: bytes, who: str = "editor", name: str = "tep.csv") -> Any:
    head = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
    sent = {"data": head + content + b"\r\n--x--\r\n", "content_type": "multipart/form-data; boundary=x"}
    return site.ask(who, "POST", f"{BASE}/import", **sent)


def test_a_file_is_looked_at_before_it_is_imported_and_only_by_whoever_brought_it(site: KnowledgeSite) -> None:
    page = text(upload(site, GOOD.encode("utf-8-sig")))
    assert "Mới: 1" in page and "Hỏi mới?" in page and site.entries.find("moi") is None
    (id_,) = site.uploads.by_id
    assert site.ask("second_editor", "POST", f"{BASE}/import/{id_}").status_code == 404
    done = site.ask("editor", "POST", f"{BASE}/import/{id_}")
    assert done.status_code == 303 and site.entries.find("moi").stage is Stage.DRAFT
    assert site.ask("editor", "POST", f"{BASE}/import/{id_}").status_code == 404  # twice is once


def test_a_file_with_a_refused_row_cannot_be_imported(site: KnowledgeSite) -> None:
    page = text(upload(site, f"{GOOD}hỏi đáp;hai;;;\n".encode()))
    assert "Chưa đạt: 1" in page and "needed" in page and "Nhập tất cả" not in page
    (id_,) = site.uploads.by_id
    refused = site.ask("editor", "POST", f"{BASE}/import/{id_}")
    assert refused.status_code == 422 and site.entries.find("moi") is None


@pytest.mark.parametrize(("content", "status"), [(b"", 422), (b"PK\x03\x04", 422), (b"x" * (5 * 1024 * 1024 + 2), 413)])
def test_a_file_that_will_not_do_is_refused_in_words(site: KnowledgeSite, content: bytes, status: int) -> None:
    answer = upload(site, content)
    assert answer.status_code == status and "Lỗi" not in text(answer).split("<main")[0]
    assert site.uploads.by_id == {}


def test_without_a_file_one_is_asked_for(site: KnowledgeSite) -> None:
    assert "Xin chọn một tệp" in text(site.ask("editor", "POST", f"{BASE}/import"))


def test_an_answer_is_offered_for_words_for_a_case_and_for_what_is_typed(site: KnowledgeSite) -> None:
    picked = text(site.ask("operator", "GET", f"{BASE}/suggest?q=khai%20sinh&target=file-answer"))
    assert 'data-source="khai-sinh"' in picked and 'data-target="file-answer"' in picked and "Hồ sơ gồm:" in picked
    assert 'data-target="content-text"' in text(site.ask("operator", "GET", f"{BASE}/suggest?q=khai&target=<x>"))
    typed = {"text": "tôi muốn làm khai sinh cho con"}
    assert 'data-source="khai-sinh"' in text(site.ask("operator", "POST", f"{BASE}/suggest", data=typed))
    assert "Gõ vài từ" in text(site.ask("operator", "GET", f"{BASE}/suggest?code=2611230000009"))


def test_programs_look_up_as_people_do(site: KnowledgeSite) -> None:
    (found,) = site.ask("operator", "GET", "/api/desk/knowledge?q=khai+sinh").get_json()["entries"]
    assert (found["code"], found["kind"]) == ("khai-sinh", "procedure")
    assert site.ask("operator", "GET", "/api/desk/knowledge?q=khai&kind=faq").get_json() == {"entries": []}
    assert site.ask("operator", "GET", "/api/desk/knowledge").status_code == 422


def test_pages_are_there_in_english_too(site: KnowledgeSite) -> None:
    for path in (BASE, f"{BASE}/entries/khai-sinh", f"{BASE}/new?kind=procedure", f"{BASE}/import"):
        page = text(site.ask("editor", "GET", f"{path}{'&' if '?' in path else '?'}lang=en"))
        assert '<html lang="en"' in page
