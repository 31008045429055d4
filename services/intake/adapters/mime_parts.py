"""Walks through the parts of a mail and collects what a person would read and what is attached."""

from __future__ import annotations

import binascii
import re
from email import message_from_bytes
from email.message import Message
from typing import Any

from services.intake.adapters import winmail
from services.intake.adapters.html_text import text_of
from services.intake.domain.mail.charsets import decoded
from services.intake.domain.mail.header_words import parameter, words_of
from services.intake.domain.mail.letter import File

MOST_DEPTH = 12
MOST_PARTS = 200
MOST_TEXT = 2_000_000
#: Bytes of a mail that are read as text, all its readings together: telling charsets apart takes seconds a megabyte.
MOST_READ = 4_000_000
#: Keys and signatures say nothing to a reader; invitations are no reports of a citizen.
_IGNORED = frozenset(
    {
        *("application/pgp-signature", "application/pgp-keys", "application/pkcs7-signature"),
        *(
            "application/x-pkcs7-signature",
            "text/calendar",
            "application/ics",
            "text/rfc822-headers",
            "text/x-amp-html",
        ),
    }
)
_CLOSED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"})
_TNEF = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_REPORTS = frozenset({"message/delivery-status", "message/disposition-notification"})
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w\-]+)", re.IGNORECASE)
_SHORTEST_TEXT = 1


class Parts:
    """What was found so far. `closed`: something is encrypted. `forwards`: a whole mail is inside."""

    def __init__(self, *, cut: bool = False) -> None:
        self.closed = False
        self.forwards = False
        self.complaint: dict[str, str] = {}
        self._cut = cut
        self._texts: list[str] = []
        self._attached: list[File] = []
        self._inline: list[File] = []
        self._parts = 0
        self._size = 0
        self._unread = MOST_READ

    def text(self) -> str:
        """Return all there is to read."""
        return "\n\n".join(text for text in self._texts if text.strip())

    def files(self) -> tuple[File, ...]:
        """Return what was attached, then the pictures inside the text, which may be no more than a logo."""
        return (*self._attached, *self._inline)

    def take(self, part: Message, depth: int = 0) -> None:
        """Collect one part and everything inside it. What is beyond the bounds is left out."""
        self._parts += 1
        if depth > MOST_DEPTH or self._parts > MOST_PARTS:
            return
        kind = part.get_content_type()
        if kind in _REPORTS:
            self.complaint = self.complaint or _fields(part)
        elif kind == "multipart/encrypted":
            self.closed = True
        elif kind == "multipart/alternative" and part.is_multipart():
            self._take_best(_children(part), depth)
        elif kind == "message/rfc822":
            self._take_mail(part, depth)
        elif part.is_multipart():
            for child in _children(part):
                self.take(child, depth + 1)
        else:
            self._take_leaf(part, kind)

    def _take_best(self, children: list[Message], depth: int) -> None:
        """Of alternatives take the plain text where it says something, else the richest."""
        readings = []
        for child in children:
            reading = Parts(cut=self._cut)
            reading._parts, reading._unread = self._parts, self._unread
            reading.take(child, depth + 1)
            self._parts, self._unread = reading._parts, reading._unread
            readings.append(reading)
        speaking = [each for each in readings if len(each.text().strip()) >= _SHORTEST_TEXT]
        if speaking:
            self._say(speaking[0].text())
        for each in readings:
            self._merge(each)

    def _merge(self, other: Parts) -> None:
        self.closed = self.closed or other.closed
        self.forwards = self.forwards or other.forwards
        self.complaint = self.complaint or other.complaint
        self._attached += other._attached
        self._inline += other._inline

    def _take_mail(self, part: Message, depth: int) -> None:
        """A mail inside: the headers a reader needs, then its own parts."""
        for inner in _children(part):
            inner = _unwrapped(part, inner)
            self.forwards = True
            shown = ((label, words_of(_raw(inner.get(name, "")))) for label, name in _SHOWN)
            lines = [f"{label}: {value}" for label, value in shown if value]
            self._say("\n".join(["---------- Thư chuyển tiếp / Forwarded message ----------", *lines]))
            self.take(inner, depth + 1)

    def _take_leaf(self, part: Message, kind: str) -> None:
        name = _name(part)
        if kind in _IGNORED or name.lower().endswith(".ics"):
            return
        if kind in _CLOSED:
            self.closed = True
        elif kind in _TNEF or name.lower() == "winmail.dat":
            self._take_winmail(_content(part))
        elif kind.startswith(("text/", "multipart/")) and not name and not _is_attached(part):
            content = _content(part)[: self._unread]
            self._unread -= len(content)
            self._say(_text(part, kind, content))
        else:
            self._keep(File(name=name, media_type=kind, content=_content(part)), inline=_is_inline(part, kind))

    def _take_winmail(self, content: bytes) -> None:
        found = winmail.unpacked(content)
        if found is None:
            self._keep(File(name="winmail.dat", media_type="application/ms-tnef", content=content))
            return
        if not self.text().strip():
            self._say(_either(found.plain) or text_of(_either(found.html)))
        for file in found.files:
            self._keep(file)

    def _keep(self, file: File, *, inline: bool = False) -> None:
        if file.content and not (inline and len(file.content) < _SMALLEST_PICTURE):
            (self._inline if inline else self._attached).append(file)

    def _say(self, text: str) -> None:
        room = MOST_TEXT - self._size
        if room > 0:
            self._texts.append(text[:room])
            self._size += len(text)


#: A smaller picture inside the text is a dot that counts readers, or a line.
_SMALLEST_PICTURE = 400
_SHOWN = (("Từ", "from"), ("Ngày", "date"), ("Đến", "to"), ("Tiêu đề", "subject"))


def _children(part: Message) -> list[Message]:
    payload: Any = part.get_payload()
    return [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []


def _unwrapped(part: Message, inner: Message) -> Message:
    """Some programs encode a mail inside a mail, which is forbidden; the parser leaves it as a mail without headers."""
    if str(part.get("content-transfer-encoding", "")).strip().lower() != "base64" or len(inner):
        return inner
    try:
        return message_from_bytes(binascii.a2b_base64(_raw(str(inner.get_payload()))), policy=inner.policy)
    except (binascii.Error, ValueError, RecursionError):
        return inner


def _content(part: Message) -> bytes:
    """Return a part's bytes, its transfer encoding undone as far as it can be."""
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AttributeError):
        content = _raw(str(part.get_payload()))
    return content if isinstance(content, bytes) else b""


def _text(part: Message, kind: str, content: bytes) -> str:
    charset = _parameter(part, "charset", "content-type")
    if kind == "text/html":
        found = None if charset else _META_CHARSET.search(content[:4096])
        return text_of(decoded(content, found[1].decode("ascii") if found else charset))
    text = decoded(content, charset).replace("\r\n", "\n").replace("\r", "\n")
    if _parameter(part, "format", "content-type").lower() == "flowed":
        text = _unfolded(text, delsp=_parameter(part, "delsp", "content-type").lower() == "yes")
    return text


def _unfolded(text: str, *, delsp: bool) -> str:
    """Join the lines that a program broke (RFC 3676): those that end with a space; quotes and "-- " stay."""
    lines: list[list[str]] = []
    open_line = False
    for line in text.split("\n"):
        line = line[1:] if line.startswith(" ") else line
        if open_line and not line.startswith(">"):
            lines[-1].append(line)
        else:
            lines.append([line])
        open_line = line.endswith(" ") and line != "-- " and not line.startswith(">")
        if open_line and delsp:
            lines[-1][-1] = lines[-1][-1][:-1]
    return "\n".join(map("".join, lines))


def _fields(part: Message) -> dict[str, str]:
    """Return the fields of a report, those of the first recipient included."""
    found: dict[str, str] = {}
    for block in _children(part) or [part]:
        for name, value in block.raw_items():
            found.setdefault(name.lower(), words_of(_raw(str(value))))
    return found


def _name(part: Message) -> str:
    return _parameter(part, "filename", "content-disposition") or _parameter(part, "name", "content-type")


def _parameter(part: Message, name: str, header: str) -> str:
    try:
        return parameter(part.get_param(name, header=header, unquote=True))
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""


def _is_attached(part: Message) -> bool:
    return str(part.get("content-disposition", "")).strip().lower().startswith("attachment")


def _is_inline(part: Message, kind: str) -> bool:
    return kind.startswith("image/") and not _is_attached(part) and part.get("content-id") is not None


def _either(body: str | bytes) -> str:
    return body if isinstance(body, str) else decoded(body)


def _raw(value: str) -> bytes:
    return value.encode("utf-8", "surrogateescape")
