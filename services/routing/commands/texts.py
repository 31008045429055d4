"""`hotline texts`: load a province's canned texts from its file, show which there are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import yaml

from services.kit.commands.console import Exit, Failure, say, table
from services.kit.failures import Rejected
from services.routing.commands.wired import application
from services.routing.domain.canned_text import CannedText
from services.routing.wiring.texts import Texts

FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
_FIELDS = {"slug", "title", "body_vi", "body_en", "categories", "outcome", "role"}


@click.group()
def texts() -> None:
    """Nạp và xem các mẫu câu trả lời.

    Load and show canned texts. Reads MONGO_URI.
    """


@texts.command()
@FILE
def load(file: Path) -> None:
    """Nạp mẫu câu trong FILE; mẫu nào đã có người sửa tại bàn làm việc thì để nguyên.

    Load the texts in FILE; what people have edited at the desk stays as it is.
    """
    try:
        written, kept = _texts().load(read_texts(file))
    except Rejected as why:
        raise _wrong(why) from why
    say(f"Đã nạp {written} mẫu câu, giữ nguyên {kept} mẫu đã được sửa.", f"{written} loaded, {kept} left as edited.")


@texts.command("list")
def list_() -> None:
    """Liệt kê các mẫu câu.

    List the texts.
    """
    rows = [(each.slug, each.title, str(each.version)) for each in _texts().texts.all()]
    table(rows, ("MẪU/TEXT", "TIÊU ĐỀ/TITLE", "BẢN/VERSION"))


def read_texts(file: Path) -> list[CannedText]:
    """Return the texts in a file. Raises `Rejected("text-not-valid")` for what is not a list of texts."""
    try:
        said = yaml.safe_load(file.read_text("utf-8"))
        return [_text(each) for each in said["texts"]]
    except (yaml.YAMLError, TypeError, KeyError, AttributeError) as error:
        raise Rejected(
            "text-not-valid", "Tệp mẫu câu không đọc được.", "The file of texts cannot be read.", why=str(error)
        ) from error


def _text(said: dict[str, Any]) -> CannedText:
    unknown = set(said) - _FIELDS
    if unknown:
        raise KeyError(f"unknown fields: {', '.join(sorted(unknown))}")
    body = {name: said.get(name, "").strip() for name in ("body_vi", "body_en")}
    return CannedText(**{**said, **body, "categories": tuple(said.get("categories", ()))})


def _texts() -> Texts:
    found = application().texts
    if found is None:
        raise TypeError("commands are wired with a database")
    return found


def _wrong(why: Rejected) -> Failure:
    faults = why.details.get("faults", ())
    table([(each.field, each.slug, each.vi) for each in faults], ("Ở/IN", "LỖI/PROBLEM", "VÌ/WHY"))
    details = str(why.details.get("why", ""))
    return Failure(Exit.WRONG, f"{why.vi} {details}".strip(), why.en)
