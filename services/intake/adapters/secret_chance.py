"""Numbers nobody can guess, from the operating system."""

from __future__ import annotations

import secrets


class SecretChance:
    """The `secrets` module as the use case's source of chance."""

    def below(self, limit: int) -> int:
        """Return a whole number from 0 to `limit` - 1."""
        return secrets.randbelow(limit)
