"""The channel's settings: what they refuse, and that no secret shows."""

import pytest

from services.intake.adapters.imap_server import ImapServer
from services.intake.settings.email import load
from services.kit.settings import BadSettings, read

FINE = {
    "AMQP_URI": "amqp://nobody",
    "MONGO_URI": "mongodb://nobody",
    "SECRET_KEY": "for tests",
    "FILES_KEY": "for tests",
    "IMAP_URL": "imaps://1022%40example.org:very-secret@mail.example.org",
    "MAIL_ADDRESSES": "1022@Example.org, hotline@example.org",
}


@pytest.fixture
def environment(monkeypatch):
    for name, value in FINE.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def test_they_are_read(environment):
    environment.setenv("MAIL_SPAM_HEADERS", "X-Spam-Flag:YES,X-Quarantine")
    settings = read(load)
    assert settings.own == {"1022@example.org", "hotline@example.org"}
    assert settings.spam == {"x-spam-flag": "YES", "x-quarantine": ""}
    assert "very-secret" not in repr(settings)


@pytest.mark.parametrize("name", ["IMAP_URL", "MAIL_ADDRESSES"])
def test_what_has_no_default_is_named_when_it_is_missing(environment, name):
    environment.delenv(name)
    with pytest.raises(BadSettings, match=name):
        read(load)


@pytest.mark.parametrize(
    "url",
    [
        "pop3://a:b@example.org",
        "imaps://example.org",
        "imaps://a@example.org",
        "imap://a:b@mail.example.org",  # a password over an open line
        "mail.example.org",
    ],
)
def test_a_mailbox_that_cannot_be_read_safely_is_refused_without_repeating_the_password(environment, url):
    environment.setenv("IMAP_URL", url)
    with pytest.raises(BadSettings, match="IMAP_URL is missing or not valid"):
        read(load)


@pytest.mark.parametrize(
    ("url", "port", "folder"),
    [
        ("imaps://a:b@example.org", 993, "INBOX"),
        ("imap+starttls://a:b@example.org", 143, "INBOX"),
        ("imap+starttls://a:b@example.org:1143/", 1143, "INBOX"),
        ("imap://a:b@localhost/Ph%E1%BA%A3n%20%C3%A1nh", 143, "Phản ánh"),
    ],
)
def test_a_url_says_where_the_mailbox_is(url, port, folder):
    server = ImapServer.parse(url)
    assert (server.port, server.folder) == (port, folder)
    assert "password" not in repr(server)
