"""MPEG audio (MP3), which may begin without any mark: its frames must follow one another.

Source: ISO 11172-3, 2.4.2.3 (frame header) and id3.org, ID3v2.3, 3.1 (tag header).
"""

from __future__ import annotations

_ID3_HEADER = 10
_ID3_FOOTER = 0x10
_LAYER_3 = 1
_MPEG_1, _MPEG_2 = 3, 2
_KBITS = {
    _MPEG_1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    _MPEG_2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_HERTZ = {_MPEG_1: (44_100, 48_000, 32_000), _MPEG_2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
#: Some programs put zeros between the tag and the first frame.
_MOST_PADDING = 4096


def mpeg_audio(content: bytes) -> str | None:
    """Return `audio/mpeg` for a whole frame of layer III with another behind it or nothing, after an ID3 tag or not."""
    place = _after_tag(content)
    length = _frame_length(content[place : place + 4])
    if length is None or place + length > len(content):
        return None
    next_one = content[place + length : place + length + 4]
    return "audio/mpeg" if not next_one or _frame_length(next_one) is not None else None


def _after_tag(content: bytes) -> int:
    if content[:3] != b"ID3" or len(content) < _ID3_HEADER:
        return 0
    size = 0
    for seven_bits in content[6:10]:
        size = size << 7 | seven_bits & 0x7F
    end = _ID3_HEADER + size + (_ID3_HEADER if content[5] & _ID3_FOOTER else 0)
    padded = content[end : end + _MOST_PADDING]
    return end + len(padded) - len(padded.lstrip(b"\0"))


def _frame_length(header: bytes) -> int | None:
    """Return the length of a frame in bytes, None when these four bytes begin none."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE0 != 0xE0:
        return None
    version, layer = header[1] >> 3 & 3, header[1] >> 1 & 3
    rate, hertz, padding = header[2] >> 4, header[2] >> 2 & 3, header[2] >> 1 & 1
    if version == 1 or layer != _LAYER_3 or rate in (0, 15) or hertz == 3:
        return None
    kbits = _KBITS[_MPEG_1 if version == _MPEG_1 else _MPEG_2][rate]
    samples = 144_000 if version == _MPEG_1 else 72_000
    return samples * kbits // _HERTZ[version][hertz] + padding
