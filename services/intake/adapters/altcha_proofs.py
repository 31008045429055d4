"""Proofs of work by ALTCHA's protocol (version 1: find the number behind a SHA-256), each good once.

Version 1 because checking a solution costs two hashes, so that the proof cannot itself be used to exhaust us.
"""

from __future__ import annotations

import base64
import binascii
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
from altcha import v1 as altcha
from pymongo import ASCENDING
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.intake.usecases.gate_ports import Challenge

GOOD_FOR = timedelta(minutes=20)
#: About two seconds of an old telephone: half of them must be tried on average.
NUMBERS = 60_000
MOST_SOLUTION = 2_000


class AltchaProofs:
    """Challenges signed with `key`; collection `used_proofs` remembers used ones until they end by themselves."""

    def __init__(self, database: Database[Any], key: str, numbers: int = NUMBERS) -> None:
        self._used = database["used_proofs"]
        self._key = key
        self._numbers = numbers
        self._prepared = False

    def challenge(self, now: datetime) -> Challenge:
        """Return a new signed challenge, good for `GOOD_FOR`."""
        options = altcha.ChallengeOptions(
            max_number=self._numbers, hmac_key=self._key, expires=now + GOOD_FOR, algorithm="SHA-256"
        )
        made = altcha.create_challenge(options)
        return Challenge(
            {
                "algorithm": made.algorithm,
                "challenge": made.challenge,
                "maxnumber": made.max_number,
                "salt": made.salt,
                "signature": made.signature,
            }
        )

    def accepted(self, solution: str, now: datetime) -> bool:
        """Return whether a solution (base64 of JSON) is ours, right, in time, and used for the first time."""
        said = _read(solution)
        if said is None or said.get("algorithm") != "SHA-256":
            return False
        right, _ = altcha.verify_solution(said, self._key, check_expires=False)
        ends = _ends(said) if right else None
        return ends is not None and now < ends and self._first_use(str(said["challenge"]), ends)

    def _first_use(self, challenge: str, ends: datetime) -> bool:
        if not self._prepared:
            self._used.create_index([("until", ASCENDING)], name="ended", expireAfterSeconds=0)
            self._prepared = True
        try:
            self._used.insert_one({"_id": challenge, "until": ends})
        except DuplicateKeyError:
            return False
        return True


def _read(solution: str) -> Any:
    """Return the five fields of a solution, or None for what is none."""
    if len(solution) > MOST_SOLUTION:
        return None
    try:
        said = orjson.loads(base64.b64decode(solution, validate=True))
    except (binascii.Error, ValueError):
        return None
    if not isinstance(said, dict) or not isinstance(said.get("number"), int):
        return None
    return said if all(isinstance(said.get(name), str) for name in ("challenge", "salt", "signature")) else None


def _ends(said: Any) -> datetime | None:
    """Return when a challenge of ours ends; the salt is signed, so what it says is what we wrote."""
    found = altcha.extract_params(said).get("expires", [""])[0]
    return datetime.fromtimestamp(int(found), UTC) if found.isdigit() else None
