"""/desk/audit: what was done with accounts and personal data, by whom, and who tried to come in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, current_app, g, make_response, render_template, request, stream_with_context
from marshmallow import ValidationError, fields, validate

from services.kit.events.vocabulary import ROLES
from services.kit.web import require
from services.kit.web.formats import VIETNAM, local_time
from services.routing.domain.auditing import KINDS, AuditEntry
from services.routing.domain.roles import ADMINISTRATOR
from services.routing.usecases.auditing import MOST_ON_A_PAGE, AuditSearch
from services.routing.web.case_schemas import FormSchema
from services.routing.web.csv_lines import MARK, csv_line
from services.routing.web.desk_session import signing
from services.routing.web.users_form import agencies

MOST_PAGES = 200
HEAD = ("Lúc", "Ai", "Việc gì", "Về", "Từ đâu", "Chi tiết")
#: What a note may say that changed, beside rights.
FIELDS = ("display_name", "email")
_WORD = re.compile(r"[a-z0-9_-]+")

audit = Blueprint("audit", __name__, url_prefix="/desk/audit")


class AuditSchema(FormSchema):
    """Filters. Days are the province's, both included."""

    person = fields.String(validate=validate.Length(1, 80), load_default=None)
    kind = fields.String(validate=validate.OneOf(tuple(KINDS)), load_default=None)
    since = fields.Date(load_default=None)
    until = fields.Date(load_default=None)
    page = fields.Integer(validate=validate.Range(1, MOST_PAGES), load_default=1)


@audit.get("")
@require(ADMINISTRATOR)
def entries() -> Response:
    """List entries, latest first. A filter that cannot be read is said so, and counts for nothing."""
    values, wrong = _read()
    found, page = signing().read_audit(_search(values)), values["page"]
    more = len(found) > MOST_ON_A_PAGE and page < MOST_PAGES
    shown = render_template(
        "desk/audit/page.html",
        entries=found[:MOST_ON_A_PAGE],
        typed=request.args,
        wrong=wrong,
        kinds=KINDS,
        plain=_plain(),
        export=_address("/desk/audit/export.csv", 1),
        later=_address("/desk/audit", page - 1) if page > 1 else None,
        before=_address("/desk/audit", page + 1) if more else None,
    )
    answer = make_response(shown)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@audit.get("/export.csv")
@require(ADMINISTRATOR)
def export() -> Response:
    """Give the entries as CSV. That they were taken away is an entry too."""
    found = signing().read_audit.export(_search(_read()[0]), g.account.name)
    answer = Response(stream_with_context(_lines(found)), mimetype="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="nhat-ky.csv"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _read() -> tuple[dict[str, Any], frozenset[str]]:
    schema, sent = AuditSchema(), dict(request.args)
    try:
        return schema.load(sent), frozenset()
    except ValidationError as error:
        wrong = frozenset(error.messages_dict)
        return schema.load({name: value for name, value in sent.items() if name not in wrong}), wrong


def _search(values: dict[str, Any]) -> AuditSearch:
    until = values["until"]
    return AuditSearch(
        person=values["person"],
        kind=values["kind"],
        since=_midnight(values["since"]) if values["since"] else None,
        until=_midnight(until + timedelta(days=1)) if until else None,
        offset=(values["page"] - 1) * MOST_ON_A_PAGE,
    )


def _midnight(day: Any) -> datetime:
    return datetime.combine(day, time(), VIETNAM)


def _address(path: str, page: int) -> str:
    filters = {name: request.args.get(name, "") for name in ("person", "kind", "since", "until")}
    kept = {name: value for name, value in filters.items() if value}
    return f"{path}?{urlencode({**kept, 'page': page} if page > 1 else kept)}".rstrip("?")


def _lines(found: Iterator[AuditEntry]) -> Iterator[str]:
    yield MARK + csv_line(HEAD)
    plain = _plain()
    for each in found:
        what = _say(f"audit.what.{each.what}")
        yield csv_line((local_time(each.at), each.who, what, each.about, each.where, plain(each)))


def _plain() -> Callable[[AuditEntry], str]:
    """Return what puts the roles, agencies and fields of a note of ours into words; people's own words stay."""
    words = {
        **dict(agencies()),
        **{each: _say(f"desk.role.{each}") for each in ROLES},
        **{each: _say(f"audit.field.{each}") for each in FIELDS},
    }

    def plain(entry: AuditEntry) -> str:
        if not entry.what.startswith("account-"):
            return entry.note
        return _WORD.sub(lambda found: words.get(found.group(), found.group()), entry.note)

    return plain


def _say(key: str) -> str:
    return str(current_app.extensions["texts"].say(key))
