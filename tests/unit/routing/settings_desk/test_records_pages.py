"""The catalogue edited in forms: nothing is lost on the way, and what is wrong is said where it is."""

from __future__ import annotations

import pytest

from services.routing.domain.amending.edits import LISTS
from tests.unit.routing.amending.fakes import gialai

ASKED = [(part, record[name]) for part, name in LISTS.items() for record in gialai()[part]]
SOME = ASKED[::29] + [each for each in ASKED if each[0] in ("deadlines", "outbreaks")][::2]


@pytest.mark.parametrize(("part", "key"), SOME)
def test_a_form_that_is_sent_as_it_came_changes_nothing(site, part: str, key: str) -> None:
    answer = site.post(f"/{part}/{key}", **site.form(f"/{part}/{key}"))
    assert answer.status_code == 303, answer.text
    assert site.amendments.get(1).edits == ()


def test_a_new_agency_is_drafted_shown_and_in_force_after_a_second_person(site) -> None:
    form = {
        **site.form("/agencies/_moi"),
        "slug": "so-moi",
        "name": "Sở  Mới",
        "short_name": "SM",
        "phone": "0269 3 000 000",
    }
    answer = site.post("/agencies/_moi", **form)
    assert answer.headers["Location"].endswith("/desk/settings/changes/1")
    assert "Sở Mới" in site.get("/changes/1")
    assert "đang sửa" in site.get("/agencies")
    assert site.post("/changes/1/propose", why="Nghị quyết mới").status_code == 303
    assert site.post("/changes/1/approve").status_code == 403
    assert site.post("/changes/1/approve", who="shift_lead").status_code == 303
    record = site.record("agencies", "so-moi")
    assert (record["name"], record["valid_from"], record["valid_to"]) == ("Sở Mới", "2026-11-23", None)
    assert (record["phone"], record["approval"], record["kind"]) == ("0269 3 000 000", "none", "department")
    assert "Nghị quyết mới" in site.get("/agencies/so-moi")


WRONG = [
    ("agencies", {"slug": "Có Dấu"}, "f-slug", "Có Dấu"),
    ("agencies", {"slug": "so-y-te"}, "f-slug", "so-y-te"),
    ("agencies", {"slug": "moi", "name": ""}, "f-name", 'value="moi"'),
    ("agencies", {"slug": "moi", "valid_to": "2027-02-31"}, "f-valid_to", "2027-02-31"),
    ("agencies", {"slug": "moi", "email": "khong phai thu"}, "f-email", "khong phai thu"),
    ("deadlines", {"slug": "moi", "minutes.normal": "nhiều"}, "f-minutes.normal", "nhiều"),
    ("deadlines", {"slug": "moi", "minutes.normal": "1,5"}, "f-minutes.normal", "1,5"),
    ("categories", {"slug": "moi", "stages": "mot | Một"}, "f-stages", "mot | Một"),
    ("categories", {"slug": "moi", "stages": "mot | Một | One | có | thừa"}, "f-stages", "thừa"),
]
FULL = {
    "agencies": {"name": "Tên", "short_name": "T"},
    "deadlines": {
        "name_vi": "Tên",
        "source": "Nguồn",
        "minutes.normal": "9",
        "minutes.urgent": "5",
        "minutes.complex": "10",
    },
    "categories": {"name_vi": "Tên", "name_en": "Name", "deadline": "nam-ngay"},
}


@pytest.mark.parametrize(("part", "typed", "place", "kept"), WRONG)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_is_kept(site, part, typed, place, kept) -> None:
    answer = site.post(f"/{part}/_moi", **{**site.form(f"/{part}/_moi"), **FULL[part], **typed})
    assert answer.status_code == 422
    assert f'href="#{place}"' in answer.text and f'id="{place}-error"' in answer.text
    assert kept in answer.text
    assert not site.amendments.by_number


def test_what_a_check_finds_stands_at_its_field_and_stops_the_proposal(site) -> None:
    site.post("/agencies/so-y-te", **{**site.form("/agencies/so-y-te"), "valid_to": "2027-01-31"})
    change = site.get("/changes/1")
    assert "Cần sửa trước khi trình duyệt" in change and "3 phản ánh chưa xong" in change
    assert 'id="f-successor-error"' in site.get("/agencies/so-y-te")
    refused = site.post("/changes/1/propose", why="Sắp xếp lại")
    assert refused.status_code == 409 and "Sắp xếp lại" in refused.text
    form = {**site.form("/agencies/so-y-te"), "successor": "so-noi-vu"}
    assert site.post("/agencies/so-y-te", **form).status_code == 303
    assert "Cần sửa" not in site.get("/changes/1")


def test_a_group_s_time_limit_goes_down_to_those_that_had_it(site) -> None:
    form = {**site.form("/categories/thu-tuc-hanh-chinh"), "deadline": "nam-ngay"}
    site.post("/categories/thu-tuc-hanh-chinh", **form)
    changed = {each.key for each in site.amendments.get(1).edits}
    assert "thu-tuc-hanh-chinh.luu-y" in changed and "thu-tuc-hanh-chinh.cap-tinh" not in changed


def test_a_category_below_a_group_begins_as_its_group_is(site) -> None:
    form = site.form("/categories/_moi?parent=thu-tuc-hanh-chinh")
    assert (form["parent"], form["deadline"], form["publish"]) == ("thu-tuc-hanh-chinh", "trong-ngay", "auto")
    site.post("/categories/_moi", **{**form, "slug": "moi", "name_vi": "Mới", "name_en": "New"})
    [edit] = site.amendments.get(1).edits
    assert (edit.key, edit.after["parent"]) == ("thu-tuc-hanh-chinh.moi", "thu-tuc-hanh-chinh")
    assert "stages" not in edit.after and "proof" not in edit.after


def test_a_question_is_added_moved_and_taken_out(site) -> None:
    path = "/categories/thu-tuc-hanh-chinh.thai-do-phuc-vu/questions"
    form = {
        "slug": "luc-nao",
        "vi": "Lúc nào?",
        "en": "When?",
        "type": "choice",
        "choices": "sang | Sáng | Morning\nchieu | Chiều | Afternoon | Xin gọi | Please call",
    }
    assert site.post(f"{path}/_moi", **form).status_code == 303
    [edit] = site.amendments.get(1).edits
    added = edit.after["questions"][-1]
    assert added["choices"][1] == {
        "slug": "chieu",
        "vi": "Chiều",
        "en": "Afternoon",
        "stop": {"vi": "Xin gọi", "en": "Please call"},
    }
    assert "Lúc nào?" in site.get("/changes/1")
    change = {"change": "1", "version": "1"}
    assert site.post(f"{path}/luc-nao/up", **change).status_code == 303
    assert [each["slug"] for each in site.amendments.get(1).edits[0].after["questions"]][-2] == "luc-nao"
    assert site.post(f"{path}/luc-nao/remove", change="1", version="2").status_code == 303
    assert "luc-nao" not in str(site.amendments.get(1).edits)


def test_every_question_of_the_catalogue_survives_its_form(site) -> None:
    asked = [(c["slug"], q["slug"]) for c in gialai()["categories"] for q in c.get("questions", ())]
    assert asked
    for category, slug in asked:
        path = f"/categories/{category}/questions/{slug}"
        assert site.post(path, **site.form(path)).status_code == 303
    assert [each for one in site.amendments.all() for each in one.edits] == []


@pytest.mark.parametrize("part", LISTS)
def test_lists_find_by_name_without_diacritics_and_by_code(site, part: str) -> None:
    record = gialai()[part][0]
    name = record.get("name_vi") or record["name"]
    assert f"/desk/settings/{part}/{record[LISTS[part]]}" in site.get(f"/{part}?when=all&words={name.upper()}")
    assert "Không có mục nào phù hợp" in site.get(f"/{part}?words=zzzz")


def test_what_has_ended_is_shown_when_it_is_asked_for(site) -> None:
    assert "ban-dan-toc" not in site.get("/agencies")
    assert "ban-dan-toc" in site.get("/agencies?when=ended")


@pytest.mark.parametrize(
    "path", ["/agencies/khong-co", "/categories/khong-co/questions/x", "/changes/9", "/versions/9"]
)
def test_what_is_not_there_is_not_there(site, path: str) -> None:
    assert site.call("administrator", "GET", path).status_code == 404
