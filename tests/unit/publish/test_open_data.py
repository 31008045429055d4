"""Open data: what is published, whole, in forms that others can read, and nothing that anybody should not."""

from __future__ import annotations

import csv
import gzip
import io
import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from services.publish.domain.days import PROVINCE
from services.publish.domain.ledger.content import FIELDS as COVERED
from services.publish.domain.open_data.fields import COLUMNS, FIELDS, json_schema
from services.publish.domain.redaction import Redactor
from services.publish.web.data_forms import as_csv, as_json
from services.publish.web.streaming import PIECE_BYTES, gathered, gzipped
from tests.unit.publish.builders import CATALOG, CODE, CONDUCT, Portal, a_case
from tests.unit.publish.site import a_site

OTHER, THIRD, LATER = "2611231111118", "2611232222227", "2612011111116"
WITH_PLACES = {**CATALOG, "areas": [{**CATALOG["areas"][0], "latitude": 13.98, "longitude": 108.01}]}
FILES = ("/du-lieu/2026-11.json", "/du-lieu/2026-11.geojson", "/du-lieu/2026-11.csv")


def a_portal() -> Portal:
    """Return a portal with cases of two months; one is private, one was taken back, one waits."""
    portal = Portal(WITH_PLACES, public_url="https://1022.example.org")
    portal.app.on_cases(a_case().history() + a_case(OTHER, private=True).history())
    portal.app.on_cases(a_case(THIRD, area=None).history() + a_case("2611233333336", category=CONDUCT).history())
    december = datetime(2026, 12, 1, 0, 30, tzinfo=PROVINCE)
    case = a_case(LATER)
    portal.app.on_cases([case.received(), case.routed(), case.answered(answered_at=december)])
    portal.app.withhold_publication(THIRD, "bien-tap", "có tên người khác")
    portal.app.ledger.append()
    return portal


@pytest.fixture
def client() -> Any:
    return a_site(a_portal()).test_client()


def rows(client: Any) -> list[dict[str, str]]:
    text = client.get("/du-lieu/2026-11.csv").data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_a_month_has_the_answers_of_its_days_in_the_province(client: Any) -> None:
    assert [each["code"] for each in client.get("/du-lieu/2026-11.json").json["cases"]] == [CODE]
    assert [each["code"] for each in client.get("/du-lieu/2026-12.json").json["cases"]] == [LATER]


def test_what_was_taken_back_is_named_so_that_copies_lose_it_too(client: Any) -> None:
    withdrawn = client.get("/du-lieu/2026-11.json").json["withdrawn"]
    assert [each["code"] for each in withdrawn] == [THIRD]


def test_what_was_taken_back_and_is_public_again_is_not_named() -> None:
    portal = a_portal()
    portal.app.approve_publication(THIRD, "bien-tap")
    portal.app.ledger.append()
    answer = a_site(portal).test_client().get("/du-lieu/2026-11.json").json
    assert answer["withdrawn"] == []
    assert {each["code"] for each in answer["cases"]} == {CODE, THIRD}


def test_every_record_keeps_the_schema(client: Any) -> None:
    schema = client.get("/du-lieu/schema.json")
    assert schema.mimetype == "application/schema+json"
    validator = Draft202012Validator(schema.json)
    Draft202012Validator.check_schema(schema.json)
    for month in ("2026-11", "2026-12"):
        for record in client.get(f"/du-lieu/{month}.json").json["cases"]:
            validator.validate(record)
            assert record["url"] == f"https://1022.example.org/ca/{record['code']}"


def test_a_record_holds_all_that_the_ledger_covers() -> None:
    """So that whoever has the files can check them."""
    assert set(COVERED) <= {field.name for field in FIELDS}


def test_places_are_the_middle_of_the_commune(client: Any) -> None:
    (feature,) = client.get("/du-lieu/2026-11.geojson").json["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [108.01, 13.98]}
    assert feature["id"] == feature["properties"]["code"] == CODE


def test_a_case_of_unknown_place_has_no_geometry() -> None:
    portal = Portal()
    portal.app.on_cases(a_case().history())
    portal.app.ledger.append()
    (feature,) = a_site(portal).test_client().get("/du-lieu/2026-11.geojson").json["features"]
    assert feature["geometry"] is None


def test_a_table_says_the_same_in_columns(client: Any) -> None:
    (row,) = rows(client)
    assert list(row) == [column.name for column in COLUMNS]
    assert (row["code"], row["on_time"], row["area_name"]) == (CODE, "true", "Phường Pleiku")


@pytest.mark.parametrize("path", FILES)
def test_no_file_holds_anything_that_should_be_hidden(path: str) -> None:
    portal = Portal()
    said = "Tôi là Nguyễn Văn An, gọi 0905 000 001 hoặc an@example.org, CCCD 064090000001, xe 81H-123.45."
    portal.app.on_cases(a_case(title=said, text=said).history(answer=said))
    portal.app.ledger.append()
    client = a_site(portal).test_client()
    text = client.get(path).text
    assert "[số điện thoại đã ẩn]" in text
    assert not any(secret in text for secret in ("0905 000 001", "an@example.org", "064090000001", "81H-123.45"))
    for record in client.get(FILES[0]).json["cases"]:
        for name in ("title", "text", "address", "answer"):
            assert Redactor("Nguyễn Văn An", "+84905000001", "an@example.org").text(record[name]).spans == ()


@pytest.mark.parametrize("path", FILES)
def test_what_a_client_has_is_not_sent_again_until_something_changes(path: str) -> None:
    portal = a_portal()
    client = a_site(portal).test_client()
    tag = client.get(path).headers["ETag"]
    again = client.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    portal.app.withhold_publication(CODE, "bien-tap", "có tên người khác")
    portal.app.ledger.append()
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 200


def test_a_month_that_is_over_may_be_kept_longer() -> None:
    portal = a_portal()
    client = a_site(portal).test_client()
    assert "max-age=60" in client.get(FILES[0]).headers["Cache-Control"]
    portal.clock.at = datetime(2026, 12, 1, tzinfo=PROVINCE)
    assert "max-age=3600" in client.get(FILES[0]).headers["Cache-Control"]


@pytest.mark.parametrize("path", FILES)
def test_files_are_sent_compressed_to_whoever_takes_it_and_as_files(client: Any, path: str) -> None:
    plain = client.get(path).data
    pressed = client.get(path, headers={"Accept-Encoding": "gzip"})
    packed = client.get(f"{path}.gz")
    assert pressed.headers["Content-Encoding"] == "gzip" and "Content-Encoding" not in packed.headers
    assert gzip.decompress(pressed.data) == gzip.decompress(packed.data) == plain
    assert packed.mimetype == "application/gzip"


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("/du-lieu/2026-09.json", "unknown-month"),  # nothing was published then
        ("/du-lieu/2026-13.json", "unknown-file"),
        ("/du-lieu/2026-11.xml", "unknown-file"),
        ("/du-lieu/2026-11.json.zip", "unknown-file"),
        ("/du-lieu/2026-11", "unknown-file"),
        ("/du-lieu/9999-12.json", "unknown-month"),
    ],
)
def test_a_file_that_is_not_there_is_refused(client: Any, path: str, slug: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert slug in answer.text


def test_the_list_of_files_leads_to_all_of_them(client: Any) -> None:
    listed = client.get("/du-lieu.json").json
    assert [(each["month"], each["cases"]) for each in listed["months"]] == [("2026-12", 1), ("2026-11", 1)]
    assert listed["licence"]["url"].startswith("https://")
    for address in listed["months"][0]["files"].values():
        assert client.get(address.removeprefix("https://1022.example.org")).status_code == 200


@pytest.mark.parametrize("words", ["Dữ liệu mở", "11/2026", "CC BY 4.0", "due_reason_vi", "/feed.atom"])
def test_the_page_tells_what_there_is(client: Any, words: str) -> None:
    assert words in client.get("/du-lieu").text


def test_the_page_speaks_english_too(client: Any) -> None:
    assert "Files by month" in client.get("/du-lieu?lang=en").text


@given(
    st.lists(st.dictionaries(st.sampled_from([column.name for column in COLUMNS]), st.text(max_size=20)), max_size=4)
)
def test_whatever_people_write_a_table_reads_back_and_holds_no_formula(written: list[dict[str, str]]) -> None:
    records: list[dict[str, Any]] = [{column.name: each.get(column.name, "") for column in COLUMNS} for each in written]
    text = b"".join(as_csv({}, records, [])).decode("utf-8-sig")
    read = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(read) == len(records)
    for given_, got in zip(records, read, strict=True):
        for name, cell in got.items():
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
            assert cell.removeprefix("'") == str(given_[name]).removeprefix("'")


def test_a_file_is_written_while_it_is_read_and_never_held_whole() -> None:
    """The ten thousandth case is not touched before the first is on its way."""
    read = []

    def records() -> Any:
        for number in range(10_000):
            read.append(number)
            yield {"code": f"{number:013}", "text": "Đèn đường hỏng. " * 20}

    for pieces in (gathered(as_json({}, records(), [])), gzipped(as_json({}, records(), []))):
        read.clear()
        next(iter(pieces))
        assert len(read) < 500
    assert max(len(piece) for piece in gathered(as_json({}, records(), []))) < 2 * PIECE_BYTES


def test_the_schema_describes_every_field_in_both_languages() -> None:
    for field, described in json_schema("https://1022.example.org/s")["properties"].items():
        vi, _, en = described["description"].partition(" / ")
        assert vi and en, field
    assert json.dumps(json_schema("x"))


def test_a_case_of_a_dissolved_area_is_placed_in_its_heir() -> None:
    areas = [*WITH_PLACES["areas"], {"code": "2021-622", "name": "Phường Diên Hồng", "successors": ["23563"]}]
    portal = Portal({**WITH_PLACES, "areas": areas})
    portal.app.on_cases(a_case(area="2021-622").history())
    portal.app.ledger.append()
    portal.clock.at += timedelta(hours=1)
    (feature,) = a_site(portal).test_client().get("/du-lieu/2026-11.geojson").json["features"]
    assert feature["geometry"]["coordinates"] == [108.01, 13.98]
