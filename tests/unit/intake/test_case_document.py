"""A case goes into the database and comes back as it was, answers and doubts too."""

from __future__ import annotations

from dataclasses import replace

import bson
import pytest

from services.intake.adapters.case_document import case_of, document_of
from services.intake.usecases.ports import StoredCase
from services.kit.events import CaseReceived, Contact, GivenAnswer
from tests.unit.intake.fakes import MONDAY

PLAIN = CaseReceived(
    code="2611304829170",
    channel="hotline",
    received_at=MONDAY,
    title="Đèn đường hỏng",
    text="Đèn đường hỏng trước số 12 Hùng Vương.",
    category="ha-tang.chieu-sang",
    area=None,
    address=None,
    urgency="normal",
    kind="report",
    language="vi",
    contact=Contact(name="Nguyễn Văn An", phone="+84905000012", email=None),
    share_contact=False,
    private=False,
    pin="0012",
)
ANSWERED = GivenAnswer(
    question="muc-do", value="ca-doan", label="Tình trạng thế nào?", text="Cả đoạn đường tối", public=True
)


@pytest.mark.parametrize(
    "data",
    [
        PLAIN,
        replace(PLAIN, answers=(ANSWERED,)),  # what the category asked
        replace(PLAIN, category=None, doubts=("answered-by-operator",)),
        replace(PLAIN, contact=None),
    ],
)
def test_a_case_comes_back_from_the_database_as_it_was(data: CaseReceived) -> None:
    case = StoredCase(data=data, client_key="c-1/1", fingerprint="f", looked_at_from=MONDAY, doubts=data.doubts)
    options = bson.CodecOptions(tz_aware=True)
    assert case_of(bson.decode(bson.encode(document_of(case)), options)) == case
