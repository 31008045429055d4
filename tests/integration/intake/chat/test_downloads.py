"""Fetching files: from providers alone, within size and time, whatever an address or a server tries."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from services.intake.adapters.downloads import DownloadRules, HttpDownloads
from services.intake.usecases.chat_ports import CannotFetch
from services.kit.failures import Retryable

LAB = DownloadRules(hosts=("127.0.0.1",), insecure=True, most_bytes=1_000, seconds=1.0)
STRICT = DownloadRules(hosts=("zdn.vn", "fbcdn.net"))


class _Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path = self.path.strip("/")
        if path.startswith("to:"):
            self.send_response(302)
            self.send_header("Location", path.removeprefix("to:"))
            self.end_headers()
        elif path.isdigit() and len(path) == 3:
            self.send_response(int(path))
            self.end_headers()
        else:
            self._content(path)

    def _content(self, path: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "image/jpeg")
        if path == "announced":
            self.send_header("Content-Length", "99999999")
        self.end_headers()
        for _ in range(2_000 if path == "endless" else 1):
            self.wfile.write(b"x" * 100)
        while path == "dripping" and not stop.wait(0.2):
            self.wfile.write(b"x")
        if path == "stuck":
            stop.wait(5)

    def log_message(self, *_: Any) -> None:
        pass


stop = threading.Event()


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    stop.clear()
    running = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    running.handle_error = lambda *_: None  # type: ignore[method-assign]
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_address[1]}"
    stop.set()
    running.shutdown()
    running.server_close()
    thread.join()


def test_a_file_is_fetched_with_its_type(server: str) -> None:
    assert HttpDownloads(LAB).fetch(f"{server}/photo") == (b"x" * 100, "image/jpeg")


def test_a_redirect_is_followed_inside_the_list_only(server: str) -> None:
    assert HttpDownloads(LAB).fetch(f"{server}/to:/photo")[0]
    with pytest.raises(CannotFetch, match="host-not-allowed"):
        HttpDownloads(LAB).fetch(f"{server}/to:http://localhost:1/photo")
    with pytest.raises(CannotFetch, match="too-many-redirects"):
        HttpDownloads(LAB).fetch(f"{server}/to:/to:/to:/to:/photo")


@pytest.mark.parametrize("path", ["endless", "announced"])
def test_what_is_too_large_is_not_read_to_its_end(server: str, path: str) -> None:
    with pytest.raises(CannotFetch, match="too-large"):
        HttpDownloads(LAB).fetch(f"{server}/{path}")


@pytest.mark.parametrize(
    ("path", "failure"),
    [
        ("404", CannotFetch),
        ("403", CannotFetch),
        ("503", Retryable),
        ("429", Retryable),
        ("stuck", Retryable),
        ("dripping", Retryable),
    ],
)
def test_what_is_gone_is_told_from_what_may_come(server: str, path: str, failure: type[Exception]) -> None:
    with pytest.raises(failure):
        HttpDownloads(LAB).fetch(f"{server}/{path}")


def test_a_server_that_is_away_may_come_back() -> None:
    with pytest.raises(Retryable):
        HttpDownloads(LAB).fetch("http://127.0.0.1:9/photo")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://f.zdn.vn/1", "not-https"),
        ("ftp://f.zdn.vn/1", "not-https"),
        ("file:///etc/passwd", "not-https"),
        ("https://example.org/1", "host-not-allowed"),
        ("https://evilzdn.vn/1", "host-not-allowed"),
        ("https://zdn.vn.example.org/1", "host-not-allowed"),
        ("https://zdn.vn@example.org/1", "host-not-allowed"),
        ("https://someone@f.zdn.vn/1", "host-not-allowed"),
        ("https://127.0.0.1/1", "host-not-allowed"),
        ("https://[::1]/1", "host-not-allowed"),
        ("https://example.org\\.zdn.vn/1", "host-not-allowed"),
        ("https://example.org%5c.zdn.vn/1", "host-not-allowed"),
        ("https://:secret@f.zdn.vn/1", "host-not-allowed"),
        ("https://f.zdn.vn:x/1", "no-address"),
        ("https:///1", "host-not-allowed"),
        ("", "not-https"),
    ],
)
def test_strangers_wishes_are_refused_before_anybody_is_asked(url: str, reason: str) -> None:
    def nobody(host: str, port: int) -> list[str]:
        raise AssertionError("looked up")

    with pytest.raises(CannotFetch, match=reason):
        HttpDownloads(STRICT, nobody).fetch(url)


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "fe80::1%eth0", "192.168.1.1", "::ffff:10.0.0.1"]
)
def test_a_name_that_leads_inside_is_refused(address: str) -> None:
    with pytest.raises(CannotFetch, match="address-not-public"):
        HttpDownloads(STRICT, lambda _, __: ["8.8.8.8", address]).fetch("https://f.zdn.vn/1")


def test_a_name_that_leads_elsewhere_once_it_was_looked_up_is_refused(server: str) -> None:
    url = server.replace("http://127.0.0.1", "https://localhost")
    with pytest.raises(CannotFetch, match="address-not-public"):
        HttpDownloads(DownloadRules(hosts=("localhost",)), lambda _, __: ["8.8.8.8"]).fetch(f"{url}/photo")
