"""Categories as GeoReport's services, and what may be said beside a request: its attributes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from services.intake.domain.reference import Category, Reference

#: The service of somebody who does not know the category: a person at the centre decides.
UNSORTED = "tong-dai-chon"
#: Before the names of a category's questions among the attributes.
ASKED = "q-"
UNSORTED_NAME = "Chưa rõ lĩnh vực, Tổng đài chọn giúp"

Document = dict[str, Any]

_YES_NO = (("yes", "Có / Yes"), ("no", "Không / No"))
_URGENCIES = (("normal", "Bình thường / Normal"), ("urgent", "Khẩn / Urgent"))
_SHARE = "Đồng ý để cơ quan giải quyết thấy liên hệ của bạn / The agency in charge may see your contact"
_PRIVATE = "Không công khai nội dung này / Do not publish this case"
_URGENT = "Khẩn: thiên tai, dịch bệnh, tai nạn, nguy hiểm / Urgent: disaster, epidemic, accident, danger"
_AREA = "Xã, phường / Commune or ward"


def services(reference: Reference, fold: Callable[[str], str]) -> Iterator[Document]:
    """Yield the list of services. `fold` takes diacritics off, for keywords that people type without them."""
    for each in reference.categories.values():
        yield _service(each.slug, each.name_vi, each.name_en, each.group_vi, _keywords(each, fold))
    yield _service(
        UNSORTED, UNSORTED_NAME, "Not sure: the hotline chooses the category", "Khác", "khac, chua ro, other, not sure"
    )


def service_name(code: str | None, reference: Reference) -> str | None:
    """Return the name of a service, None where there is none of that code (any more)."""
    if code in (None, UNSORTED):
        return UNSORTED_NAME
    found = reference.categories.get(code or "")
    return found.name_vi if found else None


def definition(code: str, reference: Reference) -> Document | None:
    """Return what may be said beside a request of this service; None where there is no such service."""
    if service_name(code, reference) is None:
        return None
    category = reference.categories.get(code)
    attributes = [
        *_notes(category),
        *_asked(category),
        _list("area", _AREA, [(area.code, area.name) for area in reference.areas.values()]),
        _list("urgency", _URGENT, _URGENCIES),
        _list("share_contact", _SHARE, _YES_NO),
        _list("private", _PRIVATE, _YES_NO),
    ]
    return {
        "service_code": code,
        "attributes": [{**each, "order": order} for order, each in enumerate(attributes, 1)],
    }


def _service(code: str, name: str, description: str, group: str, keywords: str) -> Document:
    return {
        "service_code": code,
        "service_name": name,
        "description": description,
        "metadata": True,
        "type": "realtime",
        "keywords": keywords,
        "group": group,
    }


def _keywords(category: Category, fold: Callable[[str], str]) -> str:
    words = (fold(category.name_vi), category.name_en.lower(), category.group_en.lower())
    return ", ".join(word.replace(",", "") for word in words)


def _notes(category: Category | None) -> Iterator[Document]:
    """Say what the category asks for and GeoReport has no way of demanding."""
    needs = {
        "phone": "Lĩnh vực này cần số điện thoại (phone) / This category needs a telephone number (phone)",
        "name_phone": "Lĩnh vực này cần họ tên và số điện thoại (last_name, first_name, phone) / "
        "This category needs your name and telephone number (last_name, first_name, phone)",
    }
    if category and category.identity in needs:
        note = _attribute("note", "string", needs[category.identity], [])
        yield {**note, "variable": False}


def _asked(category: Category | None) -> Iterator[Document]:
    """The category's questions are attributes of their own; GeoReport has no word for a question that depends."""
    types = {"text": "text", "number": "number", "day": "datetime", "choice": "singlevaluelist"}
    for each in category.questions if category else ():
        values = [{"key": choice.slug, "name": f"{choice.vi} / {choice.en}"} for choice in each.choices]
        made = _attribute(f"{ASKED}{each.slug}", types[each.type], f"{each.vi} / {each.en}", values)
        yield {**made, "required": each.required and each.only_if is None}


def _list(code: str, description: str, values: Iterable[tuple[str, str]]) -> Document:
    return _attribute(code, "singlevaluelist", description, [{"key": key, "name": name} for key, name in values])


def _attribute(code: str, datatype: str, description: str, values: list[Document]) -> Document:
    return {
        "variable": True,
        "code": code,
        "datatype": datatype,
        "required": False,
        "datatype_description": None,
        "order": 0,
        "description": description,
        "values": values,
    }
