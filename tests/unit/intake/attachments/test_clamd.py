"""The virus scanner's protocol, against a server that speaks it."""

import socket
from pathlib import Path

import pytest

from services.kit.failures import Retryable
from services.kit.files.clamd import Clamd, NoScanner, scanner
from tests.unit.intake.attachments.clamd_server import ClamdServer, clamd

CONTENT = bytes(range(256)) * 3000


def tcp(server: ClamdServer) -> Clamd:
    return Clamd(f"tcp://127.0.0.1:{server.address[1]}", seconds=5)


def test_a_clean_file_is_sent_whole_and_nothing_is_found() -> None:
    with clamd(b"stream: OK\0") as server:
        assert tcp(server).finding(CONTENT) is None
        assert server.received == [CONTENT]


def test_a_socket_of_this_machine_does_as_well(tmp_path: Path) -> None:
    place = tmp_path / "clamd.sock"
    with clamd(b"stream: Win.Test.EICAR_HDB-1 FOUND\0", socket.AF_UNIX, str(place)) as server:
        assert Clamd(f"unix://{place}").finding(CONTENT) == "Win.Test.EICAR_HDB-1"
        assert server.received == [CONTENT]


@pytest.mark.parametrize(
    "answer",
    [
        b"INSTREAM size limit exceeded. ERROR\0",
        b"stream: Can't allocate memory ERROR\0",
        b"UNKNOWN COMMAND\0",
        b"stream: NOT OKAY\0",
        b"",  # it hung up
    ],
)
def test_any_other_answer_means_that_nothing_was_scanned(answer: bytes) -> None:
    with clamd(answer) as server, pytest.raises(Retryable):
        tcp(server).finding(CONTENT)


def test_an_answer_that_comes_early_counts() -> None:
    with clamd(b"stream: Early-Signature FOUND\0", hang_up_after=1) as server:
        assert tcp(server).finding(CONTENT[:300_000]) == "Early-Signature"


def test_a_scanner_that_is_away_means_later() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(Retryable):
        Clamd(address).finding(CONTENT)


def test_a_scanner_whose_socket_is_not_there_means_later(tmp_path: Path) -> None:
    with pytest.raises(Retryable):
        Clamd(f"unix://{tmp_path}/none.sock").finding(CONTENT)


def test_a_scanner_that_says_nothing_means_later() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(Retryable):
            Clamd(f"tcp://127.0.0.1:{silent.getsockname()[1]}", seconds=0.2).finding(b"x")


def test_without_an_address_nothing_is_scanned() -> None:
    assert isinstance(scanner(""), NoScanner)
    assert scanner("").finding(CONTENT) is None
    assert isinstance(scanner("tcp://scanner:3310"), Clamd)
