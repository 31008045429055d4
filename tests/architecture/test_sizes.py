"""Rooms stay small enough to be read at once."""

from tests.architecture.source import files, functions, name

MAX_FILE, MAX_FUNCTION = 300, 40


def test_no_file_is_longer_than_three_hundred_lines():
    lengths = {name(file): len(file.read_text().splitlines()) for file in files("*.py", "*.sh", "Makefile")}
    assert {file: lines for file, lines in lengths.items() if lines > MAX_FILE} == {}


def test_no_function_is_longer_than_forty_lines():
    long = [
        f"{name(file)}: {each.name}, {lines} lines"
        for file in files("services/*.py", "deploy/*.py", "bench/*.py", "examples/*.py")
        for each in functions(file)
        if (lines := (each.end_lineno or 0) - each.lineno + 1) > MAX_FUNCTION
    ]
    assert long == []
