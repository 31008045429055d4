"""Zalo's webhook as a channel, and everything a stranger might send to it."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from services.intake.adapters import zalo_events
from services.intake.settings import IntakeSettings
from services.intake.settings.zalo import ZaloSettings
from services.intake.web.chat_site import zalo_site
from services.intake.wiring.chat import ChatApplication, ChatParts, build_chat
from tests.contract.channels.chat_contract import CITIZEN, ChatContract, Delivery, ms
from tests.contract.channels.worlds import World
from tests.simulators.zalo import signing

APP, OA, SECRET = "4018276351882233445", "2837461529384756102", "oa-secret-for-tests-only"


def zalo_settings(shared: IntakeSettings) -> ZaloSettings:
    own = {name: getattr(shared, name) for name in IntakeSettings.__dataclass_fields__}
    return ZaloSettings(**own, app_id=APP, oa_id=OA, oa_secret=SECRET)


def signed(event: dict[str, Any], *, app: str = APP, secret: str = SECRET) -> Delivery:
    body = json.dumps(event, ensure_ascii=False).encode()
    mac = hashlib.sha256(app.encode() + body + str(event.get("timestamp", "")).encode() + secret.encode()).hexdigest()
    return Delivery(body, {"Content-Type": "application/json", "X-ZEvent-Signature": f"mac={mac}"})


def event(name: str = "user_send_text", at: Any = None, **more: Any) -> dict[str, Any]:
    common = {"app_id": APP, "event_name": name, "timestamp": str(ms()) if at is None else at}
    return {**common, "sender": {"id": CITIZEN}, "recipient": {"id": OA}, **more}


class TestZalo(ChatContract):
    CHANNEL = "zalo"
    PATH = "/webhooks/zalo"

    def build(self, world: World, parts: ChatParts) -> tuple[ChatApplication, Flask]:
        settings = zalo_settings(world.application.settings)
        application = build_chat(world.application, settings, "zalo", zalo_events.read, world.database, parts)
        return application, zalo_site(application)

    def delivery(self, id_: str, text: str, at_ms: int) -> Delivery:
        return signed(event(at=str(at_ms), message={"msg_id": id_, "text": text}))

    def refused(self, fine: Delivery) -> Sequence[tuple[Delivery, str]]:
        bare = {"Content-Type": "application/json"}
        hmac_like = {**bare, "X-ZEvent-Signature": fine.headers["X-ZEvent-Signature"].removeprefix("mac=")}
        said = {"message": {"msg_id": "m", "text": "Đèn đường hỏng."}}
        return [
            (Delivery(fine.body, bare), "webhook-unsigned"),
            (Delivery(fine.body, hmac_like), "webhook-unsigned"),
            (Delivery(fine.body, {**bare, "X-ZEvent-Signature": "mac="}), "webhook-signature-wrong"),
            (Delivery(fine.body, {**bare, "X-ZEvent-Signature": "mac=ổ"}), "webhook-signature-wrong"),
            (Delivery(fine.body + b" ", fine.headers), "webhook-signature-wrong"),
            (Delivery(fine.body[:-9], fine.headers), "webhook-malformed"),
            (Delivery(b"", fine.headers), "webhook-malformed"),
            (Delivery(b"[1]", fine.headers), "webhook-malformed"),
            (Delivery(b'{"a": \xff}', fine.headers), "webhook-malformed"),
            (signed(event(**said), secret="the app's secret"), "webhook-signature-wrong"),
            (signed({**event(**said), "app_id": "1"}, app="1"), "webhook-other-app"),
            (signed({**event(**said), "app_id": "1"}), "webhook-other-app"),
            (signed(event(at=str(ms(hours=14)), **said)), "webhook-too-old"),
            (signed(event(at=str(ms(hours=-1)), **said)), "webhook-too-old"),
            (signed(event(at="soon", **said)), "webhook-malformed"),
            (signed(event(name="", **said)), "webhook-malformed"),
        ]

    def test_the_signature_is_the_one_the_simulator_makes(self, world: World) -> None:
        body, headers = signing.signed(signing.text_event(APP, OA, CITIZEN, "m", "Đèn đường hỏng.", ms()), SECRET)
        assert self.make_channel(world).post(self.PATH, Delivery(body, headers)) is None

    def test_an_event_of_twelve_hours_ago_is_still_taken(self, world: World) -> None:
        channel = self.make_channel(world)
        assert channel.post(self.PATH, self.delivery("m", "Đèn đường hỏng.", ms(hours=12))) is None

    def test_a_timestamp_may_be_a_number(self, world: World) -> None:
        assert self.make_channel(world).post(self.PATH, signed(event(at=ms(), message={"msg_id": "m"}))) is None

    @pytest.mark.parametrize(
        "name", ["unfollow", "anonymous_send_text", "user_call_oa", "add_user_to_tag", "shop_has_order", "unheard_of"]
    )
    def test_what_is_nothing_to_us_is_kept_and_not_answered(self, world: World, name: str) -> None:
        channel = self.make_channel(world)
        assert channel.post(self.PATH, signed(event(name, message={"msg_id": "m", "text": "Xin chào"}))) is None
        channel.work(self.CHANNEL)
        assert channel.said(self.CHANNEL) == []

    @pytest.mark.parametrize("odd", [None, 7, "text", [], {"msg_id": 7, "text": 8, "attachments": "none"}])
    def test_a_message_of_odd_shape_breaks_nothing(self, world: World, odd: Any) -> None:
        channel = self.make_channel(world)
        assert channel.post(self.PATH, signed(event(message=odd, sender=None))) is None
        channel.work(self.CHANNEL)
        assert channel.application.inbox.backlog(self.CHANNEL).parked == 0

    def test_whoever_follows_is_greeted_once(self, world: World) -> None:
        channel = self.make_channel(world)
        for at in (ms(minutes=2), ms(minutes=1)):
            following = {"app_id": APP, "event_name": "follow", "timestamp": str(at), "follower": {"id": CITIZEN}}
            assert channel.post(self.PATH, signed(following)) is None
            channel.work(self.CHANNEL)
        (said,) = channel.said(self.CHANNEL)
        assert (said.recipient, "trợ lý tự động" in said.text) == (CITIZEN, True)

    def test_settings_do_not_show_their_secret(self, world: World) -> None:
        assert SECRET not in repr(replace(zalo_settings(world.application.settings)))
