"""Parts of paths, described once."""

from __future__ import annotations

from typing import Any

from services.kit.events.wire import CODE_PATTERN

CODE: dict[str, Any] = {
    "name": "code",
    "in": "path",
    "required": True,
    "description": "Case code, 13 digits.",
    "schema": {"type": "string", "pattern": CODE_PATTERN},
}
