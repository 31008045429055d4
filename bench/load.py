"""Files cases over HTTP from a process of its own, so that its processor time is not the system's.

    python -m bench.load PORT COUNT CONNECTIONS RATE FIRST CATEGORY > filed.tsv

RATE 0 files as fast as answers come; otherwise so many a second. Prints `code <tab> seconds when it was accepted`
(the machine's monotonic clock) for each case.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

import orjson

TEXT = (
    "Đèn chiếu sáng trước cổng trường tắt từ tối thứ Hai, đoạn đường dài khoảng 300 mét rất tối, học sinh đi học thêm "
    "về phải dùng đèn điện thoại. Đề nghị đơn vị quản lý kiểm tra và sửa chữa sớm để bảo đảm an toàn giao thông. "
)


@dataclass(frozen=True)
class Plan:
    """What to file."""

    port: int
    count: int
    connections: int
    rate: float
    first: int
    category: str


def request(plan: Plan, number: int) -> bytes:
    """Return one HTTP request, complete."""
    body = orjson.dumps(
        {
            "title": f"Đèn đường không sáng, cột số {number}",
            "text": TEXT + f"Cột số {number}.",
            "category": plan.category,
            "area": None,
            "address": "Đường Hùng Vương",
            "contact": {"name": "Nguyễn Văn An", "phone": "0905000001", "email": f"an{number}@example.org"},
        }
    )
    return (
        f"POST /api/cases HTTP/1.1\r\nHost: 127.0.0.1:{plan.port}\r\nContent-Type: application/json\r\n"
        f"Idempotency-Key: bench-{plan.first}-{number}\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode() + body


async def answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    """Read one response."""
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.lower().split(b"\r\n")
    length = next(int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length"))
    return int(head[9:12]), await reader.readexactly(length)


async def file_cases(plan: Plan, who: int, numbers: Iterator[int], start: float, out: list[str]) -> None:
    """File over one connection until the numbers run out. Each has a loopback address of its own, as citizens have."""
    reader, writer = await asyncio.open_connection("127.0.0.1", plan.port, local_addr=(f"127.0.1.{who + 1}", 0))
    for number in numbers:
        if plan.rate:
            await asyncio.sleep(max(0.0, start + (number - plan.first) / plan.rate - time.monotonic()))
        writer.write(request(plan, number))
        status, body = await answer(reader)
        if status != 201:
            raise SystemExit(f"HTTP {status}: {body[:300]!r}")
        out.append(f"{orjson.loads(body)['code']}\t{time.monotonic():.6f}")
    writer.close()


async def main(plan: Plan) -> None:
    """File everything, then print."""
    numbers = iter(range(plan.first, plan.first + plan.count))
    out: list[str] = []
    start = time.monotonic()
    await asyncio.gather(*(file_cases(plan, who, numbers, start, out) for who in range(plan.connections)))
    sys.stdout.write("\n".join(out) + "\n")


if __name__ == "__main__":
    port, count, connections, rate, first, category = sys.argv[1:]
    asyncio.run(main(Plan(int(port), int(count), int(connections), float(rate), int(first), category)))
