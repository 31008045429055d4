"""Việc của cơ quan: viết lại tệp này. / What the agency does: this is the file to rewrite.

`handle` gets every event once it is safe in the inbox and yields replies as (type, data). It may run twice for the same
event; its replies must then be the same, in the same order. Raise an exception to be asked again later.
"""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
Reply = tuple[str, Json]


def handle(event: Json) -> Iterator[Reply]:
    """Pass an event to whoever cares. Types that are not known yet are passed over."""
    deal = HANDLERS.get(event["type"])
    if deal is not None:
        yield from deal(event["data"])


def routed(case: Json) -> Iterator[Reply]:
    """Một phản ánh cho đơn vị: chuyển vào phần mềm của mình rồi trả lời. / A case for us: put it into our software.

    Possible replies, each with the data named:
      reply.accepted             {}
      reply.info_requested       {question}                       hỏi lại người dân; đồng hồ dừng / the clock stops
      reply.extension_requested  {due_at, reason}                 xin gia hạn / more time
      reply.progressed           {stage, note}                    bước tiếp theo / a step of a case with known steps
      reply.answered             {answer, outcome, proof?, scheduled_for?, files?}
      reply.returned             {reason, suggestion?}            không thuộc trách nhiệm / not ours
    """
    print(f"{case['code']}  hạn/due {case['due_at']}  {case['title']}", flush=True)
    yield "reply.accepted", {}


def told(about: Json) -> Iterator[Reply]:
    """Có tin về phản ánh đang xử lý: không cần trả lời. / News about a case we have: no reply is needed."""
    print(f"{about['code']}  {about.get('text') or about.get('reason') or ''}", flush=True)
    yield from ()


def withdrawn(case: Json) -> Iterator[Reply]:
    """Người dân đã rút phản ánh: không phải trả lời nữa. / The citizen took the case back: no answer is needed."""
    print(f"{case['code']}  đã rút/withdrawn  {case['reason']}", flush=True)
    yield from ()


def rejected(refusal: Json) -> Iterator[Reply]:
    """Tổng đài không nhận một trả lời: báo cho người phụ trách. / A reply was refused: tell a person."""
    print(f"KHÔNG NHẬN/REFUSED {refusal['reply']}  [{refusal['slug']}]  {refusal['vi']}", flush=True)
    yield from ()


HANDLERS = {
    "case.routed": routed,
    "contribution.routed": told,
    "supplement.routed": told,
    "case.resumed": told,
    "case.extended": told,
    "case.due_soon": told,
    "case.overdue": told,
    "case.moved": told,
    "case.withdrawn": withdrawn,
    "extension.refused": told,
    "reply.rejected": rejected,
}
