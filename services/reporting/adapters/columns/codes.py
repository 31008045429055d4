"""Words as small numbers."""

from __future__ import annotations


class Codes:
    """Gives each word a number of its own, in the order they come; None is 0."""

    def __init__(self) -> None:
        self.words: list[str | None] = [None]
        self._numbers: dict[str | None, int] = {None: 0}

    def __len__(self) -> int:
        return len(self.words)

    def of(self, word: str | None) -> int:
        """Return the number of a word, a new one where it has none yet."""
        number = self._numbers.get(word)
        if number is None:
            number = self._numbers[word] = len(self.words)
            self.words.append(word)
        return number

    def find(self, word: str) -> int:
        """Return the number of a word; -1, which nothing has, where it has none."""
        return self._numbers.get(word, -1)
