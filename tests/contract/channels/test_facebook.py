"""The page's webhook as a channel, and everything a stranger might send to it."""

import hashlib
import hmac
import json
from collections.abc import Sequence
from typing import Any

import pytest
from flask import Flask

from services.intake.adapters import facebook_events
from services.intake.settings import IntakeSettings
from services.intake.settings.facebook import FacebookSettings
from services.intake.web.chat_site import facebook_site
from services.intake.wiring.chat import ChatApplication, ChatParts, build_chat
from tests.contract.channels.chat_contract import CITIZEN, ChatContract, Delivery, ms
from tests.contract.channels.worlds import World
from tests.simulators.facebook import signing

PAGE, SECRET, TOKEN = "104857261938475", "app-secret-for-tests-only", "verify-token-for-tests-only"


def facebook_settings(shared: IntakeSettings) -> FacebookSettings:
    own = {name: getattr(shared, name) for name in IntakeSettings.__dataclass_fields__}
    return FacebookSettings(**own, page_id=PAGE, app_secret=SECRET, verify_token=TOKEN)


def signed(batch: Any, secret: str = SECRET) -> Delivery:
    body = json.dumps(batch).encode()
    digest = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return Delivery(body, {"Content-Type": "application/json", "X-Hub-Signature-256": f"sha256={digest}"})


def batch(*items: Any, page: str = PAGE, changes: Sequence[Any] = ()) -> dict[str, Any]:
    entry = {"id": page, "time": ms(), "messaging": list(items), "changes": list(changes)}
    return {"object": "page", "entry": [entry]}


def said(mid: str, text: str, at: int | None = None, **more: Any) -> dict[str, Any]:
    between = {"sender": {"id": CITIZEN}, "recipient": {"id": PAGE}}
    return {**between, "timestamp": ms() if at is None else at, "message": {"mid": mid, "text": text, **more}}


def bottomless() -> Sequence[Any]:
    """Batches that can be read, but are too deep to be written again."""
    deep: Any = "Đèn đường hỏng."
    for _ in range(400):
        deep = [deep]
    postback, feed = {"postback": {"title": deep}}, {"field": "feed", "value": {"message": deep}}
    return [batch(said("a", "", odd=deep)), batch(postback), batch(said("b", "Đèn."), changes=[feed])]


class TestFacebook(ChatContract):
    CHANNEL = "facebook"
    PATH = "/webhooks/facebook"

    def build(self, world: World, parts: ChatParts) -> tuple[ChatApplication, Flask]:
        settings = facebook_settings(world.application.settings)
        read = facebook_events.reader(PAGE)
        application = build_chat(world.application, settings, "facebook", read, world.database, parts)
        return application, facebook_site(application)

    def delivery(self, id_: str, text: str, at_ms: int) -> Delivery:
        return signed(batch(said(id_, text, at_ms)))

    def refused(self, fine: Delivery) -> Sequence[tuple[Delivery, str]]:
        bare = {"Content-Type": "application/json"}
        old = hmac.new(SECRET.encode(), fine.body, hashlib.sha1).hexdigest()
        return [
            (Delivery(fine.body, bare), "webhook-unsigned"),
            (Delivery(fine.body, {**bare, "X-Hub-Signature": f"sha1={old}"}), "webhook-unsigned"),
            (Delivery(fine.body, {**bare, "X-Hub-Signature-256": "sha256=ổ"}), "webhook-signature-wrong"),
            (Delivery(fine.body + b"\n", fine.headers), "webhook-signature-wrong"),
            (Delivery(fine.body[:-9], fine.headers), "webhook-signature-wrong"),
            (Delivery(b"", fine.headers), "webhook-signature-wrong"),
            (signed(batch(), secret="the verify token"), "webhook-signature-wrong"),
            (signed([]), "webhook-malformed"),
            (signed({"object": "user", "entry": []}), "webhook-malformed"),
            (signed({"object": "page", "entry": "none"}), "webhook-malformed"),
            *((signed(each), "webhook-malformed") for each in bottomless()),
        ]

    @pytest.mark.parametrize(
        ("token", "mode", "status"), [(TOKEN, "subscribe", 200), ("guessed", "subscribe", 403), (TOKEN, "other", 403)]
    )
    def test_the_handshake_is_answered_to_whoever_knows_the_token(
        self, world: World, token: str, mode: str, status: int
    ) -> None:
        query = {"hub.mode": mode, "hub.verify_token": token, "hub.challenge": "1158201444"}
        response = self.make_channel(world).site.test_client().get(self.PATH, query_string=query)
        assert response.status_code == status
        assert (response.text == "1158201444") == (status == 200)

    def test_the_signature_is_the_one_the_simulator_makes(self, world: World) -> None:
        body, headers = signing.signed(signing.text_event(PAGE, CITIZEN, "m", "Đèn đường hỏng.", ms()), SECRET)
        assert self.make_channel(world).post(self.PATH, Delivery(body, headers)) is None

    def test_every_message_of_a_batch_is_taken_on_its_own(self, world: World) -> None:
        channel = self.make_channel(world)
        two = batch(said("a", "Đèn đường hỏng.", ms(minutes=2)), said("b", "Ở phường Pleiku.", ms(minutes=1)), None)
        assert channel.post(self.PATH, signed(two)) is None
        assert channel.post(self.PATH, signed(batch(said("b", "Ở phường Pleiku.", ms(minutes=1))))) is None
        assert channel.application.inbox.backlog(self.CHANNEL).waiting == 2

    def test_what_is_for_another_page_is_left_aside(self, world: World) -> None:
        channel = self.make_channel(world)
        assert channel.post(self.PATH, signed(batch(said("a", "Đèn đường hỏng."), page="7"))) is None
        assert channel.application.inbox.backlog(self.CHANNEL).waiting == 0

    @pytest.mark.parametrize("odd", [{}, {"message": 7}, {"message": {"mid": 7}}, {"postback": []}, {"read": None}])
    def test_an_item_of_odd_shape_breaks_nothing(self, world: World, odd: Any) -> None:
        channel = self.make_channel(world)
        assert channel.post(self.PATH, signed(batch(odd, changes=[{"value": 1}, {"field": "feed"}]))) is None
        channel.work(self.CHANNEL)
        assert channel.application.inbox.backlog(self.CHANNEL).parked == 0
