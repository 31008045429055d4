"""What a browser is called among people, from what it calls itself."""

from __future__ import annotations

#: Each calls itself by the names of those it once wanted to be taken for: the more particular first.
BROWSERS: dict[str, str] = {
    "Edg/": "Edge",
    "OPR/": "Opera",
    "coc_coc": "Cốc Cốc",
    "Firefox/": "Firefox",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
SYSTEMS: dict[str, str] = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "Linux": "Linux",
}
LONGEST_OTHER = 40


def browser_name(agent: str) -> str:
    """Return "Firefox, Windows"; what nobody knows as it is, shortened."""
    names = [_first(agent, BROWSERS), _first(agent, SYSTEMS)]
    return ", ".join(name for name in names if name) or agent[:LONGEST_OTHER] or "?"


def _first(agent: str, known: dict[str, str]) -> str | None:
    return next((name for mark, name in known.items() if mark in agent), None)
