"""The desk in memory, as somebody with a browser meets it."""

from __future__ import annotations

from typing import Any

from tests.unit.routing.site import DeskSite


class CaseSite(DeskSite):
    """`page` opens any address as somebody; a token stands for their session."""

    def page(self, who: str | None, method: str, path: str, **more: Any) -> Any:
        """Return the answer."""
        headers = {"Authorization": f"Bearer {self.tokens[who]}"} if who else {}
        return self.app.test_client().open(path, method=method, headers=headers, **more)
