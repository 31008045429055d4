"""Who may do what at /desk/settings; changes, versions, limits and the calendar."""

from __future__ import annotations

import pytest

from tests.unit.routing.settings_desk.conftest import ROLES

READ = (
    "",
    "/agencies",
    "/agencies/so-y-te",
    "/categories/_moi",
    "/calendar?year=2027",
    "/limits",
    "/province",
    "/changes/1",
    "/versions",
    "/versions/1",
)
WRITE = (
    "/agencies/so-y-te",
    "/limits",
    "/calendar/2027",
    "/calendar/hours",
    "/changes/1/propose",
    "/changes/1/take-out",
    "/versions/1/bring-back",
    "/categories/thu-tuc-hanh-chinh/questions/_moi",
)
DECIDE = ("/changes/1/approve", "/changes/1/withdraw")


@pytest.fixture
def drafted(site):
    """A site with a draft: the department of health has another name."""
    site.post("/agencies/so-y-te", **{**site.form("/agencies/so-y-te"), "name": "Sở Y tế mới"})
    return site


@pytest.mark.parametrize("path", READ)
def test_the_administrator_and_the_shift_lead_read(drafted, path) -> None:
    seen = {role: drafted.call(role, "GET", path).status_code for role in ROLES}
    assert seen == {"operator": 403, "shift_lead": 200, "administrator": 200, "leader": 403, "editor": 403}
    assert drafted.call(None, "GET", path).status_code == 401


@pytest.mark.parametrize("path", [*WRITE, *DECIDE])
def test_nobody_else_writes_or_decides(drafted, path) -> None:
    before = dict(drafted.amendments.by_number)
    strangers = [role for role in ROLES if role != "administrator" and (path in WRITE or role != "shift_lead")]
    assert {role: drafted.post(path, who=role).status_code for role in strangers} == dict.fromkeys(strangers, 403)
    assert drafted.amendments.by_number == before


@pytest.mark.parametrize("path", [*WRITE, *DECIDE])
def test_a_form_without_its_guard_does_nothing(drafted, path) -> None:
    before = dict(drafted.amendments.by_number)
    headers = {"Authorization": f"Bearer {drafted.tokens['administrator']}"}
    answer = drafted.app.test_client().post(f"/desk/settings{path}", headers=headers, data={"version": "1"})
    assert answer.status_code in (400, 403)
    assert drafted.amendments.by_number == before


def test_whoever_only_reads_sees_no_buttons(drafted) -> None:
    page = drafted.get("/agencies/so-y-te", who="shift_lead")
    assert "Lưu vào dự thảo" not in page and "readonly" in page


def test_the_change_says_what_was_and_what_is_to_be(drafted) -> None:
    page = drafted.get("/changes/1")
    assert "<del>Sở Y tế tỉnh Gia Lai</del>" in page and "<ins>Sở Y tế mới</ins>" in page
    assert "3 phản ánh chưa xong liên quan" in page


def test_who_saw_an_older_draft_changes_nothing_and_is_told(drafted) -> None:
    form = {**drafted.form("/agencies/so-tu-phap"), "name": "Khác", "version": "7"}
    answer = drafted.post("/agencies/so-tu-phap", **form)
    assert answer.status_code == 409 and "vừa được người khác sửa" in answer.text and 'value="Khác"' in answer.text


def test_a_proposal_without_a_reason_is_refused(drafted) -> None:
    assert drafted.post("/changes/1/propose", why=" ").status_code == 422


def test_a_planned_day_is_shown_and_a_past_one_refused_with_what_was_typed(drafted) -> None:
    drafted.post("/changes/1/propose", why="Vì sao")
    wrong = drafted.post("/changes/1/approve", who="shift_lead", day="2020-01-01", note="ghi chú")
    assert wrong.status_code == 422 and 'value="2020-01-01"' in wrong.text and "ghi chú" in wrong.text
    drafted.post("/changes/1/approve", who="shift_lead", day="2026-12-01")
    assert "00:00, 01/12/2026" in drafted.get() or "01/12/2026" in drafted.get()


def test_a_record_is_taken_out_of_the_draft(drafted) -> None:
    assert drafted.post("/changes/1/take-out", part="agencies", key="so-y-te", version="1").status_code == 303
    assert drafted.amendments.get(1).edits == ()
    assert "Chưa có mục nào thay đổi" in drafted.get("/changes/1")


def test_every_version_says_what_it_changed_and_can_be_brought_back(drafted) -> None:
    drafted.post("/changes/1/propose", why="Đổi tên")
    drafted.post("/changes/1/approve", who="shift_lead")
    assert "Đổi tên" in drafted.get("/versions")
    assert "<ins>Sở Y tế mới</ins>" in drafted.get("/versions/2")
    assert "Phiên bản đầu tiên" in drafted.get("/versions/1")
    assert drafted.post("/versions/1/bring-back").headers["Location"].endswith("/changes/2")
    assert "<ins>Sở Y tế tỉnh Gia Lai</ins>" in drafted.get("/changes/2")
    assert drafted.post("/versions/2/bring-back").status_code == 409
    assert drafted.post("/versions/7/bring-back").status_code == 404


def test_limits_are_changed_one_by_one_and_an_empty_one_is_the_usual(site) -> None:
    form = {**site.form("/limits"), "most_returns": "4", "due_soon_share": "0,5", "info_wait": ""}
    assert site.post("/limits", **form).status_code == 303
    changed = {each.key: each.after for each in site.amendments.get(1).edits}
    assert changed == {"most_returns": 4, "due_soon_share": 0.5, "info_wait": None}
    site.post("/changes/1/propose", why="Thử")
    assert site.post("/changes/1/approve", who="shift_lead").status_code == 303
    assert site.versions.assigner().catalog.limits.most_returns == 4
    assert site.versions.assigner().catalog.limits.info_wait == 2400


@pytest.mark.parametrize("typed", [{"most_returns": "-1"}, {"due_soon_share": "2"}, {"info_wait": "lâu"}])
def test_a_limit_out_of_bounds_is_refused(site, typed) -> None:
    assert site.post("/limits", **{**site.form("/limits"), **typed}).status_code == 422


def test_what_is_saved_unchanged_is_no_change(site) -> None:
    assert site.post("/limits", **site.form("/limits")).status_code == 409
    assert not site.amendments.by_number


def test_the_hotline_s_number_is_changed_and_its_slug_is_not_asked(site) -> None:
    form = {**site.form("/province"), "hotline": "(0269) 1022 mới"}
    assert "slug" not in form
    site.post("/province", **form)
    [edit] = site.amendments.get(1).edits
    assert (edit.key, edit.after) == ("hotline", "(0269) 1022 mới")
