"""`hotline suggestions`: train, measure and put in force what suggests categories."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from services.kit.clock import SystemClock
from services.kit.commands.console import Exit, Failure, say, table
from services.kit.failures import Rejected
from services.routing.adapters.model_file import read_model, write_model
from services.routing.commands.wired import application
from services.routing.settings.suggestion import THRESHOLD
from services.routing.training.texts import Example
from services.routing.training.train import Folder, measured, train
from services.routing.usecases.suggesting import Decision, StoredModel
from services.routing.usecases.suggesting.ports import Document
from services.routing.wiring.suggesting import Suggesting

TEXTS = Path("deploy/data/gialai/suggestion")
FOLDER = click.option(
    "--folder",
    default=TEXTS,
    show_default=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Câu mẫu / texts.",
)
FORCE = click.option("--force", is_flag=True, help="Áp dụng dù kém hơn / put in force even if worse.")


@click.group()
def suggestions() -> None:
    """Huấn luyện và áp dụng mô hình gợi ý lĩnh vực.

    Train the model that suggests categories, and put it in force. Reads MONGO_URI.
    """


@suggestions.command("train")
@FOLDER
@FORCE
@click.option("--to", type=click.Path(dir_okay=False, path_type=Path), help="Chỉ ghi ra tệp / only write this file.")
def train_command(folder: Path, force: bool, to: Path | None) -> None:
    """Huấn luyện từ câu mẫu và quyết định đã lưu, đo rồi áp dụng; kém hơn mô hình đang dùng thì từ chối.

    Train on the texts and on what people decided, measure, and put in force unless it is worse. With --to, the texts
    alone make a file and nothing is put in force.
    """
    texts = Folder(folder)
    own = None if to else _suggesting()
    decided = [] if own is None else list(_examples(own.store.decisions.all()))
    try:
        document = train(texts, decided, THRESHOLD, SystemClock().now())
    except Rejected as why:
        raise Failure(Exit.WRONG, why.vi, why.en) from why
    _print(document["figures"])
    if own is None and to:
        size = write_model(to, document)
        say(f"Đã ghi {to} ({size / 1000:.0f} kB).", f"{to} is written.")
    elif own:
        say(f"Đã học thêm {len(decided)} quyết định.", f"{len(decided)} decisions were learnt from.")
        _put(own, texts, document, force)


@suggestions.command("load")
@FOLDER
@FORCE
def load_command(folder: Path, force: bool) -> None:
    """Áp dụng mô hình có sẵn trong thư mục câu mẫu; không cần scikit-learn.

    Put the model that lies beside the texts in force; needs no scikit-learn.
    """
    texts = Folder(folder)
    _put(_suggesting(), texts, read_model(texts.model), force)


@suggestions.command("measure")
@FOLDER
@click.option(
    "--file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Tệp mô hình / a model file."
)
def measure_command(folder: Path, file: Path | None) -> None:
    """Đo mô hình đang áp dụng (hoặc tệp mô hình) trên câu giữ riêng.

    Measure the model in force, or a file, on the held-out texts. Changes nothing.
    """
    document = read_model(file) if file else _suggesting().store.models.document()
    if document is None:
        raise Failure(Exit.WRONG, "Chưa có mô hình.", "No model is in force.")
    _print(measured(Folder(folder), dict(document), THRESHOLD))


@suggestions.command("show")
def show_command() -> None:
    """Cho biết các mô hình, mô hình nào đang áp dụng, và người trực đồng ý bao nhiêu.

    Show the models, which one is in force, and how often people agree with it.
    """
    own = _suggesting()
    rows = [_row(each) for each in own.store.models.all()]
    table(rows, ("", "BẢN/VERSION", "LÚC/AT", "ĐÚNG/TOP1", "PHỦ/COVERAGE", "CHẮC/PRECISION"))
    found = own.store.decisions.agreement()
    share = "-" if found.agreement is None else f"{found.agreement:.1%}"
    say(
        f"Quyết định đã lưu: {found.decided}; có gợi ý: {found.suggested}; trùng gợi ý: {found.agreed} ({share}).",
        f"{found.decided} decisions kept, {found.suggested} with a suggestion, {share} of them as suggested.",
    )


@suggestions.command("rollback")
@click.option("--version", type=int, help="Bản muốn dùng / which; mặc định/default: trước bản đang dùng.")
def rollback_command(version: int | None) -> None:
    """Áp dụng lại một mô hình cũ.

    Put an earlier model in force again.
    """
    try:
        wanted = _suggesting().roll_back(version)
    except Rejected as why:
        raise Failure(Exit.WRONG, why.vi, why.en) from why
    say(f"Mô hình bản {wanted} đang áp dụng.", f"Model {wanted} is in force.")


def _row(stored: StoredModel) -> tuple[str, ...]:
    """One line per model, with its figures on all held-out texts of its day."""
    found = stored.figures.get("all", {})
    shares = (f"{found.get(figure, 0):.1%}" for figure in ("top1", "coverage", "precision"))
    return ("*" if stored.in_force else "", str(stored.version), f"{stored.stored_at:%d/%m/%Y %H:%M}", *shares)


def _put(own: Suggesting, texts: Folder, document: Document, force: bool) -> None:
    try:
        version = own.put_in_force(document, lambda each: measured(texts, dict(each), THRESHOLD)["all"], force=force)
    except Rejected as why:
        raise Failure(Exit.WRONG, why.vi, why.en) from why
    say(f"Mô hình bản {version} đang áp dụng.", f"Model {version} is in force.")


def _suggesting() -> Suggesting:
    found = application().suggesting
    if found is None:
        raise Failure(Exit.WRONG, "Chưa nối cơ sở dữ liệu.", "There is no database.")
    return found


def _examples(decisions: Iterable[Decision]) -> Iterable[Example]:
    return (Example(each.text, each.category) for each in decisions if each.category)


def _print(figures: dict[str, Any]) -> None:
    parts = {"kiểm tra/test": figures, "chọn ngưỡng/dev": figures["development"], "tất cả/all": figures["all"]}
    rows = [
        (name, *(f"{each[figure]:.1%}" for figure in ("top1", "top3", "coverage", "precision")), f"{each['ece']:.3f}")
        for name, each in [*parts.items(), *figures["noise"].items()]
    ]
    table(rows, ("CÂU/TEXTS", "TOP1", "TOP3", "PHỦ/COVERAGE", "CHẮC/PRECISION", "ECE"))
    click.echo(f"ngưỡng/threshold {figures['threshold']}, câu/texts {figures['texts']}")
    for label, guess, times in figures["confusions"]:
        click.secho(f"  {times} × {label} → {guess}", dim=True)
