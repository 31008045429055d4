"""/desk/live: open pages hear of changes as they happen, by server-sent events."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from flask import Blueprint, Response, g, make_response, request, stream_with_context
from werkzeug.wrappers import Response as AnyResponse

from services.kit.failures import Rejected
from services.kit.web import require
from services.kit.web.auth import authenticate
from services.routing.usecases.listing.news import AGAIN, Listener, NewsRoom, Stir
from services.routing.web.current import actor
from services.routing.web.inbox_readers import READERS, listing

HEARTBEAT_SECONDS = 15.0
#: Then the browser comes again by itself: a connection through many proxies does not last for ever.
LONGEST_SECONDS = 600.0
AGAIN_MS = 3_000
#: Digits of a moment of this century.
MILLISECONDS = 13
SKEW = timedelta(seconds=2)

live = Blueprint("live", __name__)


@live.get("/live")
@require(*READERS)
def stream() -> AnyResponse:
    """Tell a page what changed: a code and a state, nothing else; and of an agency's former cases that they are gone.

    `since` (milliseconds) says how old the page is, `Last-Event-ID` how old the last news: what changed after it is
    told at once. 503 where too many listen: the page asks from time to time instead.
    """
    room, lists, who = listing().room, listing().list_cases, actor()
    since = _since(request.headers.get("Last-Event-ID") or request.args.get("since", ""))
    listener = room.enter(who)
    if listener is None:
        return make_response("", 503)
    # eventlet keeps what is smaller back until it has 4 kB, which for news is never.
    request.environ["eventlet.minimum_write_chunk_size"] = 1
    missed = (lambda: lists.has_changed_since(since, who)) if since else (lambda: False)
    told = stream_with_context(news(room, listener, missed, is_still_in))
    answer = Response(told, mimetype="text/event-stream")
    answer.call_on_close(lambda: room.leave(listener))
    answer.headers |= {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return answer


def news(
    room: NewsRoom,
    listener: Listener,
    missed: Callable[[], bool],
    is_still_in: Callable[[], bool],
    beat: float = HEARTBEAT_SECONDS,
) -> Iterator[str]:
    """Yield what the stream says. Whoever may not listen any more hears nothing after the next `beat` (seconds)."""
    begun = checked = time.monotonic()
    yield f"retry: {AGAIN_MS}\n\n"
    if missed():
        yield _event(AGAIN)
    while not room.closed and time.monotonic() < begun + LONGEST_SECONDS:
        stirs = listener.wait(beat)
        if time.monotonic() >= checked + beat:
            if not is_still_in():
                return
            checked = time.monotonic()
        yield "".join(map(_event, stirs)) or ": still here\n\n"


def is_still_in() -> bool:
    """Return whether whoever listens would be let in again as the same: not signed out, closed, or moved elsewhere."""
    try:
        now = authenticate()
    except Rejected:
        return False
    return (now.name, now.role, now.agency) == (g.account.name, g.account.role, g.account.agency)


def _event(stir: Stir) -> str:
    number = round(time.time() * 1000)
    return f'id: {number}\nevent: case\ndata: {{"code":"{stir.code}","state":"{stir.state}"}}\n\n'


def _since(text: str) -> datetime | None:
    """Return the moment, a little earlier: clocks of two machines differ."""
    if not (text.isascii() and text.isdigit() and len(text) == MILLISECONDS):
        return None
    return datetime.fromtimestamp(int(text) / 1000, UTC) - SKEW
