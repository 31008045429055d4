"""Every event type has a golden example, and the code keeps to it: it can be read, and is written again as it was."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kit.events import EventData, all_types, decode, encode, validate

CONTRACTS = Path(__file__).parents[3] / "contracts"
TYPES = sorted(all_types().values(), key=lambda cls: cls.TYPE)
every_type = pytest.mark.parametrize("cls", TYPES, ids=lambda cls: cls.TYPE)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def place(cls: type[EventData]) -> Path:
    return CONTRACTS / "events" / cls.TYPE / f"v{cls.VERSION}"


def example(cls: type[EventData]) -> dict[str, Any]:
    raw: dict[str, Any] = json.loads((place(cls) / "example.json").read_text())
    return raw


def schema(cls: type[EventData]) -> dict[str, Any]:
    raw: dict[str, Any] = json.loads((place(cls) / "schema.json").read_text())
    return raw


@every_type
def test_a_golden_example_is_read_and_written_again_unchanged(cls: type[EventData]) -> None:
    event = decode(json.dumps(example(cls)))
    assert isinstance(event.data, cls)
    assert json.loads(encode(event)) == example(cls)


@every_type
def test_a_golden_example_passes_the_check_for_strangers(cls: type[EventData]) -> None:
    assert validate(cls, example(cls)["data"]) == decode(json.dumps(example(cls))).data


@every_type
def test_a_golden_example_is_valid_by_its_json_schema(cls: type[EventData]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(cls))
    jsonschema.validate(
        example(cls),
        schema(cls),
        cls=jsonschema.Draft202012Validator,
        format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
    )


@every_type
def test_a_golden_example_shows_every_field(cls: type[EventData]) -> None:
    assert set(example(cls)["data"]) == set(schema(cls)["properties"]["data"]["properties"])


@every_type
def test_json_schema_and_code_refuse_the_same_omissions(cls: type[EventData]) -> None:
    for required in schema(cls)["properties"]["data"]["required"]:
        data = {name: value for name, value in example(cls)["data"].items() if name != required}
        assert not jsonschema.Draft202012Validator(schema(cls)).is_valid({**example(cls), "data": data}), required
        assert cls.SCHEMA.validate(data), required


@given(cls=st.sampled_from(TYPES), extra=st.dictionaries(st.text(min_size=1), json_values, max_size=3))
def test_readers_pass_over_fields_they_do_not_know(cls: type[EventData], extra: dict[str, Any]) -> None:
    known = example(cls)
    wider = {**extra, **known, "data": {**extra, **known["data"]}}
    assert decode(json.dumps(wider)) == decode(json.dumps(known))
    assert validate(cls, wider["data"]) == validate(cls, known["data"])


def test_vietnamese_survives_the_wire_byte_for_byte() -> None:
    cls = next(cls for cls in TYPES if cls.TYPE == "case.received")
    words = "Đường Hùng Vương: cột điện nghiêng, người dân rất lo ngại – ưu tiên xử lý ạ"
    raw = example(cls)
    raw["data"]["text"] = words
    body = encode(decode(json.dumps(raw)))
    assert words.encode() in body
    assert decode(body).data.text == words


def test_times_keep_their_moment_whatever_zone_they_are_written_in() -> None:
    cls = next(cls for cls in TYPES if cls.TYPE == "case.accepted")
    raw = example(cls)
    raw["data"]["accepted_at"] = "2026-11-23T10:05:00+07:00"
    assert decode(json.dumps(raw)).data.accepted_at == datetime(2026, 11, 23, 3, 5, tzinfo=UTC)
