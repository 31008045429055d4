"""People with a keyboard: at the desk, signed in by the door as everybody, and citizens."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyotp
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browsing import Screen, Window, window

DESKTOP = Screen(1366, 768)
MOST_STOPS = 120


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works at the desk, and the one-time password they were given."""

    name: str
    role: str
    agency: str | None
    given: str = field(repr=False)


@dataclass
class Keyboard:
    """One person's window. Nothing here uses a mouse: what cannot be reached by keys is not reached."""

    window: Window
    desk: str = ""

    @property
    def page(self) -> Page:
        """Return the page in front of the person."""
        return self.window.page

    def tab_to(self, selector: str) -> None:
        """Go to an element by Tab. Raises AssertionError when no number of tabs leads there."""
        script = "selector => document.activeElement.matches(selector)"
        for _ in range(MOST_STOPS):
            if self.page.evaluate(script, selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no way to {selector} by Tab on {self.page.url}")

    def press(self, button: str) -> None:
        """Tab to the button or link with these words and press it."""
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("document.activeElement.textContent").strip() == button:
                self.page.keyboard.press("Enter")
                return
        raise AssertionError(f"no way to {button} by Tab on {self.page.url}")

    def type(self, selector: str, text: str) -> None:
        """Tab to a field and write into it."""
        self.tab_to(selector)
        self.page.keyboard.type(text)

    def told(self, words: str) -> None:
        """Wait for the page that says so, with its scripts."""
        expect(self.page.locator("main").get_by_role("status").first).to_contain_text(words)
        self.page.wait_for_load_state("load")

    def look(self, name: str) -> None:
        """Find nothing wrong with the page as it is; keep a picture of it where SCREENSHOTS names a folder."""
        self.window.inspect()
        if folder := os.environ.get("SCREENSHOTS"):
            self.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    def come_in(self, person: Person) -> None:
        """Sign in: with the one-time password, a password of one's own, and a second factor where the role needs it."""
        self.page.goto(f"{self.desk}/desk")
        expect(self.page.locator("#name")).to_be_focused()  # which comes after the page has been drawn
        self._send(name=person.name, password=person.given)
        own = "một câu dài dễ nhớ 1022"
        self._send(old=person.given, new=own, again=own)
        self.page.goto(f"{self.desk}/desk")
        if self.page.url.endswith("/tai-khoan/ma"):
            self.look(f"afternoon-0-{person.role}-factor")
            secret = self.page.locator("main code").inner_text().replace(" ", "")
            self._send(code=pyotp.TOTP(secret).now())
            self.page.goto(f"{self.desk}/desk")

    def _send(self, **typed: str) -> None:
        for field_, text in typed.items():
            self.type(f"#{field_}", text)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")


@contextmanager
def keyboards(browser: Browser, desk: str, names: tuple[str, ...]) -> Iterator[dict[str, Keyboard]]:
    """Open a window for each. When the block ends well, no page of theirs may have been at fault."""
    with ExitStack() as stack:
        yield {each: Keyboard(stack.enter_context(window(browser, DESKTOP)), desk) for each in names}
