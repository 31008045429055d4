"""GeoReport v2 as a channel: what a telephone's program would send."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask.testing import FlaskClient

from services.intake.web.open311.site import mobile_site
from services.intake.wiring.mobile import assemble
from tests.contract.channels.channel_contract import Answer, ChannelContract, Message
from tests.contract.channels.worlds import World
from tests.unit.intake.fakes import InMemoryCases
from tests.unit.intake.gate_fakes import InMemoryCounters
from tests.unit.intake.known_cases import InMemoryKnownCases
from tests.unit.intake.open311.mobile_world import PLEIKU, mobile_settings

# The first words of a sentence stand for it.
SLUG_OF_SENTENCE = {
    "Nội dung cần ít nhất": "text-too-short",
    "Nội dung dài quá": "text-too-long",
    "Số điện thoại không đúng": "phone-not-valid",
    "Địa chỉ thư điện tử không đúng": "email-not-valid",
    "Không có service_code": "unknown-category",
    "Lĩnh vực này cần số điện thoại": "phone-required",
    "Nội dung gửi quá lớn": "too-large",
    "Thiếu service_code": "service-code-required",
    "Cần vị trí": "place-required",
    "lat và long phải": "place-not-valid",
    "media_url phải": "media-url-not-valid",
    "attribute[urgency] chỉ": "attribute-not-valid",
    "Xã, phường này không có": "unknown-area",
    "Không có jurisdiction_id": "unknown-jurisdiction",
    "Khoá chống gửi trùng phải": "client-key-not-valid",
}


class TestMobile(ChannelContract):
    """A raw message is the arguments of one POST."""

    CHANNEL = "mobile"

    def make_channel(self, world: World) -> FlaskClient:
        # Only filing is under test here, so that what was filed is not looked for.
        cases: Any = world.application.registrar._cases
        known = InMemoryKnownCases(InMemoryCases())
        application = assemble(
            mobile_settings(), world.application, cases=cases, known=known, counters=InMemoryCounters()
        )
        return mobile_site(application).test_client()

    def raw(self, channel: Any, message: Message) -> dict[str, Any]:
        form = {
            "service_code": message.category or "tong-dai-chon",
            "description": message.text,
            "last_name": message.name.partition(" ")[0],
            "first_name": message.name.partition(" ")[2],
            "phone": message.phone,
            "email": message.email,
            **PLEIKU,
        }
        return {"data": form, "headers": {"Idempotency-Key": message.key}}

    def send(self, channel: FlaskClient, raw: dict[str, Any]) -> Answer:
        response = channel.post("/v2/requests.json", **raw)
        (said,) = response.get_json(force=True)[:1]
        if response.status_code in (200, 201):
            return Answer(code=said["service_request_id"], words=said["service_notice"])
        assert said["code"] == response.status_code
        (slug,) = {slug for words, slug in SLUG_OF_SENTENCE.items() if words in said["description"]}
        return Answer(slug=slug, words=said["description"])

    def heard(self, message: Message) -> Message:
        """GeoReport has no titles."""
        return replace(message, title="")

    def malformed(self, channel: Any) -> Sequence[tuple[Any, str]]:
        fine = self.raw(channel, Message())["data"]

        def but(**changes: str) -> dict[str, Any]:
            return {"data": {**fine, **changes}}

        return [
            ({}, "service-code-required"),
            ({"json": fine}, "service-code-required"),  # GeoReport takes forms
            ({"data": "\x00=\xff&&&"}, "service-code-required"),
            (but(lat="", long=""), "place-required"),
            (but(long=""), "place-not-valid"),
            (but(lat="NaN"), "place-not-valid"),
            (but(lat="91"), "place-not-valid"),
            (but(lat="1e9"), "place-not-valid"),
            (but(media_url="file:///etc/passwd"), "media-url-not-valid"),
            (but(**{"attribute[urgency]": "complex"}), "attribute-not-valid"),  # for the centre to say
            (but(**{"attribute[area]": "0"}), "unknown-area"),
            (but(jurisdiction_id="sfgov.org"), "unknown-jurisdiction"),
            ({"data": fine, "headers": {"Idempotency-Key": "k" * 201}}, "client-key-not-valid"),
        ]
