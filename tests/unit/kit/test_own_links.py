"""A proof for one's own case: for this case, for this purpose, for so long, and not for a letter more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kit.failures import Rejected
from services.kit.own_links import ADD, LENGTH, LOOK, opened, token

KEY, NOW = "a key that two services share", datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
CODE = "2611234829170"
MONTHS = NOW + timedelta(days=60)


def refusal(proof: str, key: str = KEY, purpose: str = LOOK, now: datetime = NOW) -> str:
    with pytest.raises(Rejected) as refused:
        opened(proof, key, purpose, now)
    assert refused.value.vi and refused.value.en
    return refused.value.slug


@given(
    st.integers(0, 10**13 - 1).map(lambda n: f"{n:013}"),
    st.integers(1, 10**9).map(lambda seconds: datetime(2024, 1, 2, tzinfo=UTC) + timedelta(seconds=seconds)),
)
def test_what_was_put_in_comes_out_while_it_is_good(code: str, until: datetime) -> None:
    proof = token(code, KEY, LOOK, until)
    assert len(proof) == LENGTH and proof.isalnum()
    assert opened(proof, KEY, LOOK, until - timedelta(microseconds=1)) == code
    assert refusal(proof, now=until + timedelta(hours=1)) == "link-ended"


@given(st.integers(0, LENGTH - 1), st.sampled_from("123abcXYZ-_ .?%ốé0OIl"))
def test_one_changed_letter_opens_nothing(place: int, letter: str) -> None:
    proof = token(CODE, KEY, LOOK, MONTHS)
    changed = proof[:place] + letter + proof[place + 1 :]
    assert changed == proof or refusal(changed) == "link-not-valid"


@pytest.mark.parametrize("proof", ["", "1", "z" * LENGTH, "1" * LENGTH, "1" * (LENGTH + 1), CODE], ids=len)
def test_what_is_no_proof_is_refused_quietly(proof: str) -> None:
    assert refusal(proof) == "link-not-valid"


def test_it_is_good_for_its_purpose_and_its_key_alone() -> None:
    proof = token(CODE, KEY, LOOK, MONTHS)
    assert refusal(proof, purpose=ADD) == "link-not-valid"
    assert refusal(proof, key="another key of the same length") == "link-not-valid"
    assert refusal(proof, key="") == "link-not-valid", "who has no key opens nothing"
    assert refusal(token(CODE, "", LOOK, MONTHS), key="") == "link-not-valid"
