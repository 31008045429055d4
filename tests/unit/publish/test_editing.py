"""What editors change before the public reads a case: words and pictures."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from PIL import Image

from services.kit.events import Attachment, AttachmentLink, Contact
from tests.unit.publish.builders import CODE, CONDUCT, NOON, Portal, a_case
from tests.unit.publish.memory_editing import a_photo
from tests.unit.publish.site import ACCOUNTS, EDITOR_TOKEN, a_site, bearer

DESK = f"/api/desk/publications/{CODE}"
ASKED, CARD, GIVEN = "01JAAAAAAAAAAAAAAAAAAAAAAA", "01JBBBBBBBBBBBBBBBBBBBBBBB", "01JCCCCCCCCCCCCCCCCCCCCCCC"
TEXT = "Cán bộ Hương cáu gắt. Gọi tôi 0905 000 001, điện lực 0269 3824 567, CCCD 064123456789. Cô ấy tên Hương."


def picture(file_id: str, caution: str | None = None) -> Attachment:
    return Attachment(
        id=file_id,
        name="anh.jpg",
        media_type="image/jpeg",
        kind="image",
        size=1000,
        sha256="0" * 64,
        caution=caution,
    )


def link(file_id: str) -> AttachmentLink:
    url = f"https://desk.example.org/tep/{file_id}/xem?cho=publish&den=1&ky=2"
    return AttachmentLink(name="sua.jpg", media_type="image/jpeg", kind="image", size=1000, url=url, ends_at=NOON)


@pytest.fixture
def portal() -> Portal:
    portal = Portal(accounts=ACCOUNTS)
    case = a_case(category=CONDUCT, text=TEXT, attachments=(picture(ASKED), picture(CARD, "id-card")))
    portal.app.on_cases([case.received(), case.routed(), case.answered(files=(link(GIVEN),))])
    portal.editing.pictures.by_id |= {ASKED: a_photo(), GIVEN: a_photo((30, 90, 200))}
    return portal


@pytest.fixture
def client(portal: Portal) -> Any:
    return a_site(portal).test_client()


def look(client: Any) -> Any:
    return client.get(DESK, **bearer(EDITOR_TOKEN)).json


def ask(client: Any, path: str, method: str = "POST", **body: Any) -> Any:
    return client.open(f"{DESK}/{path}", method=method, json=body, **bearer(EDITOR_TOKEN))


def span(client: Any, words: str) -> Any:
    text = look(client)["text"]
    return next(each for each in text["spans"] if text["original"][each["start"] : each["end"]] == words)


# --- words


def test_words_are_hidden_wherever_they_stand_and_however_they_are_spelled(client: Any) -> None:
    shown = ask(client, "hide", part="text", words="dien  LUC").json["text"]
    assert "điện lực" not in shown["public"] and "[nội dung đã ẩn]" in shown["public"]
    assert shown["original"] == TEXT


@pytest.mark.parametrize("words", ["Hươn", "không có", "[số điện thoại đã ẩn]"])  # no part of a word, no mark
def test_what_does_not_stand_there_is_refused(client: Any, words: str) -> None:
    answer = ask(client, "hide", part="text", words=words)
    assert (answer.status_code, answer.json["slug"]) == (422, "words-not-found")


def test_hiding_more_takes_in_what_was_hidden_beside_it(client: Any) -> None:
    shown = ask(client, "hide", part="text", words="Gọi tôi 0905 000 001").json["text"]
    assert "Gọi" not in shown["public"]
    assert [each["may_show"] for each in shown["spans"] if each["kind"] == "other"] == [False]  # it holds the contact's


def test_what_was_hidden_for_nothing_is_shown_again_with_a_reason(client: Any, portal: Portal) -> None:
    wrong = span(client, "0269 3824 567")
    answer = ask(client, "show", part="text", start=wrong["start"], end=wrong["end"], reason="số của điện lực")
    assert "0269 3824 567" in answer.json["text"]["public"]
    assert [(each["did"], each["kind"], each["why"]) for each in answer.json["acts"]] == [
        ("showed", "phone", "số của điện lực")
    ]


@pytest.mark.parametrize("words", ["0905 000 001", "064123456789"])  # the contact's own number; a paper
def test_what_says_who_it_was_stays_hidden(client: Any, words: str) -> None:
    place = span(client, words)
    assert place["may_show"] is False
    answer = ask(client, "show", part="text", start=place["start"], end=place["end"], reason="xin")
    assert (answer.status_code, answer.json["slug"]) == (403, "stays-hidden")


def test_the_contacts_name_stays_hidden_and_a_strangers_may_be_shown() -> None:
    portal = Portal(accounts=ACCOUNTS)
    contact = Contact(name="Trần Thị Bé")
    portal.app.on_cases(a_case(category=CONDUCT, text="Bà Bé hỏi ông Lê Văn Tám.", contact=contact).history())
    spans = a_site(portal).test_client().get(DESK, **bearer(EDITOR_TOKEN)).json["text"]["spans"]
    assert [each["may_show"] for each in spans] == [False, True]


def test_after_the_decision_more_can_be_hidden_and_nothing_shown(client: Any, portal: Portal) -> None:
    ask(client, "publish")
    assert look(client)["text"]["original"] is None
    told = len(portal.cases.told)
    shown = ask(client, "hide", part="text", words="cáu gắt").json["text"]["public"]
    assert "cáu gắt" not in shown and portal.app.show_case(CODE).text == shown
    assert [event.type for event, _ in portal.cases.told[told:]] == ["case.published"]  # what is read now is told
    answer = ask(client, "show", part="text", start=0, end=5, reason="xin")
    assert answer.json["slug"] == "nothing-hidden-there"


def test_hidden_words_are_nowhere_kept_once_it_is_decided(client: Any, portal: Portal) -> None:
    ask(client, "hide", part="text", words="điện lực")
    ask(client, "publish")
    assert "điện lực" not in repr(portal.case())


def test_whoever_edits_what_somebody_else_changed_is_told(client: Any) -> None:
    version = look(client)["version"]
    ask(client, "hide", part="text", words="cáu gắt", version=version)
    second = ask(client, "hide", part="text", words="điện lực", version=version)
    assert (second.status_code, second.json["slug"]) == (409, "publication-changed")


def test_an_answer_that_came_meanwhile_is_not_published_unseen(client: Any, portal: Portal) -> None:
    version = look(client)["version"]
    portal.app.on_cases([a_case(category=CONDUCT).answered(2, answer="Câu trả lời khác.")])
    assert ask(client, f"publish?version={version}").json["slug"] == "publication-changed"


# --- pictures


def let_out(client: Any, picture_id: str = ASKED, **body: Any) -> Any:
    return ask(client, f"photos/{picture_id}", "PUT", **{"alt": "Quầy tiếp dân", "covers": [], **body})


def seen(client: Any, photo: Any, small: str = "") -> Image.Image:
    answer = client.get(f"/ca/{CODE}/anh/{photo['id']}{small}")
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    return Image.open(io.BytesIO(answer.data))


def test_no_picture_goes_out_by_itself(client: Any, portal: Portal) -> None:
    assert [(each["id"], each["caution"], each["photo"]) for each in look(client)["pictures"]] == [
        (ASKED, None, None),
        (CARD, "id-card", None),
        (GIVEN, None, None),
    ]
    ask(client, "publish")
    assert portal.app.show_case(CODE).photos == () and portal.editing.pictures.asked == []


def test_a_picture_that_is_let_out_is_public_with_the_case_and_not_before(client: Any, portal: Portal) -> None:
    photo = let_out(client).json["pictures"][0]["photo"]
    assert client.get(f"/ca/{CODE}/anh/{photo['id']}").status_code == 404
    ask(client, "publish")
    assert seen(client, photo).size == (400, 300) and seen(client, photo, "/nho").size == (400, 300)
    assert portal.app.show_case(CODE).photos[0].alt == "Quầy tiếp dân"


def test_nothing_that_the_camera_wrote_goes_out(client: Any) -> None:
    photo = let_out(client).json["pictures"][0]["photo"]
    ask(client, "publish")
    drawn = seen(client, photo)
    assert (
        dict(drawn.getexif()) == {} and "Nguyễn Văn An".encode() not in client.get(f"/ca/{CODE}/anh/{photo['id']}").data
    )


def test_a_covered_part_is_painted_over_in_both_forms(client: Any) -> None:
    photo = let_out(client, covers=[{"left": 25, "top": 50, "width": 50, "height": 25}]).json["pictures"][0]["photo"]
    ask(client, "publish")
    for small in ("", "/nho"):
        drawn = seen(client, photo, small).convert("RGB")
        for place in ((110, 160), (200, 180), (290, 220)):
            assert max(drawn.getpixel(place)) < 60
        assert min(drawn.getpixel((200, 100))[:1]) > 150
    assert photo["covers"] == 1


@pytest.mark.parametrize(
    ("picture_id", "body", "status", "slug"),
    [
        (CARD, {}, 409, "picture-never-public"),
        ("01JDDDDDDDDDDDDDDDDDDDDDDD", {}, 404, "unknown-picture"),
        (ASKED, {"alt": "  "}, 422, "alt-missing"),
        (ASKED, {"covers": [{"left": 60, "top": 0, "width": 50, "height": 10}]}, 422, "covers-not-valid"),
    ],
)
def test_pictures_that_cannot_go_out_are_refused(
    client: Any, picture_id: str, body: Any, status: int, slug: str
) -> None:
    answer = let_out(client, picture_id, **body)
    assert (answer.status_code, answer.json["slug"]) == (status, slug)


def test_a_broken_picture_is_refused_in_words(client: Any, portal: Portal) -> None:
    portal.editing.pictures.by_id[ASKED] = b"\xff\xd8\xff no picture"
    assert let_out(client).json["slug"] == "picture-not-readable"


def test_drawn_again_the_first_drawing_is_gone(client: Any, portal: Portal) -> None:
    first = let_out(client).json["pictures"][0]["photo"]
    portal.clock.at += timedelta(minutes=1)
    second = let_out(client, covers=[{"left": 0, "top": 0, "width": 100, "height": 50}]).json["pictures"][0]["photo"]
    assert first["id"] != second["id"] and set(portal.editing.drawings.stored) == {second["id"]}


def test_a_picture_can_be_taken_out_again(client: Any, portal: Portal) -> None:
    let_out(client)
    answer = ask(client, f"photos/{ASKED}/removal")
    assert answer.json["pictures"][0]["photo"] is None and portal.editing.drawings.stored == {}


def test_a_corrected_answer_brings_its_own_pictures(client: Any, portal: Portal) -> None:
    let_out(client, GIVEN)
    ask(client, "publish")
    assert [each.part for each in portal.app.show_case(CODE).photos] == ["answer"]
    portal.app.on_cases([a_case(category=CONDUCT).answered(2, answer="Câu trả lời khác.")])
    ask(client, "publish")
    assert portal.app.show_case(CODE).photos == ()


def test_what_no_case_names_is_swept_and_the_rest_stays(client: Any, portal: Portal) -> None:
    kept = let_out(client).json["pictures"][0]["photo"]["id"]
    drawing = portal.editing.drawings.stored[kept][1]
    portal.editing.drawings.keep("left over", CODE, drawing, portal.clock.now())
    portal.app.keep_house()
    assert set(portal.editing.drawings.stored) == {kept, "left over"}  # somebody may be about to name it
    portal.clock.at += timedelta(hours=2)
    portal.app.keep_house()
    assert set(portal.editing.drawings.stored) == {kept}
