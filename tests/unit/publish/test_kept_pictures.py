"""Pictures are fetched from our own sites by links of our own, and nothing else is ever asked."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest
from flask import Flask, Response, redirect, request
from werkzeug.serving import make_server

from services.kit.clock import FixedClock
from services.kit.failures import Rejected, Retryable
from services.kit.web.links import check
from services.publish.adapters.kept_pictures import MOST_BYTES, KeptPictures
from services.publish.domain.photo import ANSWER, QUESTION, Picture
from tests.unit.publish.builders import NOON

KEY = "a key for files in tests"
THERE, GONE, MOVED, BROKEN, HUGE = (f"01J{letter * 23}" for letter in "ABCDE")
BEHAVIOUR: dict[str, Any] = {
    THERE: lambda: Response(b"a picture", mimetype="image/jpeg"),
    GONE: lambda: Response(status=404),
    MOVED: lambda: redirect("http://127.0.0.1:1/elsewhere"),
    BROKEN: lambda: Response(status=503),
    HUGE: lambda: Response(iter([b"x" * MOST_BYTES, b"x"]), mimetype="image/jpeg"),
}


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """A site that keeps files as the intake does: it opens links that were signed for it, and nothing else."""
    app = Flask(__name__)

    @app.get("/tep/<file_id>/xem")
    def see(file_id: str) -> Any:
        said = {name: request.args[key] for name, key in (("holder", "cho"), ("ends", "den"), ("signature", "ky"))}
        check(f"/tep/{file_id}/xem", KEY, **said, now=NOON)
        return BEHAVIOUR[file_id]()

    server = make_server("127.0.0.1", 0, app)
    serving = Thread(target=server.serve_forever, daemon=True)
    serving.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    serving.join()


def kept(site: str, key: str = KEY) -> KeptPictures:
    return KeptPictures({QUESTION: site, ANSWER: ""}, key, FixedClock(NOON))


def test_a_picture_is_fetched_by_a_link_that_its_keeper_opens(site: str) -> None:
    assert kept(site).fetch(Picture(id=THERE, part=QUESTION)) == b"a picture"


@pytest.mark.parametrize(
    ("file_id", "slug"),
    [
        (GONE, "unknown-picture"),
        (MOVED, "unknown-picture"),  # nobody is followed anywhere
        (HUGE, "picture-not-readable"),
        ("../../admin", "unknown-picture"),  # never asked at all
    ],
)
def test_what_is_no_picture_is_refused(site: str, file_id: str, slug: str) -> None:
    with pytest.raises(Rejected) as refused:
        kept(site).fetch(Picture(id=file_id, part=QUESTION))
    assert refused.value.slug == slug


@pytest.mark.parametrize(
    ("file_id", "part", "key"),
    [
        (BROKEN, QUESTION, KEY),
        (THERE, QUESTION, "another key than the keeper's"),  # it answers 500 here: a link that it did not expect
        (THERE, QUESTION, ""),
        (THERE, ANSWER, KEY),  # no address for pictures of answers
    ],
)
def test_what_may_be_there_later_is_asked_again_later(site: str, file_id: str, part: str, key: str) -> None:
    with pytest.raises(Retryable):
        kept(site, key).fetch(Picture(id=file_id, part=part))


def test_while_the_keeper_is_away_it_is_asked_again_later() -> None:
    with pytest.raises(Retryable):
        kept("http://127.0.0.1:9").fetch(Picture(id=THERE, part=QUESTION))
