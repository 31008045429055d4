"""Take a voicemail: fetch the recording, keep it, and make the message a case. What cannot be fetched is a case too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.intake.domain.calls import voicemail
from services.intake.domain.calls.facts import Call
from services.intake.usecases.call_ports import CallersCases, Calls
from services.intake.usecases.chat_ports import CannotFetch, Downloads, KeepsFiles
from services.intake.usecases.look_up_reference import VIETNAM
from services.intake.usecases.ports import Arrival
from services.intake.usecases.register_case import CaseRegistrar, RegisterCase
from services.kit.failures import Rejected, Retryable
from services.kit.files.keep import Upload
from services.kit.logs import log

_EXTENSIONS = {"audio/mpeg": "mp3", "audio/ogg": "ogg", "audio/mp4": "m4a", "audio/amr": "amr", "audio/webm": "webm"}


@dataclass(frozen=True, slots=True)
class Recording:
    """What came of the recording: kept files, or sentences about why there are none."""

    attachments: tuple[Any, ...] = ()
    notes: tuple[str, ...] = ()


class TakeVoicemail:
    """The use case for one message of the inbox, which takes care of retries. `tries` is how often the recording is
    asked for before the case goes on without it.
    """

    def __init__(
        self,
        calls: Calls,
        cases: CallersCases,
        downloads: Downloads,
        keep: KeepsFiles,
        registrar: CaseRegistrar,
        tries: int,
    ) -> None:
        self._calls = calls
        self._cases = cases
        self._downloads = downloads
        self._keep = keep
        self._registrar = registrar
        self._tries = tries

    def take(self, arrival: Arrival) -> None:
        """Make the case, or find that it is made. Raises `Retryable` while the recording may still come."""
        call = self._calls.find(arrival.body.decode())
        if call is None:
            raise Rejected("unknown-call", "Không có cuộc gọi này.", "There is no such call.")
        if not self._cases.filed_under(voicemail.client_key(call.call)):
            recording = self._recording(call, last=arrival.attempts + 1 >= self._tries)
            self._registered(call, recording)
        self._calls.link(call.id, self._cases.filed_under(voicemail.client_key(call.call)))

    def _registered(self, call: Call, recording: Recording) -> None:
        local = call.began_at.astimezone(VIETNAM)
        command = RegisterCase(
            channel="hotline",
            client_key=voicemail.client_key(call.call),
            title=voicemail.title(local),
            text=voicemail.text(local, call.voicemail_seconds, recording.notes),
            caller=call.number or "",
            attachments=recording.attachments,
        )
        try:
            self._registrar.register(command)
        except Rejected as refusal:
            if refusal.slug != "idempotency-key-reused":  # two workers fetched it; the first one's case stands
                raise

    def _recording(self, call: Call, *, last: bool) -> Recording:
        try:
            return self._fetched(call)
        except Retryable:
            if not last:
                raise
            log.error("voicemail given up", call=call.id, reason="out of reach")
        except CannotFetch as refusal:
            log.error("voicemail given up", call=call.id, reason=refusal.reason)
        return Recording(notes=(voicemail.NOT_FETCHED,))

    def _fetched(self, call: Call) -> Recording:
        if call.voicemail is None:
            raise Retryable("the telephone system has not said where the recording is")
        content, media_type = self._downloads.fetch(call.voicemail)
        name = f"loi-nhan-{call.began_at.astimezone(VIETNAM):%Y%m%d-%H%M%S}.{_EXTENSIONS.get(media_type, 'wav')}"
        kept = self._keep.keep_what_can_be([Upload(name=name, content=content, declared_type=media_type)])
        sounds = tuple(each for each in kept.attachments if each.kind == "audio")
        if not sounds and not kept.refused:
            raise CannotFetch("not-a-recording")  # a page that asks to log in, for example
        return Recording(sounds, tuple(each.vi for each in kept.refused))
