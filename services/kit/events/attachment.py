"""A file that came with a citizen's words, as events carry it: what it is and where it lies, never its content."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import Described, described
from services.kit.events.vocabulary import ATTACHMENT_KINDS, CAUTIONS


@described
class Attachment(Described):
    """A stored file. `caution` says why the public may never see it; None where an editor may decide."""

    id: Annotated[str, wire.text("Name of the file for programs.", longest=64)]
    name: Annotated[str, wire.text("Name as it was sent, cleaned.", longest=200)]
    media_type: Annotated[str, wire.text("By content, not by name: `image/jpeg`.", longest=100)]
    kind: Annotated[str, wire.choice("What it is.", ATTACHMENT_KINDS)]
    size: Annotated[int, wire.count("Bytes, as others see it.")]
    sha256: Annotated[str, wire.text("SHA-256 of what was sent, hex.", longest=64)]
    caution: Annotated[str | None, wire.choice("Why it is never public.", CAUTIONS, optional=True)] = None


@described
class AttachmentLink(Described):
    """A file an agency may fetch until the link ends. No other right comes with it."""

    name: Annotated[str, wire.text("Name as it was sent, cleaned.", longest=200)]
    media_type: Annotated[str, wire.text("Such as `image/jpeg`.", longest=100)]
    kind: Annotated[str, wire.choice("What it is.", ATTACHMENT_KINDS)]
    size: Annotated[int, wire.count("Bytes.")]
    url: Annotated[str, wire.text("Where to fetch it, by GET, without credentials.", longest=600)]
    ends_at: Annotated[datetime, wire.moment("Until when the link works.")]
