"""From an editor's first word to a citizen's telephone, and into an answer; all of it also by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from services.routing.domain.knowledge.entry import Kind
from services.routing.usecases.knowledge.telling import told
from tests.browser import looked_at
from tests.integration.routing.case_page.conftest import DESK, PHONE
from tests.integration.routing.knowledge.conftest import Library
from tests.unit.routing.knowledge.entries import EDITOR, FAQ, SECOND
from tests.waiting import eventually

pytestmark = pytest.mark.integration

SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])


def test_an_entry_is_written_published_by_another_and_read_by_a_citizen(library: Library) -> None:
    page = library.at_the_desk("editor", "/desk/knowledge/new?kind=procedure")
    page.fill("#file-code", "1.000001")
    page.fill("#file-title_vi", "Đăng ký khai sinh (thử)")
    page.select_option("#file-level", "commune")
    page.fill("#file-papers", "Tờ khai | một")
    page.click("text=Lưu bản nháp")
    expect(page.get_by_role("alert")).to_contain_text("số bản phải là số")
    expect(page.locator("#file-papers")).to_have_value("Tờ khai | một")
    looked_at(page, "knowledge-refused")
    page.fill("#file-papers", "Tờ khai đăng ký khai sinh | 1 | 0\nGiấy chứng sinh | 1 | 0 | do cơ sở y tế cấp")
    page.fill("#file-field", "Hộ tịch")
    page.fill("#file-ways", "trực tiếp | Bộ phận Một cửa")
    page.fill("#file-days", "1")
    page.fill("#file-source", "Bản thử")
    page.click("text=Lưu bản nháp")
    expect(page.get_by_role("status").first).to_contain_text("Đã lưu")
    expect(page.get_by_text("cần người thứ hai xem")).to_be_visible()
    looked_at(page, "knowledge-own-draft")

    other = library.at_the_desk("second", "/desk/knowledge?waits=yes")
    looked_at(other, "knowledge-waiting")
    other.click("text=Đăng ký khai sinh (thử)")
    other.get_by_role("button", name="Xuất bản bản này").click()
    expect(other.get_by_role("status").first).to_contain_text("Đã xuất bản")
    looked_at(other, "knowledge-published")

    citizen = library.as_citizen("/thong-tin")
    eventually(lambda: "Đăng ký khai sinh (thử)" in _reloaded(citizen), message="the entry on the portal")
    citizen.fill("#q", "làm giấy khai sinh cho con")
    citizen.keyboard.press("Enter")
    citizen.click("text=Đăng ký khai sinh (thử)")
    expect(citizen.locator("table.papers")).to_contain_text("do cơ sở y tế cấp")
    looked_at(citizen, "knowledge-portal-procedure")

    other.get_by_text("Gỡ khỏi cổng công khai").first.click()
    other.fill("#withdraw-note", "Đã có quyết định mới")
    other.get_by_role("button", name="Gỡ khỏi cổng công khai").click()
    expect(other.get_by_role("status").first).to_contain_text("Đã gỡ")
    eventually(lambda: citizen.reload() and citizen.reload().status == 404, message="the page is gone")


def _reloaded(page: Page) -> str:
    page.goto(page.url)
    return page.content()


def test_a_file_is_imported_with_a_preview_and_published_together(library: Library, tmp_path: Path) -> None:
    page = library.at_the_desk("editor", "/desk/knowledge/import")
    looked_at(page, "knowledge-import")
    wrong = tmp_path / "sai.csv"
    wrong.write_text("Loại;Mã;Câu hỏi;Trả lời;Nguồn\nhỏi đáp;mot;Một?;Một.;Thử\nhỏi đáp;Hai Ba;;Hai.;Thử\n", "utf-8")
    page.set_input_files("#file-file", wrong)
    page.click("text=Xem trước")
    expect(page.get_by_text("Chưa đạt: 1")).to_be_visible()
    looked_at(page, "knowledge-import-refused")
    page.set_input_files("#file-file", "deploy/data/gialai/knowledge/hoi-dap.csv")
    page.get_by_role("button", name="Xem trước").click()
    looked_at(page, "knowledge-import-preview")
    page.click("text=Nhập tất cả")
    expect(page.get_by_role("status").first).to_contain_text("Đã nhập 9 mục")

    other = library.at_the_desk("second", "/desk/knowledge?waits=yes")
    for box in other.locator("input[name=entry]").all():
        box.check()
    other.click("text=Xuất bản các mục đã chọn")
    expect(other.get_by_role("status").first).to_contain_text("Đã xuất bản 9 mục")
    shown = library.as_citizen("/thong-tin/hoi-dap")
    eventually(lambda: "9 mục" in _reloaded(shown), message="nine questions on the portal")


def test_an_operator_answers_with_an_entry_by_keyboard_and_the_use_is_counted(library: Library) -> None:
    library.import_gialai(publish=True)
    page = library.desk.page("operator", 4)
    page.keyboard.press("t")
    page.keyboard.press("Alt+k")
    expect(page.locator("#known-words-content-text")).to_be_focused()
    page.keyboard.type("khieu nai")
    expect(page.locator("#known-picked-content-text")).to_contain_text("khiếu nại, tố cáo")
    looked_at(page, "knowledge-picker")
    page.keyboard.press("Enter")
    expect(page.locator("#content-text")).to_be_focused()
    assert "1022 hướng dẫn nơi gửi" in page.locator("#content-text").input_value()
    expect(page.locator("[data-sources] input")).to_be_checked()
    page.locator("#content-outcome").select_option("explained")
    looked_at(page, "knowledge-picked")
    page.get_by_role("button", name="Gửi trả lời").click()
    expect(page.locator("#answer")).to_contain_text("khieu-nai-to-cao")
    assert library.desk.case(4)["answer"]["sources"] == ["khieu-nai-to-cao"]
    base = library.desk.application.knowledge
    assert base
    base.learn()
    entry = library.at_the_desk("leader", "/desk/knowledge/entries/khieu-nai-to-cao")
    expect(entry.get_by_text("đã dùng trong 1 câu trả lời")).to_be_visible()


def test_what_was_answered_without_an_entry_becomes_one(library: Library) -> None:
    page = library.desk.page("operator", 4)
    page.keyboard.press("t")
    page.locator("#content-text").fill(
        "Hồ sơ nộp tại Bộ phận Một cửa của phường; cán bộ Một cửa hướng dẫn và trả kết quả sau 15 ngày làm việc."
    )
    page.locator("#content-outcome").select_option("explained")
    page.get_by_role("button", name="Gửi trả lời").click()
    expect(page.locator("#answer")).to_be_visible()
    base = library.desk.application.knowledge
    assert base
    base.learn()
    editor = library.at_the_desk("editor", "/desk/knowledge/proposals")
    expect(editor.get_by_text("1 lần hỏi")).to_be_visible()
    looked_at(editor, "knowledge-proposals")
    editor.click("text=Soạn thành mục")
    expect(editor.locator("#file-body_vi")).to_have_value(
        "Hồ sơ nộp tại Bộ phận Một cửa của phường; cán bộ Một cửa hướng dẫn và trả kết quả sau 15 ngày làm việc."
    )
    editor.fill("#file-code", "cau-moi")
    editor.click("text=Lưu bản nháp")
    expect(editor.get_by_role("status").first).to_contain_text("Đã lưu")


@SIZES
def test_every_page_is_good_to_read_at_every_size(library: Library, size: tuple[int, int]) -> None:
    library.import_gialai(publish=True)
    base = library.desk.application.knowledge
    assert base
    first = base.find.one("gio-lam-viec")
    changed = base.edit.change("gio-lam-viec", first.version, {**FAQ, "body_vi": "Bản mới."}, EDITOR)
    base.publish.publish("gio-lam-viec", changed.version, SECOND)
    desk = library.at_the_desk("editor", "/desk/knowledge", size)
    for path in ("", "/new", "/new?kind=event", "/entries/gio-lam-viec", "/entries/khai-sinh-luu-dong", "/import"):
        desk.goto(f"{library.desk.process.url}/desk/knowledge{path}")
        looked_at(desk, f"knowledge-desk{path.replace('/', '-').replace('?', '-')}-{size[0]}")
    citizen = library.as_citizen("/thong-tin", size)
    eventually(lambda: "sự kiện" in _reloaded(citizen).lower() and "Cổng giao tiếp" in citizen.content())
    for path in ("", "/thu-tuc", "/su-kien", "/thu-tuc/khai-sinh-luu-dong", "/hoi-dap/gio-lam-viec", "?q=khong+co+gi"):
        citizen.goto(f"{library.portal.url}/thong-tin{path}")
        looked_at(citizen, f"knowledge-portal{path.replace('/', '-').replace('?', '-')}-{size[0]}")


def test_the_portal_finds_without_scripts_and_by_keyboard(library: Library) -> None:
    library.import_gialai(publish=True)
    page = library.as_citizen("/thong-tin/thu-tuc", java_script_enabled=False)
    eventually(lambda: "khai sinh" in _reloaded(page))
    page.locator("#q").focus()
    page.keyboard.type("KHAI SINH luu dong")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Đăng ký khai sinh lưu động").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Đăng ký khai sinh lưu động")


def test_a_portal_that_lost_its_store_is_told_again(library: Library) -> None:
    library.import_gialai(publish=True)
    store, base = library.desk.mongo.database("publish").knowledge, library.desk.application.knowledge
    assert base
    everything = len(base.export(Kind.FAQ)[0].lines)
    eventually(lambda: store.count_documents({"kind": "faq", "live": True}) == everything)
    eventually(
        lambda: not library.desk.mongo.database("routing").knowledge.count_documents({"outbox.0": {"$exists": 1}})
    )
    store.delete_many({})
    base.store.entries.tell_again(told)
    eventually(lambda: store.count_documents({"kind": "faq", "live": True}) == everything)
