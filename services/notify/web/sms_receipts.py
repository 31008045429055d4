"""Where an SMS gateway tells what became of a message: an address of its own for each, given to the gateway with it."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, request

from services.kit.clock import Clock, SystemClock
from services.kit.events import MessageReported
from services.notify.adapters.sms_profile import ReceiptFields
from services.notify.adapters.sms_report import received
from services.notify.domain.message import SMS
from services.notify.domain.sms import callback
from services.notify.wiring import Application

#: The parameters of a report are few and short.
MOST_QUERY = 4096


def sms_receipts(application: Application) -> Blueprint | None:
    """Return the webhook, or None where no gateway reports to us."""
    sms = application.settings.sms
    if sms is None or sms.profile is None or sms.account is None or not sms.account.callback_base:
        return None
    if sms.profile.receipt is None:
        return None
    return _blueprint(application, sms.profile.receipt, sms.account.callback_secret)


def _blueprint(application: Application, fields: ReceiptFields, secret: str, clock: Clock | None = None) -> Blueprint:
    blueprint = Blueprint("sms_receipts", __name__)
    moments = clock or SystemClock()

    @blueprint.route(f"{callback.PATH}/<tracking>/<token>", methods=("GET", "POST"))
    def receive(tracking: str, token: str) -> Response:
        """Answer 200 once the report is stored: the gateway repeats it until then."""
        if not callback.is_ours(tracking, token, secret):
            abort(404)
        id_, status = fields.read(_given())
        if status:
            report = MessageReported(
                channel=SMS, status=status, at=moments.now(), provider_id=id_[:200] or None, tracking=tracking
            )
            application.take_reports([received(report)])
        return current_app.response_class("OK", mimetype="text/plain")

    return blueprint


def _given() -> dict[str, str]:
    """Return the report's parameters, from wherever gateways put them."""
    if len(request.query_string) > MOST_QUERY:
        abort(414)
    posted = request.get_json(silent=True) if request.is_json else None
    if isinstance(posted, dict):
        return {str(name): str(value) for name, value in posted.items()}
    return {**request.args.to_dict(), **request.form.to_dict()}
