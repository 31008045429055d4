"""The operators' API as a channel: a person files for the caller on the line."""

from collections.abc import Sequence
from typing import Any

import pytest
from flask.testing import FlaskClient

from services.intake.web.site import hotline_site
from tests.contract.channels.channel_contract import Answer, ChannelContract, Message
from tests.contract.channels.worlds import World
from tests.unit.intake.calls.hotlines import hotline_of
from tests.unit.intake.fakes import OFFICER_TOKEN, OPERATOR_TOKEN

OPERATOR = {"Authorization": f"Bearer {OPERATOR_TOKEN}"}


class TestHotline(ChannelContract):
    """A raw message is the arguments of one POST; the message's key is the id of the call."""

    CHANNEL = "hotline"

    def make_channel(self, world: World) -> FlaskClient:
        return hotline_site(hotline_of(world.application, world.database)).test_client()

    def raw(self, channel: Any, message: Message) -> dict[str, Any]:
        body = {
            "call_id": message.key,
            "text": message.text,
            "title": message.title,
            "category": message.category or None,
            "contact": {"name": message.name, "phone": message.phone, "email": message.email},
        }
        return {"json": body, "headers": OPERATOR}

    def send(self, channel: FlaskClient, raw: dict[str, Any]) -> Answer:
        response = channel.post("/api/calls/cases", **raw)
        body = response.get_json(force=True)
        if response.status_code in (200, 201):
            return Answer(code=body["code"], words=body["message"])
        assert response.content_type == "application/problem+json"
        return Answer(slug=body["slug"], words=body["detail"])

    def malformed(self, channel: Any) -> Sequence[tuple[Any, str]]:
        fine = self.raw(channel, Message())["json"]
        return [
            ({"json": fine}, "unauthenticated"),
            ({"json": fine, "headers": {"Authorization": "Bearer guessed"}}, "unauthenticated"),
            ({"json": fine, "headers": {"Authorization": f"Basic {OPERATOR_TOKEN}"}}, "unauthenticated"),
            ({"json": fine, "headers": {"Authorization": f"Bearer {OFFICER_TOKEN}"}}, "forbidden"),
            ({"json": {**fine, "call_id": None}, "headers": OPERATOR}, "invalid"),
            ({"json": {**fine, "call_id": ""}, "headers": OPERATOR}, "invalid"),
            ({"json": {**fine, "matter": 0}, "headers": OPERATOR}, "invalid"),
            ({"json": {**fine, "operator": "truc-02"}, "headers": OPERATOR}, "invalid"),
        ]

    def test_one_call_may_bring_several_matters(self, world: World) -> None:
        client = self.make_channel(world)
        raw = self.raw(client, Message())
        first = self.send(client, raw)
        second = self.send(client, {**raw, "json": {**raw["json"], "text": "Và ổ gà ở đầu đường.", "matter": 2}})
        assert first.code != second.code
        assert len(world.cases()) == 2

    @pytest.mark.parametrize(
        ("caller", "phone", "kept"),
        [
            ("0905000012", "", "+84905000012"),  # the network's number
            ("0905000012", "0905000034", "+84905000034"),  # another one, on the caller's wish
        ],
    )
    def test_the_contact_is_the_callers_and_never_the_operators(
        self, world: World, caller: str, phone: str, kept: str
    ) -> None:
        client = self.make_channel(world)
        raw = self.raw(client, Message(phone=phone, name="Nguyễn Văn An"))
        self.send(client, {**raw, "json": {**raw["json"], "caller": caller}})
        data = world.only_case()
        assert data.contact is not None
        assert (data.contact.name, data.contact.phone) == ("Nguyễn Văn An", kept)
        assert "truc-01" not in repr(data)

    def test_the_forms_rules_are_not_shown_to_strangers(self, world: World) -> None:
        response = self.make_channel(world).post("/api/calls/cases", json={})
        assert (response.status_code, response.headers["WWW-Authenticate"]) == (401, 'Bearer realm="hotline"')
        assert "errors" not in response.json
