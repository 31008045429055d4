"""The bodies of the page's webhooks."""

from __future__ import annotations

from typing import Any


class Events:
    """Makes events of one page. Times are milliseconds since 1970, those of comments seconds."""

    def __init__(self, page_id: str) -> None:
        self._page = page_id

    def messaging(self, user: str, at: int, **what: Any) -> dict[str, Any]:
        """Return an event of a user: `message`, `postback`, `delivery` or `read`."""
        said = {"sender": {"id": user}, "recipient": {"id": self._page}, "timestamp": at, **what}
        return self._entry(at, messaging=[said])

    def echo(self, user: str, at: int, message: dict[str, Any]) -> dict[str, Any]:
        """Return a message of the page as Facebook tells it back."""
        said = {"sender": {"id": self._page}, "recipient": {"id": user}, "timestamp": at}
        return self._entry(at, messaging=[said | {"message": {"is_echo": True, "app_id": 1022} | message}])

    def comment(
        self, comment_id: str, post: str, user: str, name: str, text: str, at: int, verb: str = "add"
    ) -> dict[str, Any]:
        """Return what happens to a comment under a post of the page: add, edited or remove (which has no text)."""
        value = {
            "from": {"id": user, "name": name},
            "post_id": post,
            "parent_id": post,
            "comment_id": comment_id,
            "created_time": at // 1000,
            "item": "comment",
            "verb": verb,
        } | ({} if verb == "remove" else {"message": text})
        return self._entry(at, changes=[{"field": "feed", "value": value}])

    def _entry(self, at: int, **content: Any) -> dict[str, Any]:
        return {"object": "page", "entry": [{"id": self._page, "time": at, **content}]}
