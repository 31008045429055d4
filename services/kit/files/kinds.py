"""The kinds of file that are taken, and what each means. What is not in this table is not taken."""

from __future__ import annotations

from dataclasses import dataclass

IMAGE, AUDIO, VIDEO, DOCUMENT = "image", "audio", "video", "document"

#: What others see of every picture, whatever it was sent as.
JPEG = "image/jpeg"


@dataclass(frozen=True, slots=True)
class FileKind:
    """`extensions` are the endings a name of this type may have; the first is given to names with another one."""

    media_type: str
    kind: str
    extensions: tuple[str, ...]

    @property
    def caution(self) -> str | None:
        """Why files of this kind are never public; None for pictures, which are looked at one by one."""
        return {IMAGE: None, AUDIO: "recording"}.get(self.kind, "not-an-image")


_OFFICE = "application/vnd.openxmlformats-officedocument"
DOCX, XLSX = f"{_OFFICE}.wordprocessingml.document", f"{_OFFICE}.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"

KINDS = {
    each.media_type: each
    for each in (
        FileKind(JPEG, IMAGE, ("jpg", "jpeg", "jfif")),
        FileKind("image/png", IMAGE, ("png",)),
        FileKind("image/webp", IMAGE, ("webp",)),
        FileKind("image/gif", IMAGE, ("gif",)),
        FileKind("image/heic", IMAGE, ("heic", "heif")),
        FileKind("application/pdf", DOCUMENT, ("pdf",)),
        FileKind(DOCX, DOCUMENT, ("docx",)),
        FileKind(XLSX, DOCUMENT, ("xlsx",)),
        FileKind(ODT, DOCUMENT, ("odt",)),
        FileKind("text/plain", DOCUMENT, ("txt",)),
        FileKind("audio/mpeg", AUDIO, ("mp3",)),
        FileKind("audio/mp4", AUDIO, ("m4a", "mp4", "3gp")),
        FileKind("audio/ogg", AUDIO, ("ogg", "oga", "opus")),
        FileKind("audio/wav", AUDIO, ("wav",)),
        FileKind("audio/amr", AUDIO, ("amr",)),
        FileKind("audio/webm", AUDIO, ("webm", "weba")),
        FileKind("video/mp4", VIDEO, ("mp4", "m4v")),
        FileKind("video/quicktime", VIDEO, ("mov", "qt")),
        FileKind("video/3gpp", VIDEO, ("3gp", "3g2")),
        FileKind("video/webm", VIDEO, ("webm",)),
    )
}
