"""A page of HTML as text that reads well: blocks on lines of their own, list marks, where links lead, quotes marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser

_UNREAD = frozenset({"script", "style", "head", "title", "template", "noscript", "object", "svg", "select", "textarea"})
_BLOCKS = frozenset(
    "address article aside div dl dt dd fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre"  # noqa: SIM905
    " section table tr ul blockquote center body".split()
)
_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "table", "blockquote", "ul", "ol"})
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$)", re.IGNORECASE
)
_BLANKS = re.compile(r"[ \t\r\n\f\u00a0]+")
_MANY_LINES = re.compile(r"\n{3,}")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]*>")
#: Elements that have no end, or need not say it.
_ENDLESS = frozenset("area base br col dd dt embed hr img input li link meta option p source td th tr wbr".split())  # noqa: SIM905
#: What a hostile page may cost us. The parser's time grows with the square of the depth (measured: 40,000 take 1.4 s).
MOST_DEPTH = 5_000
MOST_HTML = 5_000_000
MOST_NODES = 100_000
MOST_TEXT = 2_000_000


def text_of(html: str) -> str:
    """Return what a person would read. Never fails, and takes no longer for deep nesting than for a flat page."""
    html = html[:MOST_HTML].replace("\x00", "")
    if _is_absurdly_deep(html):
        return _BLANKS.sub(" ", _ANY_TAG.sub(" ", html)).strip()
    tree = LexborHTMLParser(html)
    out = _Lines()
    for node, ends in _steps(tree.root):
        (out.end if ends else out.begin)(node)
        if out.size > MOST_TEXT:
            break
    return out.text()


def _is_absurdly_deep(html: str) -> bool:
    depth = 0
    for tag in _TAG.finditer(html):
        if tag[2].lower() not in _ENDLESS:
            depth = max(0, depth - 1) if tag[1] else depth + 1
            if depth > MOST_DEPTH:
                return True
    return False


def _steps(root: Any) -> Iterator[tuple[Any, bool]]:
    """Yield every node that is read, and every element a second time at its end; without recursion."""
    stack = [(root, False)] if root is not None else []
    for _ in range(2 * MOST_NODES):
        if not stack:
            return
        node, ends = stack.pop()
        if ends or node.tag == "-text":
            yield node, ends
        elif _is_read(node):
            yield node, False
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(list(node.iter(include_text=True))))


def _is_read(node: Any) -> bool:
    return node.tag not in _UNREAD and not _HIDDEN.search(node.attributes.get("style") or "")


class _Lines:
    """Collects text; keeps track of lists and quotes."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line = ""
        self._quotes = 0
        self._lists: list[int | None] = []
        self._links: list[tuple[str, int]] = []
        self._as_is = 0
        self.size = 0

    def begin(self, node: Any) -> None:
        """Take a text, or the beginning of an element."""
        tag = node.tag
        if tag == "-text":
            self._say(node.text_content or "")
        elif tag == "br":
            self._break(always=True)
        elif tag in _BLOCKS or tag == "li":
            self._break()
        self._enter(tag, node)

    def end(self, node: Any) -> None:
        """Take the end of an element."""
        tag = node.tag
        if tag == "a" and self._links:
            self._leave_link(*self._links.pop())
        elif tag in ("td", "th"):
            self._say(" ")
        if tag in _BLOCKS or tag == "li":
            self._break()
        if tag in _PARAGRAPHS and not self._lists[1:]:
            self._lines.append("> " * self._quotes)
        self._leave(tag)

    def text(self) -> str:
        """Return all lines."""
        self._break()
        return _MANY_LINES.sub("\n\n", "\n".join(line.rstrip() for line in self._lines)).strip("\n")

    def _enter(self, tag: str, node: Any) -> None:
        if tag == "blockquote":
            self._quotes = min(self._quotes + 1, 5)
        elif tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._line = self._mark()
        elif tag == "a":
            self._links.append((node.attributes.get("href") or "", len(self._line)))
        elif tag == "pre":
            self._as_is += 1
        elif tag == "img" and node.attributes.get("alt"):
            self._say(f" {node.attributes['alt']} ")

    def _leave(self, tag: str) -> None:
        if tag == "blockquote":
            self._quotes = max(0, self._quotes - 1)
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag == "pre":
            self._as_is -= 1

    def _mark(self) -> str:
        depth = max(0, len(self._lists) - 1)
        if self._lists and self._lists[-1] is not None:
            self._lists[-1] += 1
            return f"{'  ' * depth}{self._lists[-1]}. "
        return f"{'  ' * depth}- "

    def _leave_link(self, target: str, start: int) -> None:
        """Say where a link leads, unless its words say so already."""
        words = self._line[start:].strip()
        plain = target.removeprefix("mailto:").removeprefix("tel:").split("?")[0]
        if target.startswith(("http://", "https://", "mailto:", "tel:")) and plain.rstrip("/") not in words:
            self._say(f" ({plain})" if words else plain)

    def _say(self, text: str) -> None:
        if self._as_is:
            *lines, text = text.split("\n")
            for line in lines:
                self._line += line
                self._break(always=True)
        else:
            text = _BLANKS.sub(" ", text)
            text = text.lstrip() if not self._line or self._line.endswith(" ") else text
        self._line += text
        self.size += len(text)

    def _break(self, *, always: bool = False) -> None:
        if self._line.strip() or always:
            self._lines.append("> " * self._quotes + self._line)
            self._line = ""
