"""Which HTTP status a refusal has, and what is said where the server itself refuses. The one table of both."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """What is said for an HTTP status: stable slug, then title and one sentence in each language."""

    slug: str
    title: str
    vi: str
    title_en: str
    en: str


#: A `Rejected` whose slug is not here, nor in the service's own table, is 422.
STATUS_OF_SLUG = {
    "bad-request": 400,
    "malformed-data": 422,
    "unauthenticated": 401,
    "forbidden": 403,
    "link-not-valid": 403,
    "link-ended": 410,
    "not-found": 404,
    "unknown-case": 404,
    "conflict": 409,
    "idempotency-key-reused": 409,
    "too-large": 413,
    "unsupported-media-type": 415,
    "rate-limited": 429,
    "unavailable": 503,
}
DEFAULT_STATUS = 422

WORDS_OF_STATUS = {
    400: Words(
        "bad-request",
        "Yêu cầu sai",
        "Yêu cầu không đọc được.",
        "Bad request",
        "The request could not be read.",
    ),
    401: Words(
        "unauthenticated",
        "Chưa xác thực",
        "Cần mã truy cập (token) còn hiệu lực.",
        "Who are you?",
        "A valid access token is needed.",
    ),
    403: Words(
        "forbidden",
        "Không có quyền",
        "Tài khoản này không có quyền làm việc đó.",
        "Not allowed",
        "This account may not do that.",
    ),
    404: Words(
        "not-found",
        "Không tìm thấy",
        "Không có trang hoặc dữ liệu này.",
        "Not found",
        "There is nothing here.",
    ),
    405: Words(
        "method-not-allowed",
        "Sai phương thức",
        "Địa chỉ này không nhận phương thức HTTP đó.",
        "Wrong method",
        "This address does not take that HTTP method.",
    ),
    409: Words(
        "conflict",
        "Mâu thuẫn",
        "Dữ liệu đã thay đổi, xin xem lại.",
        "Conflict",
        "The data has changed, please look again.",
    ),
    410: Words(
        "gone",
        "Đã hết hạn",
        "Trang này không còn nữa.",
        "No longer there",
        "This page is no longer there.",
    ),
    413: Words(
        "too-large",
        "Quá lớn",
        "Nội dung gửi quá lớn.",
        "Too large",
        "What was sent is too large.",
    ),
    415: Words(
        "unsupported-media-type",
        "Sai kiểu dữ liệu",
        "Cần gửi dữ liệu kiểu application/json.",
        "Wrong kind of data",
        "Please send application/json.",
    ),
    422: Words(
        "invalid",
        "Dữ liệu không hợp lệ",
        "Có dữ liệu thiếu hoặc không hợp lệ.",
        "Not valid",
        "Some data is missing or not valid.",
    ),
    429: Words(
        "rate-limited",
        "Quá nhiều yêu cầu",
        "Có quá nhiều yêu cầu từ địa chỉ này, xin thử lại sau ít phút.",
        "Too many requests",
        "Too many requests from this address, please try again in a few minutes.",
    ),
    500: Words(
        "internal-error",
        "Lỗi hệ thống",
        "Hệ thống gặp lỗi. Chúng tôi đã được báo, xin thử lại sau.",
        "Something went wrong",
        "Something went wrong on our side. We have been told; please try again later.",
    ),
    503: Words(
        "unavailable",
        "Tạm ngừng",
        "Hệ thống tạm thời không phục vụ được, xin thử lại sau ít phút.",
        "Briefly unavailable",
        "The service is briefly unavailable, please try again in a few minutes.",
    ),
}


def words_of(status: int) -> Words:
    """Return the words for a status; unlisted ones speak as 400 or 500 do."""
    return WORDS_OF_STATUS.get(status) or WORDS_OF_STATUS[500 if status >= 500 else 400]
