"""What the processes need to know of the simulated providers, and the simulators of the processes.

A system on a developer's machine talks to `tests/simulators` as it would to Zalo, Facebook, a carrier, a telephone
system and the one-stop system. The accounts follow from one secret: the same state has the same accounts after a
restart.
"""

from __future__ import annotations

import hashlib
import hmac

LAB_PORT, SMPP_PORT = 8095, 8096
#: Long numbers as text, as the providers have them.
ZALO_APP_ID, ZALO_OA_ID, FACEBOOK_PAGE_ID = "2553928453557884079", "3662729599332560487", "104522334455667"
SMS_SENDER = "1022GIALAI"
SECRETS = (
    "ZALO_APP_SECRET",
    "ZALO_OA_SECRET",
    "ZALO_REFRESH_TOKEN",
    "FACEBOOK_APP_SECRET",
    "FACEBOOK_VERIFY_TOKEN",
    "FACEBOOK_PAGE_TOKEN",
    "SMS_API_KEY",
    "SMS_SECRET_KEY",
    "SMS_WEBHOOK_SECRET",
    "SMS_RECEIPTS_SECRET",
    "PBX_SECRET",
    "DOSSIER_KEY",
)
#: Where each channel's own site is: variable and port.
SITES = {
    "INTAKE_ZALO_URL": 8088,
    "INTAKE_FACEBOOK_URL": 8089,
    "INTAKE_MOBILE_URL": 8090,
    "INTAKE_SMS_URL": 8091,
    "NOTIFY_URL": 8085,
    "LAB_URL": LAB_PORT,
}


def environment(secret: str, offset: int) -> dict[str, str]:
    """Return the accounts and addresses; every port is moved by `offset`."""
    accounts = {name: _derived(secret, name) for name in SECRETS}
    smpp_password = _derived(secret, "SMPP_PASSWORD")[:8]  # the protocol allows no longer one
    lab = f"http://127.0.0.1:{LAB_PORT + offset}"
    return {
        **accounts,
        **{name: f"http://127.0.0.1:{port + offset}" for name, port in SITES.items()},
        "ZALO_APP_ID": ZALO_APP_ID,
        "ZALO_OA_ID": ZALO_OA_ID,
        "ZALO_OAUTH_URL": f"{lab}/zalo/oauth",
        "ZALO_API_URL": f"{lab}/zalo/openapi",
        "ZNS_URL": f"{lab}/zalo/business",
        "FACEBOOK_PAGE_ID": FACEBOOK_PAGE_ID,
        "FACEBOOK_GRAPH_URL": f"{lab}/facebook/v23.0",
        "DOSSIER_URL": f"{lab}/onestop",
        "SMS_API_URL": f"{lab}/sms/MainService.svc/json/SendMultipleMessage_V4_post_json/",
        "SMS_CALLBACK_URL": f"http://127.0.0.1:{SITES['NOTIFY_URL'] + offset}",
        "SMS_SENDER": SMS_SENDER,
        "SMS_BRANDNAME": SMS_SENDER,
        "SMS_BY": "http",
        "SMPP_SYSTEM_ID": "hotline",
        "SMPP_PASSWORD": smpp_password,
        "SMPP_URL": f"smpp://hotline:{smpp_password}@127.0.0.1:{SMPP_PORT + offset}",
        # The simulators serve what citizens send them over http on this machine.
        "ATTACHMENT_HOSTS": "127.0.0.1",
        "ATTACHMENTS_INSECURE": "yes",
        "PBX_RECORDING_HOSTS": "127.0.0.1",
        "PBX_RECORDINGS_INSECURE": "yes",
        # Nobody wants to wait a quarter of a minute for the end of a call they have just played.
        "CALL_GRACE_SECONDS": "2",
    }


def _derived(secret: str, name: str) -> str:
    return hmac.new(secret.encode(), name.encode(), hashlib.sha256).hexdigest()[:32]
