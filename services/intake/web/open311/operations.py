"""GeoReport v2's operations. What each answers is in the specification; what differs, and why, in the decision on
Open311 (docs/decisions).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from flask import Response, current_app, request

from services.intake.domain.case_code import NotACaseCode, grouped, parse_code
from services.intake.domain.open311.query import read_query
from services.intake.domain.open311.services import definition, services
from services.intake.domain.reference import Reference
from services.intake.usecases.find_service_requests import Claim
from services.intake.usecases.register_case import RegisteredCase
from services.intake.web.open311 import reader, schemas
from services.intake.web.open311.formats import rendered
from services.intake.web.receipt import promise
from services.intake.wiring.mobile import MobileApplication
from services.kit.failures import Rejected
from services.kit.text import fold
from services.kit.web import Operations, allow_body

KEY = "open311"
MOST_BYTES = 30 * 1024 * 1024
MAX_AGE_SECONDS = 60
SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"

open311 = Operations("open311", __name__, url_prefix="/v2", description="Open311 GeoReport v2")


@open311.get("/discovery.<any(json,xml):form>")
@open311.response(200, schemas.DiscoverySchema)
def discover(form: str) -> Response:
    """Say where the endpoint is and what it speaks."""
    app, province = _app(), _app().base.catalog.province()
    changeset = f"{app.base.catalog.version():08d}"
    endpoint = {
        "specification": SPECIFICATION,
        "url": app.settings.url or f"{request.url_root}v2",
        "changeset": changeset,
        "type": app.settings.stage,
        "formats": ["text/xml", "application/json"],
    }
    contact = f"Tổng đài {province.get('hotline', '1022')}, {province.get('email', '')}".rstrip(", ")
    found = {
        "changeset": changeset,
        "contact": contact,
        "key_service": f"Đăng ký api_key / how to get an api_key: {contact}",
        "endpoints": [endpoint],
    }
    return _kept(rendered("discovery", found, form))


@open311.get("/services.<any(json,xml):form>")
@open311.arguments(schemas.JurisdictionSchema, location="query")
@open311.response(200, schemas.ServiceSchema(many=True))
def list_services(_: dict[str, Any], form: str) -> Response:
    """List what a request may be about."""
    _check_jurisdiction()
    return _kept(rendered("services", list(services(_today(), fold)), form))


@open311.get("/services/<code>.<any(json,xml):form>")
@open311.arguments(schemas.JurisdictionSchema, location="query")
@open311.response(200, schemas.DefinitionSchema)
@open311.alt_response(404, schema=schemas.ErrorSchema(many=True))
def define_service(_: dict[str, Any], code: str, form: str) -> Response:
    """Define what may be said beside a request of one service."""
    _check_jurisdiction()
    found = definition(code, _today())
    if found is None:
        raise Rejected("unknown-service", "Không có service_code này.", "There is no such service_code.")
    return _kept(rendered("service_definition", found, form))


@open311.post("/requests.<any(json,xml):form>")
@open311.doc(requestBody=schemas.REQUEST_BODY)
@open311.response(201, schemas.FiledSchema(many=True), description="Filed; 200 where it was filed before.")
@open311.alt_response(400, schema=schemas.ErrorSchema(many=True))
@open311.alt_response(403, schema=schemas.ErrorSchema(many=True))
@open311.alt_response(404, schema=schemas.ErrorSchema(many=True))
@allow_body(MOST_BYTES)
def file_request(form: str) -> Response:
    """File a request. Sent again with the same `Idempotency-Key` header, it is filed once.

    Without a key, the same words from the same device within ten minutes are filed once.
    """
    app, sent = _app(), request.form
    key = reader.key_name(sent.get("api_key", ""), app.settings.keys)
    _check_jurisdiction()
    command = reader.read_request(sent, _today())
    whole = reader.sent_request(
        sent, command, key, request.headers.get("Idempotency-Key", ""), request.remote_addr or ""
    )
    case = app.file.file(replace(whole, uploads=reader.read_uploads(request.files.getlist("media"))))
    return _private(rendered("service_requests", [_receipt(case)], form, 200 if case.replay else 201))


@open311.get("/requests.<any(json,xml):form>")
@open311.arguments(schemas.QuerySchema, location="query")
@open311.response(200, schemas.RequestSchema(many=True))
@open311.alt_response(400, schema=schemas.ErrorSchema(many=True))
def list_requests(_: dict[str, Any], form: str) -> Response:
    """List requests, newest first: at most ninety days, and a thousand out of the newest five thousand."""
    _check_jurisdiction()
    return _private(rendered("service_requests", _found(request.args.to_dict()), form))


@open311.get("/requests/<code>.<any(json,xml):form>")
@open311.arguments(schemas.ClaimSchema, location="query")
@open311.response(200, schemas.RequestSchema(many=True))
@open311.alt_response(404, schema=schemas.ErrorSchema(many=True))
def show_request(_: dict[str, Any], code: str, form: str) -> Response:
    """Show one request. Description, address, exact place and media only to its sender (`pin`)."""
    _check_jurisdiction()
    found = _found({"service_request_id": code})
    if not found:
        raise _no_request()
    return _private(rendered("service_requests", found, form))


@open311.get("/tokens/<token>.<any(json,xml):form>")
@open311.arguments(schemas.JurisdictionSchema, location="query")
@open311.response(200, schemas.TokenSchema(many=True))
@open311.alt_response(404, schema=schemas.ErrorSchema(many=True))
def resolve_token(_: dict[str, Any], token: str, form: str) -> Response:
    """Return the request of a token. Requests get their id at once here, so the id is its own token."""
    _check_jurisdiction()
    try:
        code = parse_code(token)
    except NotACaseCode:
        raise _no_request() from None
    if not _app().find.exists(code):
        raise _no_request()
    return _private(rendered("service_requests", [{"service_request_id": code, "token": token}], form))


def _found(given: dict[str, str]) -> list[dict[str, Any]]:
    app, args = _app(), request.args
    query, faults = read_query(given, app.base.clock.now())
    if faults:
        shown = [{"detail": each.vi, "detail_en": each.en} for each in faults]
        raise Rejected(faults[0].slug, faults[0].vi, faults[0].en, errors=shown)
    key = reader.key_name(args["api_key"], app.settings.keys) if args.get("api_key") else None
    address = app.base.gate.senders(address=request.remote_addr)
    claim = Claim(
        pin=args.get("pin") or None,
        owner=reader.owner(key, args.get("device_id", "").strip()),
        guesser=address[0].value if address else "",
    )
    return app.find.find(query, claim)


def _receipt(case: RegisteredCase) -> dict[str, Any]:
    """The specification has no place for the four digits, and the citizen needs them: the notice tells them."""
    notice = f"Mã {grouped(case.code)}, bốn số bí mật {case.pin}. {promise(case, 'vi')}"
    return {"service_request_id": case.code, "service_notice": notice, "account_id": None}


def _check_jurisdiction() -> None:
    """Refuse another jurisdiction than ours; none given is ours, for there is only one."""
    given = (request.values if request.method == "POST" else request.args).get("jurisdiction_id", "").strip()
    if given and given.removeprefix("www.") != _jurisdiction():
        raise Rejected("unknown-jurisdiction", "Không có jurisdiction_id này.", "There is no such jurisdiction_id.")


def _jurisdiction() -> str:
    app = _app()
    host = urlsplit(str(app.base.catalog.province().get("web", ""))).hostname or ""
    return app.settings.jurisdiction or host.removeprefix("www.")


def _today() -> Reference:
    base = _app().base
    return base.look_up.reference(base.clock.now())


def _app() -> MobileApplication:
    found: MobileApplication = current_app.extensions[KEY]
    return found


def _no_request() -> Rejected:
    return Rejected(
        "unknown-case",
        "Không có phản ánh mang mã này, hoặc phản ánh không công khai.",
        "There is no request with this id, or it is not public.",
    )


def _kept(response: Response) -> Response:
    response.headers["Cache-Control"] = f"public, max-age={MAX_AGE_SECONDS}"
    return response


def _private(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
