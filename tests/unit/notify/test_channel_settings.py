"""Settings of the providers: off without credentials, refused at start when they cannot work, secrets unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.kit.clock import SystemClock
from services.kit.settings import BadSettings, read
from services.notify.adapters.sms_profile import SHIPPED
from services.notify.adapters.sms_profile import load as read_profile
from services.notify.settings import NotifySettings, load
from services.notify.wiring.asking import sources
from tests.unit.notify.memory_ledger import MemoryLedger

MUST = {
    "AMQP_URI": "amqp://nowhere.test",
    "MONGO_URI": "mongodb://nowhere.test",
    "SMTP_URL": "smtps://mail.example.org",
    "MAIL_FROM": "1022@example.org",
    "PUBLIC_URL": "http://127.0.0.1:8080",
}
ZALO = {"ZALO_APP_ID": "2553928453557884079", "ZALO_APP_SECRET": "zalo-s3cret", "ZALO_REFRESH_TOKEN": "refresh-s3cret"}
FACEBOOK = {"FACEBOOK_PAGE_TOKEN": "page-s3cret"}
HTTP = {"SMS_API_KEY": "key-s3cret", "SMS_SECRET_KEY": "sms-s3cret", "SMS_SENDER": "1022GIALAI"}
SMPP = {"SMPP_URL": "smpp://hotline:s3cret@smsc.example.org", "SMS_SENDER": "1022GIALAI"}
CALLBACK = {"SMS_CALLBACK_URL": "https://notify.example.org", "SMS_RECEIPTS_SECRET": "callback-s3cret-of-ours"}


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    def settings(**values: str) -> NotifySettings:
        for name, value in (MUST | values).items():
            monkeypatch.setenv(name, value)
        return read(load)

    return settings


def test_without_credentials_a_channel_is_off(given) -> None:  # type: ignore[no-untyped-def]
    settings = given()
    assert (settings.zalo, settings.facebook, settings.sms) == (None, None, None)


def test_addresses_have_the_providers_own_as_defaults(given) -> None:  # type: ignore[no-untyped-def]
    settings = given(**ZALO, **FACEBOOK, **HTTP)
    assert settings.zalo.api_url == "https://openapi.zalo.me"
    assert settings.zalo.app.oauth_url == "https://oauth.zaloapp.com"
    assert settings.zalo.zns_url == "https://business.openapi.zalo.me"
    assert settings.zalo.templates == {}
    assert settings.facebook.page.url.startswith("https://graph.facebook.com/v")
    assert settings.sms.account.url.startswith("https://rest.esms.vn/")
    assert settings.sms.style.unicode is False


@pytest.mark.parametrize(
    ("by", "smpp"),
    [({}, True), ({"SMS_BY": "http"}, False), ({"SMS_BY": "smpp"}, True)],
)
def test_smpp_wins_over_the_gateway_unless_told_otherwise(given, by, smpp: bool) -> None:  # type: ignore[no-untyped-def]
    sms = given(**(HTTP | SMPP | by)).sms
    assert (sms.smpp is not None, sms.account is not None) == (smpp, not smpp)


@pytest.mark.parametrize(
    ("values", "name", "value"),
    [
        (ZALO, "ZALO_APP_SECRET", ""),
        (ZALO, "ZALO_API_URL", "ftp://zalo.example.org"),
        (ZALO, "ZALO_BUTTON", "oa.open.url"),
        (ZALO, "ZNS_TEMPLATES", "/nowhere/zns.yaml"),
        (FACEBOOK, "FACEBOOK_GRAPH_URL", "graph.facebook.com"),
        (ZALO, "ZALO_CONVERSATION_PATH", "v2.0/oa/conversation"),
        (FACEBOOK, "FACEBOOK_CONVERSATIONS_PATH", "conversations"),
        (HTTP, "SMS_SENDER", "TONGDAI1022GL"),  # twelve letters and one
        (HTTP, "SMS_SENDER", "Gia Lai ạ"),
        (HTTP, "SMS_SENDER", ""),
        (HTTP, "SMS_PROFILE", "nobody"),
        (HTTP, "SMS_API_URL", "rest.esms.vn"),
        (HTTP | CALLBACK, "SMS_RECEIPTS_SECRET", "short"),
        (HTTP, "SMS_BY", "pigeon"),
        (HTTP | {"SMS_BY": "smpp"}, "SMPP_URL", ""),
        (SMPP | {"SMS_BY": "http"}, "SMS_API_KEY", ""),
        (SMPP, "SMPP_URL", "http://smsc.example.org"),
        (SMPP, "SMPP_URL", "smpp://smsc.example.org"),  # who are we there?
        (SMPP, "SMPP_URL", "smpp://hotline:longer-than-eight@smsc.example.org"),
        (SMPP, "SMPP_RECEIPT_IDS", "octal"),
        (SMPP, "SMPP_WINDOW", "0"),
    ],
)
def test_what_cannot_work_is_refused_at_start(given, values, name: str, value: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(BadSettings, match=name) as refused:
        given(**(values | {name: value}))
    assert not value or value not in str(refused.value)


def test_nobody_is_asked_where_the_path_is_empty(given) -> None:  # type: ignore[no-untyped-def]
    settings = given(**ZALO, **FACEBOOK, **HTTP)
    assert sorted(sources(settings, None, SystemClock(), MemoryLedger())) == ["facebook", "sms"]
    settings = given(**FACEBOOK, **SMPP, SMS_BY="smpp", FACEBOOK_CONVERSATIONS_PATH="")
    assert sources(settings, None, SystemClock(), MemoryLedger()) == {}


def test_no_secret_shows(given) -> None:  # type: ignore[no-untyped-def]
    assert "s3cret" not in repr(given(**ZALO, **FACEBOOK, **HTTP, **CALLBACK))
    assert "s3cret" not in repr(given(**SMPP))


def test_the_shipped_profile_is_complete() -> None:
    profile = read_profile("esms")
    assert profile.receipt is not None
    values = dict.fromkeys(("key", "secret", "sender", "phone", "text", "unicode", "tracking"), "x") | {"callback": ""}
    assert "CallbackUrl" not in profile.body(values)
    assert profile.body(values)["SmsType"] == "2"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("phone: national", "phone: e164"),
        ("format: json", "format: xml"),
        ("  code: CodeResult", "  kode: CodeResult"),
        ('"{text}"', '"{words}"'),
        ('accepted: ["100"]', "accepted: 100"),
        ("remembered_hours: 24", "remembered: 24"),
        ("url:", "uri:"),
        ("fields:", "fields: ["),
    ],
)
def test_a_profile_that_cannot_work_is_refused(tmp_path: Path, old: str, new: str) -> None:
    file = tmp_path / "other.yaml"
    shipped = (SHIPPED / "esms.yaml").read_text()
    assert old in shipped
    file.write_text(shipped.replace(old, new, 1))
    with pytest.raises(ValueError, match=r"missing|one of|YAML"):
        read_profile(str(file))
