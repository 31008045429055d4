"""Where things happen and whose they are: communes of the map of the day, towns more often; some are departments'."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import yaml

from deploy.local.state import ROOT

FOLDER = ROOT / "deploy" / "data" / "gialai"
MERGED = date(2025, 7, 1)
#: Who answers for categories that are not a commune's.
DEPARTMENTS = {
    "kinh-te-xa-hoi.y-te": "so-y-te",
    "kinh-te-xa-hoi.giao-duc": "so-giao-duc-va-dao-tao",
    "kinh-te-xa-hoi.tuyen-sinh": "so-giao-duc-va-dao-tao",
    "kinh-te-xa-hoi.bao-hiem": "bao-hiem-xa-hoi-tinh",
    "ha-tang.giao-thong": "so-xay-dung",
    "khac.an-ninh-trat-tu": "cong-an-tinh",
    "thu-tuc-hanh-chinh.cap-tinh": "so-tai-chinh",
    "dau-tu-du-lich.du-lich": "so-van-hoa-the-thao-va-du-lich",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A commune, and who acts for its People's Committee."""

    code: str
    name: str
    agency: str
    agency_name: str


@cache
def places() -> tuple[list[Place], list[Place]]:
    """Return the communes of the map before the merger and of today's, the towns first."""
    areas, names = _loaded("areas"), agency_names()
    communes = [each for each in areas if each.get("parent") and each.get("agency") and each["type"] != "district"]
    communes.sort(key=lambda each: each["type"] not in ("ward", "township"))
    before = [each for each in communes if each.get("valid_to") and each.get("parent") not in ("2021-64", "2021-52")]
    now = [each for each in communes if not each.get("valid_to")]
    return _as_places(before, names), _as_places(now, names)


@cache
def agency_names() -> dict[str, str]:
    """Return the names of all agencies."""
    return {each["slug"]: each["name"] for each in _loaded("agencies")}


def _as_places(areas: list[dict[str, Any]], names: dict[str, str]) -> list[Place]:
    return [Place(each["code"], each["name"], each["agency"], names[each["agency"]]) for each in areas]


def _loaded(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text())[name]
    return found
