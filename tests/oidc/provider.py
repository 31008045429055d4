"""A real OpenID provider for tests: npm's `oidc-provider`, pinned, as a process of its own on loopback."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import requests

from tests.npm import node_and
from tests.servers.processes import free_port
from tests.waiting import eventually

HERE = Path(__file__).parent
FILES = ("package.json", "package-lock.json", "provider.mjs")
CLIENT_ID, CLIENT_SECRET = "desk", "only-for-tests-only-for-tests"
ACTION = re.compile(r'action="([^"]+)"')


@dataclass
class OidcServer:
    """The running provider. Its people are invented; its lies are asked for."""

    issuer: str
    back: str
    process: subprocess.Popen[bytes]

    def people(self, **claims: Mapping[str, Any]) -> None:
        """Say who there is, by subject."""
        self._control("people", claims)

    def twist(self, **claims: Any) -> None:
        """Change what tokens say from now on; None leaves a claim out. Without claims, the truth again."""
        self._control("twist", claims)

    def rotate(self) -> None:
        """Get new keys."""
        self._control("rotate", {})

    def forge(self, *, forged: bool = True) -> None:
        """Sign tokens with a key that only looks like the provider's."""
        self._control("forge", {"forged": forged})

    def be_honest(self) -> None:
        """Tell no lies any more."""
        self.twist()
        self.forge(forged=False)

    def sign_in(self, address: str, subject: str) -> str:
        """Go where the desk sends a browser, sign in there, agree, and return where it is sent back to."""
        browser = requests.Session()
        browser.trust_env = False
        here, answer = self._followed(browser, address, browser.get(address, allow_redirects=False, timeout=10))
        while answer is not None:
            action = ACTION.search(answer.text)
            assert action, answer.text
            typed = (
                {"prompt": "login", "login": subject, "password": "x"}
                if 'name="password"' in answer.text
                else {"prompt": "consent"}
            )
            where = urljoin(here, action[1])
            sent = browser.post(where, data=typed, allow_redirects=False, timeout=10)
            here, answer = self._followed(browser, where, sent)
        return here

    def _followed(
        self, browser: requests.Session, here: str, answer: requests.Response
    ) -> tuple[str, requests.Response | None]:
        """Follow redirections; the last of them leads back to the desk, which nobody opens here."""
        while answer.is_redirect:
            here = urljoin(here, answer.headers["Location"])
            if here.startswith(self.back):
                return here, None
            answer = browser.get(here, allow_redirects=False, timeout=10)
        assert answer.ok, answer.text
        return here, answer

    def _control(self, what: str, body: Mapping[str, Any]) -> None:
        requests.post(f"{self.issuer}/control/{what}", json=body, timeout=10).raise_for_status()

    def stop(self) -> None:
        """Be away from now on."""
        self.process.terminate()
        self.process.wait(10)


@contextmanager
def running(back: str, farewell: str, log: Path) -> Iterator[OidcServer]:
    """Run it until the block ends. Skips the test where there is no node."""
    node, place = node_and(HERE, FILES, "the OpenID provider of these tests")
    port = free_port()
    issuer = f"http://127.0.0.1:{port}"
    environment = {"PORT": str(port), "ISSUER": issuer, "REDIRECT": back, "FAREWELL": farewell}
    known = {"CLIENT_ID": CLIENT_ID, "CLIENT_SECRET": CLIENT_SECRET, "PATH": str(Path(node).parent)}
    with log.open("wb") as out:
        process = subprocess.Popen(
            [node, "provider.mjs"], cwd=place, env={**environment, **known}, stdout=out, stderr=out
        )
    server = OidcServer(issuer, back, process)
    try:
        eventually(lambda: b"ready" in log.read_bytes(), within=30, message=f"the provider is ready, see {log}")
        yield server
    finally:
        process.kill()
        process.wait(10)
