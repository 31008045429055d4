"""Settings: what must be there, what must fit together, and that no secret shows."""

from __future__ import annotations

from datetime import time

import pytest

from services.kit.settings import BadSettings, read
from services.notify.adapters.smtp_session import Server
from services.notify.domain.limits import Limits
from services.notify.domain.quiet import QuietHours
from services.notify.settings import load

GOOD = {
    "AMQP_URI": "amqp://nowhere.test",
    "MONGO_URI": "mongodb://nowhere.test",
    "SMTP_URL": "smtps://notify:s%40cret@mail.example.org",
    "MAIL_FROM": "Tổng đài 1022 <1022@example.org>",
    "PUBLIC_URL": "http://127.0.0.1:8080",
}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def test_the_environment_becomes_settings(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("DATABASE_PREFIX", "test_")
    settings = read(load)
    assert settings.database == "test_notify"
    assert settings.receipts_url is None
    assert settings.smtp_timeout_seconds < settings.claim_lease_seconds / 2


@pytest.mark.parametrize("name", ["SMTP_URL", "MAIL_FROM", "PUBLIC_URL", "MONGO_URI"])
def test_what_has_no_sensible_default_is_required(environment: pytest.MonkeyPatch, name: str) -> None:
    environment.delenv(name)
    with pytest.raises(BadSettings, match=name):
        read(load)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SMTP_URL", "http://mail.example.org"),
        ("SMTP_URL", "mail.example.org:25"),
        ("MAIL_FROM", "Tổng đài"),
        ("MAIL_FROM", "1022@example.org\r\nBcc: victim@example.org"),
        ("PUBLIC_URL", "javascript:alert(1)"),
        ("SMTP_RECEIPTS_URL", "file:///etc/passwd"),
        ("SMTP_RECEIPTS_URL", "http://127.0.0.1:8025/messages"),  # where would the Message-ID go?
        ("SMTP_CONNECTIONS", "0"),
        ("CLAIM_LEASE_SECONDS", "40"),  # somebody would ask about a message still on its way
        ("SMTP_TIMEOUT_SECONDS", "30"),
        ("QUIET_HOURS", "22-6"),
        ("QUIET_HOURS", "22:00"),
        ("QUIET_HOURS", "22:00-25:00"),
        ("MERGE_WINDOW_SECONDS", "-1"),
        ("MESSAGES_PER_HOUR", "many"),
        ("MESSAGES_PER_DAY", "-1"),
    ],
)
def test_what_cannot_work_is_refused_at_start(environment: pytest.MonkeyPatch, name: str, value: str) -> None:
    environment.setenv(name, value)
    with pytest.raises(BadSettings) as refused:
        read(load)
    assert value not in str(refused.value)


def test_what_is_left_open_has_a_sensible_default(environment: pytest.MonkeyPatch) -> None:
    settings = read(load)
    assert settings.quiet_hours == QuietHours(time(22), time(6))
    assert settings.merge_window_seconds == 120
    assert settings.zalo_billed
    assert settings.limits == Limits()
    assert (settings.zalo, settings.facebook, settings.sms) == (None, None, None)


def test_quiet_hours_and_limits_can_be_switched_off(environment: pytest.MonkeyPatch) -> None:
    for name, value in {
        "QUIET_HOURS": "",
        "MESSAGES_PER_HOUR": "0",
        "OWN_RECIPIENTS": "+842691022, A@example.org",
    }.items():
        environment.setenv(name, value)
    settings = read(load)
    assert settings.quiet_hours.begins == settings.quiet_hours.ends
    assert settings.limits.hour == 0
    assert settings.own_recipients == {"+842691022", "a@example.org"}


def test_secrets_do_not_show() -> None:
    server = Server.parse(GOOD["SMTP_URL"])
    assert (server.user, server.password, server.port) == ("notify", "s@cret", 465)
    assert "s@cret" not in repr(server)
