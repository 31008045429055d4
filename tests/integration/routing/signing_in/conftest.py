"""The same desk as the case page's tests, for people who come in by the door."""

from tests.integration.routing.case_page.conftest import desk

__all__ = ["desk"]
