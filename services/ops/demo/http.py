"""Plain HTTP with a time limit, as anybody's program would do it."""

from __future__ import annotations

from typing import Any

import requests

TIMEOUT_SECONDS = 20


def post(url: str, body: dict[str, Any], headers: dict[str, str] | None = None) -> requests.Response:
    """Send JSON. Raises `requests.RequestException`, also for a refusal."""
    answer = requests.post(url, json=body, headers=headers, timeout=TIMEOUT_SECONDS)
    answer.raise_for_status()
    return answer


def get(url: str, headers: dict[str, str] | None = None, **query: str) -> requests.Response:
    """Fetch. Raises `requests.RequestException`, also for a refusal."""
    answer = requests.get(url, params=query, headers=headers, timeout=TIMEOUT_SECONDS)
    answer.raise_for_status()
    return answer
