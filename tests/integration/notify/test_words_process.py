"""Words put in force over HTTP reach the next mails of every process, and broken ones keep nobody from being told."""

from __future__ import annotations

from email import message_from_bytes, policy
from itertools import count
from typing import Any

import pytest
import requests

from services.kit.events import AccountChanged, Event
from services.kit.web.delegation import delegated
from tests.integration.notify.test_process import Post, post
from tests.servers.processes import Process
from tests.unit.notify.builders import NOW, TEXTS, received
from tests.waiting import eventually

__all__ = ["post"]
pytestmark = pytest.mark.integration

KEY = "only-for-this-test"
PLACE = "/api/words/case.received/email"
NEW = "Tổng đài đã ghi nhận {loai}"


def ask(process: Process, method: str, path: str, who: str, **body: Any) -> requests.Response:
    headers = {"Authorization": f"Bearer {delegated(who, 'notify', KEY)}"}
    return requests.request(method, f"{process.url}{path}", headers=headers, json=body or None, timeout=10)


def account(name: str, role: str) -> Event:
    data = AccountChanged(name=name, role=role, agency=None, token_sha256="", active=True, changed_at=NOW)
    return Event.of(data, source="/routing", subject=name, at=NOW)


def subjects(post: Post) -> list[str]:
    return [message_from_bytes(wire, policy=policy.default)["Subject"] for wire in post.smtp.accepted]


def told(post: Post, codes: count[int]) -> str:
    """Return the subject of the next mail."""
    before = len(post.smtp.accepted)
    post.publish(received(f"26112300{next(codes):05}"))
    eventually(lambda: len(post.smtp.accepted) > before)
    return subjects(post)[-1]


def put_in_force(post: Post, process: Process) -> None:
    own = TEXTS.defaults
    texts = next(
        {**words, "vi": {**words["vi"], "subject": NEW}} for at, words in own.items() if PLACE.endswith(str(at))
    )
    post.publish(account("quan-tri", "administrator"), account("truong-ca", "shift_lead"))
    eventually(lambda: ask(process, "GET", PLACE, "truong-ca").ok, message="notify knows the accounts")
    assert ask(process, "PUT", f"{PLACE}/draft", "quan-tri", version=0, texts=texts).status_code == 200
    assert ask(process, "POST", f"{PLACE}/in-force", "truong-ca", version=1).status_code == 200


def test_new_words_are_in_the_next_mails_of_every_process_and_broken_ones_in_none(post: Post) -> None:
    codes = count(1)
    with post.notify(DESK_KEY=KEY) as other:
        assert told(post, codes).endswith("Đã nhận phản ánh của Ông/Bà")
        with post.notify(DESK_KEY=KEY) as process:
            put_in_force(post, process)
        eventually(lambda: told(post, codes).endswith("Tổng đài đã ghi nhận phản ánh"), message="without a restart")
        broken = {"$set": {"versions.0.texts.vi.subject": "{khong_co}"}}
        post.database["wordings"].update_one({}, broken)
        eventually(lambda: told(post, codes).endswith("Đã nhận phản ánh của Ông/Bà"), message="the program's own words")
        assert 'hotline_words_failed_total{kind="email",language="vi",occasion="case.received"}' in other.metrics()
        assert all(subject.startswith("[1022-26112300") for subject in subjects(post))
