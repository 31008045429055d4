"""What a file is, by its first bytes and its inner order. Names and declared types are not asked: anybody writes them.

Every format here begins with a mark of its own, so the mark decides; a format that only *contains* its mark somewhere
would let one file be two things at once. Sources: the formats' own specifications (JFIF, PNG, GIF89a, RIFF, ISO
14496-12, RFC 9559 for WebM, RFC 3533 for Ogg, RFC 4867 for AMR, ISO 32000 for PDF).
"""

from __future__ import annotations

from services.kit.files import archives, sound
from services.kit.files.kinds import JPEG

_MARKS = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"#!AMR\n", "audio/amr"),
    (b"#!AMR-WB\n", "audio/amr"),
)
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav"}
_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"), "image/heic"),
    **dict.fromkeys((b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V "), "video/mp4"),
    **dict.fromkeys((b"MSNV", b"dash", b"mmp4", b"f4v "), "video/mp4"),
    **dict.fromkeys((b"M4A ", b"M4B "), "audio/mp4"),
    b"qt  ": "video/quicktime",
}
_IN_OGG = (b"OpusHead", b"\x01vorbis", b"Speex   ", b"\x7fFLAC")
_VIDEO_IN_WEBM = (b"V_VP8", b"V_VP9", b"V_AV1")
_HEAD = 4096
#: Control characters that no text has: all but tab, line feed, form feed, carriage return and escape.
_NO_TEXT = bytes(set(range(0x20)) - {0x09, 0x0A, 0x0C, 0x0D, 0x1B}) + b"\x7f"


def recognise(content: bytes) -> str | None:
    """Return the media type, or None for what is not taken. Raises `archives.Unsafe` for an archive that is a trap."""
    for mark, media_type in _MARKS:
        if content.startswith(mark):
            return media_type
    for look in (_riff, _iso_media, _webm, _ogg, archives.office, sound.mpeg_audio, _text):
        found = look(content)
        if found:
            return found
    return None


def _riff(content: bytes) -> str | None:
    return _RIFF.get(content[8:12]) if content.startswith(b"RIFF") else None


def _iso_media(content: bytes) -> str | None:
    """The family of MP4: what is in it is told by the brand, and whether it moves by its tracks."""
    if content[4:8] != b"ftyp":
        return None
    brand = content[8:12]
    found = "video/3gpp" if brand[:3] in (b"3gp", b"3g2") else _BRANDS.get(brand)
    if found and found.startswith("video/") and b"soun" in content and b"vide" not in content:
        return "audio/mp4"  # telephones record voices into the containers of films
    return found


def _webm(content: bytes) -> str | None:
    head = content[:_HEAD]
    if not head.startswith(b"\x1a\x45\xdf\xa3") or b"\x42\x82" not in head[:64] or b"webm" not in head[:64]:
        return None
    return "video/webm" if any(codec in head for codec in _VIDEO_IN_WEBM) else "audio/webm"


def _ogg(content: bytes) -> str | None:
    return "audio/ogg" if content.startswith(b"OggS") and any(mark in content[:128] for mark in _IN_OGG) else None


def _text(content: bytes) -> str | None:
    """Text in any 8-bit encoding, or in UTF-16 with its mark: letters from old machines are letters, too."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text/plain" if _decodes(content, "utf-16") else None
    return None if content.translate(None, delete=_NO_TEXT) != content else "text/plain"


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        return "\0" not in content.decode(encoding)
    except UnicodeDecodeError:
        return False
