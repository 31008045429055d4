"""The figures of a report, and the formulas behind them.

Words and formulas are those of Gia Lai's own monthly one-stop report (motcua.gialai.gov.vn): Đã tiếp nhận, Tồn kỳ
trước, Cần xử lý, Đã xử lý (sớm/đúng, trễ), Đang xử lý (trễ, sắp trễ, chưa đến hạn), Chưa nhận, tỉ lệ trễ. The national
on-time figure is that of Quyết định 766/QĐ-TTg (23/06/2022).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of cases, each counted independently so that the sums are a check and not a definition.

    `not_accepted` are those of the open ones that the responsible agency has not confirmed (Chưa nhận). They stay in
    the open ones: an agency must not lose its late cases by leaving them unopened.
    `referred` are handled cases passed to a body outside the system (outcome `transferred`).
    """

    received: int = 0
    carried_over: int = 0
    handled_on_time: int = 0
    handled_late: int = 0
    overdue: int = 0
    due_soon: int = 0
    not_due: int = 0
    not_accepted: int = 0
    referred: int = 0
    referred_on_time: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, name) + getattr(other, name) for name in COUNTS))

    @property
    def to_handle(self) -> int:
        """Cần xử lý = Đã tiếp nhận + Tồn kỳ trước."""
        return self.received + self.carried_over

    @property
    def handled(self) -> int:
        """Đã xử lý = sớm/đúng hạn + trễ."""
        return self.handled_on_time + self.handled_late

    @property
    def open(self) -> int:
        """Đang xử lý = trễ + sắp trễ + chưa đến hạn."""
        return self.overdue + self.due_soon + self.not_due

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
    def qd766_on_time_percent(self) -> Decimal | None:
        """Handled on or before due / within competence to receive and handle × 100 (Quyết định 766/QĐ-TTg).

        Cases passed to a body outside the system were not within competence and are left out of both.
        """
        return percent(self.handled_on_time - self.referred_on_time, self.to_handle - self.referred)


def span(months: Sequence[Tally]) -> Tally:
    """Return the tally of consecutive months as one period: what flowed is added up, what stands is the last month's.

    Carried over is what the first month carried over. Raises IndexError without a month.
    """
    first, last = months[0], months[-1]
    flows = sum(months, Tally())
    return Tally(
        received=flows.received,
        carried_over=first.carried_over,
        handled_on_time=flows.handled_on_time,
        handled_late=flows.handled_late,
        overdue=last.overdue,
        due_soon=last.due_soon,
        not_due=last.not_due,
        not_accepted=last.not_accepted,
        referred=flows.referred,
        referred_on_time=flows.referred_on_time,
    )


COUNTS = tuple(each.name for each in fields(Tally))


def percent(part: int, whole: int) -> Decimal | None:
    """Return part / whole × 100 with one decimal, halves up; None where the whole is 0."""
    if whole == 0:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)
