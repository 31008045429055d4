"""Invented citizens, each with an identity on every channel."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Citizen:
    """One person. `phone` receives calls and texts."""

    name: str
    zalo: str
    facebook: str
    phone: str
    mail: str

    def as_json(self) -> dict[str, str]:
        """Return it for the page."""
        return asdict(self)


CITIZENS = (
    Citizen("Nguyễn Văn An", "7212000000000000012", "25810000000000012", "0905000012", "nguyen.van.an@example.org"),
    Citizen("Trần Thị Bình", "7212000000000000034", "25810000000000034", "0905000034", "tran.thi.binh@example.org"),
    Citizen("Ksor H'Lan", "7212000000000000056", "25810000000000056", "0905000056", "ksor.hlan@example.org"),
)
