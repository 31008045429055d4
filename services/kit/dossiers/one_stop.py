"""The port to the system of the one-stop desks, and its refusals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.kit.dossiers.code import DossierCode
from services.kit.dossiers.dossier import Dossier
from services.kit.failures import Rejected


@dataclass(frozen=True, slots=True)
class Found:
    """A dossier and when it was read from its system (aware UTC). `stale`: the system is away, this is a copy."""

    dossier: Dossier
    seen_at: datetime
    stale: bool = False


class OneStop(Protocol):
    """Finds dossiers while somebody waits on the telephone."""

    @property
    def connected(self) -> bool:
        """Whether there is any system to ask."""

    def find(self, code: DossierCode) -> Found:
        """Return the dossier within two seconds.

        Raises `Rejected`: `unknown-dossier`, `dossier-system-down`, `dossiers-not-connected`.
        """


class NotConnected:
    """Where no system is connected: says so, plainly and every time."""

    connected = False

    def find(self, code: DossierCode) -> Found:
        """Raise `Rejected("dossiers-not-connected")`."""
        raise Rejected(
            "dossiers-not-connected",
            "Tổng đài chưa kết nối hệ thống một cửa. Xin tra cứu trên Cổng Dịch vụ công hoặc hỏi nơi nộp hồ sơ.",
            "The hotline is not connected to the one-stop system. Please look on the public service portal or ask "
            "where the dossier was handed in.",
        )


def unknown_dossier(code: DossierCode) -> Rejected:
    """Return the refusal for a code nobody knows."""
    return Rejected(
        "unknown-dossier",
        f"Hệ thống một cửa không có hồ sơ mang mã {code}. Xin xem lại mã trên giấy tiếp nhận.",
        f"The one-stop system has no dossier {code}. Please compare with the receipt.",
    )


def system_down() -> Rejected:
    """Return the refusal while the system does not answer, or not as agreed."""
    return Rejected(
        "dossier-system-down",
        "Hệ thống một cửa đang không trả lời. Xin thử lại sau ít phút.",
        "The one-stop system does not answer at the moment. Please try again in some minutes.",
    )
