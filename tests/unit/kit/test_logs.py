"""Logs never carry personal data, whoever wrote the log line."""

from services.kit.logs import PERSONAL, drop_personal


def test_fields_that_could_name_a_citizen_are_hidden():
    fields = {"event": "case routed", "case": "2611234829170", **dict.fromkeys(PERSONAL, "Nguyễn Văn An")}
    kept = drop_personal(None, "info", fields)
    assert "Nguyễn Văn An" not in kept.values()
    assert kept["case"] == "2611234829170"
