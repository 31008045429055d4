"""The mail catcher, over SMTP and HTTP as notify and the tests use it."""

import smtplib
from email.message import EmailMessage
from urllib.parse import quote

import pytest
import requests

from tests.servers.processes import free_port, running
from tests.waiting import eventually

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def ports():
    return free_port(), free_port()


@pytest.fixture(scope="module")
def url(ports, tmp_path_factory):
    env = {"SMTP_PORT": str(ports[0]), "MAIL_PORT": str(ports[1])}
    log = tmp_path_factory.mktemp("catcher") / "log"
    with running("deploy.local.mail_catcher", env, log, ready=False):
        url = f"http://127.0.0.1:{ports[1]}"
        eventually(lambda: _answers(url), within=20)
        yield url


@pytest.fixture
def send(ports, url):
    requests.delete(f"{url}/messages", timeout=5)

    def send(to, subject="Tiếp nhận phản ánh", message_id="<a.1@1022.test>"):
        mail = EmailMessage()
        mail["Message-ID"], mail["Subject"], mail["From"], mail["To"] = message_id, subject, "1022@example.org", to
        mail.set_content("Kính gửi Nguyễn Văn An: đèn đường đã được ghi nhận.")
        with smtplib.SMTP("127.0.0.1", ports[0], timeout=5) as smtp:
            smtp.send_message(mail)

    return send


def test_a_mail_is_found_by_its_recipient_and_by_vietnamese_words(send, url):
    send("an@example.org")
    send("binh@example.org", message_id="<a.2@1022.test>")
    (found,) = requests.get(f"{url}/messages", {"to": "AN@example.org", "q": "Đèn đường"}, timeout=5).json()["messages"]
    assert found["subject"] == "Tiếp nhận phản ánh"
    assert "Nguyễn Văn An" in found["text"]


def test_a_sender_can_ask_whether_a_message_id_was_accepted(send, url):
    send("an@example.org")
    asked = [requests.get(f"{url}/messages/{quote(each)}", timeout=5).status_code for each in ("a.1@1022.test", "b@x")]
    assert asked == [200, 404]


def test_the_page_shows_markup_as_text(send, url):
    send("an@example.org", subject="<script>alert(1)</script>")
    page = requests.get(url, timeout=5).text
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def _answers(url):
    try:
        return requests.get(url, timeout=1).ok
    except requests.RequestException:
        return False


def test_a_mail_is_handed_on_to_another_server_when_one_is_named(ports, url, tmp_path):
    smtp, page = free_port(), free_port()
    env = {"SMTP_PORT": str(smtp), "MAIL_PORT": str(page), "FORWARD_SMTP": f"127.0.0.1:{ports[0]}"}
    requests.delete(f"{url}/messages", timeout=5)
    with running("deploy.local.mail_catcher", env, tmp_path / "log", ready=False):
        eventually(lambda: _answers(f"http://127.0.0.1:{page}"), within=20)
        with smtplib.SMTP("127.0.0.1", smtp, timeout=5) as client:
            client.sendmail("1022@example.org", ["an@example.org"], b"Subject: onward\r\n\r\nKept and handed on.\r\n")
        found = eventually(lambda: requests.get(f"{url}/messages", {"q": "onward"}, timeout=5).json()["messages"])
    assert [each["to"] for each in found] == [["an@example.org"]]


def test_a_mail_is_accepted_although_it_cannot_be_handed_on(tmp_path):
    smtp, page = free_port(), free_port()
    env = {"SMTP_PORT": str(smtp), "MAIL_PORT": str(page), "FORWARD_SMTP": f"127.0.0.1:{free_port()}"}
    with running("deploy.local.mail_catcher", env, tmp_path / "log", ready=False) as catcher:
        eventually(lambda: _answers(f"http://127.0.0.1:{page}"), within=20)
        with smtplib.SMTP("127.0.0.1", smtp, timeout=5) as client:
            client.sendmail("1022@example.org", ["an@example.org"], b"Subject: onward\r\n\r\nNobody there.\r\n")
        eventually(lambda: "not handed on" in catcher.output())
        kept = requests.get(f"http://127.0.0.1:{page}/messages", timeout=5).json()["messages"]
    assert len(kept) == 1
