"""One browser for the whole run, since Playwright allows no second one beside it; and what every page must pass."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

PICTURES = Path("var/shots")
#: What a page may take to be as expected, in milliseconds: machines that run tests are busy.
PATIENCE = 20_000


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or the one CHROMIUM names."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if path is None:
        pytest.skip("needs a browser: apt-get install chromium, or CHROMIUM=/path")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        # Root, which CI is, cannot have Chromium's sandbox; it opens our own pages only.
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()


def looked_at(page: Page, name: str) -> None:
    """Keep a picture; assert that axe finds nothing and that nothing hangs over the screen's edge."""
    page.wait_for_load_state()
    picture(page, name)
    without_faults(page)
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{name} is {wide} pixels wider than the screen"


def without_faults(page: Page) -> None:
    """Assert that axe finds nothing on the page as it is."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def picture(page: Page, name: str) -> None:
    """Keep a picture for whoever wants to look."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True)
