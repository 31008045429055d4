"""Files of answers: uploaded with a form or by an agency's system, named by their owner only, fetched by links."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
from PIL import Image

from services.kit.failures import Rejected
from services.kit.files.keep import Upload
from services.routing.usecases.answer_files import CENTRE
from tests.unit.routing.builders import NOON, code
from tests.unit.routing.case_site import CaseSite
from tests.unit.routing.catalogs import HEALTH, LOCAL


def photo(side: int = 60) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (side, side), "green").save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def desk() -> CaseSite:
    return CaseSite()


def uploaded(desk, owner=LOCAL, name="den.jpg"):
    return desk.application.case_page.keep_files.keep([Upload(name=name, content=photo())], owner)[0]


def known(desk, agency, *ids):
    return desk.application.case_page.answer_files.known_files(agency, ids)


def test_an_agency_names_its_own_files_in_the_order_it_says(desk):
    one, two = uploaded(desk), uploaded(desk, name="cot.jpg")
    assert [each.name for each in known(desk, LOCAL, two.id, one.id, two.id)] == ["cot.jpg", "den.jpg"]


@pytest.mark.parametrize("agency", [HEALTH, None])
def test_nobody_names_anothers_file(desk, agency):
    file = uploaded(desk)
    with pytest.raises(Rejected) as refused:
        known(desk, agency, file.id)
    assert refused.value.slug == "unknown-file"


def test_the_centre_has_files_of_its_own(desk):
    file = uploaded(desk, CENTRE)
    assert known(desk, None, file.id)[0].id == file.id


def test_an_answer_has_no_more_files_than_it_may(desk):
    ids = [uploaded(desk).id for _ in range(11)]
    with pytest.raises(Rejected) as refused:
        known(desk, LOCAL, *ids)
    assert refused.value.slug == "too-many-files"


def test_a_named_file_is_held_so_that_no_sweep_takes_it(desk):
    file = uploaded(desk)
    desk.clock.at = NOON + timedelta(hours=20)
    known(desk, LOCAL, file.id)
    assert desk.case_store.files.held_until[file.id] == NOON + timedelta(hours=44)


def test_files_of_a_refused_form_are_not_uploaded_twice(desk):
    form = {"text": "", "outcome": "fixed", "uploads": (io.BytesIO(photo()), "den.jpg")}
    refused = desk.page("ward", "POST", f"/desk/cases/{code(1)}/answer", data=form)
    assert refused.status_code == 422
    (file_id,) = re.findall(r'name="files" value="([0-9A-Z]+)" checked', refused.text)
    assert desk.case_store.files.by_id[file_id].owner == LOCAL


def test_a_file_that_is_no_picture_nor_document_is_refused_by_name_in_place(desk):
    form = {
        "text": "Đã thay bóng đèn lúc 9 giờ ngày 24/11/2026.",
        "outcome": "fixed",
        "uploads": (io.BytesIO(b"MZ\x90\x00\x03"), "den.exe"),
    }
    refused = desk.page("ward", "POST", f"/desk/cases/{code(1)}/answer", data=form)
    assert refused.status_code == 422
    assert "den.exe" in refused.text
    assert "Đã thay bóng đèn" in refused.text
    assert desk.cases.told("case.answered") == []


def links(desk, file_id, owner=LOCAL):
    (file,) = known(desk, owner if owner != CENTRE else None, file_id)
    (link,) = desk.application.case_page.answer_links([file], LOCAL, desk.clock.now())
    return link.url.removeprefix("http://127.0.0.1:8083")


def test_a_link_opens_the_picture_drawn_anew_and_ends(desk):
    path = links(desk, uploaded(desk).id)
    client = desk.app.test_client()
    opened = client.get(path)
    assert (opened.status_code, opened.mimetype) == (200, "image/jpeg")
    assert "sandbox" in opened.headers.getlist("Content-Security-Policy")[0]
    desk.clock.at = NOON + timedelta(days=31)
    assert client.get(path).status_code == 410


@pytest.mark.parametrize("change", [("cho=" + LOCAL, "cho=" + HEALTH), ("/xem", "/nho"), ("ky=", "ky=0")])
def test_a_link_that_was_changed_opens_nothing(desk, change):
    path = links(desk, uploaded(desk).id).replace(*change)
    assert desk.app.test_client().get(path).status_code == 403
