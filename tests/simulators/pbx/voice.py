"""A recording: a tone, as a telephone line carries it."""

from __future__ import annotations

import io
import math
import struct
import wave

RATE, PITCH, LOUDNESS = 8000, 440.0, 8000


def recording(seconds: float = 1.0) -> bytes:
    """Return a WAV of a tone: 8 kHz, 16 bits, one channel."""
    samples = (int(LOUDNESS * math.sin(2 * math.pi * PITCH * each / RATE)) for each in range(int(RATE * seconds)))
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    return file.getvalue()
