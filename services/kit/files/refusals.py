"""Why a file is not kept, in words that name it. The one table of slugs and sentences about files."""

from __future__ import annotations

from services.kit.files.fault import FileFault
from services.kit.files.limits import MEGABYTE, Limits

ACCEPTED_VI = "ảnh, PDF, DOCX, XLSX, ODT, TXT, ghi âm hoặc video"
ACCEPTED_EN = "pictures, PDF, DOCX, XLSX, ODT, TXT, sound or video"


def too_many(name: str, limits: Limits) -> FileFault:
    """More files than a message may have."""
    return _fault(
        "too-many-attachments",
        f"Mỗi lần chỉ gửi được {limits.files} tệp, nên tệp “{name}” chưa được nhận. Xin gửi tiếp ở lần sau.",
        f"A message may have {limits.files} files, so “{name}” was not taken. Please send it with another message.",
    )


def too_large(name: str, limits: Limits) -> FileFault:
    """One file is too large."""
    most = limits.bytes_each // MEGABYTE
    return _fault(
        "attachment-too-large",
        f"Tệp “{name}” lớn quá {most} MB. Xin gửi tệp nhỏ hơn.",
        f"“{name}” is larger than {most} MB. Please send a smaller file.",
    )


def too_large_together(name: str, limits: Limits) -> FileFault:
    """The files so far and this one are too large."""
    most = limits.bytes_together // MEGABYTE
    return _fault(
        "attachments-too-large",
        f"Các tệp cộng lại lớn quá {most} MB, nên tệp “{name}” chưa được nhận. Xin gửi tiếp ở lần sau.",
        f"Together the files are larger than {most} MB, so “{name}” was not taken. Please send it in another message.",
    )


def too_many_pixels(name: str, limits: Limits) -> FileFault:
    """A picture is too large to be drawn."""
    most = limits.pixels // 1_000_000
    return _fault(
        "attachment-too-large",
        f"Ảnh “{name}” lớn quá {most} triệu điểm ảnh. Xin gửi ảnh nhỏ hơn.",
        f"The picture “{name}” has more than {most} million pixels. Please send a smaller one.",
    )


def empty(name: str) -> FileFault:
    """There is nothing in the file."""
    return _fault(
        "attachment-empty",
        f"Tệp “{name}” không có nội dung. Xin gửi lại.",
        f"“{name}” is empty. Please send it again.",
    )


def not_accepted(name: str) -> FileFault:
    """A kind of file that is not taken."""
    return _fault(
        "attachment-type-not-accepted",
        f"Chưa nhận được loại tệp của “{name}”. Xin gửi {ACCEPTED_VI}.",
        f"Files such as “{name}” cannot be taken. Please send {ACCEPTED_EN}.",
    )


def no_decoder(name: str) -> FileFault:
    """A kind of picture that cannot be read here."""
    return _fault(
        "attachment-type-not-accepted",
        f"Chưa đọc được ảnh HEIC “{name}”. Xin chuyển sang ảnh JPEG rồi gửi lại.",
        f"The HEIC picture “{name}” cannot be read here. Please send it as JPEG.",
    )


def unsafe(name: str) -> FileFault:
    """An archive that is a trap, is encrypted, or brings programs with it."""
    return _fault(
        "attachment-type-not-accepted",
        f"Tệp “{name}” bị khoá, chứa macro hoặc nén bất thường nên không nhận được. Xin gửi bản PDF.",
        f"“{name}” is locked, has macros or is packed in an unusual way. Please send it as PDF.",
    )


def not_readable(name: str) -> FileFault:
    """Broken content."""
    return _fault(
        "attachment-not-readable",
        f"Tệp “{name}” bị hỏng, không đọc được. Xin gửi lại.",
        f"“{name}” is broken and cannot be read. Please send it again.",
    )


def infected(name: str) -> FileFault:
    """The virus scanner found something."""
    return _fault(
        "attachment-infected",
        f"Tệp “{name}” có mã độc nên không được nhận. Xin kiểm tra máy của Ông/Bà.",
        f"“{name}” holds malicious software and was not taken. Please check your device.",
    )


def gone(name: str) -> FileFault:
    """A file that waited for its case too long."""
    return _fault(
        "attachment-gone",
        f"Tệp “{name}” đã chờ quá lâu nên bị xoá. Xin gửi lại.",
        f"“{name}” waited too long and was deleted. Please send it again.",
    )


def _fault(slug: str, vi: str, en: str) -> FileFault:
    return FileFault(slug, vi, en)
