"""/desk/knowledge: what there is, searched and narrowed, and publishing several at once."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.kit.failures import Rejected
from services.kit.text import visible_line
from services.kit.web import require
from services.routing.domain.knowledge.entry import LEVELS, Kind, Stage
from services.routing.domain.search_words import sought
from services.routing.usecases.knowledge import Wanted
from services.routing.web.calls_pages import said
from services.routing.web.current import actor
from services.routing.web.knowledge_view import EDITORS, READERS, knowledge, known_names, private, writes

PAGE, MOST_PAGES = 50, 200
LONGEST_WORDS = 200
FILTERS = ("q", "kind", "stage", "level", "field", "agency", "waits")

knowledge_list = Blueprint("knowledge_list", __name__, url_prefix="/desk/knowledge")
Asked = Mapping[str, str]


@knowledge_list.get("")
@require(*READERS)
def page() -> Response:
    """Show entries, by title or as they fit what is looked for."""
    return _page({})


@knowledge_list.post("/publish")
@require(*EDITORS)
def publish() -> AnyResponse:
    """Publish what was ticked, each as it was read; what cannot be is shown with its reason."""
    refused: dict[str, str] = {}
    ticked = request.form.getlist("entry")
    for each in ticked:
        code, _, version = each.rpartition("/")
        try:
            knowledge().publish.publish(code, int(version) if version.isdigit() else 0, actor())
        except Rejected as why:
            refused[code] = said(why)
    if refused or not ticked:
        return _page(refused, 409)
    return redirect(url_for(".page", done="published", count=len(ticked)), 303)


def _page(refused: Mapping[str, str], status: int = 200) -> Response:
    asked = {name: visible_line(request.args.get(name, ""))[:LONGEST_WORDS] for name in FILTERS}
    number = _number(request.args.get("page", "1"))
    listed = knowledge().find.list(_wanted(asked, number))
    return private(
        render_template(
            "desk/knowledge/page.html",
            listed=listed,
            uses=knowledge().store.uses.counts([each.code for each in listed.entries]),
            asked=asked,
            narrowed=any(asked.values()),
            number=number,
            pages=min(-(-listed.total // PAGE), MOST_PAGES),
            refused=refused,
            writes=writes(),
            kinds=list(Kind),
            stages=list(Stage),
            levels=LEVELS,
            fields=knowledge().find.entries.fields(),
            agencies=known_names()["agency"],
            done=request.args.get("done", ""),
            count=_number(request.args.get("count", "1")),
            page_url=lambda page: f"{url_for('.page')}?{urlencode({**_given(asked), 'page': page})}",
        ),
        status,
    )


def _given(asked: Asked) -> Asked:
    return {name: value for name, value in asked.items() if value}


def _wanted(asked: Asked, number: int) -> Wanted:
    return Wanted(
        sought=sought(asked["q"]),
        kind=Kind(asked["kind"]) if asked["kind"] in list(Kind) else None,
        stage=Stage(asked["stage"]) if asked["stage"] in list(Stage) else None,
        level=asked["level"] or None,
        about=asked["field"] or None,
        agency=asked["agency"] or None,
        waits=asked["waits"] == "yes",
        offset=(number - 1) * PAGE,
        limit=PAGE,
    )


def _number(typed: str) -> int:
    return min(max(int(typed), 1), MOST_PAGES) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 1
