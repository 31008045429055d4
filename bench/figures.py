"""How a figure is told: one JSON line."""

from __future__ import annotations

import click
import orjson


def tell(figure: str, value: float, unit: str, **more: object) -> None:
    """Print one figure."""
    line = {"figure": figure, "value": round(value, 3), "unit": unit, **more}
    click.echo(orjson.dumps(line).decode())
