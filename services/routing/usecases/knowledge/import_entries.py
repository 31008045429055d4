"""Import entries from a file: every row is accepted or refused with a reason; all are stored together, or none.

An import writes drafts: what the public reads changes when a second person publishes them. Importing the same again
changes nothing. A column that is not there leaves the field of an entry as it is; an empty cell empties it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.kit.logs import log
from services.routing.domain.knowledge import acts
from services.routing.domain.knowledge.acts import Hand
from services.routing.domain.knowledge.checking import Fault, Known, fault, written_of
from services.routing.domain.knowledge.entry import Doing, Entry, Kind
from services.routing.domain.policies import Actor
from services.routing.usecases.knowledge.ports import Change, Entries
from services.routing.usecases.knowledge.reading import Reading, visible
from services.routing.usecases.knowledge.refusals import entry_changed, may_write
from services.routing.usecases.knowledge.sheets import CODE, KIND, Line, Sheet, columns_of, kind_called, refused

MOST_TRIES = 3


class Verdict(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the file, and what becomes of it."""

    sheet: str
    number: int
    code: str
    title: str
    verdict: Verdict
    faults: tuple[Fault, ...] = ()
    change: Change | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Plan:
    """All rows, in the order of the file."""

    rows: Sequence[Row]

    def count(self, verdict: Verdict) -> int:
        """Return how many rows end so."""
        return sum(each.verdict is verdict for each in self.rows)

    @property
    def is_good(self) -> bool:
        """Return whether no row is refused."""
        return not self.count(Verdict.REFUSED)


@dataclass(frozen=True, slots=True)
class _Written:
    """A row, read by its columns."""

    sheet: str
    line: Line
    code: str
    kind: Kind | None
    fields: Mapping[str, str]
    wrong: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class ImportEntries:
    """The use case."""

    entries: Entries
    reading: Reading
    clock: Clock

    def preview(self, sheets: Sequence[Sheet], actor: Actor, kind: Kind | None = None) -> Plan:
        """Return what an import would do. `kind` is that of rows which name none.

        Raises `Rejected`: not-your-role, and what `columns_of` raises.
        """
        may_write(actor)
        written = [each for sheet in sheets for each in _read(sheet, kind)]
        if not written:
            raise refused("empty-file")
        twice = {code for code, count in Counter(each.code for each in written).items() if count > 1}
        known, names = self.entries.known({each.code for each in written}), self.reading.known()
        hand = Hand(actor.name, self.clock.now())
        return Plan([self._planned(each, known.get(each.code), names, hand, twice) for each in written])

    def __call__(self, sheets: Sequence[Sheet], actor: Actor, kind: Kind | None = None) -> Plan:
        """Store every new and changed entry in one transaction, and return what was done.

        Raises `Rejected`: import-refused, with the plan in `details["plan"]`, where a row is refused; entry-changed,
        where others keep changing the same entries; and what `preview` raises.
        """
        for _ in range(MOST_TRIES):
            plan = self.preview(sheets, actor, kind)
            if not plan.is_good:
                raise _refused_rows(plan)
            if self.entries.save([each.change for each in plan.rows if each.change]):
                log.info("knowledge imported", by=actor.name, **{each.value: plan.count(each) for each in Verdict})
                return plan
        raise entry_changed()

    def _planned(self, row: _Written, known: Entry | None, names: Known, hand: Hand, twice: set[str]) -> Row:
        wrong = [*row.wrong, *_clashes(row, known, twice)]
        if row.kind is None or wrong:
            return _row(row, Verdict.REFUSED, tuple(wrong))
        kept = written_of(known.kind, known.content) if known else {}
        read = self.reading(row.code, row.kind, {**kept, **row.fields}, names)
        if read.faults:
            return _row(row, Verdict.REFUSED, read.faults)
        if known is None:
            made = acts.drafted(row.code, row.kind, read.content, hand, Doing.IMPORTED)
            return _row(row, Verdict.NEW, change=Change(made, None))
        after = acts.edited(known, read.content, hand, Doing.IMPORTED)
        if after is known:
            return _row(row, Verdict.UNCHANGED)
        return _row(row, Verdict.CHANGED, change=Change(after, known))


def _read(sheet: Sheet, kind: Kind | None) -> list[_Written]:
    columns = columns_of(sheet)
    return [_written(sheet.title, each, columns, kind_called(sheet.title) or kind) for each in sheet.lines]


def _written(title: str, line: Line, columns: Sequence[str], default: Kind | None) -> _Written:
    cells = {name: visible(text).strip() for name, text in zip(columns, line.cells, strict=False)}
    wrong = [fault(slug, columns[place] if place < len(columns) else "") for place, slug in line.wrong.items()]
    said = cells.pop(KIND, "")
    kind = kind_called(said) if said else default
    if kind is None:
        wrong.append(fault("unknown-kind", KIND, words=said[:40]))
    return _Written(title, line, cells.pop(CODE, "").lower(), kind, cells, tuple(wrong))


def _clashes(row: _Written, known: Entry | None, twice: set[str]) -> list[Fault]:
    found = [fault("code-twice", CODE)] if row.code in twice else []
    if known and row.kind not in (None, known.kind):
        found.append(fault("kind-differs", KIND))
    return found


def _row(row: _Written, verdict: Verdict, faults: tuple[Fault, ...] = (), change: Change | None = None) -> Row:
    title = row.fields.get("title_vi", "")
    return Row(
        sheet=row.sheet,
        number=row.line.number,
        code=row.code,
        title=title,
        verdict=verdict,
        faults=faults,
        change=change,
    )


def _refused_rows(plan: Plan) -> Rejected:
    count = plan.count(Verdict.REFUSED)
    return Rejected(
        "import-refused",
        f"{count} dòng chưa đạt nên chưa nhập gì. Xin sửa tệp rồi nhập lại.",
        f"{count} rows are refused, so nothing was imported. Please mend the file and import it again.",
        plan=plan,
    )
