"""The same call in the words of VoiceCloud, Zorio and OMICall, and in our own.

Names of fields are the vendors'; what tells the kinds of VoiceCloud's messages apart, how OMICall tells that a call
rings, and where Zorio and VoiceCloud put a voicemail and how a call ended are unverified.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

from tests.simulators.pbx.calls import Call

VIETNAM = timezone(timedelta(hours=7))
RINGING, ANSWERED, ENDED = "ringing", "answered", "ended"
Shape = Callable[[Call, str], list[dict[str, Any]]]


def voicecloud(call: Call, what: str) -> list[dict[str, Any]]:
    """call_in with RING and ANSWER, hangup, then calldata with what is known in the end. Times are local, no zone."""
    same = {"phone": call.phone or "anonymous", "callid": call.id, "did": call.did}
    if what != ENDED:
        event = "RING" if what == RINGING else "ANSWER"
        return [{"type": "call_in", **same, "queue": call.branch, "extension": call.extension, "event": event}]
    statuses = {"answered": "ANSWERED", "busy": "BUSY", "abandoned": "ABANDON", "voicemail": "VOICEMAIL"}
    data = {
        "type": "calldata",
        **same,
        "queue": call.branch,
        "extension": call.extension,
        "calldate": _local(call.started_at),
        "duration": call.talked or call.recording_seconds,
        "holdtime": call.waited,
        "status": statuses[call.outcome],
        "recordingfile": call.recording,
    }
    return [{"type": "hangup", **same, "queue": call.branch, "extension": call.extension}, data]


def zorio(call: Call, what: str) -> list[dict[str, Any]]:
    """pbx.call.ringing, answered, hangup. Times are ISO 8601, UTC."""
    known = {
        "call_uuid": call.id,
        "extension": call.extension or None,
        "direction": call.direction,
        "caller_number": call.phone or None,
        "destination_number": call.did,
        "queue": call.branch,
        "started_at": _iso(call.started_at),
        "answered_at": _iso(call.answered_at),
    }
    if what == ENDED:
        causes = {"answered": "NORMAL_CLEARING", "busy": "USER_BUSY", "abandoned": "ORIGINATOR_CANCEL"}
        known |= {
            "ended_at": _iso(call.ended_at),
            "duration": call.talked,
            "disposition": "no_answer" if call.outcome == "abandoned" else call.outcome,
            "hangup_cause": causes.get(call.outcome, "NORMAL_CLEARING"),
            "recording_url": call.recording if call.outcome == "answered" else None,
            "voicemail_url": call.recording if call.outcome == "voicemail" else None,
            "voicemail_duration": call.recording_seconds if call.outcome == "voicemail" else None,
        }
    return [{"event": f"pbx.call.{'hangup' if what == ENDED else what}", "data": known}]


def omicall(call: Call, what: str) -> list[dict[str, Any]]:
    """One flat message per state; the last one is the call's record. Times are milliseconds since 1970."""
    known: dict[str, Any] = {
        "transaction_id": call.id,
        "direction": call.direction,
        "source_number": call.phone,
        "destination_number": call.did,
        "hotline": call.did,
        "provider": "VIETTEL",
        "sip_user": call.extension,
        "state": "cdr" if what == ENDED else what,
        "created_date": _millis(call.started_at),
    }
    if what == ENDED:
        dispositions = {"answered": "answered", "busy": "busy", "abandoned": "cancelled", "voicemail": "voicemail"}
        known |= {
            "disposition": dispositions[call.outcome],
            "bill_sec": call.talked,
            "record_seconds": call.recording_seconds,
            "recording_file_url": call.recording,
            "time_start_to_answer": call.waited,
            "answered_date": _millis(call.answered_at),
            "ended_date": _millis(call.ended_at),
        }
    return [known]


def generic(call: Call, what: str) -> list[dict[str, Any]]:
    """The form that our own side defines, for systems that can be taught what to send."""
    known: dict[str, Any] = {
        "event": what,
        "call_id": call.id,
        "caller": call.phone,
        "called": call.did,
        "did": call.did,
        "branch": call.branch,
        "extension": call.extension,
        "direction": call.direction,
        "queued_at": _iso(call.started_at),
        "answered_at": _iso(call.answered_at),
    }
    if what == ENDED:
        events = {"abandoned": "abandoned", "voicemail": "voicemail"}
        sound = "voicemail_url" if call.outcome == "voicemail" else "recording_url"
        known |= {
            "event": events.get(call.outcome, "hangup"),
            "ended_at": _iso(call.ended_at),
            "disposition": call.outcome,
            sound: call.recording,
            "voicemail_seconds": call.recording_seconds if call.outcome == "voicemail" else None,
        }
    return [known]


VENDORS: dict[str, Shape] = {"zorio": zorio, "voicecloud": voicecloud, "omicall": omicall, "generic": generic}


def _local(moment: datetime) -> str:
    return moment.astimezone(VIETNAM).strftime("%Y-%m-%d %H:%M:%S")


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


def _millis(moment: datetime | None) -> int | None:
    return int(moment.timestamp() * 1000) if moment else None
