"""Citizens on every channel at once. Each remembers what was accepted, so that it can be accounted for afterwards."""

from __future__ import annotations

import re
import secrets
import smtplib
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any
from urllib.parse import urlsplit

import requests

CODE = re.compile(r"Mã phản ánh: ([\d ]{15,17})\n")
TIMEOUT = 30
PAUSE = 0.3
ANSWERS = (
    ("thuộc nhóm nào", "Hạ tầng kỹ thuật"),
    ("lĩnh vực nào", "không rõ"),
    ("xảy ra ở đâu", "không rõ"),
    ("đúng không", "đúng"),
    ("để lại họ tên", "không cần"),
    ("Gửi đến Tổng đài", "gửi"),
)


@dataclass
class Walker:
    """Does something over and over until told to stop; `steps` counts what was accepted."""

    name: str
    step: Callable[[int], bool]
    steps: int = 0
    trouble: Counter[str] = field(default_factory=Counter)

    def run(self, stopping: threading.Event) -> None:
        number = 0
        while not stopping.is_set():
            number += 1
            while not self._done(number) and not stopping.wait(PAUSE):
                pass
            stopping.wait(PAUSE)

    def _done(self, number: int) -> bool:
        """Try until it is accepted: a citizen who sees an error tries again, and so does a provider."""
        try:
            accepted = self.step(number)
        except (requests.RequestException, OSError, smtplib.SMTPException) as error:
            self.trouble[type(error).__name__] += 1
            return False
        self.steps += accepted
        return accepted


class Crowd:
    """Everybody. `env` is the environment of the system; `token` an operator's."""

    def __init__(self, env: dict[str, str], token: str) -> None:
        self._env, self._token = env, token
        self._lab = f"{env['LAB_URL']}/lab"
        self.run_id = secrets.token_hex(3)
        self.chats: dict[str, dict[str, str]] = {"zalo": {}, "facebook": {}}
        self.mails: dict[str, str] = {}
        self.apps: dict[str, str] = {}
        self.callers: dict[str, str] = {}
        self.texters: dict[str, list[str]] = {}
        self._texts: dict[int, tuple[str, str]] = {}
        walkers = {
            "zalo": lambda number: self._chat("zalo", number),
            "facebook": lambda number: self._chat("facebook", number),
            "email": self._mail,
            "mobile": self._app,
            "hotline": self._call,
            "sms": self._text,
        }
        self.walkers = {name: Walker(name, step) for name, step in walkers.items()}
        self._stopping = threading.Event()
        self._threads = [threading.Thread(target=each.run, args=(self._stopping,)) for each in self.walkers.values()]

    def start(self) -> None:
        """Let everybody begin."""
        for each in self._threads:
            each.start()

    def stop(self) -> None:
        """Let everybody finish what they are at."""
        self._stopping.set()
        for each in self._threads:
            each.join(120)

    def inbox(self, channel: str, who: str) -> list[str]:
        """Return the words of everything that arrived."""
        answer = requests.get(f"{self._lab}/{channel}/{who}/inbox", timeout=TIMEOUT)
        return [str(each.get("text", "")) for each in answer.json()["messages"]]

    def code_of(self, channel: str, who: str) -> str | None:
        """Return the code a chat has given."""
        found = [CODE.search(text) for text in self.inbox(channel, who)]
        return next((each[1].replace(" ", "") for each in found if each), None)

    def _chat(self, channel: str, number: int) -> bool:
        """A whole conversation. What it is about is said once; the provider delivers until it is taken."""
        who = f"{72 if channel == 'zalo' else 25}{int(self.run_id, 16):08d}{number:09d}"
        text = f"Cây đổ chắn lối đi trước nhà văn hoá, lần {self.run_id}-{number}."
        self._act(channel, who, text=text)
        self.chats[channel][who] = text
        heard, until = 0, time.monotonic() + 60
        while self.code_of(channel, who) is None and time.monotonic() < until:
            news = self.inbox(channel, who)[heard:]
            heard += len(news)
            for question in news:
                for words, answer in ANSWERS:
                    if words in question:
                        self._act(channel, who, text=answer)
            time.sleep(0.1)
        return True

    def _mail(self, number: int) -> bool:
        address = f"mail-{self.run_id}-{number}@example.org"
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = address, self._env["MAIL_ADDRESSES"], f"Cống tắc số {number}"
        mail["Message-ID"] = f"<{self.run_id}.{number}@example.org>"
        mail.set_content(f"Cống thoát nước trước nhà văn hoá bị tắc, lần {self.run_id}-{number}.")
        server = urlsplit(self._env["MAIL_SUBMIT_URL"])
        with smtplib.SMTP(server.hostname or "", server.port or 25, timeout=TIMEOUT) as smtp:
            smtp.send_message(mail)
        self.mails[address] = str(mail["Message-ID"])
        return True

    def _app(self, number: int) -> bool:
        address = f"app-{self.run_id}-{number}@example.org"
        form = {
            "service_code": "ha-tang.giao-thong",
            "description": f"Vạch sơn mờ trước bệnh viện, lần {self.run_id}-{number}.",
            "email": address,
            "lat": "13.98",
            "long": "108.0",
        }
        answer = requests.post(
            f"{self._env['INTAKE_MOBILE_URL']}/v2/requests.json",
            data=form,
            headers={"Idempotency-Key": address},
            timeout=TIMEOUT,
        )
        if answer.ok:
            self.apps[address] = answer.json()[0]["service_request_id"]
        return answer.ok

    def _call(self, number: int) -> bool:
        """A call that an operator takes and files. The telephone system delivers until it is taken."""
        phone, call = f"09050{int(self.run_id, 16) % 100:02d}{number % 1000:03d}", f"{self.run_id}-{number}"
        requests.post(
            f"{self._lab}/phone/{phone}/scenario", json={"scenario": "answered", "vendor": "zorio"}, timeout=TIMEOUT
        )
        body = {"call_id": call, "caller": phone, "category": "ha-tang.giao-thong", "text": f"Đèn hỏng, cuộc {call}."}
        answer = requests.post(
            f"{self._env['INTAKE_HOTLINE_URL']}/api/calls/cases",
            json=body,
            headers={"Authorization": f"Bearer {self._token}"},
            timeout=TIMEOUT,
        )
        if answer.ok:
            self.callers[answer.json()["code"]] = phone
        return answer.ok

    def _text(self, number: int) -> bool:
        """Somebody asks for the state of a case by text message, each time from another number.

        The gateway gives up after ten seconds, which a process that starts on a busy machine may need: the same message
        is delivered until it is taken.
        """
        if not self.callers:
            return False
        code, phone = self._texts.setdefault(number, list(self.callers.items())[-1])
        said = self._act("sms", phone, text=f"1022 TC {code}", message_id=f"{self.run_id}-{number}")
        taken: bool = said["statuses"][-1] == requests.codes.ok
        if taken:
            self.texters.setdefault(phone, []).append(code)
        return taken

    def _act(self, channel: str, who: str, **wanted: Any) -> dict[str, Any]:
        answer = requests.post(f"{self._lab}/{channel}/{who}/text", json=wanted, timeout=TIMEOUT)
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found
