"""A process that could not work does not start, and says which setting is wrong without repeating it."""

import pytest

from services.kit.settings import BadSettings, CommonSettings, common, read

GOOD = {"AMQP_URI": "amqp://u:hush@h/v", "MONGO_URI": "mongodb://u:hush@h"}


def read_common(monkeypatch, **environment):
    for name in ("AMQP_URI", "MONGO_URI", "HTTP_PORT", "ADMIN_PORT", "DATABASE_PREFIX", "LOG_LEVEL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return read(lambda env: CommonSettings(**common(env, "routing")))


@pytest.mark.parametrize("missing", ["AMQP_URI", "MONGO_URI"])
def test_a_secret_has_no_default(monkeypatch, missing):
    with pytest.raises(BadSettings, match=missing):
        read_common(monkeypatch, **{name: value for name, value in GOOD.items() if name != missing})


@pytest.mark.parametrize(
    ("name", "value"), [("HTTP_PORT", "hush-http"), ("LOG_LEVEL", "hush-loud"), ("ADMIN_PORT", "hush")]
)
def test_a_wrong_setting_is_named_but_not_repeated(monkeypatch, name, value):
    with pytest.raises(BadSettings) as wrong:
        read_common(monkeypatch, **GOOD, **{name: value})
    assert name in str(wrong.value)
    assert "hush" not in str(wrong.value)


def test_a_service_gets_a_database_of_its_own(monkeypatch):
    assert read_common(monkeypatch, **GOOD).database == "routing"
    assert read_common(monkeypatch, **GOOD, DATABASE_PREFIX="test_").database == "test_routing"
