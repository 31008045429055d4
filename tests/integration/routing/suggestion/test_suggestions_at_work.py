"""Suggestions in the running process, and the commands beside it."""

import pytest
from click.testing import CliRunner

from services.routing.commands.catalog import catalog
from services.routing.commands.suggestions import suggestions
from tests.integration.routing.conftest import PLACE, RELAY, SECRET
from tests.unit.routing.builders import code, received
from tests.unit.routing.suggestion.province import DATA, FOLDER
from tests.waiting import eventually

pytestmark = pytest.mark.integration

LIGHTS = "ha-tang.chieu-sang"
MAIL = {
    "channel": "email",
    "category": None,
    "area": None,
    "address": None,
    "title": "Đèn đường không sáng",
    "text": "Đèn đường trước nhà tôi ở phường Hoa Lư, Pleiku bị hỏng, bóng đèn cháy mấy hôm nay, cả hẻm tối om.",
}


@pytest.fixture
def hotline(mongo):
    """Run a command; return exit code and what was printed."""

    def run(group, *arguments):
        environment = {**mongo.environment(), "AMQP_URI": "amqp://nowhere.invalid"}
        result = CliRunner(env=environment).invoke(group, list(arguments))
        return result.exit_code, result.output

    return run


def test_models_are_loaded_measured_shown_and_rolled_back(hotline) -> None:
    folder = ("--folder", str(FOLDER.path))
    assert hotline(suggestions, "measure", *folder)[0] == 1
    assert hotline(suggestions, "rollback")[0] == 1
    for version in (1, 2):
        result, output = hotline(suggestions, "load", *folder)
        assert (result, f"bản {version} đang áp dụng" in output) == (0, True)
    assert "tất cả/all" in hotline(suggestions, "measure", *folder)[1]
    assert "bản 1 đang áp dụng" in hotline(suggestions, "rollback")[1]
    shown = hotline(suggestions, "show")[1]
    assert "Quyết định đã lưu: 0" in shown and "69." in shown


def test_training_without_scikit_learn_says_so(hotline, monkeypatch, tmp_path) -> None:
    monkeypatch.setitem(__import__("sys").modules, "sklearn.linear_model", None)
    result, output = hotline(suggestions, "train", "--folder", str(FOLDER.path), "--to", str(tmp_path / "m.gz"))
    assert result == 1 and "chưa cài scikit-learn" in output
    assert list(tmp_path.iterdir()) == []


def test_a_model_reaches_the_running_process_and_decides(stage, hotline, start, mongo) -> None:
    hotline(catalog, "load", str(DATA))
    with start(PLACE, **SECRET, FORWARD_AT_ONCE="yes"), start(RELAY, RELAY_DATABASES="routing"):
        stage.receive(received(1, **MAIL))
        eventually(lambda: stage.case(code(1)))
        assert (stage.case(code(1))["state"], stage.case(code(1))["suggested"]) == ("triage", [])
        hotline(suggestions, "load", "--folder", str(FOLDER.path))

        def decided():
            decided.tries += 1
            stage.receive(received(10 + decided.tries, **MAIL))
            case = eventually(lambda: stage.case(code(10 + decided.tries)))
            return case if case["classified"] else None

        decided.tries = 0
        case = eventually(decided)
        assert (case["category"], case["area"], case["agency"]) == (LIGHTS, "23575", "ubnd-phuong-pleiku")
        assert [entry["did"] for entry in case["history"]] == ["classified", "routed"]
