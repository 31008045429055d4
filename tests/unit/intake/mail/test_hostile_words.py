"""Words that a stranger wrote to keep us busy: reading them takes no longer than reading as much of anything else."""

import time

import pytest

from services.intake.adapters import mime_parts
from services.intake.adapters.mime_parts import MOST_READ
from services.intake.adapters.mime_reader import read_letter
from services.intake.domain.chat.contact_text import contact_in
from services.intake.domain.mail.quoting import own_words

LENGTH = 40_000
#: What reading takes is milliseconds; what grew with the square of the length took several seconds, or minutes.
SECONDS = 1.0

HOSTILE = {
    "an address that never ends": "x<" + "a@" * (LENGTH // 2),
    "addresses that begin again and again": "x<a@b" * (LENGTH // 5),
    "empty lines": "\n" * LENGTH + "x",
    "lines of blanks": "\n \t" * (LENGTH // 3) + "x",
    "marks of quotes": "> " * (LENGTH // 2) + "x",
    "a courtesy and blanks": "Xin chào\nTrân trọng" + " " * LENGTH + "x",
    "beginnings of signatures": "--\n" * (LENGTH // 3) + "x",
    "a date and blanks": "Vào" + " " * LENGTH + "x",
    "one word": "a" * LENGTH,
}


def seconds_of(work, *said, **how) -> float:
    started = time.perf_counter()
    work(*said, **how)
    return time.perf_counter() - started


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_the_end_of_a_mail_is_found_in_time(text):
    assert seconds_of(own_words, text, answers=True, forwards=False) < SECONDS


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_contact_is_looked_for_in_time(text):
    assert seconds_of(contact_in, text) < SECONDS


def test_lines_that_a_program_broke_are_joined_in_time():
    raw = b"Content-Type: text/plain; format=flowed\r\n\r\n" + b"abcdefgh \r\n" * 300_000
    assert seconds_of(read_letter, raw) < 2 * SECONDS


def test_many_readings_of_one_mail_do_not_add_up(monkeypatch):
    read = []

    def decoded(content, _=None):
        read.append(len(content))
        return "x"

    monkeypatch.setattr(mime_parts, "decoded", decoded)
    part = "--b\r\nContent-Type: text/plain\r\n\r\n" + "a" * (MOST_READ // 10) + "\r\n"
    read_letter(b"Content-Type: multipart/alternative; boundary=b\r\n\r\n" + (part * 30).encode() + b"--b--\r\n")
    assert sum(read) == MOST_READ
