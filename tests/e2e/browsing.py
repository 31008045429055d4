"""A citizen's browser window: it notes what a page may never do, and what axe says of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

AXE = Axe()


@dataclass(frozen=True, slots=True)
class Screen:
    """A size in CSS pixels, and whether scripts run. axe is a script itself: without them nothing is inspected."""

    width: int
    height: int
    scripts: bool = True


@dataclass
class Window:
    """A page with notes of everything it loaded and complained about."""

    page: Page
    screen: Screen
    requests: list[Request] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def open(self, url: str) -> int:
        """Go to a page and return its status."""
        response = self.page.goto(url)
        assert response is not None
        return response.status

    def send(self) -> int:
        """Press the button of the page's form and return the status of the page that follows, redirects followed."""
        with self.page.expect_navigation() as navigation:
            self.page.locator("main form button[type=submit]").click()
        return navigation.value.status

    def words(self) -> str:
        """Return the words of the page's main part."""
        return self.page.locator("main").inner_text()

    def inspect(self) -> None:
        """Find nothing that axe objects to and nothing that must be scrolled to the side."""
        if self.screen.scripts:
            violations = AXE.run(self.page).response["violations"]
            assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in violations] == []
            assert self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    def bytes_received(self) -> int:
        """Return what all answers so far took on the wire, headers and compressed bodies."""
        sizes = [request.sizes() for request in self.requests]
        return sum(each["responseHeadersSize"] + each["responseBodySize"] for each in sizes)

    def note_request(self, request: Request) -> None:
        """Note a request; a part of a page that comes from elsewhere is a fault."""
        self.requests.append(request)
        if not request.is_navigation_request() and _origin(request.url) != _origin(request.frame.url):
            self.faults.append(f"{request.frame.url} loads {request.url}")

    def note_response(self, response: Response) -> None:
        """A part of a page that is missing is a fault; pages themselves may refuse."""
        if response.status >= 400 and not response.request.is_navigation_request():
            self.faults.append(f"{response.url}: {response.status}")

    def note_console(self, message: ConsoleMessage) -> None:
        """An error in the console is a fault, unless it only repeats the status of a page that refuses."""
        refusal = message.text.startswith("Failed to load resource") and message.location["url"] == self.page.url
        if message.type in ("error", "warning") and not refusal:
            self.faults.append(message.text)


@contextmanager
def window(browser: Browser, screen: Screen, language: str = "vi-VN") -> Iterator[Window]:
    """Open a window of a new visitor. When the block ends well, nothing may have been noted as a fault."""
    context = browser.new_context(
        viewport={"width": screen.width, "height": screen.height},
        java_script_enabled=screen.scripts,
        locale=language,
    )
    context.set_default_timeout(15_000)
    try:
        opened = Window(context.new_page(), screen)
        opened.page.on("request", opened.note_request)
        opened.page.on("response", opened.note_response)
        opened.page.on("console", opened.note_console)
        opened.page.on("pageerror", lambda error: opened.faults.append(str(error)))
        yield opened
        assert opened.faults == []
    finally:
        context.close()


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
