"""What a camera wrote into a picture (EXIF): where and when it was taken. Kept for operators, shown to nobody else.

Source: CIPA DC-008 (Exif 3.0), 4.6.5 (DateTimeOriginal) and 4.6.6 (GPS attributes).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PIL import ExifTags, Image

_TAKEN = (ExifTags.Base.DateTimeOriginal, ExifTags.Base.DateTimeDigitized)
_DEGREES = {"latitude": 90, "longitude": 180}
_PLACE = (
    ("latitude", ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLatitudeRef, "S"),
    ("longitude", ExifTags.GPS.GPSLongitude, ExifTags.GPS.GPSLongitudeRef, "W"),
)


def camera_notes(picture: Image.Image) -> dict[str, Any]:
    """Return `taken_at` (ISO 8601, the camera's clock), `latitude` and `longitude` (degrees), where readable."""
    try:
        exif = picture.getexif()
        details, place = exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.GPSInfo)
    except Exception:  # noqa: BLE001 - whatever a camera wrote, the picture is what counts
        return {}
    return {**_moment({**exif, **details}), **_degrees(place)}


def _moment(notes: Mapping[int, Any]) -> dict[str, Any]:
    for tag in (*_TAKEN, ExifTags.Base.DateTime):
        try:
            taken = datetime.strptime(str(notes[tag]).strip("\0 "), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 - see above
        except (KeyError, ValueError):
            continue
        return {"taken_at": taken.isoformat()}
    return {}


def _degrees(notes: Mapping[int, Any]) -> dict[str, Any]:
    """Return both coordinates or none: half a place is no place."""
    place: dict[str, Any] = {}
    for name, tag, reference, negative in _PLACE:
        try:
            degrees, minutes, seconds = (float(part) for part in notes[tag])
        except (KeyError, TypeError, ValueError, ZeroDivisionError):
            return {}
        value = degrees + minutes / 60 + seconds / 3600
        if not math.isfinite(value) or abs(value) > _DEGREES[name]:
            return {}
        place[name] = round(-value if notes.get(reference) == negative else value, 7)
    return {} if place == {"latitude": 0, "longitude": 0} else place
