"""What every page and every answer carries."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openapi_spec_validator import validate

from services.kit.web import formats
from services.kit.web.texts import KIT, Texts, read_texts
from tests.unit.kit_web.probe import site

TEXTS = sorted(each.parent for each in Path("services").rglob("texts/vi.yaml"))


def test_a_page_trusts_nothing_but_us() -> None:
    headers = site().test_client().get("/page").headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert {value for name, value in policy.items() if name.endswith("-src") and name != "default-src"} == {"'self'"}
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Strict-Transport-Security" not in headers


def test_behind_a_trusted_proxy_https_is_held_to() -> None:
    forwarded = {"X-Forwarded-Proto": "https"}
    assert "Strict-Transport-Security" in site(proxies=1).test_client().get("/page", headers=forwarded).headers
    assert "Strict-Transport-Security" not in site().test_client().get("/page", headers=forwarded).headers


@pytest.mark.parametrize(
    ("query", "cookie", "reads", "language"),
    [
        ("", "", "", "vi"),
        ("", "", "en-US,en;q=0.9", "en"),
        ("", "", "en-US,en;q=0.9,vi;q=0.5", "vi"),  # installed in English, but its owner reads Vietnamese
        ("", "", "fr", "vi"),
        ("", "en", "vi", "en"),  # chosen before
        ("vi", "en", "en", "vi"),  # chosen now
        ("xx", "yy", "", "vi"),
    ],
)
def test_the_language_of_a_page(query: str, cookie: str, reads: str, language: str) -> None:
    client = site().test_client()
    client.set_cookie("lang", cookie)
    page = client.get(f"/page?lang={query}", headers={"Accept-Language": reads})
    assert f'<html lang="{language}">' in page.text
    assert "Accept-Language" in page.headers["Vary"]


def test_a_link_to_the_other_language_keeps_the_question_and_breaks_nothing() -> None:
    page = site().test_client().get('/page?q=đường "><b>').text
    assert 'href="/page?q=%C4%91%C6%B0%E1%BB%9Dng%20%22%3E%3Cb%3E&amp;lang=en"' in page


def test_files_may_be_kept_because_their_address_changes_with_them() -> None:
    client = site().test_client()
    address = next(part for part in client.get("/page").text.split('"') if "hotline.css?v=" in part)
    with client.get(address) as file:
        assert "max-age=604800" in file.headers["Cache-Control"]


@pytest.mark.parametrize("folder", TEXTS, ids=str)
def test_both_languages_say_the_same_things(folder: Path) -> None:
    vi, en = read_texts(folder / "vi.yaml"), read_texts(folder / "en.yaml")
    assert vi.keys() == en.keys()
    assert all(vi.values())
    assert all(en.values())


def test_a_sentence_in_one_language_only_is_found_at_start(tmp_path: Path) -> None:
    (tmp_path / "vi.yaml").write_text("lonely: Chỉ tiếng Việt", "utf-8")
    with pytest.raises(KeyError, match="lonely"):
        Texts(KIT, tmp_path)


def test_a_screen_may_keep_its_words_in_a_file_of_its_own(tmp_path: Path) -> None:
    for tongue, word in (("vi", "Xong"), ("en", "Done")):
        (tmp_path / tongue).mkdir()
        (tmp_path / f"{tongue}.yaml").write_text("common: x", "utf-8")
        (tmp_path / tongue / "case.yaml").write_text(f"case: {{done: {word}}}", "utf-8")
    words = Texts(KIT, tmp_path)
    assert (words.say_in("vi", "case.done"), words.say_in("en", "common")) == ("Xong", "x")


def test_pictures_come_from_our_own_sites_only() -> None:
    answer = site(images_from=("https://a.test",)).test_client().get("/page")
    policy = answer.headers["Content-Security-Policy"]
    assert "img-src 'self' https://a.test;" in policy
    assert "script-src 'self';" in policy


def test_moments_are_told_in_vietnamese_time() -> None:
    moment = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)
    assert formats.local_time(moment) == "01/01/2027 00:30"
    assert formats.local_date(moment) == "01/01/2027"
    assert formats.local_date(date(2026, 12, 31)) == "31/12/2026"
    assert formats.spoken_moment(moment, "vi") == "00:30 thứ Sáu, 01/01/2027"
    assert formats.spoken_moment(moment, "en") == "00:30 on Friday, 01/01/2027"
    assert formats.machine_time(moment) == "2027-01-01T00:30:00+07:00"


def test_a_code_is_grouped_as_it_is_read_out() -> None:
    assert formats.grouped_code("2611234829170") == "261123 482917 0"


def test_the_contract_is_valid_and_names_the_problem_everywhere() -> None:
    contract = site().test_client().get("/api/openapi.json").json
    validate(contract)
    assert contract["openapi"].startswith("3.1")
    for path in contract["paths"].values():
        for method in {"get", "post"} & path.keys():
            assert path[method]["responses"]["default"] == {"$ref": "#/components/responses/DEFAULT_ERROR"}
    shown = contract["components"]["responses"]["DEFAULT_ERROR"]["content"]
    assert list(shown) == ["application/problem+json"]
