"""The citizens' form as a channel, without JavaScript: what a browser would send."""

import re
from collections.abc import Sequence
from html import unescape
from typing import Any

from flask.testing import FlaskClient

from services.intake.web.site import web_site
from tests.contract.channels.channel_contract import Answer, ChannelContract, Message
from tests.contract.channels.worlds import World, in_memory
from tests.unit.intake.fakes import AwayCases

# The first words of a sentence stand for it.
SLUG_OF_SENTENCE = {
    "Nội dung cần ít nhất": "text-too-short",
    "Nội dung dài quá": "text-too-long",
    "Tiêu đề dài quá": "title-too-long",
    "Số điện thoại không đúng": "phone-not-valid",
    "Địa chỉ thư điện tử không đúng": "email-not-valid",
    "Lĩnh vực này không có": "unknown-category",
    "Lĩnh vực này cần số điện thoại": "phone-required",
    "Nội dung gửi quá lớn": "too-large",
    "Trang đã mở quá lâu": "stale-form",
}


class TestWebForm(ChannelContract):
    """A raw message is the fields of the form."""

    CHANNEL = "web"

    def make_channel(self, world: World) -> FlaskClient:
        return web_site(world.application).test_client()

    def raw(self, channel: FlaskClient, message: Message) -> dict[str, str]:
        page = channel.get("/").text
        return {
            "csrf_token": hidden(page, "csrf_token"),
            "client_key": message.key,
            "text": message.text,
            "title": message.title,
            "category": message.category,
            "name": message.name,
            "phone": message.phone,
            "email": message.email,
        }

    def send(self, channel: FlaskClient, raw: dict[str, str]) -> Answer:
        response = channel.post("/", data=raw, follow_redirects=True)
        page = unescape(response.text)
        code = re.search(r"code-big\">(\d{6} \d{6} \d)<", page)
        if code:
            assert response.request.path == "/da-gui"
            return Answer(code=code[1].replace(" ", ""), words=page)
        (slug,) = {slug for words, slug in SLUG_OF_SENTENCE.items() if words in page}
        return Answer(slug=slug, words=page)

    def malformed(self, channel: FlaskClient) -> Sequence[tuple[Any, str]]:
        fine = self.raw(channel, Message())
        return [
            ({}, "stale-form"),
            ({**fine, "csrf_token": "forged"}, "stale-form"),
            ({**fine, "text": ""}, "text-too-short"),
            ({**fine, "text": "\u200b\u202e \n" * 40}, "text-too-short"),  # nothing one could see
        ]

    def test_a_sent_form_leads_to_a_receipt_that_can_be_reloaded(self, world: World) -> None:
        client = self.make_channel(world)
        sent = client.post("/", data=self.raw(client, Message(phone="0905000012")))
        assert (sent.status_code, sent.headers["Location"]) == (303, "/da-gui")
        for _ in range(2):
            receipt = client.get("/da-gui")
            assert "0012" in receipt.text
            assert receipt.headers["Cache-Control"] == "no-store"
        assert len(world.cases()) == 1

    def test_without_a_case_there_is_no_receipt(self, world: World) -> None:
        assert self.make_channel(world).get("/da-gui").headers["Location"] == "/"

    def test_a_refused_form_keeps_what_was_typed_and_leads_to_each_mistake(self, world: World) -> None:
        client = self.make_channel(world)
        raw = {**self.raw(client, Message(phone="1022", name='Nguyễn "An" <b>')), "private": "yes"}
        page = client.post("/", data=raw)
        assert page.status_code == 422
        assert 'href="#phone"' in page.text
        assert 'aria-invalid="true"' in page.text
        assert 'aria-describedby="phone-hint phone-error"' in page.text
        assert "Đèn đường hỏng trước số 12" in page.text
        assert "Nguyễn &#34;An&#34; &lt;b&gt;" in page.text
        assert re.search(r'name="private"[^>]* checked', page.text)
        assert not re.search(r'name="share_contact"[^>]* checked', page.text)

    def test_consent_is_off_until_it_is_given(self, world: World) -> None:
        client = self.make_channel(world)
        assert not re.search(r'type="checkbox"[^>]* checked', client.get("/").text)
        client.post("/", data={**self.raw(client, Message()), "share_contact": "yes"})
        assert world.only_case().share_contact is True

    def test_a_stale_form_keeps_what_was_typed_and_works_at_the_second_try(self, world: World) -> None:
        client = self.make_channel(world)
        raw = {**self.raw(client, Message()), "csrf_token": "of yesterday"}
        page = client.post("/", data=raw)
        assert page.status_code == 400
        assert "Đèn đường hỏng" in page.text
        again = client.post("/", data={**raw, "csrf_token": hidden(page.text, "csrf_token")})
        assert again.status_code == 303

    def test_a_form_that_was_sent_and_then_changed_asks_before_it_becomes_a_second_case(self, world: World) -> None:
        client = self.make_channel(world)
        raw = self.raw(client, Message())
        client.post("/", data=raw)
        changed = {**raw, "text": "Một việc hoàn toàn khác, ở chỗ khác."}
        page = client.post("/", data=changed)
        assert (page.status_code, len(world.cases())) == (409, 1)
        client.post("/", data={**changed, "client_key": hidden(page.text, "client_key")})
        assert len(world.cases()) == 2

    def test_the_form_speaks_english_when_asked_and_remembers_it(self, world: World) -> None:
        client = self.make_channel(world)
        assert '<html lang="vi">' in client.get("/").text
        assert '<html lang="en">' in client.get("/?lang=en").text
        assert '<html lang="en">' in client.get("/").text
        client.post("/", data=self.raw(client, Message()))
        assert world.only_case().language == "en"


def test_while_the_database_is_away_the_form_keeps_the_words_and_works_later() -> None:
    cases = AwayCases()
    channel = TestWebForm()
    client = channel.make_channel(in_memory(cases))
    raw = channel.raw(client, Message())
    page = client.post("/", data=raw)
    assert page.status_code == 503
    assert "Đèn đường hỏng" in page.text
    assert hidden(page.text, "client_key") == raw["client_key"]
    cases.away = False
    assert client.post("/", data=raw).status_code == 303


def hidden(page: str, name: str) -> str:
    """Return the value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]+)"', page)
    assert found, f"no hidden field {name}"
    return found[1]
