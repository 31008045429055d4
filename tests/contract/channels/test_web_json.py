"""The citizens' JSON API as a channel."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask.testing import FlaskClient

from services.intake.web.site import web_site
from tests.contract.channels.channel_contract import VIETNAMESE, Answer, ChannelContract, Message
from tests.contract.channels.worlds import World


class TestWebJson(ChannelContract):
    """A raw message is the arguments of one POST."""

    CHANNEL = "web"

    def make_channel(self, world: World) -> FlaskClient:
        return web_site(world.application).test_client()

    def raw(self, channel: Any, message: Message) -> dict[str, Any]:
        body = {
            "text": message.text,
            "title": message.title,
            "category": message.category or None,
            "contact": {"name": message.name, "phone": message.phone, "email": message.email},
        }
        return {"json": body, "headers": {"Idempotency-Key": message.key}}

    def send(self, channel: FlaskClient, raw: dict[str, Any]) -> Answer:
        response = channel.post("/api/cases", **raw)
        body = response.get_json(force=True)
        if response.status_code in (200, 201):
            return Answer(code=body["code"], words=body["message"])
        assert response.content_type == "application/problem+json"
        return Answer(slug=body["slug"], words=body["detail"])

    def malformed(self, channel: Any) -> Sequence[tuple[Any, str]]:
        json = "application/json"
        return [
            ({"data": "{", "content_type": json}, "bad-request"),
            ({"data": b'{"text": "\xff\xfe"}', "content_type": json}, "bad-request"),  # not UTF-8
            ({"data": '{"text": "\\ud800 nửa chữ"}', "content_type": json}, "bad-request"),  # half a surrogate pair
            ({"data": "[" * 100_000, "content_type": json}, "bad-request"),  # meant to overflow a stack
            ({"data": "text=abc"}, "unsupported-media-type"),
            ({"json": ["Đèn đường hỏng"]}, "invalid"),
            ({"json": {}}, "invalid"),
            ({"json": {"text": 5}}, "invalid"),
            ({"json": {"text": "Đèn đường hỏng", "share_contact": "yes"}}, "invalid"),  # consent is true or false
            ({"json": {"text": "Đèn đường hỏng", "share_contact": 1}}, "invalid"),
            ({"json": {"text": "Đèn đường hỏng", "sharecontact": True}}, "invalid"),  # a slip of the pen is told
            ({"json": {"text": "Đèn đường hỏng"}, "headers": {"Idempotency-Key": "k" * 201}}, "client-key-not-valid"),
        ]

    def test_a_new_case_is_201_and_a_repeated_one_200(self, world: World) -> None:
        client = self.make_channel(world)
        first = client.post("/api/cases", **self.raw(client, Message()))
        again = client.post("/api/cases", **self.raw(client, Message()))
        assert (first.status_code, again.status_code) == (201, 200)
        assert first.json == again.json
        assert first.headers["Location"] == f"http://portal.test/tra-cuu?code={first.json['code']}"
        assert "Idempotent-Replay" not in first.headers
        assert again.headers["Idempotent-Replay"] == "true"

    def test_other_content_under_the_same_key_is_a_conflict(self, world: World) -> None:
        client = self.make_channel(world)
        client.post("/api/cases", **self.raw(client, Message()))
        other = client.post("/api/cases", **self.raw(client, Message(text="Một việc hoàn toàn khác.")))
        assert (other.status_code, other.json["slug"]) == (409, "idempotency-key-reused")

    def test_all_wrong_fields_are_named(self, world: World) -> None:
        client = self.make_channel(world)
        refused = client.post("/api/cases", json={"text": "ngắn", "contact": {"phone": "1022"}})
        assert refused.status_code == 422
        assert [each["pointer"] for each in refused.json["errors"]] == ["#/text", "#/contact/phone"]

    def test_what_may_be_chosen_is_listed(self, world: World) -> None:
        client = self.make_channel(world)
        categories, areas = client.get("/api/categories"), client.get("/api/areas")
        assert categories.json[0]["slug"] == "ha-tang.chieu-sang"
        assert areas.json[0] == {"code": "23575", "name": "Phường Pleiku", "within": "Tỉnh Gia Lai"}
        assert "max-age" in categories.headers["Cache-Control"]

    def test_a_flood_from_one_address_is_stopped_with_a_problem(self, world: World) -> None:
        limited = replace(world.application, settings=replace(world.application.settings, rate_limit="3 per minute"))
        client = web_site(limited).test_client()
        stranger = {"environ_base": {"REMOTE_ADDR": "203.0.113.7"}}
        answers = [client.post("/api/cases", json={"text": VIETNAMESE}, **stranger) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [201, 201, 201, 429]
        assert answers[-1].get_json(force=True)["slug"] == "rate-limited"
        assert client.get("/api/areas", **stranger).status_code == 200
