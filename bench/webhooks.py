"""Fires signed Zalo webhooks at a steady pace from a process of its own and tells how long each 200 took.

    python -m bench.webhooks PORT COUNT RATE APP_ID OA_ID < oa-secret > seconds.txt

Each webhook is another citizen's first text, as at the beginning of a storm. Times count from when the webhook was due,
not from when it could be sent: a server that stalls makes all that wait behind it late, and that shall be seen.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Iterator

from tests.simulators.zalo.signing import signed, text_event

CONNECTIONS = 20
PATH = "/webhooks/zalo"


def request(port: int, number: int, app_id: str, oa_id: str, secret: str) -> bytes:
    """Return one webhook as an HTTP request, complete."""
    text = f"Cây đổ chắn đường số {number}, xe không qua được, nhờ xử lý sớm."
    now = int(time.time() * 1000)
    body, headers = signed(text_event(app_id, oa_id, f"9{number:015d}", f"bench-{now}-{number}", text, now), secret)
    lines = [f"POST {PATH} HTTP/1.1", f"Host: 127.0.0.1:{port}", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


async def status_of(reader: asyncio.StreamReader) -> int:
    """Read one response."""
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.lower().split(b"\r\n")
    length = next(int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length"))
    await reader.readexactly(length)
    return int(head[9:12])


async def deliver(numbers: Iterator[int], start: float, rate: float, who: tuple[int, str, str, str]) -> list[float]:
    """Deliver over one connection until the numbers run out; return the seconds of each."""
    port, *names = who
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    seconds = []
    for number in numbers:
        due = start + number / rate
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        writer.write(request(port, number, *names))
        status = await status_of(reader)
        if status != 200:
            raise SystemExit(f"HTTP {status}")
        seconds.append(time.monotonic() - due)
    writer.close()
    return seconds


async def main(count: int, rate: float, who: tuple[int, str, str, str]) -> None:
    """Deliver everything, then print."""
    numbers, start = iter(range(count)), time.monotonic() + 0.1
    found = await asyncio.gather(*(deliver(numbers, start, rate, who) for _ in range(CONNECTIONS)))
    sys.stdout.write("\n".join(f"{each:.6f}" for seconds in found for each in seconds) + "\n")


if __name__ == "__main__":
    port, count, rate, app_id, oa_id = sys.argv[1:]
    asyncio.run(main(int(count), float(rate), (int(port), app_id, oa_id, sys.stdin.read().strip())))
