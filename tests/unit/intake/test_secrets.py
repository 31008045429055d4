"""Secrets that are empty or next to nothing stop the start: everybody could sign with them."""

import pytest

from services.intake.settings import load
from services.intake.settings.facebook import load_facebook
from services.intake.settings.zalo import load_zalo
from services.kit.settings import BadSettings, read

WHOLE = {
    "AMQP_URI": "amqp://127.0.0.1",
    "MONGO_URI": "mongodb://127.0.0.1",
    "SECRET_KEY": "for tests",
    "FILES_KEY": "for tests",
    "ZALO_APP_ID": "1",
    "ZALO_OA_ID": "2",
    "ZALO_OA_SECRET": "for tests",
    "FACEBOOK_PAGE_ID": "3",
    "FACEBOOK_APP_SECRET": "for tests",
    "FACEBOOK_VERIFY_TOKEN": "for tests",
}


@pytest.mark.parametrize("empty", ["", "1234567"])
@pytest.mark.parametrize(
    ("build", "name"),
    [
        (load, "SECRET_KEY"),
        (load, "FILES_KEY"),
        (load_zalo, "ZALO_OA_SECRET"),
        (load_facebook, "FACEBOOK_APP_SECRET"),
        (load_facebook, "FACEBOOK_VERIFY_TOKEN"),
    ],
)
def test_a_secret_that_everybody_could_guess_stops_the_start(monkeypatch, build, name, empty):
    for each, value in WHOLE.items():
        monkeypatch.setenv(each, value)
    read(build)
    monkeypatch.setenv(name, empty)
    with pytest.raises(BadSettings, match=name):
        read(build)
