"""Settings about files: what cannot work stops the start and is named."""

from datetime import timedelta

import pytest

from services.intake.settings.files import FileSettings, files
from services.kit.files.limits import MEGABYTE, Limits
from services.kit.settings import BadSettings, read

NAMES = ("FILES_MOST", "FILES_MOST_MB_EACH", "FILES_MOST_MB", "FILES_MOST_MEGAPIXELS", "FILES_UNNAMED_HOURS")


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*NAMES, "CLAMD_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FILES_KEY", "key of files")


def test_what_is_not_set_has_a_default() -> None:
    limits = Limits(files=10, bytes_each=10 * MEGABYTE, bytes_together=25 * MEGABYTE, pixels=50_000_000)
    assert read(files) == FileSettings(key="key of files", limits=limits, clamd="", unnamed=timedelta(hours=24))


def test_the_key_is_required_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "key of files" not in repr(read(files))
    monkeypatch.delenv("FILES_KEY")
    with pytest.raises(BadSettings, match="FILES_KEY"):
        read(files)


@pytest.mark.parametrize("address", ["", "tcp://scanner:3310", "tcp://127.0.0.1", "unix:///run/clamd.ctl"])
def test_a_scanner_may_be_anywhere_or_nowhere(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("CLAMD_ADDRESS", address)
    assert read(files).clamd == address


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CLAMD_ADDRESS", "scanner:3310"),  # clamdscan's way of writing it, not ours
        ("CLAMD_ADDRESS", "unix://run/clamd.ctl"),
        ("CLAMD_ADDRESS", "tcp://scanner:many"),
        *((name, "0") for name in NAMES),
        ("FILES_MOST", "ten"),
    ],
)
def test_what_cannot_work_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSettings, match=name):
        read(files)
