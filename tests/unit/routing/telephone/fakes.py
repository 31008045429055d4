"""The telephone at the desk in memory: fakes that record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from services.kit.failures import Rejected
from services.routing.domain.canned_text import CannedText
from services.routing.usecases.calls import (
    Call,
    CallBack,
    CallCategory,
    Caller,
    Choice,
    Filing,
    HotlineAway,
    Promise,
    Question,
    Receipt,
)
from services.routing.usecases.triage import Waiting
from tests.unit.routing.builders import NOON

AN = "+84905000012"
LIGHTS = CallCategory(
    slug="ha-tang.chieu-sang",
    name_vi="Chiếu sáng công cộng",
    name_en="Street lighting",
    group_vi="Hạ tầng",
    group_en="Infrastructure",
    identity="none",
    kind="report",
)
HEALTH = replace(LIGHTS, slug="y-te", name_vi="Y tế", name_en="Health", identity="phone", kind="question")
MANNERS = replace(
    LIGHTS,
    slug="khong-quy-tac",
    name_vi="Thái độ phục vụ",
    name_en="Conduct",
    questions=(
        Question(
            slug="tinh-chat",
            vi="Việc gì?",
            en="What?",
            hint_vi="",
            hint_en="",
            type="choice",
            required=True,
            choices=(Choice(slug="nhan-tien", vi="Nhận tiền", en="Money", stop_vi="Đây là tố cáo.", stop_en="Stop."),),
        ),
    ),
)


def ringing(id_: str = "pbx:1", **changes: object) -> Call:
    """Return a call that rings."""
    return replace(Call(id=id_, state="ringing", began_at=NOON, number="09xxxxxx12"), **changes)  # type: ignore[arg-type]


class MemoryHotline:
    """Port `Hotline`. `away` makes it silent; `refusal` is raised by whatever changes something."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.filed: dict[tuple[str, int], tuple[Filing, str]] = {}
        self.asked: list[tuple[str, str]] = []
        self.tasks: list[CallBack] = []
        self.done: list[tuple[str, ...]] = []
        self.away = False
        self.refusal: Rejected | None = None

    def current(self, account: str) -> Sequence[Call]:
        self._there()
        return self.calls

    def call(self, account: str, id_: str) -> Caller:
        self._there()
        self.asked.append((account, id_))
        found = next((each for each in self.calls if each.id == id_), None)
        if found is None:
            raise Rejected("unknown-call", "Không có cuộc gọi này.", "There is no such call.")
        return Caller(call=replace(found, number=AN), call_id=id_.partition(":")[2])

    def recent(self, account: str) -> Sequence[Call]:
        self._there()
        return [replace(each, number=AN) for each in self.calls]

    def messages(self, account: str) -> Sequence[Call]:
        self._there()
        return []

    def call_backs(self, account: str, *, due: bool) -> Sequence[CallBack]:
        self._there()
        return self.tasks

    def claim(self, account: str, id_: str) -> None:
        self._change("claim", account, id_)

    def not_reached(self, account: str, id_: str, attempt: int, outcome: str, note: str) -> None:
        self._change("not-reached", account, id_, str(attempt), outcome, note)

    def reached(self, account: str, id_: str, case: str | None, note: str) -> None:
        self._change("reached", account, id_, case or "", note)

    def categories(self) -> Sequence[CallCategory]:
        self._there()
        return (LIGHTS, HEALTH, MANNERS)

    def file(self, account: str, filing: Filing) -> Receipt:
        self._there()
        if self.refusal:
            raise self.refusal
        key = (filing.call, filing.matter)
        again = key in self.filed
        _, code = self.filed.setdefault(key, (filing, f"261123{len(self.filed) + 901:07d}"))
        return Receipt(code=code, pin="0012", looked_at_from=NOON, open_now=True, again=again)

    def _change(self, *what: str) -> None:
        self._there()
        if self.refusal:
            raise self.refusal
        self.done.append(what)

    def _there(self) -> None:
        if self.away:
            raise HotlineAway("away")


class MemoryExtensions:
    """Port `Extensions`."""

    def __init__(self) -> None:
        self.by_account: dict[str, str] = {}

    def of(self, account: str) -> str | None:
        return self.by_account.get(account)

    def put(self, account: str, extension: str, now: datetime) -> None:
        self.by_account = {who: each for who, each in self.by_account.items() if each != extension and who != account}
        if extension:
            self.by_account[account] = extension


class MemoryPromises:
    """Port `Promises`. `states` are as `of_case` says them."""

    def __init__(self) -> None:
        self.kept: dict[str, Promise] = {}
        self.states: dict[str, str] = {}
        self.look_at: dict[str, datetime] = {}

    def keep(self, promise: Promise) -> None:
        if promise.code not in self.kept:
            self.kept[promise.code] = promise
            self.states[promise.code] = "waiting"
            self.look_at[promise.code] = promise.promised_at

    def take_due(self, now: datetime, until: datetime) -> Promise | None:
        due = sorted((at, code) for code, at in self.look_at.items() if at <= now)
        if not due:
            return None
        self.look_at[due[0][1]] = until
        return self.kept[due[0][1]]

    def given(self, code: str, now: datetime) -> None:
        self._close(code, "given")

    def refused(self, code: str, slug: str, now: datetime) -> None:
        self._close(code, slug)

    def of_case(self, code: str) -> str | None:
        return self.states.get(code)

    def _close(self, code: str, state: str) -> None:
        if self.states[code] == "waiting":
            self.states[code] = state
            del self.look_at[code]


class MemoryWaiting:
    """Port `WaitingCases`: what a test puts there."""

    def __init__(self, *rows: Waiting) -> None:
        self.rows = rows

    def first(self, limit: int) -> Sequence[Waiting]:
        return self.rows[:limit]

    def counted(self) -> int:
        return len(self.rows)


class MemoryTexts:
    """Port `CannedTexts`."""

    def __init__(self) -> None:
        self.by_slug: dict[str, CannedText] = {}

    def all(self) -> Sequence[CannedText]:
        return sorted(self.by_slug.values(), key=lambda each: each.title)

    def find(self, slug: str) -> CannedText | None:
        return self.by_slug.get(slug)

    def save(self, text: CannedText) -> bool:
        known = self.by_slug.get(text.slug)
        if (known.version if known else 0) != text.version - 1:
            return False
        self.by_slug[text.slug] = text
        return True

    def remove(self, slug: str, version: int) -> bool:
        known = self.by_slug.get(slug)
        if known is None or known.version != version:
            return False
        del self.by_slug[slug]
        return True
