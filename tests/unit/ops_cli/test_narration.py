"""The demo's clock: a step is told when it is seen, and its absence ends the demo."""

import pytest
import requests

from services.kit.commands.console import Exit, Failure
from services.ops.demo.narration import Narrator


def test_a_step_is_told_with_its_time_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert Narrator("web", 30).wait("Đã công khai", "Published", lambda: "/ca/1") == "/ca/1"
    first, second = capsys.readouterr().out.splitlines()
    assert first.endswith("s  web     Đã công khai")
    assert second.strip() == "Published"


def test_a_site_that_is_not_up_yet_is_asked_again() -> None:
    answers = iter([requests.ConnectionError(), requests.Timeout(), None, "yes"])

    def look() -> str | None:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    assert Narrator("web", 30).wait("Thấy", "Seen", look) == "yes"


def test_a_missing_step_ends_the_demo() -> None:
    with pytest.raises(Failure) as missing:
        Narrator("web", 0).wait("Đã công khai", "Published", lambda: None)
    assert missing.value.exit_code == Exit.WRONG
    assert "Published" in missing.value.message
