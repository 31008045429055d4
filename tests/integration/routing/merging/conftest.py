"""The stages of routing's process and of the desk in a browser, for cases that are joined."""

from tests.integration.routing.case_page.conftest import desk
from tests.integration.routing.conftest import stage

__all__ = ["desk", "stage"]
