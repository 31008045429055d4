"""The words that citizens are sent over HTTP, by the API of the service that sends them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any
from urllib.parse import quote

from services.routing.adapters.delegated_calls import DelegatedCalls
from services.routing.usecases.wording import (
    Message,
    NotifyAway,
    Part,
    Problem,
    Shown,
    Sms,
    Step,
    Texts,
    Trial,
    Variable,
    Version,
    Words,
)
from services.routing.usecases.wording.ports import Draft

AUDIENCE = "notify"
Json = Mapping[str, Any]


class HttpWords(DelegatedCalls):
    """Port `MessageWords`. `seconds` is how long one answer is waited for."""

    def __init__(self, url: str, key: str, seconds: float) -> None:
        super().__init__(url, key, seconds, audience=AUDIENCE, away=NotifyAway)

    def all(self, account: str) -> Sequence[Message]:
        """Ask for the list."""
        return [_message(each) for each in self.asked("GET", "/words", account).json()]

    def find(self, account: str, occasion: str, kind: str) -> Words:
        """Ask for one."""
        return _words(self.asked("GET", _place(occasion, kind), account).json())

    def try_words(self, account: str, occasion: str, kind: str, texts: Texts) -> Trial:
        """Ask what they would become."""
        said = self.asked("POST", f"{_place(occasion, kind)}/trials", account, json={"texts": texts}).json()
        return Trial(
            texts=said["texts"],
            problems=tuple(problem(each) for each in said["problems"]),
            shown=tuple(_shown(each) for each in said["shown"]),
        )

    def draft(self, account: str, occasion: str, kind: str, texts: Texts, version: int, note: str) -> Words:
        """Ask to keep a draft."""
        body = {"texts": texts, "version": version, "note": note}
        return _words(self.asked("PUT", f"{_place(occasion, kind)}/draft", account, json=body).json())

    def withdraw(self, account: str, occasion: str, kind: str, version: int) -> Words:
        """Ask to give it up."""
        return self._done(account, occasion, kind, "withdrawals", version=version)

    def put_in_force(self, account: str, occasion: str, kind: str, version: int) -> Words:
        """Ask to put it in force."""
        return self._done(account, occasion, kind, "in-force", version=version)

    def bring_back(self, account: str, occasion: str, kind: str, version: int, *, to: str) -> Words:
        """Ask to go back."""
        return self._done(account, occasion, kind, "returns", version=version, to=to)

    def _done(self, account: str, occasion: str, kind: str, act: str, **body: Any) -> Words:
        return _words(self.asked("POST", f"{_place(occasion, kind)}/{act}", account, json=body).json())


def problem(said: Json) -> Problem:
    """Return a problem of words, whose pointer is `#/texts/<language>/<part>`."""
    place = str(said["pointer"]).removeprefix("#/texts/")
    return Problem(place=place, slug=said.get("slug", ""), vi=said["detail"], en=said["detail_en"])


def _place(occasion: str, kind: str) -> str:
    return f"/words/{quote(occasion, safe='')}/{quote(kind, safe='')}"


def _message(said: Json) -> Message:
    return Message(**{**_known(Message, said), "since": _maybe(said["since"])})


def _words(said: Json) -> Words:
    return Words(
        message=_message(said),
        own=said["own"],
        present=said["present"],
        draft=_draft(said["draft"]),
        parts=tuple(_part(each) for each in said["parts"]),
        versions=tuple(Version(**{**_known(Version, each), "at": _moment(each["at"])}) for each in said["versions"]),
        history=tuple(Step(**{**_known(Step, each), "at": _moment(each["at"])}) for each in said["history"]),
    )


def _draft(said: Json | None) -> Draft | None:
    if said is None:
        return None
    return Draft(**{**_known(Draft, said), "hands": frozenset(said["hands"]), "at": _moment(said["at"])})


def _part(said: Json) -> Part:
    variables = tuple(Variable(**_known(Variable, each)) for each in said["variables"])
    return Part(part=said["part"], longest=said["longest"], variables=variables)


def _shown(said: Json) -> Shown:
    sms = Sms(**_known(Sms, said["sms"])) if said["sms"] else None
    return Shown(**{**_known(Shown, said), "sms": sms})


def _known(kind: type, said: Json) -> dict[str, Any]:
    """Return what is known here; what a newer service says besides is left out."""
    return {each.name: said[each.name] for each in fields(kind) if each.name in said}


def _moment(said: str) -> datetime:
    return datetime.fromisoformat(said)


def _maybe(said: str | None) -> datetime | None:
    return _moment(said) if said else None
