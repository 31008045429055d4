"""The answers one can choose from at each question."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from services.intake.domain.chat import talk, words
from services.intake.domain.chat.options import Option
from services.intake.domain.chat.talk import Around, Conversation, Draft

SKIP = "-"
YES, NO = "yes", "no"
SHARE, KEEP, NONE = "share", "keep", "none"
SEND, SEND_URGENT, CHANGE, DROP = "send", "urgent", "edit", "cancel"
TEXT, CATEGORY, PLACE, CONTACT = "text", "category", "place", "contact"
ABOUT_CASE, ABOUT_NEW = "case", "new"

_SKIPPING = ("khong ro", "bo qua", "khong biet", "chua ro", "toi khong ro", "skip", "not sure", "i don t know")
_AGREEING = ("dong y", "toi dong y", "co", "vang", "duoc", "dung", "dung roi", "yes", "ok", "oke", "i agree", "y")
_REFUSING = ("khong", "khong dong y", "khong phai", "sai", "sai roi", "no", "n", "i don t agree")

_NOT_SURE = Option(SKIP, *words.both("not-sure"), _SKIPPING)
_AREA = (
    Option(YES, "Đúng", "Yes", _AGREEING),
    Option(NO, "Nơi khác", "Somewhere else", _REFUSING),
    Option(SKIP, "Không rõ", "Not sure", _SKIPPING),
)
_ANYWHERE = (Option(SKIP, "Không rõ", "Not sure", (*_SKIPPING, "khong", "no")),)
_CONTACT = (
    Option(SHARE, "Đồng ý cho cơ quan thấy", "The agency may see it", _AGREEING),
    Option(KEEP, "Chỉ Tổng đài biết", "For the centre only", ("khong dong y", "chi tong dai", "i don t agree")),
    Option(NONE, "Không cần", "No contact", ("khong", "khong can", "khong de lai", "bo qua", "no", "skip", "none")),
)
_CONSENT = (Option(YES, "Đồng ý", "Yes", _AGREEING), Option(NO, "Không, chỉ Tổng đài biết", "No", _REFUSING))
_SEND = Option(SEND, "Gửi", "Send", ("gui di", "gui luon", "send it", *_AGREEING))
_SEND_URGENT = Option(SEND_URGENT, "Gửi, việc khẩn", "Send, it is urgent", ("khan", "gui khan", "khan cap", "urgent"))
_CHANGE = Option(CHANGE, "Sửa", "Change", ("sua lai", "chinh sua", "edit"))
_DROP = Option(DROP, "Huỷ", "Cancel", ("huy bo",))
_PARTS = (
    Option(TEXT, "Nội dung", "Content", ()),
    Option(CATEGORY, "Lĩnh vực", "Category", ()),
    Option(PLACE, "Nơi xảy ra", "Place", ("dia chi", "noi")),
    Option(CONTACT, "Liên hệ", "Contact", ("so dien thoai", "ho ten")),
)
_WHOSE = (
    Option(ABOUT_CASE, "Về phản ánh đó", "About that case", ("phan anh do", "phan anh cu", "cu", "old")),
    Option(ABOUT_NEW, "Phản ánh mới", "Something new", ("moi", "viec moi", "new")),
)


def options_of(conversation: Conversation, around: Around) -> Sequence[Option]:
    """Return the answers that can be chosen at the conversation's stage."""
    found = _OPTIONS.get(conversation.stage)
    return found(conversation.draft, around) if found else ()


def groups(_: Draft, around: Around) -> Sequence[Option]:
    """Return the top groups of the catalogue, and "not sure"."""
    named = {group_of(each.slug): (each.group_vi, each.group_en) for each in around.reference.categories.values()}
    return [*(Option(slug, vi, en) for slug, (vi, en) in named.items()), _NOT_SURE]


def leaves(draft: Draft, around: Around) -> Sequence[Option]:
    """Return the categories of the chosen group, and "not sure"."""
    inside = [each for each in around.reference.categories.values() if group_of(each.slug) == draft.group]
    return [*(Option(each.slug, each.name_vi, each.name_en) for each in inside), _NOT_SURE]


def group_of(category: str) -> str:
    """Return the group a category belongs to: the first part of its slug."""
    return category.partition(".")[0]


def _confirming(draft: Draft, _: Around) -> Sequence[Option]:
    return (_SEND, _CHANGE, _DROP, *((_SEND_URGENT,) if draft.danger else ()))


def _always(*options: Option) -> Callable[[Draft, Around], Sequence[Option]]:
    return lambda _, __: options


_OPTIONS: Mapping[str, Callable[[Draft, Around], Sequence[Option]]] = {
    talk.GROUP: groups,
    talk.LEAF: leaves,
    talk.PLACE: _always(*_ANYWHERE),
    talk.PLACE_FOUND: _always(*_AREA),
    talk.CONTACT: _always(*_CONTACT),
    talk.CONSENT: _always(*_CONSENT),
    talk.CONFIRM: _confirming,
    talk.EDIT: _always(*_PARTS),
    talk.WHICH: _always(*_WHOSE),
}
