"""The figures of a report, and the formulas behind them.

Words and formulas are those of Gia Lai's own monthly one-stop report (motcua.gialai.gov.vn): Đã tiếp nhận, Tồn kỳ
trước, Cần xử lý, Đã xử lý (sớm/đúng, trễ), Đang xử lý (trễ, sắp trễ, chưa đến hạn), Chưa nhận, tỉ lệ trễ. The national
figures are those of Quyết định 766/QĐ-TTg (23/06/2022).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from decimal import ROUND_HALF_UP, Decimal
from operator import attrgetter


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts, each counted independently so that the sums are a check and not a definition.

    Of the cases that had to be handled in a period, each in exactly one of the first three and in exactly one of the
    next six. The rest are parts of these.

    `carried_over` were open when the period began; `reopened` had been answered before, and were opened again in it.
    `not_accepted` are those of the open ones that the responsible agency has not confirmed (Chưa nhận). They stay in
    the open ones: an agency must not lose its late cases by leaving them unopened. `waiting` wait for their citizen.
    `referred` were answered with `transferred`: passed to a body outside the system; `refused` with `not_feasible`.
    `in_first_time` were answered by their first due time, whatever was granted later.
    `discontent` are those that Quyết định 766 counts as not satisfied, see `qd766_satisfied_percent`.
    `returned_once` and `returned_twice` were given back by an agency so often, or more often.
    """

    received: int = 0
    carried_over: int = 0
    reopened: int = 0

    handled_on_time: int = 0
    handled_late: int = 0
    withdrawn: int = 0
    overdue: int = 0
    due_soon: int = 0
    not_due: int = 0

    not_accepted: int = 0
    waiting: int = 0
    referred: int = 0
    referred_on_time: int = 0
    refused: int = 0
    in_first_time: int = 0
    satisfied: int = 0
    acceptable: int = 0
    unsatisfied: int = 0
    discontent: int = 0
    published: int = 0
    withheld: int = 0
    extended: int = 0
    merged: int = 0
    shared: int = 0
    related: int = 0
    returned_once: int = 0
    returned_twice: int = 0

    # What happened in the period, as often as it happened, with the agency that it happened with.
    returns: int = 0
    moves: int = 0
    extensions: int = 0
    extensions_refused: int = 0
    parts_asked: int = 0
    parts_on_time: int = 0
    parts_late: int = 0
    reopenings: int = 0
    questions: int = 0
    not_reached: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*map(int.__add__, COUNTED(self), COUNTED(other)))

    @property
    def to_handle(self) -> int:
        """Cần xử lý = Đã tiếp nhận + Tồn kỳ trước, and what citizens reopened."""
        return self.received + self.carried_over + self.reopened

    @property
    def handled(self) -> int:
        """Đã xử lý = sớm/đúng hạn + trễ."""
        return self.handled_on_time + self.handled_late

    @property
    def open(self) -> int:
        """Đang xử lý = trễ + sắp trễ + chưa đến hạn."""
        return self.overdue + self.due_soon + self.not_due

    @property
    def unrated(self) -> int:
        """Handled cases whose citizens have not said how content they are."""
        return self.handled - self.satisfied - self.acceptable - self.unsatisfied

    @property
    def undecided(self) -> int:
        """Handled cases about whose publication nobody has decided."""
        return self.handled - self.published - self.withheld

    @property
    def late_percent(self) -> Decimal | None:
        """Tỉ lệ trễ = (trễ đang xử lý + trễ đã xử lý) / Cần xử lý; None where there was nothing to handle."""
        return percent(self.overdue + self.handled_late, self.to_handle)

    @property
    def on_time_percent(self) -> Decimal | None:
        """Tỉ lệ đúng hạn = 100 % − tỉ lệ trễ."""
        late = self.late_percent
        return None if late is None else 100 - late

    @property
    def first_time_percent(self) -> Decimal | None:
        """Answered by the first due time / handled × 100: what extensions cannot mend."""
        return percent(self.in_first_time, self.handled)

    @property
    def satisfied_percent(self) -> Decimal | None:
        """(Hài lòng + chấp nhận) / those who said anything × 100."""
        content = self.satisfied + self.acceptable
        return percent(content, content + self.unsatisfied)

    @property
    def qd766_on_time_percent(self) -> Decimal | None:
        """Handled on or before due / within competence to receive and handle × 100 (Quyết định 766/QĐ-TTg).

        Cases passed to a body outside the system were not within competence, and what was withdrawn need not be
        handled: they are left out of both.
        """
        within = self.to_handle - self.referred - self.withdrawn
        return percent(self.handled_on_time - self.referred_on_time, within)

    @property
    def qd766_satisfied_percent(self) -> Decimal | None:
        """(Total − not content or complained about the result − handled overdue) / total × 100 (Quyết định 766).

        The total is what was handled within competence and what should have been: an overdue case counts as not
        satisfied also while it is open, so that nobody gains by leaving it.
        """
        total = self.handled - self.referred + self.overdue
        return percent(total - self.discontent, total)


#: The counts of a tally as a tuple, in order.
COUNTS = tuple(each.name for each in fields(Tally))
COUNTED = attrgetter(*COUNTS)
#: How many of them say how cases stood; the others say what happened in the period.
FLOWS = COUNTS[COUNTS.index("returns") :]


def added_up(tallies: Sequence[Tally]) -> Tally:
    """Return the sum, without making a tally for each step."""
    return Tally(*map(sum, zip(*map(COUNTED, tallies), strict=True))) if tallies else Tally()


def percent(part: int, whole: int) -> Decimal | None:
    """Return part / whole × 100 with one decimal, halves up; None where the whole is 0."""
    if whole == 0:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)
