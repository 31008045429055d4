"""Dossiers of invented people: one for every state, and one of each form of code."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
DESK = "Bộ phận Một cửa phường Quy Nhơn"


def _dossier(number: str, state: str, procedure: str, **more: Any) -> Json:
    return {
        "code": f"H21.99-261110-{number}",
        "state": state,
        "procedure": procedure,
        "agency": DESK,
        "received_on": "2026-11-10",
        "appointed_on": "2026-11-30",
        "applicant": "Nguyễn Văn An",
        "phone_digits": "0067",
        "steps": [
            {"name": "Tiếp nhận", "agency": DESK, "done_at": "2026-11-10T08:15:00+07:00"},
            {"name": "Thẩm định", "agency": "Phòng chuyên môn"},
        ],
        **more,
    }


SAMPLES: tuple[Json, ...] = (
    _dossier("0001", "received", "Đăng ký khai sinh"),
    _dossier("0002", "processing", "Cấp giấy phép xây dựng nhà ở riêng lẻ"),
    _dossier("0003", "supplement_needed", "Cấp đổi sổ đỏ", remark="Bổ sung bản vẽ hiện trạng thửa đất."),
    _dossier("0004", "fee_due", "Đăng ký biến động đất đai", fee=450_000),
    _dossier("0005", "late", "Cấp giấy phép kinh doanh", appointed_on="2026-11-16"),
    _dossier("0006", "result_ready", "Chứng thực hợp đồng", finished_on="2026-11-12"),
    _dossier("0007", "returned", "Cấp bản sao trích lục hộ tịch", finished_on="2026-11-11"),
    _dossier("0008", "refused", "Đăng ký hộ kinh doanh", remark="Ngành nghề không thuộc thẩm quyền."),
    _dossier("0009", "withdrawn", "Đăng ký kết hôn"),
    # Nobody left a telephone number: nothing about the person can be shown to the public.
    _dossier("0010", "processing", "Xác nhận tình trạng hôn nhân", phone_digits=""),
    {**_dossier("0011", "processing", "Cấp phép khai thác nước"), "code": "000.00.15.H21-261110-0011"},
    {**_dossier("0012", "returned", "Cấp giấy chứng nhận"), "code": "00352112000539", "received_on": "2021-12-02"},
)
