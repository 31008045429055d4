"""From a GeoReport form to the command: GeoReport's names to ours, and all that is wrong named at once."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from werkzeug.datastructures import FileStorage, MultiDict

from services.intake.domain.fault import Fault
from services.intake.domain.open311.sent import Where, described, read_links, read_where
from services.intake.domain.open311.services import ASKED, UNSORTED, service_name
from services.intake.domain.reference import Reference
from services.intake.usecases.file_service_request import SentRequest
from services.intake.usecases.register_case import RegisterCase
from services.kit.events import Place
from services.kit.failures import Rejected
from services.kit.files.keep import Upload

Form = MultiDict[str, str]

_ATTRIBUTES = {
    "urgency": ("normal", "urgent"),
    "share_contact": ("yes", "no"),
    "private": ("yes", "no"),
}


def read_request(form: Form, reference: Reference) -> RegisterCase:
    """Return what a request's form says, without its client key.

    Raises `Rejected`: `unknown-service` where the service is missing or unknown, else the first fault's slug with all
    faults as `errors`.
    """
    name = _service(form.get("service_code", "").strip(), reference)
    where, faults = read_where(form.to_dict())
    links, wrong_links = read_links(_several(form, "media_url"))
    _refuse([*faults, *wrong_links, *_wrong_attributes(form)])
    return RegisterCase(
        channel="mobile",
        client_key="",
        text=described(form.get("description", ""), name, where, links),
        category=_category(form),
        address=where.words,
        place=_place(where),
        **_attributes(form),
        **_sender(form),
    )


def read_uploads(files: Iterable[FileStorage]) -> Sequence[Upload]:
    """Return the files of a form; an input that was left empty sends one without a name."""
    return [
        Upload(name=each.filename, content=each.read(), declared_type=each.mimetype) for each in files if each.filename
    ]


def key_name(given: str, keys: Mapping[str, str]) -> str | None:
    """Return the name of an api key, None where there are no keys. Raises `Rejected`: `api-key-not-valid`."""
    hashed = hashlib.sha256(given.encode()).hexdigest()
    found = next((name for known, name in keys.items() if hmac.compare_digest(known, hashed)), None)
    if keys and found is None:
        raise Rejected("api-key-not-valid", "Thiếu api_key hoặc api_key sai.", "api_key is missing or not valid.")
    return found


def owner(key: str | None, device: str) -> str | None:
    """Return the name of a program and a device together; None where one of them is not known."""
    if not (key and device):
        return None
    return hashlib.sha256(f"{key}\n{device}".encode()).hexdigest()[:24]


def sent_request(form: Form, command: RegisterCase, key: str | None, token: str, address: str) -> SentRequest:
    """Return what was sent, files left aside. The account stands in for the device where there is none."""
    device = form.get("device_id", "").strip() or form.get("account_id", "").strip()
    token = token or form.get("idempotency_key", "").strip()
    return SentRequest(command=command, owner=owner(key, device), token=token, device=device, address=address)


def _service(code: str, reference: Reference) -> str:
    if not code:
        raise Rejected("service-code-required", "Thiếu service_code.", "service_code is missing.")
    name = service_name(code, reference)
    if name is None:
        raise Rejected("unknown-service", "Không có service_code này.", "There is no such service_code.")
    return name


def _category(form: Form) -> str | None:
    code = form["service_code"].strip()
    return None if code == UNSORTED else code


def _place(where: Where) -> Place | None:
    return Place(latitude=where.degrees[0], longitude=where.degrees[1]) if where.degrees else None


def _attributes(form: Form) -> dict[str, Any]:
    return {
        "area": _attribute(form, "area") or None,
        "urgency": _attribute(form, "urgency") or "normal",
        "share_contact": _attribute(form, "share_contact") == "yes",
        "private": _attribute(form, "private") == "yes",
        "answers": _answers(form),
    }


def _answers(form: Form) -> dict[str, str] | None:
    """A program that knows nothing of the questions answers none; one that answers any is held to all of them."""
    before, after = f"attribute[{ASKED}", "]"
    given = {
        name.removeprefix(before).removesuffix(after): value.partition("T")[0] if value[:4].isdigit() else value
        for name, value in form.items()
        if name.startswith(before)
    }
    return given or None


def _sender(form: Form) -> dict[str, Any]:
    """A Vietnamese name begins with the family's."""
    names = (form.get("last_name", "").strip(), form.get("first_name", "").strip())
    return {
        "name": " ".join(name for name in names if name),
        "phone": form.get("phone", ""),
        "email": form.get("email", ""),
        "language": "en" if form.get("language") == "en" else "vi",
    }


def _wrong_attributes(form: Form) -> Iterator[Fault]:
    for code, allowed in _ATTRIBUTES.items():
        if _attribute(form, code) not in ("", *allowed):
            yield Fault(
                f"attribute/{code}",
                "attribute-not-valid",
                f"attribute[{code}] chỉ có thể là {', '.join(allowed)}.",
                f"attribute[{code}] can only be {' or '.join(allowed)}.",
            )


def _attribute(form: Form, code: str) -> str:
    return form.get(f"attribute[{code}]", "").strip()


def _several(form: Form, name: str) -> list[str]:
    return [*form.getlist(name), *form.getlist(f"{name}[]")]


def _refuse(faults: list[Fault]) -> None:
    if faults:
        first = faults[0]
        shown = [{"slug": each.slug, "detail": each.vi, "detail_en": each.en} for each in faults]
        raise Rejected(first.slug, first.vi, first.en, errors=shown)
